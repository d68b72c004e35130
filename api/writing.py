"""The store open for writing: one writer at a time, up to date with the day before anything else is done.

What a new day changes (something begins or ends) is judged again first, so that nobody has to do it by hand.
"""

import datetime as dt
from typing import TYPE_CHECKING

from api.start import judge, start_store
from graph.load import catch_up
from graph.store import Store, open_store

if TYPE_CHECKING:
    from api.opened import OpenStore


class Writing:
    """The store open for writing; the reader sees what was written when it is done."""

    def __init__(self, service: "OpenStore") -> None:
        self._service = service
        self._store: Store | None = None

    def __enter__(self) -> Store:
        if self._service.where == "memory:":
            store = self._service.reader()
        else:
            store = self._store = open_store(self._service.where)
            start_store(store)
        catch_up(store, dt.date.today(), judge=judge)
        return store

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self._service.writes += 1
        if self._store is not None:
            self._store.close()
        if error is None:
            self._service.follow_change()  # by who writes, so that readers find the lists as the store is
