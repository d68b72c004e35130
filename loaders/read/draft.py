"""A text being put together: lines in reading order, with the place, table and link of every stretch.

One paragraph a line; the cells of a row stand one after the other, each on its own line or lines, and the rows after
each other, so that a reader who knows nothing of tables still sees the text. The structure is kept beside it.
"""

import hashlib
from dataclasses import replace

from loaders.read.links import find_bare_links, number_of_link
from ontology.errors import Message
from ontology.values import Cell, Link, Place, Source, Span, Table, Text

_RECENT = 400  # parts looked back over for the words of a link


class Draft:
    """Collects a linearisation. `add` appends a stretch and says where it stands; `break_line` ends the line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.places: list[Place] = []
        self.tables: list[Table] = []
        self.links: list[Link] = []
        self.notices: list[Message] = []
        self.properties: list[tuple[str, str]] = []

    def add(self, words: str, place: Place | None = None) -> Span:
        """Append words; `place` is a pattern whose span is filled in."""
        span = Span(self.length, self.length + len(words))
        if words:
            self._parts.append(words)
            self.length = span.end
        if place is not None:
            self.places.append(replace(place, span=span))
        return span

    def tail(self, start: int) -> str:
        """The words from an offset on."""
        return "".join(self._parts[-_RECENT:])[start - self.length :] if start < self.length else ""

    def break_line(self) -> None:
        self.add("\n")

    def add_link(self, span: Span, url: str, words: str) -> None:
        if span.end > span.start and url:
            self.links.append(Link(span=span, url=url, number=number_of_link(url, words)))

    def reserve_table(self) -> int:
        """The index of a table that is about to be filled; outer tables come before the tables inside them."""
        self.tables.append(Table(span=Span(self.length, self.length), cells=()))
        return len(self.tables) - 1

    def fill_table(self, index: int, cells: list[Cell]) -> None:
        start = self.tables[index].span.start
        self.tables[index] = Table(span=Span(start, max(start, self.length - 1)), cells=tuple(cells))

    def text(self, source: Source, *, scanned: bool = False, quality: float = 1.0) -> Text:
        """The finished text. Bare addresses become links where the file had none."""
        raw = "".join(self._parts)
        held = [link.span for link in self.links]
        bare = [link for link in find_bare_links(raw) if not any(s.start <= link.span.start < s.end for s in held)]
        return Text(
            raw=raw,
            source=source,
            places=tuple(sorted(self.places, key=lambda p: p.span)),
            tables=tuple(self.tables),
            links=tuple(sorted((*self.links, *bare), key=lambda li: li.span)),
            scanned=scanned,
            quality=quality,
            properties=tuple(self.properties),
            notices=tuple(self.notices),
        )


NOWHERE = Span(0, 0)  # the span of a place pattern, before `Draft.add` fills it in


def describe(
    name: str, data: bytes, media_type: str, *, pages: int | None = None, encoding: str | None = None
) -> Source:
    """What is known of a file before it is read."""
    return Source(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        size=len(data),
        pages=pages,
        encoding=encoding,
    )
