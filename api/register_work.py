"""Registers and yearly lists that were sent to the server, taken in one at a time while a page tells how far it is.

The last fifty are remembered, in this process only; what an import said is kept in the store, so that it can be taken
back from any place. After an import the register is looked through for contradictions, where it
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

from api.files import safe_name
from api.service import Service
from graph.names import PREAMBLE, cc, graph_named
from graph.register.audit_entries import AuditEntry
from graph.register.kept import Import
from graph.register.rows import Refused
from ontology.errors import CancuError, ChangedMeanwhile, Message, NotFound, StoreBusy

_REMEMBERED = 50
_MOST_AUDITED = 50_000  # rows
_MOST_WAITING = 20
_LARGE = 2_000  # rows: taking more back lets a page wait too long
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
    kept: str = ""  # the id under which the import can be taken back
    undone: bool = False


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
        sources = sorted({row.source for iri, row in self._service.pending() if iri in wanted and row.source})
        report = self._service.accept(chosen)
        work = RegisterWork(
            id=secrets.token_hex(8), name="; ".join(sources) or "…", stage="done", rows=report.rows,
            judged=report.judged, refused=report.refused, kept=report.kept,
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

    def imports(self) -> list[tuple[Import, bool]]:
        """The imports that stand, the latest first, and whether each is taken back at once."""
        return [(kept, kept.rows < _LARGE) for kept in self._service.register_imports()]

    def can_undo(self, work: RegisterWork) -> bool:
        """Whether what this import brought still stands, and is taken back while a page waits."""
        return work.ended.is_set() and any(kept.id == work.kept and soon for kept, soon in self.imports())

    def undoes(self, id_: str) -> bool:
        """The same by its id; what is no longer remembered is undone from the list of imports."""
        with self._lock:
            work = self._known.get(id_)
        return work is not None and self.can_undo(work)

    def undo(self, id_: str) -> RegisterWork:
        """Take out what an import brought, by the id of its work, or by its own id from the list of imports."""
        with self._lock:
            work = self._known.get(id_) or next((w for w in self._known.values() if w.kept and w.kept == id_), None)
        if work is None:
            kept = next((kept for kept, _ in self.imports() if kept.id == id_), None)
            work = self.find(id_) if kept is None else RegisterWork(id=id_, name=kept.name, kept=id_, stage="done")
            work.ended.set()
        if not self.can_undo(work):
            raise ChangedMeanwhile(
                "Lần nạp sổ này không còn trong sổ, hoặc quá lớn để hoàn tác ở đây: cancu register undo.",
                "This import no longer stands in the register, or is too large to undo here: cancu register undo.",
            )
        work.judged = self._service.undo_register(work.kept).judged
        work.undone = True
        with self._lock:
            self._known[work.id] = work
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
        work.rows, work.judged, work.refused, work.kept = report.rows, report.judged, report.refused, report.kept
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
