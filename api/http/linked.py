"""Linked data: every IRI of the graph opened at the same path of this server, and what the dataset is.

A program gets the node's own statements, what points at it, and for a source document everything its page says, in the
format it asks for; a browser is sent to the page for people, or shown the statements. The store's own bookkeeping is
left out. It refuses paths that no statement names.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote, unquote, urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.http.dataset import describe_dataset
from api.http.heads import asks_headers_only
from api.http.problems import problem
from api.http.v1.conditional import PROBLEMS, UNCHANGED, conditional_route
from api.service import Service
from api.sparql.negotiate import choose_type
from api.sparql.outgoing import Document, Outgoing
from api.sparql.results import format_graph
from api.sparql.whole_graphs import XML, find_unwritable, refuse_lost, write_graph
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
_WRITTEN_NICELY = 10_000  # statements; more are written by the engine, which groups less and takes no time
_POINTING = 500
_SHOWN = 500
_INSIDE = {"record", "recordHash", "state", "resolutions"}
_HIDDEN = {CC + name for name in _INSIDE}
_SEE_ALSO = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
_OWN = "CONSTRUCT { $node ?p ?o } WHERE { $node ?p ?o }"
_BACK = f"CONSTRUCT {{ ?s ?p $node }} WHERE {{ ?s ?p $node }} LIMIT {_POINTING + 1}"
_PARTS = "CONSTRUCT { ?s ?p ?o } WHERE { ?s cc:inDocument $node ; ?p ?o }"
_PLACES = "CONSTRUCT { ?s ?p ?o } WHERE { ?part cc:inDocument $node ; oa:hasSelector ?s . ?s ?p ?o }"
_FACTS = "CONSTRUCT { ?s ?p ?o } WHERE { $node cc:fact ?s . ?s ?p ?o }"
_ACTS = "CONSTRUCT { ?s ?p ?o } WHERE { ?citation cc:inDocument $node . ?s cc:source ?citation ; ?p ?o }"
_ROOTS = ("vn", "document", "body", "finding", "review", "rule", "withdrawal", "agent", "register", "graph")


def iris_of(path: str) -> list[str]:
    """The IRIs that a path of this server may stand for: as it came, as the graph would spell it, and as clients mean
    it that write the slashes of a parameter as %2F."""
    spelled = "/".join(quote(unquote(part), safe="-._~") for part in path.split("/"))
    return list(dict.fromkeys((base() + path, base() + spelled, base() + spelled.replace("%2F", "/"))))


def statements(store: Store, iri: str, address: str = "") -> list[ox.Triple]:
    """What is said of a node, whole. Of what points at it so many, and where the rest is if there is more."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return []
    parsed = parse_iri(iri, base=base())
    if parsed is not None and parsed.kind == "body":
        return body_statements(store, iri, parsed.values[0])
    more = (_PARTS, _PLACES, _ACTS) if is_document(iri) else (_FACTS,)  # what stands behind a "#" opens here too
    found = [t for text in (_OWN, *more) for t in store.construct(PREAMBLE + text, node=node)]
    pointing = list(store.construct(PREAMBLE + _BACK, node=node))
    found += pointing[:_POINTING]
    if len(pointing) > _POINTING:
        every = urlencode({"query": f"CONSTRUCT {{ ?s ?p <{iri}> }} WHERE {{ ?s ?p <{iri}> }}"})
        found.append(ox.Triple(node, _SEE_ALSO, ox.NamedNode(f"{address}/sparql?{every}")))
    if parsed is not None and parsed.kind == "work" and found:
        found += eli_statements(store, iri, dt.date.today())
    return list(dict.fromkeys(t for t in found if t.predicate.value not in _HIDDEN))


def graph_at(store: Store, iri: str) -> ox.NamedNode | None:
    """The graph of this name, if anything stands in it."""
    parsed = parse_iri(iri, base=base())
    if parsed is None or parsed.kind != "graph":
        return None
    node = ox.NamedNode(iri)
    return node if store.ask("ASK { GRAPH $g { ?s ?p ?o } }", g=node) else None


def statements_in(store: Store, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """What stands in a graph, one after the other."""
    return (ox.Quad(*t) for t in store.dump(graph) if t.predicate.value not in _HIDDEN)


def _page_for(store: Store, iri: str) -> str | None:
    """The page for people, where there is one: of a document, that of its work, and no page that sends on to it."""
    parsed = parse_iri(iri, base=base())
    kind = parsed.kind if parsed else None
    work = iri if kind == "work" else StoreLookup(store).work_of(iri) if kind == "document" else None
    return work_address(work) if work else None


def dataset_answer(service: Service, request: Request, media: str | None) -> Response:
    """The dataset in the form that was chosen, if any was."""
    if media is None:
        return _not_acceptable()
    return _graph(describe_dataset(service, str(request.base_url).rstrip("/")), media)


def _not_acceptable() -> Response:
    offered = ", ".join(TYPES)
    return problem(406, "NotAcceptable", Message(f"Có các loại: {offered}.", f"The types are: {offered}."))


def _graph(triples: Sequence[ox.Triple], media: str) -> Response:
    if len(triples) > _WRITTEN_NICELY and media != XML:  # the engine loses what RDF/XML cannot hold
        body = b"".join(write_graph((ox.Quad(*t) for t in triples), media))
    else:
        body = format_graph(triples, TYPES[media], PREFIXES)
    return Response(body, media_type=media, headers={"Vary": "Accept"})


def _asked(request: Request) -> list[str]:
    """The IRIs that were perhaps asked for."""
    raw: bytes = request.scope.get("raw_path", request.url.path.encode())
    return iris_of(raw.split(b"?")[0].decode("ascii", "replace").lstrip("/"))


def _nothing(request: Request) -> NotFound:
    return NotFound(f"Không có gì ở {request.url.path}.", f"Nothing is at {request.url.path}.")


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
    pages, outgoing = Pages(), Outgoing()

    def show(request: Request, store: Store, triples: list[ox.Triple], iri: str) -> Response:
        media = choose_type(request.headers.get("accept"), [*TYPES, HTML])
        if media is None:
            return _not_acceptable()
        if media != HTML:
            return _graph(triples, media)
        known = is_document(iri) or any(t.subject.value == iri and t.predicate.value == CC + "key" for t in triples)  # type: ignore[union-attr]
        page = _page_for(store, iri) if known else None  # of a work that others only point at there is no page
        if page:
            return RedirectResponse(page, status_code=303, headers={"Vary": "Accept"})
        return page_of(request, iri, triples)

    def page_of(request: Request, iri: str, said: Iterable[ox.Triple | ox.Quad]) -> Response:
        """What people see where there is no page: the first statements, and that there are more."""
        first = list(islice(said, _SHOWN + 1))
        rows = [[t.subject.value, t.predicate.value, getattr(t.object, "value", "")] for t in first[:_SHOWN]]  # type: ignore[union-attr]
        answer = pages.render(request, "node.html", iri=iri, rows=rows, total=len(first), short=shorten)
        answer.headers["Vary"] = "Accept, Cookie"
        return answer

    def open_iri(request: Request) -> Response:
        store, address = service.reader(), str(request.base_url).rstrip("/")
        for iri in _asked(request):
            if triples := statements(store, iri, address):
                return show(request, store, triples, iri)
        raise _nothing(request)

    def begin_graph(request: Request, media: str) -> Response | Document:
        store = service.reader()
        node = next(filter(None, (graph_at(store, iri) for iri in _asked(request))), None)
        if node is None:
            raise _nothing(request)
        if media == HTML:
            return page_of(request, node.value, statements_in(store, node))
        refuse_lost(find_unwritable(statements_in(store, node), media))
        if asks_headers_only(request.scope):
            return Response(media_type=media, headers={"Vary": "Accept"})
        return Document(media=media, headers={"Vary": "Accept"}, pieces=write_graph(statements_in(store, node), media))

    async def open_graph(request: Request) -> Response:
        media = choose_type(request.headers.get("accept"), [*TYPES, HTML])
        return _not_acceptable() if media is None else await outgoing.answer(lambda: begin_graph(request, media))

    for root in _ROOTS:
        opened = open_graph if root == "graph" else open_iri
        router.add_api_route(
            f"/{root}/{{rest:path}}", opened, methods=["GET"], response_class=Response, operation_id=f"open_{root}",
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
