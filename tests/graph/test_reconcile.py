"""Messy numbers of a spreadsheet: taken apart, compared, and matched only where nothing is left open."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.lookup import WorksTable
from graph.reconcile import Asked, Match, Read, find_matches, read_words
from ontology.values import Fact, Work


def work(key: str, type_: str, number: str, date: str, issuer: str, title: str) -> Work:
    said = {"type": type_, "number": number, "date": date, "issuer": issuer, "title": title}
    return Work(
        iri=f"https://cancu.example/vn/{key}",
        key=key,
        facts=tuple(Fact(field=f, value=v, rank="register", source="urn:row") for f, v in said.items()),  # type: ignore[arg-type]
    )


UBND = "Ủy ban nhân dân tỉnh "
TABLE = WorksTable(
    [
        work("ht/2024/08", "Kế hoạch", "08/KH-UBND", "2024-01-08", UBND + "Hà Tĩnh", "Chuyển đổi số năm 2024"),
        work("ht/2023/08", "Kế hoạch", "08/KH-UBND", "2023-02-01", UBND + "Hà Tĩnh", "Chuyển đổi số năm 2023"),
        work("na/2024/08", "Kế hoạch", "08/KH-UBND", "2024-03-02", UBND + "Nghệ An", "Phòng chống thiên tai"),
        work(
            "cp/2021/76", "Nghị quyết", "76/NQ-CP", "2021-07-15", "Chính phủ", "ban hành Chương trình tổng thể cải cách"
        ),
        work("cp/2020/30", "Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "về công tác văn thư"),
        work("tu/27", "Nghị quyết", "27-NQ/TU", "2022-10-14", "Tỉnh ủy Hà Tĩnh", "về chuyển đổi số"),
    ]
)


def ask(words: str = "", **given: str) -> list[Match]:
    return find_matches(Asked(words=words, **given), TABLE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("08/KH-UBND 2024", Read("08/KH-UBND", None, None, "2024", "")),
        ("kh 08", Read(None, "08", "Kế hoạch", None, "")),
        ("08 kh", Read(None, "08", "Kế hoạch", None, "")),
        ("NQ 76/NQ-CP 15/7/2021", Read("76/NQ-CP", None, "Nghị quyết", "2021-07-15", "")),
        ("nghị quyết số 76/nq-cp, ngày 15 tháng 7 năm 2021", Read("76/NQ-CP", None, "Nghị quyết", "2021-07-15", "")),
        ("30/2020/nđ-cp", Read("30/2020/NĐ-CP", None, None, None, "")),
        ("2021-07-15 76/NQ-CP", Read("76/NQ-CP", None, None, "2021-07-15", "")),
        ("08/KH Hà Tĩnh", Read(None, "08", "Kế hoạch", None, "Hà Tĩnh")),
        ("Kế hoạch số 08/KH-UBND của tỉnh Hà Tĩnh", Read("08/KH-UBND", None, "Kế hoạch", None, "tỉnh Hà Tĩnh")),
        ("chuyển đổi số giai đoạn 2021-2030", Read(None, None, None, None, "chuyển đổi số giai đoạn 2021-2030")),
        ("Kế hoạch năm 2024 của UBND tỉnh", Read(None, None, "Kế hoạch", "2024", "UBND tỉnh")),
        ("", Read(None, None, None, None, "")),
    ],
)  # fmt: skip
def test_words_are_taken_apart(words: str, expected: Read) -> None:
    assert read_words(words) == expected


@given(st.text(max_size=60))
def test_no_words_break_it(words: str) -> None:
    assert len([m for m in ask(words) if m.sure]) <= 1


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,3}([-/.][0-9]{1,4})?", fullmatch=True))
@example("x")
@example("x-y")
@example("2024-02-31")
@example("2024-13")
def test_no_cell_of_dates_breaks_it(cell: str) -> None:
    assert len([m for m in ask("08/KH-UBND", date=cell) if m.sure]) <= 1


@pytest.mark.parametrize(
    ("words", "given", "sure"),
    [
        ("NQ 76/NQ-CP 15/7/2021", {}, "cp/2021/76"),
        ("30/2020/NĐ-CP", {}, "cp/2020/30"),
        ("nd 30/2020/ND-CP", {}, "cp/2020/30"),
        ("08/KH-UBND 2023", {}, "ht/2023/08"),
        ("08/KH-UBND 2024", {"issuer": "UBND tỉnh Nghệ An"}, "na/2024/08"),
        ("08/KH-UBND 2024 Hà Tĩnh", {}, "ht/2024/08"),
        ("8 KH UBND 2024", {"issuer": "Nghệ An"}, "na/2024/08"),
        ("kh 08", {"issuer": "UBND tỉnh Hà Tĩnh", "date": "2024"}, "ht/2024/08"),
        ("", {"number": "08/KH-UBND", "date": "2024-03-02"}, "na/2024/08"),
        ("", {"number": "08/KH-UBND", "date": "2024-3-2"}, "na/2024/08"),
        ("", {"number": "08/KH-UBND", "date": "tháng 3 năm 2024"}, "na/2024/08"),
        ("", {"number": "08/KH-UBND", "date": "2024-03"}, "na/2024/08"),
        ("08/KH-UBND", {"title": "Phòng chống thiên tai"}, "na/2024/08"),
        # what is left open stays open
        ("08/KH-UBND 2024", {}, None),
        ("08/KH-UBND", {}, None),
        ("08/KH-UBND", {"date": "không rõ"}, None),  # a cell that is no date says nothing
        ("76/NQ-CP", {}, None),
        ("kh 08 2023", {}, None),
        ("27-NQ/TU", {}, None),
        # what contradicts is no match, however alike
        ("NQ 76/NQ-CP 17/7/2021", {}, None),
        ("NQ 76/NQ-CP 15/7/2021", {"issuer": "Bộ Tài chính"}, None),
        ("QĐ 76/NQ-CP 15/7/2021", {}, None),
        ("08/KH-UBND 2023 Nghệ An", {}, None),
        ("99/KH-UBND 2024", {}, None),
    ],
)
def test_a_match_is_only_said_when_one_is_left(words: str, given: dict[str, str], sure: str | None) -> None:
    assert [m.work.key for m in ask(words, **given) if m.sure] == ([sure] if sure else [])


def test_what_was_compared_is_named() -> None:
    (only,) = ask("NQ 76/NQ-CP 17/7/2021")
    assert (only.agrees, only.differs) == (("type",), ("date",))
    first, *others = ask("08/KH-UBND 8/1/2024")
    assert first.work.key == "ht/2024/08"
    assert first.score > max(m.score for m in others)


def test_types_are_a_condition() -> None:
    assert [m.work.key for m in find_matches(Asked(words="76/NQ-CP", types=("Kế hoạch",)), TABLE)] == []
    assert [m.work.key for m in find_matches(Asked(words="76/NQ-CP", types=("Nghị quyết",)), TABLE)] == ["cp/2021/76"]
