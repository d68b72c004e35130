"""What the shell proposes after Tab: names of queries that ship, kinds of finding, and what the store holds.

Nothing is written and no store is begun while somebody types; where the store cannot be read, nothing is proposed, and
the command itself will say why.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from textwrap import shorten

import typer

from api.access.place import has_begun
from api.settings import setting
from graph.begun import begun_files, begun_findings, begun_works
from graph.queries import list_queries
from graph.store import Store, open_store
from ontology.errors import CancuError
from ontology.finding_kinds import finding_kinds

Proposals = list[tuple[str, str]]
_SAID_AT_MOST = 70  # a second line would be taken for a proposal


def complete_query(incomplete: str) -> Proposals:
    """Queries that begin like this."""
    return [(q.id, str(q.name)) for q in list_queries() if q.id.startswith(incomplete)]


def complete_kind(incomplete: str) -> Proposals:
    """Kinds of finding that begin like this."""
    return [(k.id, str(k.name)) for k in finding_kinds() if k.id.startswith(incomplete)]


def complete_work(ctx: typer.Context, incomplete: str) -> Proposals:
    """Works whose number begins like this."""
    return _of_store(ctx, lambda store: begun_works(store, incomplete))


def complete_document(ctx: typer.Context, incomplete: str) -> Proposals:
    """Loaded documents: by the name of the file, or the number."""
    return _of_store(ctx, lambda store: [*begun_files(store, incomplete), *begun_works(store, incomplete)])


def complete_finding(ctx: typer.Context, incomplete: str) -> Proposals:
    """Findings whose id begins like this."""
    return _of_store(ctx, lambda store: begun_findings(store, incomplete))


def _of_store(ctx: typer.Context, propose: Callable[[Store], Iterable[tuple[str, str]]]) -> Proposals:
    where = next(_stores_typed(ctx), None) or setting("store")
    if where == "memory:" or not (where.startswith("http") or has_begun(Path(where))):
        return []
    with contextlib.suppress(CancuError, OSError), contextlib.closing(open_store(where, read_only=True)) as store:
        return [(word, shorten(said, _SAID_AT_MOST, placeholder="…")) for word, said in propose(store)]
    return []


def _stores_typed(ctx: typer.Context) -> Iterator[str]:
    """The --store of the line that is being typed, the nearest first."""
    at = ctx
    while at is not None:
        if store := at.params.get("store"):
            yield str(store)
        at = at.parent  # type: ignore[assignment]
