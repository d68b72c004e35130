"""One page of a table in the order of an index: what comes after a row that was shown, or before it.

Keyset paging: a page begins at a key, not at a number, so that nothing that stays is shown twice or left out while
documents come and go. It refuses offsets, which would also read all rows before.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the keys from which the pages beside it go on; None where there is none."""

    rows: list[dict[str, Any]]
    next: Key | None = None
    previous: Key | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A table in one order: what is shown of it, the columns of its key, and whether the greatest comes first."""

    table: str
    columns: str
    key: tuple[str, ...]
    falling: bool = False


def read_page(
    db: sqlite3.Connection,
    listing: Listing,
    where: Sequence[str],
    values: Sequence[Any],
    *,
    limit: int,
    after: Key | None = None,
    before: Key | None = None,
) -> Page:
    """At most `limit` rows that satisfy all conditions, after one key or before another."""
    at = before if before is not None else after
    back = before is not None
    rows = _rows(db, listing, where, values, limit + 1, at, back=back)
    more, rows = len(rows) > limit, rows[:limit]
    if back:
        rows.reverse()
    first, last = (_key(listing, rows[0]), _key(listing, rows[-1])) if rows else (None, None)
    before_it = more if back else bool(first and at and _rows(db, listing, where, values, 1, first, back=True))
    return Page(
        rows=[_shown(row) for row in rows],
        next=last if (back or more) and last else None,
        previous=first if before_it else None,
    )


def count_rows(db: sqlite3.Connection, table: str, where: Sequence[str], values: Sequence[Any]) -> int:
    """How many rows satisfy all conditions."""
    return int(db.execute(f"SELECT COUNT(*) FROM {table}{_where(where)}", values).fetchone()[0])  # noqa: S608


def _rows(
    db: sqlite3.Connection,
    listing: Listing,
    where: Sequence[str],
    values: Sequence[Any],
    limit: int,
    at: Key | None,
    *,
    back: bool,
) -> list[sqlite3.Row]:
    falling = listing.falling != back
    names = ", ".join(listing.key)
    held = [*where]
    if at is not None:
        held.append(f"({names}) {'<' if falling else '>'} ({', '.join('?' * len(listing.key))})")
    order = ", ".join(f"{name} {'DESC' if falling else 'ASC'}" for name in listing.key)
    text = f"SELECT {listing.columns}, {names} FROM {listing.table}{_where(held)} ORDER BY {order} LIMIT ?"  # noqa: S608
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(text, (*values, *(_whole_key(listing, at)), limit)).fetchall()


def _whole_key(listing: Listing, at: Key | None) -> Key:
    """A key of the right length: one that a stranger made up is cut or filled."""
    return () if at is None else (*at, *("",) * len(listing.key))[: len(listing.key)]


def _key(listing: Listing, row: sqlite3.Row) -> Key:
    return tuple(str(row[name.rpartition(".")[2]]) for name in listing.key)


def _shown(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys() if row[name] is not None}  # noqa: SIM118


def _where(conditions: Sequence[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""
