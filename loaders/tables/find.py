"""`find_tables`: every table of work of a document, from what the reader saw, from tabs or bars, or from
shredded text."""

from collections.abc import Sequence

from loaders.tables.aligned import find_aligned
from loaders.tables.filled import fill_cells
from loaders.tables.given import find_bar_tables
from loaders.tables.grid import Grid
from loaders.tables.matrix import read_tables
from loaders.tables.separated import find_separated
from loaders.tables.shredded import find_shredded
from ontology.values import Table


def find_tables(text: str, tables: Sequence[Table], appendix_start: int | None) -> tuple[Grid, ...]:
    """The grids of a repaired text; `tables` have spans into it."""
    grids = read_tables(text, tables)
    if not grids:
        grids += read_tables(text, find_separated(text))
    if not grids:
        grids += find_bar_tables(text, 0)
    if not grids:
        grids += find_aligned(text)
    if not grids:
        grids += find_shredded(text, appendix_start or 0)
    return tuple(fill_cells(g) for g in grids)
