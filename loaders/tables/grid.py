"""A table as rows and columns, whatever the text layer did to it.

A cell may lie in several places of the text (a cell shredded over lines, or continued on the next page), so it has
spans in the plural and its own joined text. It refuses to hold more than what stands in the text.
"""

from dataclasses import dataclass
from typing import Literal

from ontology.values import Span

Role = Literal["number", "content", "product", "lead", "coordinate", "time", "budget", "note", "unit", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """The words of one cell; `text` keeps its line breaks."""

    role: Role
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row: its number as written, and its cells."""

    number: str | None
    cells: tuple[GridCell, ...]
    group: str | None = None  # number of the group heading it stands under: "I", "II"

    def text(self, role: Role) -> str:
        """The words of the cells of one role."""
        return "\n".join(c.text for c in self.cells if c.role == role and c.text.strip())

    @property
    def span(self) -> Span | None:
        """From the first to the last character of the row."""
        spans = [s for c in self.cells for s in c.spans]
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the roles of its columns and its rows."""

    span: Span
    roles: tuple[Role, ...]
    rows: tuple[GridRow, ...]
    source: Literal["reader", "pipes", "cells", "lines"]

    @property
    def is_task_table(self) -> bool:
        """Whether its rows say what is to be done and by whom."""
        return "content" in self.roles and "lead" in self.roles
