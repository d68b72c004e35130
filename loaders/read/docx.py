"""Word documents: paragraphs, tables, text boxes, notes, headers, and tracked changes as the reader sees them.

Read from the XML itself, because a plan's header stands in a table, its stamp in a text box and its corrections in
tracked changes, which a plain list of paragraphs leaves out. Inserted words are in, deleted words out. Order: the body,
then footnotes, endnotes, headers and footers, each its own `part`.

`Place.member` is the file of the package where it is not the main one, and `Place.paragraph` counts its `w:p` elements
in document order (those in cells and boxes included), so that `counted_paragraphs(root)[place.paragraph]` is the
paragraph; `paragraph_pieces` gives its runs with their words, and a comment or a change can land on one.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from loaders.read.archive import Archive
from loaders.read.draft import NOWHERE, Draft, describe
from loaders.read.encodings import from_tcvn3, from_vni
from loaders.read.limits import Limits, check_characters, damaged
from loaders.read.numbering import Numbering, W, whole
from loaders.read.word_parts import Relations, find_main_part, properties_of
from ontology.values import Cell, Place, Span, Text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset(
    W + n for n in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sectPr", "tblPr", "trPr",
                    "tcPr", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator",
                    "continuationSeparator")
)  # fmt: skip
_TEXT_BOX = (W + "txbxContent",)
_BLOCKS = (W + "p", W + "tbl")
_WORDS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def _hidden(run: "etree._Element") -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in ("0", "false")


def _symbol(element: "etree._Element") -> str:
    """A character of a symbol font; those in the private area have no letter to show."""
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def _legacy_font(run: "etree._Element") -> str:
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "")


def _run_words(run: "etree._Element") -> str:
    """What one run shows: its text, tabs and breaks; legacy fonts read as they were drawn."""
    words = []
    for child in run:
        if child.tag == W + "t":
            words.append(child.text or "")
        elif child.tag == W + "br" and child.get(W + "type") in ("page", "column"):
            continue
        elif child.tag in _WORDS:
            words.append(_WORDS[child.tag])
        elif child.tag == W + "sym":
            words.append(_symbol(child))
    text = "".join(words)
    if text.isascii():
        return text
    font = _legacy_font(run)
    if font.startswith(".Vn"):
        return from_tcvn3(text).upper() if font.endswith("H") else from_tcvn3(text)
    return from_vni(text) if font.upper().startswith("VNI") else text


class _Fields:
    """Which part of a complex field is being read: its instruction is no text, its result is."""

    def __init__(self) -> None:
        self._stack: list[bool] = []  # True: in the result
        self.instruction: list[str] = []

    def see(self, run: "etree._Element") -> None:
        for mark in run.iterchildren(W + "fldChar", W + "instrText"):
            kind = mark.get(W + "fldCharType")
            if mark.tag == W + "instrText":
                self.instruction.append(mark.text or "")
            elif kind == "begin":
                self._stack.append(False)
                self.instruction.clear()
            elif kind == "separate" and self._stack:
                self._stack[-1] = True
            elif kind == "end" and self._stack:
                self._stack.pop()
                self.instruction.clear()

    @property
    def shown(self) -> bool:
        return all(self._stack)

    @property
    def address(self) -> str | None:
        """Where the field being read leads, if it is a hyperlink."""
        words = "".join(self.instruction).split('"')
        return words[1] if len(words) > 1 and words[0].strip().upper() == "HYPERLINK" else None


def _choose(element: "etree._Element") -> Iterator["etree._Element"]:
    """The children of an element, of alternatives only the one that Word shows."""
    for child in element:
        if child.tag == _MC + "AlternateContent":
            choice = child.find(_MC + "Choice")
            shown = choice if choice is not None else child.find(_MC + "Fallback")
            if shown is not None:
                yield shown
        elif isinstance(child.tag, str):
            yield child


def paragraph_pieces(
    paragraph: "etree._Element", relations: Relations | None = None
) -> Iterator[tuple[str, "etree._Element", str | None]]:
    """The words of a paragraph in order: text, the run (or other element) that holds it, and where it links to."""
    fields = _Fields()

    def walk(element: "etree._Element", link: str | None) -> Iterator[tuple[str, "etree._Element", str | None]]:
        for child in _choose(element):
            if child.tag in _GONE or child.tag in _TEXT_BOX:
                continue
            if child.tag == W + "r":
                fields.see(child)
                if fields.shown and not _hidden(child) and (words := _run_words(child)):
                    yield words, child, link or fields.address
            elif child.tag == _M + "t":
                yield child.text or "", child, link
            elif child.tag == W + "hyperlink":
                yield from walk(child, relations.address(child) if relations else None)
            else:
                yield from walk(child, link)

    yield from walk(paragraph, None)


def _boxes(element: "etree._Element") -> Iterator["etree._Element"]:
    """The text boxes anchored in a paragraph, outermost first."""
    for child in _choose(element):
        if child.tag in _TEXT_BOX:
            yield child
        elif child.tag not in _GONE:
            yield from _boxes(child)


def _blocks(element: "etree._Element") -> Iterator["etree._Element"]:
    """Paragraphs and tables standing directly in an element, through content controls and insertions."""
    for child in _choose(element):
        if child.tag in _BLOCKS:
            yield child
        elif child.tag not in _GONE:
            yield from _blocks(child)


def _mark_deleted(paragraph: "etree._Element") -> bool:
    """Whether the paragraph's end was deleted, so that the next one continues it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _is_rule(note: "etree._Element") -> bool:
    """Whether a note is no note but the line that Word draws above them."""
    return note.get(W + "type") in ("separator", "continuationSeparator", "continuationNotice")


def counted_paragraphs(root: "etree._Element") -> list["etree._Element"]:
    """The paragraphs of a part as `Place.paragraph` counts them."""
    rules = {p for child in root if isinstance(child.tag, str) and _is_rule(child) for p in child.iter(W + "p")}
    return [paragraph for paragraph in root.iter(W + "p") if paragraph not in rules]


class _Reader:
    """Puts one part of the document into the draft."""

    def __init__(
        self,
        draft: Draft,
        numbering: Numbering,
        relations: Relations,
        part: str,
        member: str | None,
        root: "etree._Element",
    ):
        self._draft, self._numbering, self._relations, self._part = draft, numbering, relations, part
        self._member = member
        self._index = {paragraph: i for i, paragraph in enumerate(counted_paragraphs(root))}

    def read(self, element: "etree._Element", here: Place) -> None:
        """All blocks of an element, one paragraph a line."""
        for block in _blocks(element):
            if block.tag == W + "tbl":
                self._table(block)
            else:
                self._paragraph(block, here)

    def _paragraph(self, paragraph: "etree._Element", here: Place) -> None:
        draft, start = self._draft, self._draft.length
        if label := self._numbering.label(paragraph):
            draft.add(label)
        for words, _, link in paragraph_pieces(paragraph, self._relations):
            span = draft.add(words)
            if link:
                self._link(span, link, words)
        span = Span(start, draft.length)
        draft.places.append(replace(here, span=span, paragraph=self._index.get(paragraph), member=self._member))
        if not _mark_deleted(paragraph):
            draft.break_line()
        for box in _boxes(paragraph):
            self.read(box, replace(here, part="textbox"))

    def _link(self, span: Span, url: str, words: str) -> None:
        """A link, joined to the one before when several runs carry it."""
        links = self._draft.links
        if links and links[-1].url == url and links[-1].span.end == span.start:
            links[-1] = replace(links[-1], span=Span(links[-1].span.start, span.end))
        else:
            self._draft.add_link(span, url, words)

    def _table(self, table: "etree._Element") -> None:
        index = self._draft.reserve_table()
        cells: list[Cell] = []
        open_above: dict[int, int] = {}  # column -> the cell that vertical merging continues
        for number, row in enumerate(_rows(table)):
            column = whole(_property(row, "trPr", "gridBefore"), 0)
            for cell in _cells(row):
                width = max(1, whole(_property(cell, "tcPr", "gridSpan"), 1))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(W + "val") != "restart" and column in open_above:
                    above = cells[open_above[column]]
                    cells[open_above[column]] = replace(above, rowspan=number - above.row + 1)
                else:
                    self._cell(
                        cell, Place(span=NOWHERE, part=self._part, table=index, row=number, column=column), cells, width
                    )
                    if merge is not None:
                        open_above[column] = len(cells) - 1
                    else:
                        open_above.pop(column, None)
                column += width
        self._draft.fill_table(index, cells)

    def _cell(self, cell: "etree._Element", here: Place, cells: list[Cell], width: int) -> None:
        start = self._draft.length
        self.read(cell, here)
        if self._draft.length == start:
            self._draft.break_line()
        end = max(start, self._draft.length - 1)
        assert here.row is not None
        assert here.column is not None
        cells.append(Cell(row=here.row, column=here.column, span=Span(start, end), colspan=width))


def _property(element: "etree._Element", group: str, name: str) -> str | None:
    found = element.find(f"{W}{group}/{W}{name}")
    return None if found is None else found.get(W + "val")


def _inside(element: "etree._Element", tag: str) -> Iterator["etree._Element"]:
    """Rows of a table or cells of a row, through content controls and insertions."""
    for child in _choose(element):
        if child.tag == tag:
            yield child
        elif child.tag not in _GONE and child.tag not in _BLOCKS:
            yield from _inside(child, tag)


def _rows(table: "etree._Element") -> Iterator["etree._Element"]:
    return (row for row in _inside(table, W + "tr") if row.find(f"{W}trPr/{W}del") is None)


def _cells(row: "etree._Element") -> Iterator["etree._Element"]:
    return (cell for cell in _inside(row, W + "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None)


def _notes(archive: Archive, folder: str, name: str) -> "etree._Element | None":
    root = archive.read_xml(f"{folder}/{name}s.xml")
    if root is not None:
        for note in list(root):
            if _is_rule(note):
                root.remove(note)
    return root


def read_docx(name: str, data: bytes, limits: Limits) -> Text:
    """A Word document as text with its places."""
    archive = Archive(name, data, limits)
    main = find_main_part(archive)
    root = archive.read_xml(main) if main else None
    body = None if root is None else root.find(W + "body")
    if main is None or root is None or body is None:
        raise damaged(name, "không thấy nội dung văn bản Word bên trong", "it holds no Word document")
    folder = main.rpartition("/")[0]
    draft = Draft()
    draft.properties.extend(properties_of(archive))
    numbering = Numbering(archive.read_xml(f"{folder}/numbering.xml"), archive.read_xml(f"{folder}/styles.xml"))
    relations = Relations.of(archive, main)
    _Reader(draft, numbering, relations, "body", None, root).read(body, Place(span=NOWHERE, part="body"))
    for kind in ("footnote", "endnote"):
        if (notes := _notes(archive, folder, kind)) is not None:
            member = f"{folder}/{kind}s.xml"
            of_notes = Relations.of(archive, member)
            _Reader(draft, numbering, of_notes, kind, member, notes).read(notes, Place(span=NOWHERE, part=kind))
    for kind, part in relations.margins(folder):
        if (margin := archive.read_xml(part)) is not None and any(str(words).strip() for words in margin.itertext()):
            of_margin = Relations.of(archive, part)
            _Reader(draft, numbering, of_margin, kind, part, margin).read(margin, Place(span=NOWHERE, part=kind))
    check_characters(name, draft.length, limits)
    return draft.text(describe(name, data, MEDIA_TYPE))
