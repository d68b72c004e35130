"""A lineage narrowed and folded: nothing is lost, all is counted, and the picture stays small."""

import json

from hypothesis import given
from hypothesis import strategies as st

from graph.edge_words import parse_spline, place_words, walk_spline
from graph.explore import explore_lineage
from graph.folding import OPEN_AT_ONCE, OPENED, Folded, Wanted, find_anchors, fold_lineage, narrow_lineage
from graph.lineage import Edge, Lineage, Node
from graph.picture import draw_lineage, name_group
from graph.rows import lay_rows, places

KINDS = ("Kế hoạch", "Quyết định", "Công văn")


def _tree(parents: list[int]) -> Lineage:
    """A work with others below it: node i rests on `parents[i]`, modulo those before it."""
    depths = [0]
    edges = []
    for i, parent in enumerate(parents, start=1):
        on = parent % i
        depths.append(depths[on] + 1)
        edges.append(Edge(source=f"n{i}", target=f"n{on}", role="implements"))
    nodes = tuple(
        Node(
            iri=f"n{i}", label=f"Văn bản {i}", type=KINDS[i % 3], depth=d, level=min(d, 4),
            date=f"20{10 + i % 9}-01-01",
        )
        for i, d in enumerate(depths)
    )  # fmt: skip
    return Lineage(focus="n0", nodes=nodes, edges=tuple(edges))


def _counted(folded: Folded) -> int:
    return len(folded.nodes) + sum(g.count + g.behind for g in folded.groups)


trees = st.lists(st.integers(0, 1000), max_size=120).map(_tree)


@given(trees, st.integers(5, 40))
def test_what_is_not_drawn_is_counted(lineage: Lineage, most: int) -> None:
    folded = fold_lineage(lineage, most)
    assert "n0" in {n.iri for n in folded.nodes}
    assert _counted(folded) == len(lineage.nodes)
    kept = {n.iri for n in folded.nodes}
    assert all(g.on in kept for g in folded.groups)
    assert all(e.source in kept and e.target in kept for e in folded.edges)


@given(trees, st.integers(5, 40))
def test_the_picture_stays_small(lineage: Lineage, most: int) -> None:
    folded = fold_lineage(lineage, most)
    groups_of_focus = sum(g.on == "n0" for g in folded.groups)
    assert len(folded.nodes) + len(folded.groups) <= max(most, 1 + groups_of_focus)


def test_an_opened_group_shows_part_after_part() -> None:
    lineage = _tree([0] * 130)
    group = max(fold_lineage(lineage, 20).groups, key=lambda g: g.count)
    seen: set[str] = set()
    pages = 0
    while True:
        folded = fold_lineage(lineage, 20, {group.id: pages + 1})
        shown = {n.iri for n in folded.nodes} - {"n0"}
        assert len(shown) <= 20 + OPENED
        assert _counted(folded) == 131
        seen |= shown
        pages += 1
        again = next((g for g in folded.groups if g.id == group.id), None)
        if again is None or again.page >= again.pages:
            break
    assert pages == 2
    assert set(group.members) <= seen


def test_only_some_groups_open_at_once() -> None:
    lineage = _tree([0] * 300)
    ids = {g.id: 1 for g in fold_lineage(lineage, 10).groups}
    folded = fold_lineage(lineage, 10, {**ids, "x": 1, "y": 1, "z": 1})
    assert len(folded.nodes) <= 10 + OPENED * OPEN_AT_ONCE


def test_narrowing_keeps_the_way_to_the_focus() -> None:
    lineage = _tree([0, 1, 2, 0, 0])
    kept = narrow_lineage(lineage, Wanted(kind=KINDS[0], since=2013, until=2013))
    assert {n.iri for n in kept.nodes} == {"n0", "n1", "n2", "n3"}  # n3 fits; n1 and n2 lie between
    assert {(e.source, e.target) for e in kept.edges} == {("n1", "n0"), ("n2", "n1"), ("n3", "n2")}
    assert narrow_lineage(lineage, Wanted()) == lineage
    assert [n.iri for n in narrow_lineage(lineage, Wanted(body="không có ở đâu")).nodes] == ["n0"]


def test_a_body_is_found_without_accents() -> None:
    node = Node(iri="a", label="a", issuer="Sở Nội vụ tỉnh Hà Tĩnh")
    assert Wanted(body="so noi vu").fits(node)
    assert not Wanted(body="so tai chinh").fits(node)


def test_each_hangs_on_its_neighbour_nearer_the_focus() -> None:
    nodes = tuple(Node(iri=i, label=i, depth=d) for i, d in (("f", 0), ("up", -1), ("upper", -2), ("low", 1)))
    pairs = (("f", "up"), ("up", "upper"), ("low", "f"), ("low", "upper"))
    edges = tuple(Edge(source=s, target=t, role="legal_basis") for s, t in pairs)
    found = find_anchors(Lineage(focus="f", nodes=nodes, edges=edges))
    assert found == {"up": "f", "upper": "up", "low": "f"}


@given(trees, st.integers(1, 8))
def test_rows_hold_each_once_and_are_short(lineage: Lineage, wide: int) -> None:
    folded = fold_lineage(lineage, 30)
    rows = lay_rows(folded, wide)
    ids = [id_ for row in rows for id_ in row.ids]
    assert sorted(ids) == sorted([n.iri for n in folded.nodes] + [g.id for g in folded.groups])
    assert all(len(row.ids) <= wide for row in rows)
    assert [r.level for r in rows] == sorted(r.level for r in rows)
    assert set(places(rows)) == set(ids)


def test_words_of_edges_stand_clear() -> None:
    spline = "s,0,0 0,0 0,30 0,60 0,90"
    assert parse_spline(spline) == [(0, 0), (0, 30), (0, 60), (0, 90)]
    assert next(iter(walk_spline(parse_spline(spline)))) == (0, 90)
    box = (-50.0, 60.0, 50.0, 120.0)
    first, second, third = place_words([(spline, "căn cứ"), (spline, "căn cứ"), (spline, "")], [box])
    assert first is not None
    assert second is not None
    assert third is None
    assert first[0][1] < 60
    assert abs(first[0][1] - second[0][1]) >= 11


def test_a_folded_group_is_named_and_travels_in_the_file() -> None:
    lineage = _tree([0] * 500)
    group = fold_lineage(lineage, 20).groups[0]
    assert name_group(group, "vi").startswith(f"+{group.count} ")
    assert name_group(group, "vi").encode() in draw_lineage(lineage, "svg", most=20)
    file = explore_lineage(lineage).decode()
    assert file.count(json.dumps("Văn bản")[1:-1]) >= 500
    assert "network.on(" in file
