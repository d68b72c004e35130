"""The members of a group of bodies, from the body table: the departments of a province, its districts, as of a day; and
the other way, by which groups a body is meant.

Departments that only some provinces have are not named; of communes the table knows none, so that group is written
out only as far as the store holds papers of communes of that very province. It says nobody rather than somebody who
may not exist.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.assigned import Group, groups_in, kind_of, optional_departments
from ontology.bodies import context_of, find_body
from ontology.body_tables import local_bodies
from ontology.fold import fold_key
from ontology.places import Place, districts, parse_place
from ontology.values import Record


def table_members(group: Group, directive: Record) -> Sequence[str]:
    """Full names of the members that existed when the directive was signed."""
    own = directive.document
    context = context_of(own.issuer, place=own.place, parent=own.parent, date=own.date)
    province = parse_place(context.province, "province") if context.province else None
    if province is None:
        return ()
    day = own.date or dt.date.max.isoformat()
    names: list[str] = []
    if "department" in group.kinds and group.id != "everyone":
        names += [
            f"{row.name} {province.full}"
            for row in local_bodies()
            if row.name.startswith("Sở ")
            and row.name not in optional_departments()
            and _existed(row.since, row.until, day)
        ]
    if "district" in group.kinds and group.id != "everyone":
        places = (p for found in districts().values() for p in found)
        names += [
            f"Ủy ban nhân dân {p.full}"
            for p in places
            if p.province and fold_key(p.province) == fold_key(province.name) and _existed(p.since, p.until, day)
        ]
    return tuple(sorted(names))


def known_communes(group: Group, directive: Record, issuers: Iterable[str]) -> Sequence[str]:
    """Communes of the directive's province among these bodies: some of the group, never said to be all."""
    if "commune" not in group.kinds:
        return ()
    own = directive.document
    context = context_of(own.issuer, place=own.place, parent=own.parent, date=own.date)
    province = parse_place(context.province, "province") if context.province else None
    if province is None:
        return ()
    communes = (name for name in issuers if kind_of(name) == "commune")
    return tuple(sorted(n for n in communes if province_of(n) == fold_key(province.name)))


def groups_of(body: str, names: Iterable[str]) -> list[str]:
    """Those of the names that mean this body within a group; who is meant by "các cơ quan, đơn vị" nobody can tell."""
    kind = kind_of(body)
    return [n for n in names if kind and any(kind in g.kinds and g.id != "everyone" for g in groups_in(n))]


def speaks_to(issuer: str, body: str) -> bool:
    """Whether a group that a document of the issuer names holds this body, as far as their places tell.

    >>> speaks_to("Ủy ban nhân dân tỉnh Quảng Trị", "Ủy ban nhân dân huyện Hướng Hóa")
    True
    >>> speaks_to("Ủy ban nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân huyện Hướng Hóa")
    False
    """
    speaker, own = _place_of(issuer), _place_of(body)
    if speaker is None or own is None or issuer == body:
        return False
    if kind_of(body) == "division":
        return (speaker.level, fold_key(speaker.full)) == (own.level, fold_key(own.full))
    return speaker.level == "province" and fold_key(speaker.name) == province_of(body)


def province_of(body: str) -> str | None:
    """The province that a body is of or in, for comparing; None where nothing says it.

    >>> province_of("Sở Nội vụ tỉnh Quảng Trị") == province_of("Ủy ban nhân dân huyện Hướng Hóa")
    True
    """
    place = _place_of(body)
    province = place and (place.name if place.level == "province" else place.province)
    return fold_key(province) if province else None


@lru_cache(maxsize=20_000)
def _place_of(name: str) -> Place | None:
    body = find_body(name)
    return body.place if body else None


def _existed(since: str | None, until: str | None, day: str) -> bool:
    return (since is None or since <= day) and (until is None or day < until)
