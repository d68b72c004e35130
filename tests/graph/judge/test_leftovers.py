"""Times of last year's plan that stand in this year's."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from ontology.values import Section, Span, Target
from tests.graph.judge.works import record


def _stale(raw: str, *, kind: str = "Kế hoạch", head: str = "II. NHIỆM VỤ") -> list[str | None]:
    text = f"{head}\n1. {raw}\n"
    sections = (
        Section(path="II", heading=head, span=Span(0, len(head) + 1)),
        Section(path="II.1", heading=raw, span=Span(len(head) + 1, len(text))),
    )
    at = text.index(raw)
    targets = (Target(text=raw, value="100%", span=Span(at, at + len(raw))),) if "%" in raw else ()
    own = record(raw=text, type=kind, date="2019-03-12", title="Bảo đảm an toàn thực phẩm năm 2019", year=2019)
    judged = replace(own, sections=sections, targets=targets)
    found = judge_record(judged, (), WorksTable([]), as_of=dt.date(2019, 4, 1))
    return [f.written for f in found if f.kind == "StaleYear"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Thanh tra liên ngành xong trước ngày 30/5/2018.", ["ngày 30/5/2018"]),
        ("Thanh tra liên ngành xong trước ngày 30/5/2019.", []),
        ("Đã thanh tra xong trước ngày 30/5/2018.", []),
        ("Dự án hoàn thành tháng 11/2018.", []),
        ("100% cơ sở ký cam kết trong quý II/2018.", ["quý II/2018"]),
        ("100% cơ sở ký cam kết trong quý I/2018.", ["quý I/2018"]),
        ("100% cơ sở ký cam kết trong quý II/2019.", []),
    ],
)
def test_a_time_of_last_year_that_is_still_to_come_is_left_over(raw: str, expected: list[str]) -> None:
    assert _stale(raw) == expected


def test_results_and_reports_speak_of_last_year() -> None:
    raw = "100% cơ sở ký cam kết trong quý II/2018."
    assert _stale(raw, head="II. KẾT QUẢ NĂM 2018") == []
    assert _stale(raw, kind="Báo cáo") == []
