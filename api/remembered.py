"""Answers over the whole store, kept for as long as the store stays as it is.

What reads every row of a large store (the audit of a register, what everything rests on) takes a minute there: however
many ask, it is found once for each state of the store. It refuses to keep more than a few.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from graph.names import PREAMBLE
from graph.store import Store

T = TypeVar("T")
_MOST = 8
_LARGE = 20_000  # below this an answer is there before a process beside the server has begun


def is_large(store: Store, predicate: str) -> bool:
    """Whether the store says this so often that reading all of it takes a while."""
    return len(store.select(f"{PREAMBLE} SELECT ?s WHERE {{ ?s {predicate} ?o }} LIMIT {_LARGE}")) == _LARGE


class Remembered:
    """The last answers, by what was asked. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[str, threading.Lock] = {}
        self._kept: dict[str, tuple[str, Any]] = {}

    def answer(self, question: str, state: str | None, find: Callable[[], T]) -> T:
        """The answer for a state of the store; without one (others may change it unseen) it is found each time."""
        with self._lock:
            alone = self._asked.setdefault(question, threading.Lock())
        with alone:
            kept: tuple[str, T] | None = self._kept.get(question)
            if kept is not None and kept[0] == state:
                return kept[1]
            found = find()
            if state is not None:
                with self._lock:
                    self._kept.pop(question, None)
                    self._kept[question] = (state, found)
                    for oldest in list(self._kept)[:-_MOST]:
                        del self._kept[oldest]
                        self._asked.pop(oldest, None)
            return found
