"""Steps from one version of the store's form to the next. Each may be repeated: what is there already is said again."""

from pyoxigraph import Literal, NamedNode, Quad

from graph.lookup import edition_key
from graph.names import cc, eli, graph_named
from graph.store.seam import Store

_AT_ONCE = 20_000


def add_edition_keys(store: Store) -> None:
    """Version 2: yearly editions are found by their whole title and body."""
    works = graph_named("works")
    rows = store.select(
        "SELECT ?w ?title ?issuer WHERE { GRAPH $works { ?w $named ?key ; $title ?title ; $issuer ?issuer } }",
        works=works, named=cc("nameKey"), title=eli("title"), issuer=cc("issuerName"),
    )  # fmt: skip
    quads = [
        Quad(NamedNode(work), cc("editionKey"), Literal(key), works)
        for work, title, issuer in rows.texts()
        if work and (key := edition_key(title, issuer))
    ]
    for start in range(0, len(quads), _AT_ONCE):
        store.bulk(quads[start : start + _AT_ONCE])
