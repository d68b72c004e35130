"""Clients that people really use, over a real server on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from api.access.roles import Role
from api.access.tokens import TokenBook
from api.http.access import Access
from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import fill, plan
from tests.api.http.serving import served

CC = "https://w3id.org/cancu/ontology#"
IMPLEMENTS = f"SELECT ?plan ?work WHERE {{ ?plan <{CC}implements> ?work }}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    service = Service(str(tmp_path_factory.mktemp("store") / "s"))
    fill(service)
    with served(create_app(service)) as running:
        yield running
    service.close()


def test_rdflib_reads_the_endpoint_as_a_graph(address: str) -> None:
    graph = Graph(store=SPARQLStore(address + "/sparql", returnFormat="json"))
    ((plan_, work),) = [tuple(row) for row in graph.query(IMPLEMENTS)]  # type: ignore[misc]
    assert str(plan_).endswith("2024/20")
    assert str(work).endswith("2024/15")
    assert (plan_, URIRef(CC + "implements"), work) in graph
    assert [str(o) for o in graph.objects(plan_, URIRef(CC + "implements"))] == [str(work)]


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(address: str, method: str) -> None:
    client = SPARQLWrapper(address + "/sparql")
    client.setMethod(method)
    client.setQuery(IMPLEMENTS)
    client.setReturnFormat(JSON)
    found: Any = client.query().convert()
    assert found["results"]["bindings"][0]["plan"]["value"].endswith("2024/20")
    client.setReturnFormat(CSV)
    assert b"2024/20" in client.query().convert()
    client.setQuery(f"CONSTRUCT {{ ?a <{CC}implements> ?b }} WHERE {{ ?a <{CC}implements> ?b }}")
    client.setReturnFormat(TURTLE)
    assert b"2024/15" in client.query().convert()


def test_rdflib_writes_a_graph_of_the_offices_own_with_a_token(tmp_path: Path) -> None:
    book = TokenBook(tmp_path / "t")
    _, token = book.create("analyst", Role.loader)
    headers = {"Authorization": f"Bearer {token}"}
    with served(create_app(Service(str(tmp_path / "s")), access=Access(tokens=book))) as address:
        store = SPARQLUpdateStore(address + "/sparql", address + "/sparql", returnFormat="json", headers=headers)
        graph = Graph(store=store, identifier=URIRef("https://cancu.example/own/notes"))
        graph.add((URIRef("u:a"), URIRef("u:note"), Literal("ghi chú")))
        assert [str(o) for o in graph.objects(URIRef("u:a"), URIRef("u:note"))] == ["ghi chú"]
        read = httpx.get(address + "/own/notes", headers={**headers, "Accept": "text/turtle"})
        assert "ghi chú" in read.text
        graph.remove((URIRef("u:a"), None, None))
        assert httpx.get(address + "/own/notes", headers=headers).status_code == 404


def test_rdflib_opens_the_vocabulary_and_a_work(address: str) -> None:
    assert len(Graph().parse(address + "/ontology")) > 500
    row = httpx.get(address + "/api/v1/documents").json()["items"][0]
    path = httpx.URL(row["work"]).raw_path.decode()
    assert (URIRef(row["work"]), None, None) in Graph().parse(address + path)


def test_events_arrive_while_a_job_runs_and_pages_answer(address: str, tmp_path: Path) -> None:
    uploads = [("files", (f"{n}.txt", plan(number=str(n), day="22"))) for n in range(60, 66)]
    job = httpx.post(address + "/api/v1/load", files=uploads).json()
    with httpx.stream("GET", address + job["href"] + "/events", timeout=60) as stream:
        lines = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    assert lines[-1]["state"] == "done"
    assert lines[-1]["done"] == lines[-1]["total"] == 6
    assert httpx.get(address + "/api/v1/documents", params={"q": "64 KH"}).status_code == 200
    assert len(httpx.get(address + "/api/v1/documents").json()["items"]) == 8
