"""The page about the HTTP API says what the API says."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.openapi import describe_api
from api.http.reference import current_page


def test_the_page_is_current(root: Path) -> None:
    page = (root / "docs" / "http.md").read_text(encoding="utf-8")
    assert page == current_page(), "run: python -m api.http.reference --write"


@pytest.mark.parametrize("words", ["### GET /api/v1/documents", "### POST /api/v1/check", "### GET /ontology"])
def test_the_page_has_the_operations(words: str) -> None:
    assert words in current_page()


def test_no_operation_is_left_out(client: TestClient) -> None:
    page = current_page()
    for path, operations in describe_api(client.app)["paths"].items():  # type: ignore[arg-type]
        for method in operations:
            assert page.count(f"### {method.upper()} {path}\n") == 1
