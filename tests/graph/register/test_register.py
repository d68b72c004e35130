# ruff: noqa: E501 -- one line per case
"""The register: rows as they came, works that follow, what the audit names."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.load import load_records, rederive
from graph.register import import_
from graph.register.audit import audit_register
from graph.register.expired import Proposal, accept, doubts_of, hold, pending_rows, propose_rows, reject
from graph.register.import_ import import_register
from graph.register.lists import propose_from_text, propose_list
from graph.register.rows import Refused, RegisterRow, find_label, read_rows, row_of, write_csv
from graph.register.told import find_date, find_number, find_title
from graph.settle import settle
from graph.store import Store, open_store
from graph.store_lookup import StoreLookup
from graph.verify import verify_store
from graph.write import document_iri
from ontology.bodies import context_of
from ontology.errors import RegisterError
from tests.graph.samples import canonical, nosy_judge, record

GOVERNMENT = "Chính phủ"
TODAY = dt.date(2026, 3, 2)


def row(number: str, date: str | None = None, **more: str | None) -> RegisterRow:
    return RegisterRow(number=number, date=date, issuer=more.pop("issuer", GOVERNMENT), source="danh mục", **more)


ROWS = [
    row("17/NQ-CP", "2019-03-07", title="về một số nhiệm vụ phát triển Chính phủ điện tử", type="Nghị quyết"),
    row("30/2020/NĐ-CP", "2020-03-05", title="về công tác văn thư", in_force_from="2020-03-05"),
    row("110/2004/NĐ-CP", "2004-04-08", title="về công tác văn thư", in_force_to="2020-03-05", relation="bị thay thế bởi",
        related_number="30/2020/NĐ-CP", related_date="2020-03-05", related_issuer=GOVERNMENT, relation_from="2020-03-05"),
    row("30/2020/NĐ-CP", "2020-03-05", title="về công tác văn thư", in_force_from="2020-03-05", relation="thay thế",
        related_number="110/2004/NĐ-CP", related_date="2004-04-08", related_issuer=GOVERNMENT),
]  # fmt: skip
PLAN = record(
    "plan", ("17/NQ-CP", "2019-03-17", GOVERNMENT, None, "legal_basis"), ("110/2004/NĐ-CP", "2004-04-08", GOVERNMENT, None, "legal_basis"),
    number="5/KH-SNV", date="2024-02-01", issuer="Sở Nội vụ tỉnh Hà Tĩnh", type="Kế hoạch",
)  # fmt: skip
OTHER = record("other", ("17/NQ-CP", "2019-03-17", None, None, "mentions"), number="6/KH-STP", date="2024-02-02",
               issuer="Sở Tư pháp tỉnh Hà Tĩnh", type="Kế hoạch")  # fmt: skip


@pytest.fixture
def empty() -> Iterator[Store]:
    with open_store("memory:") as store:
        yield store


def test_a_relation_says_the_first_day_on_which_a_register_showed_it(empty: Store) -> None:
    related = next(r for r in ROWS if r.relation and r.related_number)
    for day in ("2024-06-10", "2024-03-01"):
        import_register(empty, [replace(related, retrieved_on=day)])
    found = [
        r
        for number in (related.number, related.related_number or "")
        for held in StoreLookup(empty).works_for_number(number)
        if (whole := StoreLookup(empty).work(held.iri)) is not None
        for r in whole.acted_on
    ]
    assert [(r.known_since, r.seen_on) for r in found] == [(None, "2024-03-01")]


def test_a_register_row_makes_a_work_with_its_force_and_relations(empty: Store) -> None:
    report = import_register(empty, ROWS)
    assert (report.rows, report.documents, report.relations, report.unplaced) == (4, 3, 2, 0)
    lookup = StoreLookup(empty)
    (old,) = lookup.works_for_number("110/2004/NĐ-CP")
    whole = lookup.work(old.iri)
    assert whole is not None
    assert [p.until for p in whole.force] == ["2020-03-05"]
    (new,) = lookup.works_for_number("30/2020/NĐ-CP")
    assert {(r.kind, r.actor, r.target) for r in whole.acted_on} == {("replaces", new.iri, old.iri)}
    assert {r.label for r in whole.acted_on} == {"bị thay thế bởi", "thay thế"}
    assert empty.ask("ASK { $new $replaces $old }", new=_node(new.iri), replaces=_node("https://w3id.org/cancu/ontology#replaces"), old=_node(old.iri))  # fmt: skip


def _node(iri: str):  # type: ignore[no-untyped-def]
    from pyoxigraph import NamedNode

    return NamedNode(iri)


@settings(max_examples=25, deadline=None)
@given(st.permutations([0, 1, 2, 3, 4, 5]), st.booleans())
def test_register_and_documents_in_any_order_give_the_same_graph(order: list[int], again: bool) -> None:
    things: list[object] = [*ROWS, PLAN, OTHER]
    results = []
    for way in (sorted(order), order):
        with open_store("memory:") as store:
            for index in way:
                thing = things[index]
                if isinstance(thing, RegisterRow):
                    import_register(store, [thing], judge=nosy_judge)
                else:
                    load_records(store, [thing], judge=nosy_judge)  # type: ignore[list-item]
            if again:
                import_register(store, ROWS, judge=nosy_judge)
            results.append(canonical(store))
    assert results[0] == results[1]


def test_the_bulk_way_gives_what_the_small_way_gives(empty: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [*ROWS, *(row(f"{i}/2021/NĐ-CP", f"2021-{i % 12 + 1:02d}-01", title=f"về việc thứ {i}") for i in range(40))]
    load_records(empty, [PLAN, OTHER], judge=nosy_judge)
    import_register(empty, many, judge=nosy_judge)
    with open_store("memory:") as other:
        load_records(other, [OTHER, PLAN], judge=nosy_judge)
        monkeypatch.setattr(import_, "_SMALL", 5)
        report = import_register(other, many, judge=nosy_judge)
        assert report.documents == 43
        assert canonical(other) == canonical(empty)
        rederive(other, judge=nosy_judge)
        assert canonical(other) == canonical(empty)


def test_a_bulk_import_cut_short_is_finished_by_the_next_settling(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_register(empty, ROWS)
    with open_store("memory:") as other:
        monkeypatch.setattr(import_, "_SMALL", 2)
        monkeypatch.setattr(import_, "derive_works", _dies)
        with pytest.raises(KeyboardInterrupt):
            import_register(other, ROWS)
        monkeypatch.undo()
        settle(other, None)
        assert canonical(other) == canonical(empty)


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_row_settles_what_documents_said_before(empty: Store) -> None:
    load_records(empty, [PLAN, OTHER])
    (before,) = StoreLookup(empty).works_for_number("17/NQ-CP")
    assert before.value("date") == "2019-03-17"
    import_register(empty, ROWS[:1])
    lookup = StoreLookup(empty)
    (after,) = lookup.works_for_number("17/NQ-CP")
    assert (after.value("date"), after.best("date").rank) == ("2019-03-07", "register")  # type: ignore[union-attr]
    assert [r.work for r in lookup.resolutions(document_iri(OTHER))] == [after.iri]


def test_only_documents_that_a_row_touches_are_judged_again(empty: Store) -> None:
    load_records(empty, [PLAN, OTHER], judge=lambda *_: [])
    report = import_register(empty, ROWS[1:], judge=lambda *_: [])
    assert report.judged == 1  # PLAN cites the replaced decree, OTHER does not


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_may_be_parted_as_spreadsheets_part_it(tmp_path: Path, mark: str) -> None:
    lines = [["number", "date", "title"], ["17/NQ-CP", "2019-03-07", '"một, hai"']]
    (tmp_path / "r.csv").write_text("\n".join(mark.join(line) for line in lines), encoding="utf-8-sig")
    assert list(read_rows(tmp_path / "r.csv")) == [RegisterRow(number="17/NQ-CP", date="2019-03-07", title="một, hai")]


def test_a_file_comes_back_as_rows(tmp_path: Path) -> None:
    write_csv(ROWS, tmp_path / "rows.csv")
    assert list(read_rows(tmp_path / "rows.csv")) == ROWS
    lines = [json.dumps({"number": "1/NQ-CP", "date": "2020-01-01", "unknown": 3}, ensure_ascii=False), "", "[1]", "{"]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first, *bad = read_rows(tmp_path / "rows.jsonl")
    assert first == RegisterRow(number="1/NQ-CP", date="2020-01-01")
    assert [b.line for b in bad if isinstance(b, Refused)] == [3, 4]


@pytest.mark.parametrize(
    ("text", "refused"),
    [("number,date\n,2020-01-01\n", 1), ("number,relation\n1/NQ-CP,thay thế\n", 1), ("\ufeffnumber,x\n1/NQ-CP,2\n", 0)],
)
def test_rows_that_cannot_be_taken_are_named_by_line(tmp_path: Path, text: str, refused: int) -> None:
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    rows = list(read_rows(tmp_path / "r.csv"))
    assert sum(isinstance(r, Refused) for r in rows) == refused
    with open_store("memory:") as store:
        assert len(import_register(store, rows).refused) == refused


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", "số,ngày\n".encode("utf-16")])
def test_a_file_that_is_no_register_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r.csv").write_bytes(content)
    with pytest.raises(RegisterError):
        list(read_rows(tmp_path / "r.csv"))


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("thay thế", ("replaces", "acts")), ("Được thay thế bởi", ("replaces", "suffers")), ("replaced_by", ("replaces", "suffers")),
        ("bị bãi bỏ một phần bởi", ("partly_repeals", "suffers")), ("sửa đổi, bổ sung", ("amends", "acts")),
        ("Văn bản thay thế", ("cites", "unverified")), ("liên quan mơ hồ", None),
    ],
)  # fmt: skip
def test_labels_have_a_direction_or_none(label: str, known: tuple[str, str] | None) -> None:
    assert find_label(label) == known


def test_an_unverified_label_is_kept_and_draws_nothing(empty: Store) -> None:
    report = import_register(empty, [row("1/NQ-CP", "2020-01-01", relation="văn bản thay thế", related_number="2/NQ-CP", related_issuer=GOVERNMENT, related_date="2021-01-01")])  # fmt: skip
    assert (report.relations, report.unplaced) == (0, 1)
    (work,) = StoreLookup(empty).works_for_number("1/NQ-CP")
    assert StoreLookup(empty).work_and_acts(work.iri).acts == ()  # type: ignore[union-attr]


def test_an_unknown_label_is_told_at_once(empty: Store) -> None:
    rows = [row(f"{n}/NQ-CP", "2020-01-01", relation="còn dùng tạm", related_number="2/NQ-CP", related_date="2019-01-01", related_issuer=GOVERNMENT) for n in (7, 8)]  # fmt: skip
    (caution,) = import_register(empty, rows).cautions
    assert "2 dòng" in caution.vi
    assert "“còn dùng tạm”" in caution.en


NAMING = row("9/2023/QĐ-UBND", "2023-05-04", issuer="Ủy ban nhân dân tỉnh Hà Tĩnh", relation="thay thế", related_number="31/2018/QĐ-UBND",
             related_date="2018-08-20", related_issuer="Ủy ban nhân dân tỉnh Hà Tĩnh", relation_from="2023-05-15")  # fmt: skip


@pytest.mark.parametrize("bulk", [False, True], ids=["few", "many"])
def test_a_document_that_stands_only_in_a_relation_is_a_work_that_was_replaced(
    empty: Store, monkeypatch: pytest.MonkeyPatch, bulk: bool
) -> None:
    if bulk:
        monkeypatch.setattr(import_, "_SMALL", 1)
    report = import_register(empty, [NAMING])
    assert (report.documents, report.relations) == (1, 1)
    (old,) = StoreLookup(empty).works_for_number("31/2018/QĐ-UBND")
    assert (old.value("date"), old.value("issuer")) == ("2018-08-20", "Ủy ban nhân dân tỉnh Hà Tĩnh")
    assert {f.confidence for f in old.facts} == {0.85}
    whole = StoreLookup(empty).work(old.iri)
    assert whole is not None
    assert [r.kind for r in whole.acted_on] == ["replaces"]
    assert audit_register(empty, TODAY) == []


@pytest.mark.parametrize("bulk", [False, True], ids=["few", "many"])
@pytest.mark.parametrize("turned", [False, True], ids=["named last", "named first"])
def test_what_a_relation_says_of_a_document_yields_to_its_own_row(
    empty: Store, monkeypatch: pytest.MonkeyPatch, bulk: bool, turned: bool
) -> None:
    own = row("31/2018/QĐ-UBND", "2018-08-20", issuer="Ủy ban nhân dân tỉnh Hà Tĩnh", title="về giá đất")
    rows = [own, replace(NAMING, related_date="2018-08-02")]
    if bulk:
        monkeypatch.setattr(import_, "_SMALL", 1)
    import_register(empty, rows[::-1] if turned else rows)
    (work,) = StoreLookup(empty).works_for_number("31/2018/QĐ-UBND")
    assert {(f.value, f.confidence) for f in work.facts if f.field == "date"} == {("2018-08-20", 1.0)}


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({}, None), ({"issuer": None}, "chưa rõ của cơ quan nào"), ({"date": None}, "chưa rõ ngày ban hành"),
        ({"in_force_to": None}, "chưa rõ ngày hết hiệu lực"), ({"related_number": "08/2024/N"}, "ký hiệu có thể bị cắt: 08/2024/N"),
        ({"date": "2018-02-30"}, "ngày không có thật: 30/02/2018"),
    ],
)  # fmt: skip
def test_what_a_reviewer_should_look_at(changed: dict[str, str | None], doubt: str | None) -> None:
    whole = row("12/2018/NQ-HĐND", "2018-12-11", issuer="Hội đồng nhân dân tỉnh Hà Tĩnh", in_force_to="2024-12-31")
    assert [d.vi for d in doubts_of(replace(whole, **changed))] == ([doubt] if doubt else [])  # type: ignore[arg-type]


# ------------------------------------------------------------------ audit


def test_a_sound_register_has_nothing_to_name(empty: Store) -> None:
    import_register(empty, ROWS)
    assert audit_register(empty, TODAY) == []


def test_a_document_acting_on_itself_is_kept_and_draws_nothing(empty: Store) -> None:
    itself = {
        "relation": "bãi bỏ",
        "related_number": "1/NQ-CP",
        "related_issuer": GOVERNMENT,
        "related_date": "2020-01-01",
    }
    import_register(empty, [row("1/NQ-CP", "2020-01-01", **itself)])
    (work,) = StoreLookup(empty).works_for_number("1/NQ-CP")
    assert work.acted_on == ()
    assert verify_store(empty) == []


@pytest.mark.parametrize(
    ("rows", "check"),
    [
        ([row("1/NQ-CP", "2023-02-30")], "impossible_date"),
        ([row("1/NQ-CP", "2023-02-20", in_force_to="2023-13-01")], "impossible_date"),
        ([row("1/NQ-CP", "2023-02-20", in_force_from="2023-03-01", in_force_to="2023-02-28")], "expires_before_start"),
        ([row("1/NQ-CP", "2023-02-20", in_force_to="2022-02-28")], "expires_before_date"),
        ([row("35/2022/NĐ-CP", "2024-05-28")], "year_against_date"),
        ([row("1/NQ-CP", "2023-02-20", in_force_from="2022-03-01")], "starts_before_date"),
        ([row("1/NQ-CP", "2099-02-20")], "date_to_come"),
        ([row("1/NQ-CP", "2020-01-01", relation="bãi bỏ", related_number="2/NQ-CP", related_issuer=GOVERNMENT, related_date="2019-01-01", relation_from="2019-12-01")], "acts_before_date"),
        ([row("1/NQ-CP", "2020-01-03"), row("2/NQ-CP", "2019-01-01", relation="bị bãi bỏ bởi", related_number="1/NQ-CP", related_issuer=GOVERNMENT, related_date="2020-01-08")], "related_date"),
        ([row("84/2025/QĐ-UBND", "2025-12-02"), row("84/2025/QĐ-UBND", "2025-11-28")], "shared_number"),
        ([row("40/2021/NĐ-CP", "2021-03-30", in_force_to="2024-01-01"), row("40/2021/NĐ-CP", "2021-03-30", in_force_to="2025-01-01")], "several_ends"),
        ([row("40/2021/NĐ-CP", "2021-03-30", in_force_from="2021-05-01"), row("40/2021/NĐ-CP", "2021-03-30", in_force_from="2021-06-01")], "several_starts"),
        ([row("40/2021/NĐ-CP", "2021-03-30", title="quản lý đầu tư"), row("40/2021/NĐ-CP", "2021-03-30", title="bảo vệ bí mật nhà nước")], "several_titles"),
        ([row("41/2021/NĐ-CP", "2021-03-30", type="Quyết định")], "type_against_sign"),
        ([row("41/2021/NĐ-CP", "2021-03-30", issuer="Thủ tướng Chính phủ")], "issuer_against_sign"),
        ([row("1/NQ-CP", "2020-01-01", relation="abc", related_number="2/NQ-CP")], "unknown_label"),
        ([row("1/NQ-CP", "2020-01-01", relation="văn bản hợp nhất", related_number="2/NQ-CP")], "unverified_label"),
        ([row("1/NQ-CP", "2020-01-01", relation="bãi bỏ", related_number="2/NQ-CP")], "related_unplaced"),
        ([row("1/NQ-CP", "2020-01-01", relation="bãi bỏ", related_number="1/NQ-CP", related_issuer=GOVERNMENT, related_date="2020-01-01")], "acts_on_itself"),
        ([row("1/NQ-CP", "2020-01-01", relation="bãi bỏ", related_number="2/NQ-CP", related_issuer=GOVERNMENT, related_date="2021-01-01")], "acts_before_target"),
        ([*ROWS, row("1/NQ-CP", "2021-01-01"), row("2/NQ-CP", "2022-01-01", relation="bãi bỏ", related_number="1/NQ-CP", related_issuer=GOVERNMENT, related_date="2021-01-01")], "missing_inverse"),
    ],
)  # fmt: skip
def test_the_audit_names(empty: Store, rows: list[RegisterRow], check: str) -> None:
    import_register(empty, rows)
    entries = audit_register(empty, TODAY)
    assert [e.check for e in entries] == [check]
    assert all(entries[0].message.as_dict().values())
    assert str(entries[0].message).startswith(entries[0].number)
    assert audit_register(empty, TODAY) == entries
    assert not any(re.search(r"\d{4}-\d\d-\d\d", e.message.vi + e.message.en) for e in entries)


def test_two_documents_under_one_number_are_two_works(empty: Store) -> None:
    import_register(
        empty, [row("9/NQ-CP", "2025-12-02", title="về đất đai"), row("9/NQ-CP", "2025-11-28", title="về giáo dục")]
    )
    works = StoreLookup(empty).works_for_number("9/NQ-CP")
    assert sorted(w.value("date") or "" for w in works) == ["2025-11-28", "2025-12-02"]


# ------------------------------------------------------------------ yearly lists of what is no longer in force

TABLE = [
    ["STT", "Tên loại văn bản", "Số, ký hiệu", "Ngày, tháng, năm ban hành", "Trích yếu nội dung", "Lý do hết hiệu lực", "Ngày hết hiệu lực"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ["I", "NGHỊ QUYẾT", "", "", "", "", ""],
    ["1", "Quyết định", "12/2015/QĐ-UBND", "05/8/2015", "Quy định về một việc", "Được thay thế bởi Quyết định số 7/2023/QĐ-UBND ngày 02/3/2023", "12/3/2023"],
    ["2", "Nghị quyết", "31/2016/NQ-HĐND", "15/12/2016", "Quy định về việc khác", "Bị bãi bỏ bởi Nghị quyết số 9/2023/NQ-HĐND ngày 14/7/2023", "24/7/2023"],
    ["3", "Quyết định", "40/2017/QĐ-UBND", "01/9/2017", "Quy định về phí", "Hết thời hạn có hiệu lực", "31/12/2023"],
    ["4", "Quyết định", "không rõ số", "01/9/2017", "Quy định về lệ phí", "Hết thời hạn", "31/12/2023"],
]  # fmt: skip
PROVINCE = "Ủy ban nhân dân tỉnh Hà Tĩnh"


def test_a_table_of_expired_documents_becomes_rows_for_review(empty: Store) -> None:
    proposal = propose_rows(TABLE, issuer=PROVINCE, source="Quyết định số 55/QĐ-UBND ngày 15/01/2024")
    assert [r.number for r in proposal.rows] == ["12/2015/QĐ-UBND", "31/2016/NQ-HĐND", "40/2017/QĐ-UBND"]
    assert [len(proposal.unread), "không rõ số" in proposal.unread[0]] == [1, True]
    first, second, third = proposal.rows
    assert (first.date, first.in_force_to, first.type) == ("2015-08-05", "2023-03-12", "Quyết định")
    assert (first.relation, first.related_number, first.related_date) == (
        "được thay thế bởi",
        "7/2023/QĐ-UBND",
        "2023-03-02",
    )
    assert (second.relation, second.related_type) == ("bị bãi bỏ bởi", "Nghị quyết")
    assert third.relation is None

    hold(empty, proposal)
    assert len(pending_rows(empty)) == 3
    assert StoreLookup(empty).works_for_number("12/2015/QĐ-UBND") == ()
    assert audit_register(empty, TODAY) == []

    iris = {r.number: iri for iri, r in pending_rows(empty)}
    assert reject(empty, [iris["40/2017/QĐ-UBND"]]) == 1
    report = accept(empty, [iris["12/2015/QĐ-UBND"]])
    assert (report.documents, report.relations) == (1, 1)
    assert [r.number for _, r in pending_rows(empty)] == ["31/2016/NQ-HĐND"]
    (work,) = StoreLookup(empty).works_for_number("12/2015/QĐ-UBND")
    whole = StoreLookup(empty).work(work.iri)
    assert whole is not None
    assert [(r.kind, r.since) for r in whole.acted_on] == [("replaces", "2023-03-12")]

    again = hold(empty, proposal)  # the same list a second time: what was taken does not wait anew
    assert (again.standing, [r.number for r in again.rows]) == (1, ["31/2016/NQ-HĐND", "40/2017/QĐ-UBND"])
    assert len(pending_rows(empty)) == 2


@pytest.mark.parametrize(
    ("words", "number", "date"),
    [
        ("Quyết định số 12/2015/QĐ-UBND ngày 05/8/2015 của UBND tỉnh", "12/2015/QĐ-UBND", "2015-08-05"),
        ("12-NQ/TU, ngày 26 tháng 5 năm 2022", "12-NQ/TU", "2022-05-26"),
        ("183/2010/TTLT/BTC-BNN", "183/2010/TTLT/BTC-BNN", None),
        ("Hết thời hạn quy định", None, None),
    ],
)
def test_numbers_and_dates_in_cells(words: str, number: str | None, date: str | None) -> None:
    assert (find_number(words), find_date(words)) == (number, date)


LOST_TABLE = """
A. VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ THUỘC LĨNH VỰC QUẢN LÝ
STT
Văn bản hết hiệu lực
Lý do hết hiệu lực
Ngày hết
hiệu lực
I. LĨNH VỰC TÀI CHÍNH
1
Thông tư số 11/2018/TT-BNV ngày 02/3/2018
của Bộ trưởng Bộ Nội vụ quy định về một việc
Được thay thế bởi Thông tư số 21/2023/
TT-BNV ngày 05/6/2023 của Bộ trưởng
Bộ Nội vụ quy định việc ấy và
20/7/2023

12
CÔNG BÁO/Số 1 + 2/Ngày 01-02-2024
STT
Văn bản hết hiệu lực
một việc nữa
2
Nghị định số 15/2016/NĐ-CP ngày 14/5/2016 của
Chính phủ hướng dẫn việc thứ hai
Hết thời hạn có hiệu lực
01/01/2024
B. VĂN BẢN HẾT HIỆU LỰC MỘT PHẦN
1
Thông tư số 30/2019/TT-BNV ngày 01/4/2019 sửa đổi một điều
Khoản 2 Điều 3
Bị bãi bỏ bởi Thông tư số 33/2023/TT-
BNV ngày 09/9/2023
25/10/2023
2
Quyết định số thiếu ngày và lý do
"""


def test_a_list_whose_table_was_lost_is_read_line_by_line() -> None:
    found = propose_from_text(LOST_TABLE, issuer="Bộ Nội vụ", source="Quyết định số 9/QĐ-BNV")
    said = [
        (r.number, r.date, r.issuer, r.in_force_to, r.relation, r.related_number, r.related_date, r.related_issuer)
        for r in found.rows
    ]
    assert said == [
        (
            "11/2018/TT-BNV",
            "2018-03-02",
            "Bộ Nội vụ",
            "2023-07-20",
            "được thay thế bởi",
            "21/2023/TT-BNV",
            "2023-06-05",
            "Bộ Nội vụ",
        ),
        ("15/2016/NĐ-CP", "2016-05-14", "Chính phủ", "2024-01-01", None, None, None, None),
        (
            "30/2019/TT-BNV",
            "2019-04-01",
            "Bộ Nội vụ",
            None,
            "hết hiệu lực một phần bởi",
            "33/2023/TT-BNV",
            "2023-09-09",
            "Bộ Nội vụ",
        ),
    ]
    assert [r.title for r in found.rows] == [
        "quy định về một việc",
        "hướng dẫn việc thứ hai",
        "sửa đổi một điều Khoản 2 Điều 3",
    ]
    assert found.unread == ("Quyết định số thiếu ngày và lý do",)


@pytest.mark.shared
def test_a_real_list_gives_every_running_number(shared: Path) -> None:
    (file,) = (shared / "real").glob("35_*")
    found = propose_from_text(file.read_text(encoding="utf-8"), issuer=None, source="danh mục")
    assert len(found.rows) >= 20
    assert found.unread == ()
    assert [bool(r.in_force_to and r.related_number) for r in found.rows[:13]] == [
        True
    ] * 13  # the list of what expired as a whole


# ------------------------------------------------------------------ lists: in part, whose, titles

MERGED = "Số, ký hiệu; ngày, tháng, năm ban hành văn bản; tên gọi của văn bản"
PART_TABLE = [
    ["STT", "Tên loại", MERGED, "Nội dung, quy định hết hiệu lực", "Lý do hết hiệu lực", "Ngày hết hiệu lực"],
    ["1", "Quyết định", "50/2021/QĐ-UBND ngày 10/12/2021 ban hành Quy định về giá", "Khoản 2 Điều 5", "Được sửa đổi bởi Quyết định số 43/2024/QĐ-UBND ngày 05/10/2024", "20/10/2024"],
    ["2", "Nghị quyết", "12/2018/NQ-HĐND ngày 18/7/2018 của HĐND tỉnh quy định mức hỗ trợ", "Điều 4", "Bị bãi bỏ một phần bởi Nghị quyết số 5/2024/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh", "01/8/2024"],
]  # fmt: skip


def test_what_ended_in_part_is_never_held_to_have_ended(empty: Store) -> None:
    first, second = propose_rows(PART_TABLE, issuer=PROVINCE, source="Quyết định số 55/QĐ-UBND").rows
    assert (first.in_force_to, first.part, first.relation) == (None, "Khoản 2 Điều 5", "được sửa đổi, bổ sung bởi")
    assert (first.related_number, first.relation_from) == ("43/2024/QĐ-UBND", "2024-10-20")
    assert (second.in_force_to, second.part, second.relation) == (None, "Điều 4", "hết hiệu lực một phần bởi")
    import_register(empty, [first, second])
    for number, kind in (("50/2021/QĐ-UBND", "amends"), ("12/2018/NQ-HĐND", "partly_repeals")):
        (found,) = StoreLookup(empty).works_for_number(number)
        whole = StoreLookup(empty).work(found.iri)
        assert whole is not None
        assert (whole.force, [r.kind for r in whole.acted_on]) == ((), [kind])
    assert empty.ask(
        'ASK { GRAPH ?g { ?r $part "Khoản 2 Điều 5" } }', part=_node("https://w3id.org/cancu/ontology#part")
    )


@pytest.mark.parametrize(("part", "kind"), [("Điều 5", "partly_repeals"), ("toàn bộ", "repeals"), (None, "repeals")])
def test_a_repeal_of_a_part_leaves_the_rest_in_force(empty: Store, part: str | None, kind: str) -> None:
    act = row("977/QĐ-TTg", "2023-09-01", issuer="Thủ tướng Chính phủ", relation="bãi bỏ", related_number="902/QĐ-TTg",
              related_date="2022-03-02", related_issuer="Thủ tướng Chính phủ", part=part)  # fmt: skip
    import_register(empty, [act, row("902/QĐ-TTg", "2022-03-02", issuer="Thủ tướng Chính phủ")])
    (old,) = StoreLookup(empty).works_for_number("902/QĐ-TTg")
    whole = StoreLookup(empty).work(old.iri)
    assert whole is not None
    assert [(r.kind, r.part) for r in whole.acted_on] == [(kind, part)]


def test_the_section_above_a_table_says_that_it_lists_what_ended_in_part() -> None:
    (row,) = propose_rows(
        [[c for at, c in enumerate(line) if at != 3] for line in PART_TABLE[:2]],
        issuer=PROVINCE, source="danh mục", before="A. VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ\n…\nB. VĂN BẢN HẾT HIỆU LỰC MỘT PHẦN NĂM 2024",
    ).rows  # fmt: skip
    assert (row.in_force_to, row.part) == (None, "một phần")


def test_a_list_gives_its_rows_their_issuers_by_words_sign_and_province() -> None:
    rows = propose_rows([*TABLE[:5], *PART_TABLE], issuer=PROVINCE, source="danh mục").rows
    council = "Hội đồng nhân dân tỉnh Hà Tĩnh"
    assert [(r.issuer, r.related_issuer) for r in rows] == [(PROVINCE, PROVINCE), (council, council)] * 2
    open_ones = propose_rows(TABLE, issuer=None, source="danh mục").rows
    assert {r.issuer for r in open_ones} == {None}


def test_a_row_that_does_not_say_whose_it_is_counts_for_nobody(empty: Store) -> None:
    import_register(empty, [row("12/2018/NQ-HĐND", "2018-07-18", issuer=None, in_force_to="2024-08-01")])
    assert StoreLookup(empty).works_for_number("12/2018/NQ-HĐND") == ()
    assert [e.check for e in audit_register(empty, TODAY)] == ["issuer_untold"]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("50/2021/QĐ-UBND ngày 10/12/2021 ban hành Quy định về giá đất", "ban hành Quy định về giá đất"),
        ("Số 12/2018/NQ-HĐND; ngày 18/7/2018; quy định mức hỗ trợ", "quy định mức hỗ trợ"),
        ("12/2018/NQ-HĐND ngày 18/7/2018 của HĐND tỉnh quy định mức hỗ trợ", "quy định mức hỗ trợ"),
        ("Về việc bãi bỏ Quyết định số 4/2015/QĐ-UBND ngày 02/3/2015", "Về việc bãi bỏ Quyết định số 4/2015/QĐ-UBND ngày 02/3/2015"),
    ],
)  # fmt: skip
def test_a_title_is_without_the_number_and_date_before_it(cell: str, title: str) -> None:
    assert find_title(cell) == title


@pytest.mark.parametrize(
    ("written", "read"), [("07/6/2020", "2020-06-07"), ("31-02-2020", "2020-02-31"), ("2020-06", "2020-06")]
)
def test_a_register_reads_dates_as_offices_write_them(written: str, read: str) -> None:
    taken = row_of({"number": "20/2020/QĐ-UBND", "date": written}, 2)
    assert isinstance(taken, RegisterRow)
    assert taken.date == read


def test_a_register_row_with_an_unreadable_date_is_refused_with_the_form_wanted() -> None:
    refused = row_of({"number": "20/2020/QĐ-UBND", "date": "đầu năm"}, 2)
    assert isinstance(refused, Refused)
    assert "07/6/2020" in str(refused.why)


TEXT_LIST = """A. VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ NĂM 2024
STT | Tên loại | Số, ký hiệu; ngày, tháng, năm; tên gọi | Lý do hết hiệu lực | Ngày hết hiệu lực
1 | Nghị quyết | 12/2018/NQ-HĐND ngày 18/7/2018 quy định mức | Được thay thế bởi Nghị quyết số 05/2024/NQ-HĐND ngày 10/7/2024 | 01/8/2024
B. VĂN BẢN HẾT HIỆU LỰC MỘT PHẦN NĂM 2024
1 | Quyết định | 50/2021/QĐ-UBND ngày 10/12/2021 ban hành Quy định | Được sửa đổi bởi Quyết định số 43/2024/QĐ-UBND ngày 05/10/2024 | 20/10/2024
"""


@pytest.mark.parametrize("between", [" | ", "\t", "\n"])
def test_a_list_in_plain_text_is_read_however_its_cells_are_parted(between: str) -> None:
    found = propose_list([], TEXT_LIST.replace(" | ", between), here=context_of(PROVINCE), source="danh mục")
    assert [(r.number, r.in_force_to, r.related_number, r.part) for r in found.rows] == [
        ("12/2018/NQ-HĐND", "2024-08-01", "05/2024/NQ-HĐND", None),
        ("50/2021/QĐ-UBND", None, "43/2024/QĐ-UBND", "một phần"),
    ]


def test_a_text_without_any_list_is_refused_and_rows_without_a_heading_are_named() -> None:
    with pytest.raises(RegisterError):
        propose_list([], "Kế hoạch công tác năm 2024", here=context_of(PROVINCE), source="danh mục")
    (_, _, line, *_) = TEXT_LIST.splitlines()
    found = propose_list([], line, here=context_of(PROVINCE), source="danh mục")
    assert (found.rows, len(found.unread)) == ((), 1)


def test_a_number_without_a_digit_is_none() -> None:
    refused = row_of({"number": "a", "type": "b"}, 3)
    assert isinstance(refused, Refused)
    assert "không có chữ số" in refused.why.message.vi


def test_a_number_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Issue 4: `{"number": 5}` was taken for a document numbered "5"."""
    lines = ['{"number": 5}', '{"number": true}', '{"number": "5/2021/NĐ-CP"}']
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    one, two, taken = read_rows(tmp_path / "rows.jsonl")
    assert (isinstance(one, Refused), isinstance(two, Refused)) == (True, True)
    assert isinstance(taken, RegisterRow)


def test_what_waits_stands_in_the_order_of_its_list(empty: Store) -> None:
    """Issue 4, D4-9: a reviewer with the decision in hand had to look for each row."""
    numbers = ["9/2019/QĐ-UBND", "31/2016/NQ-HĐND", "4/2020/QĐ-UBND", "11/2011/QĐ-UBND"]
    rows = tuple(RegisterRow(number=number, source="QĐ 1") for number in numbers)
    hold(empty, Proposal(rows=rows, unread=()))
    assert [row.number for _, row in pending_rows(empty)] == numbers
    assert reject(empty, [iri for iri, _ in pending_rows(empty)][:3]) == 3
    assert [row.number for _, row in pending_rows(empty)] == numbers[3:]
