"""Where tokens and the trail of writes are kept: a folder that only its owner can enter.

For a store in a directory it is `access/` inside it, so that it moves with the store and goes into no export; for a
store in memory or behind a URL it is a folder of the user. The setting `state` names another. It refuses files that
others on the machine could change: who can write there can give themselves every right.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import filelock
import platformdirs

from ontology.errors import SettingError, StoreBusy, StoreError

FOLDER = "access"
_WAIT_SECONDS = 10


def state_folder(where: str, chosen: str = "") -> Path:
    """The folder for the store at `where`."""
    if chosen:
        return Path(chosen)
    if where != "memory:" and not where.startswith(("http://", "https://")):
        return Path(where) / FOLDER
    name = hashlib.sha256(where.encode()).hexdigest()[:12]  # an address may hold a password
    return platformdirs.user_state_path("cancu") / FOLDER / name


def has_begun(store: Path) -> bool:
    """Whether there is more at a store's place than this folder: a token may be made before the first document, and a
    folder for the store too."""
    return store.exists() and not (store.is_dir() and {p.name for p in store.iterdir()} <= {FOLDER})


def make_folder(folder: Path) -> None:
    """Make it, for its owner alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as cause:
        raise _cannot_keep(folder, cause) from cause


@contextlib.contextmanager
def held(folder: Path, name: str) -> Iterator[None]:
    """Alone with one file of the folder, among all processes."""
    make_folder(folder)
    lock = filelock.FileLock(folder / f"{name}.lock", mode=0o600)
    try:
        lock.acquire(timeout=_WAIT_SECONDS)
    except filelock.Timeout as cause:
        raise StoreBusy(f"{folder} đang bận. Hãy thử lại.", f"{folder} is busy. Try again.") from cause
    except OSError as cause:
        raise _cannot_keep(folder, cause) from cause
    try:
        yield
    finally:
        lock.release()


def replace_file(path: Path, text: str) -> None:
    """Write a whole file or nothing, readable by its owner alone from its first byte on."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as cause:
        raise _cannot_keep(path.parent, cause) from cause


def refuse_foreign_hands(path: Path, mode: int) -> None:
    """Others may not be able to change it (where the system knows of others)."""
    if os.name == "posix" and mode & 0o022:
        raise SettingError(
            f"{path}: người khác trên máy sửa được tệp này. Hãy đặt lại quyền: chmod 600 {path}",
            f"{path}: others on this machine can change this file. Set it right: chmod 600 {path}",
        )


def _cannot_keep(folder: Path, cause: OSError) -> StoreError:
    return StoreError(
        f"Không ghi được vào {folder}: {cause}. Hãy chọn thư mục khác bằng CANCU_STATE.",
        f"Cannot write to {folder}: {cause}. Name another folder with CANCU_STATE.",
    )
