"""The end of a document: who signed, in which capacity, and who received it.

Under the body stand two columns, `Nơi nhận` on the left and the signature on the right, which arrive one after the
other or line by line interleaved. The signature is read from its fixed words (TM., KT., TL., TUQ. and the roles),
the name is the first line after the role that can be a person's name. It refuses names it would have to complete.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from loaders.header_words import any_of, header_words
from loaders.lines import Line, in_capitals, read_lines
from loaders.naming import name_of_person, name_of_role
from ontology.fold import CAPITALS, SMALLS, fold_text
from ontology.values import Span

_AUTHORITY = re.compile(r"^(?:tm|kt|tl|tuq|t/m|k/t|t/l|q)\s*[./ ]\s*(?=\w)")
_ROLE = re.compile(rf"^(?:q\s*\.\s*|quyen )?{any_of(header_words()['roles'])}\b(?!.*[;:.]$)[\w ,&()-]*$")
_RANK = re.compile(rf"^(?:{any_of(header_words()['ranks'])}\b\.?\s*)+")
_BODY = re.compile(rf"^{any_of([fold_text(k) for k in header_words()['kinds']])}\b")
_BASES = re.compile(r"[-–* ]*(?:can cu|theo de nghi|xet|quyet dinh ?:?$)(?!\w)")
_NAME = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){1,4}$")
_NOT_NAMES = re.compile(
    r"^(?:da ky|ky ten|ky thay|phu luc|noi nhan|danh muc|mau so|bieu|noi dung|quy che|quy dinh|ke hoach|cong hoa)\b"
)
_RECIPIENTS = re.compile(r"^noi nhan\s*(?:[:.;]|$)")
# What shows that a signature may be near, at the beginning of a line and anywhere; looked for in the text itself, so in
# every spelling that scans leave. The second begins with the letters themselves: what stands before is asked last.
_OPENS_LINE = (
    r"(?:[^\w\n]|_){0,40}(?:n[ơo]i[ ]nh[^\W\d_]n|l[ưu]u ?: ?v"
    r"|(?:PHÓ |Q\. ?|QUYỀN )?(?:TỔNG )?"
    r"(?:GIÁM ĐỐC|CHỦ TỊCH|THỦ TƯỚNG|BÍ THƯ|CHÁNH|(?:\w{1,8} )?TRƯỞNG|CHỦ NHIỆM|THỐNG ĐỐC))"
)
_FIRST_LINE_HINT, _LINE_HINT = re.compile(_OPENS_LINE, re.I), re.compile(r"\n" + _OPENS_LINE, re.I)
_HINT = re.compile(
    r"[KTkt](?<!\S.)(?:(?<=[Tt])(?:[MmLl]|[Uu][Qq]|/[MmLl])|(?<=[Kk])/?[Tt])[ ]?[./][ ]?(?i:[A-ZĐÀ-Ỹ]{2})"
)
_REACH, _BEFORE = 12_000, 1_500  # characters read behind and before such a place
_LAST = re.compile(r"^\W*luu\b")
_ITEM = re.compile(r"^\s*[-–+•]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What the end of the body says; spans are None where nothing was found."""

    signer: str | None = None
    role: str | None = None
    authority: str | None = None
    recipients: tuple[str, ...] = ()
    span: Span | None = None  # from the first of both columns to the end of the last
    recipients_span: Span | None = None
    body: str | None = None  # the collective after TM., as it stands


def find_signature(text: str, start: int) -> Signature:
    """The first signature block behind `start`, the end of the header."""
    done = start
    for hint in merge(_line_hints(text, start), (m.start() for m in _HINT.finditer(text, start))):
        if hint < done:
            continue
        done = min(len(text), hint + _REACH)
        at = _line_start(text, max(start, hint - _BEFORE))
        found = _find_in(text, read_lines(text, at, done))
        if found.span is not None and (found.signer or found.authority or found.recipients):
            return found
        if found.span is not None:  # an office alone: the line above the bases that says who decides
            done = found.span.end
    return Signature()


def _line_hints(text: str, start: int) -> Iterator[int]:
    """The lines behind `start` that open like a list of recipients or an office."""
    if start == 0 and _FIRST_LINE_HINT.match(text):
        yield 0
    yield from (found.start() + 1 for found in _LINE_HINT.finditer(text, max(0, start - 1)))


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _find_in(text: str, lines: Sequence[Line]) -> Signature:
    """The signature block of these lines."""
    opened = next((i for i, line in enumerate(lines) if _opens_recipients(lines, i)), None)
    opened = _above_file_copy(lines) if opened is None else opened
    window = range(len(lines)) if opened is None else range(max(0, opened - 10), len(lines))
    offices = (i for i in window if any(_is_capacity(s) for s in _segments(text, lines[i])))
    capacity = next((i for i in offices if not _above_bases(lines, i)), None)
    if opened is None and capacity is None:
        return Signature()
    if opened is None or (capacity is not None and capacity > opened + 45):
        return (
            _signed(text, lines, capacity, ())
            if opened is None and capacity is not None
            else _signed(text, lines, None, _recipient_lines(lines, opened or 0))
        )
    return _signed(text, lines, capacity, _recipient_lines(lines, opened))


def _above_bases(lines: Sequence[Line], at: int) -> bool:
    """Whether this office decides what follows: the bases stand right below it, and nobody signs there."""
    return any(_BASES.match(line.folded) for line in lines[at + 1 : at + 3])


def _opens_recipients(lines: Sequence[Line], at: int) -> bool:
    if not _RECIPIENTS.match(lines[at].folded):
        return False
    return any(_ITEM.match(line.shown) for line in lines[at + 1 : at + 4])


def _above_file_copy(lines: Sequence[Line]) -> int | None:
    """The line above the list that ends in "- Lưu: VT", where the heading Nơi nhận cannot be read."""
    end = next((i for i, x in enumerate(lines) if re.match(r"[-–] ?luu ?: ?v", x.folded)), None)
    if end is None:
        return None
    first = end
    for at in range(end - 1, max(-1, end - 45), -1):
        if _ITEM.match(lines[at].shown):
            first = at
        elif first - at > 2:
            break
    return max(0, first - 1) if end - first >= 2 else None


def _recipient_lines(lines: Sequence[Line], opened: int) -> range:
    """The lines of the list, to the one that begins with Lưu."""
    for at in range(opened + 1, min(len(lines), opened + 60)):
        if _LAST.match(lines[at].folded):
            return range(opened, at + 1)
        if not _ITEM.match(lines[at].shown) and lines[at].upper and lines[at].cut:
            return range(opened, at)
    last = opened
    for at in range(opened + 1, min(len(lines), opened + 60)):
        if _ITEM.match(lines[at].shown):
            last = at
    return range(opened, last + 1)


def _signed(text: str, lines: Sequence[Line], capacity: int | None, received: Sequence[int]) -> Signature:
    first = min(i for i in (capacity, received[0] if received else None) if i is not None)
    last = received[-1] if received else first
    capacities = _capacities(text, lines, capacity, last) if capacity is not None else []
    if capacity is not None:
        last = max([last, capacity, *(c.last for c in capacities if c.last is not None)])
    authority = [a for c in capacities for a in c.authority]
    signer = "; ".join(name_of_person(c.signer) for c in capacities if c.signer) or None
    roles = [c.role for c in capacities if c.role]
    role = "; ".join(map(name_of_role, roles)) or None
    if signer is None and (clipped := _clipped_name(text, lines[first : last + 8])):
        signer = name_of_person(clipped)
    if role and any(fold_text(a).endswith(fold_text(role)) and fold_text(a).startswith("k") for a in authority):
        role = None  # KT. CHỦ TỊCH over CHỦ TỊCH: a scanner lost the PHÓ
    return Signature(
        signer=signer,
        role=role,
        authority="; ".join(name_of_role(a) for a in authority) or None,
        recipients=tuple(_recipients(text, lines, received)),
        span=Span(lines[first].start, lines[last].end),
        recipients_span=Span(lines[received[0]].start, lines[received[-1]].end) if received else None,
        body=next((_AUTHORITY_PREFIX.sub("", a) for a in authority if fold_text(a).startswith(("tm", "t/m"))), None),
    )


@dataclass(slots=True)
class _Capacity:
    """One signature: in whose name, in which office, who; `last` is the line of the name."""

    authority: list[str]
    role: str | None = None
    signer: str | None = None
    last: int | None = None


def _capacities(text: str, lines: Sequence[Line], capacity: int, last: int) -> list[_Capacity]:
    """The signatures from the line of the first capacity on: one, or one a column where bodies sign together."""
    stop = max(last, capacity) + 12
    columns = [at for at, segment in _placed(text, lines[capacity]) if _is_capacity(segment)]
    if len(columns) > 1:
        parted: list[list[tuple[int, str]]] = [[] for _ in columns]
        for index in range(capacity, min(capacity + 12, len(lines))):
            if _RECIPIENTS.match(lines[index].folded):
                break
            for at, segment in _placed(text, lines[index]):
                nearest = min(range(len(columns)), key=lambda c: abs(columns[c] - at))
                parted[nearest].append((index, segment))
        found = [_read_capacity(segments, apart=True) for segments in parted]
        if sum(c.signer is not None for c in found) > 1:
            return found
    return [_read_capacity(list(_segments_from(text, lines, capacity, stop)))]


def _placed(text: str, line: Line) -> list[tuple[int, str]]:
    """The segments of a line, each with the column of the page it begins in."""
    opening = _line_start(text, line.start)
    out: list[tuple[int, str]] = []
    at = line.start
    for segment in _segments(text, line):
        found = text.find(segment.split()[0], at, line.end)
        at = found if found >= 0 else at
        out.append((at - opening, segment))
        at += len(segment)
    return out


def _read_capacity(segments: Sequence[tuple[int, str]], *, apart: bool = False) -> _Capacity:
    """In whose name, in which office and who; `apart`: nothing but this signature stands here."""
    found = _Capacity([])
    for at, segment in segments:
        folded = fold_text(segment)
        if _AUTHORITY.match(folded) and _upper(segment):
            found.authority.append(segment)
        elif _upper(segment) and _ROLE.match(folded):
            found.role = f"{found.role} {segment}" if found.role and found.role.split()[0] == "BỘ" else segment
        elif found.role is None and found.authority and segment.isupper() and not _ITEM.match(segment):
            found.authority[-1] += " " + segment
        elif apart and found.role and _upper(segment) and _BODY.match(folded) and not _other_word(segment):
            found.role += " " + segment  # BỘ TRƯỞNG, TRƯỞNG BAN / BAN TỔ CHỨC
        elif (found.role or found.authority) and _is_name(segment):
            found.signer, found.last = _RANK.sub("", segment), at
            break
    return found


def _other_word(segment: str) -> bool:
    """VŨ as a family name is no Vụ."""
    return segment.split()[0].lower() in header_words()["other_words"]


def _clipped_name(text: str, lines: Sequence[Line]) -> str | None:
    """A name whose first letter went under the strokes of the signature: `guyễn Văn An`, `e’ Minh Hà`.

    Only where one common family name alone ends so, and the rest of the name is whole.
    """
    for line in lines:
        for segment in _segments(text, line):
            found = _CLIPPED.search(segment)
            if found is None or found["left"][0].isupper() or not all(w.istitle() for w in found["rest"].split()):
                continue
            left = fold_text(found["left"])
            families = [f for f in header_words()["family_names"] if len(f) > len(left) and fold_text(f)[1:] == left]
            if len(families) == 1:
                return f"{families[0]} {found['rest']}"
    return None


_BORDERS, _WIDE_GAP = re.compile(r"[|*#_]+"), re.compile(r"\s{3,}")
_CAPACITY_BEHIND = re.compile(r"\s+(?=(?:TM|KT|TL|TUQ|T/M|K/T)\s*[./] ?[^\W\d_]{2})")
_CAPACITY_LETTERS = re.compile(r"[TK][MLTU/]")  # which most lines have not
_CAPITALS_BEHIND = re.compile(r"(?<=;) +(?=(?:[^\W\d_a-zà-ỹ]{2,}[ ,]*){2,5}\s*$)")
_OFFICE_BEHIND = re.compile(
    r"(?<=,) +(?=(?:PHÓ |QUYỀN |ỦY VIÊN |Q\. ?)?(?:TỔNG |THƯỜNG )?"
    r"(?:BÍ THƯ|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH |CỤC TRƯỞNG|TRƯỞNG )[^a-zà-ỹ\d]{0,40}$)"
)
# "- Lưu: VT. Lò Văn Kính": behind the list's last entry stands the other column.
_NAME_BEHIND = re.compile(rf"(?<=\.) +(?=[{CAPITALS}][{SMALLS}]+(?: [{CAPITALS}][{SMALLS}]+){{1,4}}\s*$)")
_CLIPPED = re.compile(r"(?:^|[:;] )(?P<left>[^\W\d_]{1,6})[’'`]? (?P<rest>[^\W\d_]+(?: [^\W\d_]+){1,2})$")
_AUTHORITY_PREFIX = re.compile(r"^(?:TM|T/M)\s*[./]?\s*", re.I)


def _segments_from(text: str, lines: Sequence[Line], start: int, stop: int) -> Iterator[tuple[int, str]]:
    for at in range(start, min(stop, len(lines))):
        for segment in _segments(text, lines[at]):
            yield at, segment


def _segments(text: str, line: Line) -> list[str]:
    """A line in its columns: wide gaps part them, and so does TM. or KT. in mid-line."""
    written = _BORDERS.sub("   ", text[line.start : line.end])
    if _CAPACITY_LETTERS.search(written):
        written = _CAPACITY_BEHIND.sub("    ", written)
    written = _CAPITALS_BEHIND.sub("    ", written)
    if _ITEM.match(written):
        written = _OFFICE_BEHIND.sub("    ", written)
        written = _NAME_BEHIND.sub("    ", written) if _LAST.match(line.folded) else written
    return [" ".join(s.split()) for s in _WIDE_GAP.split(written) if s.strip()]


def _is_capacity(segment: str) -> bool:
    if not _upper(segment):
        return False
    folded = fold_text(segment)
    return (_AUTHORITY.match(folded) is not None and len(folded) < 60) or (
        _ROLE.match(folded) is not None and len(folded) < 40
    )


def _upper(segment: str) -> bool:
    return in_capitals(segment, least=4)


def _is_name(segment: str) -> bool:
    bare = _RANK.sub("", segment).strip(" .,")
    if (
        not _NAME.match(bare)
        or bare.lower().startswith(("sở ", "bộ "))
        or _NOT_NAMES.match(fold_text(bare))
        or _ROLE.match(fold_text(bare))
    ):
        return False
    return all(w[0].isupper() for w in bare.split())


def _recipients(text: str, lines: Sequence[Line], received: Sequence[int]) -> Iterator[str]:
    """The entries; a line without a dash continues the one before, what stands in the other column is not theirs."""
    entry = ""
    for at in received[1:]:
        segments = _segments(text, lines[at])
        shown = next((s for s in segments if _ITEM.match(s)), segments[0] if segments else "")
        if _ITEM.match(shown) or _LAST.match(fold_text(shown)):
            if entry:
                yield _entry(entry)
            entry = _ITEM.sub("", shown)
        elif entry and not lines[at].upper and not _upper(shown) and not entry.endswith(";"):
            entry += " " + shown
    if entry:
        yield _entry(entry)


def _entry(written: str) -> str:
    return re.sub(r"^Lưu:?\s*(?=[A-ZĐ]{2})", "Lưu: ", written.strip().rstrip(";,.: "))
