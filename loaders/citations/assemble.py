"""From drafts to the record's values: names in full, roles, sections, spans; who is meant when the page is silent."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from loaders.citations.provisions import read_provisions
from ontology.bodies import Context, canonical_body, find_body
from ontology.body_signs import issuer_of_sign
from ontology.fold import fold_text
from ontology.values import Citation, Role, Section, Span

_BY_TYPE = {
    "Luật": "Quốc hội",
    "Bộ luật": "Quốc hội",
    "Hiến pháp": "Quốc hội",
    "Pháp lệnh": "Ủy ban Thường vụ Quốc hội",
    "Nghị định": "Chính phủ",
}
_BASES = re.compile(r"(?:[ivx\d]+[.)]? )?(?:(?:cac )?can cu|co so (?:phap ly|chinh tri|de xay dung|xay dung))\b")
_HEADING = 40  # letters of a heading that show what it is
_OWN_PLACE = re.compile(r"(?:UBND|HDND|TU|HU|QU|ThU|DU|CTUBND|UB)$")


class Sections:
    """The innermost section that holds an offset."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sorted(sections, key=lambda s: (s.span.start, -s.span.end))
        self._starts = [s.span.start for s in self._sections]
        self._bases = {s.path for s in sections if _BASES.match(fold_text(s.heading[:_HEADING]))}

    def at(self, offset: int) -> str | None:
        index = bisect_right(self._starts, offset) - 1
        steps = 0
        while index >= 0 and steps < 64:
            if self._sections[index].span.end > offset:
                return self._sections[index].path
            index, steps = index - 1, steps + 1
        return None

    def opens(self, offset: int) -> bool:
        """Whether the document names there what it stands on: its opening, or a part headed "Căn cứ"."""
        path = self.at(offset)
        return is_opening(path) or (path is not None and bool({path, path.split(".")[0]} & self._bases))


def is_opening(section: str | None) -> bool:
    """Whether a section is where a document names what it stands on: the preamble, or a report's first lines."""
    return section in (None, "preamble", "Phần thứ nhất", "Phần thứ một", "Phần I", "Phần 1")


def _issuer(page: Page, draft: Draft, context: Context) -> tuple[str | None, str | None]:
    """The issuer's full name and how it is known."""
    sign = draft.number.sign if draft.number else None
    if draft.issuer is not None:
        words = " ".join(page.text[draft.issuer[0] : draft.issuer[1]].split())
        name = canonical_body(words, context=context)
        if name:
            return _office(words, name, context), "words"
        of_sign = issuer_of_sign(sign, context=context) if sign else None
        if of_sign and draft.number and not _OWN_PLACE.search(draft.number.folded_sign):
            return of_sign, "sign"  # words no row knows beside a sign that can mean one body only
        return words, "words"
    if draft.named_before is not None and draft.number and _OWN_PLACE.search(draft.number.folded_sign):
        words = " ".join(page.text[draft.named_before[0] : draft.named_before[1]].split())
        if before := canonical_body(words, context=context):
            return before, "context"  # the same number was cited with its body
    if sign and (of_sign := issuer_of_sign(sign, context=context)):
        return of_sign, "context" if _OWN_PLACE.search(draft.number.folded_sign if draft.number else "") else "sign"
    if draft.named_before is not None:
        words = " ".join(page.text[draft.named_before[0] : draft.named_before[1]].split())
        return canonical_body(words, context=context), "context"
    if draft.type in _BY_TYPE:
        return _BY_TYPE[draft.type], "sign"
    return None, None


def _office(words: str, name: str, context: Context) -> str:
    """The minister where the page says the minister, who issues in his own name; else the body."""
    body = find_body(words, context=context)
    return body.office if body and body.name == name and body.level == "central" and body.office else name


def _span(pair: tuple[int, int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _written(page: Page, draft: Draft) -> tuple[str | None, str | None]:
    """Number and date in the very words, where they say more than the values."""
    number = " ".join(page.text[draft.number.start : draft.number.end].split()) if draft.number else None
    number = number or draft.serial
    date = page.text[draft.date.start : draft.date.end] if draft.date else None
    date = " ".join(date.split()) if date else None
    return number, date


def _lettered(page: Page, draft: Draft) -> list[str]:
    """Letters stand for digits in its number or its day."""
    parts = [(p.start, p.end) for p in (draft.number, draft.date) if p is not None]
    found = any(start < end_ and at < end for start, end in page.lettered for at, end_ in parts)
    return ["lettered"] if found else []


def build_citation(
    page: Page, draft: Draft, context: Context, section: str | None, role: Role, refers_to: int | None, floor: int
) -> Citation:
    """The value for one draft; `floor` is where the citation before it ends."""
    issuer, issuer_from = (context.issuer, "context") if draft.own else _issuer(page, draft, context)
    number_words, date_words = _written(page, draft)
    doubts = [*draft.doubts, *_lettered(page, draft)]
    return Citation(
        span=Span(draft.start, draft.end),
        quote=page.text[draft.start : draft.end],
        kind=draft.kind,
        type=draft.type,
        number=draft.number.canonical if draft.number else None,
        date=draft.date.value if draft.date else None,
        issuer=issuer,
        subject=" ".join(page.text[draft.subject[0] : draft.subject[1]].split()) if draft.subject else None,
        period=draft.period,
        role=role,
        section=section,
        provisions=draft.provisions or read_provisions(page, draft.start, floor),
        refers_to=refers_to,
        issuer_from=issuer_from,  # type: ignore[arg-type]
        date_as_written=date_words,
        number_as_written=number_words,
        subject_span=_span(draft.subject),
        number_span=Span(draft.number.start, draft.number.end) if draft.number else None,
        date_span=Span(draft.date.start, draft.date.end) if draft.date else None,
        confidence=0.6 if "garbled_year" in draft.doubts else 0.9 if doubts else 1.0,
        doubts=tuple(doubts),
        rule=draft.rule,
    )
