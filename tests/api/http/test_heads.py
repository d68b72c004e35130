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
