"""Linked data: every IRI of the graph opened at the same path of this server, and what the dataset is.

A program gets the node's own statements, what points at it, and for a source document everything its page says, in the
format it asks for; a browser is sent to the page for people, or shown the statements. The store's own bookkeeping is
left out. It refuses paths that no statement names.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, unquote

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.http.problems import problem
from api.http.v1.conditional import PROBLEMS, UNCHANGED, conditional_route
from api.service import Service
from api.sparql.negotiate import choose_type
from api.sparql.results import format_graph
from api.web.render import Pages, work_address
from graph.eli import body_statements, eli_statements
from graph.names import CC, PREAMBLE, PREFIXES, base, is_document
from graph.store import Store
from graph.store_lookup import StoreLookup
from ontology.errors import Message, NotFound
from ontology.identifiers import parse_iri

Responses = dict[int | str, dict[str, Any]]
HTML = "text/html"
TYPES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
MOST = 10_000
_POINTING = 500
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = ("Turtle", "JSON-LD", "N-Triples", "RDF_XML")
_INSIDE = {"record", "recordHash", "state", "resolutions"}
_OWN = "CONSTRUCT { $node ?p ?o } WHERE { $node ?p ?o }"
_BACK = f"CONSTRUCT {{ ?s ?p $node }} WHERE {{ ?s ?p $node }} LIMIT {_POINTING}"
_PARTS = "CONSTRUCT { ?s ?p ?o } WHERE { ?s cc:inDocument $node ; ?p ?o }"
_PLACES = "CONSTRUCT { ?s ?p ?o } WHERE { ?part cc:inDocument $node ; oa:hasSelector ?s . ?s ?p ?o }"
_FACTS = "CONSTRUCT { ?s ?p ?o } WHERE { $node cc:fact ?s . ?s ?p ?o }"
_ACTS = "CONSTRUCT { ?s ?p ?o } WHERE { ?citation cc:inDocument $node . ?s cc:source ?citation ; ?p ?o }"
_GRAPH = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH $node {{ ?s ?p ?o }} }} LIMIT {MOST + 1}"
_ROOTS = ("vn", "document", "body", "finding", "review", "rule", "withdrawal", "agent", "register", "graph")


def iris_of(path: str) -> list[str]:
    """The IRIs that a path of this server may stand for: as it came, and as the graph would spell it."""
    spelled = "/".join(quote(unquote(part), safe="-._~") for part in path.split("/"))
    return list(dict.fromkeys((base() + path, base() + spelled)))


def statements(store: Store, iri: str) -> list[ox.Triple]:
    """What is said of a node; of a graph, what stands in it."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return []
    parsed = parse_iri(iri, base=base())
    if parsed is not None and parsed.kind == "body":
        return body_statements(store, iri, parsed.values[0])
    if parsed is not None and parsed.kind == "graph":
        asked = [_GRAPH]
    else:
        more = (_PARTS, _PLACES, _ACTS) if is_document(iri) else (_FACTS,)  # what stands behind a "#" opens here too
        asked = [_OWN, _BACK, *more]
    found = [t for text in asked for t in store.construct(PREAMBLE + text, node=node)]
    if parsed is not None and parsed.kind == "work" and found:
        found += eli_statements(store, iri, dt.date.today())
    hidden = {CC + name for name in _INSIDE}
    return list(dict.fromkeys(t for t in found if t.predicate.value not in hidden))


def _page_for(store: Store, iri: str) -> str | None:
    """The page for people, where there is one: of a document, that of its work, and no page that sends on to it."""
    parsed = parse_iri(iri, base=base())
    kind = parsed.kind if parsed else None
    work = iri if kind == "work" else StoreLookup(store).work_of(iri) if kind == "document" else None
    return work_address(work) if work else None


def describe_dataset(service: Service, address: str) -> list[ox.Triple]:
    """The dataset in the words of VoID and DCAT."""
    void, dcat, dct = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
    node, served = ox.NamedNode(base()), ox.NamedNode(address + "/sparql")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    pairs: list[tuple[str, Any]] = [
        (dct + "title", ox.Literal("Văn bản hành chính và viện dẫn", language="vi")),
        (dct + "title", ox.Literal("Administrative documents and what they cite", language="en")),
        (void + "sparqlEndpoint", served),
        (void + "uriSpace", ox.Literal(base())),
        *((void + "vocabulary", ox.NamedNode(PREFIXES[name])) for name in ("cc", "eli", "oa", "org", "prov", "skos")),
    ]
    triples = [ox.Triple(node, kind, ox.NamedNode(v)) for v in (void + "Dataset", dcat + "Dataset")]
    triples += [ox.Triple(node, ox.NamedNode(p), o) for p, o in pairs]
    triples += [ox.Triple(node, ox.NamedNode(void + "feature"), ox.NamedNode(_FORMATS + f)) for f in _FEATURES]
    access, matching = ox.NamedNode(address + "/api/v1"), ox.NamedNode(address + "/reconcile")
    api = ox.NamedNode(address + "/api/v1/openapi.json")
    for service_node, described, standard in (
        (served, served, "https://www.w3.org/TR/sparql11-protocol/"),
        (access, api, "https://spec.openapis.org/oas/v3.1.0"),
        (matching, matching, "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"),
    ):
        triples += [
            ox.Triple(service_node, ox.NamedNode(dct + "conformsTo"), ox.NamedNode(standard)),
            ox.Triple(service_node, kind, ox.NamedNode(dcat + "DataService")),
            ox.Triple(service_node, ox.NamedNode(dcat + "servesDataset"), node),
            ox.Triple(service_node, ox.NamedNode(dcat + "endpointURL"), service_node),
            ox.Triple(service_node, ox.NamedNode(dcat + "endpointDescription"), described),
        ]
    for count, _, words in service.holdings():
        part = ox.BlankNode("".join(words.title().split()))
        names = {"documents loaded": "SourceDocument", "citations": "Citation", "findings": "Finding"}
        triples += [
            ox.Triple(node, ox.NamedNode(void + "classPartition"), part),
            ox.Triple(part, ox.NamedNode(void + "class"), ox.NamedNode(CC + names[words])),
            ox.Triple(
                part,
                ox.NamedNode(void + "entities"),
                ox.Literal(str(count), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
            ),
        ]
    return triples


def dataset_answer(service: Service, request: Request, media: str | None) -> Response:
    """The dataset in the form that was chosen, if any was."""
    if media is None:
        return _not_acceptable()
    return _graph(describe_dataset(service, str(request.base_url).rstrip("/")), media)


def _not_acceptable() -> Response:
    offered = ", ".join(TYPES)
    return problem(406, "NotAcceptable", Message(f"Có các loại: {offered}.", f"The types are: {offered}."))


def _graph(triples: Iterable[ox.Triple], media: str, cut: bool = False) -> Response:
    headers = {"Vary": "Accept", **({"Cancu-Cut": "rows"} if cut else {})}
    return Response(format_graph(triples, TYPES[media], PREFIXES), media_type=media, headers=headers)


def linked_router(service: Service) -> APIRouter:
    """IRIs opened."""
    content: Responses = {200: {"description": "The statements", "content": {media: {} for media in TYPES}}}
    see: Responses = {
        303: {"description": "The page for people"},
        406: PROBLEMS[400] | {"description": "No such format"},
    }
    router = APIRouter(
        tags=["Linked data"],
        route_class=conditional_route(service),
        responses={**PROBLEMS, **UNCHANGED, **content, **see},
    )
    pages = Pages()

    def show(request: Request, store: Store, triples: list[ox.Triple], iri: str) -> Response:
        media = choose_type(request.headers.get("accept"), [*TYPES, HTML])
        if media is None:
            return _not_acceptable()
        if media != HTML:
            return _graph(triples[:MOST], media, cut=len(triples) > MOST)
        known = is_document(iri) or any(t.subject.value == iri and t.predicate.value == CC + "key" for t in triples)  # type: ignore[union-attr]
        page = _page_for(store, iri) if known else None  # of a work that others only point at there is no page
        if page:
            return RedirectResponse(page, status_code=303, headers={"Vary": "Accept"})
        shown = [[t.subject.value, t.predicate.value, getattr(t.object, "value", "")] for t in triples[:500]]  # type: ignore[union-attr]
        answer = pages.render(request, "node.html", iri=iri, rows=shown, total=len(triples), short=shorten)
        answer.headers["Vary"] = "Accept, Cookie"
        return answer

    def open_iri(request: Request) -> Response:
        raw = request.scope.get("raw_path", request.url.path.encode()).split(b"?")[0]
        store = service.reader()
        for iri in iris_of(raw.decode("ascii", "replace").lstrip("/")):
            if triples := statements(store, iri):
                return show(request, store, triples, iri)
        raise NotFound(f"Không có gì ở {request.url.path}.", f"Nothing is at {request.url.path}.")

    for root in _ROOTS:
        router.add_api_route(
            f"/{root}/{{rest:path}}", open_iri, methods=["GET"], response_class=Response, operation_id=f"open_{root}",
            summary=f"The statements about an IRI under {root}/", openapi_extra={"parameters": [_REST]},
        )  # fmt: skip

    @router.get(
        "/ontology",
        response_class=Response,
        operation_id="open_ontology",
        summary="The vocabulary, in RDF or as a page",
    )
    def ontology(request: Request) -> Response:
        from ontology.vocabulary import ontology_text, vocabulary  # heavy; only this needs it

        media = choose_type(request.headers.get("accept"), [*TYPES, HTML])
        if media is None:
            return _not_acceptable()
        if media == HTML:
            answer = pages.render(request, "ontology.html", terms=vocabulary())
            answer.headers["Vary"] = "Accept, Cookie"
            return answer
        if media == "text/turtle":
            return Response(ontology_text().encode(), media_type=media, headers={"Vary": "Accept"})
        return _graph([q.triple for q in ox.parse(ontology_text(), ox.RdfFormat.TURTLE)], media)

    @router.get(
        "/.well-known/void",
        response_class=Response,
        operation_id="describe_dataset",
        summary="The dataset, in VoID and DCAT",
    )
    def void(request: Request) -> Response:
        return dataset_answer(service, request, choose_type(request.headers.get("accept"), list(TYPES)))

    return router


_REST = {"name": "rest", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def shorten(iri: str) -> str:
    """An IRI as people read it: with the prefix of its vocabulary."""
    for name, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{name}:{iri[len(space) :]}"
    return unquote(iri.removeprefix(base()))
