"""Who was to act on a directive, who has, and who is not known to have."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.assigned import Group, groups
from graph.board import Board, Issued, Plan, asked_bodies, board_of, board_to_json, make_board, plans_alike, read_issued
from graph.issuers import issuer_words
from graph.lateness import find_late
from graph.listing import open_lists
from graph.load import load_records
from graph.members import known_communes, table_members
from graph.store import open_store
from graph.store_lookup import StoreLookup
from ontology.values import Document, Record, Task, Unit
from tests.graph.judge.works import record as plan_record
from tests.graph.rollout import DEPARTMENT, DISTRICTS, plans, to_directive
from tests.graph.rollout import directive as country_directive


def members(group: Group, directive: Record) -> Sequence[str]:
    return DISTRICTS if group.id == "districts" else ()


def board(known: tuple[str, ...] = (), directive: Record | None = None, more: tuple[Record, ...] = ()) -> Board:
    held = {issuer_words(name) for name in known}
    with open_store("memory:") as store:
        load_records(store, [country_directive(), *plans(), *more])
        lists = open_lists(None)
        lists.follow(store)
        iri = StoreLookup(store).works_for_number("7/KH-UBND")[0].iri
        with lists.look() as look:
            issued = read_issued(look, iri)
    return make_board(iri, directive or country_directive(), issued, members=members, is_known=held.__contains__)


def states(found: Board) -> dict[str, str]:
    return {row.body: row.state for row in found.rows}


def test_what_must_be_looked_at_is_counted_beside_the_errors() -> None:
    given = [("f1", "warning"), ("f2", "note"), ("f3", "error"), ("f4", "warning")]
    rows = [
        {"work": "urn:w", "document": "urn:d", "number": "1/KH", "date": "2024-01-01", "title": None, "body": "so a",
         "issuer": "Sở A", "found": given},
    ]  # fmt: skip

    class Lists:
        def plans_of(self, work: str) -> list[dict[str, object]]:
            return rows

    [plan] = read_issued(Lists(), "urn:x")["so a"][1]  # type: ignore[arg-type]
    assert (plan.errors, plan.warnings) == (1, 2)


def test_who_has_and_when() -> None:
    rows = {r.body: r for r in board().rows}
    assert [p.number for p in rows[DISTRICTS[0]].plans] == ["31/KH-UBND"]
    assert [p.date for p in rows[DEPARTMENT].plans] == ["2024-01-25"]


def test_has_not_is_only_said_of_those_whose_documents_the_store_holds() -> None:
    assert states(board())[DISTRICTS[1]] == "unknown"
    assert states(board((DISTRICTS[0], DISTRICTS[1]))) == {
        DISTRICTS[0]: "has", DEPARTMENT: "has", DISTRICTS[1]: "has_not", DISTRICTS[2]: "unknown",
        "Các sở, ban, ngành cấp tỉnh": "not_expanded",
    }  # fmt: skip


def test_every_asking_shows_its_words() -> None:
    asked = {r.body: r.asked_by for r in board().rows}
    assert asked[DISTRICTS[1]] == (("group", "UBND các huyện, thị xã"),)
    assert asked[DEPARTMENT] == (("lead", DEPARTMENT),)


def test_a_group_without_known_members_is_named() -> None:
    assert board().not_expanded == ("Các sở, ban, ngành cấp tỉnh",)


def test_communes_are_a_group_whose_list_is_not_known() -> None:
    own = Document(
        type="Kế hoạch", issuer="Ủy ban nhân dân tỉnh Hà Tĩnh", date="2025-08-01", recipients=("UBND các xã, phường;",)
    )
    asked, unexpanded = asked_bodies(replace(country_directive(), document=own, tasks=()), table_members)
    assert "UBND các xã, phường" in unexpanded
    assert not [body for body, _ in asked.values() if " xã " in body]


def test_it_is_json() -> None:
    assert json.loads(json.dumps(board_to_json(board())))["directive"].endswith("/ke-hoach/2024/07")


def test_groups_are_written_out_from_the_body_table() -> None:
    own = Document(type="Kế hoạch", issuer="Ủy ban nhân dân tỉnh Hà Tĩnh", date="2024-01-08")
    directive = replace(country_directive(), document=own)
    by_id = {g.id: g for g in groups()}
    departments, districts = (table_members(by_id[i], directive) for i in ("departments", "districts"))
    assert "Sở Thông tin và Truyền thông tỉnh Hà Tĩnh" in departments
    assert "Sở Nông nghiệp và Môi trường tỉnh Hà Tĩnh" not in departments
    assert len(districts) == 13
    assert "Ủy ban nhân dân huyện Cẩm Xuyên" in districts
    later = replace(directive, document=replace(own, date="2025-08-01"))
    assert table_members(by_id["districts"], later) == ()
    assert table_members(by_id["communes"], directive) == ()


def test_the_districts_of_another_province_until_the_level_was_ended() -> None:
    (group,) = (g for g in groups() if g.id == "districts")
    own = Document(type="Kế hoạch", issuer="Ủy ban nhân dân tỉnh Quảng Trị", date="2024-01-15")
    found = table_members(group, replace(country_directive(), document=own))
    assert len(found) == 10
    assert {"Ủy ban nhân dân huyện Hải Lăng", "Ủy ban nhân dân thị xã Quảng Trị"} <= set(found)
    assert table_members(group, replace(country_directive(), document=replace(own, date="2025-07-01"))) == ()


def test_a_board_from_a_store() -> None:
    with open_store("memory:") as store:
        load_records(store, [country_directive(), *plans()])
        works = StoreLookup(store).works_for_number("7/KH-UBND")
        lists = open_lists(None)
        lists.follow(store)
        with lists.look() as look:
            found = board_of(store, look, works[0].iri)
            assert look.has_issued(issuer_words(DISTRICTS[1]), "2024-01-01")
            assert not look.has_issued(issuer_words(DISTRICTS[1]), "2025-01-01")
    assert {(r.body, r.state) for r in found.rows if r.plans} == {(DISTRICTS[0], "has"), (DEPARTMENT, "has")}


def test_the_day_by_which_a_plan_was_due_and_who_came_late() -> None:
    duty = Task(id="TC.1", content="Xây dựng, ban hành kế hoạch của đơn vị trước ngày 28/01/2024", lead=())
    asked = country_directive()
    rows = {r.body: r for r in board(directive=replace(asked, tasks=(*asked.tasks, duty))).rows}
    late = {r.body: [p.late for p in r.plans] for r in rows.values() if r.plans}
    assert late == {DISTRICTS[0]: [True], DEPARTMENT: [False]}
    assert rows[DISTRICTS[0]].due == "2024-01-28"


def test_the_day_of_the_plan_is_not_the_day_of_what_follows_it() -> None:
    content = "Ban hành kế hoạch trước ngày 28/01/2024; hoàn thành danh sách hộ bán hàng trước ngày 15/02/2024"
    duty = Task(id="ND.3", content=content, lead=("Ủy ban nhân dân các huyện, thị xã",), deadline="2024-02-15")
    asked = country_directive()
    rows = {r.body: r for r in board(directive=replace(asked, tasks=(*asked.tasks, duty))).rows}
    assert rows[DISTRICTS[0]].due == "2024-01-28"
    assert [p.late for p in rows[DISTRICTS[0]].plans] == [True]


@pytest.mark.parametrize(
    ("titles", "state", "others"),
    [
        (["Chợ phiên năm 2025"], "unknown", [True]),
        (["Chợ phiên năm 2025", "Chợ phiên năm 2024"], "has", [True, False]),
        (["Chợ phiên"], "has", [False]),
        (["Chợ phiên giai đoạn 2022-2025"], "has", [False]),
    ],
)
def test_who_has_only_next_years_plan_is_not_said_to_have_issued(
    titles: list[str], state: str, others: list[bool]
) -> None:
    asked = country_directive()
    asked = replace(asked, document=replace(asked.document, title="về cải tạo chợ phiên năm 2024"))
    given = [
        Plan(document=f"d:{i}", work=f"w:{i}", number="6/KH-SCT", date="2025-02-12", title=title)
        for i, title in enumerate(titles)
    ]
    issued: Issued = {issuer_words(DEPARTMENT): (DEPARTMENT, given)}
    [row] = [r for r in make_board("w", asked, issued).rows if r.plans]
    assert (row.state, [p.other_time for p in row.plans]) == (state, others)


def test_the_next_edition_of_a_plan_that_came_in_time_is_not_late() -> None:
    duty = Task(id="TC.1", content="Xây dựng, ban hành kế hoạch của đơn vị trước ngày 28/01/2024", lead=())
    asked = country_directive()
    first = Plan(document="d:1", work="w:1", number="4/KH-SCT", date="2024-01-25", title=None)
    again = replace(first, document="d:2", work="w:2", number="6/KH-SCT", date="2025-02-12")

    def late(*plans: Plan) -> list[bool | None]:
        issued: Issued = {issuer_words(DEPARTMENT): (DEPARTMENT, list(plans))}
        rows = make_board("w", replace(asked, tasks=(*asked.tasks, duty)), issued).rows
        return next([p.late for p in row.plans] for row in rows if row.plans)

    assert late(first, again) == [False, None]
    assert late(replace(first, date="2024-06-12"), again) == [True, None]
    assert late(again, replace(again, date="2026-02-12")) == [None, None]  # of 2024 nothing is known
    assert late(again, replace(first, date="2024-01")) == [None, None]  # which may have been in time


def test_next_years_plan_of_a_body_that_came_in_time_is_not_late() -> None:
    """Issue 7, D7-20: it only still cites the directive of the year before."""
    duty = Task(id="TC.1", content="Xây dựng, ban hành kế hoạch của đơn vị trước ngày 15/02/2024", lead=())
    asked = country_directive()
    following = plan_record(
        to_directive("legal_basis"), number="16/KH-UBND", date="2025-02-12", issuer=DISTRICTS[0],
        title="Cải tạo chợ phiên năm 2025",
    )  # fmt: skip
    found = board(directive=replace(asked, tasks=(*asked.tasks, duty)), more=(following,))
    (row,) = (r for r in found.rows if r.body == DISTRICTS[0])
    assert [(p.number, p.late) for p in row.plans] == [("31/KH-UBND", False), ("16/KH-UBND", None)]


@pytest.mark.parametrize(
    ("plans_given", "years", "late"),
    [
        ([("Chợ phiên năm 2024", "2024-03-01")], {2024}, (True,)),
        ([("Chợ phiên năm 2025", "2025-02-12")], {2024}, (None,)),  # another year's, whatever else is not loaded
        ([("Chợ phiên", "2025-02-12")], {2024}, (None,)),
        ([("Chợ phiên", "2024-03-01")], set(), (True,)),
        ([("Chợ phiên năm 2024", "2024-02-01"), ("Bổ sung, chợ phiên năm 2024", "2024-06-01")], {2024}, (False, None)),
        ([("Chợ phiên năm 2024", "2024-02"), ("Chợ phiên năm 2024", "2024-06-01")], {2024}, (None, None)),
        ([("Chợ phiên năm 2024", "2024-02"), ("Chợ phiên năm 2024", "2024-02-01")], {2024}, (None, False)),
        ([("Chợ phiên giai đoạn 2024-2028", "2024-03-01")], {2024, 2025, 2026, 2027, 2028}, (True,)),
        ([("Chợ phiên năm 2026", "2026-01-20")], {2024, 2025, 2026, 2027, 2028}, (None,)),
        ([("Chợ phiên năm 2025", "2024-02-20")], {2025}, (True,)),  # called for before its year
        ([], {2024}, ()),
    ],
)
def test_which_plan_answers_the_call(
    plans_given: list[tuple[str, str]], years: set[int], late: tuple[bool | None, ...]
) -> None:
    assert find_late(plans_given, "2024-02-15", years) == late


def test_two_texts_of_one_plan_count_once() -> None:
    one = plans()[0]
    text = replace(
        one.text, raw=one.text.raw + "\n", source=replace(one.text.source, file="again.txt", sha256="f" * 64)
    )
    (row,) = (r for r in board(more=(replace(one, text=text),)).rows if r.body == DISTRICTS[0])
    assert [(p.number, p.copies) for p in row.plans] == [("31/KH-UBND", 2)]


def test_communes_that_the_store_knows_in_that_province() -> None:
    own = Document(type="Kế hoạch", issuer="Ủy ban nhân dân tỉnh Nghệ An", date="2025-09-08")
    (group,) = (g for g in groups() if g.id == "communes")
    held = ["Ủy ban nhân dân xã Thái Sơn, tỉnh Nghệ An", "Ủy ban nhân dân xã Hải Hòa", "Sở Nội vụ tỉnh Nghệ An"]
    assert known_communes(group, replace(country_directive(), document=own), held) == (held[0],)


def _stored(*more: Record) -> dict[str, tuple[str, list[str | None]]]:
    directive = replace(
        country_directive(), document=replace(country_directive().document, title="Cải tạo chợ phiên vùng cao năm 2024")
    )
    with open_store("memory:") as store:
        load_records(store, [directive, *plans(), *more])
        iri = StoreLookup(store).works_for_number("7/KH-UBND")[0].iri
        lists = open_lists(None)
        lists.follow(store)
        with lists.look() as look:
            issued = read_issued(look, iri)
            found = make_board(iri, directive, issued, members=members, is_known=lambda body: look.has_issued(body),
                               alike=lambda body: plans_alike(look, directive, body))  # fmt: skip
    return {r.body: (r.state, [p.number for p in r.plans]) for r in found.rows}


@pytest.mark.parametrize(
    ("title", "date", "number", "state"),
    [
        ("Cải tạo chợ phiên năm 2024 của thị xã", "2024-02-15", "15/KH-UBND", "alike"),
        ("Cải tạo chợ phiên năm 2023 của thị xã", "2024-02-15", "15/KH-UBND", "has_not"),  # another year's
        ("Trồng rừng năm 2024", "2024-02-15", "15/KH-UBND", "has_not"),
        ("Cải tạo chợ phiên năm 2024 của thị xã", "2024-02-15", "15/BC-UBND", "has_not"),  # a report
        ("Cải tạo chợ phiên năm 2024 của thị xã", "2023-12-15", "15/KH-UBND", "has_not"),  # before the directive
    ],
)
def test_a_plan_on_the_subject_that_does_not_name_the_directive_is_shown(
    title: str, date: str, number: str, state: str
) -> None:
    beside = plan_record(number=number, date=date, issuer=DISTRICTS[2], title=title)
    assert _stored(beside)[DISTRICTS[2]] == (state, [number] if state == "alike" else [])


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh Nam Hải"),
        ("Công an tỉnh", "Công an tỉnh Nam Hải"),
        ("Cục Thuế tỉnh", "Cục Thuế tỉnh Nam Hải"),
    ],
)
def test_commands_police_and_taxes_are_as_named_as_a_department(name: str, full: str) -> None:
    raw = f"3. Giao {name} chủ trì tổ chức diễn tập."
    base = country_directive()
    read = replace(base.document, recipients=())
    text = replace(base.text, raw=raw)
    given = replace(base, tasks=(), document=read, text=text, units=(Unit(name=full, variants=(name,)),))
    assert [body for body, _ in asked_bodies(given)[0].values()] == [full]


def test_a_body_told_to_act_is_named_without_what_it_is_told() -> None:
    text = "Giao Sở Nội vụ kiểm tra công tác trồng cây tại tối thiểu 30% cơ quan, đơn vị trong năm 2024."
    given = country_directive()
    given = replace(
        given,
        text=replace(given.text, raw=text),
        tasks=(),
        document=replace(given.document, recipients=()),
        units=(Unit(name="Sở Nội vụ tỉnh Đông Hải", kind="department", variants=("Sở Nội vụ",)),),
    )
    asked, unexpanded = asked_bodies(given, members)
    assert [body for body, _ in asked.values()] == ["Sở Nội vụ tỉnh Đông Hải"]
    assert unexpanded == ()
