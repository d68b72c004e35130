# ruff: noqa: E501 -- one line per case
"""Which work a citation means, case by case."""

import dataclasses

import pytest

from graph.lookup import WorksTable
from graph.resolve import resolve_citation
from ontology.values import Citation, Fact, ForcePeriod, Span, Work


def work(iri: str, **facts: str) -> Work:
    return Work(
        iri=iri,
        key=iri,
        facts=tuple(
            Fact(field=name, value=value, rank="register", source="urn:row")  # type: ignore[arg-type]
            for name, value in facts.items()
        ),
    )


def cite(number: str | None = None, **fields: object) -> Citation:
    kind = "numbered" if number else "named"
    return Citation(span=Span(0, 1), quote=str(fields.pop("quote", "x")), kind=kind, number=number, **fields)  # type: ignore[arg-type]


PROVINCE = "Ủy ban nhân dân tỉnh Hà Tĩnh"
OTHER = "Ủy ban nhân dân tỉnh Bắc Ninh"
TABLE = WorksTable(
    [
        work("cp18", number="76/NQ-CP", date="2018-06-18", issuer="Chính phủ", title="về phòng, chống thiên tai"),
        work("cp21", number="76/NQ-CP", date="2021-07-15", issuer="Chính phủ", title="Chương trình tổng thể cải cách hành chính nhà nước"),
        work("cp17", number="17/NQ-CP", date="2019-03-07", issuer="Chính phủ"),
        work("ht08", number="08/KH-UBND", date="2024-01-08", issuer=PROVINCE, title="cải cách hành chính nhà nước tỉnh năm 2024"),
        work("bn08", number="08/KH-UBND", date="2024-01-10", issuer=OTHER, title="kiểm tra công vụ trên địa bàn tỉnh"),
        work("ht2454", number="2454/QĐ-UBND", date="2022-11-24", issuer=PROVINCE, title="phê duyệt Đề án nâng cao chỉ số cải cách hành chính"),
        work("tu12", number="12-NQ/TU", date="2022-05-26", issuer="Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh"),
        work("law", type="Luật", number="80/2015/QH13", date="2015-06-22", issuer="Quốc hội", title="Ban hành văn bản quy phạm pháp luật"),
        work("law25", type="Luật", number="64/2025/QH15", date="2025-02-19", issuer="Quốc hội", title="Ban hành văn bản quy phạm pháp luật"),
        work("tw18", number="18-NQ/TW", date="2017-10-25", issuer="Ban Chấp hành Trung ương Đảng khóa XII"),
        work("split-a", number="84/2025/QĐ-UBND", date="2025-12-02", issuer=PROVINCE),
        work("split-b", number="84/2025/QĐ-UBND", date="2025-11-28", issuer=OTHER),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("citation", "outcome", "meant"),
    [
        (cite("76/NQ-CP", date="2021-07-15", issuer="Chính phủ"), "resolved", "cp21"),
        (cite("76/NQ-CP", date="2018-06-18"), "resolved", "cp18"),
        (cite("76/NQ-CP", date="2021-07-16"), "resolved", "cp21"),  # the year's only 76: misquoted day
        (cite("76/NQ-CP", date="2020-07-15", subject="Chương trình tổng thể cải cách hành chính nhà nước"), "resolved", "cp21"),
        (cite("76/NQ-CP", date="2020-02-03"), "unresolved", None),  # another year's number
        (cite("76/NQ-CP", date="2015-09-20", subject="Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030"), "resolved", "cp21"),  # a neighbour's date
        (cite("76/NQ-CP", date="2015-09-20", subject="Chương trình tổng thể"), "unresolved", None),
        (cite("76/NQ-CP", date="2022-03-20", subject="Chương trình tổng thể cải cách hành chính nhà nước năm 2022"), "unresolved", None),
        (cite("08/KH-UBND", date="2022-09-30", issuer=OTHER, subject="kiểm tra công vụ trên địa bàn tỉnh"), "ambiguous", None),  # a low number comes every year
        (cite("18-NQ/TW", date="2017-10-27"), "resolved", "tw18"),  # one series of the term, whoever is not named
        (cite("18-NQ/TW", date="2022-06-16"), "unresolved", None),  # of the next term
        (cite("18-NQ/TW"), "ambiguous", None),
        (cite("76/NQ-CP"), "ambiguous", None),
        (cite("17/NQ-CP", date="2019-03-17", issuer="Chính phủ"), "resolved", "cp17"),
        (cite("8 KH-UBND", date="2024-01-08", issuer=PROVINCE), "resolved", "ht08"),  # as numbers were typed before 2005
        (cite("8KHUBND", date="2024-01-08", issuer=PROVINCE), "unresolved", None),  # not a readable number as it stands
        (cite("8/KH-UBND", date="2024-01-08", issuer=PROVINCE), "resolved", "ht08"),
        (cite("08/KH-UBND", date="2024-01-18", issuer=PROVINCE), "resolved", "ht08"),
        (cite("08/KH-UBND", date="2024-01-08", issuer="Ủy ban nhân dân huyện Cẩm Xuyên"), "unresolved", None),
        (cite("08/KH-UBND", date="2024-01-08", issuer=PROVINCE, issuer_from="context"), "resolved", "ht08"),
        (cite("08/KH-UBND", date="2023-01-10", issuer=PROVINCE), "unresolved", None),
        (cite("2454/QĐ-UBND", date="2023-11-24", issuer=PROVINCE, subject="nâng cao chỉ số cải cách hành chính"), "resolved", "ht2454"),
        (cite("12-NQ/TU", date="2023-05-26", issuer="Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh"), "resolved", "tu12"),
        (cite("84/2025/QĐ-UBND", date="2025-12-02"), "resolved", "split-a"),
        (cite("84/2025/QĐ-UBND"), "ambiguous", None),
        (cite("84/2025/QĐ-UBND", issuer=OTHER), "resolved", "split-b"),
        (cite(type="Luật", subject="Ban hành văn bản quy phạm pháp luật"), "ambiguous", None),
        (cite(type="Luật", subject="Ban hành văn bản quy phạm pháp luật", date="2015"), "resolved", "law"),
        (cite(type="Luật", subject="Đầu tư"), "unresolved", None),
        (cite(), "unresolved", None),
    ],
)  # fmt: skip
def test_resolves(citation: Citation, outcome: str, meant: str | None) -> None:
    found = resolve_citation(citation, TABLE)
    assert (found.outcome, found.work) == (outcome, meant), found


@pytest.mark.parametrize(("section", "meant"), [("preamble", None), ("organisation", "ht08")])
def test_what_a_document_rests_on_is_never_itself(section: str, meant: str | None) -> None:
    basis = cite("08/KH-UBND", date="2024-01-03", issuer=PROVINCE, role="implements", section=section)
    assert resolve_citation(basis, TABLE, cited_on="2024-01-08", own_work="ht08").work == meant


def test_candidates_come_with_scores_best_first() -> None:
    found = resolve_citation(cite("76/NQ-CP", date="2020-02-03", issuer="Chính phủ"), TABLE)
    assert {c.work for c in found.candidates} == {"cp18", "cp21"}
    assert list(found.candidates) == sorted(found.candidates, key=lambda c: (-c.score, c.work))


def test_an_undated_citation_does_not_mean_a_later_document() -> None:
    assert resolve_citation(cite("12-NQ/TU"), TABLE, cited_on="2021-01-01").work is None


@pytest.mark.parametrize("title", ["Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương"])
def test_a_law_is_found_by_its_name_and_year_however_the_register_titles_it(title: str) -> None:
    laws = WorksTable(
        [
            work("law15", type="Luật", number="77/2015/QH13", date="2015-06-19", issuer="Quốc hội", title=title),
            work("law25", type="Luật", number="72/2025/QH15", date="2025-06-16", issuer="Quốc hội", title=title),
        ]
    )
    said = cite(type="Luật", subject="Tổ chức chính quyền địa phương", date="2015-06-19")
    assert resolve_citation(said, laws).work == "law15"
    assert resolve_citation(cite(type="Luật", subject=said.subject, date="2025"), laws).work == "law25"
    assert resolve_citation(cite(type="Luật", subject=said.subject), laws).outcome == "ambiguous"


def test_a_body_without_its_place_may_be_the_one_of_the_work() -> None:
    """A district writes "UBND tỉnh" and its paper does not say which: date or title then decide, nothing else."""
    placeless = "Ủy ban nhân dân tỉnh"
    found = resolve_citation(cite("08/KH-UBND", date="2024-01-08", issuer=placeless), TABLE)
    assert found.work == "ht08"
    assert resolve_citation(cite("08/KH-UBND", date="2024-01-09", issuer=placeless), TABLE).work is None


NAMES = WorksTable(
    [
        work("digital", type="Quyết định", number="749/QĐ-TTg", date="2020-06-03", issuer="Thủ tướng Chính phủ", title="phê duyệt “Chương trình chuyển đổi số quốc gia đến năm 2025”"),
        work("plan-ht", type="Kế hoạch", number="15/KH-UBND", date="2024-01-12", issuer=PROVINCE, title="cải cách hành chính nhà nước năm 2024"),
        work("scheme", type="Quyết định", number="2454/QĐ-UBND", date="2022-11-24", issuer=PROVINCE, title="phê duyệt Đề án Chuyển đổi số tỉnh Hà Tĩnh đến năm 2025"),
        work("land13", type="Luật", number="45/2013/QH13", date="2013-11-29", issuer="Quốc hội", title="Luật Đất đai"),
    ]
)  # fmt: skip
LAND = dataclasses.replace(NAMES.works_for_number("45/2013/QH13")[0], force=(ForcePeriod(since="2014-07-01", until="2024-08-01"),))  # fmt: skip


@pytest.mark.parametrize(
    ("period", "outcome"),
    [("2021-2025", "resolved"), ("2021-2030", "resolved"), ("2025-2030", "ambiguous"), ("2026-2030", "ambiguous")],
)
def test_a_scheme_of_the_next_period_is_not_the_one_that_is_known(period: str, outcome: str) -> None:
    name = "cải cách hành chính tỉnh Hà Tĩnh"
    known = work(
        "old", type="Quyết định", number="2454/QĐ-UBND", date="2021-09-15", issuer=PROVINCE, period="2021-2025",
        title=f"phê duyệt Đề án {name}",
    )  # fmt: skip
    said = cite(type="Đề án", subject=name, period=period)
    assert resolve_citation(said, WorksTable([known]), cited_on="2025-06-10").outcome == outcome


@pytest.mark.parametrize(
    ("citation", "cited_on", "outcome", "meant"),
    [
        (cite(type="Chương trình", subject="Chương trình chuyển đổi số quốc gia đến năm 2025"), "2024-01-01", "resolved", "digital"),
        (cite(type="Đề án", subject="chuyển đổi số quốc gia đến năm 2025"), "2024-01-01", "unresolved", None),
        (cite(type="Kế hoạch", subject="cải cách hành chính nhà nước năm 2024"), "2024-02-01", "ambiguous", None),
        (cite(type="Kế hoạch", subject="cải cách hành chính nhà nước năm 2024", issuer=PROVINCE), "2024-02-01", "resolved", "plan-ht"),
        (cite(type="Kế hoạch", subject="cải cách hành chính nhà nước năm 2024", issuer=OTHER), "2024-02-01", "ambiguous", None),
        (cite(type="Kế hoạch", subject="cải cách hành chính nhà nước năm 2025", issuer=PROVINCE), "2025-02-01", "unresolved", None),
        (cite(type="Đề án", subject="Chuyển đổi số tỉnh Hà Tĩnh đến năm 2025"), "2024-02-01", "resolved", "scheme"),
        (cite(type="Đề án", subject="Chuyển đổi số tỉnh Hà Tĩnh đến năm 2025", issuer=OTHER), "2024-02-01", "ambiguous", None),
        (cite(type="Luật", subject="Đất đai"), "2020-01-01", "resolved", "land13"),
        (cite(type="Luật", subject="Đất đai"), "2025-01-01", "ambiguous", None),  # the law of that day is another
        (cite(type="Luật", subject="Đất đai", date="2013"), "2025-01-01", "resolved", "land13"),  # this one is meant, in force or not
        (cite(type="Luật", subject="Đất đai"), "2010-01-01", "ambiguous", None),  # not issued yet
    ],
)  # fmt: skip
def test_resolves_names(citation: Citation, cited_on: str, outcome: str, meant: str | None) -> None:
    table = WorksTable([w for w in (NAMES.work("digital"), NAMES.work("plan-ht"), NAMES.work("scheme"), LAND) if w])
    found = resolve_citation(citation, table, cited_on=cited_on)
    assert (found.outcome, found.work) == (outcome, meant), found


def test_of_a_number_of_another_year_the_known_days_are_told() -> None:
    """Nothing is accused: a number comes again every year. But the reader sees what the store knows under it."""
    why = resolve_citation(cite("76/NQ-CP", date="2020-02-03", issuer="Chính phủ"), TABLE).why
    assert why.vi.endswith("mang số này, kho chỉ biết văn bản ngày 18/6/2018, 15/7/2021.")
    assert why.en.endswith("the store knows only that of 18 June 2018, 15 July 2021.")
    other = resolve_citation(cite("08/KH-UBND", date="2024-01-08", issuer="Ủy ban nhân dân huyện Cẩm Xuyên"), TABLE).why
    assert other.vi == "Chưa biết văn bản nào khớp với trích dẫn này."
