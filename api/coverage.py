"""The coverage matrix of a directive: its tasks against the plans that carry it out, read from the store.

It exists so that one look shows which task nobody has taken up. Comparing is slow and depends on two texts alone, and
a document's IRI names its text: so what a plan does with a directive's tasks is kept by the two IRIs, and a new plan
costs one comparison. A matrix shows so many plans at a time; only those are compared. It compares only plans whose
text is loaded, and refuses a directive whose text is not.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.service import Service
from graph.assigned import concerns
from graph.board import Board
from graph.compare import State, compare_tasks, cover_tasks
from graph.judge.comparison import asks_for_a_plan
from graph.judge.duties import duties_of
from graph.store_lookup import StoreLookup
from ontology.errors import NotFound
from ontology.values import Record

WIDE = 24  # plans side by side
_KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One plan: the unit that issued it, and the plan's number and date."""

    work: str
    document: str
    issuer: str
    number: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Tasks as rows of `graph.compare.cover_tasks`, plans as columns; `total` counts the plans of all pages.

    `changed` of a row are the plans that change who, when or how much, or came too late: their cell wants a look.
    """

    directive: str
    columns: tuple[Column, ...]
    tasks: tuple[dict[str, Any], ...]
    page: int = 1
    pages: int = 1
    total: int = 0


Cell = tuple[State, bool]  # what a plan does with a task, and whether it changes who, when or how much


class _States:
    """What plans do with a directive's tasks, by the IRIs of the two documents; the oldest are forgotten."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], tuple[Cell, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, directive: Record, source: str, plan: str, lookup: StoreLookup) -> tuple[Cell, ...]:
        with self._lock:
            if (found := self._kept.get((source, plan))) is not None:
                self._kept.move_to_end((source, plan))
                return found
        record = lookup.record(plan)
        compared = compare_tasks(directive, record) if record else ()
        states = tuple((row.state, row.state != "missing" and bool(changes)) for row, changes in compared)
        with self._lock:
            self._kept[source, plan] = states
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return states


_STATES = _States()


def read_matrix(service: Service, words: str, page: int | None = None) -> Matrix:
    """The matrix of the directive that the words name: one page of its plans, or all of them."""
    board = service.board(words)
    lookup = StoreLookup(service.reader())
    source, directive = _record(lookup, board.directive, words)
    every = _columns(board)
    pages = max(1, -(-len(every) // WIDE)) if page else 1
    page = min(page or 1, pages)
    columns = every[(page - 1) * WIDE : page * WIDE] if pages > 1 else every
    cells = {c.work: _STATES.of(directive, source, c.document, lookup) for c in columns}
    states = {work: [state for state, _ in of_plan] for work, of_plan in cells.items()}
    late = {plan.work for row in board.rows for plan in row.plans if plan.late}
    rows = []
    for place, (row, duty) in enumerate(zip(cover_tasks(directive, states), duties_of(directive), strict=True)):
        asks = asks_for_a_plan(duty)
        changed = {w for w, of_plan in cells.items() if of_plan[place][1] or (asks and w in late)}
        rows.append({**_softened(row, columns), "changed": changed})
    return Matrix(
        directive=board.directive, columns=tuple(columns), tasks=tuple(rows), page=page, pages=pages, total=len(every)
    )


def _columns(board: Board) -> list[Column]:
    """Each plan once, in the board's order."""
    found: dict[str, Column] = {}
    for row in board.rows:
        for plan in row.plans:
            if plan.work is not None and plan.work not in found:
                found[plan.work] = Column(
                    work=plan.work, document=plan.document, issuer=row.body, number=plan.number or "",
                    date=plan.date or "",
                )  # fmt: skip
    return list(found.values())


def _softened(row: dict[str, Any], columns: Sequence[Column]) -> dict[str, Any]:
    issuers = {c.work: c.issuer for c in columns}
    cells = {w: shown_state(s, row["lead"], row["coordinate"], issuers[w]) for w, s in row["cells"].items()}
    return {**row, "cells": cells}


def shown_state(state: str, lead: Sequence[str], helpers: Sequence[str], body: str) -> str:
    """What the matrix, a cell and the comparison all say: of another's task, whether the body helps with it."""
    helping = state == "not_theirs" and lead and not concerns("; ".join(lead), body)
    return "helps" if helping and concerns("; ".join(helpers), body) else state


def _record(lookup: StoreLookup, work: str, words: str) -> tuple[str, Record]:
    sources = lookup.documents_of(work)
    record = lookup.record(sources[0]) if sources else None
    if record is None:
        raise NotFound(
            f"“{words}” chưa có toàn văn trong kho. Hãy nạp văn bản đó.",
            f"The text of “{words}” is not in the store. Load it.",
        )
    return sources[0], record
