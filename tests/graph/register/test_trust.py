"""What a register row is worth: official with its source, a warning without one, a witness where citations say it."""

import datetime as dt

import pytest

from graph.judge import judge_record
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow, row_of
from graph.resolve import resolve_citations
from graph.store import open_store
from graph.store_lookup import StoreLookup
from tests.graph.judge.works import cite, record


@pytest.mark.parametrize(
    ("source", "expected"),
    [("CSDL quốc gia", ["error"]), (None, ["warning"]), ("tổng hợp từ các viện dẫn", ["note"])],
)
def test_a_row_without_a_source_or_drawn_from_citations_carries_no_error(
    source: str | None, expected: list[str]
) -> None:
    row = RegisterRow(
        number="45/NQ-CP", type="Nghị quyết", date="2022-03-04", issuer="Chính phủ", title="về đèn đường",
        source=source,
    )  # fmt: skip
    words = "Nghị quyết số 45/NQ-CP ngày 14/3/2022 của Chính phủ"
    judged = record(cite(words, "45/NQ-CP", type="Nghị quyết", date="2022-03-14", issuer="Chính phủ"))
    with open_store("memory:") as store:
        import_register(store, [row])
        lookup = StoreLookup(store)
        found = judge_record(judged, resolve_citations(judged, lookup), lookup, as_of=dt.date(2024, 3, 1))
    assert [f.severity for f in found if f.kind == "WrongDate"] == expected


def test_a_table_that_counts_who_cites_a_document_is_drawn_from_citations() -> None:
    counted = row_of({"number": "45/NQ-CP", "date": "2022-03-04", "files_citing": "1", "mentions": "1"}, 2)
    plain = row_of({"number": "45/NQ-CP", "date": "2022-03-04"}, 2)
    assert isinstance(counted, RegisterRow)
    assert isinstance(plain, RegisterRow)
    assert (counted.source, plain.source) == ("viện dẫn", None)


@pytest.mark.parametrize(
    ("row", "words", "date", "kinds"),
    [
        ({"number": "35/2022/NĐ-CP", "date": "2024-05-28"}, "Nghị định số 35/2022/NĐ-CP ngày 28/5/2022", "2022-05-28",
         set()),
        ({"number": "46/2020/NĐ-CP", "date": "2020-12-32", "in_force_to": "2021-02-30"},
         "Nghị định số 46/2020/NĐ-CP ngày 30/12/2020", "2020-12-30", set()),
        ({"number": "71/2021/NĐ-CP", "date": "2021-03-10", "in_force_to": "2021-01-01"},
         "Nghị định số 71/2021/NĐ-CP ngày 10/3/2021", "2021-03-10", set()),
        ({"number": "71/2021/NĐ-CP", "date": "2021-03-10", "in_force_to": "2021-01-01"},
         "Nghị định số 71/2021/NĐ-CP ngày 11/3/2021", "2021-03-11", {("WrongDate", "warning")}),
        ({"number": "71/2021/NĐ-CP", "date": "2021-03-10", "in_force_to": "2023-01-01"},
         "Nghị định số 71/2021/NĐ-CP ngày 10/3/2021", "2021-03-10", {("NotInForce", "error")}),
    ],
    ids=["a year against the number", "no such days", "an end before the date", "what else it says", "a sound row"],
)  # fmt: skip
def test_a_row_that_denies_itself_accuses_nobody_of_an_error(
    row: dict[str, str], words: str, date: str, kinds: set[tuple[str, str]]
) -> None:
    stated = RegisterRow(type="Nghị định", issuer="Chính phủ", title="về đèn đường", source="CSDL quốc gia", **row)  # type: ignore[arg-type]
    judged = record(cite(words, row["number"], type="Nghị định", date=date, issuer="Chính phủ", role="legal_basis"))
    with open_store("memory:") as store:
        import_register(store, [stated])
        lookup = StoreLookup(store)
        found = judge_record(judged, resolve_citations(judged, lookup), lookup, as_of=dt.date(2024, 3, 1))
    told = {(f.kind, f.severity) for f in found if f.kind in {"WrongDate", "NotInForce", "NumberYearMismatch"}}
    assert told == kinds
