"""Every IRI opened, in every format, by real RDF readers; the vocabulary; what the dataset says of itself."""

from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from graph.names import base

CC = Namespace("https://w3id.org/cancu/ontology#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def fetch(client: TestClient, path: str, media: str = "text/turtle") -> Graph:
    answer = client.get(path, headers={"Accept": media})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(media)
    assert "Accept" in answer.headers["vary"]
    return Graph().parse(data=answer.text, format=FORMATS[media])


def by_value(graph: Graph) -> Graph:
    """Numbers by their value: Turtle may write 1 as 1.0."""
    plain = Graph()
    for s, p, o in graph:
        plain.add((s, p, Literal(float(o)) if isinstance(o, Literal) and o.datatype == XSD.decimal else o))
    return plain


@pytest.fixture(scope="module")
def row(client: TestClient) -> dict[str, str]:
    rows: list[dict[str, str]] = client.get("/api/v1/documents").json()["items"]
    return next(r for r in rows if r["date"] == "2024-03-15")


@pytest.mark.parametrize("media", FORMATS)
def test_a_work_opens_in_every_format(client: TestClient, row: dict[str, str], media: str) -> None:
    graph = fetch(client, urlsplit(row["work"]).path, media)
    work = URIRef(row["work"])
    assert (work, RDF.type, CC.Work) in graph
    assert (None, CC.implements, work) in graph
    assert isomorphic(by_value(graph), by_value(fetch(client, urlsplit(row["work"]).path, "application/n-triples")))


def test_a_document_opens_with_its_parts_and_without_bookkeeping(client: TestClient, row: dict[str, str]) -> None:
    graph = fetch(client, urlsplit(row["document"]).path)
    assert (None, CC.writtenNumber, None) in graph
    assert list(graph.subjects(RDF.type, CC.Citation))
    assert (None, URIRef("http://www.w3.org/ns/oa#exact"), None) in graph
    assert not list(graph.subject_objects(CC.record))
    assert not list(graph.subject_objects(CC.state))


def test_every_subject_and_graph_under_the_base_opens(client: TestClient) -> None:
    asked = "SELECT DISTINCT ?x { { ?x ?p ?o } UNION { GRAPH ?x { ?s ?p ?o } } FILTER(CONTAINS(STR(?x), '://cancu.')) }"
    found = client.get("/sparql", params={"query": asked}, headers={"Accept": "application/sparql-results+json"}).json()
    paths = {urlsplit(b["x"]["value"]).path for b in found["results"]["bindings"]}
    assert {p.split("/")[1] for p in paths} >= {"vn", "document", "graph"}
    for path in sorted(paths)[::7]:
        assert len(fetch(client, path, "application/n-triples")), path


def test_a_browser_is_sent_to_the_page(client: TestClient, row: dict[str, str]) -> None:
    answer = client.get(urlsplit(row["work"]).path, headers={"Accept": BROWSER}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"].startswith("/document?work=")) == (303, True)
    assert client.get(answer.headers["location"]).status_code == 200
    assert client.get(urlsplit(row["document"]).path, headers={"Accept": BROWSER}).status_code == 200
    graph = client.get("/graph/loads", headers={"Accept": BROWSER})
    assert graph.headers["content-type"].startswith("text/html")
    assert "a.txt" in graph.text


@pytest.mark.parametrize("media", FORMATS)
def test_the_vocabulary_opens_in_every_format(client: TestClient, media: str) -> None:
    graph = fetch(client, "/ontology", media)
    assert (CC.Citation, RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class")) in graph
    assert len(graph) == len(fetch(client, "/ontology"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_vocabulary_is_a_page_for_people(client: TestClient, lang: str) -> None:
    answer = client.get(f"/ontology?lang={lang}", headers={"Accept": BROWSER})
    assert answer.headers["content-type"].startswith("text/html")
    assert ("Từ vựng" in answer.text) is (lang == "vi")
    for words in ('id="Citation"', "Văn bản quy phạm pháp luật", "Normative work"):
        assert words in answer.text


@pytest.mark.parametrize("media", FORMATS)
def test_the_base_is_the_dataset_for_programs_and_the_first_page_for_people(client: TestClient, media: str) -> None:
    assert set(fetch(client, "/", media).subjects(RDF.type, VOID.Dataset)) == {URIRef(base())}
    for accept in (BROWSER, "*/*", "text/html"):
        page = client.get("/", headers={"Accept": accept})
        assert (page.status_code, page.headers["content-type"].partition(";")[0]) == (200, "text/html")
        assert "Accept" in page.headers["vary"]
    assert client.get("/", headers={"Accept": "image/png"}).status_code == 406


def test_the_dataset_describes_itself(client: TestClient) -> None:
    graph = fetch(client, "/.well-known/void")
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    assert str(graph.value(dataset, VOID.sparqlEndpoint)) == "http://testserver/sparql"
    parts = {graph.value(p, VOID["class"]): graph.value(p, VOID.entities) for p in graph.objects(dataset, None)}
    assert parts[CC.SourceDocument].toPython() == 2
    for kind, told in ((k, n) for k, n in parts.items() if k is not None):
        asked = f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a <{kind}> }}"
        answer = client.get("/sparql", params={"query": asked}, headers={"Accept": "text/csv"}).text
        assert answer.split()[-1] == str(told), kind
    dcat = Namespace("http://www.w3.org/ns/dcat#")
    services = {
        str(s): str(graph.value(s, dcat.endpointDescription)) for s in graph.subjects(RDF.type, dcat.DataService)
    }
    assert {s.rpartition("/")[2] for s in services} == {"sparql", "v1", "reconcile"}
    for place, described in services.items():
        assert (URIRef(place), dcat.servesDataset, dataset) in graph
        assert client.get(urlsplit(described).path).status_code == 200
    assert len(list(graph.objects(dataset, VOID.feature))) == 4


@pytest.mark.parametrize("path", ["/vn/none", "/document/none", "/graph/none", "/vn/%3C%3E", "/body/%FF"])
def test_what_is_nowhere_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert set(answer.json()["message"]) == {"vi", "en"}


def test_a_format_that_is_not_offered(client: TestClient, row: dict[str, str]) -> None:
    for path in (urlsplit(row["work"]).path, "/ontology", "/.well-known/void"):
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
