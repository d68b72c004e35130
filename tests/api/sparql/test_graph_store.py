"""The Graph Store HTTP Protocol, rule by rule: whole graphs by their own address and by `?graph=`."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph

from api.access.roles import Role
from api.access.tokens import TokenBook
from api.http.access import Access
from api.http.app import create_app
from api.service import Service
from api.sparql import graph_store, outgoing
from api.sparql.runner import QueryLimits

TURTLE = {"Content-Type": "text/turtle"}
ONE, TWO = "<u:a> <u:p> 1 .", "<u:b> <u:p> 2 ."
BASE = "https://cancu.example/"
NAMED, OWN = "/graph-store?graph=http%3A%2F%2Fexample.org%2Fg", "/own/phong-a/ghi%20ch%C3%BA"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> TokenBook:
    return TokenBook(tmp_path_factory.mktemp("access"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, book: TokenBook) -> Iterator[TestClient]:
    service = Service(str(tmp_path_factory.mktemp("store") / "s"))
    service.reader()
    _, token = book.create("loader", Role.loader)
    app = create_app(service, access=Access(tokens=book), limits=QueryLimits(rows=100))
    with TestClient(app, headers={"Authorization": f"Bearer {token}"}) as made:
        yield made


def size(client: TestClient, address: str) -> int:
    answer = client.get(address, headers={"Accept": "text/turtle"})
    return len(Graph().parse(data=answer.text, format="turtle")) if answer.status_code == 200 else -answer.status_code


@pytest.mark.parametrize("address", [NAMED, OWN])
def test_the_life_of_a_graph(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.head(address).status_code == 404
    assert client.delete(address).status_code == 404
    made = client.put(address, content=ONE, headers=TURTLE)
    assert made.status_code == 201
    assert size(client, made.headers["location"]) == 1
    assert client.put(address, content=TWO, headers=TURTLE).status_code == 204
    assert size(client, address) == 1  # put in place of, not added to
    assert client.post(address, content=ONE + "_:x <u:q> [] .", headers=TURTLE).status_code == 204
    assert client.post(address, content="_:x <u:q> 1 .", headers=TURTLE).status_code == 204
    assert size(client, address) == 4  # blank nodes of two uploads stay apart
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [NAMED, OWN])
def test_nobody_overwrites_what_changed_since_they_looked(client: TestClient, address: str) -> None:
    client.delete(address)
    new = {**TURTLE, "If-None-Match": "*"}
    assert client.put(address, content=ONE, headers={**TURTLE, "If-Match": "*"}).status_code == 412
    assert client.put(address, content=ONE, headers=new).status_code == 201
    assert client.put(address, content=TWO, headers=new).status_code == 412
    seen = client.get(address, headers={"Accept": "text/turtle"}).headers["etag"]
    other = client.head(address, headers={"Accept": "application/ld+json"}).headers["etag"]
    assert seen != other  # another form is another entity, of the same content
    assert client.get(address, headers={"Accept": "text/turtle", "If-None-Match": f"W/{seen}"}).status_code == 304
    assert client.get(address, headers={"Accept": "application/ld+json", "If-None-Match": seen}).status_code == 200
    mine = {**TURTLE, "If-Match": f'"x", {other}'}
    assert client.post(address, content=TWO, headers=mine).status_code == 204
    for method in ("PUT", "POST", "DELETE"):
        answer = client.request(method, address, content=ONE, headers=mine)
        assert (answer.status_code, answer.json()["type"]) == (412, "/problems/ChangedMeanwhile")
    assert size(client, address) == 2
    assert client.get(address, headers={"Accept": "text/turtle", "If-None-Match": seen}).status_code == 200
    now = client.head(address).headers["etag"]
    assert client.delete(address, headers={"If-Match": f"W/{now}"}).status_code == 412  # a weak tag names no content
    assert client.delete(address, headers={"If-Match": now}).status_code == 204


MANY = 5_000  # more rows than a query gives here


@pytest.mark.parametrize(
    ("media", "name"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
     ("application/ld+json", "json-ld")],
)  # fmt: skip
def test_a_large_graph_is_read_whole(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, media: str, name: str
) -> None:
    """Who reads, adds a statement and puts back what was read under its tag loses nothing."""
    monkeypatch.setattr(outgoing, "_AT_ONCE", 100_000)  # as a much larger one is sent
    lines = [f'<u:s{i}> <http://www.w3.org/2000/01/rdf-schema#label> "số {i}\\n@prefix"@vi .' for i in range(MANY - 2)]
    lines.append('_:a <http://purl.org/dc/terms/creator> _:b . _:b <http://purl.org/dc/terms/title> "<&>" .')
    client.put("/own/large", content="\n".join(lines).encode(), headers=TURTLE)
    read = client.get("/own/large", headers={"Accept": media})
    assert len(Graph().parse(data=read.text, format=name)) == MANY
    assert "cancu-cut" not in read.headers
    condition = {"Content-Type": media, "If-Match": read.headers["etag"]}
    assert client.put("/own/large", content=read.content, headers=condition).status_code == 204
    assert client.post("/own/large", content=ONE, headers=TURTLE).status_code == 204
    again = client.get("/own/large", headers={"Accept": "application/n-triples"})
    assert len(again.text.splitlines()) == MANY + 1
    assert len(client.get("/graph-store?default", headers={"Accept": "application/n-triples"}).content) > len(
        again.content
    )
    client.delete("/own/large")


@pytest.mark.parametrize("words", ['<u:a> <u:1> "x"', '<u:a> <u:p> "a\\u000Bb"'])
def test_what_xml_cannot_carry_is_refused_and_told(client: TestClient, words: str) -> None:
    client.put("/own/xml", content=words + " .", headers=TURTLE)
    answer = client.get("/own/xml", headers={"Accept": "application/rdf+xml"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert size(client, "/own/xml") == 1
    client.delete("/own/xml")


def test_any_tag_is_had_by_who_has_something(client: TestClient) -> None:
    client.put(NAMED, content=ONE, headers=TURTLE)
    for address in (NAMED, "/graph-store?default"):
        assert client.get(address, headers={"If-None-Match": "*"}).status_code == 304


def test_all_graphs_together_have_the_tag_of_the_store(client: TestClient) -> None:
    for address in ("/graph-store?default", f"/graph-store?graph={BASE}graph/register"):
        seen = client.get(address).headers["etag"]
        assert client.get(address, headers={"If-None-Match": seen}).status_code == 304
        client.post(NAMED, content=ONE, headers=TURTLE)
        assert client.get(address, headers={"If-None-Match": seen}).status_code == 200


def test_a_graph_without_statements_is_not_kept_and_not_said_to_be_made(client: TestClient) -> None:
    assert client.put("/own/empty", content="", headers=TURTLE).status_code == 204
    assert client.get("/own/empty").status_code == 404
    client.put("/own/empty", content=ONE, headers=TURTLE)
    assert client.put("/own/empty", content="", headers=TURTLE).status_code == 204
    assert client.get("/own/empty").status_code == 404


def test_the_own_address_and_the_query_name_one_graph(client: TestClient) -> None:
    client.put("/own/x", content=ONE, headers=TURTLE)
    assert size(client, f"/graph-store?graph={BASE}own/x") == 1
    client.delete(f"/graph-store?graph={BASE}own/x")
    assert client.get("/own/x").status_code == 404


def test_a_new_graph_gets_a_name(client: TestClient) -> None:
    made = client.post("/graph-store", content=ONE, headers=TURTLE)
    assert made.status_code == 201
    assert made.headers["location"].startswith("/own/")
    assert size(client, made.headers["location"]) == 1
    assert client.post("/graph-store", content=ONE, headers=TURTLE).headers["location"] != made.headers["location"]


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("text/turtle; charset=utf-8", "<u:a> <u:p> 'ê' ."),
        ("application/n-triples", '<u:a> <u:p> "ê" .'),
        ("application/ld+json", '{"@id": "u:a", "u:p": "ê"}'),
        (
            "application/rdf+xml",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="u:"><rdf:Description '
            'rdf:about="u:a"><u:p>ê</u:p></rdf:Description></rdf:RDF>',
        ),
    ],
)
def test_every_format_goes_in_and_comes_out(client: TestClient, media: str, body: str) -> None:
    assert client.put("/own/f", content=body.encode(), headers={"Content-Type": media}).status_code in (201, 204)
    for wanted, name in (("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
                         ("application/ld+json", "json-ld")):  # fmt: skip
        answer = client.get("/own/f", headers={"Accept": wanted})
        assert answer.headers["content-type"].startswith(wanted)
        assert "Accept" in answer.headers["vary"]
        (triple,) = Graph().parse(data=answer.text, format=name)
        assert [str(term) for term in triple] == ["u:a", "u:p", "ê"]


def test_relative_names_stand_under_the_graph(client: TestClient) -> None:
    client.put(NAMED, content="<#a> <u:p> <b> .", headers=TURTLE)
    text = client.get(NAMED, headers={"Accept": "application/n-triples"}).text
    assert "<http://example.org/g#a> <u:p> <http://example.org/b>" in text


def test_the_default_graph_is_read_and_never_written(client: TestClient) -> None:
    client.put(NAMED, content=ONE, headers=TURTLE)
    assert size(client, "/graph-store?default") > 1
    for method in ("PUT", "POST", "DELETE"):
        answer = client.request(method, "/graph-store?default", content=ONE, headers=TURTLE)
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


@pytest.mark.parametrize(
    ("method", "address", "body", "media", "status"),
    [
        ("GET", "/graph-store", "", "text/turtle", 400),
        ("PUT", "/graph-store", ONE, "text/turtle", 400),
        ("DELETE", "/graph-store", "", "text/turtle", 400),
        ("GET", NAMED + "&default", "", "text/turtle", 400),
        ("GET", NAMED + "&graph=u:h", "", "text/turtle", 400),
        ("GET", "/graph-store?graph=urn:x%C2%9Bs", "", "text/turtle", 400),
        ("HEAD", "/graph-store?graph=urn:x%EF%BF%BF", "", "text/turtle", 400),
        ("PUT", "/graph-store?graph=relative", ONE, "text/turtle", 400),
        ("PUT", "/graph-store?graph=u:a%3E%20x", ONE, "text/turtle", 400),
        ("PUT", NAMED, "<u:a> <u:p>", "text/turtle", 400),
        ("PUT", NAMED, "\xff", "text/turtle", 400),
        ("PUT", NAMED, ONE, "text/plain", 415),
        ("PUT", NAMED, ONE, "application/trig", 415),
        ("PUT", NAMED, '{"@id": "u:g", "@graph": [{"@id": "u:a", "u:p": 1}]}', "application/ld+json", 400),
        ("PUT", NAMED, '{"@context": "http://127.0.0.1:9/c", "@id": "u:a", "p": 1}', "application/ld+json", 400),
        ("PUT", NAMED, '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "application/rdf+xml", 400),
        ("PUT", NAMED, ONE, "multipart/form-data; boundary=x", 415),
        ("PATCH", NAMED, ONE, "text/turtle", 405),
        ("PUT", f"/graph-store?graph={BASE}graph/works", ONE, "text/turtle", 403),
        ("POST", f"/graph-store?graph={BASE}graph/register", ONE, "text/turtle", 403),
        ("DELETE", f"/graph-store?graph={BASE}graph/reviews", "", "text/turtle", 403),
        ("PUT", NAMED, f"<{BASE}vn/x> <http://data.europa.eu/eli/ontology#date_document> '2020'.", "text/turtle", 403),
    ],
)
def test_what_is_refused(
    client: TestClient, book: TokenBook, method: str, address: str, body: str, media: str, status: int
) -> None:
    client.put(NAMED, content=ONE, headers=TURTLE)
    headers = {"Content-Type": media}
    if method == "PATCH":  # unknown writes are an administrator's to try
        _, token = book.create("boss", Role.administrator)
        headers["Authorization"] = f"Bearer {token}"
    answer = client.request(method, address, content=body.encode("latin-1"), headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert size(client, NAMED) == 1


def test_a_format_that_is_not_offered(client: TestClient) -> None:
    client.put(NAMED, content=ONE, headers=TURTLE)
    assert client.get(NAMED, headers={"Accept": "image/png"}).status_code == 406


def test_a_graph_of_ones_own_opens_as_a_page(client: TestClient) -> None:
    client.put("/own/page", content='<u:a> <u:p> "<script>x</script>" .', headers=TURTLE)
    page = client.get("/own/page", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "&lt;script&gt;x" in page.text
    assert "<script>x" not in page.text
    assert "etag" not in page.headers  # what a page shows is no entity to put back
    assert client.get("/own/none", headers={"Accept": "text/html"}).status_code == 404
    client.delete("/own/page")


def test_too_large_a_graph(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_store, "MAX_BODY", 100)
    assert client.put(NAMED, content=ONE * 20, headers=TURTLE).status_code == 413


def test_readers_read_and_do_not_write(client: TestClient, book: TokenBook) -> None:
    _, token = book.create("reader", Role.reader)
    reader = {**TURTLE, "Authorization": f"Bearer {token}"}
    client.put(NAMED, content=ONE, headers=TURTLE)
    assert client.get(NAMED, headers=reader).status_code == 200
    for method in ("PUT", "POST", "DELETE"):
        assert client.request(method, NAMED, content=ONE, headers=reader).status_code == 403


def test_without_tokens_nobody_writes() -> None:
    with TestClient(create_app(Service("memory:"))) as client:
        assert client.put(NAMED, content=ONE, headers=TURTLE).status_code == 403
        assert client.get("/graph-store?default").status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize("address", ["/graph-store?graph=urn:x{}", "/own/x{}", "/own/phong/{}/x"])
@pytest.mark.parametrize("octets", ["%ED%A0%80", "%FF"])
def test_a_name_that_is_not_utf8_is_refused(client: TestClient, method: str, address: str, octets: str) -> None:
    body = {"content": ONE, "headers": TURTLE} if method in ("PUT", "POST") else {}
    answer = client.request(method, address.format(octets), **body)  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    if method != "HEAD":
        assert "UTF-8" in answer.json()["message"]["vi"]
        assert "UTF-8" in answer.json()["message"]["en"]
