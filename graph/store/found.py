"""The answer to a query of any form, taken from the engine as it is asked for: rows, a boolean, or a graph.

For queries that strangers write. Rows and triples are drawn one by one, so that whoever asked can stop.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

import pyoxigraph as ox

from ontology.errors import QueryError

Form = Literal["rows", "boolean", "graph"]
Item = Sequence[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None] | ox.Triple


class Found:
    """One answer. `first` may be called once; afterwards `more` says whether anything was left."""

    def __init__(self, answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self.value = bool(answer) if isinstance(answer, ox.QueryBoolean) else False
        self.variables: tuple[str, ...] = ()
        self.form: Form = "boolean"
        self.more = False
        self._items: Iterator[Item] = iter(())
        if isinstance(answer, ox.QuerySolutions):
            self.form = "rows"
            self.variables = tuple(v.value for v in answer.variables)
            self._items = (tuple(solution) for solution in answer)
        elif isinstance(answer, ox.QueryTriples):
            self.form = "graph"
            self._items = iter(answer)

    @classmethod
    def of_triples(cls, triples: Iterator[ox.Triple]) -> "Found":
        """A graph that another server sent."""
        found = cls(ox.Store().query("ASK {}"))
        found.form, found._items = "graph", triples
        return found

    def first(self, count: int) -> list[Item]:
        """So many rows or triples at most."""
        try:
            taken = list(islice(self._items, count))
            self.more = next(self._items, None) is not None
        except (RuntimeError, ValueError) as cause:
            raise QueryError(f"Truy vấn không chạy được: {cause}.", f"The query failed: {cause}.") from cause
        return taken
