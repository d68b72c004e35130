"""A hint never says that nothing is there where the slower reading would find something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.patterns import Hint, utf8
from loaders.repair import glued, holes, marks

_LETTERS = "aăâeêioôơuưyàảãáạệộịỳụbcdđghklmnqrtvxAĐHÔƠỦ \n.,(jfwzñṇ\u0300\u0323\ufb01\u200bÐ1"
_SCRAPS = st.one_of(st.text(_LETTERS, max_size=40), st.text(max_size=20))


@given(_SCRAPS)
def test_hints_of_marks_are_where_marks_are(text: str) -> None:
    data = utf8(text)
    assert marks._ANY_ALIEN.within(data) == (marks._ALIEN.search(text) is not None)
    found = marks._STRAY.search(text) or marks._LATE.search(text)
    assert any(hint.within(data) for hint in marks._ANY_MARK) == (found is not None)


@given(_SCRAPS)
def test_hints_of_glued_words_are_where_they_are(text: str) -> None:
    assert glued._ANY_SUSPECT.within(utf8(text)) == (glued._SUSPECT.search(text) is not None)
    if glued._BEFORE_CAPITALS.search(text) or glued._INNER_CAPITAL.search(text):
        assert glued._CAPITAL_BEHIND_SMALL.search(text)


@given(_SCRAPS, st.integers(1, 4))
def test_single_consonants_are_counted_no_fewer(text: str, times: int) -> None:
    if len(holes._MAYBE_ORPHAN.findall(text)) >= times:
        assert holes._ORPHANS.within(utf8(text), times=times)


@pytest.mark.parametrize(
    ("text", "times", "there"), [("", 1, False), ("aa", 2, True), ("aa", 3, False), ("\ud800a", 1, True)]
)
def test_a_hint_counts(text: str, times: int, there: bool) -> None:
    assert Hint("a").within(utf8(text), times=times) is there
