"""Whether a work is in force on a day, as the filter and the hits of a search say it.

The same reasoning as the judge's. Where neither the register nor any text says anything, it is not known: the search
does not turn silence into force. `turns` is the next day on which the answer may be another.
"""

import datetime as dt
from dataclasses import dataclass, replace

from graph.judge.force import begins, ending_at
from graph.lookup import Lookup
from graph.search.asked import Standing
from graph.store import Store
from graph.store_lookup import StoreLookup, relations_of
from ontology.dates import parse_day
from ontology.values import Record, Work

ENDING = ("replaces", "repeals", "suspends", "resumes")


@dataclass(frozen=True, slots=True)
class ForceOn:
    """Force on the day asked, and the next day on which it may change."""

    state: Standing
    turns: dt.date | None = None


class Actors(StoreLookup):
    """A look-up for very many works, of whose actors the date and name are enough: it keeps no text in mind."""

    def record(self, document: str) -> Record | None:
        self._records.clear()  # one at a time: texts are large
        return super().record(document)


def with_endings(work: Work, store: Store) -> Work:
    """The work with what was done to it."""
    return replace(work, acted_on=relations_of(store, work, near="target"))


def standing_on(work: Work, day: dt.date, lookup: Lookup) -> ForceOn:
    """Whether a work, given with what acts on it, is in force."""
    starts = [parse_day(p.since) for p in work.force]
    ends = [parse_day(p.until) for p in work.force]
    acts = [begins(r, lookup) for r in work.acted_on if r.kind in ENDING]
    turns = min((d for d in (*starts, *ends, *acts) if d is not None and d > day), default=None)
    if ending_at(work, day, lookup) is not None:
        return ForceOn("not_in_force", turns)
    if not work.force:
        return ForceOn("unknown", turns)
    begun = any(since is None or since <= day for since in starts)
    return ForceOn("in_force" if begun else "not_yet", turns)
