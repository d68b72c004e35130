"""Quantified targets: "100% hồ sơ …", "tối thiểu 80%", "03-04 số/tháng", "ít nhất 02 lớp".

Numbers with a unit are found first, then the clause around them; outside parts on aims ("Mục tiêu", "Chỉ tiêu") a
clause counts only when it sets an aim itself. Frequencies written in a task's time or product count too. It refuses
results already reached ("đã đạt 95%", "tăng 5% so với cùng kỳ") and figures in tables of numbers.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from loaders.tasks.assign import clean_words
from loaders.units.plain import plain_text
from ontology.fold import fold_key
from ontology.values import Section, Span, Target, Task

# Possessive: what follows a number never begins with a digit, so a shorter one is not tried.
_NUMBER = r"\d{1,3}+(?:[.,]\d{1,3}+)*+"
_OPENING_NUMBER = r"\d(?<![\d.,/]\d)\d{0,2}+(?:[.,]\d{1,3}+)*+"  # the digit first: a search runs from digit to digit
_THINGS = (
    r"so|lan|chuong\s+trinh|muc|lop|cuoc|bai(?:\s+viet)?|tin(?:\s*,\s*bai)?|hoi\s+nghi|mo\s+hinh|doanh\s+nghiep"
    r"|phong\s+su|chuyen\s+de|buoi|to\s+chuc"
    r"|san\s+pham|bo\s+du\s+lieu|tap\s+du\s+lieu|nguoi|vung|trung\s+tam|de\s+tai|du\s+an"
)
_MEASURES = (
    r"(?:nghin|ngan|trieu|ty)(?:\s+(?:dong|usd|luot|tan|nguoi))?|ha|hec-?ta|tan|km2?|m[23]|kg|mw|kwh|dong|usd|diem\s+(?:phan\s+tram|%)"
    r"|luot|ho|hoc\s+(?:vien|sinh)|giuong(?:\s+benh)?|xa|thon|co\s+so|hop\s+tac\s+xa|truong|lao\s+dong|viec\s+lam|cay"
)
_QUANTITY = re.compile(
    rf"(?P<amount>{_OPENING_NUMBER}(?:\s*-\s*{_NUMBER})?\s*(?:(?P<percent>%)(?P<more>\s+tro\s+len)?"
    rf"|(?:{_THINGS})(?![a-z])(?P<rate>\s*(?:/|tren|moi)\s*(?:0?1\s+)?(?:thang|quy|nam|tuan|xa|don\s+vi)(?![a-z]))?|(?P<measure>{_MEASURES})(?![a-z0-9])))"
)
_BOUND = re.compile(r"(?:(?P<least>toi\s+thieu|it\s+nhat)|(?P<above>tren)|(?P<most>toi\s+da|khong\s+qua|duoi))\s+$")
_AIM = re.compile(
    r"phan\s+dau|toi\s+thieu|it\s+nhat|dat\s+(?:tren|tu|ty)|bao\s+dam\s+\d|dam\s+bao\s+\d|tro\s+len|hoan\s+thanh\s+\d"
    r"|(?:giam|tang|rut\s+ngan)\s+[\d.,]+\s*%[^.;]*(?:truoc\s+(?:ngay\s+)?\d|den\s+(?:het\s+)?nam\s+\d|trong\s+nam\s+\d)"
)
_PAST = re.compile(
    r"so\s+voi\s+cung\s+ky|uoc\s+thuc\s+hien|^den\s+nay|dat\s+ty\s+le"
    r"|(?<!phan dau )dat\s+[\d.,]+\s*%\s+(?:ke\s+hoach|du\s+toan)|da\s+dat|(?<![a-z])uoc\s+dat|cung\s+ky"
    r"|tinh\s+den\s+ngay|nam\s+truoc|dat\s+ty\s+le\s+\d+[.,]?\d*\s*%\s+ke\s+hoach|bang\s+\d+[.,]?\d*\s*%\s+du\s+toan"
)
_AIM_WORD = re.compile(r"(?:muc|chi)\s+tieu(?![a-z])")
_AIM_TITLE = re.compile(
    r"^[ \t*_#]*(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-z])?\s*[.)/]?[\s*_]*[^\n]{0,40}(?:muc\s+tieu"
    r"|chi\s+tieu)[^\n]{0,80}$",
    re.MULTILINE,
)
# "1. Mục tiêu: đến năm 2030 diện tích đạt 12.000 ha; …": the aims stand in the paragraph itself.
_AIM_RUN_IN = re.compile(
    r"^[ \t*_#]*(?P<opening>(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-z]|[-+])\s*[.)/]?[\s*_]*(?:muc|chi)\s+tieu"
    r"[^\n:.;]{0,60}:)"
    r"(?=[ \t*_]*[^\s*_])(?:[^\n]|\n(?![ \t*_]*(?:\n|[-+•]|\d{1,2}[.)]|[a-z]\)|[ivx]{1,5}\.)))+",
    re.MULTILINE,
)
_AIM_ITEM = re.compile(r"(?:muc|chi)\s+tieu|den\s+nam|\d\s*%|giai\s+doan|phat\s+trien|dat\s|(?:tang|giam)\s+[\d.,]")
_NEXT_TITLE = re.compile(r"^[ \t*_#]*(?:[ivx]{1,5}\s*[.)/]|\d{1,2}\.\s)[\s*_]*(?P<title>[^\n]{0,90})", re.MULTILINE)
_CLAUSE_START = re.compile(
    r"[.;:](?=\s)|\n(?=[ \t*_]*(?:[-+•]|\d{1,2}(?:\.\d+)*[.)]|[a-z]\))\s)|(?<=[.;:*])[ \t]*\n[ \t]*\n|\|"
)
_CLAUSE_END = re.compile(
    r"[.;](?=\s|$)|\n(?=[ \t*_]*(?:[-+•]|\d{1,2}(?:\.\d+)*[.)]|[a-z]\))\s)|(?<=[.;:*/])[ \t]*\n[ \t]*\n|\|"
)
_BULLET = re.compile(r"[\s*_]*(?:[-+•]|\d{1,2}(?:\.\d+)*[.)]|[a-z]\))?[\s*_]*")
_LONGEST, _NEAR = 700, 120  # characters of a clause, and those in which most begin


def _quantities(plain: str, end: int, *, bare: bool = False) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Numbers that can be a target, each with the word that bounds it: a count needs one, but for `bare`."""
    for match in _QUANTITY.finditer(plain, 0, end):
        bound = _BOUND.search(plain, max(0, match.start() - 16), match.start())
        if match["percent"] or match["rate"] or (bound and bound["least"]) or bare:
            yield match, bound


def _value(match: re.Match[str], bound: re.Match[str] | None, text: str) -> str:
    words = " ".join(text[match.start() : match.end()].split()).replace(" %", "%")
    if match["more"]:
        words = words.split("%")[0] + "%"
    words = re.sub(r"\s*/\s*0?1\s+", "/", re.sub(r"\s*/\s*(?!0?1\s)", "/", words))
    words = re.sub(r"\s+(?:trên|mỗi)\s+(?=tháng|quý|năm|tuần)", "/", words)
    if match["more"] or (bound and (bound["least"] or bound["above"])):
        return f"≥{words}"
    return f"≤{words}" if bound else words


def _aim_parts(plain: str, end: int) -> list[tuple[int, int]]:
    """The parts whose title says that they set aims."""
    parts = [(m.end("opening"), m.end()) for m in _AIM_RUN_IN.finditer(plain, 0, end)]
    for word in _AIM_WORD.finditer(plain, 0, end):
        title = _AIM_TITLE.match(plain, plain.rfind("\n", 0, word.start()) + 1, end)
        if (
            title is None
            or len(title[0]) > 110
            or "%" in title[0]
            or any(a <= title.end() and title.start() < b for a, b in parts)
        ):
            continue
        stop = end
        for following in _NEXT_TITLE.finditer(plain, title.end(), end):
            if not _AIM_ITEM.search(following[0]):
                stop = following.start()
                break
        parts.append((title.end(), stop))
    return sorted(parts)


def _opening(plain: str, start: int, reach: int) -> int | None:
    """Where the clause that holds an offset begins; None where it begins out of reach."""
    low = max(0, start - reach)
    opening = None if low else 0
    for mark in _CLAUSE_START.finditer(plain, low, start):
        opening = mark.end()
    return opening


def _clause(plain: str, start: int, end: int, limit: int) -> tuple[int, int] | None:
    """The clause around a quantity; None where no clause begins within reach."""
    opening = _opening(plain, start, _NEAR)
    if opening is None:
        opening = _opening(plain, start, _LONGEST)
    if opening is None:
        return None
    closing = _CLAUSE_END.search(plain, end, min(limit, end + _LONGEST))
    bullet = _BULLET.match(plain, opening, start)
    return (bullet.end() if bullet else opening), (closing.start() if closing else min(limit, end + _LONGEST))


def _from_text(text: str, end: int) -> Iterator[Target]:
    plain = plain_text(text)
    parts: list[tuple[int, int]] | None = None
    seen: set[tuple[int, int]] = set()
    for match, bound in _quantities(plain, end, bare=True):
        if parts is None:
            parts = _aim_parts(plain, end)
        part = bisect_right(parts, (match.start(), end)) - 1
        inside = part >= 0 and match.start() < parts[part][1]
        plainly = match["percent"] or match["rate"] or (bound and bound["least"])
        clause = _clause(plain, match.start(), match.end(), end) if inside or plainly else None
        if clause is None:
            continue
        start, stop = clause
        words = plain[start:stop]
        opens = match.start() - start < 12
        if not (inside or opens or _AIM.search(words)) or _PAST.search(words) or len(words) < 12:
            continue
        if not plainly and "%" in words:
            continue
        if (start, stop) in seen:
            continue
        seen.add((start, stop))
        shown = clean_words(text[start:stop])
        if len(shown.split()) >= 4:
            yield Target(text=shown, value=_value(match, bound, text), span=Span(start, stop))


def _from_tasks(tasks: Sequence[Task]) -> Iterator[Target]:
    """What the rows of task tables set: frequencies in a time or product, amounts in the duty or as the product."""
    for task in (t for t in tasks if len(t.time or "") + sum(map(len, t.products)) + len(t.content) < 4 * _LONGEST):
        about = task.products[0] if task.products else task.content
        for match, bound in _quantities(plain_text(task.time or ""), len(task.time or "")):
            value = _value(match, bound, task.time or "")
            yield Target(text=f"{about}: {task.time}", value=value, span=task.span)
        for product in task.products:
            plain = plain_text(product)
            for match, bound in _quantities(plain, len(plain)):
                whole = match.end() - match.start() > 0.6 * len(plain)
                if whole or not match["percent"]:
                    text = f"{task.content}: {product}" if whole else product
                    yield Target(text=text, value=_value(match, bound, product), span=task.span)
        found = next(_quantities(plain_text(task.content), len(task.content)), None)
        if found and not _PAST.search(plain_text(task.content)):
            yield Target(text=task.content, value=_value(*found, task.content), span=task.span)


def find_targets(
    text: str, *, sections: Sequence[Section] = (), tasks: Sequence[Task] = (), appendix_start: int | None = None
) -> tuple[Target, ...]:
    """The quantified targets of a repaired text, those of the body first, then those the task tables set."""
    rows = [t for t in tasks if t.id.startswith("PL")]
    body = list(_from_text(text, len(text) if appendix_start is None else appendix_start))
    known = {fold_key(t.text) for t in body}
    return (*body, *(t for t in _from_tasks(rows) if fold_key(t.text) not in known))
