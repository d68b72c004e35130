"""Stores: one seam, three kinds behind it. `open_store` is the door.

`where` is a directory (embedded), `memory:`, or the URL of a SPARQL 1.1 endpoint.
"""

from graph.store.embedded import WAIT_SECONDS, EmbeddedStore
from graph.store.endpoint import EndpointStore
from graph.store.local import MemoryStore
from graph.store.seam import Change, Rows, Store, Term, Value

__all__ = ["Change", "Rows", "Store", "Term", "Value", "open_engine"]


def open_engine(where: str, *, read_only: bool = False, wait: float = WAIT_SECONDS) -> Store:
    """The bare store, its version not looked at. Use `graph.open_store` but for migrating."""
    if where == "memory:":
        return MemoryStore(read_only=read_only)
    if where.startswith(("http://", "https://")):
        return EndpointStore(where, read_only=read_only)
    return EmbeddedStore(where, read_only=read_only, wait=wait)
