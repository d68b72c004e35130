"""Cells that say less than they mean: ditto marks, and lead and coordination in one cell.

"-nt-", "//" or "Như trên" stands for what the row above has in that column; "Chủ trì: Sở A. Phối hợp: Sở B" in the
doers' column names both. It refuses a ditto mark without anything above it: such a cell stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.tables.grid import Grid, GridCell, GridRow, Role
from loaders.units.plain import plain_text
from ontology.fold import SMALLS

_DITTO = re.compile(r"""[\s-]*(?:n\s?[./]?\s?t\.?|nhu\s+tren|//|["']{1,2}|,,)[\s.-]*""")
_LEAD_LABEL = r"(?:co\s+quan\s+|don\s+vi\s+)?chu\s+tri(?:\s+thuc\s+hien)?"
_WITH_LABEL = r"(?:co\s+quan\s+|don\s+vi\s+)?phoi\s+hop(?:\s+thuc\s+hien|\s+chinh)?"
_LABELLED = re.compile(
    rf"[\s*_+-]*{_LEAD_LABEL}\s*:(?P<lead>.*?)(?:[\s;.,*_+-]*(?<![a-z]){_WITH_LABEL}\s*:(?P<with>.*))?", re.DOTALL
)
_TOLD = re.compile(
    r"(?P<lead>[^.;:]+?)[\s,]*(?<![a-z])chu\s+tri[\s,;.-]+(?:va\s+)?phoi\s+hop\s+(?:voi\s+|cung\s+)?(?P<with>.+)",
    re.DOTALL,
)

_NEXT_PART = re.compile(rf"(?:^|\n)\s*[ \t*_#]*PHỤ LỤC(?![{SMALLS}])")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINE = re.compile(r"\n")
_LONG_CELL = 600


def fill_cells(grid: Grid) -> Grid:
    """The table with what its cells refer to written out."""
    above: dict[Role, str] = {}
    rows: list[GridRow] = []
    for row in grid.rows:
        cells = tuple(_without_ditto(_without_rest(c), above) for c in row.cells)
        above.update({c.role: c.text for c in cells if c.text.strip()})
        rows.append(replace(row, cells=_parted(cells)))
    return replace(grid, rows=tuple(rows))


def _without_rest(cell: GridCell) -> GridCell:
    """The cell without what stands behind the table: the next appendix, or, in a narrow column, the page's rest."""
    behind = _NEXT_PART.search(cell.text)
    if behind and not cell.text[: behind.start()].strip():
        return replace(cell, text="")
    if behind is None and cell.role in ("lead", "coordinate", "time") and len(cell.text) > _LONG_CELL:
        behind = (_LINE if cell.role == "time" else _BLANK_LINE).search(
            cell.text, len(cell.text) - len(cell.text.lstrip())
        )
    kept = cell.text[: behind.start()] if behind else ""
    return replace(cell, text=kept) if kept.strip() else cell


def _without_ditto(cell: GridCell, above: dict[Role, str]) -> GridCell:
    if cell.role == "number" or len(cell.text) > 20 or not _DITTO.fullmatch(plain_text(cell.text)):
        return cell
    return replace(cell, text=above.get(cell.role, cell.text))


def _parted(cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """The cells with the doers' cell in two, where it names those who coordinate as well."""
    out: list[GridCell] = []
    for cell in cells:
        plain = plain_text(cell.text)
        both = _LABELLED.fullmatch(plain) or _TOLD.fullmatch(plain) if cell.role == "lead" else None
        if both is None:
            out.append(cell)
            continue
        out.append(replace(cell, text=cell.text[both.start("lead") : both.end("lead")].strip(" \n.;,*_")))
        if both["with"]:
            words = cell.text[both.start("with") : both.end("with")].strip(" \n.;,*_")
            out.append(GridCell(role="coordinate", text=words, spans=cell.spans))
    return tuple(out)
