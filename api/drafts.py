"""Checked drafts, held in this process's memory for a short while, so that files can be taken away by one click.

A draft belongs to the browser that sent it (a token of its own, never a name), stands under an id nobody can guess, and
is forgotten a set time after it was last used, when its owner says so, when newer drafts need the room, or when the
server stops. It refuses to write any of it down, and a draft larger than all the room there is.
"""

import datetime as dt
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from logging import getLogger

from api.files import read_upload
from api.outcomes import Checked
from api.service import Service
from ontology.errors import CancuError, NotFound, StoreBusy, TooLarge

STAGES = ("waiting", "reading", "judging", "done", "failed")
_ENDED = ("done", "failed")
_PER_LETTER = 12  # bytes of memory that a judged text needs for each of its characters, roughly


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLimits:
    """How long after its last use a draft is held, how many are, and how much memory they may fill."""

    seconds: float = 600.0
    count: int = 20
    megabytes: int = 256


@dataclass(slots=True, kw_only=True)
class Draft:
    """One draft while it is held."""

    id: str
    owner: str
    name: str
    data: bytes
    as_of: dt.date
    at: dt.datetime
    used: float
    stage: str = "waiting"
    checked: Checked | None = None
    problem: CancuError | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def size(self) -> int:
        """The memory it fills, roughly."""
        return len(self.data) + (_PER_LETTER * len(self.checked.text.raw) if self.checked else 0)


class DraftDesk:
    """The drafts of one server."""

    def __init__(
        self, service: Service, limits: DraftLimits | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.limits = limits or DraftLimits()
        self._service = service
        self._clock = clock
        self._lock = threading.RLock()
        self._held: dict[str, Draft] = {}
        self._workers: ThreadPoolExecutor | None = None
        self._sweeper: threading.Timer | None = None

    # -------------------------------------------------------------- putting down, picking up

    def start(self, owner: str, name: str, data: bytes, as_of: dt.date) -> Draft:
        """Begin checking a draft; the oldest go where there is no room for it."""
        room = self.limits.megabytes * 1_000_000
        if len(data) > room:
            message = f"{name}: lớn hơn {self.limits.megabytes} MB.", f"{name}: larger than {self.limits.megabytes} MB."
            raise TooLarge(*message, file=name)
        now = dt.datetime.now().astimezone()
        draft = Draft(
            id=secrets.token_urlsafe(24), owner=owner, name=name, data=data, as_of=as_of, at=now, used=self._clock()
        )
        with self._lock:
            self._held[draft.id] = draft
            self._make_room()
            self._workers = self._workers or ThreadPoolExecutor(max_workers=2, thread_name_prefix="cancu-draft")
            self._workers.submit(self._check, draft)
            self._wake()
        return draft

    def find(self, owner: str, id_: str) -> Draft:
        """The draft, which is now held anew; another browser's is as unknown as one that never was."""
        with self._lock:
            self.sweep()
            draft = self._held.get(id_)
            if draft is None or not secrets.compare_digest(draft.owner.encode(), owner.encode()):
                raise NotFound(
                    "Bản dự thảo này không còn được giữ. Hãy chọn lại tệp để soát.",
                    "This draft is no longer held. Choose the file again to check it.",
                )
            draft.used = self._clock()
            return draft

    def judged(self, draft: Draft, as_of: dt.date) -> Checked:
        """The draft judged as of a day; judged again where it was judged as of another."""
        if draft.problem is not None:
            raise draft.problem
        checked = draft.checked
        if checked is None:
            raise StoreBusy("Đang soát; hãy chờ một lát.", "Still checking; wait a moment.")
        if draft.as_of != as_of:
            checked = self._service.check_text(checked.text, as_of)
            draft.checked, draft.as_of = checked, as_of
        return checked

    def of_owner(self, owner: str) -> list[Draft]:
        """What one browser's reader has checked and is still held, the newest first."""
        with self._lock:
            self.sweep()
            own = [d for d in self._held.values() if d.owner == owner and d.stage == "done"]
        return sorted(own, key=lambda d: d.at, reverse=True)

    def held_until(self, draft: Draft) -> dt.datetime:
        """When it will be forgotten unless it is used again."""
        left = draft.used + self.limits.seconds - self._clock()
        return dt.datetime.now().astimezone() + dt.timedelta(seconds=max(0.0, left))

    def forget(self, owner: str, id_: str) -> None:
        """Let go of a draft now."""
        with self._lock:
            self.find(owner, id_)
            del self._held[id_]

    # -------------------------------------------------------------- letting go

    def sweep(self) -> None:
        """Forget what nobody has used for the set time."""
        with self._lock:
            oldest = self._clock() - self.limits.seconds
            self._held = {i: d for i, d in self._held.items() if d.used > oldest or d.stage not in _ENDED}

    def _make_room(self) -> None:
        room = self.limits.megabytes * 1_000_000
        by_use = sorted(self._held.values(), key=lambda d: d.used)
        while len(by_use) > 1 and (len(by_use) > self.limits.count or sum(d.size() for d in by_use) > room):
            del self._held[by_use.pop(0).id]

    def _wake(self) -> None:
        """See to it that drafts go also when nobody asks any more."""
        if self._sweeper is not None or not self._held:
            return
        first = min(d.used for d in self._held.values())
        wait = max(0.05, first + self.limits.seconds - self._clock())
        self._sweeper = threading.Timer(wait, self._woken)
        self._sweeper.daemon = True
        self._sweeper.start()

    def _woken(self) -> None:
        with self._lock:
            self._sweeper = None
            self.sweep()
            self._wake()

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            if self._sweeper is not None:
                self._sweeper.cancel()
            workers, self._workers = self._workers, None
        if workers is not None:
            workers.shutdown(wait=True, cancel_futures=True)

    # -------------------------------------------------------------- checking

    def _check(self, draft: Draft) -> None:
        with self._lock:
            if draft.id not in self._held:
                return
        try:
            draft.stage = "reading"
            text = read_upload(draft.name, draft.data)
            draft.stage = "judging"
            draft.checked = self._service.check_text(text, draft.as_of)
            draft.stage = "done"
        except CancuError as error:
            draft.problem, draft.stage = error, "failed"
        except Exception:  # the work's own end: whoever waits for it must hear of it
            getLogger("cancu").exception("checking a draft")
            draft.problem = CancuError("Lỗi không lường trước; xem tệp nhật ký.", "Unforeseen error; see the log file.")
            draft.stage = "failed"
        if draft.stage == "failed":
            draft.data = b""
        draft.ended.set()
        with self._lock:
            if draft.id in self._held:
                self._make_room()
