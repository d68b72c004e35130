"""Numbers that their series cannot have: with evidence, as a warning, and never for what is only a little loose."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from graph.findings import read_findings
from graph.identity import work_key
from graph.judge import judge_record
from graph.load import load_records, rederive, unload
from graph.lookup import Lookup, WorksTable
from graph.resolve import resolve_citations
from graph.store import open_store
from graph.write import document_iri
from ontology.numbers import parse_number
from ontology.series import ceilings, given_in_a_day
from ontology.tables import rows
from ontology.values import Citation, Finding, Record, Resolution, Work
from tests.graph.judge.works import cite, record, work

PROVINCE = "Ủy ban nhân dân tỉnh Nam Định"
AS_OF = dt.date(2024, 12, 1)


def plan(number: int, date: str, *, loaded: bool = False, rank: str = "register") -> Work:
    serial = f"{number:02d}"
    made = work(f"urn:{number}", rank=rank, type="Kế hoạch", number=f"{serial}/KH-UBND", date=date, issuer=PROVINCE)
    return replace(made, key=f"nam-dinh/ubnd/ke-hoach/{date[:4]}/{serial}", loaded="d:1" if loaded else None)


def cited(number: str, date: str) -> Citation:
    day = "/".join(reversed(date.split("-")))
    words = f"Kế hoạch số {number} ngày {day} của UBND tỉnh Nam Định"
    return cite(words, number, type="Kế hoạch", date=date, issuer=PROVINCE, issuer_from="words")


def found(citation: Citation, *works: Work, scanned: bool = False) -> list[str]:
    judged = record(citation, date="2024-11-20", issuer="Sở Nội vụ tỉnh Nam Định", scanned=scanned)
    table = WorksTable(works)
    said = judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF)
    return [f.severity for f in said if f.kind == "WrongNumber"]


HIGHER = (plan(45, "2024-01-15"), plan(52, "2024-01-18"))
HEARSAY = (plan(45, "2024-01-15", rank="consensus"), plan(52, "2024-01-18", rank="consensus"))
CASES: list[tuple[Citation, tuple[Work, ...], list[str]]] = [
    (cited("30/KH-UBND", "2024-02-20"), HIGHER, ["warning"]),
    (cited("30/KH-UBND", "2024-02-10"), HIGHER, []),  # within a month: kept for a paper signed later
    (cited("60/KH-UBND", "2024-02-20"), HIGHER, []),  # in order
    (cited("30/KH-UBND", "2024-02-20"), HIGHER[:1], []),  # one row of a register may itself be wrong
    (cited("30/KH-UBND", "2024-02-20"), (plan(45, "2024-01-15", loaded=True),), ["note"]),
    (cited("60/KH-UBND", "2023-12-20"), HIGHER, []),  # another year
    (cited("30/KH-UBND", "2024-02-20"), (*HIGHER, plan(30, "2024-02-20")), []),  # known itself
    (cited("30/KH-UBND", "2024-02-20"), HEARSAY, []),
    (cited("30a/KH-UBND", "2024-02-20"), HIGHER, []),  # put in between
    (cited("99/KH-UBND", "2024-01-02"), (plan(45, "2024-03-01"), plan(50, "2024-03-04")), ["warning"]),
]


@pytest.mark.parametrize(("citation", "works", "expected"), CASES)
def test_the_order_of_a_series(citation: Citation, works: tuple[Work, ...], expected: list[str]) -> None:
    assert found(citation, *works) == expected


def test_normative_numbers_run_by_themselves() -> None:
    normative = [replace(w, key=w.key + "-2024") for w in HIGHER]
    assert found(cited("30/KH-UBND", "2024-02-20"), *normative) == []


def test_a_scan_accuses_nobody() -> None:
    assert found(cited("30/KH-UBND", "2024-02-20"), *HIGHER, scanned=True) == []


@pytest.mark.parametrize(
    ("number", "date", "expected"),
    [
        ("5400000/KH-UBND", "2024-02-02", ["warning"]),
        ("99999/KH-UBND", "2024-01-10", ["warning"]),
        ("5400000/KH-UBND", None, ["warning"]),
        ("4321/KH-UBND", "2024-01-10", []),
        ("15477/KH-UBND", "2024-11-10", []),
    ],
)
def test_far_above_a_series(number: str, date: str | None, expected: list[str]) -> None:
    said = cited(number, date or "2024-01-01")
    assert found(said if date else replace(said, date=None)) == expected


@pytest.mark.parametrize("row", rows("series", "ceiling"), ids=lambda r: str(r["sign"]))
def test_every_row_of_a_ceiling(row: dict[str, object]) -> None:
    for number, above in ((str(row["example"]), True), (str(row["counterexample"]), False)):
        parsed = parse_number(number)
        assert parsed is not None
        (one,) = (c for c in ceilings() if c.sign.search(parsed.sign))
        assert (int(parsed.serial) > one.most) is above


@pytest.mark.parametrize("row", rows("series", "no_sign"), ids=lambda r: str(r["sign"]))
def test_every_row_of_a_sign_that_nobody_has(row: dict[str, object]) -> None:
    assert found(cited(str(row["example"]), "2021-12-06")) == ["error"]
    assert found(cited(str(row["counterexample"]), "2021-12-06")) == []


def test_a_sign_of_before_is_no_wrong_sign() -> None:
    """Until 1996 the Government decided too; without a day nothing is said."""
    assert found(cited("237/QĐ-CP", "1990-08-01")) == []
    assert found(replace(cited("237/QĐ-CP", "2020-08-01"), date=None)) == []


@pytest.mark.parametrize("row", rows("series", "day"), ids=lambda r: str(r["sign"]))
def test_every_row_of_a_busy_day(row: dict[str, object]) -> None:
    signs = [parse_number(str(row[name])) for name in ("example", "counterexample")]
    assert [given_in_a_day(n.sign) for n in signs if n] == [row["most"], 20]


SIGNED = (  # number, issuer in its words, the work of that serial and day, what is said, the correction's number
    ("749/QĐ-CP", "Thủ tướng Chính phủ", "749/QĐ-TTg", [("WrongNumber", "error")], "749/QĐ-TTg"),
    ("973/KH-HĐND", PROVINCE, "973/KH-UBND", [("WrongNumber", "error")], "973/KH-UBND"),
    ("18-NQ/CP", "Ban Chấp hành Trung ương Đảng", "18-NQ/TW", [("WrongNumber", "error")], "18-NQ/TW"),
    ("973/KH-HĐND", "Hội đồng nhân dân tỉnh Nam Định", "973/KH-UBND", [], None),  # the council's own plan
    ("01/2017/NQ-UBND", "Ủy ban nhân dân tỉnh Nam Định", None, [("WrongNumber", "error")], None),
    ("12/NQ-UBND", "Ủy ban nhân dân tỉnh Nam Định", None, [], None),  # of a committee's meeting, no norm
    ("749/QĐ-CP", "Chính phủ", None, [("WrongNumber", "error")], None),  # words and sign are both of the wrong body
    ("749/QĐ-CP", "Thủ tướng Chính phủ", None, [("WrongNumber", "error")], "749/QĐ-TTg"),
)


@pytest.mark.parametrize(("number", "issuer", "actual", "expected", "corrected"), SIGNED)
def test_the_sign_of_another_body(
    number: str, issuer: str, actual: str | None, expected: list[tuple[str, str]], corrected: str | None
) -> None:
    """The words say whose it is, and that body's document of this serial and day is known: the sign is wrong."""
    kind = {"QĐ": "Quyết định", "KH": "Kế hoạch", "NQ": "Nghị quyết"}[
        next(p for p in re.split("[/-]", number) if p[0].isupper())
    ]
    day = "2017-10-25" if kind == "Nghị quyết" else "2023-12-29"
    said = cite(f"{kind} số {number} ngày {day} của {issuer}", number, type=kind, date=day, issuer=issuer,
                issuer_from="words", role="legal_basis")  # fmt: skip
    works = []
    if actual:
        made = work("urn:meant", type=kind, number=actual, date=day, issuer=issuer)
        if not expected:
            made = work("urn:meant", type=kind, number=actual, date=day, issuer=PROVINCE)
        works = [replace(made, key=work_key(made.value("issuer"), kind, actual, day) or "")]
    judged, table = record(said, date="2024-11-20"), WorksTable(works)
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF)
    loud = [f for f in found if f.citation == 0 and f.severity != "note"]
    assert [(f.kind, f.severity) for f in loud] == expected
    assert [f.correction for f in loud] == (
        [said.quote.replace(number, corrected)] if corrected else [None] * len(loud)
    )


def judge(judged: Record, resolutions: tuple[Resolution, ...], lookup: Lookup) -> tuple[Finding, ...]:
    return judge_record(judged, resolutions, lookup, as_of=AS_OF)


def test_a_plan_that_arrives_later_or_leaves_is_heard() -> None:
    citing = record(
        cited("30/KH-UBND", "2024-02-20"), number="9/KH-SNV", sign="KH-SNV", date="2024-11-20",
        issuer="Sở Nội vụ tỉnh Nam Định",
    )  # fmt: skip
    later = [
        record(number=f"{n}/KH-UBND", date=day, issuer=PROVINCE, raw=f"Kế hoạch số {n}")
        for n, day in ((45, "2024-01-15"), (52, "2024-01-18"))
    ]
    with open_store("memory:") as store:

        def numbers() -> list[str]:
            return [f.severity for _, _, f in read_findings(store) if f.kind == "WrongNumber"]

        load_records(store, [citing], judge=judge)
        assert numbers() == []
        load_records(store, later, judge=judge)
        assert numbers() == ["warning"]
        rederive(store, judge=judge)
        assert numbers() == ["warning"]
        for one in later:
            unload(store, document_iri(one), judge=judge)
        assert numbers() == []
