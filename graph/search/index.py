"""The index of one store: a file beside it, or memory; brought to the store's state before it answers.

Whoever asks names the state of the store it reads. If the index shows another, it is updated in one transaction, which
one process at a time may do while others go on reading; so an answer is of the state asked, or, where the caller does
not wait, of the one before, and says so; a kill leaves the index as it was, and an index that cannot be read is made
again. While the first index of a large store is being made, whoever asks in the same process is told how far it is,
after a moment's patience. It refuses to keep anything that the store does not hold.
"""

import contextlib
import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from graph.search.asked import Asked
from graph.search.ranked import Found, Hit, Place, find_hits
from graph.search.schema import FORM, make_tables
from graph.search.update import Tell, update_index
from graph.store import Store
from ontology.errors import StoreBusy

__all__ = ["Found", "Hit", "SearchIndex"]

WAIT_SECONDS = 60.0
PATIENCE = 3.0  # seconds that a question waits for the first index to be made
_MANY = 500  # works and documents written at once, after which the log is folded into the file
_NOT_ITS_FAULT = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM,
}  # fmt: skip
T = TypeVar("T")
Look = Callable[[sqlite3.Connection], Found | None]


class SearchIndex:
    """Words to hits, over a folder (shared by processes) or in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = None if folder is None else folder / f"index-{FORM}.sqlite"
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.RLock()
        self._making: threading.Thread | None = None  # who makes the first index
        self._made = threading.Event()
        self._progress = (0, 0)

    def find_at_once(
        self, asked: Asked, state: str, *, limit: int = 20, after: Place | None = None
    ) -> tuple[Found, bool] | None:
        """The hits in the index as it stands, and whether it shows this state; None where it was never made."""

        def look() -> tuple[Found, bool] | None:
            with self._connection() as connection, _reading(connection):
                shown = _shown(connection)
                if shown is None:
                    return None
                now = shown == _wanted(state, asked.day or dt.date.today())
                return find_hits(connection, asked, limit=limit, after=after), now

        return self._guarded(look)

    def find(
        self, asked: Asked, store: Store, state: str, *, limit: int = 20, after: Place | None = None
    ) -> Found:  # fmt: skip
        """The hits in the store as `state` names it."""
        day = asked.day or dt.date.today()
        wanted = _wanted(state, day)

        def look(connection: sqlite3.Connection) -> Found | None:
            return find_hits(connection, asked, limit=limit, after=after) if _shown(connection) == wanted else None

        self._wait_for_the_first()
        found = self._guarded(lambda: self._look(look))
        if found is None:
            _, found = self._guarded(lambda: self._update(store, state, day, look, self.tell))
        assert found is not None, "an index is of the state to which it was just brought"
        return found

    def refresh(self, store: Store, state: str, day: dt.date | None = None, tell: Tell | None = None) -> int:
        """Bring the index to a state; how many works and documents were written. `tell` hears how much was read."""
        on, told = day or dt.date.today(), tell or self.tell
        written, _ = self._guarded(lambda: self._update(store, state, on, lambda _: None, told))
        return written

    def _wait_for_the_first(self) -> None:
        """Let another thread finish the first index; where that takes long, say how far it is."""
        if self._making in (None, threading.current_thread()) or self._made.wait(PATIENCE):
            return
        raise self.being_made()

    def being_made(self) -> StoreBusy:
        """That there is no index yet, and how far it is."""
        done, every = (f"{n:,}" for n in self._progress)
        return StoreBusy(
            f"Chỉ mục tìm kiếm đang được lập lần đầu: đã xong {done.replace(',', '.')} trong "
            f"{every.replace(',', '.')} văn bản. Các trang khác dùng được; hãy tìm lại sau ít phút.",
            f"The search index is being made for the first time: {done} of {every} documents done. "
            "Everything else works; search again in a few minutes.",
        )

    def tell(self, done: int, every: int) -> None:
        """How much of everything has been read for the index that is being made, wherever that happens."""
        self._progress = (done, every)

    def _guarded(self, action: Callable[[], T]) -> T:
        """An index that cannot be read is thrown away and made again; one that is busy is told."""
        try:
            return action()
        except sqlite3.DatabaseError as cause:
            if getattr(cause, "sqlite_errorcode", 0) & 0xFF in _NOT_ITS_FAULT:
                raise StoreBusy(
                    f"Chỉ mục tìm kiếm đang bận hoặc không ghi được ({cause}). Hãy thử lại.",
                    f"The search index is busy or cannot be written ({cause}). Try again.",
                ) from cause
        self._throw_away()
        return action()

    def _look(self, look: Look) -> Found | None:
        with self._connection() as connection, _reading(connection):
            return look(connection)

    def _update(self, store: Store, state: str, day: dt.date, look: Look, tell: Tell) -> tuple[int, Found | None]:
        """How many works and documents were written, and what a look at the index shows before anybody else writes."""
        with self._connection() as connection, _writing(connection):
            written = self._write(connection, store, state, day, tell)
            found = look(connection)
        if written > _MANY:
            with self._connection() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return written, found

    def _write(self, connection: sqlite3.Connection, store: Store, state: str, day: dt.date, tell: Tell) -> int:
        shown = _shown(connection)
        if shown == _wanted(state, day):
            return 0
        later = shown is not None and shown[1] <= day.isoformat()
        names = store.touched_since(shown[0]) if shown and later and store.state() == state else None
        with self._first() if shown is None else contextlib.nullcontext():
            written = update_index(connection, store, day, names, tell)
        for name, value in (("state", state), ("day", day.isoformat())):
            connection.execute("INSERT OR REPLACE INTO said VALUES (?,?)", (name, value))
        return written

    @contextlib.contextmanager
    def _first(self) -> Iterator[None]:
        """While the first index is made, others are told."""
        self._made.clear()
        self._making, self._progress = threading.current_thread(), (0, 0)
        try:
            yield
        finally:
            self._making = None
            self._made.set()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    # -------------------------------------------------------------- connections

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of one thread's own; the one in memory is shared, one thread at a time."""
        if self._file is None:
            with self._lock:
                if not self._idle:
                    self._idle.append(_open(":memory:"))
                yield self._idle[0]
            return
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._open_file()
        try:
            yield connection
        except sqlite3.DatabaseError:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)

    def _open_file(self) -> sqlite3.Connection:
        assert self._file is not None
        self._file.parent.mkdir(exist_ok=True)
        return _open(str(self._file))

    def _throw_away(self) -> None:
        self.close()
        if self._file is not None:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._file}{suffix}").unlink(missing_ok=True)


def _open(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA cache_size = -32768")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone():
            with _writing(connection):  # else a reader would wait for whoever writes
                make_tables(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def _reading(connection: sqlite3.Connection) -> Iterator[None]:
    """One state from the first look to the last."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Whole or not at all; other writers wait."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _wanted(state: str, day: dt.date) -> tuple[str, str]:
    return state, day.isoformat()


def _shown(connection: sqlite3.Connection) -> tuple[str, str] | None:
    said = dict(connection.execute("SELECT name, value FROM said"))
    return (said["state"], said["day"]) if said.keys() >= {"state", "day"} else None
