"""The store on disk: one writer, many readers, nothing to install.

    DIR/live/          the RocksDB that the writer holds
    DIR/published/N/   what readers open: a checkpoint (hard links, cheap), never written again
    DIR/current        the N that readers take
    DIR/writer.lock    held while somebody writes
    DIR/bulk           there while something is written in bulk and not yet published

Reading a RocksDB that another process writes is undefined, so a reader opens the last published checkpoint, in which
every document is whole. A checkpoint is removed when a newer one stands and nobody reads it.
A second writer is refused. Writing in bulk is not atomic in RocksDB, so when a writer was killed at it, the next one
begins from the last checkpoint: a bulk import is there whole or not at all, and what was reported as saved is there.
"""

import contextlib
import os
import shutil
from pathlib import Path
from typing import IO

import filelock
import pyoxigraph as ox
from pyoxigraph import NamedNode

from graph.store.journal import Journal, marker_of, names_in, names_since, state_of
from graph.store.local import MemoryStore
from graph.store.seam import Change, Value
from ontology.errors import StoreBusy, StoreError

try:
    import fcntl
except ImportError:  # Windows: a directory in use cannot be removed there anyway
    fcntl = None  # type: ignore[assignment]

WAIT_SECONDS = 10.0


class EmbeddedStore(MemoryStore):
    """A directory."""

    def __init__(self, where: str, *, read_only: bool = False, wait: float = WAIT_SECONDS) -> None:
        self._dir = Path(where)
        self._readers: IO[bytes] | None = None
        self._shown: str | None = None
        self._lock: filelock.FileLock | None = None
        self._journal: Journal | None = None
        self._changed = False
        self._closed = False
        engine = self._open_published() if read_only else self._open_live(wait)
        super().__init__(engine, where=where, read_only=read_only)
        if not read_only and not (self._dir / "current").exists():
            self._changed = True
            self.publish()

    # -------------------------------------------------------------- opening

    def _open_live(self, wait: float) -> ox.Store:
        try:
            (self._dir / "published").mkdir(parents=True, exist_ok=True)
        except OSError as cause:
            raise _cannot_open(self._dir, cause) from cause
        self._lock = filelock.FileLock(self._dir / "writer.lock")
        try:
            self._lock.acquire(timeout=wait)
        except filelock.Timeout as cause:
            raise StoreBusy(
                f"Kho đang có việc ghi khác; đã chờ {wait:g} giây. Hãy đợi xong rồi thử lại.",
                f"Something else is writing to the store; waited {wait:g} s. Let it finish, then try again.",
                where=str(self._dir),
            ) from cause
        try:
            self._undo_bulk()
            for log in (self._dir / "live").glob("LOG.old.*"):  # what RocksDB wrote of its doings, of no use to anybody
                log.unlink(missing_ok=True)
            engine = ox.Store(str(self._dir / "live"))
        except (OSError, ValueError, RuntimeError) as cause:
            self._lock.release()
            raise _cannot_open(self._dir, cause) from cause
        self._drop_old()
        self._journal = Journal(self._dir, self._current())
        self._changed = self._journal.cut_short
        return engine

    def _undo_bulk(self) -> None:
        """Put the last checkpoint in the place of a store that was left in the middle of a bulk."""
        live, anew, cut = self._dir / "live", self._dir / "live.new", self._dir / "live.cut"
        shutil.rmtree(cut, ignore_errors=True)
        shutil.rmtree(anew, ignore_errors=True)
        current = self._current()
        if current is None or not ((self._dir / "bulk").exists() or not live.exists()):
            return
        ox.Store.read_only(str(self._dir / "published" / current)).backup(str(anew))
        if live.exists():
            live.rename(cut)
        anew.rename(live)
        (self._dir / "bulk").unlink(missing_ok=True)
        shutil.rmtree(cut, ignore_errors=True)

    def _open_published(self) -> ox.Store:
        met = set()
        for _ in range(20):
            try:
                name = (self._dir / "current").read_text().strip()
            except OSError as cause:
                raise StoreError(
                    f"Không có kho nào ở {self._dir}. Hãy nạp văn bản trước: cancu load.",
                    f"There is no store at {self._dir}. Load documents first: cancu load.",
                    where=str(self._dir),
                ) from cause
            try:
                readers = self._hold(name)
            except OSError as cause:
                raise _cannot_open(self._dir, cause) from cause
            met.add(name)
            if readers is not None:
                try:
                    engine = ox.Store.read_only(str(self._dir / "published" / name))
                except (OSError, ValueError, RuntimeError) as cause:
                    readers.close()
                    raise _cannot_open(self._dir, cause) from cause
                self._readers, self._shown = readers, name
                return engine
        if len(met) == 1:
            raise _cannot_open(self._dir, FileNotFoundError(f"published/{met.pop()}"))
        raise StoreBusy("Kho đang thay đổi liên tục. Hãy thử lại.", "The store keeps changing. Try again.")

    def _hold(self, name: str) -> IO[bytes] | None:
        """Keep a checkpoint from being removed; None when it is already gone."""
        handle = (self._dir / "published" / f"{name}.readers").open("ab")
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_SH)
        if (self._dir / "published" / name).is_dir():
            return handle
        handle.close()
        with contextlib.suppress(OSError):
            (self._dir / "published" / f"{name}.readers").unlink()
        return None

    def _drop_old(self) -> None:
        """Remove checkpoints that are neither current nor read by anybody."""
        current = self._current()
        for path in (self._dir / "published").iterdir():
            if not path.is_dir() or path.name == current:
                continue
            guard = self._dir / "published" / f"{path.name}.readers"
            with guard.open("ab") as handle:
                if fcntl is not None:
                    try:
                        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except OSError:
                        continue
                shutil.rmtree(path, ignore_errors=True)
            if not path.exists():
                guard.unlink(missing_ok=True)

    def _current(self) -> str | None:
        with contextlib.suppress(OSError):
            return (self._dir / "current").read_text().strip()
        return None

    # -------------------------------------------------------------- writing

    def update(self, sparql: str, **bindings: Value) -> None:
        self._changed = True
        if self._journal:
            self._journal.lose()
        super().update(sparql, **bindings)

    def apply(self, change: Change) -> None:
        if change:
            self._changed = True
            if self._journal:
                dropped = [q for g in change.delete_graphs for q in self.match(g=NamedNode(g))]
                self._journal.note(names_in((*dropped, *change.delete, *change.insert)))
            super().apply(change)

    def bulk(self, quads: object) -> None:
        self._changed = True
        (self._dir / "bulk").touch()
        if self._journal:
            self._journal.lose()
        super().bulk(quads)  # type: ignore[arg-type]

    def publish(self) -> None:
        if self.read_only or self._journal is None or not self._changed:
            return
        before = self._current()
        name = str(int(before or 0) + 1)
        target = self._dir / "published" / name
        shutil.rmtree(target, ignore_errors=True)
        self._engine.flush()
        self._engine.backup(str(target))
        self._journal.write(name, str(state_of(self._dir, name)), state_of(self._dir, before))
        pointer = self._dir / "current.new"
        with pointer.open("w") as out:
            out.write(name)
            out.flush()
            os.fsync(out.fileno())
        pointer.replace(self._dir / "current")
        self._changed = False
        (self._dir / "bulk").unlink(missing_ok=True)
        self._journal.begin(name)
        self._drop_old()

    def refresh(self) -> None:
        if self.read_only and self._current() != self._shown:
            old = self._readers
            self._engine = self._open_published()
            if old is not None:
                old.close()

    def state(self) -> str | None:
        return state_of(self._dir, self._shown)

    def touched_since(self, state: str) -> set[str] | None:
        mine = self.state()
        return names_since(self._dir, self._shown, mine, state) if self._shown and mine else None

    def backup(self, target: str) -> None:
        """A directory that `open_store` opens. A reader copies the checkpoint it reads, which nobody changes."""
        place = Path(target)
        if place.resolve().is_relative_to(self._dir.resolve()):
            raise StoreError(
                f"Không sao lưu được vào {place}: chỗ ấy nằm trong chính kho. Hãy chọn một thư mục ngoài kho.",
                f"Cannot back up into {place}: it is inside the store itself. Choose a directory outside.",
            )
        try:
            if place.is_dir() and any(place.iterdir()):
                raise FileExistsError
            (place / "published").mkdir(parents=True)
            if self._shown is not None:
                shutil.copytree(self._dir / "published" / self._shown, place / "live")
            else:
                self._engine.backup(str(place / "live"))
        except OSError as cause:
            vi, en = ("đã có ở đó", "it is there") if isinstance(cause, FileExistsError) else (str(cause), str(cause))
            raise StoreError(
                f"Không sao lưu được vào {place}: {vi}. Hãy chọn một thư mục chưa có.",
                f"Cannot back up into {place}: {en}. Choose a directory that does not exist yet.",
            ) from cause

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self.publish()
        self._engine = ox.Store()  # lets go of the files
        if self._readers is not None:
            self._readers.close()
        if self._lock is not None:
            self._lock.release()

    def __del__(self) -> None:
        """A reader that nobody holds any more lets its checkpoint go."""
        if self._readers is not None:
            self._readers.close()


def was_cut_short(where: Path) -> bool:
    """A writer ended before it published, and nobody writes now: what it saved is seen once the store is written to."""
    if not marker_of(where).exists():
        return False
    lock = filelock.FileLock(where / "writer.lock")
    try:
        lock.acquire(timeout=0)
    except (filelock.Timeout, OSError):
        return False
    lock.release()
    return True


def _cannot_open(where: Path, cause: Exception) -> StoreError:
    vi = en = str(cause)
    if isinstance(cause, FileNotFoundError):
        vi, en = f"thiếu {cause.filename or cause}", f"{cause.filename or cause} is missing"
    return StoreError(
        f"Không mở được kho ở {where}: {vi}. Hãy kiểm tra thư mục, hoặc phục hồi bản sao lưu: cancu restore.",
        f"The store at {where} cannot be opened: {en}. Check the directory, or restore a backup: cancu restore.",
        where=str(where),
    )
