"""All citations of a text, and all that looked like one and is not.

    anchors (one pass) -> numbered -> lists -> subjects -> named, self, later forms -> values -> the rest, with reasons

Every step looks only around what the step before found, so the whole is linear in the text.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.citations.anchors import Anchors, TypeHit, find_anchors
from loaders.citations.assemble import Sections, build_citation, is_opening
from loaders.citations.bodied import read_of_body
from loaders.citations.columns import fill_from_columns
from loaders.citations.detector import skip_rest
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page, fold_page
from loaders.citations.named import read_congress, read_law, read_programme
from loaders.citations.numbered import read_numbered, share_in_lists
from loaders.citations.own import Own, find_own
from loaders.citations.references import find_aliases, read_alias, read_anaphora, read_self, read_short
from loaders.citations.rejected import reject_reason
from loaders.citations.roles import PLANNING, role_of
from loaders.citations.subjects import period_before, read_period, read_subject
from ontology.bodies import Context, canonical_body
from ontology.numbers import number_key
from ontology.values import Citation, Role, Section, Skipped, Span, Table

_ATTACHED = re.compile(r"\b(?:kem\s+theo|kem|ban\s+hanh\s+theo)\s+$")
# What makes a bare type word worth a look: "này", "trên", a number.
_FOLLOWED = re.compile(
    r"\s{1,90}(?:dai\s|hoi\s+nghi\s|trung\s|nay\b|(?:neu\s+|noi\s+)?tren\b|da\s+neu\b|do\b|so\b|\d|cua\b|do\b|[hu][db]nd\b)"
)


def find_citations(
    text: str,
    *,
    context: Context,
    sections: Sequence[Section],
    tables: Sequence[Table] = (),
    header_end: int = 0,
    scanned: bool = False,
) -> tuple[tuple[Citation, ...], tuple[Skipped, ...]]:
    """Citations of a repaired text, and what was passed over with the reason why; spans count the text given."""
    if scanned:
        return _find_scanned(text, context, sections, tables, header_end)
    return _find(fold_page(text), context, Sections(sections), tables, header_end)


def _find_scanned(
    text: str, context: Context, sections: Sequence[Section], tables: Sequence[Table], header_end: int
) -> tuple[tuple[Citation, ...], tuple[Skipped, ...]]:
    """The same on the text with its citation words restored; spans and sections cross over and back."""
    from loaders.citations.scanner import restore_words  # only scans pay for loading it

    scanned = restore_words(text)

    def over(span: Span) -> Span:
        return Span(bisect_left(scanned.origins, span.start), bisect_left(scanned.origins, span.end))

    citations, skipped = _find(
        fold_page(scanned.text),
        context,
        Sections([replace(s, span=over(s.span)) for s in sections]),
        [Table(span=over(t.span), cells=tuple(replace(c, span=over(c.span)) for c in t.cells)) for t in tables],
        bisect_left(scanned.origins, header_end),
        scanned=True,
    )

    def back(span: Span | None) -> Span | None:
        return None if span is None else Span(*scanned.back(span.start, span.end))

    return (
        tuple(
            replace(
                c,
                span=(whole := Span(*scanned.back(c.span.start, c.span.end))),
                quote=text[whole.start : whole.end],
                subject_span=back(c.subject_span),
                number_span=back(c.number_span),
                date_span=back(c.date_span),
                doubts=(*c.doubts, "ocr"),
                confidence=min(c.confidence, 0.8),
            )
            for c in citations
        ),
        tuple(
            replace(
                s, span=(whole := Span(*scanned.back(s.span.start, s.span.end))), quote=text[whole.start : whole.end]
            )
            for s in skipped
        ),
    )


def _find(
    page: Page, context: Context, places: Sections, tables: Sequence[Table], header_end: int, *, scanned: bool = False
) -> tuple[tuple[Citation, ...], tuple[Skipped, ...]]:
    anchors = find_anchors(page, sorted({cell.span.end for table in tables for cell in table.cells}))
    own = find_own(page, anchors, header_end)
    numbered, rejected = _numbered(page, anchors, own, context, places, header_end, scanned)
    _subjects(page, anchors, numbered)
    fill_from_columns(page, numbered, tables)
    drafts = _with_unnumbered(page, anchors, numbered, own, places)
    drafts.sort(key=lambda d: (d.start, d.end))
    citations = _values(page, anchors, drafts, context, places, own)
    return citations, skip_rest(page, citations, rejected, own)


def _numbered(
    page: Page, anchors: Anchors, own: Own, context: Context, places: Sections, header_end: int, scanned: bool
) -> tuple[list[Draft], list[tuple[int, int, str]]]:
    kept: list[Draft] = []
    rejected: list[tuple[int, int, str]] = []
    for draft in read_numbered(page, anchors, context.date, scanned):
        reason = reject_reason(page, draft, own, header_end)
        if reason is None:
            kept.append(draft)
        elif draft.number is not None:
            rejected.append((draft.number.start, draft.number.end, reason))
    share_in_lists(page, kept)
    for draft in kept:
        if not draft.number or own.key != number_key(draft.number.canonical):
            continue
        if _is_itself(page, draft, context, rests=places.opens(draft.start)):
            draft.kind, draft.own = "self", True
    return kept, rejected


def _is_itself(page: Page, draft: Draft, context: Context, *, rests: bool) -> bool:
    """Whether a citation with the document's own number means it: the appendix line, or nothing against it.

    What a document rests on, of another day, is another one: a body made of several numbers its plans anew.
    """
    if _ATTACHED.search(page.low, max(0, draft.start - 60), draft.start):
        return True
    written, signed = draft.date.value if draft.date else None, context.date
    if written and signed and written[:4] != signed[:4]:
        return False
    if rests and written and signed and len(written) == len(signed) and written < signed:
        return False
    if draft.issuer is None or context.issuer is None:
        return True
    words = " ".join(page.text[draft.issuer[0] : draft.issuer[1]].split())
    return canonical_body(words, context=context) in (None, context.issuer)


def _subjects(page: Page, anchors: Anchors, drafts: list[Draft]) -> None:
    first: dict[tuple[str, str | None], Draft] = {}
    for index, draft in enumerate(drafts):
        draft.subject = read_subject(page, anchors, drafts, index)
        if draft.subject:
            draft.period = read_period(page, *draft.subject)
        if draft.period is None:
            draft.period = period_before(page, draft.start, drafts[index - 1].end if index else 0)
        if draft.number is None:
            continue
        key = (number_key(draft.number.canonical), draft.type)
        earlier = first.setdefault(key, draft)
        if earlier is not draft and _same_date(earlier, draft) and draft.issuer is None:
            draft.named_before = earlier.issuer
        if earlier is not draft and draft.subject is None and _same_date(earlier, draft):
            if earlier.subject:
                draft.subject = earlier.subject
                draft.doubts.append("subject_shared")
            if draft.period is None and earlier.period:
                draft.period = earlier.period
                draft.doubts.append("period_shared")


def _same_date(one: Draft, other: Draft) -> bool:
    if one.date is None or other.date is None:
        return True
    return one.date.value == other.date.value


def _with_unnumbered(page: Page, anchors: Anchors, numbered: list[Draft], own: Own, places: Sections) -> list[Draft]:
    """The numbered drafts and, between them in order, what is cited without a number."""
    reader = _Unnumbered(page, anchors, own, places, find_aliases(page, anchors, numbered))
    waiting = deque(numbered)
    for hit in anchors.types:
        while waiting and waiting[0].start <= hit.start:
            reader.take(waiting.popleft())
        reader.read(hit, waiting[0].start if waiting else len(page.text))
    for draft in waiting:
        reader.take(draft)
    return reader.seen


@dataclass(slots=True)
class _Unnumbered:
    """Reads on from left to right, knowing what was cited before."""

    page: Page
    anchors: Anchors
    own: Own
    places: Sections
    aliases: dict[str, tuple[Draft | None, int]]
    seen: list[Draft] = field(default_factory=list)
    serials: dict[tuple[str, str], list[Draft]] = field(default_factory=dict)
    taken_end: int = 0
    subjects: deque[tuple[int, int, Draft]] = field(default_factory=lambda: deque(maxlen=4))

    def take(self, draft: Draft) -> None:
        self.seen.append(draft)
        self.taken_end = max(self.taken_end, draft.end)
        if draft.number and draft.type:
            key = (draft.type, draft.number.serial.lstrip("0").lower() or "0")
            self.serials.setdefault(key, []).append(draft)
        if draft.subject and draft.end <= draft.subject[0]:
            self.subjects.append((draft.end, draft.subject[1], draft))

    def read(self, hit: TypeHit, limit: int) -> None:
        """Read on at a type word; what is cited there must end before the next numbered citation, at `limit`."""
        if hit.start < self.taken_end:
            return
        followed = _FOLLOWED.match(self.page.low, hit.end, hit.end + 100) is not None
        known = hit.word.name in self.own.types
        if not followed and not known and hit.word.group in ("act", "paper") and not self.aliases:
            return
        if self.page.folded[hit.start + 1].isupper() and self.own.heads(self.page, hit):
            return
        outer = next((d for start, end, d in self.subjects if start <= hit.start < end), None)
        draft = self._one(hit, outer, followed, known, limit)
        if draft is not None and draft.end <= limit:
            draft.outer = outer
            self.take(draft)

    def _one(self, hit: TypeHit, outer: Draft | None, followed: bool, known: bool, limit: int) -> Draft | None:
        page = self.page
        if known and (found := read_self(page, self.anchors, hit, preamble=self._preamble(hit))):
            return found
        if followed and (found := read_anaphora(page, hit, self.seen)):
            return found
        if self.aliases and (found := read_alias(page, hit, self.aliases)):
            return found
        if followed and (found := read_short(page, hit, self.serials)):
            return found
        if followed and hit.word.group == "act" and (found := read_congress(page, hit)):
            return found
        if hit.word.group == "law":
            return read_law(page, hit)
        if followed and outer is None and (found := read_of_body(page, self.anchors, hit, limit)):
            return found
        if hit.word.group == "programme" and outer is None:
            return read_programme(page, self.anchors, hit)
        return None

    def _preamble(self, hit: TypeHit) -> bool:
        return is_opening(self.places.at(hit.start))


def _values(
    page: Page, anchors: Anchors, drafts: list[Draft], context: Context, places: Sections, own: Own
) -> tuple[Citation, ...]:
    enacts = own.type not in PLANNING
    indexes = {id(draft): index for index, draft in enumerate(drafts)}
    before: tuple[Draft, Role] | None = None
    bases: set[str] = set()
    floor = 0
    out = []
    for draft in drafts:
        section = places.at(draft.start)
        role: Role = "self"
        if not draft.own:
            number = number_key(draft.number.canonical) if draft.number else ""
            preamble = places.opens(draft.start)
            role = role_of(
                page, anchors, draft, preamble=preamble, directive=number in bases, enacts=enacts, before=before
            )
            if preamble and number and role in ("legal_basis", "implements"):
                bases.add(number)
        refers_to = indexes.get(id(draft.refers_to)) if draft.refers_to is not None else None
        out.append(build_citation(page, draft, context, section, role, refers_to, floor))
        floor = draft.end
        if draft.outer is None:
            before = (draft, role)
    return tuple(out)
