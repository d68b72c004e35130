"""Web pages: the document's text, tables and links, without the portal around it.

What a page hides or uses to lead elsewhere (scripts, menus, forms) is left out, but never an element that holds the
national motto or a document's own number: better a menu too many than a header too few. The portal's block of labelled
properties is taken out of the text and kept as `properties`. The tree is walked without recursion, so that no nesting
is too deep.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from loaders.read.draft import Draft, describe
from loaders.read.encodings import decode_text
from loaders.read.limits import Limits, check_characters, too_large, unsupported
from loaders.read.portal import LABELS, find_properties
from loaders.read.quality import text_quality
from loaders.read.scan_signs import looks_scanned
from ontology.values import Cell, Place, Span, Text

MEDIA_TYPE = "text/html"
_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
        "dialog",
        "-comment",
    ]
)
_NAVIGATION = frozenset(("nav", "aside", "footer"))
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "td",
        "th",
        "ul",
        "caption",
    ]
)
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|nav(?:bar|igation)?|breadcrumbs?|side-?bar|footer|comments?|advert\w*|banner|share|social|"
    r"related|popup|modal|login|cookie|toolbar|search-?box)(?:$|[\s_-])",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OWN = re.compile(
    r"cộng\s+ho[àa]\s+xã\s+hội|cộng\s+hòa\s+xã\s+hội|đảng\s+cộng\s+sản\s+việt\s+nam|\bsố\s*:\s*[\w./ ]*[-/]"
    r"|nơi\s+nhận\s*:|\bđiều\s+1\b"
)
_MOTTO = re.compile(r"độc\s+lập\s*[-–]\s*tự\s+do\s*[-–]\s*hạnh\s+phúc")
_LABEL = re.compile("|".join(re.escape(label) for label in sorted(LABELS, key=len, reverse=True)))
_DEEPEST = 5_000
_NESTING = re.compile(r"<(/?)(?:div|span|table|ul|ol|b|i|u|em|strong|font|section|blockquote)\b", re.I)


class _Whole:
    """The page's whole text, and which stretch of it each element holds, so that looking into an element is cheap."""

    def __init__(self, root: LexborNode) -> None:
        self._spans: dict[int, tuple[int, int]] = {}
        parts: list[str] = []
        length = 0
        stack: list[tuple[LexborNode, int]] = [(root, -1)]
        while stack:
            node, start = stack.pop()
            tag = node.tag or ""
            if start >= 0:
                self._spans[node.mem_id] = (start, length)
            elif tag == "-text":
                words = node.text_content or ""
                parts.append(words + "\n")
                length += len(words) + 1
            elif tag not in _SKIP:
                stack.append((node, length))
                stack.extend((child, -1) for child in reversed(list(_children(node))))
        self.text = "".join(parts)
        low = self.text.lower()
        self._own = [m.start() for m in _OWN.finditer(low)]
        self._labels = [m.start() for m in _LABEL.finditer(low)]
        self._mottos = [m.start() for m in _MOTTO.finditer(low)]

    @staticmethod
    def _among(places: list[int], start: int, end: int) -> int:
        return bisect_left(places, end) - bisect_left(places, start)

    def is_content(self, node: LexborNode) -> bool:
        """Whether an element holds what only a document holds."""
        start, end = self._spans.get(node.mem_id, (0, 0))
        return self._among(self._own, start, end) > 0

    def fields(self, node: LexborNode) -> tuple[tuple[str, str], ...]:
        """The labelled fields an element holds, when it is a portal's block and nothing more."""
        start, end = self._spans.get(node.mem_id, (0, 0))
        few = end - start > 6000 or self._among(self._labels, start, end) < 3
        return () if few or self._among(self._mottos, start, end) else find_properties(self.text[start:end])


def _left_out(node: LexborNode, whole: _Whole) -> bool:
    """Whether an element is no part of what is read."""
    tag = node.tag or ""
    if tag in _SKIP:
        return True
    if not tag or tag.startswith("-"):
        return False
    attributes = node.attributes
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    if tag in _NAVIGATION or _MENU.search(named):
        return not whole.is_content(node)
    return False


def _number(value: str | None) -> int:
    """A span attribute; whatever is not a sensible number is 1."""
    return min(int(value), 1000) if value and value.isascii() and value.isdigit() and int(value) > 0 else 1


@dataclass(slots=True)
class _OpenTable:
    """A table being read: where the next cell stands, and which columns are taken from above."""

    index: int
    cells: list[Cell] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: dict[tuple[int, int], bool] = field(default_factory=dict)
    start: int = 0
    shape: tuple[int, int] = (1, 1)


class _Page:
    """Walks the tree and writes the draft."""

    def __init__(self, draft: Draft, base: str, whole: _Whole) -> None:
        self._draft, self._base, self._whole = draft, base, whole
        self._tables: list[_OpenTable] = []
        self._line = False  # whether the current line has words
        self._gap = False  # whether a space is due before the next words
        self._links: list[int] = []  # where the links being read began
        self._paragraph = 0
        self._started = 0

    def walk(self, root: LexborNode) -> None:
        """Every node in order, entering and leaving, without recursion."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._words(node)
                continue
            if _left_out(node, self._whole):
                continue
            self._enter(tag, node)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(_children(node))))
        self._end_line()

    def _enter(self, tag: str, node: LexborNode) -> None:
        if tag == "br" or tag in _BLOCK:
            self._end_line()
        if tag == "table":
            self._tables.append(_OpenTable(self._draft.reserve_table()))
        elif tag == "tr" and self._tables:
            self._tables[-1].row, self._tables[-1].column = self._tables[-1].row + 1, 0
        elif tag in ("td", "th") and self._tables:
            self._open_cell(self._tables[-1], node)
        elif tag == "li" and node.parent is not None and node.parent.tag == "ul":
            self._put("- ")
        elif tag == "a":
            self._links.append(self._draft.length)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a" and self._links:
            start = self._links.pop()
            self._link(start, node.attributes.get("href") or "")
        if tag in _BLOCK:
            self._end_line()
        if tag in ("td", "th") and self._tables:
            self._close_cell(self._tables[-1])
        elif tag == "table" and self._tables:
            self._close_table(self._tables.pop())

    def _link(self, start: int, href: str) -> None:
        url = urljoin(self._base, href.strip()) if self._base or "://" in href else ""
        if urlsplit(url).scheme in ("http", "https") and self._draft.length > start:
            words = self._draft.tail(start)
            lead = len(words) - len(words.lstrip())
            self._draft.add_link(Span(start + lead, start + len(words.rstrip())), url, words)

    def _open_cell(self, table: _OpenTable, node: LexborNode) -> None:
        table.row = max(table.row, 0)
        while table.taken.get((table.row, table.column)):
            table.column += 1
        table.shape = (_number(node.attributes.get("rowspan")), _number(node.attributes.get("colspan")))
        table.start = self._draft.length

    def _close_cell(self, table: _OpenTable) -> None:
        high, wide = table.shape
        if self._draft.length == table.start:
            self._draft.break_line()
        span = Span(table.start, max(table.start, self._draft.length - 1))
        table.cells.append(Cell(row=table.row, column=table.column, span=span, rowspan=high, colspan=wide))
        if high > 1:
            for r in range(table.row, table.row + min(high, 300)):
                for c in range(table.column, table.column + wide):
                    table.taken[(r, c)] = True
        table.column += wide

    def _close_table(self, table: _OpenTable) -> None:
        """Keep the table's shape; a frame of one cell is only page design."""
        self._draft.fill_table(table.index, table.cells if len(table.cells) > 1 else [])

    def _put(self, words: str) -> None:
        if not self._line:
            self._line, self._started = True, self._draft.length
        self._draft.add(words)

    def _words(self, node: LexborNode) -> None:
        content = node.text_content or ""
        words = " ".join(content.split())
        if not words:
            self._gap = self._gap or bool(content)
            return
        if self._line and (self._gap or content[0].isspace()):
            self._draft.add(" ")
        self._put(words)
        self._gap = content[-1].isspace()

    def _end_line(self) -> None:
        self._gap = False
        if not self._line:
            return
        table = self._tables[-1] if self._tables else None
        place = Place(span=Span(self._started, self._draft.length), part="body", paragraph=self._paragraph)
        if table is not None and table.row >= 0:
            place = Place(
                span=place.span,
                part="body",
                paragraph=self._paragraph,
                table=table.index,
                row=table.row,
                column=table.column,
            )
        self._draft.places.append(place)
        self._paragraph += 1
        self._draft.break_line()
        self._line = False


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _take_properties(root: LexborNode, whole: _Whole) -> tuple[tuple[str, str], ...]:
    """Read the portal's block of labelled fields and take its element out of the page."""
    best: LexborNode | None = None
    found: tuple[tuple[str, str], ...] = ()
    for node in root.css("table, dl, ul, div"):
        if len(rows := whole.fields(node)) > len(found):
            best, found = node, rows
    if best is not None:
        best.decompose()
    return found


def _check(name: str, raw: str, limits: Limits) -> None:
    """Refuse pages with more elements than any document has."""
    if raw.count("<") > 3_000_000:
        raise too_large(name, "trang có quá nhiều thành phần", "the page has too many elements")
    check_characters(name, len(raw), limits)
    depth = 0
    for match in _NESTING.finditer(raw):
        depth += -1 if match[1] else 1
        if depth > _DEEPEST:
            raise too_large(name, "các phần tử lồng nhau quá sâu", "its elements are nested too deeply")


def read_html(name: str, data: bytes, limits: Limits) -> Text:
    """A web page as text."""
    decoded = decode_text(data)
    if decoded is None:
        raise unsupported(name, "tệp không phải văn bản chữ", "the file is not text")
    source, encoding = decoded
    _check(name, source, limits)
    tree = LexborHTMLParser(source)
    root = tree.body or tree.root
    draft = Draft()
    if root is not None:
        whole = _Whole(root)
        draft.properties.extend(_take_properties(root, whole))
        _Page(draft, _base(tree), whole).walk(root)
    text = draft.text(describe(name, data, MEDIA_TYPE, encoding=encoding))
    quality = text_quality(text.raw)
    return draft.text(text.source, scanned=looks_scanned(text.raw, quality), quality=quality)


def _base(tree: LexborHTMLParser) -> str:
    """The address the page was saved from, as far as it says."""
    for query, attribute in (("base[href]", "href"), ("link[rel=canonical][href]", "href")):
        node = tree.css_first(query)
        if node is not None and (value := node.attributes.get(attribute)) and value.startswith("http"):
            return value
    return ""
