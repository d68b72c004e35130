"""What must change when a work is replaced."""

import datetime as dt
import io
import json
import re

import docx
import pytest

from graph.impact import edges_of, find_impact, impact_to_json, sentence_around
from graph.lookup import WorksTable
from loaders.extract import extract_record
from loaders.read import read_bytes
from ontology.values import Record, Resolution, Span
from tests.graph.judge.works import cite, record, work
from tests.graph.rollout import DEPARTMENT, DISTRICTS, PROVINCE, country

NEW = work("urn:w:99", type="Quyết định", number="99/QĐ-UBND", date="2024-07-05", issuer=PROVINCE, title="về chợ")
DAY = dt.date(2024, 7, 10)


def test_every_sentence_with_the_new_one() -> None:
    found = find_impact("urn:w:7", country(), on=DAY, by=NEW)
    assert [(c.body, c.document) for c in found.changes] == [(DEPARTMENT, "d:4"), (DISTRICTS[0], "d:31")]
    assert {c.proposed for c in found.changes} == {"Quyết định số 99/QĐ-UBND ngày 05/7/2024 của UBND tỉnh;"}


def test_what_replaces_it_is_not_told_to_change_itself() -> None:
    store = country()
    by = store.work("urn:w:31")  # itself one of those that name it
    assert by is not None
    found = find_impact("urn:w:7", store, on=DAY, by=by)
    assert [c.document for c in found.changes] == ["d:4"]


def test_documents_that_stand_on_those_are_listed_with_the_way() -> None:
    (below,) = find_impact("urn:w:7", country(), on=DAY, by=NEW).indirect
    assert (below.document, below.depth, below.way) == ("d:2", 2, ("urn:w:31", "urn:w:7"))


def test_a_mere_repeal_proposes_nothing() -> None:
    assert {c.proposed for c in find_impact("urn:w:7", country(), on=DAY).changes} == {None}


def test_what_nobody_cites_touches_nothing() -> None:
    found = find_impact("urn:w:3", country(), on=DAY, by=NEW)
    assert (found.state, found.changes, found.indirect) == ("touches_nothing", (), ())


def test_it_is_grouped_by_who_must_act() -> None:
    rows = json.loads(json.dumps(impact_to_json(find_impact("urn:w:7", country(), on=DAY, by=NEW))))
    assert [b["body"] for b in rows["bodies"]] == [DEPARTMENT, DISTRICTS[0]]


@pytest.mark.parametrize(
    ("raw", "words", "sentence"),
    [
        ("Một câu. Thực hiện Kế hoạch 7 về chợ phiên; câu sau.", "Kế hoạch 7", "Thực hiện Kế hoạch 7 về chợ phiên;"),
        ("Căn cứ Luật A;\nCăn cứ Kế hoạch 7;\n\nNội dung", "Kế hoạch 7", "Căn cứ Kế hoạch 7;"),
        ("Kế hoạch 7", "Kế hoạch 7", "Kế hoạch 7"),
        (
            "Theo Kế hoạch 7 của UBND\n\n tỉnh giai đoạn\n\n2021-2025;\n\nNội dung",
            "Kế hoạch 7",
            "Theo Kế hoạch 7 của UBND\n\n tỉnh giai đoạn\n\n2021-2025;",
        ),
        (
            "UBND TP. Vinh thực hiện Kế hoạch 7 của UBND TP. Huế. Câu sau",
            "Kế hoạch 7",
            "UBND TP. Vinh thực hiện Kế hoạch 7 của UBND TP. Huế.",
        ),
        ("- Mục một\n- Theo Kế hoạch 7 đã ban hành.\n- Mục ba", "Kế hoạch 7", "- Theo Kế hoạch 7 đã ban hành."),
    ],
)
def test_the_sentence_around(raw: str, words: str, sentence: str) -> None:
    start = raw.index(words)
    span = sentence_around(raw, Span(start, start + len(words)))
    assert raw[span.start : span.end] == sentence


def test_a_sentence_that_names_the_work_twice_is_written_once() -> None:
    words = "Triển khai Chương trình chợ phiên ban hành tại Quyết định số 7/QĐ-UBND ngày 03/6/2020 của UBND tỉnh."
    numbered = "Quyết định số 7/QĐ-UBND ngày 03/6/2020 của UBND tỉnh"
    named = cite("Chương trình chợ phiên", type="Chương trình", start=words.index("Chương trình"), subject="chợ phiên")
    cited = cite(
        numbered, "7/QĐ-UBND", type="Quyết định", date="2020-06-03", issuer=PROVINCE, start=words.index(numbered)
    )
    judged = record(named, cited, raw=words)
    old = work("urn:w:7", number="7/QĐ-UBND", issuer=PROVINCE)
    meant = tuple(Resolution(outcome="resolved", key="k", work="urn:w:7") for _ in judged.citations)
    table = WorksTable([old], records={"d:1": judged}, resolutions={"d:1": meant}, works_of={"d:1": "urn:w:1"})
    (change,) = find_impact("urn:w:7", table, on=DAY, by=NEW).changes
    assert change.proposed == (
        "Triển khai Chương trình chợ phiên ban hành tại Quyết định số 99/QĐ-UBND ngày 05/7/2024 của UBND tỉnh."
    )
    assert change.check_subject


def _read(raw: str, name: str = "a.txt") -> Record:
    return extract_record(read_bytes(name, raw.encode()))


PLAN = """ỦY BAN NHÂN DÂN TỈNH AN LỘC

KẾ HOẠCH
Nâng cấp chợ phiên năm 2024

Thực hiện Kế hoạch số 7/KH-UBND ngày 10/01/2024 của UBND tỉnh về chợ phiên, UBND huyện ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
a) Cụ thể hóa Kế hoạch số 7/KH-UBND tại các xã
b) Nâng cao nhận thức của người dân về Kế hoạch số 7/KH-UBND
2. Yêu cầu
Các xã bám sát kế hoạch.
"""


@pytest.mark.parametrize(
    ("nth", "sentence"),
    [
        (0, "Thực hiện Kế hoạch số 7/KH-UBND ngày 10/01/2024 của UBND tỉnh về chợ phiên, UBND huyện ban hành Kế"
            " hoạch như sau:"),
        (1, "a) Cụ thể hóa Kế hoạch số 7/KH-UBND tại các xã"),
        (2, "b) Nâng cao nhận thức của người dân về Kế hoạch số 7/KH-UBND"),
    ],
)  # fmt: skip
def test_a_sentence_takes_no_heading_and_no_next_part_along(nth: int, sentence: str) -> None:
    judged = _read(PLAN)
    at = [m.span() for m in re.finditer("Kế hoạch số 7/KH-UBND", PLAN)][nth]
    found = sentence_around(PLAN, Span(*at), edges=edges_of(judged))
    assert PLAN[found.start : found.end] == sentence


def test_a_sentence_keeps_to_its_paragraph_of_a_word_file() -> None:
    document = docx.Document()
    for line in ("ỦY BAN NHÂN DÂN TỈNH AN LỘC", "Nhiệm vụ chung", "Theo Kế hoạch số 7/KH-UBND của UBND tỉnh", "Hết"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    judged = extract_record(read_bytes("a.docx", out.getvalue()))
    at = judged.text.raw.index("Kế hoạch số")
    found = sentence_around(judged.text.raw, Span(at, at + 21), edges=edges_of(judged))
    assert judged.text.raw[found.start : found.end] == "Theo Kế hoạch số 7/KH-UBND của UBND tỉnh"


@pytest.mark.parametrize(
    ("which", "proposed"),
    [
        (1, "Căn cứ các Quyết định số 4/QĐ-TTg ngày 15/8/2014, số 99/QĐ-TTg ngày 05/7/2024;"),
        (0, "Căn cứ các Quyết định số 99/QĐ-TTg ngày 05/7/2024, số 6/QĐ-TTg ngày 15/8/2014;"),
    ],
)
def test_a_day_written_for_several_stays_with_the_others(which: int, proposed: str) -> None:
    raw = "Căn cứ các Quyết định số 4/QĐ-TTg, số 6/QĐ-TTg cùng ngày 15/8/2014;"
    day = Span(raw.index("ngày 15"), raw.index(";"))
    both = [("4/QĐ-TTg", ("date_shared",)), ("6/QĐ-TTg cùng ngày 15/8/2014", ())]
    cited = [
        cite(words, words.split()[0], date="2014-08-15", date_span=day, doubts=doubts, start=raw.index(words))
        for words, doubts in both
    ]
    works = [work(f"urn:{c.number}", type="Quyết định", number=c.number or "", date="2014-08-15") for c in cited]
    by = work("urn:new", type="Quyết định", number="99/QĐ-TTg", date="2024-07-05")
    meant = tuple(Resolution(outcome="resolved", key=None, work=w.iri) for w in works)
    table = WorksTable([*works, by], records={"d:1": record(*cited, raw=raw)}, resolutions={"d:1": meant})
    (change,) = find_impact(works[which].iri, table, on=DAY, by=by).changes
    assert change.proposed == proposed
