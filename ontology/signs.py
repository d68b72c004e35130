"""The abbreviations of bodies in document numbers (`UBND`, `BTNMT`, `TU`, `QH15`), and their right spelling.

Built from the body tables. It says how an abbreviation is spelt and whose it is (State or Party); which body it means
needs a place and a date, and is asked of `bodies`. It refuses to respell what it does not know.

>>> spell_body("ttg"), spell_body("BTNMT"), spell_body("BLDTBXH"), spell_body("qh15"), spell_body("XYZ")
('TTg', 'BTNMT', 'BLĐTBXH', 'QH15', None)
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from ontology.fold import fold_key
from ontology.tables import Row, rows

_TERM = re.compile(r"(UBTVQH|QH)(\d{1,2})", re.I)
# Staff organs of a Party committee, at every level: Ban Tổ chức, Ban Tuyên giáo …, before TW, TU, HU …
_STAFF = re.compile(r"(?:BTC|BTG|BTGDV|BDV|BNC|BKT|BĐN|BCĐ|UBKT|VP|BTV)(?:TW|TU|HU|QU|ThU|ĐU)", re.I)
_COMMITTEES = ("TW", "TU", "HU", "QU", "ThU", "TvU", "ĐU", "ĐUK", "BCSĐ", "BCS")


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """Right spelling by capitals, by folded letters (where only one body folds so), and the Party's abbreviations."""
    every: list[Row] = [*rows("bodies_central", "body"), *rows("bodies_local", "local")]
    signs = [sign for row in every for sign in row.get("signs", ()) if len(sign) > 1 and sign != "VP"]
    exact = {sign.upper(): sign for sign in (*signs, *_COMMITTEES)}
    folded: dict[str, list[str]] = {}
    for sign in exact.values():
        folded.setdefault(fold_key(sign), []).append(sign)
    party = {sign.upper() for row in every if row["kind"] == "party" for sign in row.get("signs", ())}
    return (
        MappingProxyType(exact),
        MappingProxyType({k: hits[0] for k, hits in folded.items() if len({h.replace("&", "") for h in hits}) == 1}),
        frozenset(party | {c.upper() for c in _COMMITTEES}),
    )


@lru_cache(maxsize=8192)
def spell_body(written: str) -> str | None:
    """The right spelling of a body's abbreviation, or None when it is not a known one."""
    word = written.replace("Ð", "Đ")
    if term := _TERM.fullmatch(word):
        return term[1].upper() + term[2]
    exact, folded, _ = _tables()
    if word.upper() in exact:
        return exact[word.upper()]
    if _STAFF.fullmatch(word):
        return re.sub("THU$", "ThU", word.upper())
    return folded.get(fold_key(word)) if len(word) > 2 and word.isupper() else None


@lru_cache(maxsize=1)
def _unions() -> frozenset[str]:
    """The signs of the Front and the unions."""
    every: list[Row] = [*rows("bodies_central", "body"), *rows("bodies_local", "local")]
    return frozenset(sign.upper() for row in every if row["kind"] == "mass_org" for sign in row.get("signs", ()))


@lru_cache(maxsize=8192)
def is_union_sign(abbr: str) -> bool:
    """Whether an abbreviation is the Front's or a union's, which number in the Party's way and in the State's.

    >>> is_union_sign("MTTW"), is_union_sign("BTC")
    (True, False)
    """
    return abbr.upper() in _unions()


@lru_cache(maxsize=8192)
def is_party_sign(abbr: str) -> bool:
    """Whether an abbreviation is a Party body's: TW, TU, HU, VPTW, BTGTU …"""
    return abbr.upper() in _tables()[2] or bool(_STAFF.fullmatch(abbr))
