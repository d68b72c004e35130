"""Whose sign it is: "NQ-CP" is the Government's, "CTr/HU" the district committee's of the place that speaks.

Refuses to choose between two bodies of one sign: "UBND" in a district's paper may be the province's or the district's
own, "TW" is the Central Committee's, the Political Bureau's and the Secretariat's.

>>> issuer_of_sign("NQ-CP"), issuer_of_sign("CTr/HU", context=Context(district="huyện Cẩm Xuyên"))
('Chính phủ', 'Huyện ủy Cẩm Xuyên')
"""

import re
from functools import lru_cache

from ontology.bodies import NOWHERE, Context, body_at, places_held
from ontology.body_tables import Alias, CentralBody, LocalBody, sign_index
from ontology.numbers import parse_sign
from ontology.places import Level, parse_place


@lru_cache(maxsize=16384)
def issuer_of_sign(sign: str, *, context: Context = NOWHERE, date: str | None = None) -> str | None:
    """Who numbers with this sign, in this context; None when the sign alone does not tell.

    >>> issuer_of_sign("KH-SNV", context=Context(province="Nghệ An")), issuer_of_sign("TTLT-BTC-BNV")
    ('Sở Nội vụ tỉnh Nghệ An', 'Bộ Tài chính; Bộ Nội vụ')
    """
    parsed = parse_sign(sign)
    if parsed is None or parsed.body_abbr is None:
        return None
    if parsed.body_abbr.startswith("UBTVQH"):
        return "Ủy ban Thường vụ Quốc hội"
    if re.fullmatch(r"QH\d{1,2}", parsed.body_abbr):
        return "Quốc hội"
    names = [_issuer(abbr, context, date) for abbr in parsed.body_abbr.split("-")]
    return "; ".join(n for n in names if n) if all(names) else None


@lru_cache(maxsize=4096)
def level_of_sign(sign: str) -> str | None:
    """Where the bodies of a sign stand, when all of them stand at one level; a province's department below it.

    >>> level_of_sign("KH-STC"), level_of_sign("QĐ-BTC"), level_of_sign("QH15"), level_of_sign("KH-UBND")
    ('department', 'central', 'central', None)
    """
    parsed = parse_sign(sign)
    abbr = (parsed.body_abbr or "").upper() if parsed else ""
    if abbr == "TW" or re.fullmatch(r"(?:UBTV)?QH\d{1,2}", abbr):
        return "central"
    found: set[str] = set()
    for body in sign_index().get(abbr, ()):
        if isinstance(body, CentralBody):
            found.add("central")
        else:
            found |= {"department" if body.kinds.get(level) == "department" else level for level in body.levels}
    return found.pop() if len(found) == 1 else None


def _issuer(abbr: str, context: Context, date: str | None) -> str | None:
    hits = sign_index().get(abbr.upper(), ())
    if abbr.upper() == "TW" or not hits:
        return None  # the Central Committee, the Political Bureau and the Secretariat number in one series
    central = [b for b in hits if isinstance(b, CentralBody)]
    if central:
        return central[0].name if len(hits) == 1 else None
    local = [b for b in hits if isinstance(b, LocalBody)]
    return _local_issuer(abbr, local[0], context)


_COMMITTEE_OF_SIGN: dict[str, tuple[Level, ...]] = {
    "TU": ("province",),
    "HU": ("district",),
    "QU": ("district",),
    "THU": ("district",),
    "ĐU": ("commune",),
}


def _local_issuer(abbr: str, row: LocalBody, context: Context) -> str | None:
    """One body of the context's places, or None when two levels could have it."""
    levels = row.levels
    if row.of_committee:
        levels = next((v for k, v in _COMMITTEE_OF_SIGN.items() if abbr.upper().endswith(k)), row.levels)
    held = dict(places_held(context))
    possible = [level for level in levels if held[level]]
    if len(possible) != 1:
        return None
    place = parse_place(held[possible[0]] or "", possible[0])
    if place is None:
        return None
    alias = Alias(body=row, levels=(place.level,), capitals=False)
    return body_at(alias, place).name
