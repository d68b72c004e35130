"""A plan that sets aims and no task is held against its directive like any other."""

import datetime as dt
from dataclasses import replace

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Target, Task
from tests.graph.judge.works import cite, record, work

PROVINCE = "Ủy ban nhân dân tỉnh Nam Hải"


def test_a_plan_of_aims_alone_is_held_against_its_directive() -> None:
    own = {"date": "2024-01-09", "number": "05/KH-UBND", "issuer": PROVINCE, "title": "Phát triển du lịch năm 2024"}
    asked = Target(text="100% cơ sở lưu trú niêm yết giá trước ngày 30/4/2024", value="100%")
    task = Task(id="ND.2", content="Tổ chức lễ hội nho", lead=("Sở Du lịch tỉnh Nam Hải",))
    directive = replace(record(raw="Kế hoạch của tỉnh", **own, year=2024), targets=(asked,), tasks=(task,))
    known = replace(work("urn:05", rank="own_text", type="Kế hoạch", **own), loaded="urn:doc:05")
    table = WorksTable([known], records={"urn:doc:05": directive})

    words = f"Kế hoạch số 05/KH-UBND ngày 09/01/2024 của {PROVINCE}"
    said = cite(words, "05/KH-UBND", type="Kế hoạch", date="2024-01-09", issuer=PROVINCE, role="implements")
    given = Target(text="80% cơ sở lưu trú niêm yết giá trước ngày 30/6/2024", value="80%")
    plan = replace(record(said, title="Phát triển du lịch huyện Đông Hải năm 2024", year=2024), targets=(given,))
    found = judge_record(plan, resolve_citations(plan, table), table, as_of=dt.date(2024, 3, 1))
    assert [f.kind for f in found if f.work == "urn:05"] == ["DeadlineSlipped", "TargetWeakened"]
