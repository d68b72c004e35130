"""The author's own DOCX corrected: every offered correction as a tracked change, for the author to accept or reject.

Notes, text boxes, headers and footers are corrected like the body. A correction is put in whole or not at all: half of
one reads worse than the error. Where it cannot be put in (over two paragraphs, in a field, inside somebody's own
change), where the kind of finding leaves the words to the author, or where they only may be wrong (a doubt, lowered to
a note), the finding stands there as a comment: no offered correction is passed over in silence.
"""

import copy
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from lxml import etree

from api.office.comments import AUTHOR, put_comments
from api.office.runs import Manuscript, Stretch, W, find_runs
from ontology.finding_kinds import find_kind
from ontology.values import Place, Span

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """Words to put for a stretch of the text; with no stretch, after (or before) the letter beside them."""

    span: Span
    words: str
    old: str
    how: str  # "replace" | "after" | "before"


def changes(quote: str, correction: str) -> Iterator[tuple[int, int, str]]:
    """What to put where: (start, end, words) in the quote, the fewest words that make it the correction.

    Changed words with nothing but a space between them are one change: so they are read, accepted and rejected.

    >>> list(changes("ngày 17/3/2019 của", "ngày 07/3/2019 của"))
    [(5, 7, '07')]
    >>> list(changes("một hai ba bốn", "một năm sáu bốn"))
    [(4, 10, 'năm sáu')]
    """
    ours, theirs = list(_WORDS.finditer(quote)), list(_WORDS.finditer(correction))
    keys = [[" " if m.group().isspace() else m.group() for m in words] for words in (ours, theirs)]
    found: list[tuple[int, int, int, int]] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(a=keys[0], b=keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and a1 - found[-1][1] == 1 and ours[a1 - 1].group() == theirs[b1 - 1].group() == " ":
            a1, b1 = found[-1][0], found[-1][2]
            found.pop()
        found.append((a1, a2, b1, b2))
    for a1, a2, b1, b2 in found:
        start = ours[a1].start() if a1 < len(ours) else len(quote)
        end = ours[a2 - 1].end() if a2 > a1 else start
        yield start, end, correction[theirs[b1].start() : theirs[b2 - 1].end()] if b2 > b1 else ""


def _edits(finding: Mapping[str, Any]) -> list[_Edit]:
    """The changes of one finding, placed in the text."""
    at, quote = finding["start"], finding["quote"]
    edits = []
    for start, end, words in changes(quote, finding["correction"]):
        how = "replace" if end > start else "after" if start else "before"
        first, last = (start, end) if end > start else (start - 1, start) if start else (0, 1)
        span = Span(at + first, at + last)
        edits.append(_Edit(span=span, words=words, old=quote[first:last], how=how))
    return edits


def _to_correct(findings: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """The findings to put in, of those that overlap only one, and those that are to be told beside the words."""
    chosen: list[Mapping[str, Any]] = []
    told: list[Mapping[str, Any]] = []
    for finding in reversed(findings):
        if not finding["correction"] or None in (finding["start"], finding["end"]):
            continue
        kind = find_kind(finding["kind"])
        doubted = finding["severity"] == "note" and (kind is None or kind.severity != "note")
        if doubted or (kind is not None and not kind.overwrites):
            told.append(finding)
        elif all(f["end"] <= finding["start"] or finding["end"] <= f["start"] for f in chosen):
            chosen.append(finding)
        elif all(f["correction"] != finding["correction"] for f in chosen):
            told.append(finding)
    return chosen, told


def corrected_docx(
    data: bytes,
    places: Sequence[Place],
    report: Mapping[str, Any],
    lang: str,
    kind_names: Mapping[str, str],
    sources: Mapping[str, str] | None = None,
) -> bytes:
    """The same document with every offered correction as a tracked change; what is left to the author as a comment."""
    manuscript = Manuscript(data)
    chosen, told = _to_correct(report["findings"])
    of_each = [(finding, _edits(finding)) for finding in chosen]
    for _, edits in of_each:  # all runs are cut before the first word moves: the places hold for the text as it was
        for edit in edits:
            find_runs(manuscript, places, edit.span)
    ready: list[tuple[_Edit, Stretch]] = []
    for finding, edits in of_each:
        stretches = [_held(manuscript, places, edit) for edit in edits]
        if all(stretches):
            ready += [(e, s) for e, s in zip(edits, stretches, strict=True) if s is not None]
        else:
            told.append(finding)
    told.sort(key=lambda f: (f["start"], f["end"]))
    put_comments(manuscript, places, told, lang, kind_names, sources or {})
    number = _next_id(manuscript)
    for edit, stretch in sorted(ready, key=lambda r: r[0].span, reverse=True):
        _put(edit, stretch, number)
        number += 2
    return manuscript.saved()


def _held(manuscript: Manuscript, places: Sequence[Place], edit: _Edit) -> Stretch | None:
    """The runs that hold just the words of the edit, side by side in one paragraph; None when there are none such."""
    stretches = find_runs(manuscript, places, edit.span)
    if len(stretches) != 1 or stretches[0].words != edit.old or _shared_parent(stretches[0].runs) is None:
        return None
    return stretches[0]


def _put(edit: _Edit, stretch: Stretch, number: int) -> None:
    model = stretch.runs[0] if edit.how != "after" else stretch.runs[-1]
    inserted = _inserted(model, edit.words, number + 1) if edit.words else None
    if edit.how == "replace":
        deleted = _delete(stretch.runs, number)
        if inserted is not None:
            deleted.addnext(inserted)
    elif inserted is not None and edit.how == "before":
        model.addprevious(inserted)
    elif inserted is not None:
        model.addnext(inserted)


def _mark(tag: str, number: int) -> "etree._Element":
    element = etree.Element(W + tag)
    element.set(W + "id", str(number))
    element.set(W + "author", AUTHOR)
    element.set(W + "date", dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return element


def _next_id(manuscript: Manuscript) -> int:
    marks = (mark for root in manuscript.roots() for mark in root.iter(W + "ins", W + "del"))
    return max((int(v) for mark in marks if (v := mark.get(W + "id") or "").isdigit()), default=900) + 1


def _inserted(model: "etree._Element", words: str, number: int) -> "etree._Element":
    """An insertion with the look of a run."""
    run = etree.Element(W + "r")
    properties = model.find(W + "rPr")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    text = etree.SubElement(run, W + "t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    inserted = _mark("ins", number)
    inserted.append(run)
    return inserted


def _delete(runs: Sequence["etree._Element"], number: int) -> "etree._Element":
    deleted = _mark("del", number)
    runs[0].addprevious(deleted)
    for run in runs:
        deleted.append(run)
        for text in run.findall(W + "t"):
            text.tag = W + "delText"
    return deleted


def _shared_parent(runs: Sequence["etree._Element"]) -> "etree._Element | None":
    """The one paragraph that holds all runs; None when they stand apart, in a field, or in somebody's own change."""
    parents = {id(p): p for run in runs if (p := run.getparent()) is not None}
    if len(parents) != 1:
        return None
    parent = next(iter(parents.values()))
    return parent if parent.tag == W + "p" else None
