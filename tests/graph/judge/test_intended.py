"""What was meant by a number that fits nothing: number, date, body and title together, or nothing at all."""

import datetime as dt

import pytest

from graph.judge import check_report, judge_record, verdicts
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Citation, Work
from tests.graph.judge.works import cite, record, work

TODAY = dt.date(2024, 3, 1)
PLAN = {
    "number": "973/KH-UBND",
    "type": "Kế hoạch",
    "date": "2023-12-29",
    "issuer": "Ủy ban nhân dân tỉnh Nam Hải",
    "title": "Cải cách hành chính và chuyển đổi số tỉnh Nam Hải năm 2024",
}
BUDGET = {
    "number": "83/2015/QH13",
    "type": "Luật",
    "date": "2015-06-25",
    "issuer": "Quốc hội",
    "title": "Ngân sách nhà nước",
}
LOCAL = {
    "number": "77/2015/QH13",
    "type": "Luật",
    "date": "2015-06-19",
    "issuer": "Quốc hội",
    "title": "Tổ chức chính quyền địa phương",
}


def known(key: str, facts: dict[str, str], rank: str = "register", **changed: str) -> Work:
    return work(key, rank=rank, **(facts | changed))


def judged(citation: Citation, *works: Work) -> tuple[list[tuple[str, str, str | None]], list[str]]:
    """What is found of one citation, and which works the report names as candidates."""
    held, lookup = record(citation), WorksTable(works)
    resolutions = resolve_citations(held, lookup)
    found = judge_record(held, resolutions, lookup, as_of=TODAY)
    said = verdicts(held, resolutions, found, lookup, as_of=TODAY)
    report = check_report(held, resolutions, found, said, TODAY)
    kinds = [(f.kind, f.severity, f.actual) for f in found if f.citation is not None and f.kind.startswith("Wrong")]
    return kinds, [c["work"] for c in report["citations"][0]["candidates"]]


def plan_citation(number: str, **fields: object) -> Citation:
    said = {
        "type": "Kế hoạch",
        "date": "2023-12-29",
        "issuer": "Ủy ban nhân dân tỉnh Nam Hải",
        "issuer_from": "words",
        "role": "legal_basis",
        **fields,
    }
    return cite(f"Kế hoạch số {number} ngày 29/12/2023 của UBND tỉnh Nam Hải", number, **said)


def test_a_shortened_title_still_says_which_plan_was_meant() -> None:
    shortened = plan_citation("793/KH-UBND", subject="Cải cách hành chính và chuyển đổi số tỉnh Nam Hải")
    found, candidates = judged(shortened, known("nh/ubnd/ke-hoach/2023/973", PLAN))
    assert found == [("WrongNumber", "warning", "973/KH-UBND")]
    assert candidates == ["nh/ubnd/ke-hoach/2023/973"]


def test_without_a_title_number_day_and_body_are_a_reason_to_look() -> None:
    found, candidates = judged(plan_citation("937/KH-UBND"), known("nh/ubnd/ke-hoach/2023/973", PLAN))
    assert found == [("WrongNumber", "note", "973/KH-UBND")]
    assert candidates == ["nh/ubnd/ke-hoach/2023/973"]


def test_the_place_of_the_writer_may_say_whose_number_it_is() -> None:
    unsaid = plan_citation("937/KH-UBND", issuer_from="context")
    assert judged(unsaid, known("nam-hai/ubnd/ke-hoach/2023/973", PLAN))[0] == []  # no such place: nothing is known
    said = plan_citation("937/KH-UBND", issuer="Ủy ban nhân dân tỉnh Nghệ An", issuer_from="context")
    held = known("nghe-an/ubnd/ke-hoach/2023/973", PLAN, issuer="Ủy ban nhân dân tỉnh Nghệ An")
    assert judged(said, held)[0] == [("WrongNumber", "note", "973/KH-UBND")]


@pytest.mark.parametrize("number", ["974/KH-UBND", "120/KH-UBND", "983/KH-UBND"])
def test_another_number_of_the_day_is_another_plan(number: str) -> None:
    """The next number, one far away, and one ten further on may all be of one day."""
    assert judged(plan_citation(number), known("nh/ubnd/ke-hoach/2023/973", PLAN)) == ([], [])


def test_another_body_of_that_day_is_not_meant() -> None:
    other = plan_citation("937/KH-UBND", issuer="Ủy ban nhân dân tỉnh Bắc Sơn")
    assert judged(other, known("nh/ubnd/ke-hoach/2023/973", PLAN)) == ([], [])


def test_what_one_other_document_cites_is_only_a_note() -> None:
    said = plan_citation("793/KH-UBND", subject=PLAN["title"])
    found, candidates = judged(said, known("nh/ubnd/ke-hoach/2023/973", PLAN, rank="consensus"))
    assert found == [("WrongNumber", "note", "973/KH-UBND")]
    assert candidates == ["nh/ubnd/ke-hoach/2023/973"]


def law(number: str, name: str, date: str | None) -> Citation:
    quote = f"Luật {name} số {number}" + (f" ngày {date}" if date else "")
    return cite(quote, number, type="Luật", date=date, issuer="Quốc hội", issuer_from="sign", subject=name,
                role="legal_basis")  # fmt: skip


LAWS = (known("quoc-hoi/luat/QH13/83-2015", BUDGET), known("quoc-hoi/luat/QH13/77-2015", LOCAL))


@pytest.mark.parametrize(
    ("number", "name", "date", "severity", "meant"),
    [
        ("77/2015/QH13", "Ngân sách nhà nước", "2015-06-25", "error", "83/2015/QH13"),
        ("83/2015/QH13", "Tổ chức chính quyền địa phương", "2015-06-19", "error", "77/2015/QH13"),
        ("77/2015/QH13", "Ngân sách nhà nước", None, "warning", "83/2015/QH13"),
        ("93/2015/QH13", "Ngân sách nhà nước", "2015-06-25", "error", "83/2015/QH13"),
    ],
)
def test_a_law_under_the_number_of_another(number: str, name: str, date: str | None, severity: str, meant: str) -> None:
    """Name and day are one law's, the number another's: the number is wrong, the day is not."""
    found, candidates = judged(law(number, name, date), *LAWS)
    assert found == [("WrongNumber", severity, meant)]
    assert next(w.iri for w in LAWS if w.value("number") == meant) in candidates


@pytest.mark.parametrize(
    ("number", "name", "date"),
    [
        ("83/2015/QH13", "Ngân sách nhà nước", "2015-06-25"),
        ("77/2015/QH13", "Tổ chức chính quyền địa phương", None),
        ("47/2019/QH14", "Tổ chức chính quyền địa phương", "2019-11-22"),  # an amending law, cited by the short name
        ("01/2002/QH11", "Ngân sách nhà nước", None),  # the law of this name before it
    ],
)
def test_a_right_law_and_another_law_of_its_name(number: str, name: str, date: str | None) -> None:
    assert judged(law(number, name, date), *LAWS)[0] == []


def test_a_law_known_by_number_only_gives_way_to_the_one_of_that_name_and_day() -> None:
    bare = work("quoc-hoi/luat/QH13/83-2015", number="83/2015/QH13", type="Luật", date="2015-06-25", issuer="Quốc hội")
    found, _ = judged(law("83/2015/QH13", "Tổ chức chính quyền địa phương", "2015-06-19"), bare, LAWS[1])
    assert found == [("WrongNumber", "error", "77/2015/QH13")]
