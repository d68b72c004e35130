"""The tables of the index, and how a row of words goes in and out.

The full-text table keeps no text of its own: what it was given is made again from the item, to the letter, when it is
taken out. Identifiers say the kind, so that a search for one kind reads only its part.
"""

import sqlite3

from graph.search.asked import KINDS, Kind
from graph.search.items import Item
from graph.search.tokens import exact_tokens, fold_tokens

FORM = 3  # the form of the index; another form is another file
_STEP = 1 << 40
_TABLES = """
CREATE TABLE IF NOT EXISTS said (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS work (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, state TEXT NOT NULL, row TEXT NOT NULL, acted_on INTEGER NOT NULL,
  number TEXT NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL, issuer TEXT NOT NULL, date TEXT NOT NULL,
  year INTEGER, issuer_key TEXT NOT NULL, type_key TEXT NOT NULL, standing TEXT NOT NULL, turns TEXT);
CREATE INDEX IF NOT EXISTS work_turns ON work (turns) WHERE turns IS NOT NULL;
CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS item (
  id INTEGER PRIMARY KEY, owner TEXT NOT NULL, work INTEGER NOT NULL, node TEXT NOT NULL, number TEXT NOT NULL,
  title TEXT NOT NULL, about TEXT NOT NULL, body TEXT NOT NULL, start INTEGER, stop INTEGER, section TEXT);
CREATE INDEX IF NOT EXISTS item_owner ON item (owner);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (number, title, about, body, exact, content='',
  prefix='2', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn'");
"""
_PUT = "INSERT INTO words (rowid, number, title, about, body, exact) VALUES (?,?,?,?,?,?)"
_TAKE = "INSERT INTO words (words, rowid, number, title, about, body, exact) VALUES ('delete',?,?,?,?,?,?)"


def make_tables(connection: sqlite3.Connection) -> None:
    """The tables, where they are not yet."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def range_of(kind: Kind) -> tuple[int, int]:
    """The identifiers of a kind, first and last."""
    first = (KINDS.index(kind) + 1) * _STEP
    return first, first + _STEP - 1


def kind_of(item: int) -> Kind:
    """The kind that an identifier says."""
    return KINDS[item // _STEP - 1]


def put_item(connection: sqlite3.Connection, item: Item, owner: str, work: int) -> None:
    """Something to be found."""
    first, last = range_of(item.kind)
    (top,) = connection.execute("SELECT max(id) FROM item WHERE id BETWEEN ? AND ?", (first, last)).fetchone()
    new = (top or first) + 1
    texts = (item.number, item.title, item.about, item.body)
    place = (item.start, item.end, item.section)
    connection.execute("INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?,?)", (new, owner, work, item.node, *texts, *place))
    connection.execute(_PUT, (new, *_words(*texts)))


def take_items(connection: sqlite3.Connection, owner: str) -> None:
    """Everything of a work or a document."""
    rows = connection.execute("SELECT id, number, title, about, body FROM item WHERE owner = ?", (owner,)).fetchall()
    for id_, *texts in rows:
        connection.execute(_TAKE, (id_, *_words(*texts)))
    connection.execute("DELETE FROM item WHERE owner = ?", (owner,))


def _words(number: str, title: str, about: str, body: str) -> tuple[str, ...]:
    folded = [" ".join(fold_tokens(text)) for text in (number, title, about, body)]
    return (*folded, " ".join(exact_tokens(f"{title} {about} {body}")))
