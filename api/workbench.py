"""What an office keeps for its own work and no document says: saved views of the worklist, each reader's mark in it.

A small SQLite file in the store's folder (`workbench.sqlite`), because none of it is knowledge about documents: it is
in no graph, no export and no answer; a backup has it. It may be deleted at any time; what is lost are names of filters
and marks. Beside an endpoint it stands in the user's state folder, beside a store in memory in memory.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ontology.errors import SettingError, StoreError

MOST_VIEWS = 60
LONGEST_NAME = 60
NAME = "workbench.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS views (name TEXT PRIMARY KEY, query TEXT NOT NULL, saved_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS marks (viewer TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (
  viewer TEXT NOT NULL, finding TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
  quote TEXT NOT NULL, PRIMARY KEY (viewer, finding)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A filter of the worklist under a name."""

    name: str
    query: str
    saved_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A finding as it stood when a reader put down the mark: enough to say what is gone."""

    finding: str
    digest: str
    kind: str
    label: str
    quote: str


def workbench_file(where: str) -> Path | None:
    """Where it stands for a store; None for memory."""
    if where == "memory:":
        return None
    if where.startswith("http"):
        name = hashlib.sha256(where.encode()).hexdigest()[:16]
        return Path(platformdirs.user_state_dir("cancu")) / f"workbench-{name}.sqlite"
    return Path(where) / NAME


def back_up_workbench(where: str, folder: Path) -> None:
    """A copy of the file in a backup's folder, whole also while a server writes to it."""
    file = workbench_file(where)
    if file is not None and file.is_file():
        _copy_file(file, folder / NAME)


def restore_workbench(folder: Path, where: str) -> None:
    """The file of a backup at its place beside a store; a backup without one changes nothing."""
    file = workbench_file(where)
    if file is not None and (folder / NAME).is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        _copy_file(folder / NAME, file)


def _copy_file(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source, timeout=10)) as one, closing(sqlite3.connect(target, timeout=10)) as other:
            one.backup(other)
    except (sqlite3.Error, OSError) as cause:
        raise StoreError(
            f"Không chép được tệp của bàn làm việc ({source}): {cause}. Kho đã được chép; hãy chép tệp này bằng tay.",
            f"The workbench's file ({source}) cannot be copied: {cause}. The store is copied; copy this file by hand.",
        ) from cause


class Workbench:
    """Saved views and marks over one store; shared by all threads."""

    def __init__(self, where: str) -> None:
        self._file = workbench_file(where)
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._open is None:
                    if self._file is not None:
                        self._file.parent.mkdir(parents=True, exist_ok=True)
                    self._open = sqlite3.connect(self._file or ":memory:", timeout=10, check_same_thread=False)
                    self._open.executescript(_SCHEMA)
                with self._open:
                    yield self._open
            except (sqlite3.Error, OSError) as cause:
                self._drop()
                raise StoreError(
                    f"Không mở được tệp của bàn làm việc ({self._file}): {cause}. Có thể xóa tệp này rồi thử lại.",
                    f"The workbench's file ({self._file}) cannot be used: {cause}. It may be deleted and made anew.",
                ) from cause

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._drop()

    # -------------------------------------------------------------- saved views

    def views(self) -> list[View]:
        """Every saved view, by name."""
        with self._change() as db:
            rows = db.execute("SELECT name, query, saved_at FROM views ORDER BY name").fetchall()
        return [View(name=name, query=query, saved_at=at) for name, query, at in rows]

    def save_view(self, name: str, query: str, at: str) -> None:
        """Keep a filter under a name; a view of that name is replaced."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise SettingError(
                f"Tên bộ lọc cần từ 1 đến {LONGEST_NAME} chữ.", f"A view's name has 1 to {LONGEST_NAME} letters."
            )
        if not query:
            raise SettingError("Hãy chọn ít nhất một điều kiện lọc rồi mới lưu.", "Choose a filter before saving it.")
        with self._change() as db:
            (held,) = db.execute("SELECT COUNT(*) FROM views WHERE name <> ?", (name,)).fetchone()
            if held >= MOST_VIEWS:
                raise SettingError(
                    f"Đã có {MOST_VIEWS} bộ lọc. Hãy xóa bớt trước khi lưu thêm.",
                    f"There are {MOST_VIEWS} saved views. Delete one before saving another.",
                )
            db.execute("INSERT OR REPLACE INTO views VALUES (?, ?, ?)", (name, query, at))

    def drop_view(self, name: str) -> None:
        """Forget a saved view."""
        with self._change() as db:
            db.execute("DELETE FROM views WHERE name = ?", (name,))

    # -------------------------------------------------------------- marks

    def put_mark(self, viewer: str, seen: Iterable[Seen], at: str) -> None:
        """What a reader has seen up to now; the mark before it goes."""
        with self._change() as db:
            db.execute("DELETE FROM seen WHERE viewer = ?", (viewer,))
            rows = ((viewer, s.finding, s.digest, s.kind, s.label, s.quote) for s in seen)
            db.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", rows)
            db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (viewer, at))

    def mark_of(self, viewer: str) -> str | None:
        """When a reader put down the mark."""
        with self._change() as db:
            row = db.execute("SELECT at FROM marks WHERE viewer = ?", (viewer,)).fetchone()
        return None if row is None else str(row[0])

    def seen_by(self, viewer: str) -> dict[str, Seen]:
        """What a reader had seen at the mark, by finding."""
        columns = "finding, digest, kind, label, quote"
        with self._change() as db:
            rows = db.execute(f"SELECT {columns} FROM seen WHERE viewer = ?", (viewer,)).fetchall()  # noqa: S608
        return {f: Seen(finding=f, digest=d, kind=k, label=lb, quote=q) for f, d, k, lb, q in rows}
