"""The seam: what every store can do, and the values that go through it.

Three stores stand behind it (embedded on disk, in memory, a SPARQL 1.1 endpoint); nothing above knows which. Terms are
pyoxigraph's: small, typed, quick to make. It offers no way to write but `apply`, `update` and `bulk`, and a change is
applied whole or not at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.store.found import Found

Term = NamedNode | BlankNode | Literal
Value = Term | str | int  # a str stands for a string literal; give NamedNode for an IRI

XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is taken out and what is put in, in one go: graphs dropped first, then quads deleted, then inserted."""

    delete_graphs: tuple[str, ...] = ()
    delete: tuple[Quad, ...] = ()
    insert: tuple[Quad, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.delete_graphs or self.delete or self.insert)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: the variables in their order, and one tuple of terms a row."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def texts(self) -> list[tuple[str | None, ...]]:
        """The rows as plain strings: IRIs and lexical forms."""
        return [tuple(None if term is None else term.value for term in row) for row in self.rows]

    def dicts(self) -> list[dict[str, str]]:
        """The rows as strings by variable; what is unbound is absent."""
        return [
            {name: term.value for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]

    def column(self, name: str) -> list[str]:
        """The strings of one variable, unbound ones left out."""
        place = self.variables.index(name)
        return [term.value for row in self.rows if (term := row[place]) is not None]


class Store(Protocol):
    """One dataset. Queries without a dataset clause see the union of all graphs."""

    where: str
    read_only: bool

    def select(self, sparql: str, **bindings: Value) -> Rows:
        """Answer a SELECT; `$name` in the text is replaced by the binding of that name."""

    def ask(self, sparql: str, **bindings: Value) -> bool:
        """Answer an ASK."""

    def construct(self, sparql: str, **bindings: Value) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE."""

    def answer(self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Found:
        """Answer a query of any form that a stranger wrote; the usual prefixes need no PREFIX lines."""

    def match(
        self, s: NamedNode | None = None, p: NamedNode | None = None, o: Term | None = None, g: NamedNode | None = None
    ) -> list[Quad]:
        """The quads of named graphs that have these parts; None stands for any."""

    def update(self, sparql: str, **bindings: Value) -> None:
        """Run a SPARQL update, whole or not at all."""

    def apply(self, change: Change) -> None:
        """Apply a change, whole or not at all."""

    def bulk(self, quads: Iterable[Quad]) -> None:
        """Insert very many quads quickly. Not atomic: what a kill leaves half-done must be loaded again."""

    def graphs(self) -> list[str]:
        """The named graphs, sorted."""

    def dump(self, g: NamedNode | None = None) -> Iterator[Quad]:
        """Every quad, or those of one graph, one after the other and in no order."""

    def publish(self) -> None:
        """Make what was written safe on disk and seen by readers in other processes."""

    def refresh(self) -> None:
        """See what others have published since this store was opened (readers)."""

    def state(self) -> str | None:
        """What names the state that this reader shows; None where it may change while it is read."""

    def touched_since(self, state: str) -> set[str] | None:
        """The IRIs in what changed from an earlier state to this reader's; None where that cannot be told."""

    def backup(self, target: str) -> None:
        """Write a copy of everything into a new directory."""

    def close(self) -> None:
        """Publish, free the lock."""

    def __enter__(self) -> "Store": ...
    def __exit__(self, *_: object) -> None: ...


def term_of(value: Value) -> Term:
    """A Python value as a term."""
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD + "integer"))
    return value


def bind(bindings: Mapping[str, Value]) -> dict[str, str]:
    """The SPARQL text of every binding."""
    return {name: str(term_of(value)) for name, value in bindings.items()}
