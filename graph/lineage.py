"""Lineage: what a document stands on and what stands on it, as a picture, a table and a set of questions.

The store answers which works rest on which (`cc:hasLegalBasis`, `cc:implements`, `cc:cites`); networkx walks: depths,
generations, cycles, the edges a drawing can leave out. It reads no more than asked for: a lineage has a depth and a
number of nodes beyond which the rest is counted, not drawn. What only all the bases can tell is asked in `support.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from pyoxigraph import NamedNode

from graph.levels import LEVELS, level_of
from graph.marks import Marks, read_marks
from graph.names import cc
from graph.store.seam import Store

if TYPE_CHECKING:
    import networkx as nx
else:  # heavy, and most commands never walk a graph: loaded at the first use

    class _Later:
        def __getattr__(self, name: str) -> Any:
            return getattr(import_module("networkx"), name)

    nx = _Later()

Role = Literal["legal_basis", "implements", "cites", "related"]
Direction = Literal["focus", "above", "below"]
PREDICATES: Mapping[str, Role] = {"hasLegalBasis": "legal_basis", "implements": "implements", "cites": "cites"}
_STRENGTH: Mapping[Role, int] = {"implements": 2, "legal_basis": 1, "cites": 0, "related": -1}
_AT_ONCE = 64
_DATE = "http://data.europa.eu/eli/ontology#date_document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One work of the picture."""

    iri: str
    label: str
    type: str | None = None
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    level: int = 0  # place in LEVELS
    depth: int = 0  # steps from the focus; negative above it
    loaded: bool = False  # its own text is in the store
    expired: str | None = None  # first day it was no longer in force
    misquotes: int = 0  # errors in its references, as its page counts them
    outdated: int = 0  # outdated works that it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`source` rests on `target`."""

    source: str
    target: str
    role: Role
    wrong: bool = False  # source misquotes target
    doubtful: bool = False  # it may: a person must look
    outdated: bool = False  # target was not in force when source was signed

    @property
    def marked(self) -> bool:
        """Whether there is something to see in it."""
        return self.wrong or self.doubtful or self.outdated


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The nodes and edges around one work; `folded` counts what a limit left out, by the node it hangs on."""

    focus: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    folded: Mapping[str, int] = field(default_factory=dict)

    def node(self, iri: str) -> Node | None:
        return next((n for n in self.nodes if n.iri == iri), None)


def _chunks(items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[i : i + _AT_ONCE] for i in range(0, len(items), _AT_ONCE))


def _iris(items: Iterable[str]) -> str:
    return " ".join(str(NamedNode(i)) for i in items)


def read_edges(
    store: Store,
    works: Sequence[str],
    *,
    above: bool,
    roles: Iterable[Role],
    within: Collection[str] = (),
    limit: int | None = None,
    day: str | None = None,
) -> list[Edge]:
    """The edges from these works to what they rest on (`above`), or from what rests on them; only those whose other
    end is `within`, where that is given, and none whose other end was issued after `day`. A law may carry tens of
    thousands: no more than `limit` of each role are read, which of them is the store's choice."""
    wanted = set(roles)
    bound, other = ("?s", "?t") if above else ("?t", "?s")
    ends = (f" . VALUES {other} {{ {_iris(within)} }}" if within else "") + _issued_by(other, day)
    most = "" if limit is None else f" LIMIT {limit}"
    found: dict[tuple[str, str], Role] = {}
    for name, role in PREDICATES.items():
        if role not in wanted:
            continue
        for some in _chunks(works):
            text = f"SELECT ?s ?t WHERE {{ VALUES {bound} {{ {_iris(some)} }} ?s $p ?t{ends} }}{most}"
            for s, t in store.select(text, p=cc(name), day=day or "").texts():
                key = (s or "", t or "")
                if key[0] != key[1] and _STRENGTH[role] >= _STRENGTH.get(found.get(key, "cites"), 0):
                    found[key] = role
    return [Edge(source=s, target=t, role=role) for (s, t), role in sorted(found.items())]


def read_lineage(
    store: Store,
    work: str,
    *,
    up: int = 3,
    down: int = 3,
    roles: Iterable[Role] = ("legal_basis", "implements"),
    limit: int = 200,
    day: str | None = None,
) -> Lineage:
    """The lineage of a work, `up` steps above and `down` below, at most `limit` nodes; the nearest are kept.

    As it stood on a `day`: without what was issued later, and nothing outdated that was then in force.
    """
    roles = tuple(roles)
    depths: dict[str, int] = {work: 0}
    edges: dict[tuple[str, str], Edge] = {}
    folded: dict[str, int] = defaultdict(int)
    uncounted: list[tuple[str, bool]] = []  # works of which not every edge was read, and on which side
    for above, steps in ((True, up), (False, down)):
        frontier = [work]
        for step in range(1, steps + 1):
            following: list[str] = []
            found = read_edges(store, frontier, above=above, roles=roles, limit=limit + 1, day=day)
            if len(found) > limit:
                uncounted += [(near, above) for near in frontier]
            for edge in found:
                near, far = (edge.source, edge.target) if above else (edge.target, edge.source)
                if far not in depths:
                    if len(depths) >= limit:
                        folded[near] += 1
                        continue
                    depths[far] = -step if above else step
                    following.append(far)
                edges[edge.source, edge.target] = edge
            frontier = following
            if not frontier:
                break
    for edge in read_edges(store, list(depths), above=True, roles=roles, within=depths):
        edges[edge.source, edge.target] = edge
    for near, above in uncounted:
        drawn = sum(1 for source, target in edges if near == (source if above else target))
        folded[near] = count_edges(store, near, above=above, roles=roles, day=day) - drawn
    marks = read_marks(store, depths, day)
    nodes = read_nodes(store, depths, marks, day)
    marked = mark_edges([edges[k] for k in sorted(edges)], marks)
    return Lineage(focus=work, nodes=nodes, edges=marked, folded={iri: n for iri, n in folded.items() if n})


def _issued_by(name: str, day: str | None) -> str:
    """The part of a pattern that leaves out what was issued after a day; what has no date stays."""
    if day is None:
        return ""
    return f" OPTIONAL {{ {name} <{_DATE}> ?issued }} FILTER(!BOUND(?issued) || STR(?issued) <= $day)"


def count_edges(store: Store, work: str, *, above: bool, roles: Iterable[Role], day: str | None = None) -> int:
    """How many works this one rests on (`above`), or how many rest on it, none of them read."""
    wanted = set(roles)
    ends = " UNION ".join(
        f"{{ $work {cc(name)} ?end }}" if above else f"{{ ?end {cc(name)} $work }}"
        for name, role in PREDICATES.items()
        if role in wanted
    )
    text = f"SELECT (COUNT(DISTINCT ?end) AS ?n) WHERE {{ {ends} FILTER(?end != $work){_issued_by('?end', day)} }}"
    return int(store.select(text, work=NamedNode(work), day=day or "").column("n")[0])


def read_nodes(
    store: Store, depths: Mapping[str, int], marks: Marks | None = None, day: str | None = None
) -> tuple[Node, ...]:
    """What a picture shows of these works, with the marks of their references where those are read already."""
    found: dict[str, dict[str, str]] = {}
    for some in _chunks(sorted(depths)):
        rows = store.select(
            f"SELECT ?w ?label ?number ?type ?title ?date ?issuer ?expired ?doc WHERE {{ VALUES ?w {{ {_iris(some)} }} "
            "?w <http://www.w3.org/2000/01/rdf-schema#label> ?label . OPTIONAL { ?w $type ?type } "
            "OPTIONAL { ?w <http://data.europa.eu/eli/ontology#title> ?title } "
            "OPTIONAL { ?w <http://data.europa.eu/eli/ontology#date_document> ?date } "
            "OPTIONAL { ?w <http://data.europa.eu/eli/ontology#id_local> ?number } "
            "OPTIONAL { ?w $issuer ?issuer } OPTIONAL { ?w $expired ?expired } OPTIONAL { ?doc $source ?w } }",
            type=cc("typeName"), issuer=cc("issuerName"), expired=cc("inForceTo"), source=cc("sourceOf"),
        )  # fmt: skip
        for row in rows.dicts():
            found.setdefault(row["w"], row)
    marks = marks or read_marks(store, [iri for iri in found if "doc" in found[iri]])
    outdated = marks.outdated_bases()
    nodes = []
    for iri in sorted(depths):
        row = found.get(iri, {})
        ended = row.get("expired")
        nodes.append(
            Node(
                iri=iri, label=row.get("label", iri), type=row.get("type"), title=row.get("title"),
                date=row.get("date"),
                issuer=row.get("issuer"),
                level=level_of(row.get("issuer"), row.get("number"), row.get("type")),
                depth=depths[iri], loaded="doc" in row,
                expired=ended if day is None or (ended or "") <= day else None, misquotes=marks.errors.get(iri, 0),
                outdated=outdated.get(iri, 0),
            )
        )  # fmt: skip
    return tuple(nodes)


def mark_edges(edges: Sequence[Edge], marks: Marks) -> tuple[Edge, ...]:
    """The edges with what is wrong in them."""
    return tuple(
        replace(e, wrong=pair in marks.wrong, doubtful=pair in marks.doubtful, outdated=pair in marks.outdated)
        for e in edges
        for pair in [(e.source, e.target)]
    )


def find_labels(store: Store, works: Sequence[str]) -> dict[str, str]:
    """What these works are called."""
    found: dict[str, str] = {}
    for some in _chunks(works):
        text = (
            f"SELECT ?w ?l WHERE {{ VALUES ?w {{ {_iris(some)} }} ?w <http://www.w3.org/2000/01/rdf-schema#label> ?l }}"
        )
        found |= {row["w"]: row["l"] for row in store.select(text).dicts()}
    return found


def relate(store: Store, pairs: Sequence[tuple[str, str]]) -> Lineage:
    """Pairs of works as a lineage to draw, around the one that is in most of them."""
    counts = Counter(iri for pair in pairs for iri in pair)
    focus = min(counts, key=lambda iri: (-counts[iri], iri))
    depths = {focus: 0}
    for one, other in pairs:
        if other == focus:
            depths.setdefault(one, 1)
        elif one == focus:
            depths.setdefault(other, -1)
    for one, other in pairs:  # what has nothing to do with the focus stands beside it
        depths.setdefault(one, 1)
        depths.setdefault(other, 0)
    marks = read_marks(store, depths)
    edges = [Edge(source=one, target=other, role="related") for one, other in dict.fromkeys(pairs)]
    return Lineage(focus=focus, nodes=read_nodes(store, depths, marks), edges=mark_edges(edges, marks))


# ------------------------------------------------------------------ questions of the whole


def as_graph(lineage: Lineage) -> "nx.DiGraph[str]":
    """The lineage as a graph; edges run from a document to what it rests on."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(n.iri for n in lineage.nodes)
    graph.add_edges_from((e.source, e.target) for e in lineage.edges)
    return graph


def find_cycles(lineage: Lineage) -> tuple[tuple[str, ...], ...]:
    """Documents that rest on one another in a circle."""
    rings = [tuple(sorted(c)) for c in nx.strongly_connected_components(as_graph(lineage)) if len(c) > 1]
    return tuple(sorted(rings))


def find_generations(lineage: Lineage) -> tuple[tuple[str, ...], ...]:
    """The works in generations: those that rest on nothing here first. A circle counts as one."""
    condensed = nx.condensation(as_graph(lineage))
    generations = nx.topological_generations(condensed.reverse(copy=False))
    return tuple(
        tuple(sorted(iri for part in generation for iri in condensed.nodes[part]["members"]))
        for generation in generations
    )


def find_roots(lineage: Lineage) -> tuple[str, ...]:
    """The works here that rest on nothing here."""
    graph = as_graph(lineage)
    return tuple(sorted(n for n, degree in graph.out_degree() if degree == 0))


def edges_to_draw(lineage: Lineage) -> tuple[Edge, ...]:
    """The edges without those that others imply; what is wrong, and what the work asked for says itself, is always
    drawn, and circles are left whole."""
    whole = nx.condensation(as_graph(lineage))  # each circle as one
    of: Mapping[str, int] = whole.graph["mapping"]
    kept = set(nx.transitive_reduction(whole).edges)
    return tuple(
        e
        for e in lineage.edges
        if e.marked or e.source == lineage.focus or of[e.source] == of[e.target] or (of[e.source], of[e.target]) in kept
    )


def lineage_to_json(lineage: Lineage, only_on_focus: Sequence[str]) -> dict[str, Any]:
    """The lineage as JSON: nodes, edges, and what follows from them; `only_on_focus` from `graph.support`, since no
    limited picture can tell it."""
    return {
        "focus": lineage.focus,
        "nodes": [
            {
                "iri": n.iri, "label": n.label, "type": n.type, "title": n.title, "date": n.date, "issuer": n.issuer,
                "level": LEVELS[n.level], "depth": n.depth, "loaded": n.loaded, "expired": n.expired,
                "misquotes": n.misquotes, "outdated": n.outdated, "folded": lineage.folded.get(n.iri, 0),
            }
            for n in lineage.nodes
        ],
        "edges": [
            {
                "source": e.source, "target": e.target, "role": e.role, "wrong": e.wrong, "doubtful": e.doubtful,
                "outdated": e.outdated,
            }
            for e in lineage.edges
        ],
        "generations": [list(g) for g in find_generations(lineage)],
        "roots": list(find_roots(lineage)),
        "cycles": [list(c) for c in find_cycles(lineage)],
        "only_on_focus": list(only_on_focus),
    }  # fmt: skip
