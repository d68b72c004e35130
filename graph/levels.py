"""Levels of a picture, from the centre to the communes: at which one stands who issued a document?

What cannot be told stands at a level of its own, never at the centre: a plan of an unknown body is no law.
"""

from functools import lru_cache

from ontology.bodies import find_body
from ontology.body_signs import level_of_sign
from ontology.numbers import parse_number
from ontology.types import sole_issuer

LEVELS = ("central", "province", "department", "district", "commune", "unknown")


@lru_cache(maxsize=4096)
def level_of(issuer: str | None, number: str | None = None, type_name: str | None = None) -> int:
    """The place of an issuer between centre and commune, a department below its province; where nobody knows the
    issuer, that of the bodies whose sign the number carries, or of who alone issues such a type. What none of them
    tells stands apart, not at the centre."""
    name = issuer or sole_issuer(type_name)
    body = find_body(name.partition(";")[0]) if name else None
    if body is None:
        numbered = parse_number(number) if number else None
        return LEVELS.index((level_of_sign(numbered.sign) if numbered else None) or "unknown")
    if body.kind in ("department", "division", "public_unit"):
        return LEVELS.index("department") if body.level == "province" else LEVELS.index("district")
    return LEVELS.index(body.level) if body.level in LEVELS else LEVELS.index("department")
