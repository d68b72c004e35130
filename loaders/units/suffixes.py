"""The place that stands after a body's name: "UBND **tỉnh Hà Tĩnh**", "Phòng Nội vụ **các huyện, thị xã**".

A level word and capitalised words, or a class of places. It refuses a proper name that starts on the next line unless
it is one of the document's own places, because there another cell or sentence may begin.
"""

import re
from dataclasses import dataclass

from loaders.units.setting import Setting
from ontology.fold import fold_key
from ontology.places import province_behind, provinces


@dataclass(frozen=True, slots=True)
class Suffix:
    """The place after a name: its end, the level words (folded), the proper name, whether it is a class of places."""

    end: int
    level: str = ""
    proper: str = ""
    words: str = ""
    many: bool = False


_LEVEL = r"(?:tinh|thanh\s+pho|tp\.?|huyen|quan|thi\s+xa|thi\s+tran|xa|phuong|dac\s+khu)(?!\s+(?:doan|uy)(?![a-z]))"
_LEVELS = [
    w.split()
    for w in ("tỉnh", "thành phố", "tp", "tp.", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
]
_MANY = re.compile(
    rf"\s*(?:cua\s+)?(?:(?:cac|nhan\s+dan)\s+)?{_LEVEL}(?![a-z])(?:\s*(?:,|/|-|\bva\b"
    rf"|;)\s*(?:cac\s+)?{_LEVEL}(?![a-z]))+"
    rf"|\s*(?:cua\s+)?cac\s+{_LEVEL}(?![a-z])"
    r"|\s*(?:cua\s+)?(?:cac\s+)?cap\s+(?:tinh|huyen|xa)(?![a-z])(?:\s*(?:,|/|-|\bva\b)\s*(?:cap\s+)?(?:tinh"
    r"|huyen|xa)(?![a-z]))*"
    r"|\s*cac\s+cap(?![a-z])"
)
_ONE = re.compile(rf"\s*(?:cua\s+|-\s*)?({_LEVEL})(?![a-z])")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COLUMN = re.compile(r"\t|[ \u00a0]{3}")  # what parts the two columns of a page
_NO_PLACE = re.compile(r"(?:khóa|khoá|cộng\s+h(?:òa|oà)|đảng\s+cộng|độc\s+lập)(?!\w)", re.I)
_ANOTHER_PLACE = re.compile(r"(?:thành\s+(?:phố|ủy|uỷ|đoàn)|thành(?=\W*$)|tỉnh)(?!\w)", re.I)  # but Châu Thành
_GAP = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*(?:\n[ \t]*)?")


def read_proper(text: str, at: int, known: tuple[str, ...] = (), limit: int = 4) -> tuple[int, str]:
    """Capitalised words from `at` on: a place's name. An all-capital line ends at its end."""
    words: list[str] = []
    end = at
    shouting = text[max(0, at - 4) : at].isupper()
    for _ in range(limit):
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        if "\n" in text[end:start] and (
            shouting
            or (not words and not any(text.startswith(p, start) for p in known))
            or fold_key(" ".join(words)) in provinces()  # "tỉnh Cà Mau⏎Căn cứ"
        ):
            break
        if _COLUMN.search(text, end, start) or _NO_PLACE.match(text, start):
            break
        word = WORD.match(text, start)
        if (
            start == end
            or word is None
            or _ANOTHER_PLACE.match(text, start)
            or not word[0][0].isupper()
            or (len(word[0]) > 1 and word[0].isupper() and not shouting)
        ):
            break
        words.append(word[0])
        end = word.end()
        if end < len(text) and text[end] not in " \t\n\u00a0":
            break
    return (end, " ".join(words)) if words else (at, "")


def read_suffix(text: str, plain: str, at: int, setting: Setting) -> Suffix:
    many = _MANY.match(plain, at)
    if many:
        return Suffix(end=many.end(), words=text[at : many.end()], many=True)
    one = _ONE.match(plain, at)
    if not one or not (setting.scanned or one[1] == "tp" or text[one.start(1) : one.end(1)].lower().split() in _LEVELS):
        return Suffix(end=at)
    level = " ".join(one[1].split()).replace("tp.", "thanh pho")
    level = "thanh pho" if level == "tp" else level
    end, proper = read_proper(text, one.end(), setting.known)
    behind = province_behind(text, end) if proper and level != "tinh" else None
    if behind and behind[1].full != setting.province:  # ten districts are called Châu Thành
        end, proper = behind[0], f"{proper}, {behind[1].full}"
    return Suffix(end=end, level=level, proper=proper, words=text[at:end])
