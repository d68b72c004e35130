"""Bringing the lists up to date: the documents that changed since, or all of them when the line of changes is another.

Each call to `follow` ends with lists that say what the given store says, or something newer that another process has
already written; only while another thread or process is at it, with those of the state before. It
refuses to work from a store that is being written to: what is half-derived is in no list.
"""

import contextlib
import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from graph.changes import Mark, changed_between, read_mark
from graph.issuers import issuer_words
from graph.listing import rows
from graph.listing.look import NO_DEADLINE, Look
from graph.listing.tables import PATIENCE, Tables, clear, reading, writing
from graph.lookup import succession_key
from graph.names import is_document
from graph.store.seam import Store
from graph.write import documents
from ontology.fold import fold_text

_AT_ONCE = 128
Tell = Callable[[int, int], None]  # hears how many documents of how many have been read
NO_MARK = Mark("-", 0)  # of no store
_TOO_MANY = 2_000  # changes after which all is read again rather than each looked up
_OF_DOCUMENT = ("documents", "carries_out", "cited", "tasks", "named_units", "findings")


class Lists:
    """The lists of one store, in a file of their own. Shared by all threads."""

    def __init__(self, path: Path | None = None, patience: float = PATIENCE) -> None:
        self._tables = Tables(path, patience)
        self._lock = threading.Lock()
        self._known = NO_MARK
        self._kept: tuple[Mark, dict[str, Any]] = (NO_MARK, {})

    def close(self) -> None:
        """Let go of the file."""
        self._tables.close()

    @contextlib.contextmanager
    def look(self) -> Iterator[Look]:
        """The lists at one moment, for several questions."""
        with self._tables.connection() as db, reading(db):
            mark = _mark(db)
            if self._kept[0] != mark:  # what was summed up of another state is forgotten
                self._kept = (mark, {})
            yield Look(db, self._kept[1])

    def behind(self, store: Store) -> Literal["", "some", "all", "unmade"]:
        """Whether the lists lack something: nothing; some changes; it is not known which; they were never made."""
        wanted = read_mark(store)
        if wanted == self._known:
            return ""
        with self._tables.connection() as db:
            held = _mark(db)
        if not _behind(held, wanted):
            self._known = wanted
            return ""
        if held.line == NO_MARK.line:
            return "unmade"
        return "some" if held.line == wanted.line else "all"

    def follow(self, store: Store, tell: Tell | None = None) -> None:
        """Make the lists say what the store says."""
        wanted = read_mark(store)
        if wanted == self._known:
            return
        # Who comes while another catches up takes the state before, which is whole, rather than wait.
        if not self._lock.acquire(blocking=self._known.line != wanted.line):
            return
        try:
            with self._tables.connection() as db:
                if _behind(_mark(db), wanted):
                    with writing(db):
                        _catch_up(db, store, wanted, tell)
                self._known = wanted
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:  # else another process is at it
                raise
        finally:
            self._lock.release()


def open_lists(store_folder: Path | None, patience: float = PATIENCE) -> Lists:
    """The lists beside a store on disk, kept from run to run; for other stores, and where nothing may be written,
    lists that last as long as they are held. Who writes them waits so many seconds for another process that does."""
    if store_folder is not None:
        path = store_folder / "lists.sqlite"
        for _ in range(2):
            try:
                return Lists(path, patience)
            except sqlite3.OperationalError:
                break
            except sqlite3.DatabaseError:  # damaged: nothing stands in it that the store does not say
                for name in ("", "-wal", "-shm"):
                    Path(f"{path}{name}").unlink(missing_ok=True)
    return Lists()


def _mark(db: sqlite3.Connection) -> Mark:
    return Mark(*db.execute("SELECT line, number FROM mark").fetchone())


def _behind(held: Mark, wanted: Mark) -> bool:
    return held.line != wanted.line or held.number < wanted.number


def _catch_up(db: sqlite3.Connection, store: Store, wanted: Mark, tell: Tell | None) -> None:
    held = _mark(db)
    if not _behind(held, wanted):
        return  # another process did it while this one waited
    if held.line != wanted.line or wanted.number - held.number > _TOO_MANY:
        if tell:
            tell(0, len(documents(store)))
        clear(db)
        changed = documents(store)
        _put_works(db, rows.every_work_row(store))
    else:
        touched = changed_between(store, held.number, wanted.number)
        changed = [t for t in touched if is_document(t)]
        works = [t for t in touched if not is_document(t)]
        db.executemany("DELETE FROM works WHERE work = ?", [(w,) for w in works])
        for start in range(0, len(works), _AT_ONCE):
            _put_works(db, rows.work_rows(store, works[start : start + _AT_ONCE]))
    for start in range(0, len(changed), _AT_ONCE):
        if tell:
            tell(start, len(changed))
        _replace(db, store, changed[start : start + _AT_ONCE])
    db.execute("UPDATE mark SET line = ?, number = ?", (wanted.line, wanted.number))


def _put_works(db: sqlite3.Connection, found: Iterable[dict[str, str]]) -> None:
    names = ("work", "label", "date", "issuer", "title")
    db.executemany(
        "INSERT OR REPLACE INTO works VALUES (?, ?, ?, ?, ?, ?)",
        ([*(r.get(n) for n in names), succession_key(r.get("type"), r.get("title"), r.get("issuer"))] for r in found),
    )


def _replace(db: sqlite3.Connection, store: Store, some: Sequence[str]) -> None:
    """Take these documents out of every list and put in what the store says of them now."""
    these = [(d,) for d in some]
    db.executemany("DELETE FROM finding_bodies WHERE iri IN (SELECT iri FROM findings WHERE document = ?)", these)
    for table in _OF_DOCUMENT:
        db.executemany(f"DELETE FROM {table} WHERE document = ?", these)  # noqa: S608
    known = rows.document_rows(store, some)
    labels = {r["document"]: r for r in known}
    found = rows.finding_rows(store, some, labels)
    counts = Counter(r["document"] for r in found)
    db.executemany(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                r["document"], r["work"], r["label"], r.get("date", ""), r.get("issuer"), r.get("title"),
                fold_text(" ".join(str(r[n]) for n in ("label", "date", "issuer", "title") if n in r)), r["citations"],
                counts[r["document"]], r.get("number"), r.get("own"),
                issuer_words(r.get("own") or r.get("issuer") or "?"),
            )
            for r in known
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT OR IGNORE INTO cited VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                r["target"], labels[r["document"]].get("date", ""), labels[r["document"]]["label"], r["citation"],
                r["work"], r["role"], r["quote"], r["document"],
            )
            for r in rows.cited_rows(store, some) if r["document"] in labels
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                r.get("deadline", NO_DEADLINE), r["unit"], labels[r["document"]]["label"], r["id"], r["task"],
                r["document"], labels[r["document"]]["work"], r["content"], fold_text(r["unit"]),
            )
            for r in rows.task_rows(store, some) if r["document"] in labels
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT OR IGNORE INTO named_units VALUES (?, ?, ?)",
        [(r["document"], r["name"], r["kind"]) for r in rows.unit_rows(store, some)],
    )
    db.executemany(
        "INSERT OR IGNORE INTO carries_out VALUES (?, ?, ?)",
        [(r["document"], r["directive"], r["label"]) for r in rows.directive_rows(store, some)],
    )
    db.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                r["iri"], r["id"], r["document"], rows.GRADES[r["severity"]], r["label"], f"{r['start'] or 0:09d}",
                r["kind"], r["severity"], r["state"], r["issuer"], r["year"], int(bool(r["copied_from"])),
            )
            for r in found
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO finding_bodies VALUES (?, ?)", [(r["iri"], json.dumps(r, ensure_ascii=False)) for r in found]
    )
