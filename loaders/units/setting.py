"""Where a document speaks from: its province, district, commune and issuing body, with the forms names are built
from.

"UBND tỉnh" in a plan of a district of Hà Tĩnh is the People's Committee of Hà Tĩnh; the suffixes that make such names
whole are worked out here once for a document. It refuses to look anything up: only the issuer's name and the context
count.
"""

import functools
import re
from dataclasses import dataclass
from typing import Literal, Protocol

from ontology.bodies import NOWHERE, Context, find_body
from ontology.fold import fold_text
from ontology.values import Document

Level = Literal["central", "province", "department", "district", "commune", "party", "other"]

CITIES = ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
CITY_KEYS = {fold_text(c) for c in CITIES}
_WITH_DIVISIONS = ("so ", "van phong uy ban nhan dan", "van phong doan dai bieu", "van phong hoi dong nhan dan")
_PLACE = re.compile(
    r"(?:^|(?<=\s))(?P<level>[Tt]ỉnh|[Tt]hành phố|huyện|quận|thị xã|thị trấn|phường|đặc khu"
    r"|xã)\s+(?P<name>[^\W\d_]\S*(?:\s+[^\W\d_]\S*){0,4})\s*$"
)


class Place(Protocol):
    """What this package needs to know of a document's context (see `ontology.bodies.Context`)."""

    @property
    def province(self) -> str | None: ...
    @property
    def district(self) -> str | None: ...
    @property
    def commune(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """The suffixes and the issuing body of one document; None where nothing is known. One for a document: compared by
    identity, so that names can be remembered under it."""

    level: Level = "other"
    province: str | None = None  # "tỉnh Hà Tĩnh"
    district: str | None = None  # "huyện Cẩm Xuyên"
    commune: str | None = None
    issuer: str | None = None  # full canonical name
    own: str | None = None  # the department without its place, "Sở Tài nguyên và Môi trường"; the office of a council
    year: int | None = None
    known: tuple[str, ...] = ()  # the proper names of its places
    context: Context = NOWHERE
    scanned: bool = False
    headed: tuple[str, ...] = ()  # free names with a comma that the document shows whole (see `free.headed_names`)

    def place_of(self, level: str) -> str | None:
        """The document's own place of a level word (folded): "tinh" -> "tỉnh Hà Tĩnh"."""
        for place in (self.commune, self.district, self.province):
            if place is not None and fold_text(place).startswith(level + " "):
                return place
        return None

    @property
    def is_office(self) -> bool:
        """Whether the office of a council writes: "Văn phòng" is the writer itself, not a part of it."""
        return self.own is not None and self.own.startswith("Văn phòng")

    @property
    def home(self) -> str | None:
        """The place the issuing body belongs to."""
        if self.level == "commune":
            return self.commune
        return self.district if self.level == "district" else self.province


def _with_level(name: str | None, default: str) -> str | None:
    """A place with its level word, in the usual case: "Hà Tĩnh" -> "tỉnh Hà Tĩnh"."""
    if not name:
        return None
    match = _PLACE.match(name.strip())
    if match:
        return f"{match['level'].lower()} {match['name'].strip()}"
    city = default == "tỉnh" and fold_text(name) in CITY_KEYS
    return f"{'thành phố' if city else default} {name.strip()}"


def _level(key: str, commune: str | None, district: str | None) -> Level:
    if key.startswith(("uy ban nhan dan", "hoi dong nhan dan", "chu tich")):
        if re.search(r" (?:xa|phuong|thi tran|dac khu) ", key) and commune:
            return "commune"
        if re.search(r" (?:huyen|quan|thi xa) ", key) or (district and key.endswith(fold_text(district))):
            return "district"
        return "province"
    if key.startswith(_WITH_DIVISIONS):
        return "department"
    if re.match(r"(?:tinh|thanh|huyen|quan|thi) uy|ban chap hanh|ban thuong vu|dang uy", key):
        return "party"
    if key.startswith(("bo ", "chinh phu", "thu tuong", "quoc hoi", "uy ban thuong vu")):
        return "central"
    return "other"


def make_setting(context: Place, header: Document, *, scanned: bool = False, headed: tuple[str, ...] = ()) -> Setting:
    """The setting of a document from its context and its header."""
    issuer = context.issuer or header.issuer
    province, district = context.province, context.district
    above = _PLACE.search(header.parent or "")
    if above:  # "UBND huyện Lương Khê" over a commune's name says where the commune is
        level, place = fold_text(above["level"]), f"{above['level'].lower()} {above['name']}"
        if level == "tinh" or (level == "thanh pho" and fold_text(above["name"]) in CITY_KEYS):
            province = province or place
        elif level in ("huyen", "quan", "thi xa", "thanh pho"):
            district = district or place
    return _setting(province, district, context.commune, issuer, header.year, header.date, scanned, headed)


@functools.lru_cache(maxsize=8)
def _setting(
    in_province: str | None,
    in_district: str | None,
    in_commune: str | None,
    issuer: str | None,
    year: int | None,
    date: str | None,
    scanned: bool,
    headed: tuple[str, ...],
) -> Setting:
    words = issuer or ""
    body = find_body(words) if words else None
    if body is not None and body.level == "central":  # the place a central body signs at is not its province
        in_province = in_district = in_commune = None
    last = _PLACE.search(words)
    province = _with_level(in_province, "tỉnh")
    district = _with_level(in_district, "huyện")
    commune = _with_level(in_commune, "xã")
    if last:
        own_place = f"{last['level'].lower()} {last['name']}"
        level = fold_text(last["level"])
        if level == "tinh" or (level == "thanh pho" and fold_text(last["name"]) in CITY_KEYS):
            province = province or own_place
        elif level in ("xa", "phuong", "thi tran", "dac khu"):
            commune = commune or own_place
        else:
            district = district or own_place
    own = None
    if fold_text(words).startswith(_WITH_DIVISIONS):
        own = words[: last.start()].strip() if last and not fold_text(words).startswith("van phong") else words
    places = (p for p in (province, district, commune) if p)
    return Setting(
        known=tuple(re.sub(r"^(?:thành phố|thị xã|thị trấn|đặc khu|\S+)\s+", "", p) for p in places),
        level=_level(fold_text(words), commune, district),
        province=province,
        district=district,
        commune=commune,
        issuer=issuer,
        own=own,
        year=year,
        context=Context(province=province, district=district, commune=commune, issuer=issuer, date=date),
        scanned=scanned,
        headed=headed,
    )
