"""The body tables as indexes: by folded name and short form, by sign.

Separate from `bodies`, which applies them to a place. Keys are folded letters and digits, so that case, marks and
hyphens do not matter; the longest alias that opens a name wins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import cast

from ontology.fold import fold_key as _fold_key
from ontology.places import Level
from ontology.tables import Row, rows
from ontology.values import UnitKind

# The Party committee of a place, by the kind of place; {committee} in a row stands for them.
COMMITTEES: Mapping[str, str] = MappingProxyType(
    {
        "tỉnh": "Tỉnh ủy",
        "thành phố": "Thành ủy",
        "huyện": "Huyện ủy",
        "quận": "Quận ủy",
        "thị xã": "Thị ủy",
        "xã": "Đảng ủy",
        "phường": "Đảng ủy",
        "thị trấn": "Đảng ủy",
        "đặc khu": "Đảng ủy",
    }
)
_COMMITTEE_SHORT = {"TU": "Tỉnh ủy", "HU": "Huyện ủy", "QU": "Quận ủy", "ThU": "Thị ủy"}
_COMMITTEE_LEVEL: dict[str, tuple[Level, ...]] = {
    "Tỉnh ủy": ("province",),
    "Thành ủy": ("province", "district"),
    "Huyện ủy": ("district",),
    "Quận ủy": ("district",),
    "Thị ủy": ("district",),
    "Đảng ủy": ("commune",),
}


def name_key(words: str) -> str:
    """What names are found by: folded letters, with "&" read as "và"."""
    return _fold_key(words.replace("&", " và "))


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralBody:
    """A row of bodies_central.toml."""

    name: str
    kind: UnitKind
    signs: tuple[str, ...]
    heads: tuple[str, ...]
    since: str | None
    until: str | None
    into: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalBody:
    """A row of bodies_local.toml; `committee` is the Party committee word an alias was written with."""

    name: str
    levels: tuple[Level, ...]
    kinds: Mapping[str, UnitKind]
    form: str
    signs: tuple[str, ...]
    since: str | None
    until: str | None
    into: tuple[str, ...]
    source: str

    @property
    def of_committee(self) -> bool:
        return "{committee}" in self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write a local body, and the levels it then can have."""

    body: LocalBody
    levels: tuple[Level, ...]
    capitals: bool  # an abbreviation: must be written in capitals
    committee: str | None = None


def _local(row: Row) -> LocalBody:
    kind = row["kind"]
    levels = tuple(row["levels"]) or ("province", "district", "commune")
    kinds = cast("dict[str, UnitKind]", kind if isinstance(kind, dict) else dict.fromkeys(levels, kind))
    return LocalBody(
        name=row["name"],
        levels=cast("tuple[Level, ...]", levels),
        kinds=MappingProxyType(kinds),
        form=row.get("form", "full"),
        signs=tuple(row.get("signs", ())),
        since=row.get("since"),
        until=row.get("until"),
        into=tuple(row.get("into", ())),
        source=row["source"],
    )


@lru_cache(maxsize=1)
def central_bodies() -> tuple[CentralBody, ...]:
    """Every body of the centre, in the order of the table."""
    return tuple(
        CentralBody(
            name=row["name"],
            kind=row["kind"],
            signs=tuple(row.get("signs", ())),
            heads=tuple(row.get("heads", ())),
            since=row.get("since"),
            until=row.get("until"),
            into=tuple(row.get("into", ())),
            source=row["source"],
        )
        for row in rows("bodies_central", "body")
    )


@lru_cache(maxsize=1)
def local_bodies() -> tuple[LocalBody, ...]:
    """Every pattern of local bodies, in the order of the table."""
    return tuple(_local(row) for row in rows("bodies_local", "local"))


@lru_cache(maxsize=1)
def central_index() -> Mapping[str, tuple[CentralBody, str | None, bool]]:
    """Folded name → the body, the office of its head when that was named, whether it is an abbreviation."""
    found: dict[str, tuple[CentralBody, str | None, bool]] = {}
    for row, body in zip(rows("bodies_central", "body"), central_bodies(), strict=True):
        for head in body.heads:
            found.setdefault(name_key(head), (body, head, False))
        for name in (body.name, *row.get("aliases", ())):
            found.setdefault(name_key(name), (body, None, name.isupper() and " " not in name))
    return MappingProxyType(found)


def _aliases(row: Row, body: LocalBody) -> Iterator[tuple[str, Alias]]:
    for name in (body.name, *row.get("aliases", ())):
        if "{committee}" not in name:
            yield name, Alias(body=body, levels=body.levels, capitals=name.isupper() and " " not in name)
            continue
        for word, levels in _COMMITTEE_LEVEL.items():
            if allowed := tuple(level for level in levels if level in body.levels):
                written = [word, *(s for s, w in _COMMITTEE_SHORT.items() if w == word and name != "{committee}")]
                for form in written:
                    yield (
                        name.replace("{committee}", form),
                        Alias(body=body, levels=allowed, capitals=False, committee=word),
                    )


@lru_cache(maxsize=1)
def local_index() -> Mapping[str, Alias]:
    """Folded alias → the pattern; the first row of the table wins."""
    found: dict[str, Alias] = {}
    for row, body in zip(rows("bodies_local", "local"), local_bodies(), strict=True):
        for name, alias in _aliases(row, body):
            found.setdefault(name_key(name), alias)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def sign_index() -> Mapping[str, tuple[CentralBody | LocalBody, ...]]:
    """Sign in capitals → the bodies that number with it."""
    found: dict[str, tuple[CentralBody | LocalBody, ...]] = {}
    every: list[CentralBody | LocalBody] = [*central_bodies(), *local_bodies()]
    for body in every:
        for sign in body.signs:
            found[sign.upper()] = (*found.get(sign.upper(), ()), body)
    return MappingProxyType(found)
