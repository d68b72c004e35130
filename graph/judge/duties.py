"""A directive's duties one by one, and when a passage is due.

The loader keeps one numbered item as one task, whatever its sub-items; what a plan does with it is asked of each
sub-item a), b), c) by itself, with its own deadline and the doer it opens with. A passage is due on a day only where it
names one time, on a day that comes once: of several, nobody knows which is the task's.
"""

import re
from dataclasses import replace
from functools import lru_cache

from graph.judge.passages import words_of
from ontology.deadlines import find_deadline
from ontology.fold import fold_text
from ontology.values import Record, Span, Task

_SUB_ITEM = re.compile(r"^[ \t*_]*([a-zđ])\)[\s*_]*", re.MULTILINE)
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
_OWN_DUTY = 6  # words that mean something, from which what stands before a) is a duty and not only its doer
_DUE = re.compile(
    r"\b(?:truoc|cham nhat|muon nhat|den het|het|trong|xong|hoan thanh|thoi gian:?|thoi han:?)"
    r"(?: (?:vao|la|trong|truoc|thuc hien:?))* "
    r"((?:ngay )?\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?20\d\d)?(?![\d/])|ngay \d{1,2} thang \d{1,2}(?: nam 20\d\d)?|"
    r"quy (?:iv|i{1,3}|[1-4])\b(?! ?(?:,|-|va) ?(?:quy )?(?:i|[1-4]\b))(?: ?/ ?20\d\d| nam 20\d\d)?|"
    r"thang \d{1,2}\b(?! ?(?:,|-|va) ?\d)(?: ?/ ?20\d\d| nam 20\d\d)?)(?: (?:hang|moi) nam)?"
)


def due_of(words: str, year: int | None) -> str | None:
    """The one day a passage is due, as an ISO date.

    >>> due_of("Tổ chức tập huấn cho cán bộ trong quý II", 2024), due_of("báo cáo trước 30/6 và trước 31/12", 2024)
    ('2024-06-30', None)
    """
    days = {find_deadline(m[0], year=year) for m in _DUE.finditer(fold_text(words))}
    return days.pop() if len(days) == 1 else None


@lru_cache(maxsize=64)  # a directive is compared with one plan after another
def duties_of(record: Record) -> tuple[Task, ...]:
    """The tasks, each with sub-items a), b) … as these."""
    return tuple(duty for task in record.tasks for duty in _parts(task, record))


def _parts(task: Task, record: Record) -> list[Task]:
    raw, span = record.text.raw, task.span
    marks = _marks(raw, span) if span else []
    if span is None or len(marks) < 2:
        return [task]
    before = " ".join(raw[span.start : marks[0].start()].split())
    parts = []
    if len(words_of(before) - words_of("; ".join(task.lead))) >= _OWN_DUTY:
        first = Span(span.start, marks[0].start())
        parts.append(replace(task, content=before, span=first, deadline=due_of(before, record.document.year)))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        at = Span(mark.end(), following.start() if following else span.end)
        words = " ".join(raw[at.start : at.end].split()).strip(" ;.")
        parts.append(
            replace(
                task,
                id=f"{task.id}.{mark[1]}",
                content=words,
                lead=_opening(words, record) or task.lead,
                deadline=due_of(words, record.document.year),
                time=None,
                products=(),
                budget=None,
                span=at,
            )
        )
    return parts


def _marks(raw: str, span: Span) -> list[re.Match[str]]:
    """a), b), c) … in sequence; anything else is no list of sub-items."""
    found = list(_SUB_ITEM.finditer(raw, span.start, span.end))
    letters = "".join(m[1] for m in found)
    return found if letters.startswith("ab") and any(a.startswith(letters) for a in _ALPHABETS) else []


def _opening(words: str, record: Record) -> tuple[str, ...]:
    """The body that a sub-item opens with, under its full name."""
    for unit in record.units:
        for name in (unit.name, *unit.variants):
            if len(name) > 4 and re.match(re.escape(name) + r"\s+(?:chủ trì|có trách nhiệm|tham mưu|phối hợp)", words):
                return (unit.name,)
    return ()
