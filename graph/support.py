"""Single points of support: which documents would lose every basis if one were repealed.

The drawn lineage has a depth and a limit, so it cannot say this: a basis outside the picture is a basis. Here every
basis that a document has is read, as of a day where one is named, however far from the work asked about. What is
found in the end is what that work dominates (networkx) among all that rests on it.
It refuses to say "only" of a document that writes a basis not known which, as it may be another one; and it names
nobody where more rests on the work than can be read while a person waits.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from graph.lineage import Role, read_edges
from graph.names import cc
from graph.store.seam import Store

_BASES: tuple[Role, ...] = ("legal_basis", "implements")
MOST_READ = 5000
_AT_ONCE = 64
_ROOT = ""  # above everything that does not fall with the work


def find_dependents_only_on(store: Store, work: str, day: str | None = None) -> tuple[str, ...]:
    """The works that lose every basis, their own or that of their bases, when this work goes."""
    bases: dict[str, set[str]] = {}  # of each work that may fall
    rests: dict[str, bool] = {work: True}  # whether a basis itself rests on something, or is the work
    falling, seen = {work}, {work}
    while falling:
        near = {e.source for e in read_edges(store, sorted(falling), above=False, roles=_BASES, day=day)} - seen
        seen |= near
        if len(seen) > MOST_READ:
            return ()
        held: dict[str, set[str]] = defaultdict(set)
        for edge in read_edges(store, sorted(near), above=True, roles=_BASES, day=day):
            held[edge.source].add(edge.target)
        falling = _exclude_held_by_roots(store, held, rests)
        falling -= _find_unsure(store, sorted(falling))
        bases |= {iri: held[iri] for iri in falling}
    return _keep_dominated(bases, work)


def _exclude_held_by_roots(store: Store, held: Mapping[str, set[str]], rests: dict[str, bool]) -> set[str]:
    """Those of which no basis is known to rest on nothing: such a one remains. Nearly everything that rests on a law
    rests on another law too, so the bases that most have are looked at first, and few need to be."""
    left = dict(held)
    while left:
        shared = Counter(end for ends in left.values() for end in ends if end not in rests)
        some = [end for end, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_AT_ONCE]]
        resting = _find_resting(store, some)
        rests |= {end: end in resting for end in some}
        left = {iri: ends for iri, ends in left.items() if all(rests.get(end, True) for end in ends)}
        if not some:
            break
    return set(left)


def _find_resting(store: Store, works: Sequence[str]) -> set[str]:
    """Those that rest on something."""
    return {
        iri
        for some in _in_chunks(works)
        for name in ("hasLegalBasis", "implements")
        for iri in store.select(
            f"SELECT DISTINCT ?w WHERE {{ VALUES ?w {{ {some} }} ?w $p ?basis FILTER(?basis != ?w) }}", p=cc(name)
        ).column("w")
    }


def _find_unsure(store: Store, works: Sequence[str]) -> set[str]:
    """Those that write a basis of which it is not known which document it is."""
    return {
        iri
        for some in _in_chunks(works)
        for iri in store.select(
            f"SELECT DISTINCT ?p WHERE {{ VALUES ?p {{ {some} }} ?c $citing ?p ; $role ?as . "
            "FILTER(?as = $one || ?as = $other) FILTER NOT EXISTS { ?c $cited ?meant } }",
            citing=cc("citingDocument"), role=cc("role"), one=cc("role-legal_basis"), other=cc("role-implements"),
            cited=cc("citedWork"),
        ).column("p")
    }  # fmt: skip


def _in_chunks(works: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(works), _AT_ONCE):
        yield " ".join(str(NamedNode(iri)) for iri in works[at : at + _AT_ONCE])


def _keep_dominated(bases: dict[str, set[str]], work: str) -> tuple[str, ...]:
    """Those to which every way from what stands by itself leads over the work."""
    if not bases:
        return ()
    import networkx as nx  # heavy, and most commands never walk a graph

    support: nx.DiGraph[str] = nx.DiGraph()
    support.add_edge(_ROOT, work)
    for resting, under in bases.items():
        support.add_edges_from((basis if basis in bases or basis == work else _ROOT, resting) for basis in under)
    above = nx.immediate_dominators(support, _ROOT)
    dominated = []
    for resting in bases:
        at = resting
        while at not in (_ROOT, work):
            at = above[at]
        if at == work:
            dominated.append(resting)
    return tuple(sorted(dominated))
