"""The Graph Store HTTP Protocol: whole graphs read, put, added to and deleted.

`/graph-store?graph=IRI` (or `?default`) names a graph of any IRI; `/own/NAME` is the graph `<base>own/NAME` itself, at
its own address; a POST to `/graph-store` alone makes a new one there. Reading is for everybody who may query, and gives
the whole graph, as large as it is: who reads, edits and puts back must lose nothing. Writing is for loaders with a
token, and never into the program's own graphs. It refuses entities in RDF/XML and contexts from elsewhere in JSON-LD: a
graph is what was sent, and nothing else.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote, unquote, urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode, Quad
from starlette.concurrency import run_in_threadpool

from api.http.heads import asks_headers_only
from api.http.linked import HTML, shorten
from api.http.problems import problem
from api.http.v1.conditional import UNCHANGED, tag_of
from api.outcomes import Touched
from api.service import Service
from api.sparql.graph_tags import Digests, format_tag, names_tag, read_digest, refuse_changed
from api.sparql.negotiate import choose_type
from api.sparql.outgoing import Document, Outgoing
from api.sparql.own_graphs import OWN, is_protected, own_graph, refuse_false_witness, refuse_protected
from api.sparql.protocol import WrongMediaType, read_parameters
from api.sparql.using import IRI_SCHEMA, checked_iri
from api.sparql.whole_graphs import FORMATS, find_unwritable, refuse_lost, write_graph
from api.web.render import Pages
from graph.names import base
from graph.store import Change, Store
from ontology.errors import AccessError, Message, NotFound, QueryError

PATH = "/graph-store"
MAX_BODY = 20_000_000
_SHOWN = 500
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
_BOTH = ("graph", "default")
_DEFAULT = {"name": "default", "in": "query", "required": False, "schema": {"type": "string"},
            "description": "The union of all graphs, for reading"}  # fmt: skip
_NAME = {"parameters": [{"name": "name", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}]}
_BODY = {"requestBody": {"required": True, "content": {media: {"schema": {"type": "string"}} for media in FORMATS}}}


_CHANGED: dict[str, Any] = {
    "description": "The graph is not as If-Match or If-None-Match expects", "content": {"application/problem+json": {}},
}  # fmt: skip
_NO_FORMAT: dict[str, Any] = {"description": "None of the formats", "content": {"application/problem+json": {}}}
_EXAMPLE = '<https://cancu.example/own/notes> <http://purl.org/dc/terms/title> "Ghi chú" .'
_GRAPH: dict[str, Any] = {
    media: {"schema": {"type": "string"}} | ({"example": _EXAMPLE} if media == "text/turtle" else {})
    for media in FORMATS if "json" not in media
} | {"application/ld+json": {}}  # fmt: skip


def _parameters(method: str) -> dict[str, Any]:
    """What `/graph-store` is asked with: one of two to read, the graph to put or delete, or none for a new one."""
    needed = method in ("PUT", "DELETE")
    graph = {"name": "graph", "in": "query", "required": needed, "schema": IRI_SCHEMA,
             "description": "The IRI of a graph"}  # fmt: skip
    return {"parameters": [graph, *([_DEFAULT] if method in ("GET", "HEAD") else [])]}


def _answers(method: str) -> dict[int | str, dict[str, Any]]:
    """What a method answers when all is well, for the description."""
    if method == "GET":
        return {200: {"description": "The graph", "content": _GRAPH}, **UNCHANGED}
    if method == "HEAD":
        return {200: {"description": "The graph is there"}, **UNCHANGED}
    done: dict[int | str, dict[str, Any]] = {204: {"description": "Done"}, 412: _CHANGED}
    return done if method == "DELETE" else done | {201: {"description": "A new graph; Location is its address"}}


def named_graph(query_string: str) -> str | None:
    """The graph that `?graph=` names, None for `?default`; exactly one of the two must be there."""
    asked = read_parameters(query_string)
    given = [name for name in _BOTH for _ in asked.get(name, ())]
    if len(given) != 1:
        raise QueryError(
            "Cần đúng một trong hai: ?graph=IRI hoặc ?default.", "Exactly one of ?graph=IRI and ?default is needed."
        )
    return checked_iri(asked["graph"][0]) if given == ["graph"] else None


def graph_at(request: Request) -> str:
    """The graph whose own address this is. Octets that are no UTF-8 are refused: put right, two names would be one."""
    raw = request.scope.get("raw_path", request.url.path.encode()).split(b"?")[0].decode("ascii", "replace")
    name = raw.partition("/" + OWN)[2]
    try:
        parts = [quote(unquote(part, errors="strict"), safe="-._~") for part in name.split("/")]
    except UnicodeDecodeError as error:
        raise QueryError("Tên đồ thị phải là UTF-8.", "The name of a graph must be UTF-8.") from error
    return own_graph("/".join(parts))


def parse_graph(content_type: str | None, body: bytes, graph: str) -> list[Quad]:
    """The statements of an upload, in the graph they are meant for. Relative IRIs stand under the graph's own."""
    media = (content_type or "").partition(";")[0].strip().lower()
    if media not in FORMATS:
        offered = ", ".join(FORMATS)
        raise WrongMediaType(
            f"Không nhận loại nội dung “{media or '(trống)'}”; có: {offered}.",
            f"Content type “{media or '(none)'}” is not taken; use {offered}.",
        )
    if media == "application/rdf+xml" and _DECLARES.search(body):
        raise QueryError("Không nhận RDF/XML có DOCTYPE.", "RDF/XML with a DOCTYPE is not taken.")
    try:
        found = list(ox.parse(body, FORMATS[media], base_iri=graph, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as cause:
        line, column = getattr(cause, "lineno", None), getattr(cause, "offset", None)
        where = f" ở dòng {line}, ký tự {column}" if line else ""
        more = " Ngữ cảnh (@context) phải nằm trong chính dữ liệu gửi lên." if "json" in media and not line else ""
        raise QueryError(
            f"Không đọc được {media}{where}. Hãy sửa lại cú pháp.{more}", f"This {media} cannot be read: {cause}."
        ) from cause
    if any(not isinstance(q.graph_name, ox.DefaultGraph) for q in found):
        raise QueryError("Chỉ nhận một đồ thị, không nhận tập đồ thị.", "One graph is taken, not a dataset.")
    return [Quad(q.subject, q.predicate, q.object, NamedNode(graph)) for q in found]


def put_graph(store: Store, graph: str, quads: list[Quad], *, replace: bool) -> tuple[bool, Touched]:
    """Write a graph; says whether it is new. One without statements is not kept, and so never is."""
    there = _size(store, graph)
    dropped = (graph,) if replace and there else ()
    store.apply(Change(delete_graphs=dropped, insert=tuple(quads)))
    return bool(quads) and not there, Touched(graphs={graph}, inserted=len(quads), deleted=there if dropped else 0)


def drop_graph(store: Store, graph: str) -> Touched:
    """Delete a graph that is there."""
    there = _size(store, graph)
    if not there:
        raise _no_graph(graph)
    store.apply(Change(delete_graphs=(graph,)))
    return Touched(graphs={graph}, deleted=there)


def _size(store: Store, graph: str) -> int:
    counted = store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH $graph { ?s ?p ?o } }", graph=NamedNode(graph))
    return int(counted.column("n")[0])


def _no_graph(graph: str | None) -> NotFound:
    return NotFound(f"Không có đồ thị <{graph}>.", f"There is no graph <{graph}>.")


def _address(graph: str) -> str:
    own = base() + OWN
    return "/" + OWN + graph.removeprefix(own) if graph.startswith(own) else f"{PATH}?{urlencode({'graph': graph})}"


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


def graph_store_router(
    service: Service,
    may_write: Callable[[Request], bool],
    responses: dict[int | str, dict[str, Any]] | None = None,
) -> APIRouter:
    """The protocol. `may_write` lets writers through."""
    router = APIRouter(tags=["SPARQL"], responses={**(responses or {}), 406: _NO_FORMAT})

    outgoing, pages, digests = Outgoing(), Pages(), Digests()

    async def read(request: Request, graph: str | None, forms: Sequence[str] = tuple(FORMATS)) -> Response:
        media = choose_type(request.headers.get("accept"), forms)
        if media is None:
            offered = ", ".join(FORMATS)
            return problem(406, "NotAcceptable", Message(f"Có các loại: {offered}.", f"The types are: {offered}."))
        return await outgoing.answer(lambda: begin(request, graph, media))

    def begin(request: Request, graph: str | None, media: str) -> Response | Document:
        store = service.reader()  # one look: what the tag names is what is sent
        node = None if graph is None else NamedNode(graph)
        if node is not None and not store.ask("ASK { GRAPH $g { ?s ?p ?o } }", g=node):
            raise _no_graph(graph)
        if media == HTML:
            return page_of(request, store, str(graph))
        tag = tag_now(request, store, graph, media)
        headers = {"Vary": "Accept", **({"ETag": tag, "Cache-Control": "private, no-cache"} if tag else {})}
        if names_tag(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        refuse_lost(find_unwritable(store.dump(node), media))
        if asks_headers_only(request.scope):
            return Response(media_type=media, headers=headers)
        return Document(media=media, headers=headers, pieces=write_graph(store.dump(node), media))

    def page_of(request: Request, store: Store, graph: str) -> Response:
        """What people see of a graph: its first statements, and how many there are."""
        first = [
            [t.subject.value, t.predicate.value, getattr(t.object, "value", "")]  # type: ignore[union-attr]
            for t in islice(store.dump(NamedNode(graph)), _SHOWN)
        ]
        page = pages.render(request, "node.html", iri=graph, rows=first, total=_size(store, graph), short=shorten)
        page.headers["Vary"] = "Accept, Cookie"
        return page

    def tag_now(request: Request, store: Store, graph: str | None, media: str) -> str | None:
        """The tag of what is read."""
        if graph is None or is_protected(graph):
            return tag_of(service, request)
        digest = digests.read(store, graph)
        return format_tag(digest, media) if digest else None

    async def write(request: Request, graph: str | None) -> Response:
        if not may_write(request):
            raise AccessError(
                "Ghi đồ thị cần mã truy cập với vai người nạp.", "Writing a graph needs a token with the loader's role."
            )
        target = refuse_protected(graph)
        if request.method == "DELETE":

            def drop(store: Store) -> Touched:
                expect(request, store, target)
                return drop_graph(store, target)

            await run_in_threadpool(service.update, "graph delete", drop)
            return Response(status_code=204)
        body = await _body(request)
        if body is None:
            return problem(413, "TooLarge", Message("Đồ thị quá lớn.", "The graph is too large."))
        try:
            quads = await run_in_threadpool(parse_graph, request.headers.get("content-type"), body, target)
        except WrongMediaType as error:
            return problem(415, "WrongMediaType", error.message)
        refuse_false_witness(quads)
        made = False

        def change(store: Store) -> Touched:
            nonlocal made
            expect(request, store, target)
            made, touched = put_graph(store, target, quads, replace=request.method == "PUT")
            return touched

        await run_in_threadpool(service.update, f"graph {request.method.lower()}", change)
        return Response(status_code=201, headers={"Location": _address(target)}) if made else Response(status_code=204)

    def expect(request: Request, store: Store, graph: str) -> None:
        if {"if-match", "if-none-match"} & set(request.headers):
            refuse_changed(request.headers, read_digest(store, graph))

    async def read_named(request: Request) -> Response:
        return await read(request, named_graph(request.url.query))

    async def read_own(request: Request) -> Response:
        return await read(request, graph_at(request), (*FORMATS, HTML))

    async def write_named(request: Request) -> Response:
        if request.method == "POST" and not request.url.query:
            return await write(request, own_graph(secrets.token_hex(8)))
        return await write(request, named_graph(request.url.query))

    async def write_own(request: Request) -> Response:
        return await write(request, graph_at(request))

    said = {"GET": "A graph", "HEAD": "Whether a graph is there", "PUT": "Put a graph in place of what is there",
            "POST": "Add to a graph", "DELETE": "Delete a graph"}  # fmt: skip
    for path, reading, writing in (
        (PATH, read_named, write_named),
        ("/" + OWN + "{name:path}", read_own, write_own),
    ):
        for method, summary in said.items():
            name = f"{'graph_store' if path == PATH else 'own_graph'}_{method.lower()}"
            asked = _parameters(method) if path == PATH else _NAME
            handler: Callable[..., Any] = reading if method in ("GET", "HEAD") else writing
            router.add_api_route(
                path, handler, methods=[method], name=name, summary=summary, operation_id=name, response_class=Response,
                status_code=200 if method in ("GET", "HEAD") else 204, responses=_answers(method),
                openapi_extra=asked | (_BODY if method in ("PUT", "POST") else {}),
            )  # fmt: skip
    return router
