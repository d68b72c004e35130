"""What must change when a work is replaced: every document and sentence, the new sentence, grouped by the body that
must act.

A direct sentence names the work itself; an indirect document stands on one that does, at any depth, and is listed
with the way. The new sentence keeps the writer's style; where a subject follows the citation and no longer fits,
that is said instead of guessed.
"""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.judge.correct import formal, with_changes
from graph.judge.titles import compare_titles
from graph.lookup import Lookup
from ontology.dates import format_vietnamese
from ontology.fold import CAPITALS, SMALLS
from ontology.record_json import fold_spaces
from ontology.values import Citation, Record, Span, Work

_STANDING = {"implements", "legal_basis"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence to change. `proposed` is None when nothing replaces the work."""

    document: str
    body: str | None
    number: str | None
    date: str | None
    span: Span
    role: str
    sentence: str
    proposed: str | None
    check_subject: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indirect:
    """A document that stands on a document that must change. `way` leads from it to the work."""

    document: str
    body: str | None
    number: str | None
    depth: int
    way: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Everything a replacement touches."""

    work: str
    replacement: str | None
    on: str
    changes: tuple[Change, ...]
    indirect: tuple[Indirect, ...]
    state: Literal["touches", "touches_nothing"] = "touches"


def find_impact(work: str, lookup: Lookup, *, on: dt.date, by: Work | None = None, deepest: int = 20) -> Impact:
    """If `work` is replaced by `by` (or repealed) on a day: who must change what."""
    old = lookup.work(work)
    changes: list[Change] = []
    for document, record in _one_for_each_work(lookup.citing(work), lookup):
        if lookup.work_of(document) in {work, by.iri if by else work}:  # what replaces it names it to say so
            continue
        pairs = zip(record.citations, lookup.resolutions(document), strict=False)
        named = [c for c, r in pairs if r.work == work and c.role != "self"]
        changes += [_change(document, record, some, old, by) for some in _by_sentence(record, named)]
    changes.sort(key=lambda c: (c.body or "", c.document, c.span))
    indirect = _indirect(work, {c.document for c in changes}, lookup, deepest)
    return Impact(
        work=work,
        replacement=by.iri if by else None,
        on=on.isoformat(),
        changes=tuple(changes),
        indirect=indirect,
        state="touches" if changes else "touches_nothing",
    )


def _one_for_each_work(documents: Iterable[str], lookup: Lookup) -> list[tuple[str, Record]]:
    """A document that lies in the store as a signed copy and as a scan changes once: in the copy that reads best."""
    best: dict[str, tuple[float, str, Record]] = {}
    for document in sorted(documents):
        if (record := lookup.record(document)) is not None:
            held = (-record.text.quality, document, record)
            work = lookup.work_of(document) or document
            best[work] = min(best.get(work, held), held, key=lambda h: h[:2])
    return [(document, record) for _, document, record in best.values()]


def _by_sentence(record: Record, citations: Sequence[Citation]) -> list[tuple[Span, list[Citation]]]:
    """The citations of one sentence together: it is written once."""
    raw, cuts = record.text.raw, edges_of(record)
    found: list[tuple[Span, list[Citation]]] = []
    for citation in sorted(citations, key=lambda c: c.span):
        span = sentence_around(raw, citation.span, edges=cuts)
        if found and span.start < found[-1][0].end:
            found[-1][1].append(citation)
            found[-1] = (Span(found[-1][0].start, max(span.end, found[-1][0].end)), found[-1][1])
        else:
            found.append((span, [citation]))
    return found


def _change(
    document: str, record: Record, sentence: tuple[Span, list[Citation]], old: Work | None, by: Work | None
) -> Change:
    raw, own = record.text.raw, record.document
    span, citations = sentence
    first = next((c for c in citations if c.number), citations[0])
    proposed, check = _propose(raw, span, citations, record, old, by) if by else (None, False)
    return Change(
        document=document,
        body=own.issuer,
        number=own.number,
        date=own.date,
        span=first.span,
        role=first.role,
        sentence=fold_spaces(raw[span.start : span.end]),
        proposed=proposed,
        check_subject=check,
    )


_START = re.compile(rf"[;.][*_]{{0,4}}\s+[*_]{{0,4}}(?=[{CAPITALS}])|\n\s*\n|\n(?=\s*[-+•])")
_END = re.compile(r"[;.](?=[*_]{0,4}(?:\s|$))|\n\s*\n|\n(?=\s*[-+•]\s)")
_ANNOUNCED = re.compile(r":[ *_]{0,8}\n\s*")  # "như sau:" and what it announces are two
_SHORTENED = re.compile(r"\b(?:TP|TX|TT|Tp|GS|PGS|TS|ThS|BS|KS|Đ/c|đ/c|v\.v)$")
_GOES_ON = re.compile(rf"[{SMALLS}]|(?:19|20)\d\d\b|[-–]\s*\d")
_UNFINISHED = re.compile(
    r"(?:[,(/–-]|\b(?:của|và|các|những|theo|ngày|tháng|năm|số|tại|về|cho|với|từ|đến|bởi|do|là|Thủ|giai đoạn))$"
)


def _ends(raw: str, start: int, end: int) -> bool:
    """Whether a sentence ends at a mark: not at the stop of "TP.", nor at a page's end that words run over."""
    if raw[start] == ".":
        return not _SHORTENED.search(raw[max(0, start - 8) : start])
    if raw[start] == ";" or re.match(r"\s*[-+•]\s", raw[end : end + 20]):
        return True
    after = raw[end:].lstrip() if end < len(raw) else ""
    return not (_GOES_ON.match(after) or _UNFINISHED.search(raw[max(0, start - 20) : start].rstrip()))


def edges_of(record: Record) -> list[int]:
    """Where no sentence goes on: a new part of the document, a new paragraph or cell of the file."""
    raw = record.text.raw
    edges = {section.span.start for section in record.sections}
    edges |= {place.span.start for place in record.text.places if place.paragraph is not None}
    edges |= {cell.span.start for table in record.text.tables for cell in table.cells}
    return sorted(edges | {announced.end() for announced in _ANNOUNCED.finditer(raw)})


def sentence_around(raw: str, span: Span, *, farthest: int = 600, edges: Sequence[int] = ()) -> Span:
    """The sentence, or the line of a list, in which a passage stands; it does not go over any of the edges."""
    before, after = bisect_right(edges, span.start), bisect_left(edges, span.end)
    least = max(0, span.start - farthest, *edges[before - 1 : before])
    starts = [m.end() for m in _START.finditer(raw, least, span.start) if _ends(raw, m.start(), m.end())]
    start = starts[-1] if starts else least
    most = min(len(raw), span.end + farthest, *edges[after : after + 1])
    end = next((m for m in _END.finditer(raw, span.end, most) if _ends(raw, m.start(), m.end())), None)
    stop = most if end is None else end.start() + (1 if raw[end.start()] in ";." else 0)
    while start < span.start and raw[start].isspace():
        start += 1
    while stop > span.end and raw[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


_SUBJECT = re.compile(r"\s*(về|ban hành|phê duyệt|quy định|hướng dẫn|[“\"])")


def _propose(
    raw: str, span: Span, citations: Sequence[Citation], record: Record, old: Work | None, by: Work
) -> tuple[str | None, bool]:
    """The sentence with the other work in it. A name beside a number is left, and said to be looked at."""
    numbered = [c for c in citations if c.number or c.refers_to is not None]
    check = len(numbered) < len(citations)
    edits: list[tuple[int, int, str]] = []
    for citation in numbered or citations:
        new, end, unsure = _written_anew(raw, span, citation, record, old, by)
        if new is None:
            return None, True
        aside = _of_one_day(raw, span, citation, record)
        if any(at == citation.span.start for at, _, _ in aside):
            new, aside = new.replace("cùng ngày", "ngày", 1), [e for e in aside if e[0] != citation.span.start]
        edits += [(citation.span.start, end, new), *aside]
        check = check or unsure
    words, at = "", span.start
    for start, end, new in sorted(edits):
        words, at = words + raw[at:start] + new, end
    return fold_spaces(words + raw[at : span.end]), check


_TOGETHER = re.compile(r"\bcùng(?: các)?(?= ngày\b)")


def _of_one_day(raw: str, span: Span, citation: Citation, record: Record) -> list[tuple[int, int, str]]:
    """What else changes where one day is written for several ("số A, số B cùng ngày …"): the others keep theirs.

    An edit at the citation itself says that it is no longer of one day with them.
    """
    day = citation.date_span
    beside = [
        c for c in record.citations
        if c is not citation and day is not None and c.date_span == day and span.start <= c.span.start < span.end
    ]  # fmt: skip
    if day is None or not beside:
        return []
    if not _writes_its_day(citation):
        owner = next((c for c in beside if _writes_its_day(c)), None)
        together = _TOGETHER.search(raw, owner.span.start, owner.span.end) if owner and len(beside) == 1 else None
        return [(together.start(), together.end() + 1, "")] if together else []
    words = raw[day.start : day.end]
    words = words if re.match(r"ngày\b", words) else f"ngày {words}"
    return [(citation.span.start, citation.span.start, ""), *((c.span.end, c.span.end, f" {words}") for c in beside)]


def _writes_its_day(citation: Citation) -> bool:
    """The day stands in its own words, not only in those of another of a list."""
    day = citation.date_span
    return day is None or citation.span.start <= day.start < citation.span.end


def _written_anew(
    raw: str, span: Span, citation: Citation, record: Record, old: Work | None, by: Work
) -> tuple[str | None, int, bool]:
    """One citation with its subject as the other work is cited, where it ends, and whether to look at what follows."""
    written = {"type": citation.type, "number": citation.number, "date": citation.date, "issuer": citation.issuer}
    changes = {f: v for f in written if (v := by.value(f)) and (written[f] or f == "number") and written[f] != v}
    day = changes.pop("date", None) if not _writes_its_day(citation) else None
    new = with_changes(citation, changes, misread=record.text.scanned) or formal(citation, changes)
    new = f"{new} ngày {format_vietnamese(day)}" if new and day else new
    after, subject = citation.span.end, citation.subject_span
    old_title, new_title = old.value("title") if old else None, by.value("title")
    if new and subject and new_title and after <= subject.start and subject.end <= span.end:
        between = raw[after : subject.start]
        opened = re.search(r"(về(?: việc)?)\s*$", between)
        if opened and re.match(r"về\b", new_title, re.I):
            between = between[: opened.start()]
        return new + between + _as_begun(new_title, raw[subject.start : subject.end]), subject.end, False
    same = bool(old_title and new_title and compare_titles(old_title, new_title).outcome == "same")
    return new, after, bool(_SUBJECT.match(raw, after, span.end)) and not same


def _as_begun(title: str, written: str) -> str:
    """A title inside a sentence: where it begins with the word that stood there, as that was written."""
    first, old = title.split(" ", 1)[0], written.split(" ", 1)[0]
    return old + title[len(first) :] if first.casefold() == old.casefold() else title


def _indirect(work: str, direct: set[str], lookup: Lookup, deepest: int) -> tuple[Indirect, ...]:
    found: dict[str, Indirect] = {}
    level: list[tuple[str, ...]] = sorted({(own, work) for d in direct if (own := lookup.work_of(d))})
    for depth in range(2, deepest + 2):
        following: set[tuple[str, ...]] = set()
        for way in level:
            for document in lookup.citing(way[0]):
                record = None if document in direct or document in found else lookup.record(document)
                if record is None or not _stands(document, record, way[0], lookup):
                    continue
                said = record.document
                found[document] = Indirect(
                    document=document, body=said.issuer, number=said.number, depth=depth, way=way
                )
                is_work = lookup.work_of(document)
                if is_work and is_work not in way:
                    following.add((is_work, *way))
        level = sorted(following)
    return tuple(sorted(found.values(), key=lambda i: (i.depth, i.body or "", i.document)))


def _stands(document: str, record: Record, work: str, lookup: Lookup) -> bool:
    pairs = zip(record.citations, lookup.resolutions(document), strict=False)
    return any(r.work == work and c.role in _STANDING for c, r in pairs)


def impact_to_json(impact: Impact) -> dict[str, Any]:
    """For `cancu impact --format json`: grouped by the body that must act."""
    bodies: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in impact.changes:
        bodies[change.body or ""].append(
            {
                "document": change.document,
                "number": change.number,
                "date": change.date,
                "role": change.role,
                "start": change.span.start,
                "end": change.span.end,
                "sentence": change.sentence,
                "proposed": change.proposed,
                "check_subject": change.check_subject,
            }
        )
    return {
        "work": impact.work,
        "replacement": impact.replacement,
        "on": impact.on,
        "state": impact.state,
        "bodies": [{"body": body or None, "changes": rows} for body, rows in sorted(bodies.items())],
        "indirect": [
            {"document": i.document, "body": i.body, "number": i.number, "depth": i.depth, "way": list(i.way)}
            for i in impact.indirect
        ],
    }
