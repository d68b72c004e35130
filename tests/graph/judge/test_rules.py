# ruff: noqa: E501 -- one line per case
"""Each rule by itself: what it finds, and what it must leave alone."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.judge import judge_record, verdicts
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.finding_kinds import find_kind
from ontology.values import Citation, Fact, Finding, Record, Relation, Resolution, Span, Task, Unit, Work
from tests.graph.judge.works import acted_on, cite, in_force, record, work

AS_OF = dt.date(2024, 3, 1)


def judge(
    judged: Record, *works: Work, as_of: dt.date = AS_OF, lookup: WorksTable | None = None
) -> tuple[Finding, ...]:
    table = lookup or WorksTable(works)
    return judge_record(judged, resolve_citations(judged, table), table, as_of=as_of)


def kinds(judged: Record, *works: Work, as_of: dt.date = AS_OF) -> list[tuple[str, str]]:
    """Kinds and severities, what only notes a missing name left out."""
    quiet = {"IncompleteCitation", "UnnumberedCitation", "NoSuperiorBasis"}
    return [(f.kind, f.severity) for f in judge(judged, *works, as_of=as_of) if f.kind not in quiet]


def decision(number: str = "45/QĐ-TTg", date: str | None = "2022-03-04", **more: object) -> Citation:
    fields = {"type": "Quyết định", "issuer": "Thủ tướng Chính phủ", "role": "legal_basis", "date": date, **more}
    return cite(f"Quyết định số {number} ngày {date} của Thủ tướng Chính phủ", number, **fields)


BASIS = work("urn:45", type="Quyết định", number="45/QĐ-TTg", date="2022-03-04", issuer="Thủ tướng Chính phủ")


# ------------------------------------------------------------------ on its face

FACE = [
    ("35/2022/NĐ-CP", "2024-05-28", "Nghị định", "Chính phủ", [("WrongDate", "error")]),
    ("35/2022/NĐ-CP", "2022-05-28", "Nghị định", "Chính phủ", []),
    ("45/NQ-CP", "2023-02-30", "Nghị quyết", "Chính phủ", [("WrongDate", "error")]),
    ("45/NQ-CP", "2024-02-29", "Nghị quyết", "Chính phủ", [("NotYetIssued", "error")]),
    ("45/NQ-CP", "2024-01-20", "Nghị quyết", "Chính phủ", []),
    ("45/NQ-CP", "2023-02", "Nghị quyết", "Chính phủ", []),
    ("15/2015/QH15", "2015-06-19", "Luật", "Quốc hội", [("WrongNumber", "error")]),
    ("15/2015/QH13", "2015-06-19", "Luật", "Quốc hội", []),
    ("00/KH-UBND", "2023-06-19", "Kế hoạch", None, [("WrongNumber", "error")]),
    ("2454/QĐ-UBND", "2022-12-04", "Đề án", None, [("WrongType", "warning")]),
    ("2454/QĐ-UBND", "2022-12-04", "Văn bản", None, []),
    ("12/CTr-UBND", "2022-12-04", "Chương trình hành động", None, []),
    ("350 TT/TCCQ", "1999-07-04", "Tờ trình", None, []),
    ("41/TB-VPCP", "2022-02-07", "Thông báo kết luận", None, []),
    ("22-QĐ/TW", "2021-07-28", "Quy định", None, []),
    ("45/QĐ-TTg", "2022-03-04", "Quyết định", "Chính phủ", [("WrongIssuer", "error")]),
    ("45/NĐ-CP", "2001-03-04", "Nghị định", "Thủ tướng Chính phủ", [("WrongIssuer", "error")]),
    ("45/NQ-CP", "2022-03-04", "Nghị quyết", "Chính phủ Việt Nam", []),
]  # fmt: skip


@pytest.mark.parametrize(("number", "date", "type_", "issuer", "expected"), FACE)
def test_on_its_face(number: str, date: str, type_: str, issuer: str | None, expected: list[tuple[str, str]]) -> None:
    citation = cite(f"{type_} số {number} ngày {date}", number, type=type_, date=date, issuer=issuer)
    assert kinds(record(citation, date="2024-01-20")) == expected


def test_the_word_for_any_document_denies_no_type() -> None:
    letter = work("urn:6", type="Công văn", number="6934/SNNMT-TCCB", date="2023-11-10")
    citation = cite("Văn bản số 6934/SNNMT-TCCB", "6934/SNNMT-TCCB", type="Văn bản", date="2023-11-10")
    assert kinds(record(citation), letter) == []


def test_a_partial_own_date_does_not_accuse_its_own_month() -> None:
    citation = cite("Quyết định số 5/QĐ-TTg", "5/QĐ-TTg", type="Quyết định", date="2024-01-30")
    assert "NotYetIssued" not in dict(kinds(record(citation, date="2024-01")))


def test_a_partial_own_date_is_told_as_it_was_written() -> None:
    citation = cite("Quyết định số 5/QĐ-TTg", "5/QĐ-TTg", type="Quyết định", date="2024-02-05")
    (late,) = (f for f in judge(record(citation, date="2024-01")) if f.kind == "NotYetIssued")
    assert late.message.vi.endswith("(tháng 01 năm 2024).")
    assert late.message.en.endswith("is dated 5 February 2024, after this document's own date (January 2024).")


def test_when_most_dates_lie_after_its_own_the_own_date_is_in_doubt() -> None:
    citations = [
        cite(f"Quyết định số {n}/QĐ-BTC", f"{n}/QĐ-BTC", type="Quyết định", date="2023-05-01") for n in range(1, 5)
    ]
    assert {s for k, s in kinds(record(*citations, date="2022-01-20")) if k == "NotYetIssued"} == {"note"}


@pytest.mark.parametrize(
    ("written", "known", "doubts", "expected"),
    [
        ("13/02/20232", "2023-02-13", ("footnote",), []),
        ("13/02/20232", None, ("footnote",), []),
        ("09/6/20205", "2025-06-09", (), ["WrongDate"]),
    ],
)
def test_a_footnote_digit_is_no_garbled_year(
    written: str, known: str | None, doubts: tuple[str, ...], expected: list[str]
) -> None:
    day, month, year = written.split("/")
    citation = cite(
        f"Quyết định số 45/QĐ-TTg ngày {written}", "45/QĐ-TTg", type="Quyết định", issuer="Thủ tướng Chính phủ",
        date=f"{year[:4]}-{int(month):02d}-{int(day):02d}", date_as_written=written, doubts=doubts, subject="về bảo vệ đê biển và rừng ngập mặn",
    )  # fmt: skip
    works = (
        [
            work(
                "urn:45",
                number="45/QĐ-TTg",
                date=known,
                issuer="Thủ tướng Chính phủ",
                title="về bảo vệ đê biển và rừng ngập mặn",
            )
        ]
        if known
        else []
    )
    assert [k for k, s in kinds(record(citation, date="2026-01-01"), *works) if s != "note"] == expected


@pytest.mark.parametrize(("written", "known"), [("ngày 09/6/202", None), ("ngày 09/6/2925", "2025-06-09")])
def test_a_year_of_three_digits_or_of_the_far_future_is_garbled(written: str, known: str | None) -> None:
    said = cite(f"Quyết định số 45/QĐ-TTg {written}", "45/QĐ-TTg", type="Quyết định", date_as_written=written,
                doubts=("garbled_year",), issuer="Thủ tướng Chính phủ")  # fmt: skip
    works = [work("urn:45", number="45/QĐ-TTg", date=known, issuer="Thủ tướng Chính phủ")] if known else []
    (found,) = [f for f in judge(record(said, date="2026-01-01"), *works) if f.kind == "WrongDate"]
    assert (found.severity, found.correction) == ("error", known and "Quyết định số 45/QĐ-TTg ngày 09/6/2025")


def test_a_year_in_the_number_is_wrong_when_the_date_has_its_own_work() -> None:
    right = work(
        "urn:31",
        type="Nghị quyết",
        number="31/2023/NQ-HĐND",
        date="2023-07-12",
        issuer="Hội đồng nhân dân tỉnh Nam Hải",
    )
    citation = cite(
        "Nghị quyết số 31/2024/NQ-HĐND ngày 12/7/2023", "31/2024/NQ-HĐND", type="Nghị quyết", date="2023-07-12"
    )
    (found,) = (f for f in judge(record(citation), right) if f.severity == "error")
    assert (found.kind, found.actual) == ("WrongNumber", "31/2023/NQ-HĐND")
    assert found.correction == "Nghị quyết số 31/2023/NQ-HĐND ngày 12/7/2023"


# ------------------------------------------------------------------ sources that disagree, and consensus


def test_sources_that_disagree_accuse_nobody() -> None:
    both = replace(
        BASIS, facts=(*BASIS.facts, Fact(field="date", value="2022-03-14", rank="register", source="urn:other"))
    )
    found = judge(record(decision(date="2022-03-14")), both)
    assert {f.severity for f in found if f.kind == "WrongDate"} == {"note"}


def consensus(*votes: tuple[str, int], first_cited: str | None = None) -> Work:
    dates = tuple(Fact(field="date", value=d, rank="consensus", source="urn:doc", witnesses=n) for d, n in votes)
    rest = tuple(
        Fact(field=f.field, value=f.value, rank="consensus", source="urn:doc") for f in BASIS.facts if f.field != "date"
    )
    return replace(BASIS, facts=(*dates, *rest), first_cited=first_cited)


@pytest.mark.parametrize(
    ("known", "severity"),
    [
        (consensus(("2022-03-04", 1)), "note"),  # one against one
        (consensus(("2022-03-04", 2)), "warning"),
        (consensus(("2022-03-04", 4)), "error"),
        (consensus(("2022-03-04", 1), first_cited="2022-03-10"), "error"),  # cited before it is said to have been made
    ],
)
def test_a_draft_is_one_voice_against_the_witnesses(known: Work, severity: str) -> None:
    found = [f for f in judge(record(decision(date="2022-03-14")), known) if f.kind == "WrongDate"]
    assert [f.severity for f in found] == [severity]


# ------------------------------------------------------------------ outdated


def test_a_law_called_by_its_name_is_replaced_by_name() -> None:
    title = "Quản lý bến bãi"
    old = work("urn:l", type="Luật", number="12/2015/QH13", date="2015-06-19", issuer="Quốc hội", title=title)
    new = work("urn:m", type="Luật", number="34/2023/QH15", date="2023-06-16", issuer="Quốc hội", title=title)
    old = acted_on(old, "replaces", "urn:m", since="2023-12-15", known_since="2023-12-02")
    by_name = cite(
        "Luật Quản lý bến bãi số 12/2015/QH13 ngày 19/6/2015", "12/2015/QH13", type="Luật", date="2015-06-19"
    )
    (found,) = (f for f in judge(record(by_name), old, new) if f.kind == "NotInForce")
    assert found.correction == "Luật Quản lý bến bãi số 34/2023/QH15 ngày 16/6/2023"
    by_number = cite("Luật số 12/2015/QH13 ngày 19/6/2015", "12/2015/QH13", type="Luật", date="2015-06-19")
    (found,) = (f for f in judge(record(by_number), old, new) if f.kind == "NotInForce")
    assert found.correction == "Luật số 34/2023/QH15 ngày 16/6/2023 của Quốc hội"


def test_replaced_before_signing_and_after() -> None:
    new = work("urn:9", type="Quyết định", number="9/QĐ-TTg", date="2023-12-01", issuer="Thủ tướng Chính phủ")
    before = acted_on(BASIS, "replaces", "urn:9", since="2023-12-15", known_since="2023-12-02")
    after = acted_on(BASIS, "replaces", "urn:9", since="2024-02-15")
    (found,) = (f for f in judge(record(decision()), before, new) if f.severity != "note")
    assert (found.kind, found.severity, found.actual, found.known_then) == ("NotInForce", "error", "9/QĐ-TTg", True)
    assert found.message.vi.endswith("Vào ngày ký đã tra được điều này.")
    assert found.correction == "Quyết định số 9/QĐ-TTg ngày 01/12/2023 của Thủ tướng Chính phủ"
    assert kinds(record(decision()), after, new) == [("NoLongerInForce", "warning")]
    assert kinds(record(decision()), after, new, as_of=dt.date(2024, 2, 1)) == []


def test_a_document_that_itself_acts_on_the_work_is_not_accused() -> None:
    old = acted_on(BASIS, "repeals", "urn:x", since="2023-12-15")
    for role in ("repeals", "replaces", "amends"):
        assert kinds(record(decision(role=role)), old) == []


def test_a_text_that_says_what_became_of_it_is_only_noted() -> None:
    old = acted_on(BASIS, "repeals", "urn:x", since="2023-12-15")
    citation = decision()
    said = record(citation, raw=citation.quote + " (đã được thay thế bởi Quyết định khác);")
    assert kinds(said, old) == [("NotInForce", "note")]


def test_expired_suspended_resumed() -> None:
    assert kinds(record(decision()), in_force(BASIS, "2022-03-04", "2023-01-01")) == [("NotInForce", "error")]
    assert kinds(record(decision()), in_force(BASIS, "2022-03-04", None)) == []
    suspended = acted_on(BASIS, "suspends", "urn:x", since="2023-05-01")
    assert kinds(record(decision()), suspended) == [("NotInForce", "error")]
    assert kinds(record(decision()), acted_on(suspended, "resumes", "urn:y", since="2023-09-01")) == []


def test_amended_is_a_note() -> None:
    for kind in ("amends", "partly_repeals"):
        assert kinds(record(decision()), acted_on(BASIS, kind, "urn:x", since="2023-05-01")) == [("Amended", "note")]


def test_last_years_edition() -> None:
    plan = cite(
        "Kế hoạch số 5/KH-UBND", "5/KH-UBND", type="Kế hoạch", period="2023", date="2023-01-05", role="implements"
    )
    assert ("SupersededEdition", "warning") in kinds(record(plan, year=2024))
    assert kinds(record(plan, year=2023, date="2023-03-01")) == []
    assert kinds(record(replace(plan, role="mentions"), year=2024)) == []
    # in December the edition of the running year is the last one there is
    assert kinds(record(plan, year=2024, date="2023-12-15")) == []
    assert ("SupersededEdition", "warning") in kinds(record(plan, year=2025, date="2024-12-15"))


def test_a_misquoted_period_is_no_other_edition() -> None:
    true = work(
        "urn:27", type="Nghị quyết", number="27-NQ/TU", date="2022-10-14", issuer="Ban Chấp hành Đảng bộ tỉnh Nam Hải",
        title="về phát triển nghề rừng của tỉnh giai đoạn 2022-2025", period="2022-2025",
    )  # fmt: skip
    moved = cite(
        "Nghị quyết số 27-NQ/TU ngày 14/10/2023 của Ban Chấp hành Đảng bộ tỉnh", "27-NQ/TU", type="Nghị quyết",
        date="2023-10-14", issuer="Ban Chấp hành Đảng bộ tỉnh Nam Hải", period="2023-2025",
        subject="về phát triển nghề rừng của tỉnh giai đoạn 2023-2025",
    )  # fmt: skip
    found = dict(kinds(record(moved), true))
    assert found["WrongDate"] == "error"
    assert "WrongPeriod" in found


def test_this_years_edition_is_named_when_it_is_known() -> None:
    fields = {"type": "Kế hoạch", "issuer": "Ủy ban nhân dân tỉnh Nam Hải"}
    old = work(
        "urn:23", number="5/KH-UBND", date="2023-01-05", title="về trồng cây phân tán năm 2023", period="2023", **fields
    )
    new = work(
        "urn:24", number="8/KH-UBND", date="2024-01-09", title="về trồng cây phân tán năm 2024", period="2024", **fields
    )
    plan = cite(
        "Kế hoạch số 5/KH-UBND ngày 05/01/2023",
        "5/KH-UBND",
        type="Kế hoạch",
        date="2023-01-05",
        role="implements",
        issuer=fields["issuer"],
    )
    (found,) = (f for f in judge(record(plan, year=2024), old, new) if f.kind == "SupersededEdition")
    assert (found.actual, found.severity) == ("8/KH-UBND", "warning")
    (alone,) = (f for f in judge(record(plan, year=2024), old) if f.kind == "SupersededEdition")
    assert alone.actual is None
    both = cite(
        "Kế hoạch số 8/KH-UBND ngày 09/01/2024", "8/KH-UBND", type="Kế hoạch", date="2024-01-09", role="implements",
        issuer=fields["issuer"],
    )  # fmt: skip
    assert [f.kind for f in judge(record(both, plan, year=2024), old, new)] == []  # the older one is named on purpose


def test_a_document_is_never_proposed_as_its_own_basis() -> None:
    """Issue 4, D4-13: this year's edition, which a plan was told to cite in place of last year's, was the plan itself."""
    fields = {"type": "Kế hoạch", "issuer": "Ủy ban nhân dân tỉnh Nam Hải"}
    old = work(
        "urn:23", number="5/KH-UBND", date="2023-01-05", title="về trồng cây phân tán năm 2023", period="2023", **fields
    )
    itself = work("urn:own", number="8/KH-UBND", date="2024-01-09", title="về trồng cây phân tán năm 2024", **fields)
    last = cite(
        "Kế hoạch số 5/KH-UBND ngày 05/01/2023", "5/KH-UBND", type="Kế hoạch", date="2023-01-05", role="implements",
        issuer=fields["issuer"],
    )  # fmt: skip
    said = replace(
        record(last, year=2024), document=replace(record().document, year=2024, number="8/KH-UBND", **fields)
    )
    (found,) = (f for f in judge(said, old, itself) if f.kind == "SupersededEdition")
    assert (found.actual, found.correction) == (None, None)


# ------------------------------------------------------------------ form


def test_blanks_of_a_draft() -> None:
    assert kinds(record(number=None, date="2024-01")) == [("BlankOwnDate", "note"), ("BlankOwnNumber", "note")]


def test_its_own_appendix_line_must_agree() -> None:
    own = cite(
        "Kế hoạch số 21/KH-UBND ngày 19/01/2024",
        "21/KH-UBND",
        type="Kế hoạch",
        date="2024-01-19",
        role="self",
        kind="self",
    )
    assert kinds(record(own)) == [("SelfMismatch", "warning")]
    assert kinds(record(replace(own, date="2024-01-20"))) == []


def test_a_year_left_over() -> None:
    quote = "Kế hoạch trồng cây năm 2023 của huyện"
    own = cite(quote, type="Kế hoạch", role="self", kind="self")
    assert kinds(record(own, year=2024)) == [("StaleYear", "warning")]
    assert kinds(record(own, year=2023, date="2023-01-20")) == []


def test_two_dates_of_one_work_in_one_text() -> None:
    once, twice, other = decision(date="2022-03-04"), decision(date="2022-03-09"), decision(date="2021-03-09")
    found = [f for f in judge(record(once, once, twice, other)) if f.kind == "WrongDate"]
    assert [(f.citation, f.severity) for f in found] == [(2, "warning")]  # another year may be another document


# ------------------------------------------------------------------ basis


@pytest.mark.parametrize(
    ("own", "cited", "type_", "role", "expected"),
    [
        ("Ủy ban nhân dân tỉnh Nam Hải", "Sở Công Thương tỉnh Nam Hải", "Kế hoạch", "legal_basis", True),
        ("Ủy ban nhân dân tỉnh Nam Hải", "Sở Công Thương tỉnh Nam Hải", "Tờ trình", "legal_basis", False),
        ("Ủy ban nhân dân tỉnh Nam Hải", "Sở Công Thương tỉnh Nam Hải", "Kế hoạch", "mentions", False),
        ("Ủy ban nhân dân tỉnh Nam Hải", "Bộ Tài chính", "Quyết định", "legal_basis", False),
        ("Sở Công Thương tỉnh Nam Hải", "Ủy ban nhân dân huyện Đông Hải", "Quyết định", "legal_basis", False),
        ("Câu lạc bộ", "Ủy ban nhân dân huyện Đông Hải", "Quyết định", "legal_basis", False),
    ],
)
def test_rank_inversion(own: str, cited: str, type_: str, role: str, expected: bool) -> None:
    citation = cite(f"{type_} số 5/KH-SCT", "5/KH-SCT", type=type_, issuer=cited, date="2023-01-05", role=role)
    assert ("RankInversion" in dict(kinds(record(citation, issuer=own)))) is expected


@pytest.mark.parametrize(
    ("type_", "number", "subject", "own", "expected"),
    [
        ("Kế hoạch", "5/KH-SCT", "về phối hợp quản lý chợ phiên", "9/KH-UBND", []),
        ("Kế hoạch", "5/KHPH-SCT-SYT", None, "9/KH-UBND", []),
        ("Quy chế", "5/QC-SCT", "phối hợp quản lý chợ phiên", "9/KH-UBND", []),
        ("Kế hoạch", "5/KH-SCT", "về quản lý chợ phiên", "9/KH-UBND", ["warning"]),
        ("Quyết định", "5/QĐ-SCT", "về việc giải quyết khiếu nại của ông A", "9/QĐ-UBND", ["note"]),
        ("Quyết định", "5/QĐ-SCT", "về quản lý chợ phiên", "9/2024/QĐ-UBND", ["warning"]),  # a norm rests on none
    ],
)
def test_what_equals_agreed_and_what_was_decided_on_one_matter(
    type_: str, number: str, subject: str | None, own: str, expected: list[str]
) -> None:
    body = "Sở Công Thương tỉnh Nam Hải"
    said = cite(f"{type_} số {number}", number, type=type_, issuer=body, date="2023-01-05", role="legal_basis")
    of_type = "Quyết định" if "QĐ" in own else "Kế hoạch"
    judged = record(replace(said, subject=subject), issuer="Ủy ban nhân dân tỉnh Nam Hải", number=own, type=of_type)
    assert [severity for kind, severity in kinds(judged) if kind == "RankInversion"] == expected


def test_no_superior_basis() -> None:
    commune = "Ủy ban nhân dân xã Hải Hòa"
    own_council = cite(
        "Nghị quyết số 4/NQ-HĐND",
        "4/NQ-HĐND",
        type="Nghị quyết",
        issuer="Hội đồng nhân dân xã Hải Hòa",
        role="legal_basis",
        date="2023-07-01",
    )
    assert "NoSuperiorBasis" in {f.kind for f in judge(record(own_council, issuer=commune))}
    assert "NoSuperiorBasis" not in {f.kind for f in judge(record(own_council, decision(), issuer=commune))}


def test_bases_that_stand_on_each_other() -> None:
    one, other = "Sở Công Thương tỉnh Nam Hải", "Sở Nội vụ tỉnh Nam Hải"
    a = record(cite("Kế hoạch số 2/KH-SNV ngày 05/01/2024", "2/KH-SNV", type="Kế hoạch", date="2024-01-05", issuer=other, role="implements"),
               number="1/KH-SCT", issuer=one, date="2024-01-05")  # fmt: skip
    b = record(cite("Kế hoạch số 1/KH-SCT ngày 05/01/2024", "1/KH-SCT", type="Kế hoạch", date="2024-01-05", issuer=one, role="implements"),
               number="2/KH-SNV", issuer=other, date="2024-01-05")  # fmt: skip
    works = (
        work("urn:a", number="1/KH-SCT", date="2024-01-05", issuer=one),
        work("urn:b", number="2/KH-SNV", date="2024-01-05", issuer=other),
    )
    bare = WorksTable(works)
    table = WorksTable(
        works, records={"d:a": a, "d:b": b}, works_of={"d:a": "urn:a", "d:b": "urn:b"},
        resolutions={"d:a": resolve_citations(a, bare), "d:b": resolve_citations(b, bare)},
    )  # fmt: skip
    found = judge_record(a, resolve_citations(a, table), table, as_of=AS_OF, own="urn:a")
    assert "CircularBasis" in {f.kind for f in found}
    assert "CircularBasis" not in {
        f.kind for f in judge_record(a, resolve_citations(a, bare), bare, as_of=AS_OF, own="urn:a")
    }


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Năm 2022, huyện đã thực hiện ", []),
        ("Căn cứ Luật số 1/2023/QH15 (thay thế ", []),
        ("Sở làm theo ", ["NotInForce"]),
        ("Năm 2024, huyện thực hiện ", ["NotInForce"]),
    ],
)
def test_what_the_sentence_says_itself_is_not_held_against_it(before: str, expected: list[str]) -> None:
    quote = "Quyết định số 45/QĐ-TTg ngày 04/3/2022"
    citation = cite(quote, "45/QĐ-TTg", type="Quyết định", date="2022-03-04", role="mentions", start=len(before))
    found = judge(record(citation, raw=before + quote), in_force(BASIS, "2022-03-04", "2023-01-01"))
    assert [f.kind for f in found if f.kind == "NotInForce"] == expected


def test_a_change_of_a_part_says_which() -> None:
    act = Relation(
        kind="partly_repeals", actor="urn:46", target=BASIS.iri, since="2023-01-01", source="urn:row", part="Điều 7"
    )
    new = work("urn:46", type="Quyết định", number="46/QĐ-TTg", date="2023-01-01", issuer="Thủ tướng Chính phủ")
    (found,) = [f for f in judge(record(decision()), replace(BASIS, acted_on=(act,)), new) if f.kind == "Amended"]
    assert "bãi bỏ một phần (Điều 7) bởi" in found.message.vi


PARTY = work(
    "urn:208", type="Chương trình", number="208-CTr/TU", date="2023-02-14", issuer="Ban Thường vụ Tỉnh ủy Lạng Sơn"
)


@pytest.mark.parametrize("rank", ["consensus", "own_text"])
def test_the_organs_of_a_provincial_party_committee_are_named_for_each_other(rank: str) -> None:
    said = cite(
        "Chương trình số 208-CTr/TU ngày 14/02/2023 của Tỉnh ủy Lạng Sơn", "208-CTr/TU", type="Chương trình",
        date="2023-02-14", issuer="Tỉnh ủy Lạng Sơn",
    )  # fmt: skip
    known = replace(PARTY, facts=tuple(replace(f, rank=rank, witnesses=3) for f in PARTY.facts))
    assert kinds(record(said), known) == []


def test_the_year_of_a_law_is_no_word_of_its_title() -> None:
    law = work("urn:luat", type="Luật", number="24/2018/QH14", date="2018-06-12", title="Luật An ninh mạng")
    said = cite("Luật An ninh mạng năm 2018", "24/2018/QH14", type="Luật", subject="An ninh mạng năm 2018")
    assert kinds(record(said), law) == []


# ------------------------------------------------------------------ verdicts


def status(citation: Citation, *works: Work) -> str:
    judged, table = record(citation), WorksTable(works)
    resolutions = resolve_citations(judged, table)
    found = judge_record(judged, resolutions, table, as_of=AS_OF)
    return verdicts(judged, resolutions, found, table, as_of=AS_OF)[0].status


def test_every_status() -> None:
    assert status(decision(), BASIS) == "right"
    assert status(decision(date="2022-03-14"), BASIS) == "wrong"
    assert status(decision(), in_force(BASIS, None, "2023-01-01")) == "outdated"
    assert status(decision()) == "not_in_graph"
    assert (
        status(
            decision(date=None),
            BASIS,
            replace(
                BASIS,
                iri="urn:46",
                facts=(*BASIS.facts[:2], replace(BASIS.facts[2], value="2021-03-04"), BASIS.facts[3]),
            ),
        )
        == "ambiguous"
    )
    assert (
        status(decision(subject="về giữ gìn đê biển và rừng ngập mặn"), BASIS) == "not_checked"
    )  # no title to compare with
    assert status(cite("Kế hoạch này", role="self", kind="self")) == "not_checked"


def test_ids_last_when_the_text_moves() -> None:
    citation = decision(date="2022-03-14")
    here, there = record(citation), record(cite("Kế hoạch này", role="self", kind="self"), citation)
    ids = [{f.id for f in judge(r, BASIS) if f.kind == "WrongDate"} for r in (here, there)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


def test_findings_of_one_kind_twice_have_two_ids() -> None:
    citation = decision(date="2022-03-14")
    found = [f.id for f in judge(record(citation, citation), BASIS) if f.kind == "WrongDate"]
    assert len(set(found)) == 2


# ------------------------------------------------------------------ bodies and signs


def with_units(raw: str, date: str, *names: str) -> Record:
    units = tuple(Unit(name=n, variants=(n.split(" tỉnh")[0],)) for n in names)
    return replace(record(raw=raw, date=date, issuer="Ủy ban nhân dân tỉnh Hà Tĩnh"), units=units)


OLD = "Sở Thông tin và Truyền thông tỉnh Hà Tĩnh"


@pytest.mark.parametrize(
    ("raw", "date", "expected"),
    [
        ("Giao Sở Thông tin và Truyền thông theo dõi, đôn đốc.", "2025-04-01", "Sở Khoa học và Công nghệ tỉnh Hà Tĩnh"),
        ("Giao Sở Thông tin và Truyền thông theo dõi, đôn đốc.", "2024-04-01", None),
        ('Thay cụm từ "Sở Thông tin và Truyền thông" bằng cụm từ "Sở Khoa học và Công nghệ".', "2025-04-01", None),
        ("Nhiệm vụ của nguyên Sở Thông tin và Truyền thông chuyển về Sở Khoa học và Công nghệ.", "2025-04-01", None),
    ],
)
def test_a_body_abolished_before_signing(raw: str, date: str, expected: str | None) -> None:
    found = [f for f in judge(with_units(raw, date, OLD), as_of=dt.date(2025, 5, 1)) if f.kind == "BodyAbolished"]
    assert [f.actual for f in found] == ([expected] if expected else [])


def test_a_body_within_a_citation_is_history() -> None:
    raw = "Kế hoạch số 5/KH-STTTT ngày 02/3/2023 của Sở Thông tin và Truyền thông về sửa chữa trạm phát;"
    citation = cite(raw[:70], "5/KH-STTTT", type="Kế hoạch", date="2023-03-02", issuer=OLD)
    judged = replace(with_units(raw, "2025-04-01", OLD), citations=(citation,))
    assert "BodyAbolished" not in {f.kind for f in judge(judged, as_of=dt.date(2025, 5, 1))}


@pytest.mark.parametrize(
    ("written", "expected"),
    [("27/NQ-TU", "27-NQ/TU"), ("32/CT-TTG", "32/CT-TTg"), ("61/2018/NĐCP", "61/2018/NĐ-CP"), ("27-NQ/TU", None)],
)
def test_the_form_of_a_sign(written: str, expected: str | None) -> None:
    citation = cite(f"văn bản số {written}", written, date="2018-01-05")
    found = [f for f in judge(record(citation)) if f.kind == "SignFormat"]
    assert [(f.actual, f.severity) for f in found] == ([(expected, "note")] if expected else [])


def test_every_kind_found_has_a_row_and_keeps_below_it() -> None:
    order = ("note", "warning", "error")
    citations = [cite(f"{t} số {n} ngày {d}", n, type=t, date=d, issuer=i) for n, d, t, i, _ in FACE]
    found = judge(record(*citations, number=None, date="2024-01"))
    assert len(found) > 8
    for finding in found:
        row = find_kind(finding.kind)
        assert row is not None
        assert order.index(finding.severity) <= order.index(row.severity)


def test_a_date_of_a_table_column_is_not_the_citations() -> None:
    citation = cite("Thông tư số 13/2024/TT-BNV 01/02/2025", "13/2024/TT-BNV", type="Thông tư", date="2025-02-01")
    assert {s for k, s in kinds(record(citation, date="2025-06-01")) if k == "WrongDate"} == {"note"}


def test_a_year_is_no_other_reading_of_a_stretch_of_years() -> None:
    known = work("urn:45", number="45/QĐ-TTg", date="2022-03-04", issuer="Thủ tướng Chính phủ", period="2022")
    assert kinds(record(decision(period="2021-2025", subject="về bến bãi giai đoạn 2021-2025")), known) == []


def test_an_impossible_term_is_said_once() -> None:
    citation = cite("Luật số 72/2022/QH14 ngày 17/11/2020", "72/2022/QH14", type="Luật", date="2020-11-17")
    assert kinds(record(citation)) == [("WrongNumber", "error")]


def test_the_document_that_ends_a_work_is_not_accused_of_citing_it() -> None:
    own = work("urn:own", number="21/KH-UBND", date="2024-01-20", issuer="Ủy ban nhân dân huyện Đông Hải")
    ended = acted_on(BASIS, "replaces", "urn:own", since="2024-01-20")
    judged, table = record(decision(role="mentions")), WorksTable((own, ended))
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF, own="urn:own")
    assert not {f.kind for f in found} & {"NotInForce", "NoLongerInForce"}


def test_a_scheme_named_without_its_number_is_not_a_wrong_type() -> None:
    title = "Đề án trồng rừng ngập mặn ven biển tỉnh Nam Hải"
    known = work(
        "urn:d",
        type="Quyết định",
        number="7/QĐ-UBND",
        date="2022-03-04",
        issuer="Ủy ban nhân dân tỉnh Nam Hải",
        title=f"phê duyệt {title}",
    )
    citation = cite(title, type="Đề án", subject="trồng rừng ngập mặn ven biển tỉnh Nam Hải")
    table = WorksTable([known])
    found = judge_record(
        record(citation), (Resolution(outcome="resolved", key=None, work="urn:d"),), table, as_of=AS_OF
    )
    assert "WrongType" not in {f.kind for f in found}


def test_a_period_is_mended_in_the_subject() -> None:
    known = work(
        "urn:45",
        number="45/QĐ-TTg",
        date="2022-03-04",
        issuer="Thủ tướng Chính phủ",
        period="2022-2026",
        title="về bến bãi giai đoạn 2022-2026",
    )
    subject = "về bến bãi giai đoạn 2023-2026"
    citation = decision(subject=subject, period="2023-2026")
    raw = citation.quote + " " + subject + ";"
    start = len(citation.quote) + 1
    placed = replace(citation, subject_span=Span(start, start + len(subject)))
    (found,) = (f for f in judge(record(placed, raw=raw), known) if f.severity == "error")
    assert (found.kind, found.quote, found.correction) == ("WrongPeriod", subject, "về bến bãi giai đoạn 2022-2026")
    assert found.span is not None
    assert raw[found.span.start : found.span.end] == found.quote


def test_a_day_to_come_cannot_be_right() -> None:
    known = work("urn:18", number="18-NQ/TW", date="2017-10-25", issuer="Ban Chấp hành Trung ương Đảng")
    citation = cite(
        "Nghị quyết số 18-NQ/TW ngày 25/10/2071", "18-NQ/TW", type="Nghị quyết", date="2071-10-25",
        issuer="Ban Chấp hành Trung ương Đảng",
    )  # fmt: skip
    assert kinds(record(citation), known) == [("WrongDate", "error")]


def test_exchanged_digits_are_a_wrong_number() -> None:
    title = "về giữ gìn đê biển và rừng ngập mặn ven biển"
    known = work("urn:76", number="76/NQ-CP", date="2021-07-15", issuer="Chính phủ", title=title)
    citation = cite(
        "Nghị quyết số 67/NQ-CP ngày 15/7/2021 của Chính phủ",
        "67/NQ-CP",
        type="Nghị quyết",
        date="2021-07-15",
        issuer="Chính phủ",
        subject=title,
    )
    assert kinds(record(citation), known) == [("WrongNumber", "error")]
    near = replace(citation, number="77/NQ-CP", quote=citation.quote.replace("67/", "77/"))
    assert kinds(record(near), known) == [("WrongNumber", "warning")]


def test_an_issuer_that_is_no_known_body_accuses_nobody() -> None:
    broken = work("urn:18", number="18-NQ/TW", date="2017-10-25", issuer="Hội nghị lần sáu: “Một số vấn đề")
    said = cite(
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017",
        "18-NQ/TW",
        type="Nghị quyết",
        date="2017-10-25",
        issuer="Ban Chấp hành Trung ương Đảng",
    )
    judged, table = record(said), WorksTable([broken])
    found = judge_record(judged, (Resolution(outcome="resolved", key=None, work="urn:18"),), table, as_of=AS_OF)
    assert {f.severity for f in found if f.kind == "WrongIssuer"} <= {"note"}


def test_copies_of_an_error_do_not_condemn_who_is_right() -> None:
    assert [
        f.severity
        for f in judge(record(decision(date="2022-03-14")), consensus(("2022-03-04", 3)))
        if f.kind == "WrongDate"
    ] == ["warning"]


# ------------------------------------------------------------------ successors, periods, quoted wording


def test_the_last_successor_that_stands_is_named_with_the_way_to_it() -> None:
    old = acted_on(BASIS, "replaces", "urn:second", since="2022-12-01")
    second = work("urn:second", type="Quyết định", number="61/QĐ-TTg", date="2022-12-01", issuer="Thủ tướng Chính phủ")
    third = work("urn:third", type="Quyết định", number="8/QĐ-TTg", date="2024-02-20", issuer="Thủ tướng Chính phủ")
    second = acted_on(second, "replaces", "urn:third", since="2024-02-20")
    (found,) = [f for f in judge(record(decision()), old, second, third) if f.kind == "NotInForce"]
    assert found.actual == "8/QĐ-TTg"
    assert "61/QĐ-TTg" in found.message.vi
    assert "8/QĐ-TTg" in (found.correction or "")
    assert len(found.evidence) == 2
    earlier = [
        f for f in judge(record(decision()), old, second, third, as_of=dt.date(2024, 2, 1)) if f.kind == "NotInForce"
    ]
    assert [f.actual for f in earlier] == ["61/QĐ-TTg"]


@pytest.mark.parametrize(("since", "expected"), [("2024-02-01", "NoLongerInForce"), ("2024-01-10", "NotInForce")])
def test_a_replacement_ends_the_old_work_when_it_comes_into_force(since: str, expected: str) -> None:
    old = acted_on(BASIS, "replaces", "urn:second")
    second = work("urn:second", type="Quyết định", number="61/QĐ-TTg", date="2023-12-20", issuer="Thủ tướng Chính phủ")
    found = {f.kind for f in judge(record(decision()), old, in_force(second, since, None))}
    assert found & {"NotInForce", "NoLongerInForce"} == {expected}


def test_a_successor_that_was_itself_repealed_is_no_correction() -> None:
    old = acted_on(BASIS, "replaces", "urn:second", since="2022-12-01")
    second = work("urn:second", type="Quyết định", number="61/QĐ-TTg", date="2022-12-01", issuer="Thủ tướng Chính phủ")
    second = acted_on(second, "repeals", "urn:third", since="2023-06-01")
    third = work("urn:third", type="Quyết định", number="8/QĐ-TTg", date="2023-06-01", issuer="Thủ tướng Chính phủ")
    (found,) = [f for f in judge(record(decision()), old, second, third) if f.kind == "NotInForce"]
    assert found.correction is None
    assert "bãi bỏ" in found.message.vi


@pytest.mark.parametrize(
    ("period", "role", "as_of", "expected"),
    [
        ("2016-2020", "legal_basis", AS_OF, ["warning"]),
        ("2016-2020", "mentions", AS_OF, []),
        ("2021-2025", "legal_basis", AS_OF, []),
        ("2021-2025", "legal_basis", dt.date(2026, 3, 1), []),  # the plan for 2024 is over as well
    ],
)
def test_a_period_is_over_for_a_basis_only(period: str, role: str, as_of: dt.date, expected: list[str]) -> None:
    cited = decision(period=period, role=role)
    found = judge(record(cited, cited, year=2024), BASIS, as_of=as_of)
    assert [f.severity for f in found if f.kind == "PeriodEnded"] == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (" cùng ngày của Quốc hội;", []),
        (" (được ban hành ngày 18/01/2022 bởi Thủ tướng Chính phủ);", []),
        (" ban hành ngày 18/01/2022;", []),
        (" cùng các văn bản khác;", ["45/QĐ-TTg"]),
        (" được ban hành;", ["45/QĐ-TTg"]),
    ],
)
def test_a_day_said_behind_the_citation_is_not_missing(behind: str, expected: list[str]) -> None:
    head = "Căn cứ "
    said = cite("Quyết định số 45/QĐ-TTg", "45/QĐ-TTg", type="Quyết định", start=len(head), role="legal_basis",
                issuer="Thủ tướng Chính phủ")  # fmt: skip
    found = judge(record(said, raw=f"{head}Quyết định số 45/QĐ-TTg{behind}"))
    assert [f.written for f in found if f.kind == "IncompleteCitation"] == expected


def test_a_programme_named_in_the_documents_own_title_is_no_basis_without_a_number() -> None:
    name = "Chương trình trồng rừng ven biển giai đoạn 2022-2025"
    text = f"KẾ HOẠCH\nThực hiện {name}\n\nCăn cứ {name};"
    places = [i for i in range(len(text)) if text.startswith(name, i)]

    def found(at: int) -> list[str]:
        said = cite(name, None, type="Chương trình", kind="named", subject=name, start=at, role="implements")
        judged = judge(record(said, raw=text, title=f"Thực hiện {name}"))
        return [f.kind for f in judged if f.kind == "UnnumberedCitation"]

    assert [found(at) for at in places] == [[], ["UnnumberedCitation"]]


def test_wording_that_an_amendment_quotes_is_not_the_authors_citing() -> None:
    text = "Sửa đổi Điều 3 như sau: “Điều 3. Theo Quyết định số 45/QĐ-TTg.”. Theo Quyết định số 46/QĐ-TTg."
    cited = [
        cite(f"Quyết định số {n}/QĐ-TTg", f"{n}/QĐ-TTg", type="Quyết định", start=text.index(f"Quyết định số {n}"))
        for n in (45, 46)
    ]
    found = judge(record(*cited, raw=text))
    assert [f.written for f in found if f.kind == "IncompleteCitation"] == ["46/QĐ-TTg"]


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("về", None),
        ("quản lý bến thủy nội địa trên các sông báo cáo Ủy ban nhân dân tỉnh trước ngày 30 tháng 6", None),
        ("quản lý bến khách ngang sông trên các sông", "WrongTitle"),
    ],
)
def test_the_sentence_that_follows_is_no_other_title(written: str, outcome: str | None) -> None:
    titled = work(
        "urn:45", type="Quyết định", number="45/QĐ-TTg", date="2022-03-04", issuer="Thủ tướng Chính phủ",
        title="quản lý bến thủy nội địa trên các sông",
    )  # fmt: skip
    found = {f.kind for f in judge(record(decision(subject=written)), titled)} & {"WrongTitle"}
    assert found == ({outcome} if outcome else set())


# ------------------------------------------------------------------ the place of the issuer, and titles within titles


@pytest.mark.parametrize(
    ("written", "actual", "expected"),
    [
        ("cải cách bến thủy năm 2023", "Cải cách bến thủy tỉnh Nam Hải năm 2023", "note"),
        ("cải cách bến thủy tỉnh năm 2023", "Cải cách bến thủy tỉnh Nam Hải năm 2023", "note"),
        ("cải cách bến thủy năm 2023", "Cải cách bến thủy trên địa bàn tỉnh Nam Hải năm 2023", "note"),
        ("cải cách bến thủy tỉnh Nam Hải năm 2023", "Cải cách bến thủy năm 2023", "note"),
        ("cải cách bến thủy năm 2023", "Cải cách bến thủy huyện Đông Hải năm 2023", "warning"),
        ("cải cách cảng biển năm 2023", "Cải cách bến thủy tỉnh Nam Hải năm 2023", "warning"),
        ("cải cách bến thủy huyện Đông Hải năm 2023", "Cải cách bến thủy tỉnh Nam Hải năm 2023", "warning"),
    ],
)
def test_the_issuers_own_place_left_out_of_a_title_is_no_other_title(written: str, actual: str, expected: str) -> None:
    plan = work(
        "urn:38", type="Kế hoạch", number="38/KH-UBND", date="2023-01-12", title=actual,
        issuer="Ủy ban nhân dân tỉnh Nam Hải",
    )  # fmt: skip
    citation = cite(
        "Kế hoạch số 38/KH-UBND ngày 12/01/2023 của UBND tỉnh", "38/KH-UBND", type="Kế hoạch", date="2023-01-12",
        issuer="Ủy ban nhân dân tỉnh Nam Hải", issuer_from="words", subject=written, role="legal_basis",
    )  # fmt: skip
    found = [f for f in judge(record(citation), plan) if f.kind == "WrongTitle"]
    assert [f.severity for f in found] == [expected]


def test_a_subject_taken_over_from_an_earlier_citation_is_not_held_against_the_later() -> None:
    known = replace(
        BASIS, facts=(*BASIS.facts, Fact(field="title", value="về kho lưu trữ", rank="register", source="urn:r"))
    )
    bare = decision(date=None, subject="về trạm bơm tiêu úng vùng trũng", doubts=("subject_shared",))
    assert "WrongTitle" not in {f.kind for f in judge(record(bare), known)}


def test_a_mention_within_another_documents_title_is_not_the_authors_own() -> None:
    old = acted_on(
        work("urn:61", type="Nghị định", number="61/2018/NĐ-CP", date="2018-04-23", issuer="Chính phủ"),
        "replaces", "urn:118", since="2023-06-09",
    )  # fmt: skip
    new = work("urn:118", type="Nghị định", number="118/2023/NĐ-CP", date="2023-06-09", issuer="Chính phủ")
    raw = "Căn cứ Nghị định số 107/2021/NĐ-CP sửa đổi Nghị định số 61/2018/NĐ-CP; theo Nghị định số 61/2018/NĐ-CP."
    title, inner, outer = raw.index("sửa đổi"), raw.index("Nghị định số 61"), raw.rindex("Nghị định số 61")
    citations = (
        cite("Nghị định số 107/2021/NĐ-CP", "107/2021/NĐ-CP", start=7, type="Nghị định", role="legal_basis",
             subject="sửa đổi Nghị định số 61/2018/NĐ-CP", subject_span=Span(title, raw.index(";"))),
        *(cite("Nghị định số 61/2018/NĐ-CP", "61/2018/NĐ-CP", start=at, type="Nghị định", role="mentions")
          for at in (inner, outer)),
    )  # fmt: skip
    found = judge(record(*citations, raw=raw), old, new)
    assert [f.citation for f in found if f.kind == "NotInForce"] == [2]


# ------------------------------------------------------------------ left over from another document

OWN = {"number": "520/KH-SNV", "sign": "KH-SNV", "date": "2024-03-15", "issuer": "Sở Nội vụ tỉnh Nam Hải", "year": 2024}


@pytest.mark.parametrize(
    ("head", "lead", "number", "day", "expected"),
    [
        ("PHỤ LỤC\nDANH MỤC\n", "(Kèm theo ", "502/KH-SNV", "2024-03-15", ["SelfMismatch"]),
        ("PHỤ LỤC I\nDANH MỤC\n", "(Ban hành kèm theo ", "502/KH-SNV", "2024-03-15", ["SelfMismatch"]),
        ("PHỤ LỤC\nDANH MỤC\n", "(Kèm theo ", "502/KH-SNV", "2024-03", ["SelfMismatch"]),
        ("QUY CHẾ\nHoạt động của Tổ\n", "(Ban hành kèm theo ", "502/KH-SNV", "2024-03-15", ["SelfMismatch"]),
        ("Theo quy chế chung\n", "(Ban hành kèm theo ", "502/KH-SNV", "2024-03-15", []),
        ("PHỤ LỤC\nDANH MỤC\n", "(Kèm theo ", "502/KH-SNV", "2024-02", []),
        ("PHỤ LỤC\nDANH MỤC\n", "(Kèm theo ", "520/KH-SNV", "2024-03-15", []),
        (
            "PHỤ LỤC\nDANH MỤC\n",
            "(Kèm theo ",
            "502/KH-SNV",
            "2023-03-15",
            ["SelfMismatch", "SelfMismatch"],
        ),  # last year's
        ("PHỤ LỤC\nDANH MỤC\n", "(Kèm theo ", "502/KH-SNV", "2022-03-15", []),
        ("PHỤ LỤC\nDANH MỤC\n", "(Kèm theo ", "502/QĐ-SNV", "2024-03-15", []),
        ("Biểu mẫu dùng chung ", "(gửi kèm theo ", "502/KH-SNV", "2024-03-15", []),
        ("", "(Kèm theo ", "502/KH-SNV", "2024-03-15", []),
    ],
)
def test_the_line_above_an_appendix_names_its_own_plan(
    head: str, lead: str, number: str, day: str, expected: list[str]
) -> None:
    quote = f"Kế hoạch số {number} ngày {day} của Sở Nội vụ"
    raw = f"{head}{lead}{quote})\n"
    citation = cite(
        quote, number, start=len(head) + len(lead), type="Kế hoạch", date=day, issuer="Sở Nội vụ tỉnh Nam Hải",
        role="mentions",
    )  # fmt: skip
    assert [f.kind for f in judge(record(citation, raw=raw, **OWN)) if f.kind == "SelfMismatch"] == expected


def test_a_form_of_last_years_plan_that_the_text_cites_is_no_line_of_its_own() -> None:
    quote = "Kế hoạch số 502/KH-SNV ngày 15/3/2023 của Sở Nội vụ"
    opening = f"Thực hiện {quote};\nPHỤ LỤC\nMẪU\n(Kèm theo "
    raw = f"{opening}{quote})\n"
    cited = [
        cite(quote, "502/KH-SNV", start=at, type="Kế hoạch", date="2023-03-15", issuer="Sở Nội vụ tỉnh Nam Hải", role="mentions")
        for at in (10, len(opening))
    ]  # fmt: skip
    assert "SelfMismatch" not in {f.kind for f in judge(record(*cited, raw=raw, **OWN))}


@pytest.mark.parametrize(
    ("sentence", "own", "expected"),
    [
        ("1. Bố trí kinh phí năm 2023 để thực hiện Kế hoạch.", {}, ["2023"]),
        ("Kinh phí thực hiện được bố trí trong dự toán ngân sách năm 2023.", {}, ["2023"]),
        ("1. Bố trí kinh phí năm 2024 để thực hiện Kế hoạch.", {}, []),
        ("1. Bố trí kinh phí năm 2023-2025 để thực hiện Kế hoạch.", {}, []),
        ("Kết quả bố trí kinh phí năm 2023 đạt thấp.", {}, []),
        ("Các đơn vị đã bố trí kinh phí năm 2023 đúng hạn.", {}, []),
        ("Bố trí kinh phí năm 2023 chuyển nguồn sang để thực hiện.", {}, []),
        ("1. Bố trí kinh phí năm 2023 để thực hiện.", {"type": "Báo cáo"}, []),
        ("1. Bố trí kinh phí năm 2023 để thực hiện.", {"date": "2023-12-15"}, []),
        ("1. Bố trí kinh phí năm 2023 để thực hiện.", {"title": "khắc phục thiếu sót năm 2023"}, []),
    ],
)
def test_money_a_plan_provides_in_a_year_that_is_over_is_left_over(
    sentence: str, own: dict[str, object], expected: list[str]
) -> None:
    found = judge(record(raw=sentence + "\n", **{**OWN, **own}))
    assert [f.written for f in found if f.kind == "StaleYear"] == expected


# ------------------------------------------------------------------ no correction is better than a wrong one


def test_what_suspends_or_repeals_a_basis_is_not_proposed_in_its_place() -> None:
    for kind in ("suspends", "repeals"):
        actor = work("urn:21", type="Quyết định", number="21/QĐ-TTg", date="2023-06-01", issuer="Thủ tướng Chính phủ")
        (found,) = (
            f
            for f in judge(record(decision()), acted_on(BASIS, kind, "urn:21", since="2023-06-01"), actor)
            if f.kind == "NotInForce"
        )
        assert (found.correction, found.actual) == (None, None)


def test_a_replaced_basis_with_its_successors_date_gets_one_correction() -> None:
    actor = work("urn:72", type="Quyết định", number="72/QĐ-TTg", date="2023-06-16", issuer="Thủ tướng Chính phủ",
                 title="về bảo vệ đê biển và rừng ngập mặn")  # fmt: skip
    title = Fact(field="title", value="về bảo vệ đê biển và rừng ngập mặn", rank="register", source="urn:r")
    old = acted_on(replace(BASIS, facts=(*BASIS.facts, title)), "replaces", "urn:72", since="2023-06-16")
    written = replace(
        decision(date="2023-06-16", subject=title.value),
        quote="Quyết định số 45/QĐ-TTg ngày 16/6/2023 của Thủ tướng Chính phủ",
    )
    found = judge(record(written), old, actor)
    mended = {f.kind: f.correction for f in found if f.kind in {"WrongDate", "NotInForce"}}
    assert set(mended) == {"WrongDate", "NotInForce"}
    assert len(set(mended.values())) == 1
    (wrong,) = (f for f in found if f.kind == "WrongDate")
    assert "72/QĐ-TTg" in wrong.message.vi
    assert "72/QĐ-TTg" in wrong.message.en


def test_type_and_body_both_against_the_sign_are_not_mended_by_the_sign() -> None:
    citation = cite(
        "Luật số 98/2019/NĐ-CP ngày 27/12/2019 của UBND tỉnh", "98/2019/NĐ-CP", type="Luật", date="2019-12-27",
        issuer="Ủy ban nhân dân tỉnh Nam Hải", issuer_from="words",
    )  # fmt: skip
    found = [f for f in judge(record(citation)) if f.kind in {"WrongType", "WrongIssuer"}]
    assert {f.kind for f in found} == {"WrongType", "WrongIssuer"}
    assert {f.correction for f in found} == {None}


@pytest.mark.parametrize(("seen_on", "known"), [("2024-01-10", True), ("2024-06-10", None), (None, None)])
def test_a_register_that_showed_it_by_the_signing_made_it_known(seen_on: str | None, known: bool | None) -> None:
    new = work("urn:9", type="Quyết định", number="9/QĐ-TTg", date="2023-12-01", issuer="Thủ tướng Chính phủ")
    old = acted_on(BASIS, "replaces", "urn:9", since="2023-12-15")
    old = replace(old, acted_on=tuple(replace(r, seen_on=seen_on) for r in old.acted_on))
    assert [f.known_then for f in judge(record(decision()), old, new) if f.kind == "NotInForce"] == [known]


# ------------------------------------------------------------------ what is asked


class Noting(WorksTable):
    """Works, and whose relations were asked for."""

    def __init__(self, *works: Work) -> None:
        super().__init__(works)
        self.whole: set[str] = set()

    def work(self, iri: str) -> Work | None:
        self.whole.add(iri)
        return super().work(iri)


def test_of_what_acts_on_a_cited_work_only_its_own_facts_are_read() -> None:
    actors = [work(f"urn:{n}", type="Quyết định", number=f"{n}/QĐ-TTg", date="2023-05-06") for n in (60, 61, 62)]
    basis = acted_on(acted_on(acted_on(BASIS, "amends", "urn:60"), "guides", "urn:61"), "suspends", "urn:62")
    table = Noting(basis, *actors)
    found = {f.kind for f in judge(record(decision()), lookup=table)}
    assert {"Amended", "NotInForce"} <= found
    assert table.whole == {"urn:45"}


def test_a_replacement_that_was_itself_replaced_is_followed() -> None:
    first = acted_on(work("urn:60", type="Quyết định", number="60/QĐ-TTg", date="2023-05-06"), "replaces", "urn:61")
    last = work("urn:61", type="Quyết định", number="61/QĐ-TTg", date="2023-08-09")
    table = Noting(acted_on(BASIS, "replaces", "urn:60"), first, last)
    (found,) = [f for f in judge(record(decision()), lookup=table) if f.kind == "NotInForce"]
    assert found.actual == "61/QĐ-TTg"
    assert table.whole >= {"urn:45", "urn:60", "urn:61"}


def test_the_day_of_a_document_cited_in_a_task_is_no_deadline_left_over() -> None:
    words = "Tuyên truyền\nQuý I\nNghị quyết số 71/NQ-CP ngày 01/4/2025"
    start = words.index("Nghị quyết")
    said = cite(words[start:], "71/NQ-CP", type="Nghị quyết", date="2025-04-01", issuer="Chính phủ", start=start)
    task = Task(id="PL.1", content="Tuyên truyền", deadline="2025-04-01", span=Span(0, len(words)))
    held = record(said, raw=words, date="2026-02-03", year=2026)
    assert [f.written for f in judge(replace(held, tasks=(task,))) if f.kind == "StaleYear"] == []
    other = replace(task, deadline="2025-06-30")
    assert [f.written for f in judge(replace(held, tasks=(other,))) if f.kind == "StaleYear"] == ["2025-06-30"]


def test_the_day_and_the_period_of_one_citation_are_no_replacement_in_several_places() -> None:
    programme = work(
        "urn:1512", type="Quyết định", number="1512/QĐ-TTg", date="2022-06-20", issuer="Thủ tướng Chính phủ", period="2022-2025"
    )  # fmt: skip
    said = cite(
        "Quyết định số 1512/QĐ-TTg ngày 20/6/2023", "1512/QĐ-TTg", type="Quyết định", date="2023-06-20",
        issuer="Thủ tướng Chính phủ", period="2023-2026", subject="trồng rừng giai đoạn 2023-2026", role="legal_basis",
    )  # fmt: skip
    found = [f.kind for f in judge(record(said), programme)]
    assert "WrongDate" in found or "WrongPeriod" in found
    assert "SystematicShift" not in found
