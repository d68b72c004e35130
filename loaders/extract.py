"""One text to one record: repair, header, sections, citations, tasks, units, targets.

Every parser works on the repaired text; this module is the only place where their spans go back to the raw text. It
refuses to correct anything: the record says what the page says.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from loaders.citations import find_citations, skip_foot
from loaders.header import parse_header
from loaders.home import settle_context
from loaders.portal_foot import find_portal_foot
from loaders.repair import repair_text
from loaders.sections import find_sections
from loaders.tables import find_tables
from loaders.targets import find_targets
from loaders.tasks import find_tasks
from loaders.units import CellWords, find_units
from ontology.bodies import context_of
from ontology.values import Citation, Record, Repaired, Section, Skipped, Span, Table, Target, Task, Text

_Placed = TypeVar("_Placed", Section, Task, Target)
# what a reader puts behind the text, in its order: the path of the section, the parts of the file
_APART = (("footnotes", ("footnote", "endnote")), ("margins", ("header", "footer")))


def _back(repaired: Repaired, span: Span) -> Span:
    return repaired.origin_span(span.start, span.end)


def _back_or_none(repaired: Repaired, span: Span | None) -> Span | None:
    return None if span is None else _back(repaired, span)


def _citation_back(raw: str, repaired: Repaired, citation: Citation) -> Citation:
    if repaired.origins is None:
        return citation
    span = _back(repaired, citation.span)
    return replace(
        citation,
        span=span,
        quote=raw[span.start : span.end],
        subject_span=_back_or_none(repaired, citation.subject_span),
        number_span=_back_or_none(repaired, citation.number_span),
        date_span=_back_or_none(repaired, citation.date_span),
    )


def _skipped_back(raw: str, repaired: Repaired, skipped: Skipped) -> Skipped:
    if repaired.origins is None:
        return skipped
    span = _back(repaired, skipped.span)
    return replace(skipped, span=span, quote=raw[span.start : span.end])


def _placed_back(repaired: Repaired, value: _Placed) -> _Placed:
    if repaired.origins is None or value.span is None:
        return value
    return replace(value, span=_back(repaired, value.span))


def extract_record(text: Text, *, siblings: Sequence[str] = ()) -> Record:
    """Everything one text says. Never raises for strange text. `siblings`: clean texts that may repeat its passages."""
    raw = text.raw
    repaired = repair_text(raw, scanned=text.scanned, siblings=siblings)
    whole = repaired.text
    header = parse_header(whole, properties=text.properties)
    signed = None if text.scanned else header.signature
    foot = find_portal_foot(whole, signed.end) if signed else len(whole)
    words = whole[:foot]
    document = header.document
    context = context_of(document.issuer, place=document.place, parent=document.parent, date=document.date)
    context = settle_context(context, words)
    sections = find_sections(words, signature=header.signature.start if header.signature else None)
    sections = _with_apart(sections, text, repaired, len(words))
    tables = tuple(t for t in _tables_forward(repaired, text.tables) if t.span.end <= foot)
    citations, skipped = find_citations(
        words, context=context, sections=sections, tables=tables, header_end=header.body_start, scanned=text.scanned
    )
    grids = find_tables(words, tables, header.appendices)
    tasks = find_tasks(words, header=document, context=context, sections=sections, grids=grids, scanned=text.scanned)
    torn = [g.span for g in grids if g.source == "lines"]
    cells = [CellWords(c.text, c.spans) for g in grids if g.source != "lines" for r in g.rows for c in r.cells]
    units = find_units(
        words, context=context, header=document, tasks=tasks, scanned=text.scanned, torn=torn, cells=cells
    )
    targets = find_targets(words, sections=sections, tasks=tasks, appendix_start=header.appendices)
    return Record(
        text=text,
        document=document,
        citations=tuple(_citation_back(raw, repaired, c) for c in citations),
        skipped=tuple(_skipped_back(raw, repaired, s) for s in (*skipped, *skip_foot(whole, foot))),
        tasks=tuple(_placed_back(repaired, t) for t in tasks),
        units=units,
        targets=tuple(_placed_back(repaired, t) for t in targets),
        sections=tuple(_placed_back(repaired, s) for s in sections),
        repairs=repaired.repairs,
    )


def _with_apart(sections: Sequence[Section], text: Text, repaired: Repaired, end: int) -> tuple[Section, ...]:
    """The sections with what stands behind the text, each as one of its own: the footnotes, what is on every page."""
    held = tuple(sections)
    for path, parts in _APART:
        first = min((p.span.start for p in text.places if p.part in parts and p.span.end > p.span.start), default=None)
        start = end if first is None else first if repaired.origins is None else bisect_left(repaired.origins, first)
        if start < end:
            before = (replace(s, span=Span(s.span.start, min(s.span.end, start))) for s in held if s.span.start < start)
            held = (*before, Section(path=path, heading="", span=Span(start, end)))
    return held


def _tables_forward(repaired: Repaired, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The reader's tables, counted in the repaired text."""
    if repaired.origins is None or not tables:
        return tuple(tables)
    origins = repaired.origins

    def forward(span: Span) -> Span:
        return Span(bisect_left(origins, span.start), bisect_left(origins, span.end))

    return tuple(
        Table(span=forward(t.span), cells=tuple(replace(c, span=forward(c.span)) for c in t.cells)) for t in tables
    )
