"""Duties in running text: "Tổ chức thực hiện", "Phân công nhiệm vụ", "Kinh phí", articles that give a body a duty.

A part is found by its heading, its numbered items by their numbers in sequence, each item's doer by the body it opens
with. One numbered item is one task, whatever its sub-items. It refuses items without a doer, and the closing formula
of a decision ("chịu trách nhiệm thi hành Quyết định này").
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.tasks.assign import Duty, clean_words, read_duty
from loaders.tasks.when import find_deadline
from loaders.units import Setting
from loaders.units.plain import plain_text
from ontology.values import Span, Task

_HEADING = re.compile(
    r"^[ \t*_#]*(?:(?P<roman>[ivx]{1,5}|[il1]{1,3}v?)|phan\s+(?P<part>[a-z]+)|(?P<number>\d{1,2})"
    r"|chuong\s+(?P<chapter>[ivx\d]+)|(?P<letter>[a-d])|dieu\s+(?P<article>\d{1,3}))?"
    r"\s*[.):/-]*[\s*_]*(?P<title>to\s+chuc\s+(?:trien\s+khai\s+)?thuc\s+hien|phan\s+cong\s+(?:nhiem\s+vu"
    r"|thuc\s+hien|trach\s+nhiem|to\s+chuc)"
    r"|trach\s+nhiem\s+(?:thuc\s+hien|to\s+chuc|cua\s+cac\s+co\s+quan)|kinh\s+phi"
    r"|nguon\s+luc\s+thuc\s+hien)(?![a-z])[^\n]{0,90}$",
    re.MULTILINE,
)
_NEXT_PART = re.compile(
    r"^[ \t*_#]*(?:[ivx]{1,5}[ \t]*[.)/-][\s*_]*[^\W\d_]|noi\s+nhan|phu\s+luc|[a-d]\.\s+[^\W\d_]"
    r"|(?:\*\*)?(?:chuong|muc|dieu)\s+[ivx\d]+)",
    re.MULTILINE,
)
_ITEM = re.compile(r"^[ \t*_]*(\d{1,2}|[li])(?:\s*[.)]|\s*\*\*\s*[.)])[\s*_]*(?=[^\W\d_])", re.MULTILINE)
_CLOSING = re.compile(
    r"^[ \t*_]*(?:tren\s+day\s+la|yeu\s+cau\s"
    r"|trong\s+qua\s+trinh|noi\s+nhan|nhan\s+duoc\s+ke\s+hoach"
    r"|phu\s+luc|uy\s+ban\s+nhan\s+dan\s+\S+(?:\s+\S+)?\s+yeu\s+cau|ubnd\s+\S+\s+yeu\s+cau|\|)",
    re.MULTILINE,
)
_LEVEL_LABEL = re.compile(r"[\s*_]*o?\s*cap\s+(?:tinh|huyen|xa)\s*:\s*|[\s*_]*o\s+cap\s+[a-z]+\s*:\s*")
_PERIOD = re.compile(
    r"(?<![a-z])(?:dinh\s+ky(?:\s+hang\s+(?:quy|thang|nam)|\s+quy,?\s*6\s+thang,?\s*(?:va\s+)?nam)?"
    r"|hang\s+(?:thang|quy|nam|tuan)|trong\s+(?:quy|thang)\s+[ivx\d]+(?:\s*/\s*\d{4})?|quy\s+[iv]+\s*/\s*\d{4}"
    r"|hoan\s+thanh\s+trong\s+nam\s+\d{4})(?![a-z0-9])"
    r"|truoc\s+ngay\s+\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?(?!\d)(?:\s+hang\s+nam)?"
    r"|truoc\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)"
    r"|truoc\s+ngay\s+\d{1,2}\s+thang\s+\d{1,2}(?!\d)(?:\s+nam\s+\d{4})?"
)
_PRODUCT = re.compile(
    r"(?<![a-z])(?:xay\s+dung|ban\s+hanh|lap|tham\s+muu)\s+(ke\s+hoach|de\s+an|quy\s+che|bao\s+cao|du\s+toan"
    r"|chuong\s+trinh)[^.;:,]{0,60}"
)
_PRODUCT_END = re.compile(
    r"\s(?:truoc|trong|theo|va|de|bao\s+dam|dam\s+bao|phu\s+hop|cu\s+the|chi\s+tiet|dong\s+bo|gui|voi|hang|trinh|bao\s+cao)(?![a-z])"
)
_ARTICLE = re.compile(r"^[ \t*_#]*dieu\s+(\d{1,3})[\s*_]*[.:][\s*_]*", re.MULTILINE)
_EXECUTION = re.compile(
    r"chiu\s+trach\s+nhiem\s+(?:thi\s+hanh|thuc\s+hien)\s+(?:quyet\s+dinh|nghi\s+quyet|nghi\s+dinh|thong\s+tu"
    r"|chi\s+thi)|can\s+cu\s+quyet\s+dinh\s+(?:nay\s+)?thi\s+hanh"
)
_DOER = re.compile(r"[\s*_]*(?:giao|de\s+nghi|trach\s+nhiem\s+cua|nhiem\s+vu(?:\s*,\s*quyen\s+han)?\s+cua)(?![a-z])")


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
        if match["number"]:  # a heading of a numbered sub-part ends at the next number, others at the next part
            following = _next_number(int(match["number"]) + 1).search(plain, match.end(), limit)
        else:
            following = _NEXT_PART.search(plain, match.end(), limit)
        title = " ".join(match["title"].split())
        prefix = "KP" if title.startswith(("kinh phi", "nguon luc")) else "TC"
        parts.append(Part(prefix=prefix, start=match.end(), end=following.start() if following else limit))
    return parts


@functools.cache
def _next_number(number: int) -> re.Pattern[str]:
    return re.compile(rf"^[ \t*_]*{number}\s*[.)]|^[ \t*_]*[ivx]{{1,5}}\s*\.", re.MULTILINE)


def split_items(text: str, start: int, end: int, *, scanned: bool = False) -> list[tuple[int, int, int]]:
    """(number, start of the words, end) of the items 1., 2., 3. … in sequence."""
    plain = plain_text(text)
    items: list[tuple[int, int, int]] = []
    expected = 1
    for match in _ITEM.finditer(plain, start, end):
        number = int(match[1]) if match[1].isdigit() else 1
        if not match[1].isdigit() and (expected > 1 or not scanned):
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


_NEW_PARAGRAPH = re.compile(r"(?<=[.;/])[ \t*_]*\n[ \t]*\n?(?=[ \t*_]*[A-ZĐÂĂÊÔƠƯ])")


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


def _time_of(text: str, plain: str, start: int, end: int) -> str | None:
    found = [clean_words(text[m.start() : m.end()]) for m in _PERIOD.finditer(plain, start, end)]
    if not found:
        return None
    unique = list(dict.fromkeys(w[0].upper() + w[1:] for w in found))
    return "; ".join(unique[:3])


def _products_of(text: str, plain: str, start: int, end: int) -> tuple[str, ...]:
    found = []
    for match in _PRODUCT.finditer(plain, start, end):
        stop = _PRODUCT_END.search(plain, match.start(1), match.end())
        found.append(clean_words(text[match.start(1) : stop.start() if stop else match.end()]))
    return tuple(dict.fromkeys(w[0].upper() + w[1:] for w in found if w))[:2]


def make_task(text: str, name: str, duty: Duty, start: int, end: int, setting: Setting) -> Task:
    plain = plain_text(text)
    time = _time_of(text, plain, start, end)
    yearly = re.search(r"h[ằà]ng năm", (time or "").lower()) is not None
    dated = [
        d for part in (time or "").split("; ") if (d := find_deadline(part, year=None if yearly else setting.year))
    ]
    return Task(
        id=name,
        content=duty.content,
        lead=duty.lead,
        coordinate=duty.coordinate,
        time=time,
        deadline=max(dated, default=None),
        products=_products_of(text, plain, start, end),
        span=Span(start, end),
    )


def _sub_duties(text: str, name: str, start: int, end: int, setting: Setting) -> Iterator[Task]:
    """The sub-items of an item that names no doer itself, where each opens with one."""
    plain = plain_text(text)
    marks = [m.end() for m in re.compile(r"^[ \t*_]*(?:[-+]|[a-z]\))[\s*_]*", re.MULTILINE).finditer(plain, start, end)]
    for index, at in enumerate(marks, 1):
        stop = marks[index] if index < len(marks) else end
        duty = read_duty(text, at, stop, setting)
        if duty.lead and duty.content:
            yield make_task(text, f"{name}.{index}", duty, at, stop, setting)


def find_duties(text: str, setting: Setting, end: int) -> Iterator[Task]:
    """The tasks of the parts that give out duties, up to `end` (where the appendices start)."""
    counts = {"TC": 0, "KP": 0}
    plain = plain_text(text)
    for part in find_parts(text, end):
        items = split_items(text, part.start, part.end, scanned=setting.scanned)
        base = counts[part.prefix]
        for number, start, stop in items:
            name = f"{part.prefix}.{base + number}"
            label = _LEVEL_LABEL.match(plain, start, stop) if part.prefix == "KP" else None
            at = label.end() if label else start
            duty = read_duty(text, at, stop, setting, keep_lead=part.prefix == "KP")
            if duty.lead and duty.content:
                yield make_task(text, name, duty, start, stop, setting)
            elif part.prefix == "TC":
                yield from _sub_duties(text, name, start, stop, setting)
        counts[part.prefix] = base + (items[-1][0] if items else 0)


def find_article_duties(text: str, setting: Setting, end: int) -> Iterator[Task]:
    """Articles that give a body a duty: "Điều 2. Giao Sở A …", "Điều 7. Trách nhiệm của Sở B"."""
    plain = plain_text(text)
    marks = list(_ARTICLE.finditer(plain, 0, end))
    for index, match in enumerate(marks):
        stop = marks[index + 1].start() if index + 1 < len(marks) else end
        closing = _CLOSING.search(plain, match.end(), stop)
        stop = closing.start() if closing else stop
        if not _DOER.match(plain, match.end(), stop) or _EXECUTION.search(plain, match.end(), stop):
            continue
        duty = read_duty(text, match.end(), stop, setting)
        if duty.lead and len(duty.content.split()) > 3:
            yield make_task(text, f"Đ.{match[1]}", duty, match.end(), stop, setting)
