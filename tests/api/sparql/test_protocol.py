"""The SPARQL 1.1 protocol, case by case, over a real store in a directory: 34 cases, as many as the W3C lists.

The cases are the facts of the W3C's manifest (what is sent, what must come back) in our own words and data.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from api.access.roles import Role
from api.access.tokens import TokenBook
from api.http.access import Access
from api.http.app import create_app
from api.service import Service
from api.sparql.runner import QueryLimits

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
G1, G2 = "http://example.org/g1", "http://example.org/g2"
DATA = f"INSERT DATA {{ GRAPH <{G1}> {{ <u:a> <u:p> 1 }} GRAPH <{G2}> {{ <u:b> <u:p> 2 }} }}"
BOTH = "ASK { <u:a> <u:p> 1 . <u:b> <u:p> 2 }"
ONE_ONLY = "ASK { <u:a> <u:p> 1 FILTER NOT EXISTS { <u:b> <u:p> 2 } }"
NAMED = f"ASK {{ GRAPH <{G1}> {{ <u:a> <u:p> 1 }} FILTER NOT EXISTS {{ GRAPH <{G2}> {{ ?s ?p ?o }} }} }}"


@dataclass(frozen=True)
class Case:
    """One request and what must come back."""

    name: str
    method: str = "GET"
    params: list[tuple[str, str]] = field(default_factory=list)
    content: str | bytes | None = None
    content_type: str | None = None
    status: tuple[int, ...] = (200,)
    answer: bool | None = None
    then: str | None = None  # an ASK that must hold afterwards
    media: str | None = None
    accept: str | None = None


def _form(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)


CLIENT_ERROR = tuple(range(400, 500))
DONE = (200, 201, 202, 204)
CASES = [
    Case("query by GET", params=[("query", "ASK {}")], answer=True),
    Case("query by POSTed form", "POST", content=_form(("query", "ASK {}")), content_type=FORM, answer=True),
    Case("query POSTed itself", "POST", content="ASK {}", content_type=QUERY, answer=True),
    Case("SELECT has a result type", params=[("query", "SELECT (1 AS ?x) {}")], media="sparql-results+json"),
    Case("ASK has a result type", params=[("query", "ASK {}")], media="sparql-results+json"),
    Case("DESCRIBE has a graph type", params=[("query", "DESCRIBE <u:a>")], media="text/turtle"),
    Case("CONSTRUCT has a graph type", params=[("query", "CONSTRUCT WHERE { ?s ?p ?o }")], media="text/turtle"),
    Case("one default graph, GET", params=[("query", ONE_ONLY), ("default-graph-uri", G1)], answer=True),
    Case("one default graph, POST", "POST", [("default-graph-uri", G1)], ONE_ONLY, QUERY, answer=True),
    Case("two default graphs, GET", params=[("query", BOTH), ("default-graph-uri", G1), ("default-graph-uri", G2)],
         answer=True),
    Case("two default graphs, POST", "POST", [("default-graph-uri", G1), ("default-graph-uri", G2)], BOTH, QUERY,
         answer=True),
    Case("named graphs, GET", params=[("query", NAMED), ("named-graph-uri", G1)], answer=True),
    Case("named graphs, POST", "POST", [("named-graph-uri", G1)], NAMED, QUERY, answer=True),
    Case("a whole dataset", params=[("query", f"ASK {{ <u:b> <u:p> 2 GRAPH <{G1}> {{ <u:a> <u:p> 1 }} }}"),
                                    ("default-graph-uri", G2), ("named-graph-uri", G1)], answer=True),
    Case("the protocol's dataset wins over the query's", params=[
        ("query", f"ASK FROM <{G2}> {{ <u:a> <u:p> 1 }}"), ("default-graph-uri", G1)], answer=True),
    Case("update by POSTed form", "POST", content=_form(("update", "INSERT DATA { GRAPH <u:g> { <u:1> <u:p> 1 } }")),
         content_type=FORM, status=DONE, then="ASK { GRAPH <u:g> { <u:1> <u:p> 1 } }"),
    Case("update POSTed itself", "POST", content="INSERT DATA { GRAPH <u:g> { <u:2> <u:p> 1 } }",
         content_type=UPDATE,
         status=DONE, then="ASK { GRAPH <u:g> { <u:2> <u:p> 1 } }"),
    Case("update with a default graph", "POST", [("using-graph-uri", G1)],
         "INSERT { GRAPH <u:d1> { ?s ?p ?o } } WHERE { ?s ?p ?o }", UPDATE, DONE,
         then="ASK { GRAPH <u:d1> { <u:a> <u:p> 1 } FILTER NOT EXISTS { GRAPH <u:d1> { <u:b> ?p ?o } } }"),
    Case("update with two default graphs", "POST", [("using-graph-uri", G1), ("using-graph-uri", G2)],
         "INSERT { GRAPH <u:d2> { ?s ?p ?o } } WHERE { ?s ?p ?o }", UPDATE, DONE,
         then="ASK { GRAPH <u:d2> { <u:a> <u:p> 1 . <u:b> <u:p> 2 } }"),
    Case("update with a named graph", "POST", [("using-named-graph-uri", G1)],
         "INSERT { GRAPH <u:d3> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", UPDATE, DONE,
         then="ASK { GRAPH <u:d3> { <u:a> <u:p> 1 } FILTER NOT EXISTS { GRAPH <u:d3> { <u:b> ?p ?o } } }"),
    Case("update with a whole dataset", "POST", [("using-graph-uri", G1), ("using-named-graph-uri", G2)],
         "INSERT { GRAPH <u:d4> { ?s ?p ?o } } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", UPDATE, DONE,
         then="ASK { GRAPH <u:d4> { <u:a> <u:p> 1 . <u:b> <u:p> 2 } }"),
    Case("update with a base of its own", "POST", content="BASE <http://e.org/>INSERT DATA { GRAPH <g> { <s> <p> 1 } }",
         content_type=UPDATE, status=DONE, then="ASK { GRAPH <http://e.org/g> { <http://e.org/s> ?p ?o } }"),
    Case("no PUT", "PUT", [("query", "ASK {}")], status=CLIENT_ERROR),
    Case("not two queries", params=[("query", "ASK {}"), ("query", "SELECT * {}")], status=CLIENT_ERROR),
    Case("no query of another type", "POST", content="ASK {}", content_type="text/plain", status=CLIENT_ERROR),
    Case("no form without its type", "POST", content=_form(("query", "ASK {}")), status=CLIENT_ERROR),
    Case("no query without its type", "POST", content="ASK {}", status=CLIENT_ERROR),
    Case("no query in UTF-16", "POST", content="ASK {}".encode("utf-16"), content_type=f"{QUERY}; charset=UTF-16",
         status=CLIENT_ERROR),
    Case("no query with bad syntax", params=[("query", "ASK { ?s")], status=CLIENT_ERROR),
    Case("no update by GET", params=[("update", "CLEAR NAMED")], status=CLIENT_ERROR),
    Case("not two updates", "POST", content=_form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")),
         content_type=FORM, status=CLIENT_ERROR),
    Case("no update of another type", "POST", content="CLEAR NAMED", content_type="text/plain", status=CLIENT_ERROR),
    Case("no update with bad syntax", "POST", content="INSERT DATA { <u:a>", content_type=UPDATE, status=CLIENT_ERROR),
    Case("no dataset beside USING", "POST", [("using-graph-uri", G1)],
         f"INSERT {{ <u:x> ?p ?o }} USING <{G2}> WHERE {{ ?s ?p ?o }}", UPDATE, CLIENT_ERROR),
]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(str(tmp_path_factory.mktemp("store") / "s"))
    service.reader()
    book = TokenBook(tmp_path_factory.mktemp("access"))
    _, token = book.create("analyst", Role.loader)
    limits = QueryLimits(seconds=3, rows=50, megabytes=512)
    app = create_app(service, limits=limits, access=Access(tokens=book))
    with TestClient(app, headers={"Authorization": f"Bearer {token}"}) as client:
        client.post("/sparql", content=DATA, headers={"Content-Type": UPDATE})
        yield client


def test_as_many_as_the_w3c() -> None:
    assert len(CASES) == 34
    assert len({c.name for c in CASES}) == 34


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_protocol(client: TestClient, case: Case) -> None:
    headers = {"Accept": case.accept or "application/sparql-results+json, text/turtle;q=0.9"}
    if case.content_type:
        headers["Content-Type"] = case.content_type
    answer = client.request(case.method, "/sparql", params=case.params, content=case.content, headers=headers)
    assert answer.status_code in case.status, answer.text
    if case.answer is not None:
        assert answer.json()["boolean"] is case.answer
    if case.media:
        assert case.media in answer.headers["content-type"]
    if case.then:
        after = client.get("/sparql", params={"query": case.then})
        assert after.status_code == 200, after.text
        assert after.json()["boolean"] is True


def test_a_greedy_query_is_stopped_and_the_next_one_is_answered(client: TestClient) -> None:
    greedy = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(8)) + " }"
    stopped = client.get("/sparql", params={"query": greedy})
    assert stopped.status_code == 400
    assert "3" in stopped.json()["detail"]
    assert stopped.json()["type"] == "/problems/QueryTimeout"  # a program tells it from a mistake
    assert stopped.headers["Cancu-Limit-Seconds"] == "3"
    assert client.get("/sparql", params={"query": "SELEC"}).json()["type"] == "/problems/QueryError"
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_rows_are_cut_and_said_to_be(client: TestClient) -> None:
    many = "SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 }"
    answer = client.get("/sparql", params={"query": many})
    assert len(answer.json()["results"]["bindings"]) == 50
    assert answer.headers["Cancu-Cut"] == "rows"
    assert answer.headers["Cancu-Limit-Rows"] == "50"


def test_an_answer_has_the_tag_of_the_state_and_is_not_sent_twice(client: TestClient) -> None:
    asked = {"query": "SELECT ?s { ?s <u:tagged> 1 }"}
    first = client.get("/sparql", params=asked)
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/sparql", params=asked, headers=tag)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    other = client.get("/sparql", params={"query": "SELECT ?s { ?s <u:tagged> 2 }"}, headers=tag)
    assert other.status_code == 200
    assert client.get("/sparql", params=asked, headers={**tag, "Accept": "text/csv"}).status_code == 200
    client.post(
        "/sparql", content=f"INSERT DATA {{ GRAPH <{G1}> {{ <u:c> <u:tagged> 1 }} }}", headers={"Content-Type": UPDATE}
    )
    changed = client.get("/sparql", params=asked, headers=tag)
    assert (changed.status_code, len(changed.json()["results"]["bindings"])) == (200, 1)
    assert "ETag" not in client.post("/sparql", content="ASK {}", headers={"Content-Type": QUERY}).headers


@pytest.mark.parametrize("what", ["NOW()", "rand ( )", "UUID()", "STRUUID()", "BNODE()"])
def test_what_is_another_answer_each_time_has_no_tag(client: TestClient, what: str) -> None:
    assert "ETag" not in client.get("/sparql", params={"query": f"SELECT ({what} AS ?x) {{}}"}).headers
    assert "ETag" not in client.get("/sparql", params={"query": "SELEC"}).headers


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK { ?s ?p ?o.SERVICE <u:x> {} }"]
)
def test_nothing_is_fetched(client: TestClient, text: str) -> None:
    assert client.get("/sparql", params={"query": text}).status_code == 400


def test_load_is_refused_even_to_writers(client: TestClient) -> None:
    answer = client.post("/sparql", content="LOAD <file:///etc/passwd>", headers={"Content-Type": UPDATE})
    assert answer.status_code == 400


def test_reading_only_by_default(tmp_path: Path) -> None:
    service = Service(str(tmp_path / "s"))
    with TestClient(create_app(service)) as client:
        answer = client.post("/sparql", content=DATA, headers={"Content-Type": UPDATE})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_service_describes_itself(client: TestClient) -> None:
    described = client.get("/sparql", headers={"Accept": "application/n-triples"})
    assert "Accept" in described.headers["vary"].split(", ")
    assert "EmptyGraphs" not in described.text  # a graph without statements is not kept
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert "sd:Service" in answer.text
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("octets", ["%ED%A0%80", "%FF"])
@pytest.mark.parametrize("asked", ["query=ASK%7B%7D&default-graph-uri=urn:x{}", "query=ASK%7B%7D&named-graph-uri={}",
                                   "query={}", "query=ASK%7B%7D&{}=1"])  # fmt: skip
def test_parameters_that_are_not_utf8_are_refused(client: TestClient, asked: str, octets: str) -> None:
    words = asked.format(octets)
    sent = {"Content-Type": FORM}
    for answer in (client.get("/sparql?" + words), client.post("/sparql", content=words.encode(), headers=sent)):
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
        assert "UTF-8" in answer.json()["message"]["vi"]
        assert "UTF-8" in answer.json()["message"]["en"]
