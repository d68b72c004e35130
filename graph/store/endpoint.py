"""Any SPARQL 1.1 endpoint, by its URL.

`http://host:7878` or `…/query` (Oxigraph, Fuseki: `/query`, `/update`, `/store`), `…/sparql` (Virtuoso, Blazegraph:
queries and updates at one address, graph store at `…/sparql-graph-crud`). A user and a password may stand in the URL.

The server must answer over the union of all graphs when a query has no dataset clause (Virtuoso does; `oxigraph serve
--union-default-graph`; Fuseki `tdb2:unionDefaultGraph true`): `open_store` asks it, and says so when it does not. A
change goes out as one request, which is one transaction on these servers; Virtuoso takes long ones in pieces, and the
loader's marks let the next loading finish what was cut short. One writer is a matter of agreement here, not of a lock.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import httpx
import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Triple

from graph.names import DECIMALS, PREAMBLE, base, decimal
from graph.store.found import Found
from graph.store.guard import fill, refuse_remote
from graph.store.local import change_text, data_block
from graph.store.seam import Change, Rows, Term, Value, bind
from ontology.errors import QueryError, StoreError

_PIECE_CHARS = 200_000
_PIECE_QUADS = 800


class EndpointStore:
    """A server."""

    def __init__(self, where: str, *, read_only: bool = False, timeout: float = 120.0) -> None:
        self.where = where
        self.read_only = read_only
        parts = urlsplit(where)
        auth: httpx.Auth | None = None
        if parts.username:
            auth = httpx.DigestAuth(parts.username, parts.password or "")
        netloc = parts.netloc.rpartition("@")[2]
        url = urlunsplit((parts.scheme, netloc, parts.path, parts.query, "")).rstrip("/")
        self._query_url, self._update_url = _addresses(url)
        self._client = httpx.Client(timeout=timeout, auth=auth, trust_env=False)
        self._in_pieces = False
        self._check()

    def _check(self) -> None:
        response = self._send(self._query_url, {"query": "ASK { ?s ?p ?o }"}, "application/sparql-results+json")
        self._in_pieces = "virtuoso" in response.headers.get("server", "").lower()

    def _send(self, url: str, said: Mapping[str, str | list[str]] | str, accept: str) -> httpx.Response:
        headers = {"Accept": accept}
        try:
            if isinstance(said, str):
                headers["Content-Type"] = "application/sparql-update"
                response = self._client.post(url, content=said.encode(), headers=headers)
            else:
                response = self._client.post(url, data=said, headers=headers)
        except httpx.HTTPError as cause:
            raise StoreError(
                f"Không kết nối được máy chủ SPARQL {url}: {cause}. Hãy kiểm tra địa chỉ và máy chủ.",
                f"The SPARQL server at {url} does not answer: {cause}. Check the address and the server.",
            ) from cause
        if response.status_code == 400:
            detail = response.text[:500]
            raise QueryError(
                f"Máy chủ không nhận truy vấn: {detail}. Hãy sửa lại câu truy vấn.",
                f"The server does not take the query: {detail}. Correct the query.",
            )
        if response.status_code >= 300:
            detail = f"HTTP {response.status_code} {response.text[:300]}"
            raise StoreError(
                f"Máy chủ SPARQL {url} báo lỗi: {detail}. Hãy kiểm tra quyền và cấu hình của máy chủ.",
                f"The SPARQL server at {url} refused: {detail}. Check its permissions and configuration.",
            )
        return response

    def _results(self, sparql: str, bindings: dict[str, Value]) -> ox.QuerySolutions | ox.QueryBoolean:
        refuse_remote(sparql)
        text = fill(sparql, bind(bindings))
        response = self._send(self._query_url, {"query": text}, "application/sparql-results+json")
        try:
            return ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as cause:
            raise QueryError(
                f"Máy chủ trả lời không đúng chuẩn SPARQL JSON: {cause}.",
                f"The server's answer is not SPARQL JSON: {cause}.",
            ) from cause

    def select(self, sparql: str, **bindings: Value) -> Rows:
        answer = self._results(sparql, bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("Cần một truy vấn SELECT.", "A SELECT query is needed here.")
        rows: tuple[tuple[Term | None, ...], ...] = tuple(tuple(solution) for solution in answer)
        return Rows(tuple(v.value for v in answer.variables), rows)

    def ask(self, sparql: str, **bindings: Value) -> bool:
        answer = self._results(sparql, bindings)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        # Virtuoso 7.2.5 answers an ASK with a table: no row for no, the number 1 for yes.
        return any(term is not None and term.value == "1" for row in answer for term in row)

    def construct(self, sparql: str, **bindings: Value) -> list[Triple]:
        refuse_remote(sparql)
        text = fill(sparql, bind(bindings))
        response = self._send(self._query_url, {"query": text}, "text/plain, application/n-triples")
        return [q.triple for q in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)]

    def answer(self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Found:
        refuse_remote(sparql)
        data: dict[str, str | list[str]] = {"query": PREAMBLE + sparql}
        if default_graphs:
            data["default-graph-uri"] = list(default_graphs)
        if named_graphs:
            data["named-graph-uri"] = list(named_graphs)
        response = self._send(self._query_url, data, "application/sparql-results+json, application/n-triples;q=0.9")
        if "json" in response.headers.get("content-type", ""):
            try:
                return Found(ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON))
            except (SyntaxError, ValueError) as cause:
                raise QueryError(
                    f"Máy chủ trả lời không đúng chuẩn SPARQL JSON: {cause}.",
                    f"The server's answer is not SPARQL JSON: {cause}.",
                ) from cause
        return Found.of_triples(q.triple for q in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES))

    def match(
        self, s: NamedNode | None = None, p: NamedNode | None = None, o: Term | None = None, g: NamedNode | None = None
    ) -> list[Quad]:
        parts = [str(part) if part is not None else name for part, name in ((s, "?s"), (p, "?p"), (o, "?o"), (g, "?g"))]
        wanted = " ".join(name for name in parts if name.startswith("?")) or "(1 AS ?one)"
        rows = self.select(f"SELECT {wanted} WHERE {{ GRAPH {parts[3]} {{ {parts[0]} {parts[1]} {parts[2]} }} }}")
        quads = []
        for row in rows:
            found = dict(zip(rows.variables, row, strict=True))
            if self._in_pieces and "o" in found and (p or found["p"]) in DECIMALS:
                found["o"] = decimal(float(found["o"].value))  # type: ignore[union-attr]  # Virtuoso says 1, an integer
            quads.append(Quad(s or found["s"], p or found["p"], o or found["o"], g or found["g"]))  # type: ignore[arg-type]
        return quads

    def update(self, sparql: str, **bindings: Value) -> None:
        refuse_remote(sparql)
        text = fill(sparql, bind(bindings))
        self._write(text)

    def _write(self, text: str) -> None:
        if self.read_only:
            raise StoreError(
                "Kho đang mở chỉ để đọc. Hãy mở lại để ghi.", "The store is open for reading only. Open it for writing."
            )
        # Plain text is a third of the form; the old Virtuoso reads the form only.
        self._send(self._update_url, {"update": text} if self._in_pieces else text, "*/*")

    def apply(self, change: Change) -> None:
        if not change:
            return
        if not self._in_pieces:
            self._write(change_text(change))
            return
        for graph in change.delete_graphs:
            self._write(f"DROP SILENT GRAPH <{graph}>")
        for verb, quads in (("DELETE", change.delete), ("INSERT", change.insert)):
            for piece in _pieces(quads):
                self._write(f"{verb} DATA {{ {data_block(piece)} }}")

    def bulk(self, quads: Iterable[Quad]) -> None:
        for piece in _pieces(quads):
            self._write(f"INSERT DATA {{ {data_block(piece)} }}")

    def graphs(self) -> list[str]:
        """Ours only: a server may hold other data beside."""
        found = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").column("g")
        return sorted(g for g in found if g.startswith(base()))

    def dump(self, g: NamedNode | None = None) -> Iterator[Quad]:
        for graph in [NamedNode(name) for name in self.graphs()] if g is None else [g]:
            yield from self.match(g=graph)

    def publish(self) -> None:
        """Nothing to do: the server's answer was the promise."""

    def refresh(self) -> None:
        """Nothing to do: every query sees the server's latest."""

    def state(self) -> str | None:
        return None

    def touched_since(self, state: str) -> set[str] | None:
        return None

    def backup(self, target: str) -> None:
        Path(target).mkdir(parents=True)
        with (Path(target) / "dataset.nq").open("wb") as out:
            ox.serialize(self.dump(), out, format=ox.RdfFormat.N_QUADS)

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _addresses(url: str) -> tuple[str, str]:
    """Where queries and updates go."""
    if url.endswith("/query"):
        return url, url.removesuffix("/query") + "/update"
    if re.search(r"/sparql(-auth)?/?$", url) or urlsplit(url).path.count("/") > 1:
        return url, url
    return url + "/query", url + "/update"


def _pieces(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    piece: list[Quad] = []
    size = 0
    for quad in quads:
        piece.append(quad)
        size += len(quad.object.value) if not isinstance(quad.object, Triple) else 0
        if size > _PIECE_CHARS or len(piece) >= _PIECE_QUADS:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
