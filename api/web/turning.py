"""Where a page of a list goes on: the addresses of the pages before and after it.

They carry the key of the last row, not a number of a page: documents come and go while people read.
"""

from urllib.parse import urlencode

from api.http.v1.paging import cursor_of
from graph.listing import Page


def turn(path: str, page: Page, **asked: str) -> dict[str, str | None]:
    """The addresses beside a page, with what was asked of the list; None where the list ends."""
    kept = {name: value for name, value in asked.items() if value}

    def address(name: str, cursor: str | None) -> str | None:
        return f"{path}?{urlencode({**kept, name: cursor})}" if cursor else None

    return {"previous": address("before", cursor_of(page.previous)), "next": address("after", cursor_of(page.next))}
