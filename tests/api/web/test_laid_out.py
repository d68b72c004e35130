"""A text laid out: its tables as tables, every word in its place, no id twice."""

from hypothesis import given
from hypothesis import strategies as st

from api.web.laid_out import lay_out
from api.web.marks import Stretch
from ontology.values import Cell, Span, Table


def _table(raw: str, rows: list[list[str]]) -> Table:
    cells, at = [], 0
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            at = raw.index(word, at)
            cells.append(Cell(row=row, column=column, span=Span(at, at + len(word))))
            at += len(word)
    return Table(span=Span(cells[0].span.start, cells[-1].span.end), cells=tuple(cells))


def test_a_table_stands_between_what_runs_before_and_after() -> None:
    raw = "Mở đầu\nTT\nViệc\n1\nTheo 11/KH-UBND\nKết"
    at = raw.index("11/KH")
    stretches = [Stretch(words=raw[:at]), Stretch(words="11/KH-UBND", index=0, anchor=True), Stretch(words="\nKết")]
    before, table, after = lay_out(stretches, [_table(raw, [["TT", "Việc"], ["1", "Theo 11/KH-UBND"]])])
    assert "".join(s.words for s in before.stretches) == "Mở đầu\n"
    assert [["".join(s.words for s in c.stretches) for c in row] for row in table.rows] == [
        ["TT", "Việc"],
        ["1", "Theo 11/KH-UBND"],
    ]
    assert table.rows[1][1].stretches[1].index == 0
    assert "".join(s.words for s in after.stretches) == "\nKết"


def test_a_table_with_words_outside_its_cells_runs_on_as_text() -> None:
    raw = "A lạc B"
    table = Table(
        span=Span(0, 7), cells=(Cell(row=0, column=0, span=Span(0, 1)), Cell(row=0, column=1, span=Span(6, 7)))
    )
    [block] = lay_out([Stretch(words=raw)], [table])
    assert not block.rows


def test_a_citation_over_two_cells_has_one_id() -> None:
    raw = "so 1\n2 x"
    table = _table(raw, [["so 1", "2 x"]])
    blocks = lay_out([Stretch(words="so "), Stretch(words="1\n2", index=3, anchor=True), Stretch(words=" x")], [table])
    marked = [s for b in blocks for row in b.rows for c in row for s in c.stretches if s.index == 3]
    assert [(s.words, s.anchor) for s in marked] == [("1", True), ("2", False)]


@given(st.lists(st.lists(st.text("ab ", min_size=1, max_size=4), min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_letter_is_lost(rows: list[list[str]]) -> None:
    cells, raw = [], "đầu\n"
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            cells.append(Cell(row=row, column=column, span=Span(len(raw), len(raw) + len(word))))
            raw += word + "\n"
    table = Table(span=Span(4, len(raw) - 1), cells=tuple(cells))
    blocks = lay_out([Stretch(words=raw + "cuối")], [table])
    shown = [s.words for b in blocks for s in b.stretches] + [
        s.words for b in blocks for r in b.rows for c in r for s in c.stretches
    ]
    assert sorted("".join("".join(shown).split())) == sorted("".join((raw + "cuối").split()))
