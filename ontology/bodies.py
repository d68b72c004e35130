"""Which body is meant: "UBND tỉnh", "Sở TT&TT", "BTNMT", "Phòng VHTT", by name or short form, in its context.

The same short form means different bodies on different pages, so every question carries the citing document's own
place as a `Context`. Answers are full canonical names ("Sở Nội vụ tỉnh Hà Tĩnh"). What the words do not say and the
context does not know stays open: the name comes back without its place (`placed` is False), and an unknown name is
None.

One file because reading a name is one descent: a part's body and a group's members are read by the same small functions
that call one another; the rows they work on stand in `tables/`. Whose sign it is: `body_signs`; what became of a body:
`body_history`.

>>> here = Context(province="tỉnh Hà Tĩnh", district="huyện Cẩm Xuyên")
>>> canonical_body("UBND tỉnh", context=here), canonical_body("Phòng VHTT", context=here)
('Ủy ban nhân dân tỉnh Hà Tĩnh', 'Phòng Văn hóa - Thông tin huyện Cẩm Xuyên')
>>> canonical_body("Bộ trưởng Bộ Tài chính")
'Bộ Tài chính'
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ontology.body_tables import (
    COMMITTEES,
    Alias,
    CentralBody,
    LocalBody,
    central_bodies,
    central_index,
    local_bodies,
    local_index,
    name_key,
)
from ontology.fold import CAPITALS, fold_text
from ontology.places import LEVEL_WORDS, Level, Place, parse_place, province_behind, settle_tones
from ontology.series import central_committee_term
from ontology.values import UnitKind

CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The place a document speaks from: "tỉnh Hà Tĩnh", "huyện Cẩm Xuyên", "xã Cẩm Bình", its issuer and its date."""

    province: str | None = None
    district: str | None = None
    commune: str | None = None
    issuer: str | None = None
    date: str | None = None


NOWHERE = Context()
MOST_TOGETHER = 12  # bodies named together; a longer list is a list, not an issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body under its full name.

    `base` is the name without its place, `office` the head's title when that was written. `until` is the first day it
    did not exist; `source` is empty when that is general knowledge only.
    """

    name: str
    kind: UnitKind
    level: Level
    parent: str | None = None
    since: str | None = None
    until: str | None = None
    into: tuple[str, ...] = ()
    source: str = ""
    base: str = ""
    place: Place | None = None
    office: str | None = None
    collective: bool = False
    placed: bool = True


def canonical_body(words: str, *, context: Context = NOWHERE, date: str | None = None) -> str | None:
    """The full name of the body meant, or None when no body is known by these words.

    Central bodies that issue together are joined by "; ", as records write them.

    >>> canonical_body("Bộ Y tế và Bộ Giáo dục và Đào tạo")
    'Bộ Y tế; Bộ Giáo dục và Đào tạo'
    """
    bodies = find_bodies(words, context=context, date=date)
    if len(bodies) > 1 and any(b.level != "central" for b in bodies):
        return None
    return "; ".join(b.name for b in bodies) or None


@lru_cache(maxsize=16384)
def find_bodies(words: str, *, context: Context = NOWHERE, date: str | None = None) -> tuple[Body, ...]:
    """The bodies named together ("Bộ Y tế, Bộ Tài chính và Bộ Nội vụ"); one, or none when any part is unknown."""
    whole = find_body(words, context=context, date=date)
    if whole is not None:
        return (whole,)
    parts = [
        p for p in re.split(r"\s*[,;]\s*|\s+-\s+|\s+(?:và|cùng)\s+", re.sub(r"^[Ll]iên (?=Bộ)", "", words.strip())) if p
    ]
    found: list[Body] = []
    start = len(parts) if len(parts) > MOST_TOGETHER else 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            joined = " và ".join(parts[start:end])
            body = find_body(joined, context=context, date=date) or find_body(
                f"Bộ {joined}", context=context, date=date
            )
            if body is not None and (start > 0 or end < len(parts)):
                found.append(body)
                start = end
                break
        else:
            return ()
    return tuple(found)


@lru_cache(maxsize=65536)
def find_body(words: str, *, context: Context = NOWHERE, date: str | None = None) -> Body | None:
    """The body meant by some words. `date` is when it acted: it tells the term of the Central Committee."""
    clean = _clean(words)
    if not clean:
        return None
    return (
        _central(clean, date)
        or _own(clean, context)
        or _local(clean, context)
        or _part(clean, context)
        or _many(clean)
        or _unlisted(clean, context)
    )


def _clean(words: str) -> str:
    text = settle_tones(words).replace("–", "-").replace("—", "-").replace("Ð", "Đ")
    text = " ".join(re.sub(r"\s*-\s*", " - " if " " in text.strip() else "-", text).split())
    text = re.sub(r"(?<=[A-ZĐ]) - (?=[A-ZĐ]{2,}\b)", "-", text)
    return text.strip(" ,.;:-()/")


_TERM = re.compile(r",?\s*\(?(?:khóa|nhiệm kỳ)\s+(?P<term>[IVX]+|\d[\d\s-]*)\)?.*$", re.I)
_MEETING = re.compile(r"^(?:hội nghị(?: lần thứ (?:\d{1,2}|[^\W\d]+(?: [^\W\d]+)?))?,?\s+)(?=ban chấp hành)", re.I)


def _central(clean: str, date: str | None) -> Body | None:
    term = _TERM.search(clean)
    plain = _MEETING.sub("", clean[: term.start()] if term else clean).strip(" ,")
    hit = central_index().get(name_key(plain)) or _headed(plain)
    if hit is None or (hit[2] and not plain.isupper() and plain not in ("TTg",)):
        return None
    row, office, _ = hit
    body = _of_centre(row)
    if row.name == CENTRAL_COMMITTEE:
        number = term["term"].upper() if term else central_committee_term(date)
        return replace(body, name=f"{row.name} khóa {number}") if number else body
    return replace(body, office=office)


def _headed(plain: str) -> tuple[CentralBody, str | None, bool] | None:
    """For "Bộ trưởng Bộ GD&ĐT": the head of a ministry named by its short form."""
    match = re.match(r"(?:Bộ trưởng|Thống đốc|Tổng Thanh tra|Chánh án|Viện trưởng)\s+(.+)", plain, re.I)
    hit = central_index().get(name_key(match[1])) if match else None
    if hit is None or not hit[0].heads:
        return None
    return hit[0], hit[0].heads[0], False


def _of_centre(row: CentralBody) -> Body:
    return Body(
        name=row.name, kind=row.kind, level="central", since=row.since, until=row.until, into=row.into,
        source=row.source, base=row.name,
    )  # fmt: skip


# ------------------------------------------------------------------ the document's own body


def _own(clean: str, context: Context) -> Body | None:
    """ "Sở", "Bộ", "Văn phòng", "Thanh tra" alone: of the body that speaks."""
    if context.issuer is None:
        return None
    key = fold_text(clean)
    issuer = context.issuer
    if (key == "so" and issuer.startswith("Sở ")) or (key == "bo" and issuer.startswith("Bộ ")):
        return find_body(issuer, context=replace(context, issuer=None))
    if not issuer.startswith(("Sở ", "Bộ ", "Ban ")) or issuer.startswith("Ban Chấp hành"):
        return None
    short = _without_place(issuer)
    word = re.sub(r"^vp$", "van phong", re.sub(r" (?:so|bo)$", "", key))
    if word in ("van phong", "thanh tra"):
        return _inside("Văn phòng" if word == "van phong" else "Thanh tra", short, issuer)
    if clean.startswith(("Phòng ", "phòng ")):
        inner = re.sub(r" (?:Sở|Bộ)$", "", clean[6:])
        if inner and inner[0].isupper():
            return _inside(f"Phòng {inner}", short, issuer)
    return None


def _inside(name: str, short: str, issuer: str) -> Body:
    return Body(name=f"{name} {short}", kind="division", level="unit", parent=issuer, base=name)


def _without_place(name: str) -> str:
    """ "Sở Nội vụ tỉnh Hà Tĩnh" → "Sở Nội vụ"."""
    body = find_body(name)
    return body.base if body and body.base else name


# ------------------------------------------------------------------ bodies every place has


def _local(clean: str, context: Context) -> Body | None:
    tokens = clean.split()
    for size in range(min(len(tokens), 16), 0, -1):
        head = " ".join(tokens[:size])
        alias = local_index().get(name_key(head))
        if alias is None or not _written_so(alias, head, size, alone=size == len(tokens)):
            continue
        rest = _TERM.sub("", " ".join(tokens[size:])).strip(" ,-")
        body = _at(alias, rest, context)
        if body is not None:
            return body
    return None


def _written_so(alias: Alias, head: str, size: int, *, alone: bool) -> bool:
    """Abbreviations in capitals, short names with a capital: "ca" is not Công an, "thanh tra" alone is not a body."""
    if alias.capitals:
        return head.replace("đ", "Đ").isupper()
    return size > 2 or (size > 1 and not alone) or any(c.isupper() for c in head)


def _at(alias: Alias, rest: str, context: Context) -> Body | None:
    if not rest:
        return body_at(alias, _nearest(alias, context))
    if re.match(r"(?:các|cấp|từng|mỗi)\b", rest, re.I):
        return _collective(alias, rest[0].lower() + rest[1:])
    word = LEVEL_WORDS.get(fold_text(rest).strip())
    if word:
        return body_at(alias, _context_place(word[0], alias, context), word[0])
    inner, province = _within_province(rest)
    place = _placebody_at(inner, alias)
    if place is None or place.level not in alias.levels:
        return None
    if province:
        place = replace(place, province=province.name)
    return body_at(alias, place, shown_province=province)


def _within_province(words: str) -> tuple[str, Place | None]:
    """A place and the province that is named behind it: "huyện Phú Tân, tỉnh An Giang", "huyện Phú Tân (An Giang)"."""
    outer = re.fullmatch(r"(.+?)\s*,\s*((?:tỉnh|thành phố|TP\.?)\s.+)", words, re.I)
    if outer:
        return outer[1], parse_place(outer[2], "province")
    whole = words + (")" if "(" in words else "")  # a bracket that ends a name was stripped from it
    for gap in re.finditer(r"(?<=\w)(?=\s)", words):
        behind = province_behind(whole, gap.start())
        if behind and behind[0] == len(whole):
            return words[: gap.start()], behind[1]
    return words, None


_COMMITTEE_KINDS = {
    "Tỉnh ủy": "tỉnh",
    "Thành ủy": "thành phố",
    "Huyện ủy": "huyện",
    "Quận ủy": "quận",
    "Thị ủy": "thị xã",
}


def _placebody_at(words: str, alias: Alias) -> Place | None:
    """The place after a name; "Thị ủy" says by itself that its place is a town."""
    kind = _COMMITTEE_KINDS.get(alias.committee or "")
    if kind and (place := parse_place(f"{kind} {words}")):
        return place
    return parse_place(words, alias.levels[0] if len(alias.levels) == 1 else None)


def places_held(context: Context) -> tuple[tuple[Level, str | None], ...]:
    """The context's places, its own level first."""
    return ("commune", context.commune), ("district", context.district), ("province", context.province)


def _nearest(alias: Alias, context: Context) -> Place | None:
    """The place of the level that speaks, else of the nearest level above it at which the body exists."""
    for level, words in places_held(context):
        if words and level in alias.levels:
            place = parse_place(words, level)
            if place and (alias.committee in (None, COMMITTEES.get(place.kind))):
                return place
    return None


def _context_place(kind: str, alias: Alias, context: Context) -> Place | None:
    """The context's place of this kind: "huyện" may stand for a town in a province's own words, "tỉnh" for a city."""
    of_level = next(level for k, level in LEVEL_WORDS.values() if k == kind)
    places = [p for level, words in places_held(context) if words and (p := parse_place(words, level))]
    same = [p for p in places if p.kind == kind and p.level in alias.levels]
    near = [p for p in places if p.level == of_level and p.level in alias.levels]
    return next(iter(same or near), None)


def body_at(
    alias: Alias, place: Place | None, kind_word: str | None = None, *, shown_province: Place | None = None
) -> Body:
    """A row of the tables at a place; without one it stays a name of its level ("Sở Nội vụ", "UBND huyện")."""
    row = alias.body
    level: Level = place.level if place else _level_of(kind_word, alias)
    base = row.name
    form = row.form
    if row.of_committee:
        committee = COMMITTEES[place.kind] if place else alias.committee or COMMITTEES["tỉnh"]
        base = row.name.replace("{committee}", committee)
        form = "full" if level == "commune" else form
    if place is None:
        name = base if kind_word is None or (form == "bare" and row.of_committee) else f"{base} {kind_word}"
    else:
        name = f"{base} {place.full if form == 'full' else place.name}"
        name += f", {shown_province.full}" if shown_province and shown_province.name != place.name else ""
    until = row.until
    if place and place.until and (until is None or place.until < until):
        until = place.until
    if level == "district" and until is None:
        until = "2025-07-01"
    return Body(
        name=name,
        kind=row.kinds.get(level, "other"),
        level=level,
        parent=_parent(row, place),
        since=row.since,
        until=until,
        into=tuple(f"{into} {place.full}" if place and form == "full" else into for into in row.into),
        source=row.source or ("203/2025/QH15" if until == "2025-07-01" and level == "district" else ""),
        base=base,
        place=place,
        placed=place is not None,
    )


def _level_of(kind_word: str | None, alias: Alias) -> Level:
    if kind_word is not None:
        level = next(level for k, level in LEVEL_WORDS.values() if k == kind_word)
        return level if level in alias.levels else alias.levels[0]
    return alias.levels[0]


def _parent(row: LocalBody, place: Place | None) -> str | None:
    if place is None or row.name == "Ủy ban nhân dân":
        return None
    if set(row.kinds.values()) & {"department", "division"}:
        return f"Ủy ban nhân dân {place.full}"
    return None


_MANY_LEVELS: tuple[tuple[str, UnitKind, Level], ...] = (
    (r"\b(?:xã|phường|thị trấn)\b", "commune", "commune"),
    (r"\b(?:huyện|thị xã|thành phố|quận)\b", "district", "district"),
    (r"\btỉnh\b", "province", "province"),
)


def _collective(alias: Alias, rest: str) -> Body | None:
    """ "UBND các huyện, thành phố, thị xã": many bodies under one name."""
    if len(rest.split()) > 14:
        return None
    level: Level = alias.levels[0]
    if "huyện" in rest:
        level = "district"
    else:
        level = next((lv for pattern, _, lv in _MANY_LEVELS if re.search(pattern, rest)), level)
    base = alias.body.name.replace("{committee}", alias.committee or "")
    kind = alias.body.kinds.get(level, "other")
    return Body(name=f"{base} {rest}", kind=kind, level=level, base=base, collective=True, placed=False)


# ------------------------------------------------------------------ parts of a body, many bodies, unlisted bodies

_PARTS = ("Văn phòng", "Thanh tra", "Phòng", "Đảng ủy", "Công đoàn", "Giám đốc", "Lãnh đạo")


_BOARD = re.compile(
    r"(?P<board>Ban (?:Kinh tế - Ngân sách|Kinh tế - Xã hội|Văn hóa - Xã hội|Pháp chế|Dân tộc|Đô thị)) (?:của )?"
    r"(?P<whole>(?:HĐND|Hội đồng nhân dân)\b.*)$"
)


def _part(clean: str, context: Context) -> Body | None:
    """ "Văn phòng Sở Tài nguyên và Môi trường": a part, then a department or ministry; the board of a council."""
    board = _BOARD.match(clean)
    if board is not None:
        council = find_body(board["whole"], context=context)
        if council is None:
            return None
        name = f"{board['board']} {council.name}"
        return Body(name=name, kind=council.kind, level=council.level, parent=council.name, base=name)
    match = re.match(r"(?P<part>Văn phòng|VP|Thanh tra|Công đoàn|Phòng [^,;]+?) (?P<whole>(?:Sở|Bộ)\b.*)$", clean)
    if match is None:
        return None
    whole = find_body(match["whole"], context=context)
    if whole is None or whole.kind not in ("department", "central"):
        return None
    part = "Văn phòng" if match["part"] == "VP" else match["part"]
    return Body(name=f"{part} {whole.base}", kind="division", level="unit", parent=whole.name, base=part)


_MANY_KINDS: tuple[tuple[str, UnitKind, Level], ...] = (
    (r"bộ\b", "central", "central"),
    (r"sở\b", "department", "province"),
    (r"phòng\b", "division", "district"),
    (r"đoàn thể|hội\b|tổ chức chính trị", "mass_org", "province"),
    (r"huyện|thị xã|thành phố", "district", "district"),
    (r"xã\b|phường|thị trấn", "commune", "commune"),
    (r"cơ quan báo chí|báo\b|đài\b", "press", "province"),
)


def _many(clean: str) -> Body | None:
    """ "Các sở, ban, ngành cấp tỉnh": many bodies, named as written."""
    if not re.match(r"các\s", clean, re.I) or len(clean.split()) > 16:
        return None
    rest = clean[4:].lower()
    for pattern, kind, level in _MANY_KINDS:
        if re.match(pattern, rest):
            return Body(
                name="Các " + clean[4:], kind=kind, level=level, base="Các " + clean[4:], collective=True, placed=False
            )
    return None


_UNLISTED = re.compile(rf"(?P<head>Sở|Phòng|Bộ)\s+(?P<name>[{CAPITALS}][\w,&-]*(?:\s+(?:và|[\w,&-]+))*)$")


def _unlisted(clean: str, context: Context) -> Body | None:
    """A department or division that no row knows: its words, with the place of the document."""
    match = _UNLISTED.fullmatch(clean[:1].upper() + clean[1:])
    if match is None or len(clean.split()) > 9 or not _all_names(match["name"]):
        return None
    level: Level = "province" if match["head"] == "Sở" else "district"
    if match["head"] == "Bộ":
        return None
    words = context.province if level == "province" else context.district or context.commune
    place = parse_place(words, level if context.district or level == "province" else "commune") if words else None
    name = f"{match['head']} {match['name']}"
    return Body(
        name=f"{name} {place.full}" if place else name,
        kind="department" if level == "province" else "division",
        level=place.level if place else level,
        parent=f"Ủy ban nhân dân {place.full}" if place else None,
        until="2025-07-01" if level == "district" and (place is None or place.level == "district") else None,
        base=name,
        place=place,
        placed=place is not None,
    )


def _all_names(name: str) -> bool:
    """Words that look like a name: capitals, or the small words inside one."""
    if re.search(r"\b(?:Sở|Phòng|Bộ|Ban|UBND|Ủy ban)\b", name):
        return False
    small = [w for w in name.replace(",", " ").split() if not w[0].isupper() and w not in ("và", "-", "&")]
    return len(small) <= 3


# ------------------------------------------------------------------ context


@lru_cache(maxsize=4096)
def context_of(
    issuer: str | None, *, place: str | None = None, parent: str | None = None, date: str | None = None
) -> Context:
    """The context a document speaks from, by its issuer, the body above it and the place beside its date.

    >>> context_of("Phòng Nội vụ huyện Cẩm Xuyên").province, context_of("Sở Nội vụ", place="Hà Tĩnh").province
    ('tỉnh Hà Tĩnh', 'tỉnh Hà Tĩnh')
    """
    held: dict[Level, Place] = {}
    bodies = [find_body(words) for words in (issuer, parent) if words]
    for body in bodies:
        if body and body.place:
            held.setdefault(body.place.level, body.place)
    if not held and place and (found := parse_place(place)):
        held[found.level] = found
    for known in tuple(held.values()):
        if known.province and "province" not in held and (above := parse_place(known.province, "province")):
            held["province"] = above
    if "province" not in held and place and (found := parse_place(place, "province")) and not _own_name(found, held):
        held["province"] = found
    full = {level: p.full for level, p in held.items()}
    own = Context(province=full.get("province"), district=full.get("district"), commune=full.get("commune"), date=date)
    named = find_body(issuer, context=own) if issuer else None
    return replace(own, issuer=named.name if named else issuer)


def _own_name(province: Place, held: dict[Level, Place]) -> bool:
    """Whether the place beside the date is a commune's or district's own name ("xã Hòa Bình"), not the province's."""
    return any(p.name == province.name and p.kind != "thành phố" for p in held.values())


def known_bodies() -> tuple[str, ...]:
    """The canonical names of the tables, for documentation and tests."""
    return tuple(b.name for b in central_bodies()) + tuple(b.name for b in local_bodies())
