"""What a plan carries out: one rule for the edge in the store and for the board."""

import pytest

from graph.board import board_of
from graph.judge.carries import answers_for_tasks, carries_out
from graph.listing import open_lists
from graph.load import load_records
from graph.queries import run_query
from graph.store import open_store
from graph.store_lookup import StoreLookup
from ontology.values import Document
from tests.graph.judge.works import work
from tests.graph.rollout import DEPARTMENT, DISTRICTS, PROVINCE, directive, plans, to_directive

THEME = "Cải tạo chợ phiên vùng cao năm 2024"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"type": "Chỉ thị"}, True),
        ({"type": "Nghị định"}, False),
        ({"type": "Quyết định"}, False),
        ({"issuer": DISTRICTS[1]}, False),
        ({"issuer": "Hội Nông dân"}, False),
        ({"title": "Phòng cháy, chữa cháy rừng mùa khô"}, False),
    ],
)
def test_a_basis_of_a_higher_body_on_the_same_theme_is_carried_out(change: dict[str, str], expected: bool) -> None:
    facts = {"type": "Kế hoạch", "number": "7/KH-UBND", "date": "2024-01-10", "issuer": PROVINCE, "title": THEME}
    own = Document(type="Kế hoạch", issuer=DISTRICTS[0], title="Cải tạo chợ phiên vùng cao huyện Đông Hải năm 2024")
    assert carries_out(own, to_directive("legal_basis"), work("urn:w:7", **{**facts, **change})) is expected


def test_a_decision_that_has_a_plan_as_basis_carries_nothing_out() -> None:
    own = Document(type="Quyết định", issuer=DISTRICTS[0])
    assert not carries_out(own, to_directive("legal_basis"), None)


def test_the_queries_and_the_board_name_the_same_followers() -> None:
    with open_store("memory:") as store:
        load_records(store, [directive(), *plans()])
        iri = StoreLookup(store).works_for_number("7/KH-UBND")[0].iri
        lists = open_lists(None)
        lists.follow(store)
        with lists.look() as look:
            issued = {r.body for r in board_of(store, look, iri).rows if r.plans}
        direct = [r["label"] for r in run_query(store, "direct-implementers", {"work": iri}).dicts()]
        bases = run_query(store, "bases", {"work": StoreLookup(store).works_for_number("4/KH-SCT")[0].iri}).dicts()
    assert issued == {DISTRICTS[0], DEPARTMENT}
    assert len(direct) == 2
    assert [r["role"] for r in bases] == ["implements"]


@pytest.mark.parametrize(
    ("own", "issuer", "expected"),
    [
        ("Kế hoạch", DISTRICTS[0], True),
        ("Chỉ thị", DISTRICTS[0], True),
        ("Quyết định", DISTRICTS[0], False),  # it tells others to carry the plan out
        ("Quyết định", PROVINCE, False),
        ("Kế hoạch", PROVINCE, False),  # its own programme
        ("Kế hoạch", "Chính phủ", False),
    ],
)
def test_only_another_body_s_plan_or_directive_is_asked_for_each_task(own: str, issuer: str, expected: bool) -> None:
    facts = {"type": "Kế hoạch", "number": "7/KH-UBND", "date": "2024-01-10", "issuer": PROVINCE, "title": THEME}
    citing = to_directive("implements")
    assert answers_for_tasks(Document(type=own, issuer=issuer), citing, work("urn:w:7", **facts)) is expected
