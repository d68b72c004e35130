"""The single pieces of a header: motto, number, place and date, the bodies above the number.

Each function finds one piece in a stretch of text and says where it stands. They look at a folded copy of the same
length, so that case, marks and a scanner's loss of marks do not matter. They refuse to read beyond what is written:
a blank number is None, a date without a day is a month.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from loaders.chars import CharTable
from ontology.dates import make_date
from ontology.fold import fold_text
from ontology.numbers import parse_number
from ontology.values import Span

_FOLDED_BELOW = 0x2100  # beyond stand signs and scripts that no header has

_GAP = r"[\s|*_]+"
_MOTTO = re.compile(
    _GAP.join(["cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"])
    + "|"
    + _GAP.join(["dang", "cong", "san", "viet", "nam"])
    + r"|doc l[^\n|]{1,4}p ?[-–.]? ?t[^\n|]{1,3} ?do ?[-–.]? ?h[^\n|]{2,4} ph[^\n|]{2,5}"
)
_MOTTO_LENGTH = 200  # and more than it takes, over lines and cells
_SIGN = r"[a-zđ][a-z0-9đ&]*(?: ?[-./–] ?[a-zđ&][a-z0-9đ&]*){0,4}"
_NUMBER_LINE = (
    r"[ \t*|]*(?:number: )?(?:luat |nghi quyet |phap lenh |so hieu |van ban )?s[o06b]\s*[:.;]?[\s*]*"
    r"(?P<serial>\d[\d.]{0,6}[a-zđ]?(?![a-zđ])|[\s.…_\d@]{0,24})\s*(?P<year>/\s*(?:19|20)\d\d\s*)?"
    rf"(?P<sep>[/-]|[ ](?=(?:ct|qd|nq|tt|kh|bc|tb|cv|hd|kl|th)[/-]))\s*(?P<sign>{_SIGN})"  # 21 CT/UB of the 1990s
)
# At the head of the text, and behind what parts lines, cells and columns: one sign of those first, then which it is.
_FIRST_NUMBER = re.compile(_NUMBER_LINE)
_NUMBER = re.compile(r"[\s|*](?:(?<=[|*\n])|(?<=\s)\s)" + _NUMBER_LINE)
_INLINE = re.compile(  # behind another column's words: XÃ TÂN THƯỢNG Số: 12/KH-UBND
    r"(?<=\w )s[o06]:\s*(?P<serial>\d[\d.]{0,6}[a-zđ]?(?![a-zđ]))\s*(?P<year>/\s*(?:19|20)\d\d\s*)?"
    rf"(?P<sep>[/-])\s*(?P<sign>{_SIGN})"
)
_MONTH = r"[\s.…_/]*[0-9oil]{0,2}[\s.…_/]*"
_DATE = re.compile(
    rf"ngay(?P<day>[^\na-z]{{0,12}}|[\s.…_]*[0-9oilf]{{1,2}}\s*)\s*thang(?P<month>{_MONTH})nam\s*"
    r"(?P<year>(?:19|20)\s?\d\s?\d)"
    r"|ngay\s*(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>(?:19|20)\d\d)"
)
_PLACE = re.compile(r"([^\W\d_][\w .'-]*?)\s*,\s*[*_]*\s*$")


def _fold_char(char: str) -> str:
    if char.isascii() or char >= chr(_FOLDED_BELOW):
        return char.lower() if char.isascii() else char
    folded = " " if char == "\xa0" else fold_text(char)
    return folded if len(folded) == 1 else char


_FOLD = CharTable(_fold_char)


def fold_same(text: str) -> str:
    """Folded, character for character: offsets stay valid."""
    return _FOLD.apply(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The number line."""

    number: str | None
    sign: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The place and date line."""

    date: str
    place: str | None
    span: Span


def find_mottos(folded: str, limit: int | None = None) -> Iterator[Span]:
    """Where the national motto or the Party's name stands, one by one; `limit`: only where it begins before."""
    end = len(folded) if limit is None else limit
    found = _MOTTO.finditer(folded, 0, end + _MOTTO_LENGTH)
    return (Span(*m.span()) for m in found if m.start() < end)


def find_number(text: str, folded: str, start: int, end: int) -> Numbered | None:
    """The document's own number between these offsets."""
    first = _FIRST_NUMBER.match(folded, 0, end) if start == 0 else None
    lines = chain([first] if first else (), _NUMBER.finditer(folded, first.end() if first else start, end))
    inline = (m for m in _INLINE.finditer(folded, start, end) if text[m.start()] == "S")
    for match in chain(lines, inline):
        sign_text = text[match.start("sign") : match.end("sign")]
        if not _is_sign(sign_text):
            continue
        sign_end = match.end("sign")
        sign = _tidy(sign_text)
        serial = "".join(match["serial"].split()).strip("._…")
        span = Span(match.start("serial"), sign_end)
        if not re.fullmatch(r"\d[\d.]*[a-zđ]?", serial):
            return Numbered(number=None, sign=sign, span=span)
        year, sep = re.sub(r"\D", "", match["year"] or ""), match["sep"].strip() or " "
        written = f"{serial}/{year}{sep}{sign}" if year else f"{serial}{sep}{sign}"
        parsed = parse_number(written)
        return Numbered(number=parsed.canonical if parsed else written, sign=parsed.sign if parsed else sign, span=span)
    return None


def _is_sign(written: str) -> bool:
    letters = [c for c in written if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 2 and sum(c.isupper() for c in letters) >= 0.6 * len(letters)


def _tidy(sign: str) -> str:
    sign = re.sub(r"\s*([-./–])\s*", r"\1", sign).replace("–", "-").replace("Ð", "Đ")
    return re.sub(r"^QD(?=[-/])", "QĐ", sign)


def find_date(text: str, folded: str, start: int, end: int) -> Dated | None:
    """The first place-and-date line between these offsets."""
    for match in _DATE.finditer(folded, start, end):
        before = folded[folded.rfind("\n", 0, match.start()) + 1 : match.start()]
        cited = re.match(r"[ \n]{1,3}cua\s", folded[match.end() : match.end() + 8]) and re.search(r"\d/\S+ ?$", before)
        if "cong bao" in before or ("so:" in before and match["y"]) or cited:
            continue
        if match["y"]:
            date = make_date(int(match["d"]), int(match["m"]), int(match["y"]))
        else:
            date = make_date(
                _digits(match["day"]), _digits(match["month"], scanned=True), int(re.sub(r"\s", "", match["year"]))
            )
        return Dated(date=date, place=_place(text[start : match.start()]), span=Span(*match.span()))
    return None


def _digits(written: str, *, scanned: bool = False) -> int | None:
    bare = re.sub(r"[\s.…_/]", "", written)
    if scanned:
        bare = bare.translate(str.maketrans("oil", "011"))
    return int(bare) if re.fullmatch(r"\d{1,2}", bare) and int(bare) else None


def _place(before: str) -> str | None:
    """The place in front of the date: the words of the same cell, which may be broken over lines."""
    cell = re.split(r"\n\s*\n|\||[-_]{4,}|\s{4,}", before.rstrip())[-1]
    cell = re.split(r"\S*/\S*", cell)[-1]  # the number line above it in the same cell
    found = _PLACE.search(" ".join(cell.replace("*", " ").split()))
    if found is None:
        return None
    words = found[1].split()
    named: list[str] = []
    for word in reversed(words):
        if (not word[0].isupper() and word != "phố") or (word.isupper() and len(word) > 2 and not before.isupper()):
            break
        named.insert(0, word)
    return " ".join(named[-5:]).removeprefix("phố ") or None
