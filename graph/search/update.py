"""Bringing the index to a state of the store: only what changed is written, and the result is what a new index holds.

A work is read again when its kept state changed, when another document acts on it, or when a day came on which its
force may turn; a document when the hash of its record, or the work it is, changed. Everything happens in one
transaction of the caller's: an index cut short is the index as it was.
"""

import datetime as dt
import sqlite3

from graph.search.items import (
    WorkRow,
    document_items,
    hash_of,
    read_acted_on,
    read_documents,
    read_states,
    work_item,
    work_row,
)
from graph.search.schema import put_item, take_items
from graph.search.standing import Actors
from graph.store import Store
from graph.write import read_record


def update_index(connection: sqlite3.Connection, store: Store, day: dt.date) -> int:
    """Make the index show the store; how many works and documents were written."""
    states = read_states(store)
    written = _update_works(connection, store, states, day)
    written += _update_documents(connection, store)
    gone = [iri for (iri,) in connection.execute("SELECT iri FROM work") if iri not in states]
    for iri in gone:
        take_items(connection, iri)
        connection.execute("DELETE FROM work WHERE iri = ?", (iri,))
    return written + len(gone)


def _update_works(connection: sqlite3.Connection, store: Store, states: dict[str, str], day: dt.date) -> int:
    known = {
        iri: (state, row, bool(acted_on), turns)
        for iri, state, row, acted_on, turns in connection.execute("SELECT iri, state, row, acted_on, turns FROM work")
    }
    told = connection.execute("SELECT value FROM said WHERE name = 'day'").fetchone()
    backwards = told is None or day.isoformat() < told[0]
    acted, lookup = read_acted_on(store), Actors(store)
    written = 0
    for iri in sorted(states):
        old, acts = known.get(iri), iri in acted or iri.partition("~")[0] in acted
        state = hash_of(states[iri])
        settled = old is not None and old[0] == state and not acts and not old[2] and not backwards
        if old is not None and settled and (old[3] is None or old[3] > day.isoformat()):
            continue
        row = work_row(states[iri], day, store, lookup, acted_on=acts)
        if old is None or old[1] != hash_of(row) or old[0] != state or old[2] != acts:
            _write_work(connection, row, state, acts, items=old is None or old[0] != state)
            written += 1
    return written


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


def _update_documents(connection: sqlite3.Connection, store: Store) -> int:
    documents = read_documents(store)
    known = dict(connection.execute("SELECT iri, hash FROM document"))
    changed = 0
    for iri in sorted(known.keys() - documents.keys()):
        take_items(connection, iri)
        connection.execute("DELETE FROM document WHERE iri = ?", (iri,))
        changed += 1
    for iri, (said, work) in documents.items():
        owner = connection.execute("SELECT id FROM work WHERE iri = ?", (work,)).fetchone()
        hash_ = hash_of(said, work, owner)
        if known.get(iri) == hash_:
            continue
        take_items(connection, iri)
        connection.execute("INSERT OR REPLACE INTO document (iri, hash) VALUES (?,?)", (iri, hash_))
        record = read_record(store, iri)
        if owner and record:
            for item in document_items(record, iri):
                put_item(connection, item, iri, owner[0])
        changed += 1
    return changed
