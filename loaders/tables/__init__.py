"""Tables back to rows and columns."""

from loaders.tables.find import find_tables
from loaders.tables.grid import Grid, GridCell, GridRow

__all__ = ["Grid", "GridCell", "GridRow", "find_tables"]
