"""Finding the runs of a Word document that hold some characters of its text, cut where the words begin and end.

A run is cut in two only where words begin or end; both halves keep its formatting. It refuses to touch anything else:
text boxes, headers and notes, where Word takes no comment, are reported as out of reach.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import OxmlElement
from lxml import etree

from loaders.read.docx import paragraph_pieces
from ontology.values import Place, Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ONE_LETTER = {W + "tab", W + "ptab", W + "br", W + "cr", W + "noBreakHyphen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The runs, in order and in one paragraph, that hold the characters of `span`; `words` is what they hold.

    The words are more than the span's where a run could not be cut.
    """

    span: Span
    words: str
    runs: tuple["etree._Element", ...]


def _letters(child: "etree._Element") -> int:
    if child.tag == W + "t":
        return len(child.text or "")
    return 1 if child.tag in _ONE_LETTER else 0


def _cut(run: "etree._Element", at: int) -> "etree._Element | None":
    """Cut a run after `at` characters; the new right half, or None when it cannot be cut there."""
    if run.tag != W + "r":
        return None
    right: etree._Element = OxmlElement("w:r")
    properties = run.find(W + "rPr")
    if properties is not None:
        right.append(copy.deepcopy(properties))
    seen = 0
    for child in list(run):
        if child.tag == W + "rPr":
            continue
        size = _letters(child)
        if seen >= at:
            right.append(child)
        elif seen + size > at:
            if child.tag != W + "t":
                return None
            rest = copy.deepcopy(child)
            text = child.text or ""
            child.text, rest.text = text[: at - seen], text[at - seen :]
            for half in (child, rest):
                half.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            right.append(rest)
        seen += size
    run.addnext(right)
    return right


def _stretch(paragraph: "etree._Element", place: Place, span: Span) -> Stretch | None:
    """The runs of one paragraph for the part of `span` that stands in it."""
    start, end = max(span.start, place.span.start), min(span.end, place.span.end)
    pieces = [(words, run) for words, run, _ in paragraph_pieces(paragraph)]
    label = (place.span.end - place.span.start) - sum(len(w) for w, _ in pieces)  # an automatic number has no run
    at = place.span.start + label
    start = max(start, at)
    chosen: list[etree._Element] = []
    for words, run in pieces:
        first, last = at, at + len(words)
        at = last
        if last <= start or first >= end:
            continue
        plain = sum(_letters(c) for c in run) == len(words)  # not so where a legacy font was read as another text
        here: etree._Element = run
        if plain and start > first:
            here = _right_or_whole(_cut(run, start - first), run)
            first = start if here is not run else first
        if plain and end < last and (here is not run or first >= start):
            _cut(here, end - first)
        chosen.append(here)
    if not chosen:
        return None
    held = "".join(words for words, run, _ in paragraph_pieces(paragraph) if run in chosen)
    return Stretch(span=Span(start, end), words=held, runs=tuple(chosen))


def _right_or_whole(right: "etree._Element | None", run: "etree._Element") -> "etree._Element":
    return run if right is None else right


def find_runs(document: Document, places: Sequence[Place], span: Span) -> list[Stretch]:
    """The runs for a stretch of the text, one Stretch a paragraph; empty when they are out of reach."""
    paragraphs = list(document.element.iter(W + "p"))
    result = []
    for place in places:
        if place.span.end <= span.start or place.span.start >= span.end or place.part != "body":
            continue
        if place.paragraph is not None and place.paragraph < len(paragraphs):
            stretch = _stretch(paragraphs[place.paragraph], place, span)
            if stretch is not None:
                result.append(stretch)
    return result


def in_one_cell(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The first stretches that stand in one table cell, or outside every table: a comment keeps to one cell."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if kept and _cell_of(stretch) is not _cell_of(kept[0]):
            break
        kept.append(stretch)
    return kept


def _cell_of(stretch: Stretch) -> "etree._Element | None":
    return next(stretch.runs[0].iterancestors(W + "tc"), None)
