"""`find_tasks`: duties of parts, items, articles, paragraphs and labelled items of the body, and rows of task tables.

Ids say where a task stands: PL.n a row of the appendix, TC.n an item of "Tổ chức thực hiện", KP.n of "Kinh phí",
Đ.n an article, ND.n an item of the body (a directive's, one with its own "Cơ quan chủ trì", or one a plan sets out
for itself), G.n a paragraph that opens with "Giao …". It refuses to merge duties that two places repeat.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from loaders.tables import Grid
from loaders.tasks.duties import find_duties
from loaders.tasks.given import find_given
from loaders.tasks.labelled import find_labelled
from loaders.tasks.parts import find_parts
from loaders.tasks.rows import find_row_tasks
from loaders.units import Place, headed_names, make_setting, mend_names
from ontology.values import Document, Section, Span, Task


def find_tasks(
    text: str,
    *,
    header: Document,
    context: Place,
    sections: Sequence[Section] = (),
    grids: Sequence[Grid] = (),
    scanned: bool = False,
) -> tuple[Task, ...]:
    """The tasks of a repaired text: body, "Kinh phí" and "Tổ chức thực hiện" in reading order, then tables."""
    setting = make_setting(context, header, scanned=scanned, headed=headed_names(text))
    text, end = _without_tables(text, [g.span for g in grids if g.is_task_table])
    origins: list[int] | None = None
    if scanned:
        text, origins = mend_names(text[:end])
        end = len(text)
        sections = [_forward(section, origins) for section in sections]
    found = [*find_labelled(text, setting, end), *find_duties(text, setting, end)]
    taken = [t.span for t in found if t.span]
    found += find_given(text, setting, sections, end, header.type, taken)
    found.sort(key=lambda t: t.span.start if t.span else 0)
    if origins is not None:
        found = [_back(task, origins) for task in found]
    return tuple(_with_own_ids([*found, *find_row_tasks(grids, setting)]))


def _without_tables(text: str, tables: Sequence[Span]) -> tuple[str, int]:
    """The text with blank lines for the tables that stand before a part that gives out duties, and where the first of
    the others begins."""
    last = max((p.start for p in find_parts(text, len(text))), default=0) if tables else 0
    pieces: list[str] = []
    at = 0
    for table in sorted(tables, key=lambda t: t.start):
        if table.end > last:
            return "".join([*pieces, text[at:]]), max(table.start, at)
        if table.start >= at:
            pieces += [text[at : table.start], "\n" * (table.end - table.start)]
            at = table.end
    return "".join([*pieces, text[at:]]), len(text)


def _with_own_ids(tasks: list[Task]) -> list[Task]:
    """No two tasks under one id: where a document numbers twice alike, later ones say so (TC.3-2)."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    out: list[Task] = []
    for task in tasks:
        name = task.id
        while name in seen:
            counts[task.id] = counts.get(task.id, 1) + 1
            name = f"{task.id}-{counts[task.id]}"
        seen.add(name)
        out.append(task if name == task.id else replace(task, id=name))
    return out


def _forward(section: Section, origins: list[int]) -> Section:
    """A section counted in the text whose names were mended."""
    span = section.span
    return replace(section, span=Span(bisect_left(origins, span.start), bisect_left(origins, span.end)))


def _back(task: Task, origins: list[int]) -> Task:
    """A task whose span counts the text that was given."""
    return task if task.span is None else replace(task, span=Span(origins[task.span.start], origins[task.span.end]))
