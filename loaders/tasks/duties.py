"""Duties of the parts that give them out: "Tổ chức thực hiện", "Phân công nhiệm vụ", "Kinh phí".

Each item's doer is the body it opens with. One numbered item is one task, whatever its sub-items. It refuses items
without a doer, and the formula that tells everybody to carry the document out.
"""

import re
from collections.abc import Iterator

from loaders.tasks.assign import Duty, clean_words, opens_with_doer, read_duty
from loaders.tasks.parts import find_parts, split_items
from loaders.tasks.times import find_times
from loaders.units import Setting
from loaders.units.plain import plain_text
from ontology.deadlines import find_deadline
from ontology.fold import CAPITALS
from ontology.values import Span, Task

_LEVEL_LABEL = re.compile(r"[\s*_]*o?\s*cap\s+(?:tinh|huyen|xa)\s*:\s*|[\s*_]*o\s+cap\s+[a-z]+\s*:\s*")
# The first letter, then what stands before it: a search runs from one such letter to the next.
_PRODUCT = re.compile(
    r"[xblt](?<![a-z].)(?:(?<=x)ay\s+dung|(?<=b)an\s+hanh|(?<=l)ap|(?<=t)ham\s+muu)\s+(ke\s+hoach|de\s+an|quy\s+che|bao\s+cao|du\s+toan"
    r"|chuong\s+trinh)[^.;:,]{0,60}"
)
_PRODUCT_END = re.compile(
    r"(?<!chuong)\s(?:truoc|trong|theo|va|de|bao\s+dam|dam\s+bao|phu\s+hop|cu\s+the|chi\s+tiet|dong\s+bo|gui|voi|hang|trinh|bao\s+cao)(?![a-z])"
)
_PRODUCT_LABEL = re.compile(r"s(?<![a-z]s)an\s+pham\s*:\s*(?=\S)([^.;\n]{3,120})")
_AMOUNT = re.compile(r"\d(?<![\d.,/]\d)\d{0,2}(?:[.,]\d{1,3})*\s+(?:(?:nghin|ngan|trieu|ty)\s+)?dong(?![a-z])")
_SENTENCE = re.compile(rf"(?<=[.;:])[ \t*_]*\s+(?=[{CAPITALS}])")
_CARRY_OUT = re.compile(
    r"(?:to\s+chuc[\s,]*)?trien\s+khai[\s,]*(?:to\s+chuc\s+)?(?:thuc\s+hien|thi\s+hanh)(?:\s+nghiem(?:\s+tuc)?)?"
    r"(?:\s+(?:noi\s+dung\s+)?[a-z]+\s+[a-z]+\s+(?:nay|tren))?\W*$"
)
_ANSWERS = re.compile(
    r"(?:chiu\s+trach\s+nhiem|can\s+cu\s+quyet\s+dinh(?:\s+nay)?|nghiem\s+(?:tuc|chinh)|khan\s+truong)[\s,]+"
    r"(?:to\s+chuc\s+)?(?:trien\s+khai[\s,]*)?(?:thi\s+hanh|thuc\s+hien|(?<=khai))(?:\s+(?:nghiem|nghiem\s+tuc))?"
    r"(?:\s+(?:quyet\s+dinh|nghi\s+quyet|nghi\s+dinh|thong\s+tu|chi\s+thi|cong\s+dien|ke\s+hoach)(?:\s+(?:nay|tren))?)?(?:\s+ke\s+tu\s+ngay\s+ky)?\W*$"
)


def _products_of(text: str, plain: str, start: int, end: int) -> tuple[str, ...]:
    found = [clean_words(text[m.start(1) : m.end(1)]) for m in _PRODUCT_LABEL.finditer(plain, start, end)]
    for match in _PRODUCT.finditer(plain, start, end if not found else start):
        stop = _PRODUCT_END.search(plain, match.start(1), match.end())
        found.append(clean_words(text[match.start(1) : stop.start() if stop else match.end()]))
    return tuple(dict.fromkeys(w[0].upper() + w[1:] for w in found if w))[:2]


def make_task(text: str, name: str, duty: Duty, start: int, end: int, setting: Setting) -> Task:
    plain = plain_text(text)
    time = "; ".join(find_times(text, start, end)) or None
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
        budget="; ".join(clean_words(text[m.start() : m.end()]) for m in _AMOUNT.finditer(plain, start, end)) or None,
        span=Span(start, end),
    )


def is_formula(duty: Duty) -> bool:
    """Whether a duty only says that the document is to be carried out ("chịu trách nhiệm thi hành Quyết định này")."""
    plain = plain_text(duty.content)
    return _CARRY_OUT.match(plain) is not None or _ANSWERS.search(plain) is not None


def _sub_duties(text: str, name: str, start: int, end: int, setting: Setting) -> Iterator[Task]:
    """The sub-items of an item that names no doer itself, where each opens with one."""
    plain = plain_text(text)
    marks = [m.end() for m in re.compile(r"^[ \t*_]*(?:[-+]|[a-z]\))[\s*_]*", re.MULTILINE).finditer(plain, start, end)]
    for index, at in enumerate(marks, 1):
        stop = marks[index] if index < len(marks) else end
        duty = read_duty(text, at, stop, setting)
        if duty.lead and duty.content:
            yield make_task(text, f"{name}.{index}", duty, at, stop, setting)


def _sentence_duties(text: str, name: str, start: int, end: int, setting: Setting) -> Iterator[Task]:
    """The sentences of a part without items, where one opens with a doer."""
    opens = [start, *(m.end() for m in _SENTENCE.finditer(text, start, end))]
    count = 0
    for at, stop in zip(opens, [*opens[1:], end], strict=True):
        if opens_with_doer(text, at, stop, setting):
            duty = read_duty(text, at, stop, setting)
            if duty.lead and len(duty.content.split()) > 3 and not is_formula(duty):
                count += 1
                yield make_task(text, f"{name}.{count}", duty, at, stop, setting)


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
                if not is_formula(duty):
                    yield make_task(text, name, duty, start, stop, setting)
            elif part.prefix == "TC":
                yield from _sub_duties(text, name, start, stop, setting)
        if not items:  # one bullet a body, without numbers, or running text
            loose = list(_sub_duties(text, part.prefix, part.start, part.end, setting))
            yield from loose or _sentence_duties(text, part.prefix, part.start, part.end, setting)
        counts[part.prefix] = base + (items[-1][0] if items else 0)
