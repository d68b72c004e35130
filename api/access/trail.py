"""The trail of writes: who changed what, when, and how it ended. One JSON object a line, only ever added to.

A line says what was done in names, counts and IRIs; no text of a document, no query and no token goes in. A write is
refused when the trail cannot be written, so that nothing is done unseen. A full file is put aside under its date and
kept; removing old ones is the office's decision.
"""

import contextlib
import datetime as dt
import json
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.access.place import held, make_folder
from api.access.roles import acting
from ontology.errors import CancuError, StoreError

_FILE = "trail.jsonl"
_FULL_BYTES = 10_000_000
_LONGEST = 2_000
_MOST_NAMES = 50

_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}  # some readers end a line at these too

Entry = dict[str, Any]


class Trail:
    """The trail of one store."""

    def __init__(self, folder: Path, full: int = _FULL_BYTES) -> None:
        self._folder = folder
        self._path = folder / _FILE
        self._full = full

    @contextlib.contextmanager
    def recording(self, action: str, **what: object) -> Iterator[Entry]:
        """One write: what is put into the entry on the way is kept with it; an error is its outcome."""
        self._must_write()
        entry: Entry = {name: _bounded(value) for name, value in what.items()}
        try:
            yield entry
        except BaseException as error:
            kind = type(error).__name__
            self.add(action, "refused" if isinstance(error, CancuError) else "failed", {**entry, "why": kind})
            raise
        self.add(action, "done", entry)

    def add(self, action: str, outcome: str, what: Entry) -> None:
        """One line."""
        actor = acting()
        line = json.dumps(
            {
                "at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
                "who": actor.name,
                "role": actor.role.name,
                "token": actor.token,
                "action": action,
                "what": {name: _bounded(value) for name, value in what.items()},
                "outcome": outcome,
            },
            ensure_ascii=False,
        )
        line = line.translate(_LINE_ENDS)
        with held(self._folder, _FILE):
            self._put_aside()
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "r+b") as out:
                cut_short = out.seek(0, os.SEEK_END) and out.seek(-1, os.SEEK_END) + 1 and out.read(1) != b"\n"
                out.write(b"\n" * bool(cut_short) + line.encode() + b"\n")
                out.flush()
                os.fsync(out.fileno())

    def _must_write(self) -> None:
        make_folder(self._folder)
        if not os.access(self._folder, os.W_OK) or (self._path.exists() and not os.access(self._path, os.W_OK)):
            raise StoreError(
                f"Không ghi được nhật ký ở {self._folder} nên không thay đổi gì. Hãy chọn nơi khác bằng CANCU_STATE.",
                f"The trail at {self._folder} cannot be written, so nothing is changed. Name another place with "
                "CANCU_STATE.",
            )

    def _put_aside(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            if self._path.stat().st_size >= self._full:
                stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
                self._path.rename(self._folder / f"trail-{stamp}.jsonl")

    def entries(self, limit: int = 200, *, action: str | None = None, who: str | None = None) -> list[Entry]:
        """The newest entries, the newest first."""
        found: list[Entry] = []
        for path in [self._path, *sorted(self._folder.glob("trail-*.jsonl"), reverse=True)]:
            newest: deque[Entry] = deque(maxlen=limit - len(found))
            with contextlib.suppress(FileNotFoundError), path.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    entry = _parse(line)
                    if entry and action in (None, entry["action"]) and who in (None, entry["who"], entry["token"]):
                        newest.append(entry)
            found += reversed(newest)
            if len(found) >= limit:
                break
        return found


def _bounded(value: object) -> object:
    """A value short enough for one line."""
    if isinstance(value, list | tuple):
        return [_bounded(v) for v in value[:_MOST_NAMES]] + ([f"… {len(value)}"] if len(value) > _MOST_NAMES else [])
    return value if isinstance(value, int | float | None) else str(value)[:_LONGEST]


def _parse(line: str) -> Entry | None:
    """One line; what a crash cut short is left out."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and {"action", "who", "token"} <= entry.keys() else None
