"""A plan beside its directive: every task, every passage that the plan repeats, and one cell of the matrix opened.

The machine goes by the words; these pages show the words, so that a person concludes.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.coverage import shown_state
from api.office.words import shown_day
from api.service import Service
from api.views import label_with_day
from api.web.render import Pages, language
from api.web.side_by_side import compare_words, nearest_words
from graph.compare import TaskRow, compare_plans, compare_tasks, comparison_to_json, duties_of
from graph.judge import finding_to_json
from graph.judge.comparison import asks_for_a_plan
from graph.store_lookup import StoreLookup
from ontology.errors import Message, NotFound
from ontology.record_json import fold_spaces
from ontology.values import Record, Task

PASSAGES = 40
_PARTS = (
    ("lead", Message("Chủ trì", "Lead")),
    ("coordinate", Message("Phối hợp", "Coordinate")),
    ("time", Message("Thời gian", "Time")),
    ("deadline", Message("Thời hạn", "Deadline")),
    ("products", Message("Sản phẩm", "Products")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A directive and a plan, both with their text."""

    directive: str
    plan: str
    labels: tuple[str, str]
    records: tuple[Record, Record]


def find_beside(service: Service, directive: str, plan: str) -> Beside:
    """The two works that the words mean; one whose text is not loaded is refused by name."""
    lookup = StoreLookup(service.reader())
    found = []
    for words in (directive, plan):
        work = service.find(words)
        sources = lookup.documents_of(work)
        record = lookup.record(sources[0]) if sources else None
        if record is None:
            raise NotFound(f"“{words}” chưa có toàn văn trong kho.", f"The text of “{words}” is not in the store.")
        found.append((work, label_with_day(lookup.identity(work)), record))
    (one, first, ours), (other, second, theirs) = found
    return Beside(directive=one, plan=other, labels=(first, second), records=(ours, theirs))


def words_taken(row: TaskRow, plan: Record) -> tuple[str, Task | None]:
    """The plan's own words for a task, and the task of the plan they are, where they are one."""
    taken = next((t for t in (*plan.tasks, *duties_of(plan)) if t.id == row.plan_task), None) if row.plan_task else None
    if taken:
        return fold_spaces(taken.content), taken
    if row.passage:
        return nearest_words(plan.text.raw[row.passage.start : row.passage.end], row.content), None
    return "", None


def _part(task: Task | None, name: str, lang: str) -> str:
    value = getattr(task, name) if task else None
    return fold_spaces("; ".join(value)) if isinstance(value, tuple) else shown_day(value, lang)


def _state(row: TaskRow, duty: Task, both: Beside) -> str:
    """As the matrix says it."""
    return shown_state(row.state, duty.lead, duty.coordinate, both.records[1].document.issuer or "")


def cell_parts(task: Task, taken: Task | None, lang: str) -> list[dict[str, Any]]:
    """Who, when and what of both, with whether they differ; what neither says is left out."""
    rows = []
    for name, label in _PARTS:
        one, other = _part(task, name, lang), _part(taken, name, lang)
        if one or other:
            differs = bool(one and other) and one.casefold() != other.casefold()
            rows.append({"label": label, "one": one, "other": other, "differs": differs})
    return rows


def compare_router(service: Service, pages: Pages) -> APIRouter:
    """The two pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/compare")
    def compare(request: Request, directive: str, plan: str) -> HTMLResponse:
        both = find_beside(service, directive, plan)
        ours, theirs = both.records
        found = compare_plans(ours, theirs, directive_iri=both.directive, plan_iri=both.plan)
        pairs = [
            compare_words(ours.text.raw[slice(*p["directive"])], theirs.text.raw[slice(*p["plan"])])
            for p in comparison_to_json(found)["passages"][:PASSAGES]
        ]
        return pages.render(
            request,
            "compare.html",
            both=both,
            findings=[finding_to_json(f) for f in found.findings],
            tasks=[
                {"row": row, "words": words_taken(row, theirs)[0], "state": _state(row, duty, both)}
                for row, duty in zip(found.rows, duties_of(ours), strict=True)
            ],
            passages=[p for p in pairs if not p.same],
            left_out=max(0, len(found.passages) - PASSAGES),
            same=sum(p.same for p in pairs),
        )

    @router.get("/cell")
    def cell(request: Request, directive: str, plan: str, task: Annotated[int, Query(ge=1)]) -> HTMLResponse:
        both = find_beside(service, directive, plan)
        ours, theirs = both.records
        if task > len(duties_of(ours)):
            raise NotFound(f"Không có nhiệm vụ thứ {task}.", f"There is no task number {task}.")
        row, changes = compare_tasks(ours, theirs, directive_iri=both.directive)[task - 1]
        words, taken = words_taken(row, theirs)
        itself = asks_for_a_plan(duties_of(ours)[task - 1]) and row.state == "carried_out"
        return pages.render(
            request,
            "cell.html",
            both=both,
            row=row,
            state=_state(row, duties_of(ours)[task - 1], both),
            place=task,
            last=len(duties_of(ours)),
            pair=compare_words(row.content, words) if words else None,
            from_text=bool(words) and taken is None,
            taken=taken,
            parts=cell_parts(duties_of(ours)[task - 1], taken, language(request)),
            findings=[finding_to_json(f) for f in changes],
            itself=itself,
            late=_lateness(service, both) if itself else None,
        )

    return router


def _lateness(service: Service, both: Beside) -> tuple[str, str] | None:
    """The day of a plan that came too late, and the day it was due."""
    rows = service.board(both.directive).rows
    late = ((p.date, r.due) for r in rows for p in r.plans if p.work == both.plan and p.late)
    return next(((day, due) for day, due in late if day and due), None)
