"""What the whole store rests on most: PageRank over every basis and every carrying out.

One account for the page, the API and the command line, each work with what is known of it. It reads bases only: what is
merely mentioned carries nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.lineage import Node, read_edges, read_nodes
from graph.names import cc
from graph.store.seam import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Relied:
    """A work, its share of all that the store rests on, and how many rest on it directly."""

    node: Node
    rank: float
    resting: int


def most_relied_on(store: Store, count: int = 20) -> tuple[tuple[str, float], ...]:
    """The works that the whole store rests on most, by PageRank over every basis."""
    import networkx as nx  # heavy, and most commands never walk a graph

    graph: nx.DiGraph[str] = nx.DiGraph()
    for name in ("hasLegalBasis", "implements"):
        graph.add_edges_from(
            (r["s"], r["t"]) for r in store.select("SELECT ?s ?t WHERE { ?s $p ?t }", p=cc(name)).dicts()
        )
    if not graph:
        return ()
    ranks = nx.pagerank(graph)
    return tuple(sorted(ranks.items(), key=lambda pair: (-pair[1], pair[0]))[:count])


def read_relied_on(store: Store, count: int = 20) -> tuple[Relied, ...]:
    """The works that the store rests on most, with what is known of each."""
    ranks = most_relied_on(store, count)
    nodes = {n.iri: n for n in read_nodes(store, {iri: 0 for iri, _ in ranks})}
    resting = Counter(
        e.target for e in read_edges(store, list(nodes), above=False, roles=("legal_basis", "implements"))
    )
    return tuple(Relied(node=nodes[iri], rank=rank, resting=resting[iri]) for iri, rank in ranks)


def relied_to_json(found: Sequence[Relied]) -> list[dict[str, Any]]:
    """The same as JSON."""
    return [
        {
            "iri": r.node.iri, "label": r.node.label, "rank": r.rank, "title": r.node.title, "date": r.node.date,
            "issuer": r.node.issuer, "resting": r.resting, "expired": r.node.expired,
        }
        for r in found
    ]  # fmt: skip
