"""Stores: one seam, three kinds behind it. `open_store` is the door.

`where` is a directory (embedded), `memory:`, or the URL of a SPARQL 1.1 endpoint.
"""

from graph.store.embedded import was_cut_short
from graph.store.seam import Change, Rows, Store, Term, Value
from graph.store.version import VERSION, open_engine, open_store, version_of

__all__ = [
    "VERSION",
    "Change",
    "Rows",
    "Store",
    "Term",
    "Value",
    "open_engine",
    "open_store",
    "version_of",
    "was_cut_short",
]
