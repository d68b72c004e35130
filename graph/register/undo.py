"""Taking an import out again: what only it brought leaves the register, and all that stood on it is derived anew.

Imports may be taken back in any order. A row that was there before stays; a row that another import that still stands
says too stays as well, and is that one's from then on. A small one goes in one change; a large one in several, and cut
short it is taken back by asking again. It refuses to touch what no import is kept for: the register that ships.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Quad

from graph import settle
from graph.changes import break_line, stamp, together
from graph.judgements import Judge
from graph.names import cc
from graph.register.import_ import relation_marks
from graph.register.kept import (
    Import,
    find_import,
    forget,
    hand_over,
    list_imports,
    owned_by,
    quads_of_import,
    rows_of_import,
)
from graph.register.rows import RegisterRow
from graph.store.seam import Change, Store

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What came of taking an import back."""

    kept: Import
    judged: int
    rows: tuple[RegisterRow, ...]  # of a list: they may wait again for a person


def undo_import(store: Store, words: str, *, judge: Judge | None = None) -> Undone:
    """Delete what the import of this id or file name brought; the documents it touched are judged again."""
    kept = find_import(store, words)
    rows = tuple(row for some in rows_of_import(store, kept) for row in some) if kept.listed else ()
    goes, moves = _parted(store, kept)
    batches = _batches(store, kept, goes)
    first = next(batches, [])
    second = next(batches, None)
    if second is None:
        ends = {q.object.value for q in first if q.predicate in (cc("actor"), cc("target"))}  # type: ignore[union-attr]
        out = Change(delete=tuple(first), insert=(*_marks(store, first), *moves))
        store.apply(together(out, forget(store, kept.node), stamp(store, ends)))
    else:
        store.apply(Change(insert=tuple(moves)))
        for some in (first, second, *batches):
            store.apply(Change(delete=tuple(some), insert=_marks(store, some)))
        store.apply(together(forget(store, kept.node), break_line(store)))
    judged = settle.settle(store, judge).judged
    store.publish()
    return Undone(kept=kept, judged=judged, rows=rows)


def _parted(store: Store, kept: Import) -> tuple[set[int], list[Quad]]:
    """Which of its quads (by their hashes: they may be ten million) go, and the notes of those that others keep."""
    goes = {hash(q) for some in owned_by(store, kept) for q in some}
    moves = []
    for other in reversed(list_imports(store)):
        if other.id == kept.id:
            continue
        for said in quads_of_import(store, other):
            also = [q for q in said if hash(q) in goes]
            goes.difference_update(map(hash, also))
            if also:
                moves.append(hand_over(other, also))
    return goes, moves


def _batches(store: Store, kept: Import, goes: set[int]) -> Iterator[list[Quad]]:
    batch: list[Quad] = []
    for some in owned_by(store, kept):
        batch += [q for q in some if hash(q) in goes]
        if len(batch) >= _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _marks(store: Store, gone: list[Quad]) -> tuple[Quad, ...]:
    """What must be looked at again: the works of these numbers, and whatever stands on the ends of these relations."""
    cells = {q.object.value for q in gone if q.predicate == cc("numberKey")}  # type: ignore[union-attr]
    return (*(settle.mark_cell(c) for c in sorted(cells)), *relation_marks(store, gone))
