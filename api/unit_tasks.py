"""What one unit must do, put in order of urgency as of a day: overdue, due soon, later, without a whole date.

A task whose time is not a whole date is never called overdue: nobody knows by which day it was due.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from api.service import Service
from graph.issuers import issuer_words
from graph.listing import Look
from graph.listing.look import NO_DEADLINE
from graph.members import groups_of, speaks_to
from graph.names import PREAMBLE
from ontology.dates import parse_day

SOON_DAYS = 30
MOST = 2000
_HELPING = """SELECT ?work ?label ?id ?content ?deadline WHERE {
  ?task cc:coordinateName $unit ; cc:taskId ?id ; cc:content ?content ; cc:inDocument ?source .
  ?source cc:sourceOf ?work . ?work rdfs:label ?label . OPTIONAL { ?task cc:deadline ?deadline }
} ORDER BY ?deadline ?label ?id LIMIT 500"""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTasks:
    """The tasks that a unit leads, by urgency, and those it only helps with."""

    overdue: Sequence[Row]
    soon: Sequence[Row]
    later: Sequence[Row]
    undated: Sequence[Row]
    helping: Sequence[Row]

    def every(self) -> list[Row]:
        """Those it leads, the earliest first."""
        return [*self.overdue, *self.soon, *self.later, *self.undated]

    def shared(self, name: str) -> list[Row]:
        """Those it leads that are given under another name than its own: to a group it belongs to."""
        return [row for row in self.every() if row["unit"] != name]

    def led(self) -> int:
        """How many it leads."""
        return len(self.overdue) + len(self.soon) + len(self.later) + len(self.undated)


def sort_by_urgency(rows: Iterable[Row], day: dt.date, helping: Sequence[Row] = ()) -> UnitTasks:
    """The rows under their headings, each in the order it came. What is due on the day itself is not overdue."""
    heaps: dict[str, list[Row]] = {"overdue": [], "soon": [], "later": [], "undated": []}
    for row in rows:
        due = parse_day(row.get("deadline"))
        if due is None:
            heaps["undated"].append(row)
        else:
            left = (due - day).days
            heaps["overdue" if left < 0 else "soon" if left <= SOON_DAYS else "later"].append(row)
    return UnitTasks(**heaps, helping=helping)


def read_unit(service: Service, name: str, day: dt.date) -> UnitTasks:
    """Everything that documents ask of the unit of just this name, by its name or within a group ("UBND các huyện")."""
    with service.look() as look:
        rows: list[Row] = list(islice((r for r in look.every_task(name) if r["unit"] == name), MOST))
        known = {(r["work"], r["id"]) for r in rows}
        rows += [r for r in _given_to_groups(look, name) if (r["work"], r["id"]) not in known]
    rows.sort(key=lambda r: str(r.get("deadline", NO_DEADLINE)))
    led = {(r["work"], r["id"]) for r in rows}
    helping = service.reader().select(PREAMBLE + _HELPING, unit=name).dicts()
    return sort_by_urgency(rows, day, [r for r in helping if (r["work"], r["id"]) not in led])


def _given_to_groups(look: Look, name: str) -> Sequence[Row]:
    """The tasks of the groups that this body belongs to: in documents of bodies that speak to it by their place, and in
    those that its own documents carry out."""
    if not (units := groups_of(name, look.task_units())):
        return []
    speakers = sorted({issuer_words(body) for body in look.issuers() if speaks_to(body, name)})
    return [*look.tasks_given(units, speakers, look.carried_by(issuer_words(name)))][:MOST]
