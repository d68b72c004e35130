"""The numbered parts of a document: I, 1, a) of plans; Điều, khoản, điểm of norms; preamble, closing, appendices.

A part's label is its path, as the record writes it: `II.1.c`, `Điều 5.2.a`, `preamble`, `closing`, `PL.13`. A number
at the head of a line opens a part only where it continues the count, so that a page number, a year or a table cell is
not taken for one. It refuses headings it cannot place: their text stays with the part before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.citations.folded import Page, fold_page
from ontology.values import Section, Span

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split()  # noqa: SIM905
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_HEAD = re.compile(
    r"^[ *_#|>]{0,80}(?:"
    r"(?P<appendix>PHU\s{1,4}LUC\b[ ]{0,4}(?:so[ ]{0,3})?(?P<an>[0-9]{1,2}|[IVX]{1,5})?)|"
    r"(?P<part>P[Hh][Aa][Nn])\s{1,4}(?:THU\s{1,3})?(?P<pn>[IVX]{1,5}|[0-9]{1,2}|NHAT|HAI|BA|TU|NAM)\b|"
    r"(?P<chapter>C[Hh][Uu][Oo][Nn][Gg])\s{1,4}(?P<cn>[IVXL]{1,6}|[0-9]{1,2})\b|"
    r"(?P<article>D[Ii][Ee][Uu])\s{1,4}(?P<dn>[0-9]{1,3}[a-z]?)[ *]{0,4}[.:,]|"
    r"(?P<roman>[IVX]{1,6})[ ]{0,2}[.)/-]+\s|"
    r"(?P<romanlike>[ITHVXl1!|]{1,4})[ ]{0,2}[.,]\s{1,3}(?=[A-Z]{2,}[ ,][^a-z\n]{3,}$)|"
    r"(?P<letterpart>[A-E])[ ]{0,2}[.)]\s{1,3}(?=[A-Z]{2})|"
    r"(?P<deep>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[ ]{0,2}[.)]?\s{1,4}(?=[A-Za-z\"(])|"
    r"(?P<number>[0-9]{1,2})[ ]{0,2}[.)]\s{0,4}(?=[A-Za-z\"(])|"
    r"(?P<point>[a-z]|\?(?=\)))[ ]{0,2}[).]\s|"
    r"(?P<row>[0-9]{1,3})[ ]{0,8}$|"
    r"(?P<row2>[0-9]{1,3})[ ]{1,8}(?=[A-Z][a-z])|"
    r"(?P<closing>(?:TREN|Tren)\s{1,3}(?:DAY|day)\s|(?:NOI|Noi)\s{1,3}(?:NHAN|nhan)\b)"
    r")",
    re.M,
)


@dataclass(slots=True)
class _Level:
    """Where the count stands: labels of the open parts, outermost first."""

    labels: list[tuple[str, str, int]]  # kind, label, ordinal
    articles: int = 0  # articles count on through the chapters

    def ordinal(self, kind: str) -> int:
        return next((n for k, _, n in reversed(self.labels) if k == kind), 0)

    def open(self, kind: str, label: str, ordinal: int, outer: tuple[str, ...]) -> None:
        while self.labels and self.labels[-1][0] not in outer:
            self.labels.pop()
        self.labels.append((kind, label, ordinal))

    def path(self) -> str:
        return ".".join(label for _, label, _ in self.labels)


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


def find_sections(text: str) -> tuple[Section, ...]:
    """The parts of a text, in order; each reaches to where the next one begins."""
    page = fold_page(text)
    marks = [("preamble", 0), *_marks(page)]
    out = []
    for (path, start), (_, end) in zip(marks, [*marks[1:], ("", len(text))], strict=True):
        line_end = text.find("\n", start, end)
        heading = "" if path == "preamble" else text[start : line_end if line_end >= 0 else end]
        out.append(Section(path=path, heading=" ".join(heading.split())[:200], span=Span(start, end)))
    return tuple(out)


def _marks(page: Page) -> Iterator[tuple[str, int]]:
    level = _Level([])
    zone = "body"
    for found in _HEAD.finditer(page.folded):
        start = found.start() + len(found.group()) - len(found.group().lstrip(" *_#|>"))
        if found["appendix"]:
            if page.text[start : start + 3].isupper() and _own_line(page, start):
                label = f"PL{found['an']}" if found["an"] else "PL"
                level.labels, zone = [("appendix", label, 0)], "appendix"
                yield label, start
        elif found["closing"]:
            if zone == "body" and (level.labels or level.articles):
                level.labels, zone = [], "closing"
                yield "closing", start
        elif zone == "closing" and (found["chapter"] or found["roman"] == "I" or found["dn"] == "1"):
            zone, level.articles = "body", 0  # an attached regulation or plan begins
            yield from _body(page, level, found, start)
        elif zone == "appendix":
            yield from _row(level, found, start)
        elif zone == "body":
            yield from _body(page, level, found, start)


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
        level.open("chapter", f"Chương {found['cn']}", 0, ())
    elif found["part"]:
        level.open("part", f"Phần {found['pn']}", 0, ())
    elif found["letterpart"]:
        ordinal = ord(found["letterpart"]) - 64
        if ordinal != level.ordinal("letterpart") + 1:
            return
        level.open("letterpart", found["letterpart"], ordinal, ("part",))
    elif found["article"]:
        ordinal = int(re.sub(r"\D", "", found["dn"]))
        if not page.text[start].isupper() or ordinal not in (1, level.articles + 1, level.articles + 2):
            return
        level.articles = ordinal
        level.labels = [("article", f"Điều {found['dn']}", ordinal)]
    elif found["roman"]:
        ordinal = _roman(found["roman"])
        if ordinal not in (1, level.ordinal("roman") + 1):
            return
        level.open("roman", found["roman"], ordinal, ("part", "letterpart"))
    elif found["romanlike"]:
        ordinal = level.ordinal("roman") + 1  # "I11." and "TI." of a scan, before a heading in capitals
        level.open("roman", _NUMERALS[min(ordinal, len(_NUMERALS)) - 1], ordinal, ("part", "letterpart"))
    elif found["deep"]:
        label = found["deep"]
        if label.split(".")[0] != str(level.ordinal("number")) and level.ordinal("number"):
            return
        level.open("deep", label.split(".", 1)[1], 0, ("part", "letterpart", "roman", "article", "number"))
    elif found["number"]:
        ordinal = int(found["number"])
        if ordinal not in (level.ordinal("number") + 1, 1) or not level.labels:
            return
        level.open("number", found["number"], ordinal, ("part", "letterpart", "roman", "article"))
    elif found["point"]:
        letter = _letter(page.text[found.start("point") : found.end("point")], level)
        if not level.labels or letter not in _LETTERS + "fjwz":
            return
        level.open("point", letter, 0, ("part", "letterpart", "roman", "article", "number", "deep"))
    else:
        return
    yield level.path(), start
