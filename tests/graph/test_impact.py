"""What must change when a work is replaced."""

import datetime as dt
import json

import pytest

from graph.impact import find_impact, impact_to_json, sentence_around
from ontology.values import Span
from tests.graph.judge.works import work
from tests.graph.rollout import DEPARTMENT, DISTRICTS, PROVINCE, country

NEW = work("urn:w:99", type="Quyết định", number="99/QĐ-UBND", date="2024-07-05", issuer=PROVINCE, title="về chợ")
DAY = dt.date(2024, 7, 10)


def test_every_sentence_with_the_new_one() -> None:
    found = find_impact("urn:w:7", country(), on=DAY, by=NEW)
    assert [(c.body, c.document) for c in found.changes] == [(DEPARTMENT, "d:4"), (DISTRICTS[0], "d:31")]
    assert {c.proposed for c in found.changes} == {"Quyết định số 99/QĐ-UBND ngày 05/7/2024 của UBND tỉnh;"}


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
        ("- Mục một\n- Theo Kế hoạch 7 đã ban hành.\n- Mục ba", "Kế hoạch 7", "- Theo Kế hoạch 7 đã ban hành."),
    ],
)
def test_the_sentence_around(raw: str, words: str, sentence: str) -> None:
    start = raw.index(words)
    span = sentence_around(raw, Span(start, start + len(words)))
    assert raw[span.start : span.end] == sentence
