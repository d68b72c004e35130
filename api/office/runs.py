"""A Word document open for marking, and the runs that hold some characters of its text, cut where these begin and end.

Notes, text boxes, headers and footers are marked like the body. A run is cut in two only where words begin or end; both
halves keep its formatting. Where Word takes no comment at the words themselves, `Manuscript.hook` gives what stands for
them in the body: the note's mark, the box's anchor. It refuses to touch anything else: a part that nobody marked is
written back as it came.
"""

import copy
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import docx
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from lxml import etree

from loaders.read.docx import counted_paragraphs, paragraph_pieces
from ontology.values import Place, Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ONE_LETTER = {W + "tab", W + "ptab", W + "br", W + "cr", W + "noBreakHyphen"}
_MARKS = {W + "footnote": W + "footnoteReference", W + "endnote": W + "endnoteReference"}


_Twin = tuple["etree._Element", "etree._Element", bytes]


def find_twins(root: "etree._Element") -> Iterator[_Twin]:
    """Text boxes that Word keeps twice: as it shows them, for programs that cannot, and what both held."""
    for kept_twice in root.iter(_MC + "AlternateContent"):
        boxes = [list(way.iter(W + "txbxContent")) for way in kept_twice if isinstance(way.tag, str)]
        if len(boxes) == 2 and len(boxes[0]) == len(boxes[1]) == 1:
            shown, spare = boxes[0][0], boxes[1][0]
            held = etree.tostring(shown, method="c14n")
            if held == etree.tostring(spare, method="c14n"):
                yield shown, spare, held


class Manuscript:
    """A Word document and the parts of it that are being marked."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(io.BytesIO(data))
        self._parts = {str(part.partname).lstrip("/"): part for part in self.document.part.package.iter_parts()}
        self._opened: dict[str, tuple[Part, etree._Element, bytes]] = {}  # what the library itself does not read
        self._counted: dict[str, list[etree._Element]] = {}
        self._twins: list[_Twin] = []

    @property
    def main(self) -> str:
        """The file that holds the body."""
        return str(self.document.part.partname).lstrip("/")

    def roots(self) -> Iterator["etree._Element"]:
        """The parts that have been looked into, the body first."""
        yield self.document.element
        yield from (
            root for member in self._counted if member != self.main and (root := self._root(member)) is not None
        )

    def _root(self, member: str) -> "etree._Element | None":
        part = self._parts.get(member)
        if isinstance(part, XmlPart):
            element: etree._Element = part.element
            return element
        if part is not None and member not in self._opened:
            root = parse_xml(part.blob)
            self._opened[member] = part, root, etree.tostring(root)
        return self._opened[member][1] if part is not None else None

    def paragraph(self, place: Place) -> "etree._Element | None":
        """The paragraph that a place names; None where the file has none such."""
        member = place.member or self.main
        if member not in self._counted:
            root = self._root(member)
            self._counted[member] = [] if root is None else counted_paragraphs(root)
            self._twins += [] if root is None else find_twins(root)
        found = self._counted[member]
        return found[place.paragraph] if place.paragraph is not None and place.paragraph < len(found) else None

    def hook(self, place: Place) -> "etree._Element | None":
        """The run of the body where a text box hangs or a note is called; None for what belongs to every page."""
        element = self.paragraph(place)
        if element is not None and (place.member or self.main) != self.main:
            note = next((a for a in element.iterancestors(*_MARKS)), None)
            marks = () if note is None else self.document.element.iter(_MARKS[note.tag])
            called = note.get(W + "id") if note is not None else None
            element = next((mark for mark in marks if mark.get(W + "id") == called), None)
        return None if element is None else next(reversed(list(element.iterancestors(W + "r"))), None)

    def saved(self) -> bytes:
        """The document as a file."""
        for shown, spare, alike in self._twins:
            if etree.tostring(shown, method="c14n") != alike:
                for child in list(spare):
                    spare.remove(child)
                spare.extend(list(copy.deepcopy(shown)))
        for part, root, before in self._opened.values():
            if etree.tostring(root) != before:
                part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


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


def touched(places: Sequence[Place], span: Span) -> Iterator[Place]:
    """The places in which a stretch of the text stands."""
    return (p for p in places if p.span.start < span.end and p.span.end > span.start)


def find_runs(manuscript: Manuscript, places: Sequence[Place], span: Span) -> list[Stretch]:
    """The runs for a stretch of the text, one Stretch a paragraph; empty when they are out of reach."""
    result = []
    for place in touched(places, span):
        paragraph = manuscript.paragraph(place)
        if paragraph is not None and (stretch := _stretch(paragraph, place, span)) is not None:
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
