"""What each import said, kept beside the register so that it can be taken back, in any order, after any time.

An import is a node in the graph of loads (provenance): the name of its file, when, how many rows, and its rows in
parts, each one compressed text, so that they weigh little. A part also says which of the quads of its rows were new,
or which were there before, whichever is less: taking an import back touches only what it brought. The register that
ships is not kept and cannot be taken back. It refuses to keep the same rows twice: what changed nothing is no import.
"""

import base64
import datetime as dt
import gzip
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from graph.codec import decode, encode
from graph.names import A, cc, graph_named, mint_row, whole
from graph.register.quads import row_quads
from graph.register.report import ImportReport
from graph.register.rows import RegisterRow
from graph.store.seam import Change, Store, Term
from ontology.errors import NotFound, NotUnique

_ASKED_AT_ONCE = 500
_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import that stands in the register."""

    id: str
    name: str
    at: str
    rows: int
    listed: bool  # rows of a list that a person accepted: taken back, they wait again

    @property
    def node(self) -> NamedNode:
        return mint_row("import", self.id)


class Keeping:
    """An import being kept while its rows pass by."""

    def __init__(self, name: str, *, listed: bool) -> None:
        self.id = uuid.uuid4().hex[:12]
        self.new = 0
        self._name, self._listed, self._parts, self._rows = name, listed, 0, 0

    @property
    def node(self) -> NamedNode:
        return mint_row("import", self.id)

    def begin(self) -> list[Quad]:
        """What stands from the first moment: also an import that is cut short can be taken back."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        pairs: list[tuple[NamedNode, Term]] = [
            (A, cc("RegisterImport")),
            (cc("fileName"), Literal(self._name)),
            (cc("loadedAt"), Literal(now)),
        ]
        if self._listed:
            pairs.append((cc("fromList"), Literal("true")))
        return [Quad(self.node, p, o, graph_named("loads")) for p, o in pairs]

    def keep(self, rows: Sequence[RegisterRow], quads: Iterable[Quad], there: set[Quad]) -> list[Quad]:
        """The part that keeps these rows; `there` are those of their quads that the register had before."""
        said = set(quads)
        held, added = said & there, said - there
        self.new += len(added)
        self._rows += len(rows)
        part = {"rows": [encode(r) for r in rows]}
        part |= {"held": _lines(held)} if len(held) <= len(added) else {"added": _lines(added)}
        return [self._part(part)]

    def end(self) -> list[Quad]:
        """How much it was."""
        return [Quad(self.node, cc("rowCount"), whole(self._rows), graph_named("loads"))]

    def _part(self, value: dict[str, list[str]]) -> Quad:
        self._parts += 1
        return _part_quad(self.node, value, f"{self._parts:06d}")


def list_imports(store: Store) -> list[Import]:
    """The imports that stand, the latest first."""
    loads, found = graph_named("loads"), []
    for quad in store.match(None, A, cc("RegisterImport"), loads):
        said = {
            q.predicate.value.rpartition("#")[2]: str(getattr(q.object, "value", ""))
            for q in store.match(quad.subject, g=loads)  # type: ignore[arg-type]
        }
        found.append(
            Import(
                id=str(quad.subject).rpartition("/")[2].rstrip(">"), name=said["fileName"], at=said["loadedAt"],
                rows=int(said.get("rowCount", "0")), listed="fromList" in said,
            )
        )  # fmt: skip
    return sorted(found, key=lambda i: (i.at, i.id), reverse=True)


def find_import(store: Store, words: str) -> Import:
    """The import of this id, the beginning of it, or the name of its file where one only has it."""
    every = list_imports(store)
    found = [i for i in every if words == i.id] or [i for i in every if words == i.name]
    found = found or [i for i in every if len(words) >= _SHORTEST and i.id.startswith(words)]
    if not found:
        raise NotFound(
            f"Không có lần nạp sổ “{words}”. Xem: cancu register imports.",
            f"There is no register import “{words}”. List them: cancu register imports.",
        )
    if len(found) > 1:
        shown = "; ".join(f"{i.id} ({i.at})" for i in found)
        raise NotUnique(
            f"“{words}” là {len(found)} lần nạp. Hãy dùng mã: {shown}",
            f"“{words}” is {len(found)} imports. Use the id: {shown}",
            candidates=[i.id for i in found],
        )
    return found[0]


def rows_of_import(store: Store, kept: Import) -> Iterator[list[RegisterRow]]:
    """Its rows, a part at a time."""
    for part in _parts(store, kept):
        yield [decode(RegisterRow, text) for text in part["rows"]]


def quads_of_import(store: Store, kept: Import) -> Iterator[list[Quad]]:
    """All it said, also what others say too, a part at a time."""
    seen: set[str] = set()
    for rows in rows_of_import(store, kept):
        yield _said(rows, seen)


def owned_by(store: Store, kept: Import) -> Iterator[list[Quad]]:
    """What it brought new into the register, a part at a time."""
    seen: set[str] = set()
    for part in _parts(store, kept):
        said = _said([decode(RegisterRow, text) for text in part["rows"]], seen)
        if "added" in part:
            yield _quads(part["added"])
        else:
            held = set(_quads(part["held"]))
            yield [q for q in said if q not in held]


def hand_over(kept: Import, quads: Iterable[Quad]) -> Quad:
    """What another import brought and this one says too is this one's from now on."""
    lines = _lines(quads)
    return _part_quad(
        kept.node, {"rows": [], "added": lines}, "more-" + hashlib.sha256("".join(lines).encode()).hexdigest()
    )


def forget(store: Store, node: NamedNode) -> Change:
    """The change after which the import is not kept any more."""
    return Change(delete=tuple(store.match(node, g=graph_named("loads"))))


def standing(store: Store, quads: Iterable[Quad]) -> set[Quad]:
    """Which of these the register has already, asked in few questions."""
    wanted, register = set(quads), graph_named("register")
    subjects = sorted({str(q.subject) for q in wanted})
    there = set()
    for start in range(0, len(subjects), _ASKED_AT_ONCE):
        some = " ".join(subjects[start : start + _ASKED_AT_ONCE])
        text = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {some} }} GRAPH $register {{ ?s ?p ?o }} }}"
        there |= {Quad(s, p, o, register) for s, p, o in store.select(text, register=register)}  # type: ignore[arg-type]
    return wanted & there


def _said(rows: Iterable[RegisterRow], seen: set[str]) -> list[Quad]:
    """The quads of rows, as the import of them wrote them."""
    report = ImportReport()
    return [q for row in rows for q in row_quads(row, "register", seen, report)]


def _part_quad(node: NamedNode, value: dict[str, list[str]], name: str) -> Quad:
    """Its name stands before the text, so that parts keep their order."""
    text = base64.b64encode(gzip.compress(json.dumps(value, ensure_ascii=False).encode(), mtime=0)).decode()
    return Quad(node, cc("keptRows"), Literal(f"{name} {text}"), graph_named("loads"))


def _parts(store: Store, kept: Import) -> Iterator[dict[str, list[str]]]:
    held = store.match(kept.node, cc("keptRows"), None, graph_named("loads"))
    for text in sorted(q.object.value for q in held):  # type: ignore[union-attr]
        value: dict[str, list[str]] = json.loads(gzip.decompress(base64.b64decode(text.partition(" ")[2])))
        yield value


def _lines(quads: Iterable[Quad]) -> list[str]:
    return sorted(f"{q} ." for q in quads)


def _quads(lines: Sequence[str]) -> list[Quad]:
    return list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
