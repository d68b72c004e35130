"""Three of the owner's plans, judged from the hand-made record: what is wrong in them, and nothing else."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest

from graph.judge import judge_record, verdicts
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.record_json import record_from_json
from ontology.values import Finding, Record, Resolution
from tests.graph.judge.works import work

pytestmark = pytest.mark.shared
AS_OF = dt.date(2024, 6, 1)
PROVINCE = "Ủy ban nhân dân tỉnh Hà Tĩnh"
PARTY = "Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh"
REGISTER = (
    work("urn:17", type="Nghị quyết", number="17/NQ-CP", date="2019-03-07", issuer="Chính phủ"),
    work("urn:76", type="Nghị quyết", number="76/NQ-CP", date="2021-07-15", issuer="Chính phủ"),
    work("urn:749", type="Quyết định", number="749/QĐ-TTg", date="2020-06-03", issuer="Thủ tướng Chính phủ"),
    work("urn:18", type="Nghị quyết", number="18-NQ/TW", date="2017-10-25", issuer="Ban Chấp hành Trung ương Đảng"),
    work("urn:12", type="Nghị quyết", number="12-NQ/TU", date="2022-05-26", issuer=PARTY, period="2022-2025"),
    work("urn:2454", type="Quyết định", number="2454/QĐ-UBND", date="2022-12-04", issuer=PROVINCE, period="2022-2025"),
    work("urn:3504", type="Quyết định", number="3504/QĐ-UBND", date="2021-10-22", issuer=PROVINCE),
    work("urn:08", type="Kế hoạch", number="08/KH-UBND", date="2024-01-08", issuer=PROVINCE),
)
FILES = {"department": 0, "district": 1, "directive": 2}


@cache
def _records(folder: Path) -> tuple[Record, ...]:
    rows = json.loads((folder / "gold" / "dev.json").read_text(encoding="utf-8"))
    return tuple(record_from_json(r, (folder / "seeds" / r["file"]).read_text(encoding="utf-8")) for r in rows)


def _lookup(folder: Path, *, stored: tuple[int, ...] = ()) -> WorksTable:
    bare, records = WorksTable(REGISTER), _records(folder)
    return WorksTable(
        REGISTER,
        records={f"urn:doc:{i}": records[i] for i in stored},
        resolutions={f"urn:doc:{i}": resolve_citations(records[i], bare) for i in stored},
        works_of={f"urn:doc:{FILES['directive']}": "urn:08"} if FILES["directive"] in stored else {},
    )


def _judge(folder: Path, name: str) -> tuple[Record, tuple[Resolution, ...], tuple[Finding, ...], WorksTable]:
    record, lookup = _records(folder)[FILES[name]], _lookup(folder, stored=(0, 1, 2))
    resolutions = resolve_citations(record, lookup)
    return record, resolutions, judge_record(record, resolutions, lookup, as_of=AS_OF), lookup


@pytest.mark.parametrize("name", FILES)
def test_17_nq_cp_is_misdated(shared: Path, name: str) -> None:
    _, _, found, _ = _judge(shared, name)
    dates = [f for f in found if f.kind == "WrongDate" and f.work == "urn:17"]
    assert [(f.severity, f.written, f.actual) for f in dates] == [("error", "2019-03-17", "2019-03-07")]
    assert dates[0].correction is not None
    assert "07/3/2019" in dates[0].correction


@pytest.mark.parametrize("name", ["department", "district"])
def test_the_directive_is_the_origin(shared: Path, name: str) -> None:
    _, _, found, _ = _judge(shared, name)
    assert {f.copied_from for f in found if f.work == "urn:17" and f.kind == "WrongDate"} == {"urn:doc:2"}


def test_the_directive_copied_from_nobody(shared: Path) -> None:
    _, _, found, _ = _judge(shared, "directive")
    assert {f.copied_from for f in found} == {None}


def test_one_replacement_explains_the_district_plan(shared: Path) -> None:
    _, _, found, _ = _judge(shared, "district")
    (cause,) = (f for f in found if f.kind == "SystematicShift")
    explained = [(f.kind, f.work) for f in found if f.cause == cause.id]
    assert (cause.written, cause.actual) == ("2023", "2022")
    assert explained.count(("WrongDate", "urn:12")) == 2
    assert explained.count(("WrongDate", "urn:2454")) == 1
    assert explained.count(("WrongPeriod", "urn:12")) == 2


def test_a_scheme_is_cited_under_a_decisions_sign(shared: Path) -> None:
    _, _, found, _ = _judge(shared, "district")
    assert [(f.written, f.actual) for f in found if f.kind == "WrongType"] == [("Đề án", "Quyết định")]


@pytest.mark.parametrize("name", FILES)
def test_right_references_are_not_accused(shared: Path, name: str) -> None:
    record, resolutions, found, lookup = _judge(shared, name)
    right = {"urn:76", "urn:749", "urn:18", "urn:3504", "urn:08"}
    assert not [f for f in found if f.work in right and f.severity == "error"]
    statuses = verdicts(record, resolutions, found, lookup, as_of=AS_OF)
    cited = [v.status for r, v in zip(resolutions, statuses, strict=True) if r.work in right]
    assert cited
    assert "wrong" not in cited
