"""What must change when a work is replaced: every document and sentence, the new sentence, grouped by the body that
must act.

A direct sentence names the work itself; an indirect document stands on one that does, at any depth, and is listed
with the way. The new sentence
keeps the writer's style; where a subject follows the citation and no longer fits, that is said instead of guessed.
"""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from graph.judge.correct import formal, with_changes
from graph.judge.titles import compare_titles
from graph.lookup import Lookup
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
    for document in lookup.citing(work):
        record = lookup.record(document)
        if record is None or lookup.work_of(document) == work:
            continue
        for citation, resolution in zip(record.citations, lookup.resolutions(document), strict=False):
            if resolution.work == work and citation.role != "self":
                changes.append(_change(document, record, citation, old, by))
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


def _change(document: str, record: Record, citation: Citation, old: Work | None, by: Work | None) -> Change:
    raw = record.text.raw
    span = sentence_around(raw, citation.span)
    sentence = fold_spaces(raw[span.start : span.end])
    proposed, check = _propose(raw, span, citation, record, old, by) if by else (None, False)
    own = record.document
    return Change(
        document=document,
        body=own.issuer,
        number=own.number,
        date=own.date,
        span=citation.span,
        role=citation.role,
        sentence=sentence,
        proposed=proposed,
        check_subject=check,
    )


_END = re.compile(r"[;.](?=\s|$)(?<!\bTP\.)|\n\s*\n")


def sentence_around(raw: str, span: Span, *, farthest: int = 600) -> Span:
    """The sentence, or the line of a list, in which a passage stands."""
    before = raw[max(0, span.start - farthest) : span.start]
    starts = [m.end() for m in re.finditer(r"[;.]\s+(?=[A-ZĐÀ-Ỹ])|\n\s*\n|\n(?=\s*[-+•])", before)]
    start = span.start - len(before) + (starts[-1] if starts else 0)
    after = raw[span.end : span.end + farthest]
    end = _END.search(after)
    stop = span.end + (end.start() + (1 if after[end.start()] in ";." else 0) if end else len(after))
    while start < span.start and raw[start].isspace():
        start += 1
    return Span(start, stop)


def _propose(
    raw: str, span: Span, citation: Citation, record: Record, old: Work | None, by: Work
) -> tuple[str | None, bool]:
    fields = ("type", "number", "date", "issuer")
    written = {"type": citation.type, "number": citation.number, "date": citation.date, "issuer": citation.issuer}
    changes = {f: v for f in fields if (v := by.value(f)) and (written[f] or f == "number") and written[f] != v}
    new = with_changes(citation, changes, misread=record.text.scanned) or formal(citation, changes)
    if new is None:
        return None, True
    before, after = raw[span.start : citation.span.start], raw[citation.span.end : span.end]
    old_title, new_title = old.value("title") if old else None, by.value("title")
    subject = citation.subject_span
    if subject and new_title and citation.span.end <= subject.start and subject.end <= span.end:
        inner = after[subject.start - citation.span.end :]
        after = after[: subject.start - citation.span.end] + new_title + inner[subject.end - subject.start :]
        return fold_spaces(before + new + after), False
    same = bool(old_title and new_title and compare_titles(old_title, new_title).outcome == "same")
    names_subject = bool(re.match(r"\s*(về|ban hành|phê duyệt|quy định|hướng dẫn|[“\"])", after))
    return fold_spaces(before + new + after), names_subject and not same


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
