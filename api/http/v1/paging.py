"""Cursor paging that stays right while the data change.

A cursor is the sort key of the last row that was shown: the next page begins after that key, whatever was loaded or
taken out meanwhile. No row that stays is shown twice or left out.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import Query

from graph.listing import Key, Page
from ontology.errors import NotFound, QueryError

Limit = Annotated[int, Query(ge=1, le=500, description="Rows on one page")]
_FORM: dict[str, Any] = {"minLength": 1, "pattern": "^[A-Za-z0-9_-]+$"}
Cursor = Annotated[str | None, Query(max_length=4000, description="`next` of the page before", json_schema_extra=_FORM)]


def write_cursor(key: Key) -> str:
    """A key as a client carries it."""
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Key:
    """The key in a cursor; words of its form that were never one name a page that is not there."""
    if re.fullmatch(_FORM["pattern"], cursor) is None:
        raise QueryError(
            "Con trỏ trang không đúng; hãy lấy lại từ trang đầu.", "Not a cursor; begin at the first page."
        )
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        key = json.loads(raw.decode("utf-8"))
    except (binascii.Error, UnicodeError, ValueError, RecursionError):
        key = None
    if not isinstance(key, list) or not key or not all(isinstance(part, str) for part in key):
        raise NotFound(
            "Không có trang nào ở con trỏ này; hãy lấy lại từ trang đầu.",
            "No page is at this cursor; begin at the first page.",
        )
    return tuple(key)


def key_in(cursor: str | None) -> Key | None:
    """Where a page begins."""
    return read_cursor(cursor) if cursor is not None else None


def cursor_of(key: Key | None) -> str | None:
    """Where the next page begins, as a client carries it."""
    return write_cursor(key) if key else None


def page_from(page: Page) -> dict[str, Any]:
    """A page of the lists, for a program."""
    return {"items": page.rows, "next": cursor_of(page.next)}


def page_of(
    rows: Sequence[Mapping[str, Any]],
    key: Callable[[Mapping[str, Any]], Key],
    *,
    cursor: str | None,
    limit: int,
    newest_first: bool = False,
) -> dict[str, Any]:
    """One page of rows, put in the order of their keys. Rows of one key are one row."""
    keyed = {key(row): row for row in rows}
    order = sorted(keyed, reverse=newest_first)
    if cursor is not None:
        last = read_cursor(cursor)
        order = [k for k in order if (k < last if newest_first else k > last)]
    shown = order[:limit]
    return {
        "items": [keyed[k] for k in shown],
        "next": write_cursor(shown[-1]) if len(order) > limit else None,
    }
