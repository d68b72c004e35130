"""Loadings, and takings out, that a client follows instead of waiting for: one at a time, in the order they came.

The last hundred are remembered, in this process only. It refuses more waiting work than it could hold in memory.
"""

import datetime as dt
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any

from api.outcomes import Refused
from api.service import Service
from graph.load import Loaded
from ontology.errors import CancuError, Message, NotFound, StoreBusy

_REMEMBERED = 100
_WAITING_BYTES = 500_000_000
_UNFORESEEN = Message("Lỗi không lường trước; xem tệp nhật ký.", "Unforeseen error; see the log file.")


@dataclass(slots=True, kw_only=True)
class _Job:
    id: str
    total: int
    size: int
    at: dt.datetime
    state: str = "waiting"
    documents: list[Loaded] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    problem: Message | None = None
    error: CancuError | None = None
    undo: bool = False  # takes documents out instead
    taken: int = 0


class LoadJobs:
    """The loadings of one server."""

    def __init__(self, service: Service, prefix: str = "/api/v1") -> None:
        self._service = service
        self._prefix = prefix
        self._lock = threading.Lock()
        self._jobs: dict[str, _Job] = {}
        self._worker: ThreadPoolExecutor | None = None

    def start(self, uploads: Sequence[tuple[str, bytes]]) -> dict[str, Any]:
        """Begin a loading, or let it wait for those before it."""
        size = sum(len(data) for _, data in uploads)
        return self._begin(self._new(len(uploads), size), lambda job: self._load(job, uploads))

    def undo(self, documents: Sequence[str]) -> dict[str, Any]:
        """Begin to take documents out of the store, or let it wait for the loadings before it."""
        job = self._new(len(documents), 0)
        job.undo = True
        return self._begin(job, lambda job: self._take_out(job, documents))

    @staticmethod
    def _new(total: int, size: int) -> _Job:
        return _Job(id=secrets.token_hex(8), total=total, size=size, at=dt.datetime.now().astimezone())

    def _begin(self, job: _Job, work: Callable[[_Job], None]) -> dict[str, Any]:
        with self._lock:
            waiting = sum(j.size for j in self._jobs.values() if j.state in ("waiting", "running"))
            if waiting and waiting + job.size > _WAITING_BYTES:
                raise StoreBusy("Đang có nhiều lượt nạp chờ. Hãy thử lại sau.", "Many loadings wait. Try again later.")
            self._jobs[job.id] = job
            self._worker = self._worker or ThreadPoolExecutor(max_workers=1, thread_name_prefix="cancu-load")
            self._worker.submit(copy_context().run, self._run, job, work)  # who asked is who loads
            ended = [j.id for j in self._jobs.values() if j.state in ("done", "failed")]
            for old in ended[: max(0, len(self._jobs) - _REMEMBERED)]:
                del self._jobs[old]
        return self.view(job.id)

    def _load(self, job: _Job, uploads: Sequence[tuple[str, bytes]]) -> None:
        def seen(one: Loaded | Refused) -> None:
            with self._lock:
                if isinstance(one, Refused):
                    job.refused.append(one)
                else:
                    job.documents.append(one)

        self._service.load_uploads(uploads, on_file=seen)

    def _take_out(self, job: _Job, documents: Sequence[str]) -> None:
        def gone() -> None:
            with self._lock:
                job.taken += 1

        self._service.unload(documents, on_document=gone)

    def _run(self, job: _Job, work: Callable[[_Job], None]) -> None:
        job.state = "running"
        try:
            work(job)
        except CancuError as error:
            job.problem, job.error = error.message, error
        except Exception:  # the job's own end: whoever follows it must hear of it
            logging.getLogger("cancu").exception("loading %s", job.id)
            job.problem = _UNFORESEEN
        job.state = "failed" if job.problem else "done"

    def view(self, job: str) -> dict[str, Any]:
        """How far a job is."""
        with self._lock:
            found = self._jobs.get(job)
            if found is None:
                raise NotFound(f"Không có lượt nạp “{job}”.", f"There is no loading “{job}”.")
            return {
                "id": found.id,
                "state": found.state,
                "total": found.total,
                "done": found.taken if found.undo else len(found.documents) + len(found.refused),
                "documents": [
                    {"file": d.file, "document": d.document, "state": d.state, "instead_of": list(d.instead_of)}
                    for d in found.documents
                ],
                "refused": [{"file": r.file, "cause": r.error.message.as_dict()} for r in found.refused],
                "problem": found.problem.as_dict() if found.problem else None,
                "href": f"{self._prefix}/jobs/{found.id}",
            }

    def takes_out(self, job: str) -> bool:
        """Whether a job takes documents out."""
        with self._lock:
            return job in self._jobs and self._jobs[job].undo

    def error_of(self, job: str) -> CancuError | None:
        """Why a job failed, where that was foreseen."""
        with self._lock:
            return self._jobs[job].error if job in self._jobs else None

    def recent(self, most: int) -> list[tuple[dt.datetime, dict[str, Any]]]:
        """The last loadings and when they were asked for, the newest first."""
        with self._lock:
            known = sorted((j for j in self._jobs.values() if not j.undo), key=lambda j: j.at, reverse=True)[:most]
        return [(job.at, self.view(job.id)) for job in known]

    def close(self) -> None:
        """Finish the one that runs, forget those that wait."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.shutdown(wait=True, cancel_futures=True)
