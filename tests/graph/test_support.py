"""Single points of support: only what really stands on nothing else, whatever a picture shows."""

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph import support
from graph.names import cc, date_literal
from graph.store import Change, Store, open_store
from graph.support import find_dependents_only_on

G = NamedNode("urn:g")
DATE = NamedNode("http://data.europa.eu/eli/ontology#date_document")
Edges = list[tuple[str, str]]


def _fill(store: Store, edges: Edges, dates: dict[str, str] | None = None) -> Store:
    quads = [Quad(NamedNode(f"urn:{s}"), cc("hasLegalBasis"), NamedNode(f"urn:{t}"), G) for s, t in edges]
    quads += [Quad(NamedNode(f"urn:{n}"), DATE, date_literal(day), G) for n, day in (dates or {}).items()]
    store.apply(Change(insert=tuple(quads)))
    return store


def _only_on(store: Store, work: str, day: str | None = None) -> str:
    return "".join(iri.removeprefix("urn:") for iri in find_dependents_only_on(store, f"urn:{work}", day))


SHAPES: list[tuple[str, Edges, str, str]] = [
    ("a chain", [("b", "a"), ("c", "b"), ("d", "c")], "a", "bcd"),
    ("two bases at once", [("p", "a"), ("p", "b"), ("q", "p"), ("q", "a"), ("q", "b")], "a", ""),
    ("a plan of which all hangs", [("p", "a"), ("p", "b"), ("q", "p")], "p", "q"),
    ("a diamond", [("b", "a"), ("c", "a"), ("d", "b"), ("d", "c")], "a", "bcd"),
    ("a side of a diamond", [("b", "a"), ("c", "a"), ("d", "b"), ("d", "c")], "b", ""),
    ("a second root far up", [("b", "a"), ("d", "b"), ("d", "x"), ("x", "y"), ("y", "z")], "a", "b"),
    ("a base over the other", [("b", "a"), ("c", "b"), ("c", "a")], "b", ""),
    ("a base over the other, at the top", [("b", "a"), ("c", "b"), ("c", "a")], "a", "bc"),
    ("what the work itself rests on is no other base", [("b", "a"), ("c", "b")], "b", "c"),
    ("two that hold each other", [("p", "a"), ("q", "a"), ("p", "q"), ("q", "p")], "a", "pq"),
    ("a circle beside", [("p", "a"), ("p", "x"), ("x", "y"), ("y", "x")], "a", ""),
    ("a circle through the work", [("a", "b"), ("b", "a"), ("c", "a")], "a", "bc"),
    ("twelve deep", [(chr(98 + n), chr(97 + n)) for n in range(12)], "a", "bcdefghijklm"),
]


@pytest.mark.parametrize(("edges", "work", "expected"), [s[1:] for s in SHAPES], ids=[s[0] for s in SHAPES])
def test_only_what_has_no_other_base_anywhere(edges: Edges, work: str, expected: str) -> None:
    """Issue 4, D4-12: plans on two resolutions at once were said to stand on each of them alone."""
    assert _only_on(_fill(open_store("memory:"), edges), work) == expected


def test_every_store_tells_the_same(store: Store) -> None:
    for number, (_, edges, _, _) in enumerate(SHAPES):
        _fill(store, [(f"{number}{s}", f"{number}{t}") for s, t in edges])
    for number, (_, _, work, expected) in enumerate(SHAPES):
        assert _only_on(store, f"{number}{work}").replace(str(number), "") == expected


_pairs = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda p: p[0] != p[1]), min_size=1
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_pairs)
def test_only_on_is_losing_every_way_to_what_does_not_rest_on_the_work(pairs: Edges) -> None:
    """Against the definition: it rests on the work, and without the work reaches nothing that does not."""
    graph: nx.DiGraph[str] = nx.DiGraph(pairs)
    store = _fill(open_store("memory:"), pairs)
    for work in graph:
        resting = nx.ancestors(graph, work)
        without = graph.copy()
        without.remove_node(work)
        lost = [n for n in sorted(resting) if nx.descendants(without, n) <= resting]
        assert _only_on(store, work) == "".join(lost)


def test_a_base_of_a_later_day_is_none_yet() -> None:
    """A plan changed to rest on a later law too: on the day before it, only the first carried it."""
    edges = [("p", "a"), ("p", "later"), ("q", "a")]
    store = _fill(open_store("memory:"), edges, {"later": "2025-03-01", "p": "2024-01-10", "q": "2025-06-01"})
    assert _only_on(store, "a", "2025-02-28") == "p"
    assert _only_on(store, "a", "2025-03-01") == ""
    assert _only_on(store, "a", "2025-06-01") == "q"
    assert _only_on(store, "a") == "q"


@pytest.mark.parametrize(("role", "expected"), [("legal_basis", ""), ("implements", ""), ("mentions", "p")])
def test_a_base_that_is_not_known_which_may_be_another(role: str, expected: str) -> None:
    store = _fill(open_store("memory:"), [("p", "a")])
    citation = NamedNode("urn:d#citation-1")
    about = [(cc("citingDocument"), NamedNode("urn:p")), (cc("role"), cc("role-" + role)),
             (cc("resolution"), Literal("ambiguous"))]  # fmt: skip
    store.apply(Change(insert=tuple(Quad(citation, p, o, G) for p, o in about)))
    assert _only_on(store, "a") == expected


def test_nobody_is_named_where_too_much_would_have_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    store = _fill(open_store("memory:"), [("p", "a"), ("q", "a"), ("r", "a")])
    assert _only_on(store, "a") == "pqr"
    monkeypatch.setattr(support, "MOST_READ", 2)
    assert _only_on(store, "a") == ""
