"""When a finding came to be held, where that is later than its document: a law was replaced, a period ran out, a
directive came in afterwards.

A finding of the first judgement is as old as the loading and needs no time of its own. The times stand in the graph of
loads, beside those of loading: they are provenance and depend on the order in which things became known, which nothing
else here may. A finding that goes takes its time with it. It refuses to guess: what was derived anew keeps what it had.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from pyoxigraph import Literal, NamedNode, Quad

from graph.names import PREAMBLE, cc, graph_named
from graph.store.seam import Change, Rows, Store

_OF_DOCUMENT = PREAMBLE + "SELECT ?f ?at WHERE { ?f cc:inDocument $document GRAPH $loads { ?f cc:foundAt ?at } }"
_ABOUT_WORK = PREAMBLE + (
    "SELECT ?d ?at WHERE { ?f cc:aboutWork $work ; cc:inDocument ?d GRAPH $loads { ?f cc:foundAt ?at } }"
)
_OF_ISSUER = PREAMBLE + (
    "SELECT ?d ?at WHERE { ?w cc:issuerName $name . ?d cc:sourceOf ?w . ?f cc:inDocument ?d "
    "GRAPH $loads { ?f cc:foundAt ?at } }"
)


def time_findings(store: Store, before: Collection[Quad], after: Collection[Quad]) -> Change:
    """The change of times that goes with a new judgement of one document."""
    if not before:  # judged for the first time
        return Change()
    held, now_held = _findings(before), _findings(after)
    when, loads = Literal(dt.datetime.now(dt.UTC).isoformat(timespec="seconds")), graph_named("loads")
    come = tuple(Quad(f, cc("foundAt"), when, loads) for f in now_held - held)
    return Change(delete=tuple(forget_findings(store, held - now_held)), insert=come)


def forget_findings(store: Store, findings: Iterable[NamedNode]) -> list[Quad]:
    """The times of these findings, to be deleted."""
    return [q for f in findings for q in store.match(f, cc("foundAt"), None, graph_named("loads"))]


def findings_in(store: Store, graph: NamedNode) -> set[NamedNode]:
    """The findings that stand in a graph."""
    return _findings(store.match(None, cc("findingId"), None, graph))


def read_times(store: Store, document: str) -> dict[str, str]:
    """When findings of a document came to be held, those that came later than it."""
    rows = store.select(_OF_DOCUMENT, document=NamedNode(document), loads=graph_named("loads"))
    return {finding or "": at or "" for finding, at in rows.texts()}


def read_latest(store: Store, work: str) -> dict[str, str]:
    """By document, when the latest finding about a work came to be held in it."""
    return _latest(store.select(_ABOUT_WORK, work=NamedNode(work), loads=graph_named("loads")))


def read_latest_of(store: Store, issuer: str) -> dict[str, str]:
    """The same for the documents of a body."""
    return _latest(store.select(_OF_ISSUER, name=issuer, loads=graph_named("loads")))


def _latest(rows: Rows) -> dict[str, str]:
    return {document or "": at or "" for document, at in sorted(rows.texts(), key=lambda row: row[1] or "")}


def _findings(quads: Iterable[Quad]) -> set[NamedNode]:
    named = cc("findingId")
    return {q.subject for q in quads if q.predicate == named and isinstance(q.subject, NamedNode)}
