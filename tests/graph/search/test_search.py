"""What is found, and in which order: numbers however typed, accents, filters, places, pages."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.load import load_records
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow
from graph.search import Asked, Found, SearchIndex
from graph.store import Store, open_store
from ontology.values import Document, Record, Section, Source, Span, Task, Text
from tests.graph.samples import OTHER, PROVINCE, record

DAY = dt.date(2026, 6, 1)
TEXT = (
    "MỤC ĐÍCH\n\nĐẩy mạnh cải cách thủ tục hành chính tại Đà Nẵng và các\nđịa phương.\n\n"
    "Cai cach không dấu <script>alert(1)</script>.\n"
)


def text_record() -> Record:
    source = Source(file="t.txt", sha256="ab" * 32, media_type="text/plain", size=len(TEXT))
    at = TEXT.index("Đẩy")
    task = Task(
        id="PL.1",
        content="Rà soát bộ thủ tục",
        lead=("Sở Nội vụ",),
        deadline="2024-06-30",
        span=Span(at, at + 8),
    )
    return Record(
        text=Text(raw=TEXT, source=source), tasks=(task,), sections=(Section(path="I", heading="", span=Span(0, 90)),),
        document=Document(
            type="Kế hoạch", number="45/KH-SNV", date="2023-05-02", issuer="Sở Nội vụ tỉnh Hà Tĩnh",
            title="Đơn giản hóa",
        ),
    )  # fmt: skip


RECORDS = (
    record("a", number="08/KH-UBND", date="2024-01-08", issuer=PROVINCE, type="Kế hoạch", title="Cải cách hành chính"),
    record("b", number="08/KH-UBND", date="2024-02-20", issuer=OTHER, type="Kế hoạch", title="Kiểm tra công vụ"),
    record("c", number="80/KH-UBND", date="2024-03-01", issuer=PROVINCE, type="Kế hoạch", title="Cái cách gọi tên"),
    record("d", number="15/QĐ-UBND", date="2024-08-08", issuer=PROVINCE, type="Quyết định", title="Số 8 về du lịch"),
    text_record(),
)
ROWS = (
    RegisterRow(number="61/2018/NĐ-CP", type="Nghị định", date="2018-04-23", issuer="Chính phủ",
                title="về cơ chế một cửa", in_force_from="2018-06-21", in_force_to="2026-07-01"),
    RegisterRow(number="09/2010/NĐ-CP", type="Nghị định", date="2010-02-08", issuer="Chính phủ",
                title="về công tác văn thư", in_force_from="2010-04-01"),
    RegisterRow(number="30/2020/NĐ-CP", type="Nghị định", date="2020-03-05", issuer="Chính phủ",
                title="về công tác văn thư", in_force_from="2020-03-05", relation="thay thế",
                related_number="09/2010/NĐ-CP", related_type="Nghị định", related_date="2010-02-08",
                related_issuer="Chính phủ"),
    RegisterRow(number="99/2026/NĐ-CP", type="Nghị định", date="2026-05-05", issuer="Chính phủ",
                title="về việc chưa tới", in_force_from="2026-12-01"),
)  # fmt: skip


@pytest.fixture(scope="module")
def filled() -> Iterator[tuple[Store, SearchIndex]]:
    store, index = open_store("memory:"), SearchIndex()
    import_register(store, ROWS, judge=lambda *_: ())
    load_records(store, RECORDS)
    yield store, index
    index.close()


def ask(filled: tuple[Store, SearchIndex], words: str = "", **more: object) -> Found:
    store, index = filled
    return index.find(Asked(words=words, day=DAY, **more), store, "1")  # type: ignore[arg-type]


def numbers(found: Found) -> list[str]:
    return [f"{h.number} {h.date}" for h in found.hits if h.kind == "work"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("08/KH-UBND", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("8 KH UBND", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("kh 08", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("kh08", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("8kh", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("008/khubnd", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("số 08 – KH/UBND", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("08/kh-ubnd 2024 ha tinh", {"08/KH-UBND 2024-01-08"}),
        ("08/kh-ub", {"08/KH-UBND 2024-01-08", "08/KH-UBND 2024-02-20"}),
        ("61/2018/nđcp", {"61/2018/NĐ-CP 2018-04-23"}),
        ("nghị định 61", {"61/2018/NĐ-CP 2018-04-23"}),
        ("15/QD-UBND", {"15/QĐ-UBND 2024-08-08"}),
        (
            "Kế hoạch số 08/KH-UBND ngày 08/01/2024 của UBND tỉnh Hà Tĩnh về việc Cải cách hành chính",
            {"08/KH-UBND 2024-01-08"},
        ),
    ],
)
def test_a_number_however_it_is_typed(filled: tuple[Store, SearchIndex], typed: str, first: set[str]) -> None:
    found = ask(filled, typed, kinds=("work",))
    assert set(numbers(found)[: len(first)]) == first
    assert {h.by for h in found.hits[: len(first)]} == {"number"}
    assert not found.loosely


def test_a_citation_with_a_wrong_date_still_finds_its_number(filled: tuple[Store, SearchIndex]) -> None:
    found = ask(filled, "Kế hoạch số 08/KH-UBND ngày 18/01/2024 về việc Cải cách hành chính")
    assert found.loosely
    assert numbers(found)[0] == "08/KH-UBND 2024-01-08"


def test_exact_accents_first_and_unaccented_words_find_all(filled: tuple[Store, SearchIndex]) -> None:
    assert numbers(ask(filled, "cải cách", kinds=("work",))) == ["08/KH-UBND 2024-01-08", "80/KH-UBND 2024-03-01"]
    assert numbers(ask(filled, "cái cách", kinds=("work",))) == ["80/KH-UBND 2024-03-01", "08/KH-UBND 2024-01-08"]
    assert len(numbers(ask(filled, "cai cach", kinds=("work",)))) == 2
    assert [h.by for h in ask(filled, "cải cách", kinds=("text",)).hits] == ["accents", "words"]


def test_d_with_a_stroke_is_a_d(filled: tuple[Store, SearchIndex]) -> None:
    for words in ("da nang", "đà nẵng", "DA NANG", "đa năng"):
        assert ask(filled, words).total == 1


def test_a_phrase_across_a_broken_line_and_the_place_of_a_passage(filled: tuple[Store, SearchIndex]) -> None:
    (hit,) = ask(filled, '"va cac dia phuong"').hits
    assert (hit.kind, hit.number, hit.section) == ("text", "45/KH-SNV", "I")
    assert TEXT[hit.start : hit.end].startswith("Đẩy mạnh")
    assert ask(filled, '"cac va dia phuong"').total == 0
    assert [m.text for m in hit.snippet if m.hit] == ["và", "các", "địa", "phương"]


def test_tasks_by_content_and_by_who_carries_them_out(filled: tuple[Store, SearchIndex]) -> None:
    (hit,) = ask(filled, "ra soat so noi vu", kinds=("task",)).hits
    assert (hit.section, hit.start, hit.node.rpartition("#")[2]) == ("PL.1", TEXT.index("Đẩy"), "task-0")


def test_snippets_are_the_original_words(filled: tuple[Store, SearchIndex]) -> None:
    (hit,) = ask(filled, "alert").hits
    assert "".join(m.text for m in hit.snippet) == "Cai cach không dấu <script>alert(1)</script>."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"issuer": "UBND tỉnh Hà Tĩnh"}, ["15/QĐ-UBND", "80/KH-UBND", "08/KH-UBND"]),
        ({"issuer": "ubnd ha tinh"}, ["15/QĐ-UBND", "80/KH-UBND", "08/KH-UBND"]),
        ({"issuer": "SNV Hà Tĩnh"}, ["45/KH-SNV"]),
        ({"issuer": "ha tinh"}, ["15/QĐ-UBND", "80/KH-UBND", "08/KH-UBND", "45/KH-SNV"]),
        ({"issuer": "Hà", "since": 2024}, ["15/QĐ-UBND", "80/KH-UBND", "08/KH-UBND"]),
        ({"type": "quyet dinh"}, ["15/QĐ-UBND"]),
        ({"since": 2010, "until": 2018}, ["61/2018/NĐ-CP", "09/2010/NĐ-CP"]),
        ({"status": "in_force"}, ["30/2020/NĐ-CP", "61/2018/NĐ-CP"]),
        ({"status": "not_in_force"}, ["99/2026/NĐ-CP", "09/2010/NĐ-CP"]),
        ({"status": "not_in_force", "since": 2026}, ["99/2026/NĐ-CP"]),
        ({"status": "unknown", "until": 2023}, ["45/KH-SNV"]),
        ({}, []),
    ],
)
def test_filters_alone_list_the_newest_first(
    filled: tuple[Store, SearchIndex], asked: dict[str, object], found: list[str]
) -> None:
    assert [h.number for h in ask(filled, **asked).hits] == found


def test_filters_hold_for_words_too(filled: tuple[Store, SearchIndex]) -> None:
    assert numbers(ask(filled, "van thu", status="in_force")) == ["30/2020/NĐ-CP 2020-03-05"]
    assert numbers(ask(filled, "van thu", status="not_in_force")) == ["09/2010/NĐ-CP 2010-02-08"]
    assert ask(filled, "80", type="Nghị định").total == 0


def test_force_is_told_of_the_day(filled: tuple[Store, SearchIndex]) -> None:
    store, index = filled
    for day, status in ((DAY, "in_force"), (dt.date(2026, 7, 1), "not_in_force"), (DAY, "in_force")):
        (hit,) = index.find(Asked(words="61/2018/NĐ-CP", day=day), store, "1").hits
        assert hit.status == status
    assert index.find(Asked(words="chua toi", day=DAY), store, "1").hits[0].status == "not_yet"
    assert index.find(Asked(words="chua toi", day=dt.date(2026, 12, 1)), store, "1").hits[0].status == "in_force"


def test_pages_hold_every_hit_once(filled: tuple[Store, SearchIndex]) -> None:
    store, index = filled
    for words in ("ubnd", "cai cach", "nghi dinh"):
        whole = index.find(Asked(words=words, day=DAY), store, "1", limit=100)
        seen, after = [], None
        while True:
            page = index.find(Asked(words=words, day=DAY), store, "1", limit=1, after=after)
            seen += page.hits
            if not page.more:
                break
            after = page.hits[-1].place
        assert tuple(seen) == whole.hits
        assert len(seen) == whole.total > 1


@given(st.text(max_size=80), st.text(max_size=20))
def test_whatever_is_typed_is_answered(filled: tuple[Store, SearchIndex], words: str, issuer: str) -> None:
    found = ask(filled, words, issuer=issuer)
    assert found.total >= len(found.hits)
