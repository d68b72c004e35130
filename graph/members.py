"""The members of a group of bodies, from the body table: the departments of a province, its districts, as of a day.

Departments that only some provinces have are not named; of communes the table knows none, so that group is written
out only as far as the store holds papers of communes of that very province. It says nobody rather than somebody who
may not exist.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from graph.assigned import Group, kind_of, optional_departments
from ontology.bodies import context_of, find_body
from ontology.body_tables import local_bodies
from ontology.fold import fold_key
from ontology.places import districts, parse_place
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
    return tuple(sorted(n for n in communes if _province_of(n) == fold_key(province.name)))


def _province_of(name: str) -> str | None:
    body = find_body(name)
    place = body.place if body else None
    return fold_key(place.province) if place and place.province else None


def _existed(since: str | None, until: str | None, day: str) -> bool:
    return (since is None or since <= day) and (until is None or day < until)
