"""What changed from one published state to the next, by name: so that a projection need not look through the store.

    DIR/published/N.touched   the names in the change that led to N: its state, the state before, and the names
    DIR/unpublished           there while something is applied that no published state shows yet

A hint, never the truth: whoever follows it reads the store itself. Where anything is in doubt (a bulk load, an update
in SPARQL, very many names, a writer that was killed before it published, a store an older program wrote) it says that
it does not know.
"""

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad

MOST_NAMES = 50_000
KEPT = 64  # states back


def names_in(quads: Iterable[Quad]) -> set[str]:
    """The IRIs of subjects, objects and graphs."""
    found: set[str] = set()
    for quad in quads:
        found |= {t.value for t in (quad.subject, quad.object, quad.graph_name) if isinstance(t, NamedNode)}
    return found


def marker_of(folder: Path) -> Path:
    """The file that is there while something is not published."""
    return folder / "unpublished"


class Journal:
    """The names touched since the last publishing. The writer's."""

    def __init__(self, folder: Path, current: str | None) -> None:
        self._published, self._marker = folder / "published", marker_of(folder)
        self.cut_short = self._marker.exists()  # the last writer ended before it published
        known = current is not None and self._file(current).exists() and not self.cut_short
        self._names: set[str] | None = set() if known else None

    def _file(self, name: str) -> Path:
        return self._published / f"{name}.touched"

    def note(self, names: Iterable[str]) -> None:
        """Before a change: these it touches."""
        self._mark()
        if self._names is not None:
            self._names.update(names)
            if len(self._names) > MOST_NAMES:
                self._names = None

    def lose(self) -> None:
        """Before a change whose names are not known."""
        self._mark()
        self._names = None

    def _mark(self) -> None:
        if not self._marker.exists():
            with self._marker.open("w") as out:
                out.flush()
                os.fsync(out.fileno())

    def write(self, name: str, state: str, after: str | None) -> None:
        """Before a state is made the current one."""
        said = {"state": state, "after": after, "names": None if self._names is None else sorted(self._names)}
        self._file(name).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")

    def begin(self, name: str) -> None:
        """After it is: nothing is touched since."""
        self._names = set()
        self._marker.unlink(missing_ok=True)
        for path in self._published.glob("*.touched"):
            if path.stem.isdigit() and int(path.stem) <= int(name) - KEPT:
                path.unlink(missing_ok=True)


def names_since(folder: Path, shown: str, state: str, earlier: str) -> set[str] | None:
    """The names touched from an earlier state to the one shown; None where that cannot be told."""
    found: set[str] = set()
    number, wanted = int(shown), state
    while wanted != earlier:
        try:
            said = json.loads((folder / "published" / f"{number}.touched").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if said.get("state") != wanted or said.get("names") is None or not said.get("after"):
            return None
        found |= set(said["names"])
        number, wanted = number - 1, said["after"]
    return found


def state_of(folder: Path, name: str | None) -> str | None:
    """What names a checkpoint: its number, and the directory itself, as a restored store counts anew."""
    with contextlib.suppress(OSError):
        return None if name is None else f"{name} {(folder / 'published' / name).stat().st_ino}"
    return None
