"""What the shell proposes after Tab: names of queries that ship and kinds of finding, each with what it means.

Only what stands in tables of the program: no store is opened while somebody types.
"""

from graph.queries import list_queries
from ontology.finding_kinds import finding_kinds


def complete_query(incomplete: str) -> list[tuple[str, str]]:
    """Queries that begin like this."""
    return [(q.id, str(q.name)) for q in list_queries() if q.id.startswith(incomplete)]


def complete_kind(incomplete: str) -> list[tuple[str, str]]:
    """Kinds of finding that begin like this."""
    return [(k.id, str(k.name)) for k in finding_kinds() if k.id.startswith(incomplete)]
