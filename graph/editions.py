"""The yearly editions of a plan, in succession.

They are asked for by title, year for year, so that a body's thousand other documents are never read. A title that names
no year, or more than one, has no editions.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.lookup import YEAR, edition_key
from graph.names import PREAMBLE
from graph.store.seam import Store
from ontology.fold import fold_text

_EDITIONS = tuple(range(1990, 2100))  # the years whose editions are asked for
_SAID = """?w rdfs:label ?label . OPTIONAL { ?w cc:typeName ?type } OPTIONAL { ?w eli:date_document ?date }
  OPTIONAL { ?w eli:title ?title }"""
_OWN = f"SELECT ?label ?type ?date ?title ?issuer WHERE {{ VALUES ?w {{ $work }} {_SAID}" + (
    " OPTIONAL { ?w cc:issuerName ?issuer } }"
)
_BESIDE = f"SELECT ?w ?label ?type ?date ?title WHERE {{ VALUES ?key {{ %s }} ?w cc:editionKey ?key . {_SAID} }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition, as lists name it."""

    iri: str
    label: str
    type: str | None = None
    date: str | None = None
    title: str | None = None


def find_editions(store: Store, work: str) -> tuple[Edition, ...]:
    """The yearly editions of one plan, in succession: same body and type, the same title but for its year."""
    said = store.select(PREAMBLE + _OWN, work=NamedNode(work)).dicts()
    own, issuer = _edition(work, said[0] if said else {}), said[0].get("issuer") if said else None
    years = set(YEAR.findall(fold_text(own.title or "")))
    if not issuer or not own.title or len(years) != 1:
        return (own,)
    year = years.pop()
    keys = [edition_key(own.title.replace(year, str(other)), issuer) for other in _EDITIONS]
    rows = store.select(PREAMBLE + _BESIDE % " ".join(str(Literal(key)) for key in keys if key)).dicts()
    found = {work: own}
    for row in rows:  # everything in one question: a body may have a hundred of a kind
        found.setdefault(row["w"], _edition(row["w"], row))
    return tuple(sorted((e for e in found.values() if e.type == own.type), key=lambda e: (e.date or "", e.iri)))


def _edition(iri: str, said: dict[str, str]) -> Edition:
    return Edition(
        iri=iri, label=said.get("label", iri), type=said.get("type"), date=said.get("date"), title=said.get("title")
    )  # fmt: skip


def editions_to_json(found: Iterable[Edition]) -> list[dict[str, str | None]]:
    """Editions for a program."""
    return [{"iri": e.iri, "label": e.label, "date": e.date, "title": e.title} for e in found]
