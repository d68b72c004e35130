"""Running an update: what it would change is worked out first, judged as data, and applied as one change.

The engine itself never gets the text of an update to run. Templates are answered as CONSTRUCT queries (in the processes
that can be killed, within their limits), blocks of data are parsed as data; so whatever is written has been seen. An
operation that reads what an earlier one of the same request wrote needs that applied first; when a later one is
refused, it is taken back before any reader sees it.
"""

from collections.abc import Callable, Iterable, Sequence

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from api.outcomes import Touched
from api.sparql.operations import Data, Manage, Modify, Operation, Part, parse_update
from api.sparql.own_graphs import refuse_false_witness, refuse_protected
from api.sparql.runner import Answer, Question
from api.sparql.using import checked_iri
from graph.names import PREAMBLE
from graph.store import Change, Store
from graph.store.guard import refuse_remote
from graph.store.local import query_error
from ontology.errors import QueryError, TooLarge

Ask = Callable[[Question], Answer]
_NTRIPLES = "application/n-triples"


def run_update(
    store: Store,
    text: str,
    *,
    ask: Ask,
    ask_here: Ask,
    using: Sequence[str] = (),
    using_named: Sequence[str] = (),
    most: int = 100_000,
) -> Touched:
    """Run an update. `ask` answers from the published state, `ask_here` from the open store as it is now."""
    refuse_remote(text)
    operations = parse_update(text)
    if (using or using_named) and any(
        isinstance(o, Modify) and (o.with_ or o.using or o.using_named) for o in operations
    ):
        raise QueryError(
            "Cập nhật đã có USING hoặc WITH thì không được nêu thêm using-graph-uri.",
            "An update with USING or WITH takes no using-graph-uri beside it.",
        )
    protocol = (tuple(map(checked_iri, using)), tuple(map(checked_iri, using_named)))
    return _Update(store, ask, ask_here, protocol, most).run(operations)


class _Update:
    def __init__(
        self, store: Store, ask: Ask, ask_here: Ask, protocol: tuple[tuple[str, ...], tuple[str, ...]], most: int
    ) -> None:
        self._store, self._ask, self._ask_here = store, ask, ask_here
        self._protocol, self._most = protocol, most
        self._net: dict[Quad, bool] = {}  # True: put in, False: taken out; the last word counts
        self._dropped: set[str] = set()  # graphs emptied before all that
        self._undo: list[Change] = []
        self._dirty = False
        self._touched = Touched()

    def run(self, operations: Sequence[Operation]) -> Touched:
        try:
            for operation in operations:
                match operation:
                    case Data():
                        self._data(operation)
                    case Modify():
                        self._modify(operation)
                    case Manage():
                        self._manage(operation)
            self._flush(last=True)
        except BaseException:
            for change in reversed(self._undo):
                self._store.apply(change)
            raise
        return self._touched

    # -------------------------------------------------------------- operations

    def _data(self, operation: Data) -> None:
        found: list[Quad] = []
        blocks = []
        for part in operation.parts:
            graph = refuse_protected(_resolve(operation.prologue, part.graph) if part.graph else None)
            blocks.append(f"GRAPH <{graph}> {{ {part.triples} }}")
        if blocks:
            try:
                text = PREAMBLE + operation.prologue + "\n".join(blocks)
                found = list(ox.parse(text, ox.RdfFormat.TRIG, rename_blank_nodes=True))
            except (SyntaxError, ValueError) as cause:
                raise query_error(cause) from cause
        for quad in found:  # as the engine read them, whatever the text looked like
            refuse_protected(quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else None)
        if operation.insert:
            self._insert(found)
        else:
            self._delete(found)

    def _modify(self, operation: Modify) -> None:
        self._flush()
        named = {p.graph for p in (*operation.delete, *operation.insert) if p.graph} | {operation.with_} - {None}
        graphs = {name: _resolve(operation.prologue, name) for name in named if name}
        for part in (*operation.delete, *operation.insert):
            refuse_protected(graphs.get(part.graph or operation.with_ or ""))
        gone = [q for part in operation.delete for q in self._instances(operation, part, graphs)]
        come = [q for part in operation.insert for q in self._instances(operation, part, graphs)]
        self._delete(gone)
        self._insert(come)

    def _instances(self, operation: Modify, part: Part, graphs: dict[str, str]) -> list[Quad]:
        """The quads that a part of a template stands for."""
        where = operation.where
        default, among = self._protocol
        if operation.using or operation.using_named:
            default = tuple(_resolve(operation.prologue, g) for g in operation.using)
            among = tuple(_resolve(operation.prologue, g) for g in operation.using_named)
        elif operation.with_:
            where = f"{{ GRAPH <{graphs[operation.with_]}> {where} }}"
        question = Question(
            text=f"{operation.prologue}\nCONSTRUCT {{ {part.triples} }} WHERE {where}",
            default_graphs=default,
            named_graphs=among,
            row_type=None,
            graph_type=_NTRIPLES,
        )
        answer = (self._ask_here if self._dirty else self._ask)(question)
        if answer.cut:
            raise _too_much()
        graph = NamedNode(graphs[part.graph or operation.with_ or ""])
        return [Quad(q.subject, q.predicate, q.object, graph) for q in ox.parse(answer.body, ox.RdfFormat.N_TRIPLES)]

    def _manage(self, operation: Manage) -> None:
        graph = self._target(operation, operation.graph)
        if operation.verb in ("CLEAR", "DROP", "CREATE"):
            refuse_protected(graph)
            there = self._quads(graph)
            if operation.verb == "CREATE" and there and not operation.silent:
                raise QueryError(f"Đồ thị <{graph}> đã có.", f"The graph <{graph}> exists.")
            if operation.verb != "CREATE" and there:
                self._dropped.add(graph)
            return
        target = refuse_protected(self._target(operation, operation.to))
        if operation.graph == "DEFAULT" or operation.verb == "MOVE":
            refuse_protected(graph)
        if graph == target:
            return
        there = self._quads(graph)
        if operation.verb in ("COPY", "MOVE") and self._quads(target):
            self._dropped.add(target)
        self._insert([Quad(q.subject, q.predicate, q.object, NamedNode(target)) for q in there])
        if operation.verb == "MOVE" and there:
            self._dropped.add(graph)

    def _target(self, operation: Manage, words: str) -> str:
        return words if words in ("DEFAULT", "NAMED", "ALL") else _resolve(operation.prologue, words)

    def _quads(self, graph: str) -> list[Quad]:
        """What stands in a graph now."""
        self._flush()
        refused = graph in ("DEFAULT", "NAMED", "ALL")
        counted = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH $graph { ?s ?p ?o } }"
        if refused or int(self._store.select(counted, graph=NamedNode(graph)).column("n")[0]) > self._most:
            raise _too_much()
        return self._store.match(g=NamedNode(graph))

    # -------------------------------------------------------------- changes

    def _insert(self, quads: Sequence[Quad]) -> None:
        refuse_false_witness(quads)
        self._net |= dict.fromkeys(quads, True)
        self._bound()

    def _delete(self, quads: Iterable[Quad]) -> None:
        self._net |= dict.fromkeys(quads, False)
        self._bound()

    def _bound(self) -> None:
        if len(self._net) > self._most:
            raise _too_much()

    def _flush(self, *, last: bool = False) -> None:
        """Apply what was worked out, as one change; where more follows, keep the way back."""
        come = [q for q, there in self._net.items() if there and (_graph(q) in self._dropped or not self._has(q))]
        gone = [q for q, there in self._net.items() if not there and _graph(q) not in self._dropped and self._has(q)]
        dropped = set(self._dropped)
        self._net, self._dropped = {}, set()
        touched = dropped | {_graph(q) for q in (*come, *gone)}
        if not touched:
            return
        if not last:
            old = tuple(q for graph in sorted(touched) for q in self._store.match(g=NamedNode(graph)))
            self._undo.append(Change(delete_graphs=tuple(sorted(touched)), insert=old))
        # Blank nodes cannot be named in a deletion: such a graph is written anew without them.
        anew = {_graph(q) for q in gone if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)}
        kept = [q for graph in sorted(anew) for q in self._store.match(g=NamedNode(graph)) if q not in set(gone)]
        self._touched.graphs |= touched
        self._touched.inserted += len(come)
        self._touched.deleted += len(gone)
        self._dirty = True
        self._store.apply(
            Change(
                delete_graphs=tuple(sorted(dropped | anew)),
                delete=tuple(q for q in gone if _graph(q) not in anew),
                insert=(*kept, *come),
            )
        )

    def _has(self, quad: Quad) -> bool:
        graph = NamedNode(_graph(quad))
        subject, value = quad.subject, quad.object
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise QueryError("Không nhận bộ ba lồng nhau.", "Triples inside triples are not taken.")
        if isinstance(subject, BlankNode):
            return any(q == quad for q in self._store.match(None, quad.predicate, value, graph))
        return bool(self._store.match(subject, quad.predicate, value, graph))


def _graph(quad: Quad) -> str:
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value


def _resolve(prologue: str, name: str) -> str:
    """The IRI that a name as written stands for, by the engine's own reading."""
    try:
        found = ox.Store().query(f"{PREAMBLE}{prologue}SELECT ({name} AS ?g) {{}}")
        assert isinstance(found, ox.QuerySolutions)
        value = next(iter(found))[0]
    except (SyntaxError, ValueError) as cause:
        raise query_error(cause) from cause
    if not isinstance(value, NamedNode):
        raise QueryError(f"“{name}” không phải một IRI.", f"“{name}” is no IRI.")
    return value.value


def _too_much() -> TooLarge:
    return TooLarge(
        "Cập nhật đụng tới quá nhiều bộ ba. Hãy chia thành nhiều phần.",
        "The update touches too many triples. Send it in parts.",
    )
