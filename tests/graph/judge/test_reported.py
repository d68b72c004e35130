"""What readers of findings reported, one test each."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.judge import Verdict, judge_record, verdicts
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Fact, Finding, Record, Task, Unit, Work
from tests.graph.judge.works import acted_on, cite, record, work

AS_OF = dt.date(2024, 3, 1)
PARTY = "Ban Chấp hành Đảng bộ tỉnh Nam Hải"


def judge(judged: Record, *works: Work) -> tuple[Finding, ...]:
    table = WorksTable(works)
    return judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF)


def verdict_of(judged: Record, *works: Work) -> tuple[Verdict, ...]:
    table = WorksTable(works)
    resolutions = resolve_citations(judged, table)
    found = judge_record(judged, resolutions, table, as_of=AS_OF)
    return verdicts(judged, resolutions, found, table, as_of=AS_OF)


def test_a_garbled_year_of_an_unknown_work_is_named_and_no_date_is_said_to_be_missing() -> None:
    words = "Nghị quyết số 131/NQ-CP ngày 06/10/202222 của Chính phủ"
    citation = cite(
        words, "131/NQ-CP", type="Nghị quyết", issuer="Chính phủ", date_as_written="ngày 06/10/202222",
        doubts=("garbled_year",),
    )  # fmt: skip
    found = [(f.kind, f.severity, f.message.vi) for f in judge(record(citation)) if f.citation is not None]
    assert found == [("WrongDate", "warning", "Năm viết sai: ngày 06/10/202222.")]


def test_a_short_form_of_two_documents_of_one_number_is_ambiguous() -> None:
    one, other = (
        cite(f"Nghị quyết số 76/NQ-CP ngày {day} của Chính phủ", "76/NQ-CP", type="Nghị quyết", date=date)
        for day, date in (("15/7/2021", "2021-07-15"), ("18/6/2018", "2018-06-18"))
    )
    short = cite("Nghị quyết 76 của Chính phủ", kind="short", type="Nghị quyết", refers_to=1)
    known = [
        work(f"urn:{date}", type="Nghị quyết", number="76/NQ-CP", date=date, issuer="Chính phủ")
        for date in ("2021-07-15", "2018-06-18")
    ]
    assert [v.status for v in verdict_of(record(one, other, short), *known)] == ["right", "right", "ambiguous"]
    assert [v.status for v in verdict_of(record(one, one, short), *known)] == ["right", "right", "right"]


def test_an_amendment_that_the_text_itself_cites_is_no_news() -> None:
    base = work("urn:63", type="Nghị định", number="63/2010/NĐ-CP", date="2010-06-08", issuer="Chính phủ")
    base = acted_on(base, "amends", "urn:92", since="2017-09-25")
    actor = work("urn:92", type="Nghị định", number="92/2017/NĐ-CP", date="2017-08-07", issuer="Chính phủ")
    cited = [
        cite(f"Nghị định số {n} của Chính phủ", n, type="Nghị định", issuer="Chính phủ")
        for n in ("63/2010/NĐ-CP", "92/2017/NĐ-CP")
    ]
    assert "Amended" in {f.kind for f in judge(record(cited[0]), base, actor)}
    assert "Amended" not in {f.kind for f in judge(record(*cited), base, actor)}


def by_consensus(**values: tuple[str, int, str]) -> Work:
    facts = tuple(
        Fact(field=name, value=v, rank="consensus", source="urn:d", quote=q, witnesses=n, confidence=0.9)  # type: ignore[arg-type]
        for name, (v, n, q) in values.items()
    )
    return Work(iri="urn:100", key="urn:100", facts=facts)


def test_what_only_the_same_line_elsewhere_says_is_no_approval() -> None:
    line = "Tờ trình số 100/TTr-SNV ngày 05/01/2024 của Sở Nội vụ tỉnh Nam Hải"
    said = cite(line, "100/TTr-SNV", type="Tờ trình", date="2024-01-05", issuer="Sở Nội vụ tỉnh Nam Hải")
    values = {"number": "100/TTr-SNV", "type": "Tờ trình", "date": "2024-01-05", "issuer": "Sở Nội vụ tỉnh Nam Hải"}
    copy = by_consensus(**{n: (v, 1, line) for n, v in values.items()})
    other = by_consensus(**{n: (v, 1, "Tờ trình 100/TTr-SNV ngày 05/01/2024") for n, v in values.items()})
    [unknown] = verdict_of(record(said), copy)
    assert unknown.status == "not_in_graph"
    assert "agree" not in unknown.why.en  # with what, when nothing is in the store?
    assert [v.status for v in verdict_of(record(said), other)] == ["right"]


def test_a_copy_of_a_wrong_line_does_not_silence_the_finding() -> None:
    line = "Nghị quyết số 08-NQ/TU ngày 10/3/2022 của " + PARTY
    title = "về đẩy mạnh cải cách hành chính trên địa bàn tỉnh"
    said = cite(
        line, "08-NQ/TU", type="Nghị quyết", date="2022-03-10", issuer=PARTY, subject=title, period="2023-2025",
        issuer_from="words",
    )  # fmt: skip
    known = by_consensus(
        number=("08-NQ/TU", 2, "a"), type=("Nghị quyết", 2, "a"), date=("2022-03-10", 2, "a"), issuer=(PARTY, 2, "a"),
        title=(title, 2, "a"), period=("2022-2025", 1, "a"),
    )  # fmt: skip
    wrong = Fact(field="period", value="2023-2025", rank="consensus", source="urn:e", quote=line, witnesses=1)
    loaded = replace(known, facts=(*known.facts, wrong))
    judged = record(replace(said, quote=line), raw=f"{line} {title} giai đoạn 2023-2025;")
    for works in (known, loaded):
        assert [(f.kind, f.written, f.actual) for f in judge(judged, works) if f.kind == "WrongPeriod"] == [
            ("WrongPeriod", "2023-2025", "2022-2025")
        ]


def test_one_replacement_lists_every_place_and_each_ground_once() -> None:
    known = [
        work(f"urn:{n}", type="Quyết định", number=f"{n}/QĐ-TTg", date="2022-05-04", issuer="Thủ tướng Chính phủ")
        for n in (11, 12, 13)
    ]
    quotes = [f"Quyết định số {n}/QĐ-TTg ngày 04/5/2023 của Thủ tướng Chính phủ" for n in (11, 12, 13)]
    cited = [
        cite(q, f"{n}/QĐ-TTg", type="Quyết định", date="2023-05-04", issuer="Thủ tướng Chính phủ",
             subject=f"về việc thứ {n} của chương trình chung")
        for q, n in zip(quotes, (11, 12, 13), strict=True)
    ]  # fmt: skip
    works = [
        replace(w, facts=(*w.facts, Fact(field="title", value=c.subject or "", rank="register", source="urn:row")))
        for w, c in zip(known, cited, strict=True)
    ]
    (shift,) = (f for f in judge(record(*cited), *works) if f.kind == "SystematicShift")
    shown = [e.quote for e in shift.evidence]
    assert [q for q in quotes if q in shown] == quotes
    assert len(set(shift.evidence)) == len(shift.evidence)


def test_the_louder_of_two_grounds_is_the_one_that_is_said() -> None:
    said = cite(
        "Nghị định số 75/2021/NĐ-CP ngày 24/7/2023 của Chính phủ", "75/2021/NĐ-CP", type="Nghị định",
        date="2023-07-24", issuer="Chính phủ",
    )  # fmt: skip
    known = by_consensus(
        number=("75/2021/NĐ-CP", 1, "a"), type=("Nghị định", 1, "a"), date=("2021-07-24", 1, "a"),
        issuer=("Chính phủ", 1, "a"),
    )  # fmt: skip
    (found,) = (f for f in judge(record(said), known) if f.kind == "WrongDate")
    assert (found.severity, found.actual) == ("error", "2021-07-24")
    assert "24/7/2021" in (found.correction or "")


DISTRICTS = "UBND các huyện, thành phố, thị xã"


@pytest.mark.parametrize(
    ("date", "opening", "found"),
    [
        ("2026-01-20", "1. ", True),
        ("2025-06-30", "1. ", False),
        ("2026-01-20", "1. Tiếp nhận nhiệm vụ trước đây của ", False),
        ("2026-01-20", "Kế hoạch ngày 05/3/2024 trước khi sắp xếp giao ", False),
    ],
)
def test_a_level_that_was_ended_is_given_no_task(date: str, opening: str, found: bool) -> None:
    full = "Ủy ban nhân dân các huyện, thành phố, thị xã"
    raw = f"{opening}{DISTRICTS} chủ trì triển khai trên địa bàn."
    task = Task(id="TC.1", content="chủ trì triển khai trên địa bàn", lead=(full,))
    judged = replace(
        record(raw=raw, date=date, issuer="Ủy ban nhân dân tỉnh Nam Hải"),
        tasks=(task,), units=(Unit(name=full, kind="district", variants=(DISTRICTS,)),),
    )  # fmt: skip
    said = [f for f in judge(judged) if f.kind == "BodyAbolished"]
    assert [(f.written, f.actual) for f in said] == (
        [(DISTRICTS, "Ủy ban nhân dân các xã, phường, đặc khu")] if found else []
    )
