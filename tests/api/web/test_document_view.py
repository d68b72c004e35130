"""The page of a document: its text with outline and citations, and works that are known in other ways than by text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.http.app import create_app
from api.service import Service
from api.web.marks import cut_text, mark_parts
from api.web.render import keep_numbers_whole
from api.web.said_once import fold_facts, fold_periods, fold_relations


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
    st.lists(st.integers(0, 60), max_size=6, unique=True),
)
def test_no_letter_is_lost_and_parts_begin_where_they_begin(
    raw: str, spans: list[tuple[int, int]], offsets: list[int]
) -> None:
    citations = [{"start": min(s), "end": max(s), "status": "right"} for s in spans]
    stretches = mark_parts(cut_text(raw, citations), {at: f"p{at}" for at in offsets})
    assert "".join(s.words for s in stretches) == raw
    at = 0
    for stretch in stretches:
        if stretch.part:
            assert stretch.index is None
            assert int(stretch.part[1:]) <= at
        at += len(stretch.words)


@pytest.fixture(scope="module")
def client(root: Path) -> TestClient:
    service = Service("memory:")
    corpus = root / "examples" / "corpus"
    service.load([corpus / name for name in ("kh-tinh-2024.docx", "kh-stttt-2024.docx", "kh-phuoctrach-2024.txt")])
    return TestClient(create_app(service))


def _page(client: TestClient, number: str, **more: str) -> str:
    work = client.app.state.service.find(number)  # type: ignore[attr-defined]
    answer = client.get("/document", params={"work": work, **more})
    assert answer.status_code == 200
    return answer.text


def test_a_plan_shows_everything_known_of_it(client: TestClient) -> None:
    page = _page(client, "11/KH-UBND", lang="vi")
    for place in ("du-kien", "hieu-luc", "luoc-do", "vien-dan", "text", "dieu-tim-thay", "nhiem-vu"):
        assert f'id="{place}"' in page
    assert "Mục lục văn bản" in page
    assert "để thực hiện" in page
    assert "chính văn bản" in page
    assert page.count('class="part"') > 5


def test_a_law_known_from_citations_says_so(client: TestClient) -> None:
    page = _page(client, "749/QĐ-TTg", lang="en")
    assert "text not loaded" in page
    assert "documents that cite it" in page or "the register" in page
    assert 'id="text"' not in page
    assert 'id="luoc-do"' in page


def test_force_is_that_of_the_day_asked(client: TestClient) -> None:
    then = _page(client, "942/QĐ-TTg", lang="en", as_of="2024-01-01")
    now = _page(client, "942/QĐ-TTg", lang="en", as_of="2026-01-01")
    assert "not in force on" not in then
    assert "in force on 1 January 2024" in then
    assert "not in force on 1 January 2026" in now
    assert "2629/QĐ-TTg" in now


def test_who_cites_and_the_picture_are_those_of_the_day_asked(client: TestClient) -> None:
    """Issue 7, D7-24: documents of later years stood in both."""
    then, early, now = (_page(client, "749/QĐ-TTg", lang="vi", **day) for day in (
        {"as_of": "2024-01-20"}, {"as_of": "2020-06-03"}, {},
    ))  # fmt: skip
    counted = [int(page.split("<h2>Ai viện dẫn (", 1)[1].split(")", 1)[0]) for page in (early, then, now)]
    assert counted[0] == 0 < counted[1] < counted[2]
    assert "Đến ngày ấy chưa văn bản nào" in early
    assert "58/KH-STTTT" in now
    assert "58/KH-STTTT" not in then
    assert "&amp;day=2024-01-20" in then
    work = client.app.state.service.find("749/QĐ-TTg")  # type: ignore[attr-defined]
    listed = client.get("/citing", params={"work": work, "as_of": "2024-01-20", "lang": "vi"}).text
    assert f"{counted[1]} lần được viện dẫn, mới nhất trước; tính đến 20/01/2024" in listed


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Kế hoạch 11/KH-UBND Ủy ban", "11/KH-UBND"), ("Luật 77/2015/QH13", "77/2015/QH13"),
        ("Nghị quyết 27-NQ/TU", "27-NQ/TU"), ("Chuyển đổi số năm 2024", None), ("ngày 12/01/2024", None),
    ],
)  # fmt: skip
def test_a_number_is_kept_whole(words: str, kept: str | None) -> None:
    assert keep_numbers_whole(words) == (words.replace(kept, f'<span class="no">{kept}</span>') if kept else words)
    assert "<b>" not in keep_numbers_whole(f"<b>{words}</b>")


def test_the_names_in_an_english_picture_are_said_to_be_vietnamese(client: TestClient) -> None:
    page = _page(client, "11/KH-UBND", lang="en")
    assert re.search(r'<g id="[^"]*" class="node[^"]*" lang="vi">', page)


def test_what_two_registers_say_alike_is_said_once_with_both() -> None:
    """Issue 7, D7-23 and D7-28."""
    names = {"r:1": "Sổ tỉnh", "r:2": "Trích lục"}
    facts = [
        {"field": "number", "value": value, "rank": "register", "source": source, "confidence": 1.0}
        for value, source in (("9/QĐ-TTg", "r:1"), ("9/QĐ-TTg", "r:2"), ("19/QĐ-TTg", "r:3"))
    ]
    assert [(f["value"], f["names"]) for f in fold_facts(facts, names)] == [
        ("9/QĐ-TTg", ["Sổ tỉnh", "Trích lục"]), ("19/QĐ-TTg", []),
    ]  # fmt: skip
    periods = [
        {"since": since, "until": until, "state": "in_force", "source": source}
        for since, until, source in (
            (None, "2025-12-01", "r:1"),
            ("2021-06-15", "2025-12-01", "r:2"),
            (None, None, "r:1"),
        )
    ]
    assert [(p["since"], p["until"], p["names"]) for p in fold_periods(periods, names)] == [
        ("2021-06-15", "2025-12-01", ["Sổ tỉnh", "Trích lục"]), (None, None, ["Sổ tỉnh"]),
    ]  # fmt: skip
    acts = [
        {"kind": kind, "work": "w:1", "since": since, "words": words}
        for kind, since, words in (
            ("replaces", "2025-12-01", "thay thế"), ("replaces", "2025-12-01", "Bị thay thế bởi"),
            ("replaces", None, "x"),
            ("amends", None, "sửa đổi"),
        )
    ]  # fmt: skip
    assert [(a["kind"], a["since"]) for a in fold_relations(acts)] == [("replaces", "2025-12-01"), ("amends", None)]


def test_a_document_of_two_registers_names_them_once(root: Path) -> None:
    service = Service("memory:")
    service.import_register(root / "examples" / "register.csv")
    work = service.find("942/QĐ-TTg")
    page = TestClient(create_app(service)).get("/document", params={"work": work, "lang": "vi"}).text
    facts = page.split('id="du-kien"', 1)[1].split("</section>", 1)[0]
    assert facts.count("942/QĐ-TTg</td>") == 1
    assert "sổ đăng ký <small" in facts
    force = page.split('id="hieu-luc"', 1)[1].split("</section>", 1)[0]
    assert force.count("văn bản này (từ 01/12/2025)") == 1
    assert force.count("– 01/12/2025") == 1


@pytest.mark.parametrize("number", ["58/KH-STTTT", "19/KH-UBND", "11/KH-UBND"])
def test_page_picture_and_board_count_the_same_errors(client: TestClient, number: str) -> None:
    """Issue 7, D7-13."""
    service: Service = client.app.state.service  # type: ignore[attr-defined]
    work = service.find(number)
    chip = re.search(r"(\d+) lỗi viện dẫn", _page(client, number, lang="vi"))
    on_page = int(chip[1]) if chip else 0
    node = service.lineage(work).node(work)
    assert node
    assert node.misquotes == on_page
    plans = {p.work: p.errors for row in service.board(service.find("11/KH-UBND")).rows for p in row.plans}
    assert plans.get(work, on_page) == on_page
