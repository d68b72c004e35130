"""Which documents would still stand on something if one work were gone.

A picture of a lineage shows what is above and below its work, and not what the documents below stand on beside it. So
the bases of those are read in their turn, upwards and past the picture's edge, until works that stand on nothing. A
plan that also stands on another decision does not lose its only basis, whether the decision is drawn or not. Where more
would have to be read than is reasonable, nothing is said of anybody: what is left counts as a basis.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from pyoxigraph import NamedNode

from graph.names import cc
from graph.store.seam import Store

MOST_READ = 5000
_AT_ONCE = 64
_DATE = "http://data.europa.eu/eli/ontology#date_document"


def read_supported(
    store: Store, works: Collection[str], without: str, *, predicates: Iterable[str], day: str | None = None
) -> frozenset[str]:
    """Those of the works that reach a work without bases of its own by a way that does not pass `without`."""
    names = tuple(predicates)
    rests_on: dict[str, set[str]] = {}
    waiting = sorted(set(works) - {without})
    while waiting and len(rests_on) + len(waiting) <= MOST_READ:
        found = _bases(store, waiting, names, day)
        rests_on |= found
        waiting = sorted({t for ends in found.values() for t in ends} - set(rests_on) - {without})
    carries: dict[str, set[str]] = defaultdict(set)
    for work, ends in rests_on.items():
        for end in ends:
            carries[end].add(work)
    reached = {work for work, ends in rests_on.items() if not ends} | set(waiting)
    fresh = list(reached)
    while fresh:
        following = carries[fresh.pop()] - reached
        reached |= following
        fresh += following
    return frozenset(reached & set(works))


def _bases(store: Store, works: Sequence[str], names: Sequence[str], day: str | None) -> dict[str, set[str]]:
    """What each of these works rests on, itself left out."""
    found: dict[str, set[str]] = {work: set() for work in works}
    until = "" if day is None else f" OPTIONAL {{ ?t <{_DATE}> ?d }} FILTER(!BOUND(?d) || STR(?d) <= $day)"
    for start in range(0, len(works), _AT_ONCE):
        some = " ".join(str(NamedNode(iri)) for iri in works[start : start + _AT_ONCE])
        for name in names:
            text = f"SELECT ?s ?t WHERE {{ VALUES ?s {{ {some} }} ?s $p ?t{until} }}"
            for s, t in store.select(text, p=cc(name), day=day or "").texts():
                if s and t and s != t:
                    found[s].add(t)
    return found
