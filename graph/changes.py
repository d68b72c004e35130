"""Which documents and works have changed since a projection was last made: a number on each, and the last number.

Projections (lists, search) are made from the store and must follow it without reading all of it again. So whatever
derives a document or a work anew, removes it or decides about its findings stamps it with the next number, in the
same change. The stamps stand in the graph of loads: they are provenance, and say nothing about what is known. The
line names an unbroken row of numbers; whoever changes the store past these functions breaks it (`break_line`), and
projections are then made afresh. It keeps one stamp a document, not a history.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph.names import cc, graph_named, whole
from graph.store.seam import Change, Store

_ASKED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a line of changes has come."""

    line: str = ""
    number: int = 0


def read_mark(store: Store) -> Mark:
    """How far the store has come; the empty mark of a store that has never been stamped."""
    loads = graph_named("loads")
    lines = [_text(q) for q in store.match(loads, cc("changeLine"), None, loads)]
    numbers = [int(_text(q)) for q in store.match(loads, cc("lastChange"), None, loads)]
    return Mark(max(lines), max(numbers, default=0)) if lines else Mark()


def stamp(store: Store, changed: Iterable[str]) -> Change:
    """The change that stamps these with the next number, to be made together with what changes them."""
    loads, mark, nodes = graph_named("loads"), read_mark(store), [NamedNode(n) for n in sorted(set(changed))]
    if not nodes:
        return Change()
    old = [Quad(d, cc("changedIn"), n, loads) for d, n in _stamped(store, nodes)]
    insert = [Quad(d, cc("changedIn"), whole(mark.number + 1), loads) for d in nodes]
    insert.append(Quad(loads, cc("lastChange"), whole(mark.number + 1), loads))
    if mark.line:
        old.append(Quad(loads, cc("lastChange"), whole(mark.number), loads))
    else:
        insert.append(Quad(loads, cc("changeLine"), Literal(uuid.uuid4().hex), loads))
    return Change(delete=tuple(old), insert=tuple(insert))


def break_line(store: Store) -> Change:
    """The change that makes every projection begin afresh."""
    loads = graph_named("loads")
    kept = [*store.match(loads, cc("changeLine"), None, loads), *store.match(loads, cc("lastChange"), None, loads)]
    insert = (
        Quad(loads, cc("changeLine"), Literal(uuid.uuid4().hex), loads),
        Quad(loads, cc("lastChange"), whole(read_mark(store).number), loads),
    )
    return Change(delete=tuple(kept), insert=insert)


def changed_between(store: Store, after: int, last: int) -> list[str]:
    """The documents and works whose latest change has a number after the one, up to the other."""
    loads = graph_named("loads")
    return [
        q.subject.value  # type: ignore[union-attr]
        for number in range(after + 1, last + 1)
        for q in store.match(None, cc("changedIn"), whole(number), loads)
    ]


def together(*changes: Change) -> Change:
    """Several changes as one."""
    insert = {q for c in changes for q in c.insert}
    return Change(
        delete_graphs=tuple(g for c in changes for g in c.delete_graphs),
        delete=tuple({q for c in changes for q in c.delete} - insert),
        insert=tuple(insert),
    )


def _stamped(store: Store, nodes: list[NamedNode]) -> list[tuple[NamedNode, Literal]]:
    found = []
    for start in range(0, len(nodes), _ASKED_AT_ONCE):
        some = " ".join(str(n) for n in nodes[start : start + _ASKED_AT_ONCE])
        text = f"SELECT ?d ?n WHERE {{ VALUES ?d {{ {some} }} GRAPH $loads {{ ?d $in ?n }} }}"
        found += list(store.select(text, loads=graph_named("loads"), **{"in": cc("changedIn")}))
    return found  # type: ignore[return-value]


def _text(quad: Quad) -> str:
    return quad.object.value  # type: ignore[union-attr]
