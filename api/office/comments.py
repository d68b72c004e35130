"""The author's own DOCX back, with Word comments at the words concerned, or corrected with tracked changes.

Only comments and marked changes differ from the original: formatting, numbering and every other part stay as they were.
Findings that stand where Word takes no comment are gathered in one comment at the first words. It refuses to correct
what the judge offers no correction for, and what only may be wrong (a note).
"""

import copy
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import docx
from docx.document import Document
from docx.text.run import Run
from lxml import etree

from api.office.runs import W, find_runs
from api.office.words import SEVERITY_NAMES, name_of
from api.words import pick
from ontology.values import Place, Span

AUTHOR, INITIALS = "Cancu", "CC"
_WORDS = re.compile(r"\w+|[^\w\s]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _comment_text(finding: Mapping[str, Any], lang: str, kind_name: str) -> str:
    lines = [f"{name_of(SEVERITY_NAMES, finding['severity'], lang)}: {kind_name}", finding["message"][lang]]
    if finding["correction"]:
        lines.append(f"{pick(lang, 'Sửa thành', 'Corrected')}: {finding['correction']}")
    lines += [f"{pick(lang, 'Chứng cứ', 'Evidence')}: {e['quote']} ({e['source']})" for e in finding["evidence"][:3]]
    return _CONTROL.sub("", "\n".join(lines))


def comment_docx(
    data: bytes, places: Sequence[Place], report: Mapping[str, Any], lang: str, kind_names: Mapping[str, str]
) -> bytes:
    """The same document with a comment for every finding."""
    document = docx.Document(io.BytesIO(data))
    apart: list[str] = []
    for finding in reversed(report["findings"]):
        words = _comment_text(finding, lang, kind_names.get(finding["kind"], finding["kind"]))
        stretches = []
        if finding["start"] is not None and finding["end"] > finding["start"]:
            stretches = find_runs(document, places, Span(finding["start"], finding["end"]))
        if not stretches:
            apart.insert(0, words)
            continue
        _comment(document, stretches[0].runs[0], stretches[-1].runs[-1], words)
    if apart and (first := _first_run(document)) is not None:
        _comment(document, first, first, "\n\n".join(apart))
    return _saved(document)


def _comment(document: Document, first: "etree._Element", last: "etree._Element", words: str) -> None:
    runs = [Run(first, document._body), Run(last, document._body)]  # type: ignore[arg-type]
    document.add_comment(runs=runs, text=words, author=AUTHOR, initials=INITIALS)


def _first_run(document: Document) -> "etree._Element | None":
    return next(iter(document.element.iter(W + "r")), None)


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changes(quote: str, correction: str) -> Iterator[tuple[int, int, str]]:
    """What to put where: (start, end, words) in the quote, the fewest words that make it the correction.

    >>> list(changes("ngày 17/3/2019 của", "ngày 07/3/2019 của"))
    [(5, 7, '07')]
    """
    ours, theirs = list(_WORDS.finditer(quote)), list(_WORDS.finditer(correction))
    matcher = SequenceMatcher(a=[m.group() for m in ours], b=[m.group() for m in theirs], autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        words = correction[theirs[b1].start() : theirs[b2 - 1].end()] if b2 > b1 else ""
        if a2 > a1:
            yield ours[a1].start(), ours[a2 - 1].end(), words
        elif a1 > 0:
            gap = correction[theirs[b1 - 1].end() : theirs[b1].start()] if b1 > 0 else ""
            yield ours[a1 - 1].end(), ours[a1 - 1].end(), gap + words


def _mark(tag: str, number: int) -> "etree._Element":
    element = etree.Element(W + tag)
    element.set(W + "id", str(number))
    element.set(W + "author", AUTHOR)
    element.set(W + "date", dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return element


def _next_id(document: Document) -> int:
    ids = [int(v) for v in document.element.xpath("//w:ins/@w:id | //w:del/@w:id") if str(v).isdigit()]
    return max(ids, default=900) + 1


def _insert(after: "etree._Element", model: "etree._Element", words: str, number: int) -> None:
    run = etree.Element(W + "r")
    properties = model.find(W + "rPr")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    text = etree.SubElement(run, W + "t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    inserted = _mark("ins", number)
    inserted.append(run)
    after.addnext(inserted)


def _delete(runs: Sequence["etree._Element"], number: int) -> "etree._Element":
    deleted = _mark("del", number)
    runs[0].addprevious(deleted)
    for run in runs:
        deleted.append(run)
        for text in run.findall(W + "t"):
            text.tag = W + "delText"
    return deleted


def corrected_docx(data: bytes, places: Sequence[Place], report: Mapping[str, Any]) -> bytes:
    """The same document with every offered correction as a tracked change, for the author to accept or reject."""
    document = docx.Document(io.BytesIO(data))
    number = _next_id(document)
    done: set[tuple[int, int]] = set()
    for finding in reversed(report["findings"]):
        key = (finding["start"], finding["end"])
        if finding["severity"] == "note" or not finding["correction"] or None in key or key in done:
            continue
        done.add(key)
        for start, end, words in reversed(list(changes(finding["quote"], finding["correction"]))):
            span = Span(finding["start"] + start, finding["start"] + max(end, start + 1))
            if end == start:
                span = Span(finding["start"] + start - 1, finding["start"] + start)
            stretches = find_runs(document, places, span)
            if len(stretches) != 1 or stretches[0].span != span or _shared_parent(stretches[0].runs) is None:
                continue
            last = stretches[0].runs[-1]
            anchor = last if end == start else _delete(stretches[0].runs, number)
            if words:
                _insert(anchor, last, words, number + 1)
            number += 2
    return _saved(document)


def _shared_parent(runs: Sequence["etree._Element"]) -> "etree._Element | None":
    """The one paragraph or field that holds all runs; None when they stand apart, or inside somebody's own change."""
    parents = {id(p): p for run in runs if (p := run.getparent()) is not None}
    if len(parents) != 1:
        return None
    parent = next(iter(parents.values()))
    return parent if parent.tag == W + "p" else None
