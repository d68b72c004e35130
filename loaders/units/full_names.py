"""The full canonical name of a body from the words that name it and the document's setting.

"Phòng VHTT" of a plan of huyện Cẩm Xuyên is "Phòng Văn hóa - Thông tin huyện Cẩm Xuyên"; "Văn phòng" in a department's
plan is that department's office. What the setting does not know stays unsaid: no place is made up.
"""

import functools
import re

from loaders.units.names import Row
from loaders.units.setting import CITY_KEYS, Setting
from ontology.fold import fold_text
from ontology.values import UnitKind

Named = tuple[str, UnitKind]

_LEVEL_WORDS = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "quan": "quận", "thi xa": "thị xã",
    "thi tran": "thị trấn",
    "xa": "xã", "phuong": "phường", "dac khu": "đặc khu",
}  # fmt: skip
_KIND_OF_LEVEL: dict[str, UnitKind] = {
    "tinh": "province", "huyen": "district", "quan": "district", "thi xa": "district", "xa": "commune",
    "phuong": "commune",
    "thi tran": "commune", "dac khu": "commune",
}  # fmt: skip
_FOLLOWS_LEVEL = ("Ủy ban nhân dân", "Hội đồng nhân dân", "Chủ tịch Ủy ban nhân dân")
_COUNCILS = ("uy ban nhan dan", "hoi dong nhan dan", "chu tich uy ban nhan dan")
_ABBREVIATIONS = (
    (re.compile(r"\bUBND\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bHĐND\b"), "Hội đồng nhân dân"),
    (re.compile(r"\bTP\b\.?(?=\s|$)"), "thành phố"),
    (re.compile(r"\bTW\b"), "Trung ương"),
    (re.compile(r"\bHCC\b"), "hành chính công"),
)


def expand_words(words: str) -> str:
    """Spaces single, the commonest abbreviations written out."""
    words = " ".join(words.split())
    for pattern, full in _ABBREVIATIONS:
        words = pattern.sub(full, words)
    return words


def _many_places(words: str, setting: Setting) -> str:
    """The words of a class of places: "xã, thị trấn" -> "các xã, thị trấn", "cấp xã" as it is."""
    words = re.sub(r"^của\s+", "", expand_words(words).lower())
    words = words.replace("trung ương", "Trung ương").replace("tp", "thành phố").replace(" và ", ", ")
    words = re.sub(r"\s*[,;/-]\s*(?:các\s+)?", ", ", words)
    return words if words.startswith(("cấp ", "các ")) else f"các {words}"


def place_words(level: str, proper: str, setting: Setting) -> str:
    """ "tỉnh" with its name: the one written, else the document's own place of that level."""
    if not level:
        for place in (setting.district, setting.province):
            if proper and place and place.endswith(" " + proper):
                return place
        return proper
    word = _LEVEL_WORDS[level]
    if proper:
        shouted = proper.isupper()
        return f"{word} {proper.title() if shouted else proper}"
    return setting.place_of(level) or word


def _kind_of_place(place: str, setting: Setting) -> UnitKind:
    key = fold_text(place)
    if (setting.province and key == fold_text(setting.province)) or key.removeprefix("thanh pho ") in CITY_KEYS:
        return "province"
    for level, kind in _KIND_OF_LEVEL.items():
        if re.search(rf"(?:^|\b(?:cac|cap) ){level}\b", key):
            return kind
    return "district" if key.startswith(("thanh pho", "cac thanh pho")) else "province"


@functools.lru_cache(maxsize=8192)
def full_field(head: str, row: Row, level: str, proper: str, many: str, setting: Setting) -> Named:
    """A bộ, sở or phòng and its field."""
    if head == "bo":
        return f"Bộ {row.name}", "central"
    kind: UnitKind = "department" if head == "so" else "division"
    name = f"{'Sở' if head == 'so' else 'Phòng'} {row.name}"
    if many:
        return f"{name} {_many_places(many, setting)}", kind
    if level or proper:
        return f"{name} {place_words(level, proper, setting)}".strip(), kind
    if head == "so":
        return f"{name} {setting.province}" if setting.province else name, kind
    if setting.own:
        return f"{name} {setting.own}", kind
    if setting.level == "district" and setting.district:
        return f"{name} {setting.district}", kind
    if setting.level == "commune" and setting.commune:
        return f"{name} {setting.commune}", kind
    return name, kind


def _bare_place(row: Row, setting: Setting) -> str | None:
    """The place of a body named without one."""
    if row.name in _FOLLOWS_LEVEL:
        return setting.home if fold_text(setting.issuer or "").startswith(_COUNCILS) else None
    if setting.level == "district":
        return setting.district
    if setting.level == "commune":
        return setting.commune
    if setting.level == "party":  # the committee's own place, whatever its level
        return setting.commune or setting.district or setting.province
    return setting.province if row.kind not in ("public_unit", "commune") else None


@functools.lru_cache(maxsize=8192)
def full_listed(row: Row, level: str, proper: str, many: str, setting: Setting, written: str = "") -> Named:
    """A body that every tỉnh, huyện or xã has one of."""
    if row.complete:
        return row.name, row.kind
    if many:
        place = _many_places(many, setting)
        if place == "cấp huyện" and setting.level == "district" and setting.district and row.name not in _FOLLOWS_LEVEL:
            place = setting.district
    elif level or proper:
        place = place_words(level, proper, setting)
        if row.needs_level and "của" in written.split()[:1]:
            place = f"của {place}"
    else:
        place = _bare_place(row, setting) or ""
    if row.kind == "press" and row.name.startswith("Báo"):
        place = re.sub(r"^(?:tỉnh|thành phố)\s+", "", place)
    kind = _kind_of_place(place, setting) if row.name in _FOLLOWS_LEVEL and place else row.kind
    if row.name.startswith("Hội đồng ") and row.kind == "province" and place:
        kind = _kind_of_place(place, setting)
    return f"{row.name} {place}".strip(), kind


@functools.lru_cache(maxsize=8192)
def full_committee(row: Row, organ: str | None, proper: str, setting: Setting) -> Named:
    """A Party committee, or an organ of one."""
    if not proper:
        place = setting.place_of(row.level or "") or (setting.province if row.level in ("tinh", "thanh pho") else None)
        proper = re.sub(r"^(?:tỉnh|thành phố|huyện|quận|thị xã)\s+", "", place or "")
    elif proper.isupper():
        proper = proper.title()
    prefix = f"{organ} " if organ and organ != "Thường trực" else ""
    return f"{prefix}{row.name} {proper}".strip(), row.kind


@functools.lru_cache(maxsize=8192)
def full_free(row: Row, words: str, setting: Setting) -> Named:
    """A body whose name is free: what it says, whole by the setting's place."""
    words = expand_words(words)
    words = words[0] + words[1:]
    last = re.search(
        r"\s(tỉnh|Tỉnh|huyện|Huyện|quận|Quận|[Tt]hành phố|thị xã|xã|phường|Phường|thị trấn|đặc khu)$", words
    )
    if last:
        place = setting.place_of(fold_text(last[1]))
        return (f"{words[: last.start()]} {place}" if place else words), row.kind
    if row.name in ("Phòng", "Văn phòng", "Thanh tra"):
        own = re.search(r"\s(?:thuộc\s+)?Sở$", words)
        if own and setting.own:
            return f"{words[: own.start()]} {setting.own}", "division"
        if setting.own and not re.search(r"\sSở\s", words):
            return f"{words} {setting.own}", "division"
        if row.name == "Phòng" and setting.level == "district" and setting.district and "huyện" not in words:
            return f"{words} {setting.district}", "division"
    if row.name == "Báo" and words.endswith(" điện tử"):
        words = words.removesuffix(" điện tử")
    return words, row.kind


def full_own(words: str, setting: Setting) -> Named | None:
    """ "Văn phòng", "Thanh tra" of the department that writes."""
    if setting.is_office and words == "Văn phòng":
        return (setting.issuer or words, "department")
    return (f"{words} {setting.own}", "division") if setting.own else None


def full_party(row: Row, setting: Setting) -> str | None:
    """ "Đảng ủy", "Văn phòng Đảng ủy" without a name: of the committee that writes, else of the commune."""
    organ = row.name.removesuffix("Đảng ủy")
    if setting.issuer and setting.issuer.startswith("Đảng ủy"):
        return f"{organ}{setting.issuer}"
    if setting.commune:
        return f"{organ}Đảng ủy {setting.commune}"
    return row.name if organ else None


_BARE_LEVEL = re.compile(r"(?:(?<=ngành)|(?<=thể)|(?<= hội)|(?<=đơn vị)|(?<=phòng)) (?:tỉnh|huyện|xã)$")


def _of_level(body: str) -> str:
    """ "đoàn thể huyện" -> "đoàn thể cấp huyện"."""
    return _BARE_LEVEL.sub(lambda m: f" cấp{m[0]}", body)


@functools.lru_cache(maxsize=8192)
def full_group(words: str, setting: Setting) -> Named:
    """A class of bodies: "các sở, ban, ngành tỉnh" -> "Các sở, ban, ngành cấp tỉnh"."""
    words = re.sub(r"\s*[,;]\s*", ", ", expand_words(words))
    key = fold_text(words)
    body = words[4:] if key.startswith("cac ") and len(words) > 4 else words
    body = body[0].lower() + body[1:]
    body = re.sub(r"^tất cả các ", "", body)
    kind: UnitKind = "other"
    low = body.lower()
    if low.startswith("bộ"):
        kind = "central"
    elif low.startswith("sở"):
        kind = "department"
        body = re.sub(r"(?<!cấp )(?:tỉnh|thành phố)$", "cấp tỉnh", body, flags=re.IGNORECASE)
        if re.fullmatch(r"sở(?:, (?:ban|ngành|đoàn thể|hội|đơn vị))+", body.lower()) and setting.province:
            body += " cấp tỉnh"
    elif low.startswith("phòng"):
        kind = "division"
        body = _of_level(body)
    elif "trung ương" in low:
        kind = "central"
    elif re.match(r"(?:tỉnh|thành|huyện|thị|quận|đảng|cấp) [uủ][yỷ]|chi bộ|đảng bộ|ban cán sự|đảng đoàn", low):
        kind = "party"
    elif "đoàn thể" in low or low.startswith(("tổ chức chính trị", "hội")):
        kind = "mass_org"
        body = _of_level(body)
    elif low.startswith("doanh nghiệp"):
        kind = "enterprise"
    elif low.startswith(("xã", "phường")):
        kind = "commune"
    if setting.own and re.search(r"thuộc(?: sở| văn phòng)?$", body.lower()):
        body = re.sub(r"\s+(?:sở|văn phòng)$", "", body, flags=re.IGNORECASE) + f" {setting.own}"
        kind = "division"
    return f"Các {body}", kind
