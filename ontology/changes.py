"""Changes of bodies as events: what was merged, renamed or abolished, from which day, by which act.

The rows are `tables/body_changes.toml`; the body tables say the same from the bodies' side, and a test holds the two
together. `changes_graph` says the events in RDF (`org:ChangeEvent`). It refuses to name an act that is not confirmed.

>>> [c.act for c in changes_of("Bộ Kế hoạch và Đầu tư")]
['176/2025/QH15']
>>> [c.results for c in changes_of("Sở Thông tin và Truyền thông tỉnh Hà Tĩnh")]
[('Sở Khoa học và Công nghệ tỉnh Hà Tĩnh',)]
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import ORG, XSD

from ontology import terms
from ontology.bodies import find_body
from ontology.errors import Message
from ontology.identifiers import DEFAULT_BASE, mint_body
from ontology.places import Place
from ontology.tables import rows

Kind = Literal["merger", "renaming", "abolition"]
Scope = Literal["central", "local", "province"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChange:
    """One event. `since` is the first day of what came after; `act` is empty while it is not confirmed."""

    id: str
    kind: Kind
    scope: Scope
    since: str
    originals: tuple[str, ...]
    results: tuple[str, ...]
    act: str
    source: str
    note: Message | None = None

    @property
    def gone(self) -> tuple[str, ...]:
        """The bodies that were there before and not after."""
        return tuple(name for name in self.originals if name not in self.results)


@lru_cache(maxsize=1)
def body_changes() -> tuple[BodyChange, ...]:
    """Every event, in the order of the table."""
    return tuple(
        BodyChange(
            id=row["id"],
            kind=row["kind"],
            scope=row["scope"],
            since=row["from"],
            originals=tuple(row["originals"]),
            results=tuple(row["results"]),
            act=row["act"],
            source=row["source"],
            note=Message(row["vi"], row["en"]) if "vi" in row else None,
        )
        for row in rows("body_changes", "change")
    )


def changes_of(name: str) -> tuple[BodyChange, ...]:
    """The events in which a body ended, under its full name; a local body's events carry its place."""
    body = find_body(name)
    base = body.base if body else name
    place = body.place if body else None
    return tuple(
        _at(change, place) if change.scope == "local" and place else change
        for change in body_changes()
        if base in change.gone or name in change.gone
    )


def _at(change: BodyChange, place: Place) -> BodyChange:
    return replace(
        change,
        id=f"{change.id}/{place.full}",
        originals=tuple(f"{name} {place.full}" for name in change.originals),
        results=tuple(f"{name} {place.full}" for name in change.results),
    )


def province_after(name: str, day: str) -> str:
    """The name under which a province's territory goes on a day.

    >>> province_after("Hà Giang", "2025-06-30"), province_after("Hà Giang", "2025-07-01")
    ('Hà Giang', 'Tuyên Quang')
    """
    for change in body_changes():
        if change.scope == "province" and name in change.gone and change.since <= day:
            return change.results[0]
    return name


def changes_graph(*, base: str = DEFAULT_BASE) -> Graph:
    """The events of the centre and of the provinces in RDF."""
    graph = Graph()
    for change in body_changes():
        if change.scope == "local":
            continue
        node = URIRef(f"{mint_body(change.id, base=base)}")
        graph.add((node, RDF.type, URIRef(terms.BodyChange)))
        graph.add((node, RDF.type, ORG.ChangeEvent))
        graph.add((node, URIRef(terms.SINCE), RdfLiteral(change.since, datatype=XSD.date)))
        if change.act:
            graph.add((node, URIRef(terms.BY_ACT), RdfLiteral(change.act)))
        for names, link in ((change.originals, terms.ORIGINAL_BODY), (change.results, terms.RESULTING_BODY)):
            for name in names:
                body = URIRef(mint_body(name, base=base))
                graph.add((body, RDFS.label, RdfLiteral(name)))
                graph.add((body, RDF.type, ORG.Organization))
                graph.add((node, URIRef(link), body))
    return graph
