"""What is indexed and what is asked are cut alike; nothing typed is syntax; marks stand on the original letters."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search import parse_words
from graph.search.marks import cut_snippet, mark_words
from graph.search.passages import MOST, cut_passages
from graph.search.tokens import exact_tokens, fold_tokens, written_tokens

WRITING = st.text(
    st.one_of(
        st.sampled_from("đĐÐðăâêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ08/.-–—\u0301\u0323\u00ad\u200b \n\"“”*:^()'"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Đà Nẵng", "da nang"),
        (unicodedata.normalize("NFD", "Đường Hồ Chí Minh"), "duong ho chi minh"),
        ("QÐ–UBND", "qd ubnd"),
        ("08/KH-UBND", "8 kh ubnd"),
        ("00/QĐ", "0 qd"),
        ("66.17/2026/NQ-CP", "66 17 2026 nq cp"),
        ("12-NQ/TU", "12 nq tu"),
        ("ph\u00ada_n", "pha n"),
        ("", ""),
    ],
)
def test_words_are_folded(text: str, tokens: str) -> None:
    assert fold_tokens(text) == tokens.split()


@given(WRITING)
def test_the_original_has_the_same_words(text: str) -> None:
    cut = list(written_tokens(text))
    assert all(fold_tokens(text[a:b])[0] == token for a, b, token in cut)
    assert [b for _, b, _ in cut[:-1]] <= [a for a, _, _ in cut[1:]]


@given(WRITING)
def test_folding_the_exact_words_gives_the_folded_ones(text: str) -> None:
    if text == unicodedata.normalize("NFC", text) and not any(map(unicodedata.combining, text)):
        assert [t for w in exact_tokens(text) for t in fold_tokens(w)] == fold_tokens(text)


@given(WRITING, st.lists(st.sampled_from(["a", "kh", "8", "duong"])))
def test_marking_loses_nothing(text: str, tokens: list[str]) -> None:
    assert "".join(m.text for m in mark_words(text, tokens=tokens, prefix="d")) == text
    assert len(cut_snippet(text * 40, tokens=tokens)) >= (1 if text.strip() else 0)


@given(st.text(st.sampled_from("ab .;\n\r\u2028"), max_size=4000))
def test_passages_hold_every_word_once(raw: str) -> None:
    spans = list(cut_passages(raw))
    assert "".join("".join(raw[s.start : s.end].split()) for s in spans) == "".join(raw.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(s.end - s.start <= 2 * MOST for s in spans)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("08/KH-UBND", 'number : ^"8" AND {number about} : ("kh" OR "ubnd")'),
        ("kh 08", 'number : ^"8" AND {number about} : ("kh")'),
        ("kh08", 'number : ^"8" AND {number about} : ("kh")'),
        ("08", 'number : ^"8"'),
        ("2024/QĐ-UBND", 'number : ^"2024" AND {number about} : ("qd" OR "ubnd")'),
        ("kế hoạch năm 2024", ""),
        ("cải cách", ""),
    ],
)
def test_what_looks_like_a_number(typed: str, number: str) -> None:
    assert parse_words(typed).number == number


@pytest.mark.parametrize(
    ("typed", "every"),
    [
        ("cai cach", '"cai" AND "cach"*'),
        ("cai cach ", '"cai" AND "cach"'),
        ("cai c", '"cai" AND "c"'),
        ('"cải cách" so', '"cai cach" AND "so"*'),
        ("“cải cách", '"cai cach"'),
        ('NEAR(a b) OR x*"', '"near" AND "a" AND "b" AND "or" AND "x"'),
        ("title: ^ { } - + ' \\", '"title"'),
        ("", ""),
        ("%%%", ""),
    ],
)
def test_nothing_typed_is_syntax(typed: str, every: str) -> None:
    assert parse_words(typed).every == every
