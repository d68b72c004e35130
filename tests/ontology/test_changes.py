"""Changes of bodies: every row whole, in step with the body tables, and said in RDF as the shapes want it."""

import datetime as dt

import pytest
from pyshacl import validate
from rdflib import Graph

from ontology.bodies import find_body
from ontology.body_history import successors
from ontology.changes import BodyChange, body_changes, changes_graph, changes_of, province_after
from ontology.tables import Row, rows
from ontology.vocabulary import shapes_text

BODIES = [(r, scope) for table, kind, scope in (
    ("bodies_central", "body", "central"), ("bodies_local", "local", "local"), ("provinces", "province", "province"),
) for r in rows(table, kind)]  # fmt: skip
NAMES = {scope: {r["name"] for r, s in BODIES if s == scope} for _, scope in BODIES}
ENDED = [(r, scope) for r, scope in BODIES if r.get("until") and (scope != "local" or r.get("into"))]


@pytest.mark.parametrize("change", body_changes(), ids=lambda c: c.id)
def test_every_row_is_whole(change: BodyChange) -> None:
    assert dt.date.fromisoformat(change.since)
    assert change.gone
    if change.id != "local-district-2025":
        assert set(change.originals) | set(change.results) <= NAMES[change.scope]
    assert bool(change.results) is (change.kind != "abolition")
    assert len(change.originals) == 1 or change.kind != "renaming"
    if change.act:
        assert change.source, "an act is only named where it is known from somewhere"
        assert change.act in change.source


def test_ids_are_unique() -> None:
    assert len({c.id for c in body_changes()}) == len(body_changes()) > 40


@pytest.mark.parametrize(("row", "scope"), ENDED, ids=[f"{s}: {r['name']}" for r, s in ENDED])
def test_every_body_that_ended_has_its_event(row: Row, scope: str) -> None:
    into = row.get("into", [])
    expected = tuple([into] if isinstance(into, str) else into)
    events = [c for c in body_changes() if c.scope == scope and row["name"] in c.gone]
    assert [(c.since, c.results) for c in events] == [(row["until"], expected)]


@pytest.mark.parametrize(
    "change", [c for c in body_changes() if c.scope == "central" and c.results], ids=lambda c: c.id
)
def test_the_event_and_the_successor_agree(change: BodyChange) -> None:
    for name in change.gone:
        assert successors(name, change.since) == change.results
        assert successors(name, "2024-12-31") == ()


def test_local_events_carry_their_place() -> None:
    (change,) = changes_of("Sở Kế hoạch và Đầu tư tỉnh Nghệ An")
    assert change.results == ("Sở Tài chính tỉnh Nghệ An",)
    assert change.gone == ("Sở Kế hoạch và Đầu tư tỉnh Nghệ An",)
    assert changes_of("Sở Tài chính tỉnh Nghệ An") == ()


def test_sixty_three_provinces_become_thirty_four() -> None:
    before = {r["name"] for r, s in BODIES if s == "province" and r["name"] != "Huế"}
    after = {province_after(province_after(name, "2025-01-01"), "2025-07-01") for name in before}
    assert (len(before), len(after)) == (63, 34)
    assert province_after("Hà Tĩnh", "2026-01-01") == "Hà Tĩnh"


def test_no_district_level_from_july_2025() -> None:
    change = next(c for c in body_changes() if c.id == "local-district-2025")
    assert (change.kind, change.since, change.act) == ("abolition", "2025-07-01", "203/2025/QH15")
    body = find_body("Ủy ban nhân dân huyện Cẩm Xuyên")
    assert body is not None
    assert body.until == change.since


def test_the_events_in_rdf_conform() -> None:
    graph = changes_graph()
    shapes = Graph().parse(data=shapes_text(), format="turtle")
    conforms, _, report = validate(graph, shacl_graph=shapes, inference="none")
    assert conforms, report
    assert len(graph) > 200
