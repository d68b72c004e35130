"""The tables of the lists, and the connections to them.

The form has a number: a file of another form is thrown away and made afresh, because everything in it can be. Order
and filter stand in narrow tables with an index for each order that is shown; what a row shows beside them stands apart.
"""

import contextlib
import queue
import sqlite3
import weakref
from collections.abc import Iterator
from pathlib import Path

from ontology.fold import fold_text

FORM = 4
PATIENCE = 30.0  # seconds that one process waits for another to have written
_SCHEMA = """
CREATE TABLE mark (line TEXT NOT NULL, number INTEGER NOT NULL);
CREATE TABLE documents (
  document TEXT NOT NULL, work TEXT NOT NULL, label TEXT NOT NULL, date TEXT NOT NULL, issuer TEXT, title TEXT,
  folded TEXT NOT NULL, citations INTEGER NOT NULL, findings INTEGER NOT NULL, number TEXT, own TEXT,
  body TEXT NOT NULL, PRIMARY KEY (document, work)
) WITHOUT ROWID;
CREATE INDEX documents_by_body ON documents (body, date);
CREATE INDEX documents_by_date ON documents (date, document, work);
CREATE INDEX documents_by_work ON documents (work);
CREATE TABLE carries_out (document TEXT NOT NULL, directive TEXT NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (document, directive)) WITHOUT ROWID;
CREATE INDEX carries_out_by_directive ON carries_out (directive, document, label);
CREATE TABLE cited (
  target TEXT NOT NULL, date TEXT NOT NULL, label TEXT NOT NULL, citation TEXT NOT NULL, work TEXT NOT NULL,
  role TEXT NOT NULL, quote TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (target, date, label, citation, work)
) WITHOUT ROWID;
CREATE INDEX cited_by_document ON cited (document);
CREATE TABLE cited_counts (target TEXT NOT NULL, role TEXT NOT NULL, found INTEGER NOT NULL,
  PRIMARY KEY (target, role)) WITHOUT ROWID;
CREATE TRIGGER citation_made AFTER INSERT ON cited BEGIN
  INSERT INTO cited_counts VALUES (new.target, new.role, 1) ON CONFLICT DO UPDATE SET found = found + 1;
END;
CREATE TRIGGER citation_gone AFTER DELETE ON cited BEGIN
  UPDATE cited_counts SET found = found - 1 WHERE target = old.target AND role = old.role;
  DELETE FROM cited_counts WHERE target = old.target AND role = old.role AND found = 0;
END;
CREATE TABLE works (work TEXT PRIMARY KEY, label TEXT NOT NULL, date TEXT, issuer TEXT, title TEXT, succession TEXT)
  WITHOUT ROWID;
CREATE INDEX works_by_succession ON works (succession, date) WHERE succession IS NOT NULL;
CREATE TABLE tasks (
  deadline TEXT NOT NULL, unit TEXT NOT NULL, label TEXT NOT NULL, id TEXT NOT NULL, task TEXT NOT NULL,
  document TEXT NOT NULL, work TEXT NOT NULL, content TEXT NOT NULL, folded TEXT NOT NULL
);
CREATE INDEX tasks_by_deadline ON tasks (deadline, unit, label, id, task, folded);
CREATE INDEX tasks_by_document ON tasks (document);
CREATE TABLE named_units (document TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (document, name, kind)) WITHOUT ROWID;
CREATE TABLE units (name TEXT NOT NULL, kind TEXT NOT NULL, documents INTEGER NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (name, kind)) WITHOUT ROWID;
CREATE TRIGGER unit_named AFTER INSERT ON named_units BEGIN
  INSERT INTO units VALUES (new.name, new.kind, 1, fold(new.name))
    ON CONFLICT (name, kind) DO UPDATE SET documents = documents + 1;
END;
CREATE TRIGGER unit_gone AFTER DELETE ON named_units BEGIN
  UPDATE units SET documents = documents - 1 WHERE name = old.name AND kind = old.kind;
  DELETE FROM units WHERE name = old.name AND kind = old.kind AND documents = 0;
END;
CREATE TABLE findings (
  iri TEXT PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, grade INTEGER NOT NULL, label TEXT NOT NULL,
  place TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, state TEXT NOT NULL, issuer TEXT NOT NULL,
  year TEXT NOT NULL, copied INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX findings_by_grade ON findings (grade, label, place, kind, iri, severity, state, issuer, year, copied);
CREATE INDEX findings_by_document ON findings (document, place, kind, iri);
CREATE TABLE finding_counts (
  severity TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, issuer TEXT NOT NULL, year TEXT NOT NULL,
  copied INTEGER NOT NULL, found INTEGER NOT NULL, PRIMARY KEY (severity, kind, state, issuer, year, copied)
) WITHOUT ROWID;
CREATE TRIGGER finding_made AFTER INSERT ON findings BEGIN
  INSERT INTO finding_counts VALUES (new.severity, new.kind, new.state, new.issuer, new.year, new.copied, 1)
    ON CONFLICT DO UPDATE SET found = found + 1;
END;
CREATE TRIGGER finding_gone AFTER DELETE ON findings BEGIN
  UPDATE finding_counts SET found = found - 1 WHERE (severity, kind, state, issuer, year, copied) =
    (old.severity, old.kind, old.state, old.issuer, old.year, old.copied);
  DELETE FROM finding_counts WHERE (severity, kind, state, issuer, year, copied) =
    (old.severity, old.kind, old.state, old.issuer, old.year, old.copied) AND found = 0;
END;
CREATE TABLE finding_bodies (iri TEXT PRIMARY KEY, body TEXT NOT NULL);
"""
_TABLES = ("mark", "documents", "carries_out", "cited", "cited_counts", "works", "tasks", "named_units", "units",
           "findings", "finding_counts", "finding_bodies")  # fmt: skip


class Tables:
    """A file of lists, or, without a path, lists in memory, which one asks at a time."""

    def __init__(self, path: Path | None, patience: float = PATIENCE) -> None:
        self._path, self._patience = path, patience
        self._free: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self._let_go = weakref.finalize(self, _close_all, self._free)
        self._free.put(_connect(path, patience))
        with self.connection() as db:
            if _form(db) != FORM:  # asked first: who only reads does not wait for a process that writes
                with writing(db):
                    if _form(db) != FORM:
                        clear(db)

    @contextlib.contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection of one's own for a while."""
        try:
            db = self._free.get(block=self._path is None)
        except queue.Empty:
            db = _connect(self._path, self._patience)
        try:
            yield db
        finally:
            self._free.put(db)

    def close(self) -> None:
        """Close what is not in use."""
        self._let_go()


def _close_all(free: "queue.SimpleQueue[sqlite3.Connection]") -> None:
    with contextlib.suppress(queue.Empty):
        while True:
            free.get_nowait().close()


def _connect(path: Path | None, patience: float) -> sqlite3.Connection:
    db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False, timeout=patience)
    db.create_function("fold", 1, fold_text, deterministic=True)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")  # made anew from the store if it is ever damaged
    return db


def _form(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def clear(db: sqlite3.Connection) -> None:
    """Empty lists, of this form."""
    for name in _TABLES:
        db.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _statements():
        db.execute(statement)
    db.execute("INSERT INTO mark VALUES ('-', 0)")  # no store's line
    db.execute(f"PRAGMA user_version = {FORM}")


def _statements() -> list[str]:
    """The schema's statements; a trigger holds several."""
    found, held = [], ""
    for line in _SCHEMA.strip().splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found


@contextlib.contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """One change, whole or not at all; other writers wait."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextlib.contextmanager
def reading(db: sqlite3.Connection) -> Iterator[None]:
    """One state of the lists for several questions."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")
