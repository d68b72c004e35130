"""What a number can tell about who and when: the one place where the graph asks the ontology about identity.

The key of a document is (issuer, type, number, series period). This module says whether a number names one body by
itself, in which period of its series a document falls, and under which key it stands or waits. It refuses to fill in
an issuer or a year that nobody wrote.
"""

from functools import lru_cache

from ontology import identifiers
from ontology.bodies import canonical_body, find_body
from ontology.body_history import successors
from ontology.body_signs import issuer_of_sign
from ontology.fold import fold_key
from ontology.numbers import number_key, parse_number
from ontology.series import series_period
from ontology.types import find_type, type_of_sign

_LATE = "2100-01-01"


@lru_cache(maxsize=65536)
def cell_of(number: str) -> str:
    """The key of everything written under one number, however it is typed."""
    return number_key(number)


@lru_cache(maxsize=65536)
def names_one_body(number: str) -> bool:
    """Whether the sign itself says who issued it (`NQ-CP`), so that the words beside it add nothing."""
    parsed = parse_number(number)
    return bool(parsed and issuer_of_sign(parsed.sign))


@lru_cache(maxsize=65536)
def type_of(number: str, written: str | None) -> str | None:
    """The type that the sign gives; the written one where the sign gives none (laws, official letters)."""
    parsed = parse_number(number)
    by_sign = type_of_sign(parsed.sign) if parsed else None
    if by_sign is not None:
        return by_sign.name
    known = find_type(written) if written else None
    return known.name if known else written


@lru_cache(maxsize=65536)
def period_of(number: str, date: str | None) -> str | None:
    """The stretch of its series in which a number is unique: a year, a Party term or a National Assembly term."""
    return series_period(None, None, number, date) if parse_number(number) else None


def work_key(issuer: str | None, type_: str | None, number: str | None, date: str | None) -> str | None:
    """The identity key, or None while any part of it is unknown."""
    return identifiers.work_key(issuer, type_, number, date)


@lru_cache(maxsize=65536)
def same_body(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean one body; None when either is not known."""
    if not one or not other:
        return None
    if fold_key(one) == fold_key(other):
        return True
    known = canonical_body(one), canonical_body(other)
    if known[0] is not None and known[0] == known[1]:
        return True
    return None if _placeless(one, other) or _of_no_province(one, other) else False


@lru_cache(maxsize=65536)
def is_of_many(name: str | None) -> bool:
    """Whether several bodies have this name: "Ủy ban nhân dân huyện Châu Thành", of whatever province."""
    body = find_body(name) if name else None
    if body is None:
        return False
    place = body.place
    return not body.placed or (place is not None and place.level != "province" and not place.province)


def _of_no_province(one: str, other: str) -> bool:
    """One is the other without its province ("Ủy ban nhân dân huyện Châu Thành"): there may be several of the name."""
    short, long = sorted((one, other), key=len)
    body = find_body(short)
    place = body.place if body is not None else None
    return place is not None and place.level != "province" and not place.province and long.startswith(short + ", ")


def _placeless(one: str, other: str) -> bool:
    """One is the other without its place ("Ủy ban nhân dân tỉnh"): it may be that body, and may be another's."""
    short, long = sorted((one, other), key=len)
    body = find_body(short)
    return body is not None and not body.placed and fold_key(long).startswith(fold_key(short))


@lru_cache(maxsize=65536)
def same_series_body(number: str, one: str | None, other: str | None) -> bool | None:
    """Whether two names number in one series under this sign (a committee and its chairman do); None when unknown."""
    if not one or not other:
        return None
    parsed = parse_number(number)
    if parsed is None:
        return same_body(one, other)
    mine, theirs = (identifiers.series_body(name, parsed.sign) for name in (one, other))
    if mine is not None and mine == theirs:
        return True
    if None in (mine, theirs) and _one_committee_somewhere(one, other):
        return None
    return same_body(one, other)


def _one_committee_somewhere(one: str, other: str) -> bool:
    """Organs of Party committees of one kind ("Ban Thường vụ Tỉnh ủy", "Tỉnh ủy Sóc Trăng")."""
    committee = identifiers.committee_of(one)
    return committee is not None and committee == identifiers.committee_of(other)


@lru_cache(maxsize=65536)
def of_one_committee(number: str | None, one: str, other: str) -> bool:
    """Two names of one Party committee below the centre, or of its organs: "của Tỉnh ủy" is said of them all.

    A name without its place may be that committee's; one of another place is not.
    """
    parsed = parse_number(number or "")
    if parsed is None or not parsed.party or parsed.body_abbr == "TW":
        return False
    if None in (identifiers.committee_of(one), identifiers.committee_of(other)):
        return False
    return same_series_body(number or "", one, other) is not False


@lru_cache(maxsize=65536)
def renamed(one: str | None, other: str | None) -> bool:
    """Whether one body took the other's place: a later name for an earlier document is a way of speaking."""
    return bool(one and other and (other in successors(one, _LATE) or one in successors(other, _LATE)))
