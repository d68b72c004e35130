"""HEAD answers like GET, without a body."""

import pytest
from fastapi.testclient import TestClient

PATHS = ["/", "/ontology", "/graph/loads", "/.well-known/void", "/api/v1/documents", "/feeds/unit?name=x", "/reconcile",
         "/static/mark.svg", "/sparql?query=ASK%7B%7D"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_its_body(client: TestClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (whole.status_code, b"") == (200, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.headers.get("etag") == whole.headers.get("etag")


def test_head_of_nothing(client: TestClient) -> None:
    assert client.head("/vn/none").status_code == 404
    assert client.head("/api/v1/check").status_code == 405


def test_head_with_a_tag(client: TestClient) -> None:
    tag = client.head("/api/v1/documents").headers["etag"]
    assert client.head("/api/v1/documents", headers={"If-None-Match": tag}).status_code == 304


def test_any_tag_is_a_tag_of_what_is_there(client: TestClient) -> None:
    assert client.get("/api/v1/documents", headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/api/v1/document?id=none", headers={"If-None-Match": "*"}).status_code == 404


def test_every_method_of_an_address_is_named(client: TestClient) -> None:
    """Also those of its other routes."""
    for method, path, allowed in (
        ("PUT", "/sparql", "GET, HEAD, POST"), ("OPTIONS", "/sparql", "GET, HEAD, POST"),
        ("PUT", "/api/v1/rules", "GET, HEAD, POST"), ("GET", "/api/v1/check", "POST"),
    ):  # fmt: skip
        answer = client.request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, allowed), path
    assert client.get("/sparql?update=x").headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/nothing", "/vn/nosuch", "/document?work=none"])
def test_people_get_a_page_where_nothing_is(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert 'role="alert"' in page.text
    assert client.get(path).headers["content-type"] == "application/problem+json"


def test_the_description_of_graphs_and_queries_tells_the_truth(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path in ("/sparql", "/graph-store", "/own/{name}"):
        for method, operation in paths[path].items():
            told = operation["responses"]
            assert "application/json" not in told.get("200", {}).get("content", {}) or path == "/sparql"
            if method in ("put", "delete", "post") and path != "/sparql":
                assert "200" not in told
                assert ("201" in told) == (method != "delete")
    assert {"text/turtle", "text/csv", "text/xml"} <= set(paths["/sparql"]["get"]["responses"]["200"]["content"])
    asked = client.get("/sparql", params={"query": "SELECT * {} "}, headers={"Accept": "text/xml"})
    assert asked.headers["content-type"].startswith("text/xml")
