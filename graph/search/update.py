"""Bringing the index to a state of the store: only what changed is written, and the result is what a new index holds.

Where the store can tell which names changed since the state shown, only the works and documents behind them are read;
else everything is compared. A work is written when its kept state changed, when another document acts on it otherwise,
or when a day came on which its force turns; a document when the hash of its record, or the work it is, changed. It all
happens in one transaction of the caller's: an index cut short is the index as it was.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.search.items import (
    WorkRow,
    document_items,
    hash_of,
    read_acted_on,
    read_documents,
    read_states,
    read_works,
    work_item,
    work_row,
)
from graph.search.schema import put_item, take_items
from graph.search.standing import Actors
from graph.search.touched import touched_by
from graph.store import Store
from graph.write import read_record

_AT_ONCE = 500  # works whose states are in memory at one time
_TOLD_EVERY = 500
Tell = Callable[[int, int], None]


def _quietly(done: int, every: int) -> None:
    """Nobody is told."""


def update_index(
    connection: sqlite3.Connection, store: Store, day: dt.date, names: set[str] | None = None, tell: Tell = _quietly
) -> int:
    """Make the index show the store; how many works and documents were written.

    `names` are those that changed since the state it shows, which was of this day or an earlier one; None: not known.
    `tell` hears how many of all works and documents have been looked at.
    """
    known = {iri for (iri,) in connection.execute("SELECT iri FROM work")} if names is None else set()
    if names is None:
        works, documents = read_works(store), read_documents(store)
        held = {iri for (iri,) in connection.execute("SELECT iri FROM document")}
        every = len(works) + len(documents)
        written = _update_works(connection, store, works, day, lambda n: tell(n, every))
        among, read = documents.keys() | held, len(works)
        written += _update_documents(connection, store, documents, among, lambda n: tell(read + n, every))
        return written + _take_works(connection, known.difference(works))
    touched = touched_by(names, store, connection)
    turned = {iri for (iri,) in connection.execute("SELECT iri FROM work WHERE turns <= ?", (day.isoformat(),))}
    works = sorted(touched.works | turned)
    written = _update_works(connection, store, works, day)
    written += _update_documents(connection, store, read_documents(store, touched.documents), touched.documents)
    gone = touched.works - {iri for _, iri, _ in _states(store, sorted(touched.works))}
    return written + _take_works(connection, gone)


def _update_works(
    connection: sqlite3.Connection,
    store: Store,
    works: Sequence[str],
    day: dt.date,
    tell: Callable[[int], None] | None = None,
) -> int:
    """Those of some works that changed; few are in memory at one time."""
    told = connection.execute("SELECT value FROM said WHERE name = 'day'").fetchone()
    backwards = told is None or day.isoformat() < told[0]
    acted, lookup = read_acted_on(store, works), Actors(store)
    written = 0
    for at, iri, kept in _states(store, works):
        if tell and at % _TOLD_EVERY == 0:
            tell(at)
        asked = "SELECT state, row, acted_on, turns FROM work WHERE iri = ?"
        old = connection.execute(asked, (iri,)).fetchone()
        acts, state = iri in acted, hash_of(kept)
        settled = old is not None and old[0] == state and not acts and not old[2] and not backwards
        if settled and (old[3] is None or old[3] > day.isoformat()):
            continue
        row = work_row(kept, day, store, lookup, acted_on=acts)
        if old is None or old[1] != hash_of(row) or old[0] != state or bool(old[2]) != acts:
            _write_work(connection, row, state, acts, items=old is None or old[0] != state)
            written += 1
    return written


def _states(store: Store, works: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """The place, the name and the kept state of each of these works."""
    for start in range(0, len(works), _AT_ONCE):
        states = read_states(store, works[start : start + _AT_ONCE])
        yield from ((start + at, iri, states[iri]) for at, iri in enumerate(sorted(states)))


def _write_work(connection: sqlite3.Connection, row: WorkRow, state: str, acts: bool, *, items: bool) -> None:
    turns = row.standing.turns.isoformat() if row.standing.turns else None
    (id_,) = connection.execute(
        "INSERT INTO work (iri, state, row, acted_on, number, title, type, issuer, date, year, issuer_key, type_key, "
        "standing, turns) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (iri) DO UPDATE SET state=excluded.state, "
        "row=excluded.row, acted_on=excluded.acted_on, number=excluded.number, title=excluded.title, "
        "type=excluded.type, issuer=excluded.issuer, date=excluded.date, year=excluded.year, "
        "issuer_key=excluded.issuer_key, type_key=excluded.type_key, standing=excluded.standing, "
        "turns=excluded.turns RETURNING id",
        (
            row.iri, state, hash_of(row), acts, row.number, row.title, row.type, row.issuer, row.date, row.year,
            *row.filters(), row.standing.state, turns,
        ),
    ).fetchone()  # fmt: skip
    if items:
        take_items(connection, row.iri)
        put_item(connection, work_item(row), row.iri, id_)


def _take_works(connection: sqlite3.Connection, gone: Iterable[str]) -> int:
    taken = 0
    for iri in sorted(gone):
        take_items(connection, iri)
        taken += connection.execute("DELETE FROM work WHERE iri = ?", (iri,)).rowcount
    return taken


def _update_documents(
    connection: sqlite3.Connection,
    store: Store,
    documents: dict[str, tuple[str, str]],
    among: Iterable[str],
    tell: Callable[[int], None] | None = None,
) -> int:
    """Those of some documents that changed: written, or taken out where the store has them no longer."""
    changed = 0
    for at, iri in enumerate(sorted(among)):
        if tell and at % _TOLD_EVERY == 0:
            tell(at)
        said = documents.get(iri)
        known = connection.execute("SELECT hash FROM document WHERE iri = ?", (iri,)).fetchone()
        owner = connection.execute("SELECT id FROM work WHERE iri = ?", (said[1],)).fetchone() if said else None
        hash_ = hash_of(said, owner)
        if (known is None and said is None) or (known is not None and said is not None and known[0] == hash_):
            continue
        changed += 1
        take_items(connection, iri)
        connection.execute("DELETE FROM document WHERE iri = ?", (iri,))
        record = read_record(store, iri) if said else None
        if said:
            connection.execute("INSERT INTO document (iri, hash) VALUES (?,?)", (iri, hash_))
        if owner and record:
            for item in document_items(record, iri):
                put_item(connection, item, iri, owner[0])
    return changed
