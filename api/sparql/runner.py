"""Queries from outside, each in a process that can be killed, with limits on time, memory and rows.

A few worker processes hold the store open for reading. A query that is still running when its time is up ends with its
worker, and a new worker takes the place; so a hundred greedy queries wait for one another, never for the pages. A
worker over a directory has no network (where the system allows taking it away), as a second lock behind the refusal of
SERVICE and LOAD.
"""

import contextlib
import ctypes
import multiprocessing
import os
import queue
import resource
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from api.logs import log_failure
from api.processes import begin_uninterrupted
from api.sparql.results import GRAPH_TYPES, ROW_TYPES, format_boolean, format_graph, format_rows
from ontology.errors import CancuError, QueryError, StoreBusy, StoreError

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_START_SECONDS = 30.0


class QueryTimeout(QueryError):
    """The query took longer than allowed."""


class QueryTooLarge(QueryError):
    """The query needed more memory than allowed."""


class QueryBusy(StoreBusy):
    """All workers are taken and stayed so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """What one query may use; told to the client."""

    seconds: float = 10.0
    rows: int = 10_000
    megabytes: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query as it goes to a worker: the text, its dataset, and the types the client takes, best first."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    row_type: str | None = "application/sparql-results+json"
    graph_type: str | None = "text/turtle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What comes back. `cut` says that there were more rows than the limit; `kind` None: no type the client takes."""

    kind: Literal["rows", "boolean", "graph"] | None
    media_type: str
    body: bytes
    cut: bool = False


def _take_network_away() -> None:
    """A network of its own, with nothing in it. Where the system forbids that, the refusal of SERVICE stands alone."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _limit_memory(megabytes: int) -> None:
    """Allow so much address space on top of what the open store already takes."""
    with Path("/proc/self/statm").open(encoding="ascii") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    ceiling = used + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def answer_from(store: Any, question: Question, limits: QueryLimits, prefixes: Mapping[str, str]) -> Answer:
    """The answer of an open store, in this process."""
    found = store.answer(question.text, default_graphs=question.default_graphs, named_graphs=question.named_graphs)
    if found.form == "graph":
        if question.graph_type is None:
            return Answer(kind=None, media_type="", body=b"")
        triples = found.first(limits.rows)
        body = format_graph(triples, GRAPH_TYPES[question.graph_type], prefixes)
        return Answer(kind="graph", media_type=question.graph_type, body=body, cut=found.more)
    if question.row_type is None:
        return Answer(kind=None, media_type="", body=b"")
    if found.form == "boolean":
        body = format_boolean(found.value, ROW_TYPES[question.row_type])
        return Answer(kind="boolean", media_type=question.row_type, body=body)
    rows = found.first(limits.rows)
    body = format_rows(found.variables, rows, ROW_TYPES[question.row_type])
    return Answer(kind="rows", media_type=question.row_type, body=body, cut=found.more)


def _work(link: Connection, where: str, limits: QueryLimits, prefixes: Mapping[str, str]) -> None:
    """A worker: answers until the other end is closed."""
    from graph.store import open_store

    os.nice(5)  # pages come before questions
    if not where.startswith(("http://", "https://")):
        _take_network_away()
    store = open_store(where, read_only=True)
    _limit_memory(limits.megabytes)
    link.send("ready")
    while True:
        try:
            question = link.recv()
        except EOFError:
            return
        store.refresh()
        try:
            link.send(answer_from(store, question, limits, prefixes))
        except CancuError as error:
            link.send(error)
        except MemoryError:
            link.send(_too_large(limits))
        except RecursionError:
            raise SystemExit(1) from None  # whoever asked is told of it as of one that was stopped
        except Exception as error:  # whoever asked is told; the traceback goes where support finds it
            log_failure(error)
            link.send(StoreError("Lỗi không lường trước; xem tệp nhật ký.", "Unforeseen error; see the log file."))


def _too_large(limits: QueryLimits) -> QueryTooLarge:
    return QueryTooLarge(
        f"Truy vấn cần hơn {limits.megabytes} MB bộ nhớ. Hãy thêm điều kiện hoặc LIMIT.",
        f"The query needs more than {limits.megabytes} MB of memory. Add conditions or a LIMIT.",
        megabytes=limits.megabytes,
    )


class _Worker:
    """One process and the line to it."""

    def __init__(self, where: str, limits: QueryLimits, prefixes: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("spawn")
        self._link, theirs = context.Pipe()
        arguments = (theirs, where, limits, dict(prefixes))
        self.process = context.Process(target=_work, args=arguments, daemon=True)
        begin_uninterrupted(self.process)
        theirs.close()
        self._ready = False

    def ask(self, question: Question, limits: QueryLimits) -> Answer:
        """The answer, or the error; after QueryTimeout and QueryTooLarge the worker is gone."""
        try:
            if not self._ready:
                if not self._link.poll(_START_SECONDS):
                    raise EOFError
                self._link.recv()
                self._ready = True
            self._link.send(question)
            if not self._link.poll(limits.seconds):
                raise QueryTimeout(
                    f"Truy vấn chạy quá {limits.seconds:g} giây nên đã bị dừng. Hãy thêm điều kiện hoặc LIMIT.",
                    f"The query ran longer than {limits.seconds:g} s and was stopped. Add conditions or a LIMIT.",
                    seconds=limits.seconds,
                )
            answer = self._link.recv()
        except (EOFError, OSError) as error:
            raise QueryTooLarge(
                f"Truy vấn lồng quá sâu hoặc cần hơn {limits.megabytes} MB bộ nhớ nên đã bị dừng. Hãy viết gọn "
                "lại, thêm điều kiện hoặc LIMIT.",
                f"The query is nested too deep or needs more than {limits.megabytes} MB of memory and was stopped. "
                "Make it simpler, add conditions or a LIMIT.",
                megabytes=limits.megabytes,
            ) from error
        if isinstance(answer, CancuError):
            raise answer
        assert isinstance(answer, Answer)
        return answer

    def end(self) -> None:
        """Stop it at once."""
        self._link.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


class QueryPool:
    """Workers over one store. `ask` may be called from many threads at once."""

    def __init__(
        self,
        where: str,
        *,
        limits: QueryLimits | None = None,
        workers: int = 2,
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self.limits = limits or QueryLimits()
        self._make: Callable[[], _Worker] = lambda: _Worker(where, self.limits, prefixes or {})
        self._free: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._free.put(None)

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[_Worker]:
        try:
            place = self._free.get(timeout=self.limits.seconds * 2)
        except queue.Empty:
            raise QueryBusy(
                "Máy chủ đang bận các truy vấn khác. Hãy thử lại sau.",
                "Other queries keep the server busy. Try again later.",
            ) from None
        try:
            worker = place if place is not None and place.process.is_alive() else self._make()
        except BaseException:
            self._free.put(None)  # its place stays, else a start that failed would be one worker less for ever
            raise
        try:
            yield worker
        except (QueryTimeout, QueryTooLarge):
            worker.end()
            self._free.put(None)
            raise
        except BaseException:
            self._free.put(worker)
            raise
        else:
            self._free.put(worker)

    def ask(self, question: Question) -> Answer:
        """The answer to one query, within the limits."""
        with self._borrowed() as worker:
            return worker.ask(question, self.limits)

    def close(self) -> None:
        """End all workers; their places stay, for an application may be begun again after it was ended."""
        places = 0
        while True:
            try:
                worker = self._free.get_nowait()
            except queue.Empty:
                break
            places += 1
            if worker is not None:
                worker.end()
        for _ in range(places):
            self._free.put(None)
