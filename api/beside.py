"""Processes beside a server, of a lower rank, for what costs much: loading documents and registers, and bringing lists
and index up to date.

Python lets one thread of a process compute at a time, so a loading inside the server would make every page wait for
its turn. Here the pages keep the server's process for themselves. One process loads, one follows and one answers
questions that read the whole store, so that a loading does not wait for a large catching up; each begins when it is
first needed and ends when it has been idle. What a process cut short was doing is undone by the store and by SQLite.
It refuses to decide anything: it does what the service does, and what the service raises is raised here.
"""

import contextlib
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.outcomes import Refused
from api.processes import begin_uninterrupted
from ontology.errors import CancuError, StoreError

if TYPE_CHECKING:
    from api.service import Service
    from graph.load import Loaded, LoadReport
    from graph.register.audit_entries import AuditEntry
    from graph.register.expired import Proposal
    from graph.register.report import ImportReport
    from graph.register.undo import Undone
    from graph.relied import Relied

RANK = 5  # as `nice` counts: whoever reads comes first; more would starve it on a busy machine
IDLE_SECONDS = 60.0
Tell = Callable[[Any], None]


class Beside:
    """The processes beside one server, over a store in a directory. May be used by several threads."""

    def __init__(self, where: str) -> None:
        self._loading, self._following, self._asking = _Line(where), _Line(where), _Line(where)

    def load(
        self, uploads: Sequence[tuple[str, bytes]], on_file: Callable[["Loaded | Refused"], None] | None
    ) -> tuple["LoadReport", list[Refused]]:
        """Load uploaded files; `on_file` hears of each."""
        report, refused = self._loading.ask("load", list(uploads), on_file)
        return report, refused

    def import_register(self, path: Path, on_rows: Callable[[int], None] | None) -> "ImportReport":
        """Import a file of rows; `on_rows` hears how many are read."""
        report: ImportReport = self._loading.ask("import register", path, on_rows)
        return report

    def undo_register(self, words: str) -> "Undone":
        """Take an import back."""
        undone: Undone = self._loading.ask("undo register", words, None)
        return undone

    def propose_expired(self, path: Path) -> "Proposal":
        """Read a list of documents no longer in force."""
        found: Proposal = self._loading.ask("propose expired", path, None)
        return found

    def accept(self, chosen: Sequence[str] | None) -> "ImportReport":
        """Let rows that waited count."""
        report: ImportReport = self._loading.ask("accept", chosen, None)
        return report

    def follow(self, tell: Tell) -> None:
        """Bring lists and index to the published state; `tell` hears what has been read: a name, how many, of how
        many."""
        self._following.ask("follow", None, tell)

    def judge_due(self) -> None:
        """Judge again what a new day changes."""
        self._loading.ask("judge due", None, None)

    def audit_register(self) -> "list[AuditEntry]":
        """Rows of the register that contradict each other or themselves."""
        found: list[AuditEntry] = self._asking.ask("audit", None, None)
        return found

    def relied_on(self, count: int) -> "tuple[Relied, ...]":
        """The works that the store rests on most."""
        found: tuple[Relied, ...] = self._asking.ask("relied on", count, None)
        return found

    def close(self) -> None:
        """End what follows and what is asked at once, and what loads when it is done."""
        self._following.end(at_once=True)
        self._asking.end(at_once=True)
        self._loading.end(at_once=False)


class _Line:
    """One process, and the line to it: one task at a time."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._process: BaseProcess | None = None
        self._link: Connection | None = None

    def ask(self, task: str, given: Any, tell: Tell | None) -> Any:
        """What the task comes to."""
        with self._lock:
            for again in (True, False):
                try:
                    link = self._begun()
                    link.send((task, given))
                    return self._answer(link, tell)
                except (EOFError, OSError) as cause:  # it is gone
                    idle = self._forget() == 0
                    if not (idle and again):  # one that ended because it was idle has begun nothing
                        raise StoreError(
                            "Tiến trình nạp bên cạnh máy chủ đã dừng giữa chừng. Hãy thử lại.",
                            "The process beside the server ended in the middle of its work. Try again.",
                        ) from cause
        raise AssertionError

    def _answer(self, link: Connection, tell: Tell | None) -> Any:
        while True:
            kind, value = link.recv()
            if kind == "told":
                if tell is not None:
                    tell(value)
            elif kind == "done":
                return value
            elif kind == "refused":
                raise value
            else:
                raise RuntimeError(f"beside the server:\n{value}")

    def _begun(self) -> Connection:
        """The line to a process that lives."""
        if self._link is None or self._process is None or not self._process.is_alive():
            self._forget()
            context = multiprocessing.get_context("spawn")
            self._link, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._where), daemon=True)
            begin_uninterrupted(process)
            theirs.close()
            self._process = process  # from now on it can be stopped
        if self._stopped.is_set():
            self._process.kill()
            raise EOFError
        return self._link

    def _forget(self) -> int | None:
        """Let go of a process that has ended or is to end; how it ended."""
        link, process, self._link, self._process = self._link, self._process, None, None
        if link is not None:
            link.close()
        if process is None:
            return None
        process.join()
        return process.exitcode

    def end(self, *, at_once: bool) -> None:
        """Stop the process."""
        if at_once:
            self._stopped.set()
            if (process := self._process) is not None:
                process.kill()
        with self._lock:
            self._forget()


def _serve(link: Connection, where: str) -> None:
    """The process: does one task after the other until the line is closed or nothing was asked for a while."""
    from api.service import Service

    if hasattr(os, "nice"):
        os.nice(RANK)
    service = Service(where)
    service.waits = False
    with contextlib.suppress(EOFError, OSError):  # the server is gone
        while link.poll(IDLE_SECONDS):
            task, given = link.recv()
            link.send(_done(service, task, given, lambda value: link.send(("told", value))))
    service.close()


_TASKS: dict[str, Callable[["Service", Any, Tell], Any]] = {
    "load": lambda service, uploads, tell: service.load_uploads(uploads, on_file=tell),
    "import register": lambda service, path, tell: service.import_register(path, tell),
    "undo register": lambda service, words, _: service.undo_register(words),
    "propose expired": lambda service, path, _: service.propose_expired(path),
    "accept": lambda service, chosen, _: service.accept(chosen),
    "follow": lambda service, _given, tell: service.bring_up(tell),
    "judge due": lambda service, _given, _: service.judge_due(),
    "audit": lambda service, _given, _: service.audit_register(),
    "relied on": lambda service, count, _: service.relied_on(count),
}


def _done(service: "Service", task: str, given: Any, tell: Tell) -> tuple[str, Any]:
    """What became of a task."""
    try:
        return "done", _TASKS[task](service, given, tell)
    except CancuError as error:
        return "refused", error
    except OSError:
        raise
    except Exception:  # the server logs it, with where it was
        return "failed", traceback.format_exc()
