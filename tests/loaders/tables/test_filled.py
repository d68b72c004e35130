"""Ditto marks, and lead and coordination in one cell."""

import pytest

from loaders.tables import Grid, GridCell, GridRow
from loaders.tables.filled import fill_cells
from ontology.values import Span


def table(*leads: str) -> Grid:
    rows = tuple(
        GridRow(number=str(i), cells=(GridCell(role="content", text="Việc"), GridCell(role="lead", text=lead)))
        for i, lead in enumerate(leads, 1)
    )
    return Grid(span=Span(0, 0), roles=("content", "lead"), rows=rows, source="reader")


@pytest.mark.parametrize("mark", ["-nt-", "Nt", "n.t", "//", '"', "”", "Như trên", "- nt -", "n/t"])
def test_a_ditto_mark_stands_for_the_cell_above(mark: str) -> None:
    assert [r.text("lead") for r in fill_cells(table("Sở Y tế", mark, mark)).rows] == ["Sở Y tế"] * 3


@pytest.mark.parametrize("words", ["Sở Nội vụ", "NTM", "Như trên đã giao"])
def test_words_are_no_ditto_mark(words: str) -> None:
    assert [r.text("lead") for r in fill_cells(table("Sở Y tế", words)).rows] == ["Sở Y tế", words]


def test_a_ditto_mark_with_nothing_above_stays() -> None:
    assert fill_cells(table("-nt-")).rows[0].text("lead") == "-nt-"


@pytest.mark.parametrize(
    ("cell", "lead", "partners"),
    [
        ("Chủ trì: Sở Y tế.\nPhối hợp: Sở Nội vụ; UBND các xã.", "Sở Y tế", "Sở Nội vụ; UBND các xã"),
        ("- Cơ quan chủ trì: Sở Y tế\n- Cơ quan phối hợp: Công an tỉnh", "Sở Y tế", "Công an tỉnh"),
        ("Chủ trì: Sở Y tế", "Sở Y tế", ""),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ", "Sở Y tế", "Sở Nội vụ"),
        ("Sở Y tế, Sở Nội vụ", "Sở Y tế, Sở Nội vụ", ""),
    ],
)
def test_lead_and_coordination_in_one_cell(cell: str, lead: str, partners: str) -> None:
    (row,) = fill_cells(table(cell)).rows
    assert (row.text("lead"), row.text("coordinate")) == (lead, partners)


def test_what_stands_behind_the_table_is_no_part_of_its_last_cells() -> None:
    rest = "Sở Y tế\n\nPHỤ LỤC II\nDANH MỤC"
    assert [r.text("lead").strip() for r in fill_cells(table(rest)).rows] == ["Sở Y tế"]
    assert [r.text("lead") for r in fill_cells(table("Sở Y tế", "\n**PHỤ LỤC II**\nDANH MỤC")).rows] == ["Sở Y tế", ""]
