"""What a table of documents says beside a number: its day, its body and its title stand in columns of their own.

    Số, ký hiệu | Ngày ban hành | Cơ quan ban hành | Trích yếu
    71/NQ-CP    | 01/4/2025     | Chính phủ        | Sửa đổi Chương trình hành động …

A column counts when its heading says what it holds and another column holds numbers. It refuses to overrule: what the
cell of the number says itself stays, and a cell that names several documents gets nothing.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from loaders.citations.dates import read_date
from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from loaders.citations.issuers import read_body
from loaders.citations.subjects import read_period, trim_subject
from ontology.values import Cell, Span, Table

_HEADINGS = (
    ("number", re.compile(r"\bso(?:\s*[,/]\s*|\s+(?:va\s+)?)(?:ky\s+)?hieu\b|^so\s+van\s+ban\b")),
    ("named", re.compile(r"^van\s+ban$")),  # with its number, unless a column beside it is headed so
    ("date", re.compile(r"^ngay,?(?:\s+thang,?)?(?:\s+nam)?(?:\s+(?:ban\s+hanh|ky|van\s+ban))?$")),
    ("issuer", re.compile(r"^(?:co\s+quan|noi|don\s+vi)(?:\s*,?\s+nguoi)?\s+(?:ban\s+hanh|ky)\b")),
    ("subject", re.compile(r"^(?:trich\s+yeu|ten\s+(?:van\s+ban|goi)|noi\s+dung\s+(?:trich\s+yeu|van\s+ban))")),
)
_HEADING_ROWS = 3
_LONGEST_HEADING = 60


def fill_from_columns(page: Page, drafts: Sequence[Draft], tables: Sequence[Table]) -> None:
    """Give drafts in the number column of a table of documents what the row's other columns say."""
    starts = [draft.start for draft in drafts]

    def within(cell: Span) -> Sequence[Draft]:
        return drafts[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]

    for table in tables:
        columns = _columns(page, table)
        titled = "number" not in columns
        for name in ("named", "subject"):
            if "number" not in columns and name in columns:
                columns["number"] = columns.pop(name)  # the number stands with the title: "Tên văn bản"
        columns.pop("named", None)
        if "number" not in columns or len(columns) < 2:
            continue
        for cells in _rows(table):
            beside = {name: cells[at] for name, at in columns.items() if at in cells}
            others = [cells[at] for at in cells if at not in columns.values()]
            if titled and (bare := [cell for cell in others if _only_number(page, cell, within(cell))]):
                beside = {**beside, "number": bare[0]}  # or in a column whose heading does not say so
            named = within(beside["number"]) if "number" in beside else ()
            if len(named) != 1:
                continue
            _fill(page, named[0], beside)
            if named[0].subject and "subject" in beside and named[0].subject[0] >= beside["subject"].start:
                for nested in within(beside["subject"]):
                    nested.outer = nested.outer or named[0]


def _only_number(page: Page, cell: Span, drafts: Sequence[Draft]) -> bool:
    """A number and nothing else: no "Thay Nghị định số …" of a last column."""
    number = drafts[0].number if len(drafts) == 1 else None
    around = page.text[cell.start : cell.end]
    return number is not None and around.strip() == page.text[number.start : number.end]


def _rows(table: Table) -> Iterable[dict[int, Span]]:
    rows: dict[int, dict[int, Span]] = defaultdict(dict)
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.span
    return rows.values()


def _columns(page: Page, table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in table.cells:
        if cell.row < _HEADING_ROWS and cell.span.end - cell.span.start <= _LONGEST_HEADING and cell.colspan == 1:
            name = _meaning(page, cell)
            if name is not None:
                found.setdefault(name, cell.column)
    return found


def _meaning(page: Page, cell: Cell) -> str | None:
    words = " ".join(page.low[cell.span.start : cell.span.end].split()).strip(" *_.:")
    return next((name for name, heading in _HEADINGS if heading.search(words)), None)


def _fill(page: Page, draft: Draft, beside: Mapping[str, Span]) -> None:
    if draft.date is None and (cell := beside.get("date")):
        read = read_date(page.low, cell.start, draft.number.year if draft.number else None)
        draft.date = read if read is not None and read.end <= cell.end else None
    if draft.issuer is None and (cell := beside.get("issuer")):
        body = read_body(page.folded, cell.start, cell.end)
        draft.issuer = body if body is not None and not page.low[body[1] : cell.end].strip(" .;\n") else None
    if draft.subject is None and (cell := beside.get("subject")):
        draft.subject = trim_subject(page, cell.start, cell.end)
        draft.period = draft.period or (read_period(page, *draft.subject) if draft.subject else None)
