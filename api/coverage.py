"""The coverage matrix of a directive: its tasks against the plans that carry it out, read from the store.

It exists so that one look shows which task nobody has taken up. It compares only plans whose text is loaded, and
refuses a directive whose text is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.service import Service
from graph.assigned import concerns
from graph.judge.comparison import coverage
from graph.store_lookup import StoreLookup
from ontology.errors import NotFound
from ontology.values import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One plan: the unit that issued it, and the plan's number and date."""

    work: str
    issuer: str
    number: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Tasks as rows of `graph.judge.comparison.coverage`, plans as columns."""

    directive: str
    columns: tuple[Column, ...]
    tasks: tuple[dict[str, Any], ...]


def read_matrix(service: Service, words: str) -> Matrix:
    """The matrix of the directive that the words name."""
    board = service.board(words)
    lookup = StoreLookup(service.reader())
    directive = _record(lookup, board.directive)
    if directive is None:
        raise NotFound(
            f"“{words}” chưa có toàn văn trong kho. Hãy nạp văn bản đó: cancu load.",
            f"The text of “{words}” is not in the store. Load it: cancu load.",
        )
    columns: list[Column] = []
    plans: list[tuple[str, Record]] = []
    for row in board.rows:
        for plan in row.plans:
            record = lookup.record(plan.document)
            if plan.work is None or record is None or any(c.work == plan.work for c in columns):
                continue
            columns.append(Column(work=plan.work, issuer=row.body, number=plan.number or "", date=plan.date or ""))
            plans.append((plan.work, record))
    rows = [_softened(row, columns) for row in coverage(directive, plans)["tasks"]]
    return Matrix(directive=board.directive, columns=tuple(columns), tasks=tuple(rows))


def _softened(row: dict[str, Any], columns: Sequence[Column]) -> dict[str, Any]:
    """A task that others lead is not missing from the plan of one who only helps."""
    lead = "; ".join(row["lead"])
    helping = {c.work for c in columns if lead and not concerns(lead, c.issuer)}
    cells = {w: "helps" if state == "missing" and w in helping else state for w, state in row["cells"].items()}
    return {**row, "cells": cells}


def _record(lookup: StoreLookup, work: str) -> Record | None:
    sources = lookup.documents_of(work)
    return lookup.record(sources[0]) if sources else None
