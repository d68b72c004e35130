# ruff: noqa: E501 -- one line per case
"""How a work is cited: the first time, afterwards, what is missing; and whether it may still be."""

import datetime as dt

import pytest

from graph.cite import force_of, quote_work, read_forms, subject_words
from graph.lookup import WorksTable
from ontology.values import Fact, FactRank, ForcePeriod, Relation, Work

TODAY = dt.date(2026, 6, 1)


def work(
    rank: FactRank = "register", *, acted_on: tuple[Relation, ...] = (), since: str | None = None, **said: str
) -> Work:
    facts = tuple(Fact(field=f, value=v, rank=rank, source="urn:row") for f, v in said.items())  # type: ignore[arg-type]
    force = (ForcePeriod(since=since, until=None, source="urn:row"),) if since else ()
    return Work(iri=f"urn:{said.get('number', 'x')}", key="k", facts=facts, acted_on=acted_on, force=force)


DECREE = {"type": "Nghị định", "number": "30/2020/NĐ-CP", "date": "2020-03-05", "issuer": "Chính phủ"}


@pytest.mark.parametrize(
    ("said", "first", "later", "missing"),
    [
        ({**DECREE, "title": "Về công tác văn thư"}, "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư", "Nghị định số 30/2020/NĐ-CP", ()),
        ({**DECREE, "title": "V/v đôn đốc\n thực hiện."}, "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về việc đôn đốc thực hiện", "Nghị định số 30/2020/NĐ-CP", ()),
        (DECREE, "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ", "Nghị định số 30/2020/NĐ-CP", ("title",)),
        ({"type": "Kế hoạch", "date": "2024-02", "issuer": "Sở Nội vụ", "title": "Tập huấn"}, "Kế hoạch của Sở Nội vụ về tập huấn", "Kế hoạch về tập huấn", ("number", "date")),
        ({"number": "5/KH-X", "title": "Hà Tĩnh xanh"}, "Văn bản số 5/KH-X về Hà Tĩnh xanh", "Văn bản số 5/KH-X", ("type", "date", "issuer")),
        ({"type": "Quyết định", "number": "1/QĐ-X", "date": "2024-02-30", "issuer": "Y", "title": "CCHC"}, "Quyết định số 1/QĐ-X của Y về CCHC", "Quyết định số 1/QĐ-X", ("date",)),
        ({"type": "Luật", "number": "72/2025/QH15", "date": "2025-06-16", "issuer": "Quốc hội", "title": "Tổ chức chính quyền địa phương"}, "Luật Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương", ()),
        ({"type": "Luật", "number": "72/2025/QH15", "title": "Luật Tổ chức chính quyền địa phương"}, "Luật Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương", ()),
        ({"type": "Luật", "number": "72/2025/QH15"}, "Luật số 72/2025/QH15", "Luật số 72/2025/QH15", ("title",)),
        ({}, "Văn bản", "Văn bản", ("type", "number", "date", "issuer", "title")),
    ],
)  # fmt: skip
def test_a_work_is_cited_in_full_and_what_is_not_known_is_named(
    said: dict[str, str], first: str, later: str, missing: tuple[str, ...]
) -> None:
    quote = quote_work(work(**said))
    assert (quote.first, quote.later, quote.missing) == (first, later, missing)


def test_laws_of_one_name_are_told_apart() -> None:
    law = work(type="Luật", number="72/2025/QH15", date="2025-06-16", issuer="Quốc hội", title="Tổ chức chính quyền")
    assert quote_work(law).precise == "Luật Tổ chức chính quyền số 72/2025/QH15 ngày 16 tháng 6 năm 2025"


def test_what_only_citations_say_is_unsure() -> None:
    assert quote_work(work("consensus", **DECREE)).unsure == ("type", "number", "date", "issuer")
    assert quote_work(work(**DECREE)).unsure == ()


@pytest.mark.parametrize("row", read_forms()["opening"], ids=lambda row: row["words"])
def test_openings_by_example_and_counterexample(row: dict[str, list[str]]) -> None:
    assert subject_words(row["example"][0]) == row["example"][1]
    assert subject_words(row["counterexample"][0]) == row["counterexample"][1]


def _replaced(number: str, by: str, since: str) -> Work:
    return work(**{**DECREE, "number": number}, since="2001-01-01", acted_on=(Relation(kind="replaces", actor=f"urn:{by}", target=f"urn:{number}", since=since),))  # fmt: skip


def test_what_replaced_it_and_what_replaced_that() -> None:
    first, second = _replaced("1/NĐ-CP", "2/NĐ-CP", "2010-01-01"), _replaced("2/NĐ-CP", "3/NĐ-CP", "2020-01-01")
    third = _replaced("3/NĐ-CP", "1/NĐ-CP", "2030-01-01")
    table = WorksTable([first, second, third])
    told = force_of(first, TODAY, table)
    assert (told.state, told.since) == ("not_in_force", dt.date(2010, 1, 1))
    assert [w.value("number") for w in told.replaced_by] == ["2/NĐ-CP", "3/NĐ-CP"]
    assert force_of(first, dt.date(2009, 1, 1), table).state == "in_force"
    assert force_of(third, TODAY, table).replaced_by == ()
    circle = force_of(third, dt.date(2031, 1, 1), table)
    assert [w.value("number") for w in circle.replaced_by] == ["1/NĐ-CP", "2/NĐ-CP"]


def test_force_that_nobody_tells_is_not_known_and_force_to_come_is_said_so() -> None:
    table = WorksTable([])
    assert force_of(work(**DECREE), TODAY, table).state == "unknown"
    assert force_of(work(**DECREE, since="2027-01-01"), TODAY, table).state == "not_yet"


def test_amendments_are_told_once_with_their_day() -> None:
    acts = tuple(
        Relation(kind="amends", actor="urn:9/NĐ-CP", target="urn:30/2020/NĐ-CP", since=day, source=day)
        for day in ("2024-05-01", "2023-05-01", "2028-01-01")
    )
    actor = work(**{**DECREE, "number": "9/NĐ-CP"})
    told = force_of(work(**DECREE, since="2020-03-05", acted_on=acts), TODAY, WorksTable([actor]))
    assert told.state == "in_force"
    assert told.changed_by == ((actor, "amends", dt.date(2023, 5, 1)),)
