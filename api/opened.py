"""One store opened for many: the reader all threads share, one writer at a time, and the lists beside it.

A server's reader never waits for what follows from a change: it takes the state before, which is whole, and is told
so, while a thread catches up; only lists that were never made are refused until they are. A command waits. It refuses
to show a store half-way through a change.
"""

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from api.access.place import has_begun
from api.behind import note_behind
from api.beside import Beside
from api.remembered import Remembered
from api.start import open_index, start_store
from api.writing import Writing
from graph.judgements import due_documents
from graph.listing import Lists, Look, open_lists
from graph.store import Store, open_store, was_cut_short
from ontology.errors import CancuError, ListsBusy, StoreError, StoreOutdated

T = TypeVar("T")


class OpenStore:
    """A store by its address. Reading is shared by all threads; writing opens it for as long as it takes."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.writes = 0
        self.waits = True  # whether a reader waits for what is to be brought up to date; a server's does not
        self._day: dt.date | None = None  # the day whose judgements were asked for last
        self._lock = threading.Lock()
        self._kept: Store | None = None
        self._shown: str | None = None  # the state that the kept one shows, or an older one
        self.index = open_index(where)
        self._lists: Lists | None = None
        self._remembered = Remembered()
        self.beside: Beside | None = None  # a server's processes for what costs much
        self._following = threading.Lock()
        self._judging = threading.Lock()
        self._progress = (0, 0)  # documents read, of how many, while lists are made or made anew

    def _one_store(self) -> bool:
        """A store in memory is one object; others are opened apart for reading and writing."""
        return self.where == "memory:"

    def reader(self) -> Store:
        """The store to read from, as last published; who holds it sees no later change in the middle of a look."""
        try:
            store = self._open_reader()
        except StoreOutdated:
            if self.waits:
                raise
            self._judge_soon()  # whoever opens it for writing migrates it
            raise StoreOutdated(
                "Kho thuộc phiên bản cũ và đang được nâng cấp. Hãy thử lại sau ít phút.",
                "The store has an older version and is being migrated. Try again in a few minutes.",
            ) from None
        today = dt.date.today()
        if not self._cut_short():
            if self._day == today:
                return store
            self._day = today
            if not due_documents(store, today):
                return store
        if self.waits:
            self.judge_due()
            return self._open_reader()
        self._judge_soon()
        return store

    def _cut_short(self) -> bool:
        """Whether a writer was killed, so that what it saved is not seen yet."""
        return self._kept_beside() and was_cut_short(Path(self.where))

    def _judge_soon(self) -> None:
        """Judge what is due beside everything else; once at a time."""
        if not self._judging.acquire(blocking=False):
            return

        def run() -> None:
            try:
                with contextlib.suppress(CancuError):  # whoever reads asks again
                    (self.judge_due if self.beside is None else self.beside.judge_due)()
            finally:
                self._judging.release()

        threading.Thread(target=run, name="judging", daemon=True).start()

    def judge_due(self) -> None:
        """Open the store for writing once, which judges again what a new day changes and shows what was saved."""
        with contextlib.suppress(StoreError), Writing(self):  # whoever else writes to it does the same
            pass

    def _open_reader(self) -> Store:
        with self._lock:
            if not self._one_store() and not self.where.startswith("http") and not has_begun(Path(self.where)):
                self._start()
            state = self.state()
            if self._kept is None:
                self._kept = open_store(self.where, read_only=not self._one_store())
                if self._one_store():
                    start_store(self._kept)
                self._shown = state
            elif state != self._shown and not self._one_store():
                self._kept, self._shown = open_store(self.where, read_only=True), state
            return self._kept

    def _start(self) -> None:
        """A store that does not exist yet begins with the reference tables and the register that ship."""
        store = open_store(self.where)
        try:
            start_store(store)
        finally:
            store.close()

    @contextlib.contextmanager
    def look(self) -> Iterator[Look]:
        """The lists of what the store holds, for several questions about one state of it."""
        lists, store = self._open_lists(), self.reader()
        if self.waits:
            lists.follow(store)
        if missing := lists.behind(store):
            if missing == "unmade" or self.waits:
                self.follow_soon()
                raise self._lists_busy()
            note_behind("lists")
            self.follow_soon()
        with lists.look() as look:
            yield look

    def _lists_busy(self) -> ListsBusy:
        """That the lists are being made, and how far they are."""
        done, every = (f"{n:,}" for n in self._progress)
        return ListsBusy(
            f"Danh sách của kho đang được lập: đã đọc {done.replace(',', '.')} trong {every.replace(',', '.')} văn "
            "bản. Các trang khác dùng được; hãy thử lại sau ít phút.",
            f"The lists of the store are being made: {done} of {every} documents read. "
            "Everything else works; try again in a few minutes.",
        )

    def _tell(self, done: int, every: int) -> None:
        self._progress = (done, every)

    def serve_beside(self) -> None:
        """Let processes of their own do what costs much, where others can open the store."""
        if self._kept_beside():
            self.beside = Beside(self.where)

    def end_beside(self) -> None:
        """End them: a server that is told to stop leaves none behind."""
        beside, self.beside = self.beside, None
        if beside is not None:
            beside.close()

    def looks_at_once(self) -> bool:
        """Whether who searches takes the index as it stands."""
        return not self.waits and self._kept_beside()

    def _kept_beside(self) -> bool:
        """Whether lists and index are files beside a store in a directory."""
        return not self._one_store() and not self.where.startswith("http")

    def _open_lists(self) -> Lists:
        with self._lock:
            if self._lists is None:
                self._lists = open_lists(Path(self.where) if self._kept_beside() else None)
            return self._lists

    def follow(self) -> None:
        """Bring the lists up to date, so that nobody who reads has to."""
        self._open_lists().follow(self._open_reader(), self._tell)

    def follow_change(self) -> None:
        """The same after one change: what changed, never all; and nothing where nobody has looked at lists that are
        not kept."""
        if self._lists is None and not self._kept_beside():
            return
        if self._open_lists().behind(store := self._open_reader()) == "some":
            self._open_lists().follow(store)

    def follow_load(self) -> None:
        """The same after documents came in: lists that are kept beside the store are made if there are none."""
        if self.waits and self._kept_beside():
            self.follow()

    def bring_up(self, tell: Callable[[tuple[str, int, int]], None]) -> None:
        """Bring lists and index up to date; `tell` hears how much of each has been read, of how much."""
        self._open_lists().follow(self._open_reader(), lambda done, every: tell(("lists", done, every)))
        if self._kept_beside():
            store = self._open_reader()
            self.index.refresh(store, str(store.state()), tell=lambda done, every: tell(("search", done, every)))

    def follow_soon(self) -> None:
        """The same beside everything else; once at a time."""
        if not self._following.acquire(blocking=False):
            return

        def hear(told: tuple[str, int, int]) -> None:
            what, done, every = told
            (self._tell if what == "lists" else self.index.tell)(done, every)

        def run() -> None:
            try:
                with contextlib.suppress(CancuError):  # whoever reads asks again
                    (self.bring_up if self.beside is None else self.beside.follow)(hear)
            finally:
                self._following.release()

        threading.Thread(target=run, name="following", daemon=True).start()

    def state(self) -> str | None:
        """What names the published state of the store; None where others may change it unseen."""
        if self._one_store():
            return f"{id(self)} {self.writes}"
        if self.where.startswith("http"):
            return None
        try:
            current = Path(self.where) / "current"
            return f"{current.read_text()} {current.stat().st_mtime_ns}"
        except OSError:
            return None

    def changed_at(self) -> dt.datetime | None:
        """When the published state was; None where nobody can tell."""
        if not self._kept_beside():
            return None
        try:
            return dt.datetime.fromtimestamp((Path(self.where) / "current").stat().st_mtime, dt.UTC)
        except OSError:
            return None

    def remember(self, question: str, find: Callable[[], T]) -> T:
        """An answer over the whole store, found once for each state of it."""
        return self._remembered.answer(question, self.state(), find)

    def write(self) -> Writing:
        """The store for writing, in a with statement."""
        return Writing(self)

    def close(self) -> None:
        """Let go of the store."""
        self.end_beside()
        self.index.close()
        with self._lock:
            if self._kept is not None:
                self._kept.close()
                self._kept = None
            if self._lists is not None:
                self._lists.close()
                self._lists = None
