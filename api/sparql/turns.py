"""Queries wait for their turn in threads of their own, so that those of the pages stay free.

It refuses at once when too many wait already, and a query whose turn came too late: whoever asked has the answer
"busy, try again" within a bounded time, however many ask.
"""

import asyncio
import contextvars
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from api.sparql.runner import Answer, QueryBusy, Question

_MOST_WAITING = 64


class Turns:
    """A queue before `ask`. `patience`: seconds after which waiting has no use."""

    def __init__(self, ask: Callable[[Question], Answer], *, patience: float, threads: int = 4) -> None:
        self._ask = ask
        self._patience = patience
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="query")
        self._lock = threading.Lock()
        self._waiting = 0

    async def ask(self, question: Question) -> Answer:
        """The answer, when its turn has come."""
        with self._lock:
            if self._waiting >= _MOST_WAITING:
                raise _busy()
            self._waiting += 1
        context, asked_at = contextvars.copy_context(), time.monotonic()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, context.run, self._in_turn, question, asked_at)
        finally:
            with self._lock:
                self._waiting -= 1

    def _in_turn(self, question: Question, asked_at: float) -> Answer:
        if time.monotonic() - asked_at > self._patience:
            raise _busy()
        return self._ask(question)


def _busy() -> QueryBusy:
    return QueryBusy(
        "Máy chủ đang bận các truy vấn khác. Hãy thử lại sau.", "Other queries keep the server busy. Try again later."
    )
