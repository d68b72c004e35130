"""Lines of a shredded table that hold more than one cell, and lines that head a group of rows.

Where a cell takes a single line, the text layer often writes the next cell's first line behind it: "Sở Tư pháp Các
sở,". Such a line is offered in pieces; which of them begin a cell is decided where the row is laid out. It refuses
to cut before a word that does not look like the beginning of a body, a time or a product.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.tables.lines import Line
from loaders.tables.looks import begins_known_cell
from loaders.units.plain import plain_text
from ontology.fold import CAPITALS, SMALLS

_DITTO = r"-?nt-?|Nt|//|[\"”]"
_BEGINNING = re.compile(
    rf"(?<=[^\s,;:(\-–/+]) (?=[{CAPITALS}]|(?:{_DITTO})(?:\s|$))"
    r"|(?:(?<=-nt-)|(?<=//)|(?<=[Nn]t)) (?=[A-ZĐ\"”])"
)
_AMOUNT_BEHIND = re.compile(r" (?=\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d{1,2})?[ \t]*$)")
_NOT_BEHIND = re.compile(
    r"(?<![a-z])(?:(?<!phong )(?<!tra )(?<!thuoc )(?<!doc )so|bo|phong|hoi|trung tam|chi cuc|dai|truong|vien"
    r"|van phong|chu tich|giam doc|thu truong|lanh dao|cua|va|cac|tai|do|voi|cho|trinh|la|ve|thuoc|theo|den|tu)$"
)
_ENOUGH = 80  # letters that show how a cell begins, or what word stands before it: never the rest of a long line
_MOST_PIECES = 5
_GROUP = re.compile(
    rf"[ \t]*(?P<number>I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,3}}|XIV|XV|[A-H])[.)/]?[ \t]+(?P<title>[{CAPITALS}][^\n]*?)"
    rf"(?P<row>[ \t]+\d{{1,2}}[.)]?[ \t]+[{CAPITALS}][{SMALLS}][^\n]*)?"
)
_GROUP_ALONE = re.compile(r"[ \t]*(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV|[A-H])[.)/]?[ \t]*")
_COUNTED = re.compile(
    r"(?:[Qq]uý|[Kk]hu vực|[Nn]hóm|[Kk]hóa|[Hh]ạng|[Cc]hương|[Ll]oại|[Mm]ục|[Pp]hần|[-–,])[ \t]*$", re.MULTILINE
)
_ROW_NUMBER = re.compile(r"[ \t]*\d{1,3}[.)]?(?:[ \t]+\S[^\n]*)?[ \t]*")
_FIRST_ROW = re.compile(r"0?1[.)]?(?:\s|$)")
_TITLE_LINES = 4
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def split_glued(text: str, lines: Sequence[Line], *, amounts: bool = False) -> Iterator[Line]:
    """The lines, cut before words that may begin a cell; with `amounts`, also before one at a line's end."""
    for line in lines:
        words = text[line.start : line.end]
        plain = plain_text(text[line.start : line.end + 20])  # with the next line's beginning: "Thường⏎xuyên"
        at, count = 0, 1
        gaps = [*_BEGINNING.finditer(words)]
        gaps += [*_AMOUNT_BEHIND.finditer(words)] if amounts else []
        for gap in gaps:
            if count == _MOST_PIECES:
                break
            if words.startswith("Tư ", gap.end()):  # of "Sở Tư pháp", not "Từ tháng 3"
                continue
            beginning = " ".join(plain[gap.end() : gap.end() + _ENOUGH].split())
            behind = max(at, gap.start() - _ENOUGH)
            if not (begins_known_cell(beginning) or gap.re is _AMOUNT_BEHIND) or _NOT_BEHIND.search(
                plain, behind, gap.start()
            ):
                continue
            yield Line(line.start + at, line.start + gap.start(), line.fresh, line.page and not at, soft=at > 0)
            at, count = gap.end(), count + 1
        yield Line(line.start + at, line.end, line.fresh, line.page and not at, soft=at > 0) if at else line


def part_groups(text: str, lines: Sequence[Line]) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines but those that head a group, and for each group the index of its first line and its number."""
    out: list[Line] = []
    groups: list[tuple[int, str]] = []
    style = ""
    in_title = False
    skip = -1  # the last line of a title that stands below its number
    titles = _titles_below(text, lines)
    for index, line in enumerate(lines):
        match = _GROUP.fullmatch(text, line.start, line.end)
        alone = text[line.start : line.end].strip(" \t.)/") if index in titles else ""
        if alone and _follows(alone, groups, style):
            style = "roman" if alone in _ROMANS else "letter"
            groups.append((len(out), alone))
            skip = titles[index]
            continue
        if index <= skip:
            continue
        if match and _follows(match["number"], groups, style) and _is_title(match["title"], bool(match["row"])):
            style = "roman" if match["number"] in _ROMANS else "letter"
            groups.append((len(out), match["number"]))
            in_title = match["row"] is None
            skip = _title_end(text, lines, index) if in_title else index
            if match["row"]:
                row = match.start("row")
                out.append(Line(row + len(match["row"]) - len(match["row"].lstrip()), line.end, line.fresh, False))
            continue
        if in_title and text[line.start : line.end].isupper() and any(c.isalpha() for c in text[line.start : line.end]):
            continue  # the title runs over the line
        in_title = False
        out.append(line)
    return out, groups


def _titles_below(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Lines that hold a group's number alone, where its title and then a row's number follow: "II", "Hạ tầng", "3"; for
    each the last line of the title."""
    found: dict[int, int] = {}
    for index, line in enumerate(lines):
        if not _GROUP_ALONE.fullmatch(text, line.start, line.end):
            continue
        if index and _COUNTED.search(text, lines[index - 1].start, lines[index - 1].end):
            continue  # "Quý", "II"
        for at in range(index + 1, min(index + 1 + _TITLE_LINES, len(lines))):
            if _ROW_NUMBER.fullmatch(text, lines[at].start, lines[at].end):
                if at > index + 1 and text[lines[index + 1].start : lines[index + 1].end].lstrip()[:1].isupper():
                    found[index] = at - 1
                break
    return found


def _title_end(text: str, lines: Sequence[Line], index: int) -> int:
    """The last line of a title that begins beside its group's number: it goes on in small letters to the first row."""
    for at in range(index + 1, min(index + 1 + _TITLE_LINES, len(lines))):
        words = text[lines[at].start : lines[at].end].strip()
        if _FIRST_ROW.match(words):
            return at - 1
        if not words[:1].islower() and not text[lines[at - 1].start : lines[at - 1].end].rstrip().endswith((",", "và")):
            break
    return index


def _follows(number: str, groups: Sequence[tuple[int, str]], style: str) -> bool:
    """Whether a number is the next of the groups found so far."""
    order: Sequence[str] = _ROMANS if number in _ROMANS and style != "letter" else "ABCDEFGH"
    wanted = order.index(groups[-1][1]) + 1 if groups and groups[-1][1] in order else 0
    return wanted < len(order) and number == order[wanted]


def _is_title(words: str, row_behind: bool) -> bool:
    """Whether words head a group: in capitals, or at least not cut off in mid-sentence."""
    letters = [c for c in words if c.isalpha()]
    return len(letters) > 2 and (words.isupper() or not (row_behind or words.rstrip().endswith((",", ";"))))
