"""The lineage page: groups that open, also those that were too many to read."""

import re
from dataclasses import replace
from pathlib import Path

from api.web.lineage_pages import Asked
from graph.folding import Group, Wanted
from graph.lineage import Edge, Lineage, Node
from graph.picture import draw_lineage


def _asked(day: str = "") -> Asked:
    return Asked(up=2, down=2, roles="basis", wanted=Wanted(), opened={}, day=day)


def _group(*, below: bool, members: tuple[str, ...] = ()) -> Group:
    return Group(id="g1", on="urn:law", below=below, kind=None, level=0, count=43, members=members)


def test_a_group_that_was_read_opens_in_the_picture() -> None:
    assert _asked().open_also("urn:p", _group(below=True, members=("urn:a",))) == (
        "/lineage?work=urn%3Ap&up=2&down=2&roles=basis&open=g1.1#luoc-do"
    )


def test_a_group_that_was_not_read_opens_as_the_list_of_who_cites() -> None:
    """Issue 7, D7-30: "+43 văn bản" led nowhere."""
    assert _asked("2024-01-20").open_also("urn:p", _group(below=True)) == "/citing?work=urn%3Alaw&as_of=2024-01-20"
    assert _asked().open_also("urn:p", _group(below=False)) == "/lineage?work=urn%3Alaw&up=1&down=0&roles=basis"


def test_every_colour_of_a_picture_has_its_name_on_a_dark_page(root: Path) -> None:
    """Pictures say their colours themselves: one that the sheet does not know would stay glaring, or not be seen."""
    node = Node(iri="urn:a", label="Kế hoạch 1/KH-UBND", level=1, loaded=True)
    marks = (node, replace(node, iri="urn:b", misquotes=1), replace(node, iri="urn:c", outdated=1))
    rest = (
        replace(node, iri="urn:d", loaded=False, level=0),
        replace(node, iri="urn:e", expired="2024-01-01", level=2),
    )
    edges = tuple(
        Edge(source="urn:a", target=target, role="implements", wrong=i == 0, outdated=i == 1, doubtful=i == 2)
        for i, target in enumerate(("urn:b", "urn:c", "urn:d", "urn:e"))
    )
    svg = draw_lineage(Lineage(focus="urn:a", nodes=(*marks, *rest), edges=edges), "svg").decode()
    sheet = (root / "api" / "web" / "static" / "cancu.css").read_text(encoding="utf-8")
    used = {pair for pair in re.findall(r'(fill|stroke)="([^"]+)"', svg) if pair[1] not in ("none", "transparent")}
    assert len(used) > 6
    assert {
        f'[{name}="{colour}"]' for name, colour in used if f'.picture svg [{name}="{colour}"]' not in sheet
    } == set()
