"""What a cited document is about, and the period it speaks of, in the words of the page.

The subject begins where date and issuer end ("về việc …", "ban hành …", "…") and goes on to the semicolon, the end of the
sentence, the next paragraph or the next member of the list. A document named inside a subject is nested there: it is a
citation of its own, and it does not end the subject around it.
"""

# ruff: noqa: E501  patterns are read as one line

import re
import tomllib
from functools import cache
from importlib import resources

from loaders.citations.anchors import Anchors
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page

_LONGEST = 900
_OPENS = re.compile(
    r"[\s,]{0,90}(?P<open>(?:\(?trich\s+yeu\)?\s*:?\s*)?(?:\"|(?:ve|v/v|ban\s+hanh|phe\s+duyet|quy\s+dinh|sua\s+doi|bo\s+sung|huong\s+dan|"
    r"thuc\s+hien|trien\s+khai|cong\s+bo|giao\b|thi\s+diem|mot\s+so|tiep\s+tuc|day\s+manh|tang\s+cuong|to\s+chuc|bai\s+bo|thay\s+the|"
    r"dieu\s+chinh|thanh\s+lap|cong\s+nhan|phan\s+cap|uy\s+quyen|kien\s+toan|hop\s+nhat|hoi\s+nghi|chinh\s+sach|chien\s+luoc|"
    r"chuong\s+trinh|de\s+an|ke\s+hoach|danh\s+muc|nang\s+cao|phat\s+trien|xay\s+dung|quy\s+che|dinh\s+huong|giai\s+phap|nhiem\s+vu|"
    r"quan\s+ly|dam\s+bao|bao\s+dam|xu\s+ly|phong,\s+chong|cai\s+cach|tuyen\s+truyen|kiem\s+tra|phoi\s+hop|cai\s+thien|chan\s+chinh|khac\s+phuc|pho\s+bien|kiem\s+soat|ra\s+soat|danh\s+gia|tong\s+ket|chuyen\s+doi|ung\s+dung|dao\s+tao|ho\s+tro)\b))"
)
# After a bare number only these open a subject; the others may go on with the sentence.
_SURELY = re.compile(r"\"|ve\b|v/v|ban\s+hanh|phe\s+duyet|quy\s+dinh|sua\s+doi|\(?trich")
_LAW_NAME = re.compile(r"\s*(?P<name>.*?)[\s,(]*(?:(?<!phap\s)(?<!ky\s)luat\s+)?(?:so\s*:?\s*)?$", re.S)
_ABOUT = re.compile(r"(?:ve(?:\s+|$))?(?:viec(?:\s+|$))?")
# One set of marks first, then what must follow: the search runs from mark to mark.
_STOP = re.compile(
    r"[;.:(,](?:(?<=;)|(?<=\.)(?:\.|/|(?=\s)(?<!\btp\.)|\Z)|(?<=:)(?=\s)|"
    r"(?<=\()(?=\s*(?:sau\s+day|goi\s+tat|viet\s+tat|duoi\s+day|kem\s+theo))|"
    r"(?<=,)(?=\s+(?:cac|moi)\s+(?:cap\s+uy|co\s+quan|don\s+vi|dia\s+phuong|cap|so|nganh|xa|huyen)\b[^,;.]{0,60}?\b(?:da|dang|se|co\s+nhieu)\b)|"
    r"(?<=,)(?=\s+(?:nghi\s+quyet|quyet\s+dinh|ke\s+hoach|chi\s+thi|ket\s+luan|cong\s+van|thong\s+bao)\s+cua\s+(?:hdnd|ubnd|hoi\s+dong|uy\s+ban|tinh\s+uy|huyen\s+uy|dang\s+uy|thu\s+tuong|bo|chinh\s+phu)\b|"
    r"\s+trong\s+do\b|\s+(?:ubnd|uy\s+ban|so|phong|bo|hdnd|ban|hoi\s+dong|truong\s+ban|chu\s+tich|giam\s+doc|thu\s+tuong|"
    r"chinh\s+phu)\s[^,;.]{0,70}?"
    r"\b(?:ban\s+hanh|xay\s+dung|yeu\s+cau|de\s+nghi|trien\s+khai|to\s+chuc|quyet\s+dinh|thong\s+bao|bao\s+cao|phe\s+duyet|da(?!\s+dang)|chi\s+dao|thong\s+nhat|chu\s+tri|tham\s+muu)\b))"
)


@cache
def _ends() -> tuple[re.Pattern[str], ...]:
    """The rows of `subject_ends.toml`."""
    rows = tomllib.loads((resources.files(__package__) / "subject_ends.toml").read_text(encoding="utf-8"))["end"]
    return tuple(re.compile(row["pattern"].replace(" ", r"\s+")) for row in rows)


_QUOTE = re.compile(r"\s{0,90}\"")
_LIST_JOINT = re.compile(
    r"(?:[,;]|\bva|\bhoac|\bcung|,\s{0,90}cac|,\s{0,90}theo|\bva\s{1,90}theo)\s{0,90}(?:(?:cac\s+)?(?:diem|khoan|dieu|chuong|muc)\s[^;.:()]{1,60})?$"
)
# "thay thế Quyết định số … về chè và bãi bỏ Quyết định số …": the second act is of the sentence that holds the first,
# unless the subject so far is itself about changing documents.
_ENDED = r"(?:thay\s+the|bai\s+bo|huy\s+bo)\s{1,90}(?:cho\s{1,90})?(?:cac\s{1,90})?(?:(?:cac\s+)?(?:diem|khoan|dieu|chuong|muc)\s[^;.:()]{1,60})?$"
_ENDED_HERE = re.compile(r"\b" + _ENDED)
_ACT_JOINT = re.compile(r"(?:,\s{0,90})?\b(?:va|dong\s+thoi)\s{1,90}(?:dong\s+thoi\s{1,90})?" + _ENDED)
_CHANGES = re.compile(r"\b(?:thay\s+the|bai\s+bo|huy\s+bo|dinh\s+chi|sua\s+doi|bo\s+sung|dieu\s+chinh|dinh\s+chinh)\b")
# Before a member that has no type word of its own: "… và số 154/2020/NĐ-CP".
_NUMBER_JOINT = re.compile(r"(?:[,;]|\bva|\bhoac)\s{1,90}so\s{0,3}[:.]?\s{0,90}$")
# The number of a row, alone on its line, before the document the next row names; a word that asks for more goes on.
_NEXT_ROW = re.compile(
    r"(?<!\bcua)(?<!\btheo)(?<!\btai)(?<!\bva)(?<!\bvoi)(?<!\bboi)(?<!,)[ ]{0,9}\n[ ]{0,9}\d{1,3}[.)]?[ ]{0,9}\n?[ ]{0,9}$"
)
_SPAN = re.compile(
    r"(?:giai\s+doan|nhiem\s+ky|thoi\s+ky|cac\s+nam)(?:\s+tu)?(?:\s+nam)?\s+((?:19|20)\d\d)\s{0,3}(?:-|den(?:\s+nam)?)\s{0,3}((?:19|20)\d\d)"
)
_UNTIL = re.compile(
    r"den\s+(?:het\s+)?(?:nam\s+)?(?:19|20)\d\d(?:\s{0,3},?\s{0,3}(?:va\s+)?(?:dinh\s+huong|tam\s+nhin)\s+(?:den\s+)?(?:nam\s+)?(?:19|20)\d\d)?"
)
_PLAIN_SPAN = re.compile(r"\b((?:19|20)\d\d)\s{0,3}-\s{0,3}((?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<!/)\bnam\s+((?:19|20)\d\d)\b")
_YEAR_OF_DATE = re.compile(r"thang\s+\d{1,2}\s*$")
_ISSUED_IN = re.compile(
    r"(?:ban\s+hanh|phe\s+duyet|thong\s+qua|cong\s+bo)\s+(?:kem\s+theo\s+|tai\s+|theo\s+|bang\s+|boi\s+|o\s+|kem\s+)+(?:cac\s+)?$"
)


def read_subject(page: Page, anchors: Anchors, drafts: list[Draft], index: int) -> tuple[int, int] | None:
    """Where the subject of a draft stands. Marks the drafts nested in it."""
    draft = drafts[index]
    if draft.rule.endswith("law name number") and draft.hit is not None and draft.number is not None:
        name = _LAW_NAME.match(page.low, draft.hit.end, draft.number.start)
        return name.span("name") if name else None
    opened = _OPENS.match(page.low, draft.end, draft.end + 200)
    if opened is None or (draft.date is None and draft.issuer is None and not _SURELY.match(opened["open"])):
        return None
    start = opened.start("open")
    if index + 1 < len(drafts) and drafts[index + 1].start == start:
        return None  # the next member of a list, not what this one is about
    limit = anchors.paragraph_end(start, min(len(page.low), start + _LONGEST))
    after, nested = index + 1, False
    at = start
    while True:
        until = min(drafts[after].start if after < len(drafts) else limit, limit)
        stop = _find_stop(page.low, at, until)
        if stop is not None:
            return trim_subject(page, start, stop)
        if until >= limit:
            return trim_subject(page, start, limit)
        row = _NEXT_ROW.search(page.low, max(at, until - 60), until)
        if row is not None:
            return trim_subject(page, start, row.start())
        if not nested:
            joints = _LIST_JOINT if drafts[after].hit is not None else _NUMBER_JOINT
            joint = joints.search(page.low, max(at, until - 80), until) or _next_act(page.low, draft, start, until)
            if joint is not None:
                return trim_subject(page, start, joint.start())
        nested = True
        if drafts[after].outer is None:
            drafts[after].outer = draft
        at = max(at, drafts[after].end)
        after += 1


def _next_act(low: str, draft: Draft, start: int, until: int) -> re.Match[str] | None:
    """Where the sentence that puts an end to a document goes on to put an end to the next one, at `until`."""
    if _ENDED_HERE.search(low, max(0, draft.start - 100), draft.start) is None:
        return None
    joint = _ACT_JOINT.search(low, max(start, until - 120), until)
    return joint if joint is not None and _CHANGES.search(low, start, joint.start()) is None else None


def _find_stop(low: str, start: int, until: int) -> int | None:
    """The first end of a subject between two offsets; what stands inside quotation marks does not end it."""
    at = start
    if _QUOTE.match(low, at, until):
        closing = low.find('"', low.index('"', at) + 1, until)
        if closing >= 0:
            at = closing + 1
    found = _STOP.search(low, at, until)
    stop = found.start() if found else until
    for words in _ends():
        ended = words.search(low, at, stop)
        if ended is not None and not low[ended.start() - 1].isalpha():
            stop = ended.start()
            if low[max(0, stop - 3) : stop] == "da ":
                stop -= 3
    return stop if stop < until else None


def end_subject(page: Page, start: int, limit: int) -> tuple[int, int] | None:
    """Where a subject that begins at an offset stands, when nothing numbered is nested in it."""
    stop = _find_stop(page.low, start, limit)
    return trim_subject(page, start, limit if stop is None else stop)


def trim_subject(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without the marks around it and the word "về" before it."""
    while end > start and page.low[end - 1] in " \n,;.*_|(-":
        end -= 1
    about = _ABOUT.match(page.low, start, end)
    begin = about.end() if about else start
    return (begin, end) if end - begin > 1 else None


def read_period(page: Page, start: int, end: int) -> str | None:
    """The period a stretch names: `2021-2030`; `đến năm 2025, định hướng đến năm 2030`, as written; or one year."""
    low = page.low
    if span := _SPAN.search(low, start, end):
        return f"{span[1]}-{span[2]}"
    if until := _UNTIL.search(low, start, end):
        return " ".join(page.text[until.start() : until.end()].lower().split())
    if plain := _PLAIN_SPAN.search(low, start, end):
        return f"{plain[1]}-{plain[2]}"
    years = [
        m[1]
        for m in _YEAR.finditer(low, start, end)
        if not _YEAR_OF_DATE.search(low, max(0, m.start() - 12), m.start())
    ]
    return years[-1] if years else None


def period_before(page: Page, start: int, floor: int) -> str | None:
    """The period of what "được ban hành tại" / "theo" / "kèm theo" names just before a number."""
    low = page.low
    if not _ISSUED_IN.search(low, max(floor, start - 60), start):
        return None
    begin = max(low.rfind(";", floor, start), low.rfind(". ", floor, start), floor, start - 260)
    return read_period(page, begin, start)
