"""Bodies of districts and communes by their full names: with the province, where no table knows it.

There are ten districts Châu Thành, and a number is only unique within one of them. What a page calls "UBND huyện Châu
Thành" is the one of the province that the page speaks from, so that province is put behind the name before anything is
compared. A page that does not say its province keeps the short name, which may be any of them. It never touches a body
whose district a table knows.
"""

import re
from dataclasses import replace
from functools import lru_cache

from ontology.bodies import context_of, find_body
from ontology.places import parse_place, provinces
from ontology.values import Citation, Document, Record

_BEHIND = re.compile(r",\s*((?:tỉnh|thành phố)\s+[^,;]+)$", re.IGNORECASE)


def place_bodies(record: Record) -> Record:
    """The record with the issuers of districts and communes named together with their province.

    >>> from ontology.values import Source, Text
    >>> text = Text(raw="", source=Source(file="a", sha256="", media_type="text/plain", size=0))
    >>> said = Document(issuer="Ủy ban nhân dân huyện Châu Thành", parent="Ủy ban nhân dân tỉnh Long An")
    >>> place_bodies(Record(text=text, document=said)).document.issuer
    'Ủy ban nhân dân huyện Châu Thành, tỉnh Long An'
    """
    province = _province(record.document) or _province_told(record)
    if province is None:
        return record
    own = _placed(record.document.issuer, province)
    elsewhere = _told_elsewhere(record, own, province)
    return replace(
        record,
        document=replace(record.document, issuer=own),
        citations=tuple(_cited(c, province, elsewhere) for c in record.citations),
    )


def _told_elsewhere(record: Record, own: str | None, province: str) -> frozenset[str]:
    """The places that the page names with another province only: the short name behind that may mean those."""
    named: dict[str, set[str]] = {}
    for issuer in (own, *(c.issuer for c in record.citations)):
        body = find_body(issuer) if issuer else None
        if body is not None and body.place is not None and body.place.province is not None:
            named.setdefault(body.place.full, set()).add(body.place.province)
    home = province.partition(" ")[2] if province.startswith("tỉnh ") else province.removeprefix("thành phố ")
    return frozenset(place for place, within in named.items() if home not in within)


def _cited(citation: Citation, province: str, elsewhere: frozenset[str]) -> Citation:
    body = find_body(citation.issuer) if citation.issuer else None
    if body is not None and body.place is not None and body.place.full in elsewhere:
        return citation
    issuer = _placed(citation.issuer, province)
    return citation if issuer == citation.issuer else replace(citation, issuer=issuer)


def _placed(name: str | None, province: str) -> str | None:
    body = find_body(name) if name else None
    if body is None or body.place is None or body.place.level == "province" or body.place.province is not None:
        return name
    return f"{name}, {province}"


def _province(own: Document) -> str | None:
    """The province a document speaks from: by its issuer and the body above it, or by what stands behind its name."""
    said = context_of(own.issuer, parent=own.parent, date=own.date).province
    if said is not None:
        return said
    behind = _BEHIND.search(own.issuer or "")
    place = parse_place(behind[1]) if behind else None
    return place.full if place and place.level == "province" else None


def _province_told(record: Record) -> str | None:
    """The province a district's or commune's page names as its own, or the only one whose bodies it cites.

    A page of a district seldom says whose district it is; it stands on its province's plans and sends them its copies.
    """
    body = find_body(record.document.issuer) if record.document.issuer else None
    if body is None or body.place is None or body.place.level == "province":
        return None
    own = re.compile(re.escape(body.place.full) + _within(), re.IGNORECASE)
    said = {place.full for m in own.finditer(record.text.raw) if (place := parse_place(m[1], "province"))}
    if not said:
        names = (*record.document.recipients, *(c.issuer for c in record.citations if c.issuer_from != "context"))
        bodies = (find_body(name) for name in names if name)
        said = {b.place.full for b in bodies if b and b.place and b.place.level == "province"}
    return said.pop() if len(said) == 1 else None


@lru_cache(maxsize=1)
def _within() -> str:
    """What stands behind a place's name: "xã Hòa Phú, huyện Châu Thành, tỉnh Long An"."""
    names = "|".join(sorted((re.escape(p.full) for p in provinces().values()), key=len, reverse=True))
    return rf"(?:\s*,\s*(?:huyện|quận|thị xã|thành phố)\s+[^,;.\n()]{{2,30}})?\s*,\s*({names})\b"
