"""The citations and findings of a document as Web Annotations (W3C): which words, and what is said of them.

A citation identifies a work, a finding assesses the words; both point at the document by position and by quotation, so
that any annotation tool can show them on its own copy of the text. An annotation is called by the IRI of the citation
or finding itself, which opens. Answers are JSON-LD under the model's own context, or triples of the same statements.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response

from api.http.v1.conditional import PROBLEMS, UNCHANGED, conditional_route
from api.http.v1.reading import Id
from api.lists import document_of
from api.service import Service
from api.sparql.negotiate import choose_type
from api.sparql.results import format_graph
from api.views import view_document
from graph.findings import finding_iri, read_findings
from graph.names import CC, OA, PREFIXES, RDF, part
from graph.store import Store
from graph.store_lookup import StoreLookup
from graph.write import CONTEXT
from ontology.errors import NotFound

CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"
MEDIA = f'application/ld+json; profile="{CONTEXT_IRI}"'
PAGE = 50
_AS = "https://www.w3.org/ns/activitystreams#"
_DC, _DCT = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
# What the context makes of the words used here: the property, and what kind of value stands there.
TERMS: Mapping[str, tuple[str, str]] = {
    "type": (RDF + "type", "class"), "motivation": (OA + "motivatedBy", "oa"), "purpose": (OA + "hasPurpose", "oa"),
    "body": (OA + "hasBody", "node"), "target": (OA + "hasTarget", "node"), "source": (OA + "hasSource", "node"),
    "selector": (OA + "hasSelector", "node"), "start": (OA + "start", "integer"), "end": (OA + "end", "integer"),
    "exact": (OA + "exact", "text"), "prefix": (OA + "prefix", "text"), "suffix": (OA + "suffix", "text"),
    "value": (RDF + "value", "text"), "format": (_DC + "format", "text"), "language": (_DC + "language", "text"),
    "generator": (_AS + "generator", "node"), "name": ("http://xmlns.com/foaf/0.1/name", "text"),
    "label": ("http://www.w3.org/2000/01/rdf-schema#label", "text"), "total": (_AS + "totalItems", "integer"),
    "first": (_AS + "first", "node"), "last": (_AS + "last", "node"), "next": (_AS + "next", "node"),
    "prev": (_AS + "prev", "node"), "partOf": (_AS + "partOf", "node"), "items": (_AS + "items", "list"),
    "startIndex": (_AS + "startIndex", "integer"), "conformsTo": (_DCT + "conformsTo", "node"),
}  # fmt: skip
_CLASSES = {
    "AnnotationCollection": _AS + "OrderedCollection", "AnnotationPage": _AS + "OrderedCollectionPage",
    "Software": _AS + "Application",
}  # fmt: skip
_GENERATOR = {"id": "https://w3id.org/cancu", "type": "Software", "name": "Cancu"}
TYPES = {"application/ld+json": "json-ld", "text/turtle": "turtle", "application/n-triples": "nt"}


# ------------------------------------------------------------------ what is said


def annotations_of(store: Store, document: str) -> list[dict[str, Any]]:
    """Every annotation of a document, by place."""
    view = view_document(store, StoreLookup(store), document)
    raw = view["raw"]
    found = [(c["start"], 0, _of_citation(document, i, c, raw)) for i, c in enumerate(view["citations"])]
    iris = {f.id: finding_iri(f, document).value for _, _, f in read_findings(store, document)}
    found += [(f["start"] or 0, 1, _of_finding(document, iris[f["id"]], f, raw)) for f in view["findings"]]
    return [a for _, _, a in sorted(found, key=lambda row: (row[0], row[1], row[2]["id"]))]


def _target(document: str, start: int | None, end: int | None, raw: str) -> Any:
    """The words meant, twice; the whole document where there are none."""
    if start is None or end is None:
        return document
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    quote = {
        "type": "TextQuoteSelector", "exact": raw[start:end], "prefix": raw[max(0, start - CONTEXT) : start],
        "suffix": raw[end : end + CONTEXT],
    }  # fmt: skip
    return {"type": "SpecificResource", "source": document, "selector": [position, quote]}


def _words(purpose: str, said: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"type": "TextualBody", "purpose": purpose, "value": said[lang], "format": "text/plain", "language": lang}
        for lang in ("vi", "en")
        if said[lang]
    ]


def _of_citation(document: str, index: int, citation: Mapping[str, Any], raw: str) -> dict[str, Any]:
    work = citation["work"]
    meant = [{"type": "SpecificResource", "purpose": "identifying", "source": work}] if work else []
    return {
        "id": part(document, "citation", index).value,
        "type": "Annotation",
        "motivation": "identifying",
        "generator": _GENERATOR,
        "body": [*meant, *_words("describing", citation["why"])],
        "target": _target(document, citation["start"], citation["end"], raw),
    }


def _of_finding(document: str, iri: str, finding: Mapping[str, Any], raw: str) -> dict[str, Any]:
    kind = {"type": "SpecificResource", "purpose": "classifying", "source": CC + finding["kind"]}
    correction = finding["correction"]
    mended = _words("editing", {"vi": correction or "", "en": ""})
    return {
        "id": iri,
        "type": "Annotation",
        "motivation": "assessing",
        "generator": _GENERATOR,
        "body": [kind, *_words("assessing", finding["message"]), *mended],
        "target": _target(document, finding["start"], finding["end"], raw),
    }


# ------------------------------------------------------------------ collections and pages


def collection_of(address: str, document: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The collection, with the addresses of its first and last page."""
    last = max(0, (len(rows) - 1) // PAGE)
    return {
        "@context": CONTEXT_IRI,
        "id": _address(address, document),
        "type": "AnnotationCollection",
        "label": f"Viện dẫn và điều tìm thấy của {document}",
        "total": len(rows),
        "first": _address(address, document, 0),
        "last": _address(address, document, last),
    }


def page_of(address: str, document: str, rows: list[dict[str, Any]], page: int) -> dict[str, Any]:
    """One page of the collection."""
    last = max(0, (len(rows) - 1) // PAGE)
    if page > last:
        raise NotFound(f"Không có trang {page}.", f"There is no page {page}.")
    around = {"prev": page - 1 if page else None, "next": page + 1 if page < last else None}
    return {
        "@context": CONTEXT_IRI,
        "id": _address(address, document, page),
        "type": "AnnotationPage",
        "partOf": _address(address, document),
        **{name: _address(address, document, n) for name, n in around.items() if n is not None},
        "startIndex": page * PAGE,
        "items": rows[page * PAGE : (page + 1) * PAGE],
    }


def _address(address: str, document: str, page: int | None = None) -> str:
    return address + "?" + urlencode({"id": document, **({} if page is None else {"page": page})})


def triples_of(node: Mapping[str, Any]) -> list[ox.Triple]:
    """The statements that the JSON makes under its context."""
    return list(_statements(node)[1])


def _statements(node: Any) -> tuple[ox.NamedNode | ox.BlankNode, Iterator[ox.Triple]]:
    if isinstance(node, str):
        return ox.NamedNode(node), iter(())
    subject = ox.NamedNode(node["id"]) if "id" in node else ox.BlankNode()
    return subject, _said_of(subject, node)


def _said_of(subject: ox.NamedNode | ox.BlankNode, node: Mapping[str, Any]) -> Iterator[ox.Triple]:
    for name, value in node.items():
        if name not in TERMS:
            continue
        predicate, kind = TERMS[name]
        values = value if isinstance(value, list) else [value]
        if kind == "list":
            yield from _list(subject, predicate, values)
            continue
        for one in values:
            if kind == "node":
                other, more = _statements(one)
                yield ox.Triple(subject, ox.NamedNode(predicate), other)
                yield from more
            else:
                yield ox.Triple(subject, ox.NamedNode(predicate), _plain(kind, one))


def _plain(kind: str, value: Any) -> ox.NamedNode | ox.Literal:
    if kind == "class":
        return ox.NamedNode(_CLASSES.get(value, OA + value))
    if kind == "oa":
        return ox.NamedNode(OA + value)
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD_INTEGER)) if kind == "integer" else ox.Literal(value)


def _list(subject: ox.NamedNode | ox.BlankNode, predicate: str, values: list[Any]) -> Iterator[ox.Triple]:
    rest: ox.NamedNode | ox.BlankNode = ox.NamedNode(RDF + "nil")
    for one in reversed(values):
        head, (other, more) = ox.BlankNode(), _statements(one)
        yield ox.Triple(head, ox.NamedNode(RDF + "first"), other)
        yield ox.Triple(head, ox.NamedNode(RDF + "rest"), rest)
        yield from more
        rest = head
    yield ox.Triple(subject, ox.NamedNode(predicate), rest)


def annotations_router(service: Service) -> APIRouter:
    """`/api/v1/document/annotations`."""
    content: dict[int | str, dict[str, Any]] = {
        200: {"description": "A collection, or one page of it", "content": {media: {} for media in TYPES}},
        406: PROBLEMS[400] | {"description": "No such format"},
    }
    router = APIRouter(
        prefix="/api/v1", tags=["Documents"], route_class=conditional_route(service),
        responses={**PROBLEMS, **UNCHANGED, **content},
    )  # fmt: skip

    @router.get(
        "/document/annotations", response_class=Response, operation_id="annotations",
        summary="Citations and findings of a document as Web Annotations",
    )  # fmt: skip
    def annotations(
        request: Request,
        id: Id,
        page: Annotated[int | None, Query(ge=0, le=100_000, description="From 0; without one, the collection")] = None,
    ) -> Response:
        store = service.reader()
        document = document_of(store, id)
        rows = annotations_of(store, document)
        address = str(request.url.replace(query="", fragment=""))
        shown = collection_of(address, document, rows) if page is None else page_of(address, document, rows, page)
        return formatted(request, shown)

    return router


def formatted(request: Request, shown: Mapping[str, Any]) -> Response:
    """In the format that the client asks for; JSON-LD where it does not say."""
    media = choose_type(request.headers.get("accept"), [*TYPES, "application/json"])
    headers = {"Vary": "Accept", "Link": '<http://www.w3.org/ns/ldp#Resource>; rel="type"', "Allow": "GET"}
    if media in (None, "application/ld+json", "application/json"):
        told = "application/json" if media == "application/json" else MEDIA
        return Response(json.dumps(shown, ensure_ascii=False), media_type=told, headers=headers)
    prefixes = {**PREFIXES, "as": _AS, "dc": _DC}
    return Response(format_graph(triples_of(shown), TYPES[str(media)], prefixes), media_type=media, headers=headers)
