"""What a written query answered, as rows: a SELECT as it is, a graph as its statements, an ASK as yes or no.

It reads the formats that the workers of the endpoint write, so that a written question and a program's have one way.
"""

from dataclasses import dataclass

import pyoxigraph as ox

from api.sparql.runner import Answer
from graph.store import Rows

_STATEMENT = ("subject", "property", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`truth` is the answer of an ASK; `cut` says that there were more rows than the limit."""

    rows: Rows
    truth: bool | None = None
    cut: bool = False


def read_written(answer: Answer) -> Written:
    """The rows of an answer.

    >>> read_written(Answer(kind="boolean", media_type="", body=b'{"head": {}, "boolean": true}')).truth
    True
    """
    if answer.kind == "graph":
        triples = ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)
        return Written(
            rows=Rows(_STATEMENT, tuple((t.subject, t.predicate, t.object) for t in triples)), cut=answer.cut
        )
    found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return Written(rows=Rows((), ()), truth=bool(found))
    names = tuple(v.value for v in found.variables)
    return Written(rows=Rows(names, tuple(tuple(row) for row in found)), cut=answer.cut)
