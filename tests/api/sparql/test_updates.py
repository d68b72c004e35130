"""Updates as the language has them, over stores on disk, in memory and behind a server; what may not be written."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, Quad

from api.access.roles import Role
from api.access.tokens import TokenBook
from api.http.access import Access
from api.http.app import create_app
from api.service import Service
from api.sparql.graph_store import put_graph
from api.sparql.operations import Data, Manage, Modify, parse_update
from ontology.errors import QueryError
from tests.api.http.conftest import fill
from tests.graph.conftest import oxigraph

UPDATE = {"Content-Type": "application/sparql-update"}
BASE = "https://cancu.example/"
START = (
    "DROP SILENT GRAPH <u:g>; DROP SILENT GRAPH <u:h>; INSERT DATA { GRAPH <u:g> { <u:a> <u:p> 1 . <u:b> <u:p> 2 } }"
)


@pytest.fixture(scope="module", params=["disk", "memory", "server"])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("updates")
    with contextlib.ExitStack() as stack:
        places = {"disk": str(folder / "s"), "memory": "memory:"}
        where = places.get(request.param) or stack.enter_context(oxigraph("--union-default-graph"))
        yield stack.enter_context(filled(where, folder))


@contextlib.contextmanager
def filled(where: str, folder: Path) -> Iterator[TestClient]:
    """A client with a loader's token, over a store with two plans."""
    service = Service(where)
    fill(service)
    book = TokenBook(folder / "t")
    _, token = book.create("loader", Role.loader)
    with TestClient(
        create_app(service, access=Access(tokens=book)), headers={"Authorization": f"Bearer {token}"}
    ) as made:
        yield made


def send(client: TestClient, text: str) -> int:
    return client.post("/sparql", content=text.encode(), headers=UPDATE).status_code


def ask(client: TestClient, text: str) -> bool:
    answer = client.get("/sparql", params={"query": text}, headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


@pytest.mark.parametrize(
    ("update", "then"),
    [
        ("INSERT DATA { GRAPH <u:g> { <u:c> <u:p> 3 } GRAPH <u:h> { <u:d> <u:p> 4 } }",
         "{ GRAPH <u:g> { <u:c> <u:p> 3 } GRAPH <u:h> { <u:d> <u:p> 4 } }"),
        ("INSERT DATA { GRAPH <u:g> { _:x <u:q> _:y } GRAPH <u:h> { _:x <u:q> 1 } }",
         "{ GRAPH <u:g> { ?x <u:q> ?y } GRAPH <u:h> { ?x <u:q> 1 } FILTER(isBlank(?x)) }"),
        ("DELETE DATA { GRAPH <u:g> { <u:a> <u:p> 1 } }",
         "{ GRAPH <u:g> { <u:b> <u:p> 2 } FILTER NOT EXISTS { GRAPH <u:g> { <u:a> ?p ?o } } }"),
        ("PREFIX e: <u:> DELETE WHERE { GRAPH e:g { ?s e:p 2 } }",
         "{ FILTER NOT EXISTS { GRAPH <u:g> { <u:b> ?p ?o } } }"),
        ("WITH <u:g> DELETE { ?s <u:p> ?o } INSERT { ?s <u:p> ?n } WHERE { ?s <u:p> ?o BIND(?o + 10 AS ?n) }",
         "{ GRAPH <u:g> { <u:a> <u:p> 11 . <u:b> <u:p> 12 } FILTER NOT EXISTS { GRAPH <u:g> { ?s <u:p> 1 } } }"),
        ("INSERT { GRAPH <u:h> { ?s <u:q> ?o } } USING <u:g> WHERE { ?s <u:p> ?o FILTER(?o > 1) }",
         "{ GRAPH <u:h> { <u:b> <u:q> 2 } FILTER NOT EXISTS { GRAPH <u:h> { <u:a> ?p ?o } } }"),
        ("INSERT { GRAPH <u:h> { ?s <u:q> ?g } } USING NAMED <u:g> WHERE { GRAPH ?g { ?s <u:p> 1 } }",
         "{ GRAPH <u:h> { <u:a> <u:q> <u:g> } }"),
        ("WITH <u:g> INSERT { <u:z> <u:p> ?n } WHERE { SELECT (COUNT(*) AS ?n) WHERE { ?s <u:p> ?o } }",
         "{ GRAPH <u:g> { <u:z> <u:p> 2 } }"),
        ("COPY <u:g> TO <u:h>", "{ GRAPH <u:h> { <u:a> <u:p> 1 } GRAPH <u:g> { <u:a> <u:p> 1 } }"),
        ("MOVE GRAPH <u:g> TO GRAPH <u:h>",
         "{ GRAPH <u:h> { <u:a> <u:p> 1 } FILTER NOT EXISTS { GRAPH <u:g> { ?s ?p ?o } } }"),
        ("ADD <u:g> TO <u:h>", "{ GRAPH <u:h> { <u:b> <u:p> 2 } }"),
        ("CLEAR GRAPH <u:g>", "{ FILTER NOT EXISTS { GRAPH <u:g> { ?s ?p ?o } } }"),
        ("CREATE GRAPH <u:new>", "{}"),
        ("CLEAR GRAPH <u:g> ; INSERT DATA { GRAPH <u:g> { <u:e> <u:p> 5 } }",
         "{ GRAPH <u:g> { <u:e> <u:p> 5 } FILTER NOT EXISTS { GRAPH <u:g> { <u:a> ?p ?o } } }"),
        ("INSERT DATA { GRAPH <u:h> { <u:f> <u:p> 6 } } ;"
         "INSERT { GRAPH <u:h> { ?s <u:q> 7 } } WHERE { GRAPH <u:h> { ?s <u:p> 6 } }",
         "{ GRAPH <u:h> { <u:f> <u:q> 7 } }"),
        ("INSERT DATA { GRAPH <u:g> { [] <u:blank> 1 } } ; DELETE { GRAPH <u:g> { ?s ?p ?o } }"
         "WHERE { GRAPH <u:g> { ?s ?p ?o FILTER(isBlank(?s)) } }",
         "{ GRAPH <u:g> { <u:a> <u:p> 1 } FILTER NOT EXISTS { GRAPH <u:g> { ?s <u:blank> ?o } } }"),
        ("# a comment } {\nINSERT DATA { GRAPH <u:g> { <u:c> <u:p> \"} GRAPH <u:h> {\", '''a\n}''' # }\n } }",
         "{ GRAPH <u:g> { <u:c> <u:p> \"} GRAPH <u:h> {\" } FILTER NOT EXISTS { GRAPH <u:h> { ?s ?p ?o } } }"),
        ("", "{}"),
        ("PREFIX e: <u:>", "{}"),
    ],
)  # fmt: skip
def test_the_language(client: TestClient, update: str, then: str) -> None:
    assert send(client, START) == 204
    assert send(client, update) == 204, update
    assert ask(client, f"ASK {then}")
    send(client, "DROP SILENT GRAPH <u:new>")


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { GRAPH <u:g> { <u:a> <u:p> ?x } }",
        "INSERT DATA { GRAPH ?g { <u:a> <u:p> 1 } }",
        "DELETE DATA { GRAPH <u:g> { _:x <u:p> 1 } }",
        "DELETE { GRAPH <u:g> { _:x ?p ?o } } WHERE { GRAPH <u:g> { ?s ?p ?o } }",
        "INSERT { GRAPH ?g { <u:a> <u:p> 1 } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT DATA { GRAPH <u:g> { <u:a> <u:p> 1 }",
        "INSERT DATA { GRAPH <u:g> { <u:a> <u:p> } }",
        "INSERT DATA { GRAPH <relative> { <u:a> <u:p> 1 } }",
        "INSERT DATA { GRAPH no:prefix { <u:a> <u:p> 1 } }",
        "CLEAR",
        "CLEAR GRAPH",
        "CREATE GRAPH <u:g>",
        "INSERT { GRAPH <u:g> { <u:a> <u:p> 1 } }",
        "WHERE { ?s ?p ?o }",
        "USING <u:g> WHERE {}",
        "SELECT * WHERE {}",
        "INSERT DATA { GRAPH <u:g> { <u:a> <u:p> 1 } } INSERT DATA { GRAPH <u:g> { <u:a> <u:p> 2 } }",
        "LOAD <http://127.0.0.1:9/x> INTO GRAPH <u:g>",
        "INSERT { GRAPH <u:g> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_what_is_no_update_changes_nothing(client: TestClient, update: str) -> None:
    send(client, START)
    assert send(client, update) == 400
    assert ask(client, "ASK { GRAPH <u:g> { <u:a> <u:p> 1 . <u:b> <u:p> 2 } }")


def test_a_request_is_whole_or_not_at_all(client: TestClient) -> None:
    send(client, START)
    text = (
        "INSERT DATA { GRAPH <u:g> { <u:c> <u:p> 3 } } ; DELETE WHERE { GRAPH <u:g> { <u:a> ?p ?o } } ; "
        f"COPY <u:g> TO <u:h> ; INSERT DATA {{ GRAPH <{BASE}graph/works> {{ <u:x> <u:y> 1 }} }}"
    )
    assert send(client, text) == 403
    assert ask(client, "ASK { GRAPH <u:g> { <u:a> <u:p> 1 } FILTER NOT EXISTS { GRAPH <u:g> { <u:c> ?p ?o } } }")
    assert ask(client, "ASK { FILTER NOT EXISTS { GRAPH <u:h> { ?s ?p ?o } } }")


PROTECTED = [
    f"{BASE}graph/{name}"
    for name in ("works", "register", "reviews", "loads", "store", "pending", "document/00", "new")
]


@pytest.mark.parametrize("graph", PROTECTED)
@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA {{ GRAPH <{0}> {{ <u:a> <u:p> 1 }} }}",
        "DELETE WHERE {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
        "WITH <{0}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        "CLEAR GRAPH <{0}>",
        "DROP SILENT GRAPH <{0}>",
        "CREATE SILENT GRAPH <{0}>",
        "MOVE <{0}> TO <u:g>",
        "COPY <u:g> TO <{0}>",
        "ADD <u:g> TO <{0}>",
    ],
)
def test_the_programs_graphs_are_never_written(client: TestClient, graph: str, update: str) -> None:
    assert send(client, update.format(graph)) == 403


@pytest.mark.parametrize(
    "update",
    [
        "CLEAR ALL", "DROP NAMED", "DROP DEFAULT", "INSERT DATA { <u:a> <u:p> 1 }", "COPY DEFAULT TO <u:g>",
        "COPY <u:g> TO DEFAULT", "DELETE WHERE { ?s ?p ?o }", "INSERT { ?s <u:p> 1 } WHERE { ?s ?p ?o }",
        # spellings that mean the same graph
        f"BASE <{BASE}graph/x> INSERT DATA {{ GRAPH <works> {{ <u:a> <u:p> 1 }} }}",
        f"BASE <{BASE}a/b/> INSERT DATA {{ GRAPH <../../graph/./works> {{ <u:a> <u:p> 1 }} }}",
        f"PREFIX g: <{BASE}graph/> INSERT DATA {{ GRAPH g:works {{ <u:a> <u:p> 1 }} }}",
        f"INSERT DATA {{ GRAPH <{BASE}gr\\u0061ph/works> {{ <u:a> <u:p> 1 }} }}",
        # text that tries to end a block the cutter does not see
        f"INSERT DATA {{ GRAPH <u:g> {{ <u:a> <u:p> 1 \\u007D GRAPH <{BASE}graph/works> \\u007B <u:a> <u:p> 1 }} }}",
    ],
)  # fmt: skip
def test_no_spelling_reaches_them(client: TestClient, update: str) -> None:
    before = count(client)
    assert send(client, update) in (400, 403)
    assert count(client) == before


def count(client: TestClient) -> str:
    asked = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{BASE}graph/')) }}"
    answer = client.get("/sparql", params={"query": asked}, headers={"Accept": "application/sparql-results+json"})
    return str(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("<u:x> a cc:Finding", 403),
        ("<u:x> cc:misquotes <u:y>", 403),
        ("[] eli:date_document '2020-01-01'", 403),
        (f"<{BASE}vn/ha-tinh/x> rdfs:label 'x'", 403),
        (f"<{BASE}vn/ha-tinh/x> skos:prefLabel 'x'", 403),
        ("cc:WrongDate skos:prefLabel 'x'", 403),
        (f"<{BASE}vn/ha-tinh/x> <http://purl.org/dc/terms/subject> <u:mine>", 204),
        (f"<{BASE}own/x> rdfs:label 'x'", 204),
        ("<u:x> rdfs:seeAlso <u:y>", 204),
    ],
)
def test_no_own_graph_speaks_in_the_programs_voice(client: TestClient, statement: str, status: int) -> None:
    assert send(client, f"INSERT DATA {{ GRAPH <u:g> {{ {statement} }} }}") == status
    templated = statement.replace("[]", "?b")
    assert send(client, f"INSERT {{ GRAPH <u:g> {{ {templated} }} }} WHERE {{ BIND(<u:b> AS ?b) }}") == status
    hidden = statement.split()[1]
    predicate = "rdf:type" if hidden == "a" else hidden
    bound = f"BIND({predicate} AS ?p) BIND(<{BASE}vn/x> AS ?s) BIND(cc:Work AS ?o)"
    made = f"INSERT {{ GRAPH <u:g> {{ ?s ?p ?o }} }} WHERE {{ {bound} }}"
    if status == 403:
        assert send(client, made) == 403


def test_a_write_is_noticed_by_who_has_read_before(client: TestClient) -> None:
    first = client.get("/api/v1/units")  # a store that others write to directly has no tag at all
    assert send(client, "INSERT DATA { GRAPH <u:g> { <u:new> <u:p> 1 } }") == 204
    again = client.get("/api/v1/units", headers={"If-None-Match": first.headers.get("etag", "none")})
    assert again.status_code == 200


def test_an_own_graph_leaves_the_lists_as_they_are(tmp_path: Path) -> None:
    """On a large store making them anew takes minutes, and nothing that they read may be written there."""
    service, followed = Service(str(tmp_path / "s")), list[str]()
    with service.look() as look:
        before = look.works(limit=500).rows
    service.follow_change = lambda: followed.append("asked")  # type: ignore[method-assign]
    noted = [Quad(NamedNode(before[0]["work"]), NamedNode("urn:note"), Literal("x"), NamedNode("urn:g"))]
    service.update("graph put", lambda store: put_graph(store, "urn:g", noted, replace=True)[1])
    assert (followed, service._open_lists().behind(service.reader())) == (["asked"], "")
    service.close()


def test_a_greedy_update_is_stopped_before_it_writes(tmp_path: Path) -> None:
    from api.sparql.runner import QueryLimits

    service, book = Service(str(tmp_path / "s")), TokenBook(tmp_path / "t")
    service.reader()
    _, token = book.create("loader", Role.loader)
    app = create_app(service, limits=QueryLimits(seconds=2, rows=20, megabytes=512), access=Access(tokens=book))
    with TestClient(app, headers={"Authorization": f"Bearer {token}"}) as client:
        greedy = "INSERT { GRAPH <u:g> { <u:a> <u:n> ?n } } WHERE { SELECT (COUNT(*) AS ?n) { " + " ".join(
            f"?s{i} ?p{i} ?o{i} ." for i in range(8)
        )
        assert send(client, greedy + " } }") == 400
        many = "INSERT { GRAPH <u:g> { ?s <u:p> ?o } } WHERE { ?s ?p ?o }"
        assert send(client, many) == 413
        assert not ask(client, "ASK { GRAPH <u:g> { ?s ?p ?o } }")
        assert send(client, "INSERT DATA { GRAPH <u:g> { <u:a> <u:p> 1 } }") == 204


def test_the_cutting_keeps_every_part() -> None:
    text = """PREFIX e: <u:> WITH e:g DELETE { ?s ?p "}" GRAPH e:h { ?s e:p 1 } . } INSERT { ?s e:q ?o }
    USING e:a USING NAMED <u:b> WHERE { ?s ?p ?o { SELECT * { ?x ?y '''}''' } } } ;
    PREFIX f: <u:f> DELETE DATA { GRAPH f:g { <u:a> e:p 1 . <u:b> e:p 2 . } } ; COPY SILENT DEFAULT TO f:x"""
    modify, data, copy = parse_update(text)
    assert isinstance(modify, Modify)
    assert [(p.graph, p.triples) for p in modify.delete] == [(None, '?s ?p "}"'), ("e:h", "?s e:p 1")]
    assert (modify.with_, modify.using, modify.using_named) == ("e:g", ("e:a",), ("<u:b>",))
    assert modify.where.startswith("{ ?s")
    assert modify.where.endswith("}")
    assert isinstance(data, Data)
    assert "f:" in data.prologue
    assert "e:" in data.prologue
    assert isinstance(copy, Manage)
    assert (copy.verb, copy.silent, copy.graph, copy.to) == ("COPY", True, "DEFAULT", "f:x")
    with pytest.raises(QueryError, match=r"gần|near"):
        parse_update("DELETE { ?s ?p ?o } WHEER {}")
