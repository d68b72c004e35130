"""Who issued a document, under its full name.

From the lines above the number (superior, then issuer), from the line of the authority that decides (CHỦ TỊCH ỦY
BAN NHÂN DÂN TỈNH, BỘ TRƯỞNG BỘ …), from the collective in the signature, and last from the sentence in which the
body says that it issues this. A short name takes its place from the superior or from the place of the date line. It
refuses to invent: no evidence, no issuer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.header_words import any_of, header_words
from loaders.lines import Line, read_lines
from loaders.naming import name_of_body
from loaders.signature import Signature
from loaders.title import TypeLine
from ontology.bodies import context_of, find_body
from ontology.body_signs import issuer_of_sign
from ontology.fold import fold_text
from ontology.values import Span

_WORDS = header_words()
_BODY_LINE = re.compile(rf"^{any_of(_WORDS['body_heads'])}\b")
_DROP = re.compile(r"^(?:(?:luat |nghi quyet )?s[o6]\s*[:.]?|doc lap|cong bao|\d+|[x*]|thu vien phap luat)$")
_CENTRAL_CITIES = (
    "ha noi",
    "hai phong",
    "da nang",
    "can tho",
    "ho chi minh",
    "thanh pho ho chi minh",
    "tp ho chi minh",
)
_UNITS = "tinh|thanh pho|huyen|xa|phuong|quan|thi xa|thi tran"
_BARE_COUNCIL = re.compile(rf"(?:chu tich )?(?:uy ban nhan dan|hoi dong nhan dan)(?: (?:{_UNITS}))?")
_OFFICE = re.compile(rf"^{any_of(_WORDS['offices'])}\b")
_INSIDE = ("giam doc so", "cuc truong", "chi cuc truong", "tong cuc truong", "hieu truong", "giam doc trung tam")
_COUNCIL = re.compile(r"uy ban nhan dan|hoi dong nhan dan")
_JOINT_NAME = re.compile(r"(?i:liên)\s+(?:(?i:ngành)\s*:?\s*)?((?i:bộ|sở))\s*:?\s*")
_JOINT_LINE = re.compile(
    r"\s+-\s+(?=(?:Bộ|Sở|Ban|Ủy ban|Tỉnh đoàn|Hội|Liên đoàn|Công an|Tòa án|Viện|Thanh tra|Ngân hàng|Bảo hiểm|Cục"
    r"|Đoàn)\s)"
)
_JOINT_SIGN = re.compile(r"LT(?![A-ZĐ])|LN(?![A-ZĐ])|LS(?![A-ZĐ])|LB(?![A-ZĐ])")
_DECIDES = re.compile(r"\s*(?:quyet dinh|quyet nghi|nghi quyet|ban hanh|chi thi|dien|yeu cau|thong bao)\s*:?$")
_ISSUES = re.compile(rf"\s(?:đã )?{any_of(_WORDS['issuing_verbs'])}\b")
_CLAUSES = re.compile(r"[;.:]|(?<!hóa),|(?<!hoá),|\bcủa\b|\bvề\b|\btại\b|\bvà các\b")
_OF_ANOTHER = re.compile(r"\bcủa$")
_NAMED = re.compile(rf"{any_of(_WORDS['issuing_bodies'])}(?: (?:[^\s,;.:“”]+|Văn hóa,|Văn hoá,|-)){{0,9}}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """The bodies of a header from the top, in correct spelling."""

    names: tuple[str, ...] = ()


def find_bodies(zone: str, limit: int, struck: Sequence[Span]) -> Bodies:
    """The lines above the type that name a body, once all else is struck out."""
    masked = zone[:limit]
    for span in struck:
        width = min(span.end, limit) - span.start
        if width > 0:
            gone = "\n" if width == 1 else "\n" + " " * (width - 2) + "\n"
            masked = masked[: span.start] + gone + masked[span.start + width :]
    names: list[str] = []
    open_name = False
    for line in read_lines(masked):
        shown = re.split(r"\s+(?=[SsL][ốoô6]\s*:)|\s+(?:Số|số)\s*:", line.shown)[0]
        folded = fold_text(shown)
        if _DROP.match(folded) or not Line(start=0, end=0, shown=shown, folded=folded).upper:
            open_name = False
            continue
        previous = fold_text(names[-1]) if names else ""
        if _BODY_LINE.match(folded) and not (open_name and previous.endswith((" uy", "và", " va", " -", ","))):
            names.append(shown)
            open_name = True
        elif open_name:
            names[-1] += " " + shown
    unique = {fold_text(n): name_of_body(n) for n in (n.strip(" -–*") for n in names)}
    return Bodies(names=tuple(unique.values()))


def find_issuer(
    text: str,
    bodies: Bodies,
    *,
    body: Sequence[Line],
    sign: str | None,
    place: str | None,
    signature: Signature,
    kind: TypeLine | None,
) -> tuple[str | None, str | None]:
    """Issuer and superior body, both under their full names."""
    names = _joined(bodies.names) or ([name_of_body(kind.issuer)] if kind and kind.issuer else [])
    together = _together(names, sign)
    above = len(names) > 1 and names[0] not in together
    parent = complete_name(names[0], parent=None, place=place) if above else None
    if together:
        return "; ".join(complete_name(name, parent=parent, place=place) for name in together), parent
    issuer = complete_name(names[-1], parent=parent, place=place) if names else None
    decider = _decider(body, signature.span.start if signature.span else None)
    if decider and _OFFICE.match(fold_text(decider)) and not fold_text(decider).startswith(_INSIDE):
        return complete_name(decider, parent=issuer or parent, place=place), parent
    if issuer is None and decider:
        issuer = complete_name(decider, parent=parent, place=place)
    by_sign = issuer_of_sign(sign, context=context_of(None, place=place, parent=parent)) if sign else None
    if issuer is None and by_sign and not _COUNCIL.match(fold_text(by_sign)):
        issuer = by_sign
    if issuer is None:
        issuer = _issuer_in_words(text, body, place) or (
            complete_name(name_of_body(signature.body), parent=None, place=place) if signature.body else by_sign
        )
    if issuer and kind and kind.type == "Thông tư" and issuer.startswith("Bộ "):  # a circular is the minister's
        issuer = f"Bộ trưởng {issuer}"
    return issuer, parent


def _joined(names: Sequence[str]) -> list[str]:
    """ĐẢNG BỘ TỈNH … over BAN CHẤP HÀNH is one body: the committee of that Party organisation."""
    if len(names) > 1 and names[-1] in ("Ban Chấp hành", "Ban Thường vụ") and names[-2].startswith("Đảng bộ"):
        return [*names[:-2], f"{names[-1]} {names[-2]}"]
    if len(names) > 1 and names[-2] == "Ban Thường vụ" and _PARTY_COMMITTEE.match(fold_text(names[-1])):
        return [*names[:-2], f"{names[-2]} {names[-1]}"]  # one name over two lines
    return list(names)


_PARTY_COMMITTEE = re.compile(r"(?:tinh|thanh|huyen|quan|thi|dang) uy(?![a-z])")
_PARTY_ORGAN = re.compile(
    r"(?:ban (?:thuong vu|chap hanh|to chuc|tuyen giao(?: va dan van)?|dan van|noi chinh)|uy ban kiem tra|van phong)"
)


def _together(names: Sequence[str], sign: str | None) -> list[str]:
    """The bodies that issue together: on one line (SỞ A - SỞ B, LIÊN BỘ: A - B) or under one another.

    >>> _together(["Bộ Công Thương - Bộ Tài chính"], "TTLT-BCT-BTC"), _together(["Liên sở Nội vụ - Tài chính"], None)
    (['Bộ Công Thương', 'Bộ Tài chính'], ['Sở Nội vụ', 'Sở Tài chính'])
    >>> _together(["Ủy ban nhân dân tỉnh Hà Tĩnh", "Sở Nội vụ"], "KH-SNV"), _together(["Sở Tài chính - Vật giá"], None)
    ([], [])
    """
    if not names:
        return []
    joint = _JOINT_NAME.match(names[-1])
    if joint:
        head = joint[1].capitalize()
        return [
            part if part.startswith(head) else f"{head} {part[:1].upper()}{part[1:]}"
            for part in re.split(r"\s+-\s+|,\s+|\s+và\s+(?=[A-ZĐ])", names[-1][joint.end() :])
        ]
    parts = [p for p in _JOINT_LINE.split(names[-1]) if p]
    if len(parts) > 1:
        return parts
    heads = [name.split()[0] for name in names]
    same = 1
    while same < len(names) and heads[-1 - same] == heads[-1] and heads[-1] in ("Bộ", "Sở"):
        same += 1
    if same == 1 and len(names) > 1 and sign and _JOINT_SIGN.search(sign) and not _COUNCIL.match(fold_text(names[-2])):
        same = 2
    return list(names[len(names) - same :]) if same > 1 else []


def _decider(body: Sequence[Line], end: int | None) -> str | None:
    """The line in capitals between subject and bases that says who decides; a short text is soon signed."""
    for line in body[:6]:
        if re.match(r"[-– ]*can cu\b|dieu 1\b", line.folded) or (end is not None and line.start >= end):
            break
        if (line.upper and _BODY_LINE.match(line.folded)) or (_OFFICE.match(line.folded) and line.upper):
            words = line.shown
            cut = _DECIDES.search(line.folded)
            if cut and len(line.folded) == len(line.shown):
                words = words[: cut.start()]
            return name_of_body(words.rstrip(" :,"))
    return None


def _issuer_in_words(text: str, body: Sequence[Line], place: str | None) -> str | None:
    """ "…, Sở Khoa học và Công nghệ xây dựng kế hoạch …": from the first lines of the body."""
    if not body:
        return None
    opening = " ".join(text[body[0].start : body[0].start + 3000].split())
    for verb in _ISSUES.finditer(opening):
        before = opening[max(0, verb.start() - 120) : verb.start()]
        *_, clause = _CLAUSES.split(before) if verb.start() else ("",)
        if _OF_ANOTHER.search(before[: len(before) - len(clause)]):
            continue  # "Thông tư số … của Bộ Tài chính hướng dẫn …": who issued what is cited
        clause = clause.strip()
        found = _NAMED.match(clause)
        if found:
            return complete_name(found[0], parent=None, place=place)
    return None


def complete_name(name: str, *, parent: str | None, place: str | None) -> str:
    """A body's name with the place that its context gives it.

    >>> complete_name("Sở Nội vụ", parent="Ủy ban nhân dân tỉnh Hà Tĩnh", place=None)
    'Sở Nội vụ tỉnh Hà Tĩnh'
    >>> complete_name("Văn phòng", parent="Ủy ban nhân dân tỉnh Hà Tĩnh", place=None)
    'Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh'
    >>> complete_name("Ban Thường vụ", parent="Thành ủy Vinh", place=None)
    'Ban Thường vụ Thành ủy Vinh'
    """
    if parent and fold_text(name) == "van phong":
        return f"Văn phòng {parent}"
    if parent and _PARTY_COMMITTEE.match(fold_text(parent)) and _PARTY_ORGAN.fullmatch(fold_text(name)):
        return f"{name} {parent}"
    known = find_body(name, context=context_of(None, place=place, parent=parent))
    if known is not None and known.placed:
        return known.office if known.office and known.kind != "party" else known.name
    name = name.replace("Uỷ ban", "Ủy ban").replace("Ủy ban Nhân dân", "Ủy ban nhân dân")
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    folded = fold_text(name)
    where = _place_of(parent) if parent else None
    if _BARE_COUNCIL.fullmatch(folded):
        where = where or _from_place(place, folded)
        bare = re.sub(r" (?:tỉnh|thành phố|huyện|xã|phường|quận|thị xã|thị trấn)$", "", name)
        return f"{bare} {where}" if where else name
    if parent and parent.startswith("Ban Chấp hành Trung ương") and not folded.endswith("trung uong"):
        return f"{name} Trung ương"
    if _has_place(folded):
        return name
    if folded.startswith(("so ", "so\n")):
        where = where or _from_place(place, "tinh")
        return f"{name} {where}" if where else name
    if where and folded.startswith(("phong ", "chi cuc ", "trung tam ", "van phong", "thanh tra", "ban ")):
        return f"{name} {where}"
    return name


def _has_place(folded: str) -> bool:
    return (
        re.search(r"\b(?:tinh|thanh pho|huyen|thi xa|quan|phuong|xa|thi tran|dac khu) (?!hoi\b|uy$|vien\b)\w", folded)
        is not None
    )


def _place_of(body: str) -> str | None:
    found = re.search(r"\b((?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã|thị trấn|đặc khu) [^\W\d_].*)$", body)
    return found[1] if found and not found[1].startswith("xã hội") else None


def _from_place(place: str | None, folded: str) -> str | None:
    """The unit that the place of the date line names: Hà Tĩnh is a province, Hà Nội a city of that rank."""
    if not place:
        return None
    if "huyen" in folded or "xa" in folded.split() or "phuong" in folded:
        unit = re.search(r"(huyen|thi xa|xa|phuong)$", folded)
        vietnamese = {"huyen": "huyện", "thi xa": "thị xã", "xa": "xã", "phuong": "phường"}
        return f"{vietnamese[unit[1]]} {place}" if unit else None
    bare = re.sub(r"^(?:Thành phố|TP\.?|thành phố)\s+", "", place)
    return f"{'thành phố' if fold_text(bare) in _CENTRAL_CITIES else 'tỉnh'} {bare}"
