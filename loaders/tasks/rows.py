"""Rows of task tables as tasks: PL.n, with the number the row has in its table.

Where numbers start again under group headings the group goes into the id (PL.II.3), and rows that share a number
get a second one (PL.2.1). It refuses rows without a duty or without anyone to do it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.tables import Grid, GridRow
from loaders.tasks.assign import clean_words, read_units, unique
from loaders.units import Setting, mend_names
from ontology.deadlines import find_deadline
from ontology.fold import CAPITALS
from ontology.values import Task

_BULLET = re.compile(r"(?:^|\n)\s*[-+•*]\s+")
_CUT_YEAR = re.compile(r"(/(?:19|20)) (\d\d)(?!\d)")  # "30/6/20⏎26" in a narrow column
_ENTRY = re.compile(rf"(?<=[.;])\s*\n\s*(?=[{CAPITALS}])")


def read_products(words: str) -> tuple[str, ...]:
    """The products of a cell: one a bullet, or one a sentence."""
    pieces = _BULLET.split(words) if _BULLET.search(words) else _ENTRY.split(words)
    out = []
    for piece in pieces:
        out += [clean_words(p) for p in re.split(rf"(?<=[.;])\s+(?=[{CAPITALS}])", " ".join(piece.split()))]
    return unique(out)


def _mended(words: str, setting: Setting) -> str:
    return mend_names(words)[0] if setting.scanned else words


def _task(name: str, row: GridRow, setting: Setting, *, doubtful: bool = False) -> Task | None:
    content = clean_words(row.text("content"))
    lead_words = _mended(row.text("lead"), setting)
    lead = read_units(lead_words, 0, len(lead_words), setting) if lead_words else ()
    if not content or (
        not doubtful and not lead and not row.text("time") and not row.text("product") and not row.text("coordinate")
    ):
        return None
    partner_words = _mended(row.text("coordinate"), setting)
    partners = read_units(partner_words, 0, len(partner_words), setting) if partner_words else ()
    if lead and partners and lead[-1].endswith((" và", " -")):  # the rest of the name slipped into the next column
        whole = f"{lead_words.rstrip()} {partner_words.lstrip()}"
        named = read_units(whole, 0, len(whole), setting)
        if len(named) < len(lead) + len(partners):
            lead, partners = named[: len(lead)], named[len(lead) :]
    time = _CUT_YEAR.sub(r"\1\2", clean_words(row.text("time"))) or None
    budget = clean_words(row.text("budget")) or None
    return Task(
        id=name,
        content=content,
        lead=lead,
        coordinate=partners,
        time=time,
        deadline=find_deadline(time, year=setting.year),
        products=read_products(row.text("product")),
        budget=budget,
        span=row.span,
    )


def find_row_tasks(grids: Sequence[Grid], setting: Setting) -> Iterator[Task]:
    """The tasks of all task tables."""
    tables = [g for g in grids if g.is_task_table]
    for index, grid in enumerate(tables, 1):
        prefix = "PL" if len(tables) == 1 else f"PL{index}"
        numbers = [r.number for r in grid.rows if r.number and not r.group]
        grouped = len(set(numbers)) < len(numbers) or any(r.group for r in grid.rows)
        names = [_name(prefix, r, position, grouped) for position, r in enumerate(grid.rows, 1)]
        shared = Counter(names)
        seen: Counter[str] = Counter()
        for name, row in zip(names, grid.rows, strict=True):
            seen[name] += 1
            task = _task(
                f"{name}.{seen[name]}" if shared[name] > 1 else name, row, setting, doubtful=grid.source == "lines"
            )
            if task:
                yield task


def _name(prefix: str, row: GridRow, position: int, grouped: bool) -> str:
    number = (row.number or str(position)).strip(".")
    return f"{prefix}.{row.group}.{number}" if grouped and row.group else f"{prefix}.{number}"
