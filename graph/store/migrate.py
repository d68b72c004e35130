"""Steps from one version of the store's form to the next. Each may be repeated: what is there already is said again."""

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad

from graph.codec import decode
from graph.lookup import day_of, edition_key, series_known
from graph.names import cc, eli, graph_named
from graph.store.seam import Store
from ontology.values import Work

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


def add_series_keys(store: Store) -> None:
    """Version 3: what a body issued in a year is found by its series."""
    certain = "?w $known ?rank FILTER(?rank != 'consensus')"
    _add_keys(store, cc("seriesKey"), series_known, certain)


def add_day_keys(store: Store) -> None:
    """Version 4: what a body issued on a day is found, also where only citations speak of it."""
    _add_keys(store, cc("dayKey"), lambda work: day_of(work) if work.value("number") else None)


def _add_keys(store: Store, key: NamedNode, key_of: Callable[[Work], str | None], which: str = "") -> None:
    """One more key for the dated works of the store, of those that a pattern picks."""
    works = graph_named("works")
    rows = store.select(
        f"SELECT ?w WHERE {{ GRAPH $works {{ ?w $dated ?date . {which} }} }}",
        works=works, dated=eli("date_document"), **({"known": cc("knownFrom")} if which else {}),
    )  # fmt: skip
    names = rows.column("w")
    for start in range(0, len(names), _AT_ONCE):
        some = " ".join(str(NamedNode(name)) for name in names[start : start + _AT_ONCE])
        states = store.select(
            f"SELECT ?w ?s WHERE {{ VALUES ?w {{ {some} }} GRAPH $works {{ ?w $has ?s }} }}",
            works=works,
            has=cc("state"),
        )
        keyed = ((name, key_of(decode(Work, state))) for name, state in states.texts() if name and state)
        store.bulk([Quad(NamedNode(n), key, Literal(value), works) for n, value in keyed if value])
