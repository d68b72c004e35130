"""Places of the administration: provinces, districts, communes, by their names and at their dates.

`parse_place` reads "tỉnh Hà Tĩnh", "TP. Hồ Chí Minh", "HUYỆN CẨM XUYÊN", "xã Cẩm Bình"; provinces are known by name, of
districts those in the table, everything else by its level word. It refuses a bare name it does not know.

>>> parse_place("TP Hồ Chí Minh").full, parse_place("Hà Tĩnh").full, parse_place("HUYỆN CẨM XUYÊN").full
('thành phố Hồ Chí Minh', 'tỉnh Hà Tĩnh', 'huyện Cẩm Xuyên')
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from ontology.fold import fold_key, fold_text
from ontology.tables import rows

Level = Literal["central", "province", "district", "commune", "unit"]

# Longest first: "thành phố" before "thành".
LEVEL_WORDS: Mapping[str, tuple[str, Level]] = MappingProxyType(
    {
        "thanh pho": ("thành phố", "province"),
        "thi tran": ("thị trấn", "commune"),
        "dac khu": ("đặc khu", "commune"),
        "thi xa": ("thị xã", "district"),
        "tinh": ("tỉnh", "province"),
        "huyen": ("huyện", "district"),
        "quan": ("quận", "district"),
        "phuong": ("phường", "commune"),
        "xa": ("xã", "commune"),
        "tp.": ("thành phố", "province"),
        "tp": ("thành phố", "province"),
        "tx.": ("thị xã", "district"),
        "tx": ("thị xã", "district"),
        "tt.": ("thị trấn", "commune"),
    }
)
_OLD_TONES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_NEW_TONES = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_OLD = re.compile("(" + _OLD_TONES.replace(" ", "|") + r")(?![^\W\d_])", re.I)
_NEW = dict(zip(_OLD_TONES.split(), _NEW_TONES.split(), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One unit of territory. `slug` is its part of an identifier; `province` the province it lies in, when known."""

    kind: str
    name: str
    level: Level
    province: str | None = None
    since: str | None = None
    until: str | None = None
    into: str | None = None

    @property
    def full(self) -> str:
        return f"{self.kind} {self.name}"


def settle_tones(text: str) -> str:
    """The tone on the letter where today's spelling has it, for oa, oe, uy at the end of a word.

    >>> settle_tones("Uỷ ban, Hoà Bình, thuý, quý, hoàn, THUỶ")
    'Ủy ban, Hòa Bình, thúy, quý, hoàn, THỦY'
    """

    def settle(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()].lower()
        if before == "q":
            return match[0]
        new = _NEW[match[0].lower()]
        shaped = [n.upper() if o.isupper() else n for n, o in zip(new, match[0], strict=True)]
        return "".join(shaped)

    text = unicodedata.normalize("NFC", text)
    return _OLD.sub(settle, text)


def title_name(name: str) -> str:
    """A name in capitals at each word, as place names are written; mixed case is left alone."""
    clean = " ".join(settle_tones(name).split())
    return " ".join(w[:1].upper() + w[1:].lower() for w in clean.split()) if clean.isupper() else clean


@lru_cache(maxsize=1)
def provinces() -> Mapping[str, Place]:
    """Provinces by folded name and short form; a name that was kept stands once."""
    found: dict[str, Place] = {}
    for row in rows("provinces", "province"):
        place = Place(
            kind=row["kind"],
            name=row["name"],
            level="province",
            since=row.get("since"),
            until=row.get("until"),
            into=row.get("into"),
        )
        for word in (row["name"], *row.get("abbr", ())):
            found[fold_key(word)] = place
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def districts() -> Mapping[str, tuple[Place, ...]]:
    """The districts of the table by folded name; one name may be a town and a district."""
    found: dict[str, tuple[Place, ...]] = {}
    for row in rows("districts", "district"):
        place = Place(
            kind=row["kind"], name=row["name"], level="district", province=row["province"], until=row.get("until")
        )
        key = fold_key(row["name"])
        found[key] = (*found.get(key, ()), place)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _slugs() -> Mapping[str, str]:
    return MappingProxyType({row["name"]: row["slug"] for row in rows("provinces", "province")})


def province_slug(name: str) -> str | None:
    """`Hà Tĩnh` → `ha-tinh`."""
    return _slugs().get(name)


@lru_cache(maxsize=16384)
def parse_place(words: str, level: Level | None = None) -> Place | None:
    """The place meant; `level` says of what level a bare name is. None: not a place that can be known."""
    clean = " ".join(settle_tones(words).replace("–", "-").split()).strip(" ,.;:")
    folded = fold_text(clean)
    for word, (kind, of_level) in LEVEL_WORDS.items():
        glued = word.endswith(".") and folded.startswith(word)
        if glued or folded.startswith(word + " "):
            name = title_name(clean[len(word) :].strip())
            return _named(name, kind, of_level) if name else None
    return _bare(clean, level)


def _named(name: str, kind: str, level: Level) -> Place | None:
    key = fold_key(name)
    province = provinces().get(key)
    if kind == "tỉnh" and province:
        return province if province.kind == kind else None
    if kind == "thành phố":
        if province and province.kind == kind:
            return province
        level = "district"
    if not _is_name(name):
        return None
    known = next((d for d in districts().get(key, ()) if d.kind == kind), None) if level == "district" else None
    return known or Place(kind=kind, name=name, level=level)


def _is_name(name: str) -> bool:
    """A proper name: one to five words, each with a capital or a number ("Quận 1", "Phường 12")."""
    parts = name.replace(" - ", " ").split()
    return 0 < len(parts) <= 5 and all(p[:1].isupper() or p.isdigit() for p in parts)


def _bare(name: str, level: Level | None) -> Place | None:
    key = fold_key(name)
    if level in (None, "province") and key in provinces():
        return provinces()[key]
    if level in (None, "district") and len(hits := districts().get(key, ())) >= 1:
        return hits[0] if len(hits) == 1 else None
    return None


def _names_of(*kinds: str) -> str:
    held = {place.name for place in provinces().values() if place.kind in kinds}
    return "|".join(r"\s{1,9}".join(map(re.escape, name.split())) for name in sorted(held, key=len, reverse=True))


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    """A province behind the name of a place in it, in the ways people write it."""
    gap = r"[ \t\u00a0]{0,9}\n?[ \t]{0,9}"
    city = r"(?:[Tt]hành\s{1,9}phố\s{1,9}|TP\.?\s{0,9})"
    name = rf"(?P<of>{_names_of('tỉnh')})|{city}(?P<city>{_names_of('thành phố')})"
    return re.compile(
        rf"{gap}(?P<mark>[(,–-]|thuộc\s)?{gap}(?:[Tt]ỉnh\s{{1,9}}{name}|(?P<bare>{_names_of('tỉnh', 'thành phố')}))"
        r"(?!\w)(?P<shut>\s{0,9}[)])?"
    )


def province_behind(text: str, at: int) -> tuple[int, Place] | None:
    """The province that is said behind the name of a district or commune, and where it ends; known provinces only.

    >>> [province_behind(f"huyện Phú Tân{w}", 13)[1].full for w in (", tỉnh An Giang", " (Cà Mau)", " - An Giang")]
    ['tỉnh An Giang', 'tỉnh Cà Mau', 'tỉnh An Giang']
    >>> province_behind("huyện Châu Thành, thành phố Bến Tre", 16) is None  # a town, next in the list
    True
    """
    found = _behind().match(text, at)
    bracketed = found is not None and found["mark"] == "("
    if found is None or (bracketed and not found["shut"]) or (found["bare"] and found["mark"] not in ("(", "-", "–")):
        return None
    name = "bare" if found["bare"] else "of" if found["of"] else "city"
    return found.end() if bracketed else found.end(name), provinces()[fold_key(found[name])]
