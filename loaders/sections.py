"""The numbered parts of a document: I, 1, a) of plans; Điều, khoản, điểm of norms; preamble, closing, appendices.

A part's label is its path, as the record writes it: `II.1.c`, `3.a` where nothing stands above the numbers (a
directive, a letter), `Phần thứ nhất.2.1`, `Điều 5.2.a`, `preamble`, `closing`, `PL.13`. What is attached behind the
signature carries its type before it (`Quy chế.Điều 3`), and the new wording that an amendment gives stands in
quotation marks within its clause (`Điều 1.2.“Điều 5a.1”`): it is the amended document that speaks there. A number at
the head of a line opens a part only where it continues the count, so that a page number, a year or a table cell is
not taken for one. It refuses headings it cannot place: their text stays with the part before.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.citations.folded import Page, fold_page
from ontology.values import Section, Span

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split()  # noqa: SIM905
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_HEAD = re.compile(
    r"^[ *_#|>]{0,80}\"?(?=[A-Z0-9!|]|[a-z?][ ).-]|l[ITHVXl1!|.,])(?:"  # else no part begins so, and none is tried
    r"(?P<appendix>PHU\s{1,4}LUC\b[ ]{0,4}(?:so[ ]{0,3})?(?P<an>[0-9]{1,2}|[IVX]{1,5})?)|"
    r"(?P<part>P[Hh][Aa][Nn])\s{1,4}(?P<pn>[IVX]{1,5}\b|[0-9]{1,2}\b"
    r"|(?i:(?:thu\s{1,3})?(?:nhat|mot|hai|ba|bon|tu|nam|sau))(?=[ *]{0,4}(?:[.:-]|$)))|"
    r"(?P<chapter>C[Hh][Uu][Oo][Nn][Gg])\s{1,4}(?P<cn>[IVXL]{1,6}|[0-9]{1,2})\b|"
    r"(?P<division>M[Uu][Cc])\s{1,4}(?P<mn>[IVXL]{1,6}|[0-9]{1,2})(?=[ *]{0,4}(?:[.:-]|$))|"
    r"(?P<article>D[Ii][Ee][Uu])\s{1,4}(?P<dn>[0-9]{1,3}[a-z]?)[ *]{0,4}[.:,]|"
    r"(?P<attached>(?:QUY\s(?:CHE|DINH|TRINH)|KE\sHOACH|DE\sAN|CHUONG\sTRINH|PHUONG\sAN|DIEU\sLE|NOI\sQUY"
    r"|CHIEN\sLUOC|HUONG\sDAN|DANH\sMUC)(?=[ *_#|]{0,80}$))|"
    r"(?P<roman>[IVX]{1,6})[ ]{0,2}[.)/-]+\s|"
    r"(?P<romanlike>[ITHVXl1!|]{1,4})[ ]{0,2}[.,]\s{1,3}(?=[A-Z]{2,}[ ,][^a-z\n]{3,}$)|"
    r"(?P<letterpart>[A-E])[ ]{0,2}[.)]\s{1,3}(?=[A-Z]{2})|"
    r"(?P<deep>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[ ]{0,2}[.)]?\s{1,4}(?=[A-Za-z\"(])|"
    r"(?P<number>[0-9]{1,2})(?:[ ]{0,2}[.)]\s{0,4}|-\s{1,4})(?=[A-Za-z\"(])|"
    r"(?P<point>[a-z]|\?(?=\)))(?:[ ]{0,2}[).]|-(?=\s))\s|"
    r"(?P<row>[0-9]{1,3})[ ]{0,8}$|"
    r"(?P<row2>[0-9]{1,3})[ ]{1,8}(?=[A-Z][a-z])|"
    r"(?P<closing>(?:TREN|Tren)\s{1,3}(?:DAY|day)\s|(?:NOI|Noi)\s{1,3}(?:NHAN|nhan)\b)|"
    r"(?P<passed>Nghi\s{1,3}quyet\s{1,3}nay\s[^.;\n]{0,200}?thong\s{1,3}qua)|"
    r"(?P<ends>(?:Chi\s{1,3}thi|Cong\s{1,3}dien|Cong\s{1,3}van|Ke\s{1,3}hoach)\s{1,3}nay\s{1,3}(?:co\s|thay\s|duoc\s)"
    r"|Nhan\s{1,3}duoc\s|Trong\s{1,3}qua\s{1,3}trinh\s|Yeu\s{1,3}cau\s{1,3}(?:thu|giam|chu|cac|uy|UBND|Thu|Giam|Chu)\w*\s)"
    r")",
    re.M,
)
_QUOTE_OPENS = re.compile(r":(?:[ *_]{0,8}\n\s{0,8}(?=[“\"])|[ ]{1,3}(?=[“\"](?:\d{1,2}[.)]|[a-zđ]\)|Điều \d)))")
_QUOTE_CLOSES = re.compile(r"[”\"][ *_]{0,4}[.;,]?[ *_]{0,4}$", re.M)
_QUOTED_LENGTH = 60_000
_RANKS = ("part", "chapter", "division", "letterpart", "roman", "article", "number", "deep", "point")
_OUTER = {rank: _RANKS[:at] for at, rank in enumerate(_RANKS)}


@dataclass(slots=True)
class _Level:
    """Where the count stands: labels of the open parts, outermost first."""

    labels: list[tuple[str, str, int]]  # kind, label, ordinal
    articles: int = 0  # articles count on through the chapters
    under: str = ""  # what the path stands in: an attached document, the clause around quoted wording
    quoted: bool = False

    def ordinal(self, kind: str) -> int:
        return next((n for k, _, n in reversed(self.labels) if k == kind), 0)

    def open(self, kind: str, label: str, ordinal: int, outer: tuple[str, ...]) -> None:
        while self.labels and self.labels[-1][0] not in outer:
            self.labels.pop()
        self.labels.append((kind, label, ordinal))

    def path(self) -> str:
        article = next((i for i, (kind, _, _) in enumerate(self.labels) if kind == "article"), 0)
        own = ".".join(label for _, label, _ in self.labels[article:])  # articles count on through the chapters
        if self.quoted:
            own = f"“{own or '…'}”"
        return f"{self.under}.{own}" if self.under and own else own or self.under


def _letter(written: str, level: _Level) -> str:
    """The letter of a point; a scan reads c as ¢ and loses the bar of đ."""
    last = level.labels[-1][1] if level.labels and level.labels[-1][0] == "point" else ""
    if written == "¢":
        return "c"
    return "đ" if written == last == "d" else written


def _roman(text: str) -> int:
    total, last = 0, 0
    for char in reversed(text):
        value = _ROMAN[char]
        total, last = (total - value, last) if value < last else (total + value, value)
    return total


def find_sections(text: str, *, signature: int | None = None) -> tuple[Section, ...]:
    """The parts of a text, in order; each reaches to where the next one begins. The signature closes the body."""
    page = fold_page(text)
    marks = [("preamble", 0)]
    for path, start in _marks(page, len(text) if signature is None else signature):
        if start == marks[-1][1] and len(marks) > 1:
            marks.pop()
        if path != marks[-1][0] or path != "closing":
            marks.append((path, start))
    out = []
    for (path, start), (_, end) in zip(marks, [*marks[1:], ("", len(text))], strict=True):
        line_end = text.find("\n", start, end)
        heading = "" if path == "preamble" else text[start : line_end if line_end >= 0 else end]
        out.append(Section(path=path, heading=" ".join(heading.split())[:200], span=Span(start, end)))
    return tuple(out)


def _quoted(text: str) -> list[Span]:
    """New wording set in quotation marks behind a colon, on lines of its own ("… như sau:⏎ “2. …”")."""
    if text.find("“") < 0 and text.find('"') < 0:
        return []
    closes = [m.start() + 1 for m in _QUOTE_CLOSES.finditer(text)]
    found: list[Span] = []
    for opening in _QUOTE_OPENS.finditer(text):
        start = opening.end()
        if found and start < found[-1].end:
            continue
        after = bisect_right(closes, start + 1)
        if after < len(closes) and closes[after] - start < _QUOTED_LENGTH:
            found.append(Span(start, closes[after]))
    return found


def _marks(page: Page, signature: int) -> Iterator[tuple[str, int]]:
    level, zone, signed = _Level([]), "body", signature
    quotes = deque(_quoted(page.text))
    inner: _Level | None = None
    for found in _HEAD.finditer(page.folded):
        start = found.start() + len(found.group()) - len(found.group().lstrip(" *_#|>"))
        if start >= signature and zone == "body" and level.labels:
            level.labels, level.under, zone = [], "", "closing"
            signature = len(page.text)
            yield "closing", min(start, signed)
        while quotes and start >= quotes[0].end:
            yield from _leave(page, level, quotes.popleft(), inner, start)
            inner = None
        if quotes and start >= quotes[0].start and level.labels and zone == "body":
            if inner is None:
                inner = _inside(level)
                yield inner.path(), quotes[0].start
            yield from _body(page, inner, found, start)
            continue
        if page.folded[start] == '"':
            continue
        if found["appendix"]:
            if page.text[start : start + 3].isupper() and _own_line(page, start):
                label = f"PL{found['an']}" if found["an"] else "PL"
                level.labels, level.under, zone = [("appendix", label, 0)], "", "appendix"
                yield label, start
        elif found["closing"]:
            if zone == "body" and (level.labels or level.articles):
                level.labels, level.under, zone = [], "", "closing"
                yield "closing", start
        elif found["attached"]:
            if zone == "closing" and page.text[start : found.end()].isupper():
                level.labels, level.articles, zone = [], 0, "body"
                level.under = _type_name(page.text[start : found.end()])
                yield level.path(), start
        elif zone == "closing" and (found["chapter"] or found["roman"] == "I" or found["dn"] == "1"):
            zone, level.articles = "body", 0  # an attached regulation or plan begins
            yield from _body(page, level, found, start)
        elif zone == "appendix":
            yield from _row(level, found, start)
        elif zone == "body":
            yield from _body(page, level, found, start)
    if quotes and zone == "body":
        yield from _leave(page, level, quotes[0], inner, len(page.text))


def _inside(level: _Level) -> _Level:
    return _Level([], under=level.path(), quoted=True)


def _leave(page: Page, level: _Level, quote: Span, inner: _Level | None, end: int) -> Iterator[tuple[str, int]]:
    """Quoted wording without headings of its own, and the clause that goes on behind the quotation."""
    if level.labels:
        if inner is None:
            yield _inside(level).path(), quote.start
        if any(c.isalnum() for c in page.folded[quote.end : end]):
            yield level.path(), quote.end


def _jumps_on(page: Page, level: _Level, ordinal: int, start: int) -> bool:
    """Whether articles go on with a gap (an extract, a lost page): the sentence before has ended."""
    before = page.folded[max(0, start - 80) : start].rstrip(" *_#|>\n\t")
    return ordinal > level.articles and before[-1:] in (".", ";", "/", '"')


def _type_name(written: str) -> str:
    """QUY CHẾ -> Quy chế."""
    return " ".join(written.strip(" *_#|>").split()).capitalize()


def _ends_list(page: Page, level: _Level, start: int) -> bool:
    """Whether a paragraph follows a finished sentence under bare numbers: it closes the document, not the item."""
    return (
        bool(level.labels)
        and level.labels[0][0] == "number"
        and page.folded[max(0, start - 200) : start].rstrip()[-1:] in (".", ";", "/")
    )


def _own_line(page: Page, start: int) -> bool:
    line_end = page.folded.find("\n", start)
    line = page.folded[start : line_end if line_end >= 0 else len(page.folded)]
    return len(line) < 100 and line[:8].upper() == line[:8]


def _row(level: _Level, found: re.Match[str], start: int) -> Iterator[tuple[str, int]]:
    """A row of an appendix table, or a numbered part of an appendix without one."""
    label = found["row"] or found["row2"] or found["number"]
    if label is None:
        return
    ordinal = int(label)
    if ordinal == level.ordinal("row") + 1:
        level.open("row", label, ordinal, ("appendix",))
        yield level.path(), start


def _body(page: Page, level: _Level, found: re.Match[str], start: int) -> Iterator[tuple[str, int]]:
    if found["chapter"]:
        level.open("chapter", f"Chương {found['cn']}", 0, _OUTER["chapter"])
    elif found["part"]:
        written = " ".join(page.text[found.start("pn") : found.end("pn")].split())
        level.open("part", f"Phần {found['pn'] if written[0] in '0123456789IVX' else written.lower()}", 0, ())
    elif found["division"]:
        level.open("division", f"Mục {found['mn']}", 0, _OUTER["division"])
    elif found["passed"] or found["ends"]:
        if level.quoted or not ((found["passed"] and level.articles) or _ends_list(page, level, start)):
            return
        yield "closing", start
        return
    elif found["letterpart"]:
        ordinal = ord(found["letterpart"]) - 64
        if ordinal != level.ordinal("letterpart") + 1:
            return
        level.open("letterpart", found["letterpart"], ordinal, _OUTER["letterpart"])
    elif found["article"]:
        ordinal = int(re.sub(r"\D", "", found["dn"]))
        if not page.text[found.start("article")].isupper():
            return
        expected = ordinal in (1, level.articles + 1, level.articles + 2) or level.quoted
        if not expected and not _jumps_on(page, level, ordinal, start):
            return
        level.articles = ordinal
        level.open("article", f"Điều {found['dn']}", ordinal, _OUTER["article"])
    elif found["roman"]:
        ordinal = _roman(found["roman"])
        if ordinal not in (1, level.ordinal("roman") + 1) and not level.quoted:
            return
        level.open("roman", found["roman"], ordinal, _OUTER["roman"])
    elif found["romanlike"]:
        ordinal = level.ordinal("roman") + 1  # "I11." and "TI." of a scan, before a heading in capitals
        level.open("roman", _NUMERALS[min(ordinal, len(_NUMERALS)) - 1], ordinal, _OUTER["roman"])
    elif found["deep"]:
        label, number = found["deep"], level.ordinal("number")
        if number and label.split(".")[0] != str(number):
            return
        level.open("deep", label.split(".", 1)[1] if number else label, 0, _OUTER["deep"])
    elif found["number"]:
        ordinal = int(found["number"])
        if ordinal not in (level.ordinal("number") + 1, 1) and not level.quoted:
            return
        level.open("number", found["number"], ordinal, _OUTER["number"])
    elif found["point"]:
        letter = _letter(page.text[found.start("point") : found.end("point")], level)
        if not (level.labels or level.quoted) or letter not in _LETTERS + "fjwz":
            return
        level.open("point", letter, 0, _OUTER["point"])
    else:
        return
    yield level.path(), start
