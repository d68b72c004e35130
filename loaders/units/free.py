"""How far a free name runs: "Trung tâm Văn hóa và Truyền thông", "Phòng Cán bộ, công chức".

The first word behind the head is capitalised, and a verb ends the name. Behind a comma small letters end it too,
unless a heading of the document ("2. Phòng Cán bộ, công chức") shows the name standing alone. It refuses headings that
hold a verb or a second body.
"""

import functools
import itertools
import re

from loaders.units.names import Names, load_names
from loaders.units.plain import plain_text
from loaders.units.setting import Setting
from loaders.units.suffixes import WORD
from ontology.fold import SMALLS
from ontology.types import TYPES

_BULLET = re.compile(r"[ \t]*\n\s*-")
_FREE_GAP = re.compile(r"(?:\s*-\s*|\s*&\s*|\s*,\s+|\s+va\s+|\s+)")
_NUMBERED = re.compile(
    "(?:" + "|".join(re.escape(plain_text(t.name)).replace(r"\ ", r"\s+") for t in TYPES) + r")\s+(?:so(?![a-z])|\d)"
)
_FREE_ABBREVIATION = re.compile(r"(?:&|-)?[A-ZĐ&]{2,}(?![a-z])")
_STOP_WORDS = (
    "chủ trì|phối hợp|thực hiện|tổ chức|có|là|được|để|về|tại|trong|trên|theo|với|cho|các|những|phải|sẽ|đã|đang"
    "|căn cứ|tham mưu"
    "|hướng dẫn|đôn đốc|kiểm tra|tiếp tục|chủ động|đề xuất|tổng hợp|báo cáo|tuyên truyền|duy trì|thường xuyên|từ"
    "|gửi|lập|trình|nhằm"
    "|khi|nếu|do|bị|mà|thì|và|hoặc|chịu|ban hành|xây dựng|định kỳ|tập trung|triển khai|tăng cường|đẩy mạnh"
    "|nghiên cứu|rà soát|cung cấp"
    "|phân công|bố trí|cân đối|chỉ đạo|đăng tải|theo dõi|giám sát|thẩm định|phát huy|thông báo|tiếp nhận"
    "|cập nhật|đảm bảo|bảo đảm"
    "|xem xét|quyết định|cùng|như|này|đó|trước|sau|hoặc|gồm|bao gồm|không|còn|đến|vào|ra|bằng|đặt|tham gia"
    "|của|đáp ứng|giai đoạn|đối|giải quyết|khoản"
    "|khẩn trương|nghiêm túc|chuẩn bị|vận hành|chấp hành"
)
_ACRONYM = re.compile(r"[A-ZĐ]{3,}(?![^\W_])")
_OFFICE = re.compile(
    r"(?:bo truong|thu truong|chu tich|(?:tong |pho )?giam doc|(?:tong )?cuc truong|chanh|hieu truong)(?![a-z])"
)
_STOP = frozenset(_STOP_WORDS.split("|"))
_STOP_PLAIN = frozenset(plain_text(_STOP_WORDS).split("|"))
_CELL_START = re.compile(r"(?:thuong xuyen|quy|nam|thang|chuyen muc|bao cao|van ban|truoc ngay|hang|kinh phi)(?![a-z])")

# The second word does not end a name here: "Khai thác công trình thủy lợi", "Ban Quản lý chương trình".
_COMPOUND = re.compile(r"(?:(?:cong|chuong|quy|giao|lo)\s+trinh|(?:cong|doc)\s+lap|tu\s+do)$")
_HEADING = re.compile(
    r"^[ \t*_#]*+(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ]\)|[-+•])?+[ \t*_]*+"  # possessive: a long run is walked over once
    r"(?P<name>(?:Phòng|Trung tâm|Văn phòng|Chi cục|Ban|Vụ|Cục|Viện)[ ][^\n:;.()|\t]{3,80}?)"
    rf"[ \t*_]*(?::|\n(?!\s*[{SMALLS}])|\Z)",
    re.MULTILINE,
)
_SMALL_BEHIND_COMMA = re.compile(rf",\s+[{SMALLS}]")
_ITEM_MARK = re.compile(r"[ \t*_#]*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-z]\))[ \t*_]+")
_MOST_HEADINGS = 60


_DUTY = r"chủ\s+trì|là\s+(?:đầu\s+mối|cơ\s+quan|đơn\s+vị)|có\s+trách\s+nhiệm|tham\s+mưu|căn\s+cứ"
_TITLED = re.compile(
    r"^[ \t*_#]*+(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))[ \t*_]++(?:Giao\s+)?"
    rf"(?P<name>(?:Phòng|Trung tâm|Văn phòng|Chi cục|Ban|Vụ|Cục|Viện)[ ][^\n:;.()|\t]{{3,80}}?)\s+(?:{_DUTY})\s",
    re.MULTILINE,
)


@functools.lru_cache(maxsize=4)
def headed_names(text: str) -> tuple[str, ...]:
    """Names with a comma before small letters that stand alone on a line, or between an item's number and what the body
    is to do, without marks, the longest first."""
    if "\n" not in text:
        return ()
    found: set[str] = set()
    for match in itertools.chain(_HEADING.finditer(text), _TITLED.finditer(text)):
        if _SMALL_BEHIND_COMMA.search(match["name"]) and _is_one_name(match["name"]):
            found.add(plain_text(" ".join(match["name"].split())))
            if len(found) == _MOST_HEADINGS:
                break
    return tuple(sorted(found, key=lambda n: (-len(n), n)))


def _is_one_name(words: str) -> bool:
    """Whether a line names one body and says nothing of it."""
    plain = plain_text(words)
    if any(_ends_name(words, plain, w, False) for w in WORD.finditer(words) if w[0].islower() and w[0] != "và"):
        return False
    first = WORD.match(words)
    others = load_names().pattern.finditer(plain, first.end() if first else 0)
    return not any(words[m.start()].isupper() or m["each"] for m in others)


@functools.lru_cache(maxsize=8)
def _one_of(headed: tuple[str, ...]) -> re.Pattern[str] | None:
    """The names as one pattern, also where a line breaks in them."""
    names = "|".join(re.escape(n).replace(r"\ ", r"\s{1,3}") for n in headed)
    return re.compile(rf"(?:{names})(?![a-z0-9])") if headed else None


def _headed_end(text: str, plain: str, start: int, setting: Setting) -> int:
    """Where a name ends that a heading of the document shows whole; `start` when there is none."""
    pattern = _one_of(setting.headed or headed_names(text))
    found = pattern.match(plain, start) if pattern else None
    return found.end() if found else start


_HEAD_SPELLINGS = {
    "so": "sở", "bo": "bộ", "phong": "phòng", "bao": "báo", "dai": "đài", "vu": "vụ", "quy": "quỹ", "cuc": "cục",
    "vien": "viện",
}  # fmt: skip


def is_spelt(text: str, plain: str, start: int, end: int, setting: Setting) -> bool:
    """Whether a short head carries the marks that make it that word: "Quý" is not "Quỹ"."""
    proper = _HEAD_SPELLINGS.get(plain[start:end])
    return proper is None or setting.scanned or text[start:end].lower() == proper


def _other_body(names: Names, text: str, plain: str, gap: re.Match[str], setting: Setting) -> bool:
    """Whether another body begins after a joint; after a hyphen only one that is surely a body."""
    if "," in gap[0] and _ACRONYM.match(text, gap.end()):  # "Phòng Tài chính, VNPT"
        return True
    match = names.pattern.match(plain, gap.end())
    if not match:
        return "," in gap[0] and _OFFICE.match(plain, gap.end()) is not None
    if not is_spelt(text, plain, match.start(), match.end(), setting):  # "Bảo vệ" names no "Báo"
        return False
    return "-" not in gap[0] or bool(match["listed"] or match["field"] or match["committee"])


def _ends_name(text: str, plain: str, word: re.Match[str], scanned: bool) -> bool:
    """Whether a small word, alone or with the next, cannot belong to a name."""
    unmarked = scanned and text[word.start() : word.end()].isascii()
    source, stop = (plain, _STOP_PLAIN) if unmarked else (text, _STOP)
    low = source[word.start() : word.end()].lower()
    if low in stop and _COMPOUND.search(plain, max(0, word.start() - 8), word.end()):
        return False
    if plain.startswith(("co cong", "co\ncong"), word.start()):  # "Cục Người có công"
        return False
    after = WORD.search(source, word.end(), word.end() + 14)
    return low in stop or (after is not None and f"{low} {after[0].lower()}" in stop)


def end_of_name(start: int, head_end: int, text: str, plain: str, names: Names, setting: Setting) -> tuple[int, int]:
    """Where the name ends that begins with a free head at `start`, and how many words follow the head."""
    headed = _headed_end(text, plain, start, setting)
    if headed > head_end:
        return headed, 2
    titled = _ITEM_MARK.fullmatch(plain, plain.rfind("\n", 0, start) + 1, start) is not None
    end, count = head_end, 0
    while count < 12:
        gap = _FREE_GAP.match(plain, end)
        if not gap or _BULLET.match(gap[0]):
            break
        word = WORD.match(text, gap.end())
        if not word or text[end : gap.end()].count("\n") > 2:
            break
        joined = bool(gap[0].strip())
        capital = word[0][0].isupper()
        if plain.startswith("chong ", gap.end()) and plain.endswith(" phong", start, end):  # "Cục Phòng, chống …"
            end, count = word.end(), count + 1
            continue
        if (count == 0 or (joined and ("va" not in gap[0] or count < 2))) and not capital:
            break
        if joined and (("," in gap[0] and count < 2) or _other_body(names, text, plain, gap, setting)):
            break
        if joined and _NUMBERED.match(plain, gap.end()):  # "Hội đồng A và Quyết định số …"
            break
        if (
            capital
            and "\n" in gap[0]
            and not joined
            and (titled or _CELL_START.match(plain, word.start()) or names.pattern.match(plain, word.start()))
        ):
            break
        if plain.startswith("ve ", gap.end()) and plain.endswith("quoc gia", start, end):  # "Văn phòng Quốc gia về …"
            end, count = word.end(), count + 1
            continue
        if not capital and _ends_name(text, plain, word, setting.scanned):
            break
        end, count = word.end(), count + 1
        rest = _FREE_ABBREVIATION.match(text, end)
        end = rest.end() if rest else end
    return end, count
