"""The record as JSON, the form other programs build on, and back.

`record_to_json` gives every field the contract promises, then what we add (kind, provisions, skipped …).
`record_from_json` reads that form and also the bare contract form, so that a hand-made gold list is a record too.
"""

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from ontology.errors import Message
from ontology.values import (
    Citation,
    Document,
    Link,
    Provision,
    Record,
    Repair,
    Section,
    Skipped,
    Source,
    Span,
    Target,
    Task,
    Text,
    Unit,
)


def _plain(value: Any) -> Any:
    """Dataclasses and tuples as JSON values; a Span becomes [start, end]."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Message):
        return value.as_dict()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value


def citation_to_json(citation: Citation) -> dict[str, Any]:
    """One citation in the contract's form, with our additions after it."""
    plain: dict[str, Any] = _plain(citation)
    span = plain.pop("span")
    return {"start": span[0], "end": span[1], **plain}


class Pages:
    """Which page of the file an offset of its text stands on; None where the file has no pages."""

    def __init__(self, text: Text) -> None:
        placed = sorted((p.span.start, p.span.end, p.page) for p in text.places if p.page is not None)
        self._starts = [start for start, _, _ in placed]
        self._pages = [page for _, _, page in placed]

    def __bool__(self) -> bool:
        return bool(self._pages)

    def at(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        return self._pages[max(index, 0)] if self._pages else None


def _paged(row: dict[str, Any], span: Span | None, pages: Pages) -> dict[str, Any]:
    """The row with its page, where the file has pages."""
    return {**row, "page": pages.at(span.start) if span else None} if pages else row


def record_to_json(record: Record, *, with_text: bool = False) -> dict[str, Any]:
    """The whole record. `with_text` adds the raw text, so that the record stands alone."""
    pages = Pages(record.text)
    result: dict[str, Any] = {
        "file": record.text.source.file,
        "document": _plain(record.document),
        "citations": [_paged(citation_to_json(c), c.span, pages) for c in record.citations],
        "tasks": [_paged(_plain(t), t.span, pages) for t in record.tasks],
        "units": [_plain(u) for u in record.units],
        "targets": [_paged(_plain(t), t.span, pages) for t in record.targets],
        "links": [{"url": li.url, "number": li.number, "span": _plain(li.span)} for li in record.text.links],
        "skipped": [_paged(_plain(s), s.span, pages) for s in record.skipped],
        "sections": [_plain(s) for s in record.sections],
        "repairs": len(record.repairs),
        "source": _plain(record.text.source),
        "scanned": record.text.scanned,
        "quality": record.text.quality,
        "notices": [n.as_dict() for n in record.text.notices],
    }
    if with_text:
        result["raw"] = record.text.raw
        result["places"] = [_plain(p) for p in record.text.places]
    return result


def _take(kind: type, row: Mapping[str, Any], /, **given: Any) -> Any:
    """Build a value from the keys of a row that the type has."""
    values: dict[str, Any] = {}
    for f in dataclasses.fields(kind):
        if f.name in given:
            values[f.name] = given[f.name]
        elif f.name in row and row[f.name] is not None:
            value = row[f.name]
            if f.name.endswith("span") or f.name == "repaired":
                value = Span(*value)
            values[f.name] = tuple(value) if isinstance(value, list) else value
    return kind(**values)


def _kind_of(row: Mapping[str, Any]) -> str:
    """The form of a citation that a bare contract row implies."""
    if row.get("role") == "self":
        return "self"
    return "numbered" if row.get("number") else "named"


def record_from_json(row: Mapping[str, Any], raw: str | None = None) -> Record:
    """A record from its JSON form; `raw` gives the text when the row does not carry it."""
    text = raw if raw is not None else row.get("raw", "")
    source = _take(
        Source,
        {"file": row["file"], "sha256": "", "media_type": "text/plain", "size": len(text), **row.get("source", {})},
    )
    citations = []
    for c in row.get("citations", ()):
        start, end = c["start"], c["end"]
        given = {
            "span": Span(start, end),
            "quote": c.get("quote", text[start:end]),
            "kind": c.get("kind") or _kind_of(c),
            "provisions": tuple(_take(Provision, p) for p in c.get("provisions", ())),
        }
        citations.append(_take(Citation, c, **given))
    links = tuple(
        Link(
            span=Span(*(li.get("span") or (li.get("start", 0), li.get("end", 0)))),
            url=li["url"],
            number=li.get("number"),
        )
        for li in row.get("links", ())
    )
    targets = tuple(
        _take(
            Target,
            {"text": t.get("text") or t.get("quote_canonical", ""), "value": t.get("value", ""), "span": t.get("span")},
        )
        for t in row.get("targets", ())
    )
    return Record(
        text=Text(
            raw=text,
            source=source,
            links=links,
            scanned=bool(row.get("scanned", False)),
            quality=float(row.get("quality", 1.0)),
            notices=tuple(Message(n["vi"], n["en"]) for n in row.get("notices", ())),
        ),
        document=_take(Document, row["document"]),
        citations=tuple(citations),
        skipped=tuple(_take(Skipped, s, why=Message(s["why"]["vi"], s["why"]["en"])) for s in row.get("skipped", ())),
        tasks=tuple(_take(Task, t) for t in row.get("tasks", ())),
        units=tuple(_take(Unit, u) for u in row.get("units", ())),
        targets=targets,
        sections=tuple(_take(Section, s) for s in row.get("sections", ())),
        repairs=tuple(_take(Repair, r) for r in row["repairs"]) if isinstance(row.get("repairs"), list) else (),
    )


def fold_spaces(words: str) -> str:
    """One space between words: how a quoted passage is shown on one line."""
    return re.sub(r"\s+", " ", words).strip()
