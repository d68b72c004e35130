"""Which register something was checked against: how many rows it holds, and a code that names just these rows.

A row's name is made of what the row says, so the code is one for one content: it changes with every import and every
undoing, and comes back when the same rows stand there again. It says nothing of when they came.
"""

import hashlib
from dataclasses import dataclass

from graph.names import A, cc, graph_named
from graph.store.seam import Store

_KEPT: dict[str, "Edition"] = {}  # by the state of the store; the last one only
_LETTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The content of a register at one moment."""

    rows: int
    code: str


def read_edition(store: Store) -> Edition:
    """What the register holds; read once a state of the store."""
    state = store.state()
    if state is not None and state in _KEPT:
        return _KEPT[state]
    rows = store.match(None, A, cc("RegisterRow"), graph_named("register"))
    names = sorted({str(getattr(q.subject, "value", "")) for q in rows})
    found = Edition(rows=len(names), code=hashlib.sha256("\n".join(names).encode()).hexdigest()[:_LETTERS])
    if state is not None:
        _KEPT.clear()
        _KEPT[state] = found
    return found
