"""The type of a document and its subject, the *trích yếu*.

The type stands on a line of its own in capitals, the subject below it on one or more lines, until the bases, the
name of the authority that decides, a salutation or the first part begins. A letter (Công văn) has no type line; its
subject begins with V/v under the number. Documents of the 1990s put everything in one heading: NGHỊ ĐỊNH CỦA CHÍNH
PHỦ SỐ 12/1999/NĐ-CP NGÀY … VỀ ….
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from loaders.header_parts import find_date, fold_same
from loaders.header_words import any_of, header_words
from loaders.lines import Line
from ontology.fold import fold_text
from ontology.numbers import parse_number
from ontology.types import TYPES
from ontology.values import Span

_BY_FOLD = {fold_text(words): t.name for t in TYPES for words in (t.name, *t.aliases) if len(words) > 3}
# DỰ THẢO KẾ HOẠCH · KẾ HOẠCH (DỰ THẢO LẦN 2): a draft says so on the line of its type
_DRAFT = rf"\(?{any_of(header_words()['drafts'])}(?: lan (?:thu )?\w{{1,4}})?\)?"
_TYPE_LINE = re.compile(
    rf"^(?:name: )?(?:{_DRAFT}[\s:.*-]*)?({any_of(tuple(_BY_FOLD))})\b[\s:.*-]*(?:{_DRAFT}[\s:.*-]*(?=$))?(.*)$"
)

_BASIS = re.compile(rf"^[-–+(“\" ]*(?:can c\S{{1,3}}|ngay \d|{any_of(header_words()['bases'])})\b")
_PART = re.compile(
    r"^(?!v/v)(?:[ivxl]{1,5} ?[.)/-]|\d{1,2} ?[.)] ?(?!\d)|dieu 1\b|chuong (?:i|1)\b|phan (?:i|1|thu nhat)\b|a[.)] )"
)
_DECIDER = re.compile(rf"^{any_of(header_words()['deciders'] + header_words()['offices'])}\b")
_SUBJECT = re.compile(r"^(?:v/v|vv|ve viec)\b[\s:.]*", re.I)
_OF_ISSUER = re.compile(
    rf"^cua (?:{'|'.join(header_words()['deciders'])}|chu tich|thu tuong|giam doc|thuong truc)\b(?!.*\b(?:ve|so)\b)"
)
# "của Ban Chấp hành Đảng bộ tỉnh về đẩy mạnh …": who issues it, before what it is about
_ISSUER_FIRST = re.compile(
    rf"^cua (?:{'|'.join(header_words()['deciders'])}|chu tich|thu tuong|thuong truc)\b(?:(?!\bso\b)[^,;.])*? (?=ve )"
)
_JOINT = re.compile(r"^(?i:liên\s+(?:tịch|ngành|bộ|sở))\s*")
_SENTENCE = re.compile(r",\s.*\s(?:và|của|để|đã|có|trên|tại)\s|[.:;]$|[\w)][.:;]\s+[^\W\d_]|\sđã\s")
# The right half of the header, where a reader put it below the type.
_HEADER_HALF = re.compile(
    r"^doc lap\W.{0,12}tu do.{0,12}hanh phuc\W*$|^[^\d,]{2,40}, ?ngay [\d .…]{0,8}thang [\d .…]{0,8}nam \d{4}$"
)
_RUNNING = re.compile(r"^cong bao\b|^\d{1,3}$|^trang \d")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeLine:
    """The line that names the type; older headings put number, date and issuer there too."""

    type: str
    span: Span
    line: int
    rest: str = ""
    number: str | None = None
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The subject."""

    text: str
    span: Span
    letter: bool = False

    @property
    def end(self) -> int:
        return self.span.end


def find_type_line(lines: Sequence[Line], *, after: int = 0) -> TypeLine | None:
    """The first line, in capitals, that is a type and nothing else, or opens with one."""
    fallback: TypeLine | None = None
    for at, line in enumerate(lines):
        if line.start < after:
            continue
        if re.match(r"kinh gui\b", line.folded):
            break
        found = _TYPE_LINE.match(line.folded)
        if found is None:
            continue
        head = line.shown[found.start(1) : found.end(1)] if len(line.shown) == len(line.folded) else line.shown
        rest = line.shown[found.start(2) :] if found[2] and len(line.shown) == len(line.folded) else ""
        here = TypeLine(type=_BY_FOLD[found[1]], span=Span(line.start, line.end), line=at, rest=rest)
        if head.isupper() and (not rest or rest[:1].isupper() or line.cut):
            return here
        if fallback is None and not rest and line.cut and after:
            fallback = here
    return fallback


def find_title(text: str, lines: Sequence[Line], kind: TypeLine | None, *, behind: int) -> Title | None:
    """The subject below the type, or behind V/v in a letter."""
    if kind is None:
        return _letter_subject(lines)
    taken: list[Line] = []
    for line in islice(lines, kind.line + 1, kind.line + 25):
        if _RUNNING.match(line.folded):
            continue
        if not taken and (_is_issuer(lines, line) or _HEADER_HALF.match(line.folded)):
            continue
        if _ends_title(line, taken, bool(kind.rest)) or (taken and _decides(lines, line)):
            break
        taken.append(line)
    rest = _JOINT.sub("", kind.rest)
    if taken and _OF_ISSUER.match(fold_text(rest)):  # QUYẾT ĐỊNH CỦA UBND TỈNH … / V/v …
        rest = ""
    words = _SUBJECT.sub("", " ".join([rest, *(line.shown for line in taken)]).strip())
    issuer = _ISSUER_FIRST.match(fold_same(words))
    words = words[issuer.end() :] if issuer else words
    if not words:
        return None
    start = taken[0].start if taken and not rest else kind.span.start
    end = taken[-1].end if taken else kind.span.end
    return Title(text=_tidy(words), span=Span(start, end))


def _ends_title(line: Line, taken: Sequence[Line], begun: bool) -> bool:
    if not taken and not begun:
        return line.shown.startswith("(") or (_PART.match(line.folded) is not None and line.folded.startswith("dieu"))
    if line.shown.startswith(("(", "-", "_")) or _PART.match(line.folded):
        return True
    first_upper = taken[0].upper if taken else False
    if not any(c.isalpha() for c in line.shown):  # 2026 - 2030
        return False
    if line.upper and first_upper:  # a heading in capitals: only a new block with a deciding body ends it
        return line.cut and _DECIDER.match(line.folded) is not None
    if line.upper:
        return _DECIDER.match(line.folded) is not None or line.cut
    if first_upper or (line.cut and line.shown[:1].isupper() and _SENTENCE.search(line.shown) and len(line.shown) > 60):
        return True
    return (
        _BASIS.match(line.folded) is not None
        and line.shown[:1].isupper()
        and (line.cut or re.match(r"can c\S{1,3} |kinh gui|thuc hien \w+ \w+ so|theo de nghi", line.folded) is not None)
    )


def _is_issuer(lines: Sequence[Line], line: Line) -> bool:
    """CHỈ THỊ / CỦA UBND TỈNH / Về việc …: the middle line is no subject, unless number and date follow it."""
    below = next((x for x in lines if x.start > line.start), None)
    return (
        _OF_ISSUER.match(line.folded) is not None and below is not None and not re.match(r"so\b|ngay\b", below.folded)
    )


def _decides(lines: Sequence[Line], line: Line) -> bool:
    """A body in capitals with the bases right below it."""
    if not (line.upper and _DECIDER.match(line.folded)):
        return False
    below = islice((x for x in lines if x.start > line.start), 2)
    return any(re.match(r"[-– ]*(?:can cu|theo de nghi|xet|quyet dinh|dieu 1)\b", x.folded) for x in below)


def _letter_subject(lines: Sequence[Line]) -> Title | None:
    for at, line in enumerate(lines):
        found = _SUBJECT.match(line.shown)
        if found is None or len(line.shown) < 6:
            continue
        taken = [line]
        for more in lines[at + 1 : at + 8]:
            if (
                more.cut
                or re.match(r"kinh gui|ngay |cong hoa|doc lap", more.folded)
                or more.upper
                or ", ngay" in more.folded
            ):
                break
            taken.append(more)
        words = " ".join(x.shown for x in taken)
        return Title(text=_tidy(_SUBJECT.sub("", words)), span=Span(line.start, taken[-1].end), letter=True)
    return None


def _tidy(words: str) -> str:
    return re.sub(r"\s+([,;:.])", r"\1", " ".join(words.split())).rstrip(" .;:")


def part_old_heading(kind: TypeLine | None, title: Title | None) -> tuple[TypeLine | None, Title | None]:
    """Number, date and issuer taken out of a subject that holds them."""
    if kind is None or title is None:
        return kind, title
    issuer, number, date, subject = read_old_heading(title.text)
    if number is None:
        return kind, title
    return replace(kind, number=number, date=date, issuer=issuer), replace(title, text=subject) if subject else None


def read_old_heading(words: str) -> tuple[str | None, str | None, str | None, str]:
    """Issuer, number, date and subject of a heading that holds them all.

    >>> read_old_heading("CỦA CHÍNH PHỦ SỐ 12/1999/NĐ-CP NGÀY 06 THÁNG 3 NĂM 1999 VỀ XỬ PHẠT")
    ('CHÍNH PHỦ', '12/1999/NĐ-CP', '1999-03-06', 'VỀ XỬ PHẠT')
    """
    folded = fold_same(words)
    found = re.match(r"(?:cua (?P<issuer>.+?) )?so:? ?(?P<number>\d\S*(?: ?- ?\w+)?) (?=ngay)", folded)
    if found is None:
        return None, None, None, words
    dated = find_date(words, folded, found.end(), len(words))
    number = parse_number(words[found.start("number") : found.end("number")])
    issuer = words[found.start("issuer") : found.end("issuer")] if found["issuer"] else None
    if dated is None or number is None:
        return None, None, None, words
    return issuer, number.canonical, dated.date, words[dated.span.end :].strip(" ,.;")
