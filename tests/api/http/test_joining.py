"""The parts of the application come together without a route being made twice, which a server's start would pay for."""

from collections import Counter
from typing import Any

import fastapi.routing
import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.service import Service


def test_every_route_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: Counter[object] = Counter()
    populate = fastapi.routing._populate_api_route_state

    def counted(route: object, path: str, endpoint: object, **more: Any) -> None:
        made[path, endpoint, *(more.get("methods") or ())] += 1
        populate(route, path, endpoint, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("fastapi.routing._populate_api_route_state", counted)
    with TestClient(create_app(Service("memory:"))) as client:
        assert client.get("/api/v1/health").is_success
        assert client.get("/api/v1/nothing-here").status_code == 404
    assert len(made) > 100
    assert not [route for route, times in made.items() if times > 1]


def test_parts_keep_their_prefix_their_errors_and_their_names() -> None:
    with TestClient(create_app(Service("memory:"))) as client:
        spec = client.get("/api/v1/openapi.json").json()
    read = spec["paths"]["/api/v1/documents"]["get"]
    assert read["operationId"] == "documents"
    assert {"200", "304", "404", "503"} <= set(read["responses"])
    assert not [path for path in spec["paths"] if path.startswith(("/findings", "/ask", "/login", "/problems"))]
