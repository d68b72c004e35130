"""A loaded document as Akoma Ntoso 3.0: who issued what and when, its text in paragraphs, every citation a `ref`.

The body keeps the reader's paragraphs, preface and preamble are told apart by the parts of the record, and a `ref`
leads where the naming convention puts the work that is meant (`/akn/vn/act/nghi-dinh/chinh-phu/…/30-2020-nd-cp`).
A citation whose work is not known stays plain text: a reference to nowhere would be a guess.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from graph.store_lookup import StoreLookup
from ontology.dates import parse_day
from ontology.errors import NotFound
from ontology.identifiers import akn_iri, slug
from ontology.types import type_named
from ontology.values import Record, Work
from ontology.xml_text import fit_xml

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA = "application/akn+xml"
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
Reference = tuple[int, int, str]  # first and last character of the words, and where they lead


def akn_of_work(work: Work) -> str:
    """The IRI of a work under the naming convention."""
    type_, issuer, number = work.value("type"), work.value("issuer"), work.value("number")
    kind = type_named(type_) if type_ else None
    normative = kind is not None and kind.branch == "normative"
    named = number or work.value("title") or work.key
    return akn_iri("act" if normative else "doc", type_ or "van-ban", issuer or "", work.value("date") or "", named)


def write_akn(document: str, lookup: StoreLookup) -> bytes:
    """The document's XML."""
    record = lookup.record(document)
    iri = lookup.work_of(document)
    work = lookup.identity(iri) if iri else None
    if record is None or work is None:
        raise NotFound(f"Không có văn bản {document} trong kho.", f"There is no document {document} in the store.")
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN})  # type: ignore[dict-item]
    doc = _add(root, "doc", name=slug(work.value("type") or "văn bản"))
    _meta(doc, work, record, document)
    parts = _parts(record)
    references = _references(record, document, lookup)
    for name in ("preface", "preamble", "mainBody"):
        start, end = parts[name]
        if name == "mainBody" or record.text.raw[start:end].strip():
            _paragraphs(_add(doc, name), record.text.raw, start, end, references, name)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=False)
    return data


def _add(parent: Any, element: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{AKN}}}{element}", attributes)


def _meta(doc: Any, work: Work, record: Record, document: str) -> None:
    date, number = work.value("date") or "", work.value("number")
    whole = date if parse_day(date) else (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]
    day = whole if parse_day(whole) else "0001-01-01"
    uri, issuer = akn_of_work(work), work.value("issuer") or ""
    meta = _add(doc, "meta")
    identification = _add(meta, "identification", source="#cancu")
    for level, tail in (("Work", ""), ("Expression", "/vie@"), ("Manifestation", "/vie@.akn")):
        about = _add(identification, f"FRBR{level}")
        _add(
            about, "FRBRthis", value=f"{uri}{tail.removesuffix('.akn')}/!main{'.akn' if tail.endswith('.akn') else ''}"
        )
        _add(about, "FRBRuri", value=uri + tail)
        if level == "Work":
            _add(about, "FRBRalias", name="eli", value=work.iri)
        _add(about, "FRBRdate", date=day, name="Generation")
        _add(about, "FRBRauthor", href="#issuer")
        if level == "Work":
            _add(about, "FRBRcountry", value="vn")
            if number:
                _add(about, "FRBRnumber", value=number)
            if title := work.value("title"):
                _add(about, "FRBRname", value=fit_xml(title))
        elif level == "Expression":
            _add(about, "FRBRlanguage", language="vie")
        else:
            _add(about, "FRBRformat", value=record.text.source.media_type)
    references = _add(meta, "references", source="#cancu")
    _add(references, "original", eId="original", href=document, showAs=fit_xml(record.text.source.file or "văn bản"))
    _add(references, "TLCOrganization", eId="issuer", href=f"/akn/ontology/organization/vn/{slug(issuer) or '-'}",
         showAs=fit_xml(issuer or "?"))  # fmt: skip
    _add(references, "TLCOrganization", eId="cancu", href="https://w3id.org/cancu", showAs="Cancu")


def _parts(record: Record) -> dict[str, tuple[int, int]]:
    """Where head, bases and body stand. Without bases, the head is everything before the first part."""
    length = len(record.text.raw)
    places = {s.path: s.span for s in record.sections}
    first = min((s.span.start for s in record.sections if s.path != "preamble"), default=0)
    bases = places.get("preamble")
    if bases is None:
        return {"preface": (0, first), "preamble": (first, first), "mainBody": (first, length)}
    end = min(bases.end, first) if first > bases.start else bases.end
    return {"preface": (0, bases.start), "preamble": (bases.start, end), "mainBody": (end, length)}


def _references(record: Record, document: str, lookup: StoreLookup) -> list[Reference]:
    """Every citation whose work is known, in order and without overlaps."""
    found: list[Reference] = []
    resolutions = lookup.resolutions(document)
    for citation, resolution in zip(record.citations, resolutions, strict=False):
        work = lookup.identity(resolution.work) if resolution.work else None
        if work is not None and (not found or citation.span.start >= found[-1][1]):
            found.append((citation.span.start, citation.span.end, akn_of_work(work)))
    return found


def _paragraphs(parent: Any, raw: str, start: int, end: int, references: Sequence[Reference], name: str) -> None:
    """One `p` a paragraph; a citation that runs over a line break keeps its paragraphs together."""
    count = 0
    for first, last in _cut(raw, start, end, references):
        if raw[first:last].strip():
            count += 1
            inside = [r for r in references if first <= r[0] and r[1] <= last]
            _fill(_add(parent, "p", eId=f"{name}__p_{count}"), raw, first, last, inside)
    if not count:
        _add(parent, "p", eId=f"{name}__p_1")


def _cut(raw: str, start: int, end: int, references: Sequence[Reference]) -> Iterator[tuple[int, int]]:
    at = start
    for found in _PARAGRAPH.finditer(raw, start, end):
        if any(r[0] < found.end() and found.start() < r[1] for r in references):
            continue
        yield at, found.start()
        at = found.end()
    yield at, end


def _fill(p: Any, raw: str, first: int, last: int, references: Sequence[Reference]) -> None:
    at, tail = first, None
    for start, end, href in references:
        _put(p, tail, raw[at:start])
        tail = _add(p, "ref", href=href)
        tail.text = fit_xml(raw[start:end])
        at = end
    _put(p, tail, raw[at:last])


def _put(p: Any, tail: Any, words: str) -> None:
    """Words at the end of what is there."""
    if tail is None:
        p.text = fit_xml(words)
    else:
        tail.tail = fit_xml(words)
