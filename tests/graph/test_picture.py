"""The drawing of a lineage: no line runs through the words of a work, and every group can be opened."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from lxml import etree

from graph.edge_words import Box, Point, walk_spline
from graph.folding import Folded, fold_lineage
from graph.lineage import Edge, Lineage, Node, edges_to_draw
from graph.picture import Links, draw_folded, draw_lineage

BODY = "Ủy ban nhân dân xã Thượng Thủy Khê, tỉnh Thuận Giang"
_NUMBER = r"-?\d+(?:\.\d+)?"
_NODE = re.compile(r'<g id="[^"]*" class="node[^"]*">(.*?)</g>\n(?=<!--|</g>)', re.S)
_EDGE = re.compile(r'<g id="[^"]*" class="edge">\n<title>([^<]*)</title>(.*?)</g>\n(?=<!--|</g>)', re.S)
_PATH = re.compile(rf' d="M({_NUMBER},{_NUMBER}C[^"]*)"')


def _points(words: str) -> list[Point]:
    return [(float(x), float(y)) for x, y in re.findall(rf"({_NUMBER}),({_NUMBER})", words)]


def _inside(drawn: str) -> Box | None:
    """The part of a box that holds words: the whole but for its rim."""
    shape = re.search(r'<(?:path|polygon)[^>]* (?:d|points)="([^"]*)"', drawn)
    if shape is None:
        return None
    xs, ys = zip(*_points(shape[1]), strict=True)
    return min(xs) + 6, min(ys) + 6, max(xs) - 6, max(ys) - 6


def _run_through(svg: str) -> set[str]:
    """The edges that run through a box."""
    boxes = [box for drawn in _NODE.findall(svg) if (box := _inside(drawn))]
    assert len(boxes) > 10
    found = set()
    for title, drawn in _EDGE.findall(svg):
        for path in _PATH.findall(drawn):
            line = walk_spline(_points(path), 60)
            if any(b[0] < x < b[2] and b[1] < y < b[3] for x, y in line for b in boxes):
                found.add(title)
    return found


def _star(below: int, *, wrong: bool) -> Lineage:
    """A directive on three laws, and communes below it that also cite one law, wrongly or not."""
    laws = [Node(iri=f"law{n}", label=f"Luật {n}", depth=-1) for n in range(3)]
    focus = Node(iri="p", label="Kế hoạch 11/KH-UBND", level=1, issuer="Ủy ban nhân dân tỉnh Thuận Giang")
    communes = [
        Node(iri=f"c{n:03}", label=f"Kế hoạch {n}/KH-UBND", type="Kế hoạch", level=4, depth=1, issuer=BODY, loaded=True,
             date="2024-03-02", misquotes=int(wrong), outdated=int(wrong))
        for n in range(below)
    ]  # fmt: skip
    edges = [Edge(source="p", target=law.iri, role="legal_basis") for law in laws]
    for commune in communes:
        edges.append(Edge(source=commune.iri, target="p", role="implements"))
        edges.append(Edge(source=commune.iri, target="law1", role="legal_basis", wrong=wrong))
    return Lineage(focus="p", nodes=(*laws, focus, *communes), edges=tuple(edges), folded={"p": 40})


def _opened(lineage: Lineage) -> Folded:
    group = max(fold_lineage(lineage).groups, key=lambda g: len(g.members))
    return fold_lineage(lineage, opened={group.id: 1})


@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("below", [9, 50])
def test_no_line_runs_through_the_words_of_a_work(below: int, wrong: bool) -> None:
    """Issue 7, D7-31: boxes that touched made Graphviz draw every line straight."""
    assert _run_through(draw_lineage(_star(below, wrong=wrong), "svg").decode()) == set()


def test_no_line_runs_through_the_words_of_an_opened_group() -> None:
    assert _run_through(draw_folded(_opened(_star(230, wrong=True)), "svg").decode()) == set()


def test_every_group_is_a_link_also_one_that_was_not_read() -> None:
    """Issue 7, D7-30: groups beyond what was read led nowhere."""
    folded = fold_lineage(_star(230, wrong=False))
    assert {bool(g.members) for g in folded.groups} == {True, False}
    svg = draw_folded(folded, "svg", links=Links(group=lambda group: f"/open?{group.id}")).decode()
    assert set(re.findall(r'href="/open\?(\w+)"', svg)) == {g.id for g in folded.groups}


def _ring(edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    pairs = list(edges)
    nodes = tuple(Node(iri=n, label=n) for n in sorted({n for pair in pairs for n in pair}))
    whole = Lineage(focus="a", nodes=nodes, edges=tuple(Edge(source=s, target=t, role="cites") for s, t in pairs))
    return {(e.source, e.target) for e in edges_to_draw(whole)}


def test_a_circle_elsewhere_does_not_bring_back_what_others_imply() -> None:
    ring = [("x", "y"), ("y", "x")]
    assert _ring([("b", "a"), ("c", "b"), ("c", "a"), ("x", "c"), *ring]) == {("b", "a"), ("c", "b"), ("x", "c"), *ring}


def test_a_title_with_what_no_xml_may_hold_is_drawn_well_formed() -> None:
    node = Node(iri="urn:x:scan", label="Kế hoạch 1/KH-UBND", title="Trang 1\x0cđầu\x01 <b>")
    drawn = draw_lineage(Lineage(focus=node.iri, nodes=(node,), edges=()), "svg")
    assert "\ufffd" in "".join(etree.fromstring(drawn).xpath("//@*[contains(name(), 'title')]"))


def _of_neighbours(*, outdated: bool) -> Lineage:
    """The plan asked for stands on a law, and on a decision of its own body that stands on that law too."""
    nodes = tuple(
        Node(iri=iri, label=f"{words} 1/{iri}", level=level, loaded=True, issuer="Ủy ban nhân dân tỉnh An Lộc")
        for iri, words, level in (("law", "Luật", 0), ("base", "Quyết định", 1), ("plan", "Kế hoạch", 1))
    )
    edges = (
        Edge(source="plan", target="law", role="legal_basis"), Edge(source="base", target="law", role="legal_basis"),
        Edge(source="plan", target="base", role="implements", outdated=outdated),
    )  # fmt: skip
    return Lineage(focus="plan", nodes=nodes, edges=edges)


def test_what_the_document_asked_for_stands_on_is_drawn_also_where_another_way_leads_there() -> None:
    whole = _of_neighbours(outdated=False)
    assert edges_to_draw(whole) == whole.edges
    assert len(edges_to_draw(replace(whole, focus="law"))) == 2


@pytest.mark.parametrize("outdated", [False, True])
def test_a_line_between_neighbours_has_its_role_and_its_mark(outdated: bool) -> None:
    svg = draw_lineage(_of_neighbours(outdated=outdated), "svg").decode()
    assert (">◷ triển khai</text>" in svg, ">triển khai</text>" in svg) == (outdated, not outdated)


def test_a_picture_that_is_sent_says_below_what_it_shows() -> None:
    links = Links(caption=("Lược đồ của <b> & 1", "✕ viện dẫn sai"))
    svg = draw_folded(fold_lineage(_of_neighbours(outdated=True)), "svg", links=links).decode()
    texts = [t.text for t in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")]
    assert {"Lược đồ của <b> & 1", "✕ viện dẫn sai"} <= set(texts)
