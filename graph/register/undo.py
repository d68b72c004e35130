"""Taking an import out again: what it added leaves the register, and all that stood on it is derived anew.

It takes out exactly what came with the import. A row that was there before stays, and so does one that a later import
states: whoever calls sees to it that imports are undone in the reverse of their order.
"""

from collections.abc import Sequence

from pyoxigraph import Quad

from graph import settle
from graph.changes import stamp, together
from graph.judgements import Judge
from graph.names import cc
from graph.register.import_ import relation_marks
from graph.store.seam import Change, Store


def undo_import(store: Store, added: Sequence[Quad], *, judge: Judge | None = None) -> int:
    """Delete what an import added; how many documents were judged again."""
    gone = [q for q in added if store.match(q.subject, q.predicate, q.object, q.graph_name)]  # type: ignore[arg-type]
    cells = {q.object.value for q in gone if q.predicate == cc("numberKey")}  # type: ignore[union-attr]
    ends = {q.object.value for q in gone if q.predicate in (cc("actor"), cc("target"))}  # type: ignore[union-attr]
    marks = [settle.mark_cell(c) for c in sorted(cells)] + relation_marks(store, gone)
    store.apply(together(Change(delete=tuple(gone), insert=tuple(marks)), stamp(store, ends)))
    judged = settle.settle(store, judge).judged
    store.publish()
    return judged
