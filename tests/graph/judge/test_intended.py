"""What was meant by a number that fits nothing: number, date, body and title together, or nothing at all."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.judge import check_report, judge_record, verdicts
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Citation, Work
from tests.graph.judge.works import acted_on, cite, record, work

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


def judged(
    citation: Citation, *works: Work, key: str | None = None
) -> tuple[list[tuple[str, str, str | None]], list[str]]:
    """What is found of one citation, and which works the report names as candidates. `key` is what it waits under."""
    held, lookup = record(citation), WorksTable(works)
    resolutions = tuple(replace(r, key=key or r.key) for r in resolve_citations(held, lookup))
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


@pytest.mark.parametrize("number", ["937/KH-UBND", "673/KH-UBND", "73/KH-UBND"])
def test_without_a_title_number_day_and_body_say_which_was_meant(number: str) -> None:
    """Further apart than all that a body gives out on a day: one of the two numbers is wrong."""
    held = known("nh/ubnd/ke-hoach/2023/973", PLAN)
    found, candidates = judged(plan_citation(number), held, key="nh/ubnd/ke-hoach/2023/1")
    assert found == [("WrongNumber", "warning", "973/KH-UBND")]
    assert candidates == ["nh/ubnd/ke-hoach/2023/973"]


@pytest.mark.parametrize(("voices", "severity"), [(1, "note"), (2, "warning"), (5, "warning")])
def test_a_work_known_from_citations_is_near_by_day_and_body(voices: int, severity: str) -> None:
    """Nobody has loaded it and no register has it: how many cite it says how loudly."""
    held = known("nam-hai/ubnd/ke-hoach/2023/973", PLAN, rank="consensus")
    held = replace(held, facts=tuple(replace(f, witnesses=voices) for f in held.facts))
    waiting = plan_citation("673/KH-UBND", issuer_from="words")
    found, candidates = judged(waiting, held, key="nam-hai/ubnd/ke-hoach/2023/673")
    assert found == [("WrongNumber", severity, "973/KH-UBND")]
    assert candidates == ["nam-hai/ubnd/ke-hoach/2023/973"]


COUNCIL = {
    "number": "27/NQ-HĐND",
    "type": "Nghị quyết",
    "date": "2023-12-08",
    "issuer": "Hội đồng nhân dân tỉnh Nam Hải",
}


@pytest.mark.parametrize(
    ("number", "found"), [("72/NQ-HĐND", ["note"]), ("67/NQ-HĐND", []), ("247/NQ-HĐND", ["warning"])]
)
def test_a_council_passes_scores_of_resolutions_on_one_day(number: str, found: list[str]) -> None:
    said = plan_citation(number, type="Nghị quyết", date=COUNCIL["date"], issuer=COUNCIL["issuer"])
    kinds, _ = judged(said, known("nh/hdnd/nghi-quyet/2023/27", COUNCIL), key="nh/hdnd/nghi-quyet/2023/1")
    assert [severity for _, severity, _ in kinds] == found


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


REPLACED = work("nh/ubnd/ke-hoach/2023/793", type="Kế hoạch", number="793/KH-UBND", date="2023-11-02",
                issuer="Ủy ban nhân dân tỉnh Nam Hải", title="Phòng, chống cháy rừng")  # fmt: skip
ACTOR = work("nh/ubnd/ke-hoach/2024/12", type="Kế hoạch", number="12/KH-UBND", date="2024-01-05",
             issuer="Ủy ban nhân dân tỉnh Nam Hải", title="Kế hoạch mới")  # fmt: skip


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ("written", [("WrongNumber", "973/KH-UBND")]),
        ("meant", [("NotInForce", "12/KH-UBND"), ("WrongNumber", "973/KH-UBND")]),
    ],
)
def test_whether_it_is_in_force_is_asked_of_the_work_that_was_meant(over: str, expected: list[tuple[str, str]]) -> None:
    """793 was written for 973, and 793 is another plan: what became of that one is nothing to this citation."""
    plan = known("nh/ubnd/ke-hoach/2023/973", PLAN)
    works = [
        acted_on(w, "replaces", ACTOR.iri, since="2024-01-10") if (w is plan) == (over == "meant") else w
        for w in (plan, REPLACED)
    ]
    said = plan_citation("793/KH-UBND", subject=PLAN["title"])
    held, lookup = record(said), WorksTable([*works, ACTOR])
    found = judge_record(held, resolve_citations(held, lookup), lookup, as_of=TODAY)
    told = [f for f in found if f.kind in {"NotInForce", "NoLongerInForce", "WrongNumber"}]
    assert [(f.kind, f.actual) for f in told] == expected
    assert {f.work for f in told} == {plan.iri}
    assert len({f.correction for f in told}) == 1
