"""Whom does a duty or a list of recipients mean? Groups of bodies ("các sở, ban, ngành", "UBND các huyện") against
one body's name.

Groups are rows of `groups.toml`: the words that open them and the kinds of body they mean. A name that belongs to
no group and is not the body's own says nothing; it refuses to guess from a shared word.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from graph.issuers import issuer_words
from ontology.errors import Message
from ontology.fold import fold_text

Concern = Literal["named", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A way of naming many bodies at once."""

    id: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> dict[str, list[dict[str, object]]]:
    path = Path(__file__).parent / "groups.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """The rows, in order."""
    return tuple(
        Group(id=str(row["id"]), pattern=re.compile(str(row["pattern"])), kinds=frozenset(row["kinds"]))  # type: ignore[call-overload]
        for row in _table()["group"]
    )


@lru_cache(maxsize=1)
def optional_departments() -> frozenset[str]:
    """Departments that only some provinces have."""
    return frozenset(_table()["optional"]["departments"])  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedLevel:
    """A level of bodies that was ended on a day, and what took over."""

    id: str
    pattern: re.Pattern[str]
    until: str
    into: str
    source: str


@lru_cache(maxsize=1)
def ended_levels() -> tuple[EndedLevel, ...]:
    """The rows of `groups.toml`."""
    names = ("id", "until", "into", "source")
    return tuple(
        EndedLevel(pattern=re.compile(str(row["pattern"]), re.I), **{n: str(row[n]) for n in names})
        for row in _table()["ended"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """To whom the work of a body of an ended level went, where no one body took its place."""

    pattern: re.Pattern[str]
    until: str
    told: Message
    source: str


@lru_cache(maxsize=1)
def _handed_rows() -> tuple[HandedOn, ...]:
    return tuple(
        HandedOn(
            pattern=re.compile(str(row["pattern"])), until=str(row["until"]),
            told=Message(str(row["vi"]), str(row["en"])), source=str(row["source"]),
        )
        for row in _table()["handed"]
    )  # fmt: skip


def handed_on(name: str, until: str) -> HandedOn | None:
    """What became of the work of a body that ended on a day with its whole level.

    >>> handed_on("Huyện ủy Càng Long", "2025-07-01").source, handed_on("Huyện ủy Càng Long", "2019-01-01")
    ('Nghị quyết số 60-NQ/TW ngày 12/4/2025', None)
    """
    return next((row for row in _handed_rows() if row.until == until and row.pattern.search(name)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedKinds:
    """Which kinds of document (folded) carry out which, and how near their subjects must be."""

    by: frozenset[str]
    of: frozenset[str]
    held: frozenset[str]
    theme: float
    frame: re.Pattern[str]
    tail: re.Pattern[str]


@lru_cache(maxsize=1)
def carried_kinds() -> CarriedKinds:
    """The row of `groups.toml`."""
    row: dict[str, Any] = _table()["carries"]  # type: ignore[assignment]
    return CarriedKinds(
        by=frozenset(row["by"]), of=frozenset(row["of"]), held=frozenset(row["held"]), theme=float(row["theme"]),
        frame=re.compile(str(row["frame"]), re.I), tail=re.compile(str(row["tail"]), re.I),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def cases_of(words: str) -> tuple[str, ...]:
    """What the folded words of a row are a case of: a decision is one of the legal documents asked for."""
    return tuple(str(row["whole"]) for row in _table()["case"] if re.search(str(row["pattern"]), words))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingKinds:
    """Which kinds of document (folded) change no other, and which change plans but no norms."""

    never: frozenset[str]
    plans: frozenset[str]
    norms: frozenset[str]


@lru_cache(maxsize=1)
def acting_kinds() -> ActingKinds:
    """The row of `groups.toml`."""
    row: dict[str, Any] = _table()["acts"]  # type: ignore[assignment]
    return ActingKinds(**{name: frozenset(row[name]) for name in ("never", "plans", "norms")})


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str | None:
    """What kind of body a full name is: department, district, commune, province, division …"""
    words = fold_text(name)
    for row in _table()["kind"]:
        if re.search(str(row["pattern"]), words):
            return str(row["kind"])
    return None


def groups_in(words: str) -> tuple[Group, ...]:
    """The groups that some words name."""
    folded = fold_text(words)
    return tuple(g for g in groups() if g.pattern.search(folded))


def concerns(words: str, body: str) -> Concern | None:
    """Whether some words ("Sở Nội vụ; UBND các huyện") mean a body, by its own name or within a group."""
    name = issuer_words(body)
    short = re.sub(r" (tinh|thanh pho|huyen|thi xa) .*$", "", name)
    for part in re.split(r"[;\n]", words):
        folded = issuer_words(part)
        if folded in (name, short) or (name in folded and not _is_organ(part)):
            return "named"
    kind = kind_of(body)
    if kind is not None and any(kind in g.kinds for g in groups_in(words)):
        return "group"
    return None


@lru_cache(maxsize=1)
def organ_before() -> re.Pattern[str]:
    """The row of `groups.toml`: what makes the name behind it another body's."""
    return re.compile(str(_table()["organ"]["pattern"]))  # type: ignore[call-overload]


def _is_organ(words: str) -> bool:
    """Whether words name a body by another's name: "Ban cán sự đảng UBND tỉnh"."""
    return organ_before().search(fold_text(words)) is not None


@lru_cache(maxsize=4096)
def level_of(name: str) -> int | None:
    """0 the centre, 1 a province, 2 a department or district, 3 a division or commune; None when it cannot be told.

    >>> level_of("Chính phủ"), level_of("Ủy ban nhân dân xã Hải Hòa"), level_of("Hội Nông dân")
    (0, 3, None)
    """
    words = fold_text(name)
    for row in _table()["level"]:
        if re.search(str(row["pattern"]), words):
            return int(str(row["level"]))
    return None
