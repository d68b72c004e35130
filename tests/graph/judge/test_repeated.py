"""The same words of one document, held against the same work in several places."""

import datetime as dt
from dataclasses import replace

from tests.graph.judge.test_rules import BASIS, decision, judge
from tests.graph.judge.works import acted_on, record, work

WRONG_DAY, LATER = "2022-04-03", dt.date(2026, 3, 1)


def test_the_same_wrong_words_are_equally_wrong_in_each_place() -> None:
    """A subject taken over from the first place leaves no doubt of the day that both write."""
    shared = replace(decision(date=WRONG_DAY), confidence=0.9, doubts=("subject_shared",))
    alone = [f.severity for f in judge(record(shared), BASIS) if f.kind == "WrongDate"]
    both = [f.severity for f in judge(record(decision(date=WRONG_DAY), shared), BASIS) if f.kind == "WrongDate"]
    assert (alone, both) == (["warning"], ["error", "error"])


def test_a_place_that_may_have_been_misread_stays_a_note() -> None:
    misread = replace(decision(date=WRONG_DAY), doubts=("ocr",))
    found = [f for f in judge(record(decision(date=WRONG_DAY), misread), BASIS) if f.kind == "WrongDate"]
    assert [f.severity for f in found] == ["error", "note"]


def test_one_citation_has_one_correction() -> None:
    """What was meant on signing is put right; what has since taken its place is told, not offered beside it."""
    new = work("urn:50", type="Quyết định", number="50/QĐ-TTg", date="2025-05-12", issuer="Thủ tướng Chính phủ")
    old = acted_on(BASIS, "replaces", "urn:50", since="2025-05-12")
    words = "Quyết định số 45/QĐ-TTg ngày 03/4/2022 của Thủ tướng Chính phủ"
    found = {f.kind: f for f in judge(record(replace(decision(date=WRONG_DAY), quote=words)), old, new, as_of=LATER)}
    assert found["WrongDate"].correction == "Quyết định số 45/QĐ-TTg ngày 04/3/2022 của Thủ tướng Chính phủ"
    assert found["NoLongerInForce"].correction is None
    assert "50/QĐ-TTg" in found["NoLongerInForce"].message.vi
    (right,) = judge(record(decision()), old, new, as_of=LATER)
    assert (right.kind, right.correction) == (
        "NoLongerInForce",
        "Quyết định số 50/QĐ-TTg ngày 12/5/2025 của Thủ tướng Chính phủ",
    )
