"""Registers and yearly lists that were sent to the server, taken in one at a time while a page tells how far it is.

The last fifty are remembered, in this process only. Only the last import that is not undone yet may be undone: in this
order rows that two files state stay right. After an import the register is looked through for contradictions, where it
is small enough to do so at once; a larger one has `cancu register audit`.
"""

import secrets
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from logging import getLogger
from pathlib import Path

from pyoxigraph import Quad

from api.files import safe_name
from api.service import Service
from graph.names import PREAMBLE, cc, graph_named
from graph.register.audit import AuditEntry
from graph.register.rows import Refused, RegisterRow
from ontology.errors import CancuError, ChangedMeanwhile, Message, NotFound, StoreBusy

_REMEMBERED = 50
_MOST_AUDITED = 50_000  # rows
_MOST_WAITING = 20
_ROWS = "SELECT (COUNT(?r) AS ?n) WHERE { GRAPH $register { ?r a $kind } }"
_UNFORESEEN = Message("Lỗi không lường trước; xem tệp nhật ký.", "Unforeseen error; see the log file.")


@dataclass(slots=True, kw_only=True)
class RegisterWork:
    """One file on its way in, and what came of it."""

    id: str
    name: str
    stage: str = "waiting"  # then reading, auditing; done or failed
    rows: int = 0
    judged: int = 0
    refused: list[Refused] = field(default_factory=list)
    cautions: tuple[Message, ...] = ()
    unread: tuple[str, ...] = ()
    standing: int = 0  # rows of a list that the register has already
    contradictions: list[AuditEntry] | None = None  # None: not looked for
    proposed: bool = False
    problem: Message | None = None
    ended: threading.Event = field(default_factory=threading.Event)
    added: tuple[Quad, ...] = ()  # what undoing takes out
    undone: bool = False
    waiting: tuple[RegisterRow, ...] = ()  # rows of a list that a person accepted: undone, they wait again


class RegisterDesk:
    """The register files of one server."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._known: dict[str, RegisterWork] = {}
        self._worker: ThreadPoolExecutor | None = None

    def import_rows(self, name: str, data: bytes) -> RegisterWork:
        """Official rows, CSV or JSON Lines."""
        return self._start(name, data, self._import)

    def propose(self, name: str, data: bytes) -> RegisterWork:
        """A decision that lists documents no longer in force; its rows wait for a person."""
        return self._start(name, data, self._propose)

    def accept(self, chosen: Sequence[str]) -> RegisterWork:
        """Let rows of a list that waited count; it is undone like an import."""
        wanted = set(chosen)
        waiting = tuple(row for iri, row in self._service.pending() if iri in wanted)
        report = self._service.accept(chosen)
        sources = sorted({row.source for row in waiting if row.source})
        work = RegisterWork(
            id=secrets.token_hex(8), name="; ".join(sources) or "…", stage="done", rows=report.rows,
            judged=report.judged, refused=report.refused, added=report.added, waiting=waiting,
        )  # fmt: skip
        work.ended.set()
        with self._lock:
            self._known[work.id] = work
        return work

    def find(self, id_: str) -> RegisterWork:
        """How far one is."""
        with self._lock:
            if id_ not in self._known:
                raise NotFound(f"Không có lượt nạp sổ “{id_}”.", f"There is no register import “{id_}”.")
            return self._known[id_]

    def can_undo(self, work: RegisterWork) -> bool:
        """Whether this is the last import that added anything and is not undone."""
        with self._lock:
            added = [w for w in self._known.values() if w.added and not w.undone]
        return bool(added) and added[-1] is work and work.ended.is_set()

    def undoes(self, id_: str) -> bool:
        """The same by its id; what is no longer remembered cannot be undone."""
        with self._lock:
            work = self._known.get(id_)
        return work is not None and self.can_undo(work)

    def undo(self, id_: str) -> RegisterWork:
        """Take out what an import added."""
        work = self.find(id_)
        if not self.can_undo(work):
            raise ChangedMeanwhile(
                "Chỉ hoàn tác được lần nạp sổ sau cùng còn trong sổ.",
                "Only the last import that still stands in the register can be undone.",
            )
        work.judged = self._service.undo_register(work.added, work.waiting)
        work.undone, work.added = True, ()
        return work

    def _start(self, name: str, data: bytes, take: Callable[[RegisterWork, Path], None]) -> RegisterWork:
        work = RegisterWork(id=secrets.token_hex(8), name=safe_name(name))
        with self._lock:
            if sum(not w.ended.is_set() for w in self._known.values()) >= _MOST_WAITING:
                raise StoreBusy("Đang có nhiều sổ chờ. Hãy thử lại sau.", "Many registers wait. Try again later.")
            self._known[work.id] = work
            for old in [w.id for w in self._known.values() if w.ended.is_set()][: len(self._known) - _REMEMBERED]:
                del self._known[old]
            self._worker = self._worker or ThreadPoolExecutor(max_workers=1, thread_name_prefix="cancu-register")
            self._worker.submit(copy_context().run, self._run, work, data, take)  # who asked is who writes
        return work

    def _run(self, work: RegisterWork, data: bytes, take: Callable[[RegisterWork, Path], None]) -> None:
        try:
            work.stage = "reading"
            with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
                path = Path(folder) / work.name
                path.write_bytes(data)
                take(work, path)
            work.stage = "done"
        except CancuError as error:
            work.problem, work.stage = error.message, "failed"
        except Exception:  # the work's own end: whoever follows it must hear of it
            getLogger("cancu").exception("register %s", work.id)
            work.problem, work.stage = _UNFORESEEN, "failed"
        work.ended.set()

    def _import(self, work: RegisterWork, path: Path) -> None:
        def seen(rows: int) -> None:
            work.rows = rows

        report = self._service.import_register(path, seen)
        work.rows, work.judged, work.refused, work.added = report.rows, report.judged, report.refused, report.added
        work.cautions = report.cautions
        store = self._service.reader()
        rows = store.select(PREAMBLE + _ROWS, register=graph_named("register"), kind=cc("RegisterRow")).column("n")
        if int(rows[0]) <= _MOST_AUDITED:
            work.stage = "auditing"
            work.contradictions = self._service.audit_register()

    def _propose(self, work: RegisterWork, path: Path) -> None:
        work.proposed = True
        found = self._service.propose_expired(path)
        work.rows, work.unread, work.standing = len(found.rows), found.unread, found.standing

    def close(self) -> None:
        """Finish the one that runs, forget those that wait."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.shutdown(wait=True, cancel_futures=True)
