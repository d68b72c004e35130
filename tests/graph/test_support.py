"""Who loses the only basis when a work goes: judged by everything that is known, not by what a picture shows."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import support
from graph.lineage import find_only_on_focus, lineage_to_json, read_lineage
from tests.graph.test_lineage import _store

_pairs = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda p: p[0] != p[1]), min_size=1
)


@given(_pairs, st.sampled_from("abcdefg"), st.integers(1, 7), st.integers(0, 2))
def test_only_on_the_focus_is_said_of_those_alone_who_lose_every_basis(
    pairs: list[tuple[str, str]], focus: str, down: int, up: int
) -> None:
    """Against the definition, on the whole graph, whatever part of it the picture shows."""
    whole: nx.DiGraph[str] = nx.DiGraph(pairs)
    whole.add_node(focus)
    found = read_lineage(_store([(s, "implements", t) for s, t in pairs]), f"urn:{focus}", up=up, down=down)
    roots = {n for n, degree in whole.out_degree() if degree == 0}
    rest = whole.copy()
    rest.remove_node(focus)
    shown = {n.iri.removeprefix("urn:") for n in found.nodes}
    for iri in find_only_on_focus(found):
        work = iri.removeprefix("urn:")
        assert nx.has_path(whole, work, focus)
        assert not (roots - {focus}) & ({work} | nx.descendants(rest, work))
    if focus in roots:  # what nothing else holds is told
        lost = {n for n in rest if nx.has_path(whole, n, focus) and not roots & ({n} | nx.descendants(rest, n))}
        assert {f"urn:{n}" for n in lost & shown} <= set(find_only_on_focus(found))


def test_a_plan_that_stands_on_two_decisions_stands_alone_on_neither() -> None:
    store = _store([("plan", "implements", "one"), ("plan", "hasLegalBasis", "two"), ("below", "implements", "plan")])
    for focus in ("one", "two"):
        assert lineage_to_json(read_lineage(store, f"urn:{focus}"))["only_on_focus"] == []
    assert lineage_to_json(read_lineage(store, "urn:plan"))["only_on_focus"] == ["urn:below"]


def test_a_basis_of_a_later_day_does_not_hold_yet() -> None:
    later = {"two": ("Tên", "2025-01-01", "Chính phủ")}
    store = _store([("plan", "implements", "one"), ("plan", "implements", "two")], later)
    assert find_only_on_focus(read_lineage(store, "urn:one", day="2024-06-01")) == ("urn:plan",)
    assert find_only_on_focus(read_lineage(store, "urn:one", day="2025-06-01")) == ()


def test_nothing_is_said_where_too_much_would_have_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    store = _store([("plan", "implements", "one"), ("plan", "implements", "two"), ("two", "implements", "one")])
    assert find_only_on_focus(read_lineage(store, "urn:one", down=1)) == ("urn:plan", "urn:two")
    monkeypatch.setattr(support, "MOST_READ", 1)
    assert find_only_on_focus(read_lineage(store, "urn:one", down=1)) == ()
