"""What became of a body: whether it existed on a day, what took its place, and its name in a merged province.

Answers rest on the tables alone: a body without days there is neither said to exist nor to have ended.
"""

from ontology.bodies import NOWHERE, Body, Context, find_body
from ontology.body_tables import COMMITTEES
from ontology.places import Place, parse_place, provinces


def successors(name: str, on_date: str, *, context: Context = NOWHERE) -> tuple[str, ...]:
    """What stands in a body's place on a day; empty when it still exists then, or nobody is known to follow it.

    >>> successors("Sở Thông tin và Truyền thông tỉnh Hà Tĩnh", "2025-06-01")
    ('Sở Khoa học và Công nghệ tỉnh Hà Tĩnh',)
    """
    body = find_body(name, context=context)
    if body is None or body.until is None or on_date < body.until:
        return ()
    found: list[str] = []
    for into in body.into:
        later = successors(into, on_date, context=context)
        found += later or (into,)
    return tuple(found)


def in_merged_province(name: str, on_date: str) -> str:
    """The same body of the province that its own had become part of by a day.

    >>> in_merged_province("Sở Nội vụ tỉnh Bến Tre", "2026-01-01"), in_merged_province("Sở Y tế", "2026-01-01")
    ('Sở Nội vụ tỉnh Vĩnh Long', 'Sở Y tế')
    >>> in_merged_province("Tỉnh ủy Sóc Trăng", "2026-01-01"), in_merged_province("Tỉnh ủy Sóc Trăng", "2025-06-01")
    ('Thành ủy Cần Thơ', 'Tỉnh ủy Sóc Trăng')
    """
    body = find_body(name)
    place = body.place if body is not None else None
    if place is None or place.level != "province" or not place.into or on_date < (place.until or on_date + "~"):
        return name
    later = parse_place(place.into, "province")
    if later is None:
        return name
    if name.endswith(place.full):
        return name.removesuffix(place.full) + later.full
    head = name.removesuffix(place.name).replace(COMMITTEES[place.kind], COMMITTEES[later.kind])
    return head + later.name if name.endswith(place.name) else name


def existed(body: Body, on_date: str) -> bool | None:
    """Whether a body existed on a day; None when that is not known (no dates in the tables)."""
    if body.since and on_date < body.since:
        return False
    if body.until:
        return on_date < body.until
    return True if body.since else None


def merged_into(province: str) -> tuple[Place, ...]:
    """The provinces that became part of this one.

    >>> [p.full for p in merged_into("tỉnh Quảng Trị")], merged_into("tỉnh Hà Tĩnh")
    (['tỉnh Quảng Bình'], ())
    """
    later = parse_place(province, "province")
    if later is None:
        return ()
    return tuple(dict.fromkeys(p for p in provinces().values() if p.into == later.name and p.name != later.name))
