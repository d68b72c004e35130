"""The yearly editions of a plan, in succession.

They are asked for by title, year for year, so that a body's thousand other documents are never read. A title that names
no year, or more than one, has no editions.
"""

from collections.abc import Iterable

from pyoxigraph import Literal

from graph.lineage import Node, read_nodes
from graph.lookup import YEAR, edition_key
from graph.names import cc
from graph.store.seam import Store
from ontology.fold import fold_text

_EDITIONS = tuple(range(1990, 2100))  # the years whose editions are asked for


def find_editions(store: Store, work: str) -> tuple[Node, ...]:
    """The yearly editions of one plan, in succession: same body and type, the same title but for its year."""
    own = read_nodes(store, {work: 0})[0]
    years = set(YEAR.findall(fold_text(own.title or "")))
    if not own.issuer or not own.title or len(years) != 1:
        return (own,)
    year = years.pop()
    keys = [edition_key(own.title.replace(year, str(other)), own.issuer) for other in _EDITIONS]
    named = " ".join(str(Literal(key)) for key in keys if key)
    rows = store.select(f"SELECT ?w WHERE {{ VALUES ?key {{ {named} }} ?w $by ?key }}", by=cc("editionKey"))
    nodes = [n for n in read_nodes(store, dict.fromkeys(rows.column("w"), 0) | {work: 0}) if n.type == own.type]
    return tuple(sorted(nodes, key=lambda n: (n.date or "", n.iri)))


def editions_to_json(found: Iterable[Node]) -> list[dict[str, str | None]]:
    """Editions for a program."""
    return [{"iri": n.iri, "label": n.label, "date": n.date, "title": n.title} for n in found]
