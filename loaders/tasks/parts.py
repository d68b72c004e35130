"""Where a document gives out duties: the parts under "Tổ chức thực hiện", "Phân công …", "Kinh phí", and their items.

A part is found by its heading and reaches to the next of its rank; its items are numbered 1, 2, 3 (also 1- and 3.1),
I, II or a), b), whichever comes first, and must follow in sequence. It refuses to say what an item means.
"""

import functools
import re
from dataclasses import dataclass

from loaders.units.plain import plain_text
from ontology.fold import CAPITALS

# Possessive, and only where a line shows something: a run of blank lines is walked over once.
_HEADING = re.compile(
    r"^[ \t*_#]*+(?=\S)(?:(?P<roman>[ivx]{1,5}|[il1]{1,3}v?)|phan\s+(?P<part>[a-z]+)|(?P<number>\d{1,2})"
    r"|chuong\s+(?P<chapter>[ivx\d]+)|(?P<letter>[a-d])|dieu\s+(?P<article>\d{1,3}))?"
    r"\s*+[.):/-]*+[\s*_]*+(?P<title>to\s+chuc\s+(?:trien\s+khai\s+)?thuc\s+hien|phan\s+cong\s+(?:nhiem\s+vu"
    r"|thuc\s+hien|trach\s+nhiem|to\s+chuc)"
    r"|trach\s+nhiem\s+(?:thuc\s+hien|to\s+chuc|cua\s+cac\s+(?:co\s+quan|don\s+vi|so|bo|cap|nganh|to\s+chuc))"
    r"|nhiem\s+vu\s+(?:cua|cho)\s+cac\s+(?:co\s+quan|don\s+vi|so|cap|nganh)|giao\s+nhiem\s+vu\s+cho|kinh\s+phi"
    r"|nguon\s+luc\s+thuc\s+hien)(?![a-z])[^\n]{0,90}$",
    re.MULTILINE,
)
_NEXT_PART = re.compile(
    r"^[ \t*_#]*+(?:[ivx]{1,5}[ \t]*[.)/-][\s*_]*+[^\W\d_]|noi\s+nhan|phu\s+luc|[a-d]\.\s+[^\W\d_]"
    r"|(?:\*\*)?(?:chuong|muc|dieu)\s+[ivx\d]+)",
    re.MULTILINE,
)
_ITEM = re.compile(
    r"^[ \t*_]*(?:(?P<number>\d{1,2}|[li])(?:\s*[.)]|\s*\*\*\s*[.)]|-(?=\s))|\d{1,2}\.(?P<deep>\d{1,2})\s*[.)]?(?=\s)"
    r"|(?P<roman>x?(?:ix|iv|vi{0,3}|i{1,3})|x)\s*[.)/-]+(?=\s)|(?P<letter>[a-z])\s*\)(?=\s))[\s*_]*(?=[^\W\d_])",
    re.MULTILINE,
)
_STYLES = ("number", "deep", "roman", "letter")
_ROMANS = {n: i for i, n in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), 1)}  # noqa: SIM905
_LETTERS = {n: i for i, n in enumerate("abcdeghiklmnopqrstuvxy", 1)}
_CLOSING = re.compile(
    r"^[ \t*_]*(?:tren\s+day\s+la|yeu\s+cau\s"
    r"|trong\s+qua\s+trinh|noi\s+nhan|nhan\s+duoc\s+ke\s+hoach"
    r"|phu\s+luc|uy\s+ban\s+nhan\s+dan\s+\S+(?:\s+\S+)?\s+yeu\s+cau|ubnd\s+\S+\s+yeu\s+cau|\|)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the document that gives out duties."""

    prefix: str  # TC, KP
    start: int
    end: int


def _heading_ok(text: str, match: re.Match[str]) -> bool:
    """A heading: numbered, or written in capitals."""
    title = text[match.start("title") : match.end("title")]
    return title.isupper() or (
        any(match[g] for g in ("roman", "part", "number", "chapter", "letter", "article")) and title[0].isupper()
    )


def find_parts(text: str, end: int) -> list[Part]:
    """The parts that give out duties, each to the next heading of its rank or of another such part."""
    plain = plain_text(text)
    headings = [m for m in _HEADING.finditer(plain, 0, end) if _heading_ok(text, m)]
    parts: list[Part] = []
    for index, match in enumerate(headings):
        if match["number"] and parts and match.start() < parts[-1].end:
            continue
        higher = (h.start() for h in headings[index + 1 : index + 20] if not h["number"] or match["number"])
        limit = next(higher, end if index + 20 >= len(headings) else headings[index + 19].start())
        if match["letter"]:  # its items may be I, II, III
            following = _next_letter(chr(ord(match["letter"]) + 1)).search(plain, match.end(), limit)
        elif match["number"]:  # a heading of a numbered sub-part ends at the next number, others at the next part
            following = _next_number(int(match["number"]) + 1).search(plain, match.end(), limit)
        else:
            following = _NEXT_PART.search(plain, match.end(), limit)
        title = " ".join(match["title"].split())
        prefix = "KP" if title.startswith(("kinh phi", "nguon luc")) else "TC"
        parts.append(Part(prefix=prefix, start=match.end(), end=following.start() if following else limit))
    return parts


@functools.cache
def _next_number(number: int) -> re.Pattern[str]:
    return re.compile(rf"^[ \t*_]*{number}(?:\s*[.)](?!\d)|-\s)|^[ \t*_]*[ivx]{{1,5}}\s*\.", re.MULTILINE)


@functools.cache
def _next_letter(letter: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t*_#]*{letter}\s*[.)]\s+[^\W\d_]|^[ \t*_#]*(?:noi\s+nhan|phu\s+luc)", re.MULTILINE)


def _ordinal(match: re.Match[str]) -> tuple[str, int]:
    """How an item is counted, and its place in the count; 0 for what a scanner left of a 1."""
    style = next(s for s in _STYLES if match[s])
    written = match[style]
    if style == "number":
        return style, int(written) if written.isdigit() else 0
    return style, int(written) if style == "deep" else (_ROMANS if style == "roman" else _LETTERS).get(written, 0)


def split_items(text: str, start: int, end: int, *, scanned: bool = False) -> list[tuple[int, int, int]]:
    """(number, start of the words, end) of the items 1., 2., 3. … in sequence."""
    plain = plain_text(text)
    items: list[tuple[int, int, int]] = []
    expected, style = 1, ""
    for match in _ITEM.finditer(plain, start, end):
        kind, number = _ordinal(match)
        if not number and not scanned and match["number"] == "i":
            kind, number = "roman", 1
        if not number and (expected > 1 or not scanned):
            continue
        number = number or 1
        if not items and number == 1 and kind != "letter":
            style = kind
        if kind != (style or "letter"):
            continue
        if number == expected or (number == expected + 1 and expected > 1):
            if items:
                items[-1] = (items[-1][0], items[-1][1], match.start())
            items.append((number, match.end(), end))
            expected = number + 1
    if items:
        number, at, stop = items[-1]
        marks = (
            m for m in _CLOSING.finditer(plain, at, stop) if text[m.start() : m.end()].strip(" \t*_|")[:1].isupper()
        )
        closing = next(marks, None)
        stop = closing.start() if closing else stop
        items[-1] = (number, at, _last_paragraph(text, items, stop))
    return items


_NEW_PARAGRAPH = re.compile(rf"(?<=[.;/])[ \t*_]*+\n[ \t]*+\n?(?=[ \t*_]*+[{CAPITALS}])")


def _last_paragraph(text: str, items: list[tuple[int, int, int]], stop: int) -> int:
    """Where the last item ends: before a paragraph without a mark, when no other item has more than one paragraph."""
    paragraphs = [_paragraph_ends(text, at, end) for _, at, end in items[:-1]]
    if len(items) < 2 or any(paragraphs):
        return stop
    return next(iter(_paragraph_ends(text, items[-1][1], stop)), stop)


def _paragraph_ends(text: str, start: int, end: int) -> list[int]:
    """Where paragraphs end before a new one: after a line that did not have to end there."""
    longest = max((len(line) for line in text[start:end].split("\n")), default=0)
    out = []
    for match in _NEW_PARAGRAPH.finditer(text, start, end):
        line = match.start() - max(text.rfind("\n", start, match.start()), start)
        if line < 0.75 * longest or (longest > 160 and text[match.end() : end].strip()):
            out.append(match.start())
    return [p for p in out if text[p:end].strip(" .;/*_\n")]
