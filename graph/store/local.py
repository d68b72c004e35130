"""A pyoxigraph dataset in this process: the memory store, and what the embedded store is made of.

It refuses queries that fetch, and turns the engine's errors into ours.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Triple

from graph.names import PREFIXES
from graph.store.found import Found
from graph.store.guard import fill, names_dataset, refuse_remote
from graph.store.seam import Change, Rows, Term, Value, bind
from ontology.errors import QueryError, StoreError

_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UPDATE = re.compile(
    r"(?:\s|#[^\n]*\n|(?:PREFIX\s+\S*|BASE)\s*<[^>]*>)*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"^\S+\s+")  # the end of a word that was cut
_NEAR, _SHORT = 24, 80  # letters shown before a mistake; what the grammar may want there can be a page long


def query_error(cause: Exception, text: str = "", *, asks: bool = False) -> QueryError:
    """A query that the engine does not take: where, beside which words, and what is wanted there if that is short.

    >>> query_error(ValueError("error at 1:7: expected DESCRIBE"), "SELEC ?x").message.en
    'The SPARQL is not valid at line 1, character 7, near “SELEC ?x”: expected DESCRIBE. Correct the query.'
    """
    found = _AT.fullmatch(str(cause))
    if asks and _UPDATE.match(text):
        vi, en = ": chỉ hỏi được, không sửa được kho ở đây", ": this asks only and cannot change the store"
    elif found is None:
        vi, en = f": {cause}", f": {cause}"
    else:
        line, column = int(found[1]), int(found[2])
        lines = text.splitlines()
        here = lines[line - 1] if 0 < line <= len(lines) else ""
        near = _PART.sub("", here[max(0, column - _NEAR) : column + _NEAR // 2]) if column > _NEAR else here[:_NEAR]
        near = near.strip()
        vi = f" ở dòng {line}, ký tự {column}" + (f", gần “{near}”" if near else "")
        en = f" at line {line}, character {column}" + (f", near “{near}”" if near else "")
        if "Prefix not found" in found[3]:
            vi, en = f"{vi}: tiền tố chưa được khai báo", f"{en}: a prefix is not declared"
        elif len(found[3]) <= _SHORT:
            wanted = found[3].replace("expected one of ", "cần một trong: ").replace("expected ", "cần ")
            vi, en = f"{vi}: {wanted}", f"{en}: {found[3]}"
    return QueryError(
        f"Truy vấn SPARQL không hợp lệ{vi}. Hãy sửa lại câu truy vấn.",
        f"The SPARQL is not valid{en}. Correct the query.",
    )


def change_text(change: Change) -> str:
    """A change as one SPARQL update, which every store runs whole or not at all."""
    parts = [f"DROP SILENT GRAPH <{g}>" for g in change.delete_graphs]
    parts += [f"{verb} DATA {{ {data_block(quads)} }}" for verb, quads in
              (("DELETE", change.delete), ("INSERT", change.insert)) if quads]  # fmt: skip
    return " ;\n".join(parts)


def data_block(quads: Iterable[Quad]) -> str:
    """Quads grouped by graph, as DELETE DATA and INSERT DATA take them."""
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(f"{quad.subject} {quad.predicate} {quad.object} .")
    return "\n".join(f"GRAPH {graph} {{ {' '.join(lines)} }}" for graph, lines in by_graph.items())


class MemoryStore:
    """A dataset that lives as long as the process."""

    def __init__(self, engine: ox.Store | None = None, *, where: str = "memory:", read_only: bool = False) -> None:
        self._engine = engine if engine is not None else ox.Store()
        self.where = where
        self.read_only = read_only

    def _query(self, sparql: str, bindings: dict[str, Value]) -> object:
        refuse_remote(sparql)
        text = fill(sparql, bind(bindings))
        try:
            return self._engine.query(text, use_default_graph_as_union=not names_dataset(sparql))
        except SyntaxError as cause:
            raise query_error(cause, text, asks=True) from cause

    def select(self, sparql: str, **bindings: Value) -> Rows:
        answer = self._query(sparql, bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise _wrong_form("SELECT")
        try:
            rows: tuple[tuple[Term | None, ...], ...] = tuple(tuple(solution) for solution in answer)
        except (RuntimeError, ValueError) as cause:
            raise query_error(cause) from cause
        return Rows(tuple(v.value for v in answer.variables), rows)

    def ask(self, sparql: str, **bindings: Value) -> bool:
        answer = self._query(sparql, bindings)
        if not isinstance(answer, ox.QueryBoolean):
            raise _wrong_form("ASK")
        return bool(answer)

    def construct(self, sparql: str, **bindings: Value) -> list[Triple]:
        answer = self._query(sparql, bindings)
        if not isinstance(answer, ox.QueryTriples):
            raise _wrong_form("CONSTRUCT")
        return list(answer)

    def answer(self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Found:
        refuse_remote(sparql)
        given = bool(default_graphs or named_graphs)
        try:
            return Found(
                self._engine.query(
                    sparql,
                    prefixes=PREFIXES,
                    use_default_graph_as_union=not (given or names_dataset(sparql)),
                    default_graph=[NamedNode(g) for g in default_graphs] if given else None,
                    named_graphs=[NamedNode(g) for g in named_graphs] if given else None,
                )
            )
        except (SyntaxError, ValueError) as cause:
            raise query_error(cause, sparql, asks=True) from cause

    def match(
        self, s: NamedNode | None = None, p: NamedNode | None = None, o: Term | None = None, g: NamedNode | None = None
    ) -> list[Quad]:
        return [q for q in self._engine.quads_for_pattern(s, p, o, g) if isinstance(q.graph_name, NamedNode)]

    def update(self, sparql: str, **bindings: Value) -> None:
        self._must_write()
        refuse_remote(sparql)
        text = fill(sparql, bind(bindings))
        try:
            self._engine.update(text)
        except SyntaxError as cause:
            raise query_error(cause, text) from cause

    def apply(self, change: Change) -> None:
        self._must_write()
        if change.delete_graphs or change.delete:
            self._engine.update(change_text(change))
        elif change.insert:
            self._engine.extend(change.insert)

    def bulk(self, quads: Iterable[Quad]) -> None:
        self._must_write()
        self._engine.bulk_extend(quads)

    def graphs(self) -> list[str]:
        return sorted(g.value for g in self._engine.named_graphs() if isinstance(g, NamedNode))

    def dump(self, g: NamedNode | None = None) -> Iterator[Quad]:
        return iter(self._engine) if g is None else self._engine.quads_for_pattern(None, None, None, g)

    def publish(self) -> None:
        """Nothing to do: nobody else sees this memory."""

    def refresh(self) -> None:
        """Nothing to do: there is one state."""

    def state(self) -> str | None:
        return None

    def touched_since(self, state: str) -> set[str] | None:
        return None

    def backup(self, target: str) -> None:
        Path(target).mkdir(parents=True)
        with (Path(target) / "dataset.nq").open("wb") as out:
            self._engine.dump(out, ox.RdfFormat.N_QUADS)

    def close(self) -> None:
        """Nothing to free."""

    def _must_write(self) -> None:
        if self.read_only:
            raise StoreError(
                "Kho đang mở chỉ để đọc. Hãy mở lại để ghi.", "The store is open for reading only. Open it for writing."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _wrong_form(wanted: str) -> QueryError:
    return QueryError(f"Cần một truy vấn {wanted}.", f"A {wanted} query is needed here.")
