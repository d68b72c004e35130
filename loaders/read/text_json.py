"""A `Text` or an error as JSON and back, for crossing from one process to another without loss."""

import dataclasses
from typing import Any

from ontology import errors
from ontology.errors import LoadError, Message
from ontology.values import Cell, Link, Place, Source, Span, Table, Text


def _place_row(p: Place) -> list[Any]:
    return [p.span.start, p.span.end, p.page, p.part, p.paragraph, p.table, p.row, p.column, p.member]


def _cell_row(c: Cell) -> list[Any]:
    return [c.row, c.column, c.span.start, c.span.end, c.rowspan, c.colspan]


def text_to_json(text: Text) -> dict[str, Any]:
    """Every field; spans and small values as bare lists, because a long document has many."""
    return {
        "raw": text.raw,
        "source": dataclasses.asdict(text.source),
        "places": [_place_row(place) for place in text.places],
        "tables": [[t.span.start, t.span.end, [_cell_row(c) for c in t.cells]] for t in text.tables],
        "links": [[li.span.start, li.span.end, li.url, li.number] for li in text.links],
        "scanned": text.scanned,
        "quality": text.quality,
        "properties": [list(p) for p in text.properties],
        "notices": [[n.vi, n.en] for n in text.notices],
    }


def _place(row: list[Any]) -> Place:
    start, end, page, part, paragraph, table, line, column, member = row
    span = Span(start, end)
    return Place(
        span=span, page=page, part=part, paragraph=paragraph, table=table, row=line, column=column, member=member
    )


def _cell(row: list[Any]) -> Cell:
    line, column, start, end, rowspan, colspan = row
    return Cell(row=line, column=column, span=Span(start, end), rowspan=rowspan, colspan=colspan)


def text_from_json(value: dict[str, Any]) -> Text:
    """The text that `text_to_json` wrote."""
    return Text(
        raw=value["raw"],
        source=Source(**value["source"]),
        places=tuple(map(_place, value["places"])),
        tables=tuple(Table(span=Span(s, e), cells=tuple(map(_cell, cells))) for s, e, cells in value["tables"]),
        links=tuple(Link(span=Span(s, e), url=url, number=number) for s, e, url, number in value["links"]),
        scanned=value["scanned"],
        quality=value["quality"],
        properties=tuple((name, content) for name, content in value["properties"]),
        notices=tuple(Message(vi, en) for vi, en in value["notices"]),
    )


def error_to_json(error: LoadError) -> dict[str, Any]:
    """An error's kind, both messages, and its data."""
    data = {k: v for k, v in error.data.items() if isinstance(v, str | int | float | bool | None)}
    return {"kind": type(error).__name__, "vi": error.message.vi, "en": error.message.en, "data": data}


def error_from_json(value: dict[str, Any]) -> LoadError:
    """The error that `error_to_json` wrote; a kind outside the family comes back as its root."""
    kind = getattr(errors, str(value["kind"]), LoadError)
    if not (isinstance(kind, type) and issubclass(kind, LoadError)):
        kind = LoadError
    return kind(value["vi"], value["en"], **value["data"])
