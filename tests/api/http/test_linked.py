"""Every IRI opened, in every format, by real RDF readers; the vocabulary; what the dataset says of itself."""

import re
from urllib.parse import quote, unquote, urlsplit

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from lxml import etree
from rdflib import DCTERMS, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from graph.names import base, graph_named
from graph.store import Change
from tests.api.http.conftest import plan

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
    assert graph.value(dataset, DCTERMS.modified).toPython().tzinfo is not None  # type: ignore[union-attr]
    whole = len(Graph().parse(data=client.get("/graph-store?default=", headers={"Accept": "text/turtle"}).text))
    for part in graph.objects(dataset, dcat.distribution):
        media = str(graph.value(part, dcat.mediaType)).partition("media-types/")[2]
        place = urlsplit(str(graph.value(part, dcat.downloadURL)))
        answer = client.get(f"{place.path}?{place.query}", headers={"Accept": media})
        assert answer.headers["content-type"].startswith(media)
        assert len(Graph().parse(data=answer.content, format=FORMATS[media])) == whole > 0
    assert len(list(graph.objects(dataset, dcat.distribution))) == len(FORMATS)


@pytest.mark.parametrize("path", ["/vn/none", "/document/none", "/graph/none", "/vn/%3C%3E", "/body/%FF"])
def test_what_is_nowhere_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert set(answer.json()["message"]) == {"vi", "en"}


def test_a_format_that_is_not_offered(client: TestClient, row: dict[str, str]) -> None:
    for path in (urlsplit(row["work"]).path, "/ontology", "/.well-known/void"):
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_slashes_written_as_generated_clients_write_them(client: TestClient, row: dict[str, str]) -> None:
    path = urlsplit(row["work"]).path
    root, _, rest = path.removeprefix("/").partition("/")
    assert "/" in rest
    asked = f"/{root}/{rest.replace('/', '%2F')}"
    assert isomorphic(by_value(fetch(client, asked)), by_value(fetch(client, path)))


def test_a_graph_opens_whole_however_large(own_client: TestClient) -> None:
    own, made = graph_named("register"), 25_000
    with own_client.app.state.service.write() as store:  # type: ignore[attr-defined]
        quads = (
            ox.Quad(ox.NamedNode(f"urn:x:{n}"), ox.NamedNode("urn:x:p"), ox.Literal(str(n)), own) for n in range(made)
        )
        store.apply(Change(insert=tuple(quads)))
    answer = own_client.get("/graph/register", headers={"Accept": "application/n-triples"})
    assert (answer.status_code, "Cancu-Cut" in answer.headers) == (200, False)
    assert sum(line.startswith("<urn:x:") for line in answer.text.splitlines()) == made
    shown = own_client.get("/graph/register", headers={"Accept": BROWSER})
    assert "lấy dạng Turtle" in shown.text
    assert own_client.get("/graph/register", headers={"Accept": "image/png"}).status_code == 406


def test_where_the_rest_of_what_points_at_a_node_is(own_client: TestClient) -> None:
    hub, made = ox.NamedNode(base() + "vn/hub"), 700
    with own_client.app.state.service.write() as store:  # type: ignore[attr-defined]
        quads = (
            ox.Quad(ox.NamedNode(f"urn:x:{n}"), ox.NamedNode("urn:x:p"), hub, graph_named("register"))
            for n in range(made)
        )
        store.apply(Change(insert=tuple(quads)))
    graph = fetch(own_client, "/vn/hub")
    (more,) = graph.objects(URIRef(hub.value), RDFS.seeAlso)
    place = urlsplit(str(more))
    every = own_client.get(f"{place.path}?{place.query}", headers={"Accept": "text/turtle"})
    assert len(Graph().parse(data=every.text, format="turtle")) == made > len(graph)


@pytest.mark.parametrize("path", ["document", "sparql rows", "sparql graph"])
def test_xml_is_well_formed_whatever_a_scan_holds(own_client: TestClient, path: str) -> None:
    words = ox.Literal("trang 1\x0ctrang 2\x01")
    with own_client.app.state.service.write() as store:  # type: ignore[attr-defined]
        node = ox.NamedNode(base() + "document/scan")
        store.apply(Change(insert=(ox.Quad(node, ox.NamedNode("urn:x:text"), words, graph_named("register")),)))
    if path == "document":
        answer = own_client.get("/document/scan", headers={"Accept": "application/rdf+xml"})
    else:
        asked = {
            "sparql rows": "SELECT ?t { ?s <urn:x:text> ?t }",
            "sparql graph": "CONSTRUCT WHERE { ?s <urn:x:text> ?t }",
        }
        media = "application/sparql-results+xml" if path == "sparql rows" else "application/rdf+xml"
        answer = own_client.get("/sparql", params={"query": asked[path]}, headers={"Accept": media})
    assert answer.status_code == 200, answer.text
    assert "trang 1\ufffdtrang 2\ufffd" in etree.fromstring(answer.content).xpath("string()")


def test_parts_of_a_document_stand_on_its_page_under_their_own_names(own_client: TestClient) -> None:
    """A browser that opens the IRI of a part is sent to the page and looks there for what stands behind the "#"."""
    client, ends = own_client, "Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 15/3/2024 của UBND tỉnh."
    replacing = plan(number="31", day="28", title="Phát triển chính quyền số đến năm 2025", basis=ends)
    assert not client.app.state.service.load_uploads([("c.txt", replacing)])[1]  # type: ignore[attr-defined]
    asked = (
        "SELECT DISTINCT ?x { GRAPH ?g { ?x ?p ?o } FILTER(CONTAINS(STR(?x), '#') && CONTAINS(STR(?x), '/document/')) }"
    )
    found = client.get("/sparql", params={"query": asked}, headers={"Accept": "application/sparql-results+json"}).json()
    parts: dict[str, set[str]] = {}
    for binding in found["results"]["bindings"]:
        document, _, name = binding["x"]["value"].partition("#")
        parts.setdefault(urlsplit(document).path, set()).add(unquote(name))
    kinds = {name.partition("-")[0] for names in parts.values() for name in names}
    assert kinds >= {"citation", "position", "quotation", "relation", "finding", "task", "unit"}
    for path, names in parts.items():
        page = client.get(path, headers={"Accept": BROWSER})
        ids = re.findall(r'\bid="([^"]*)"', page.text)
        assert not names - set(ids), path
        assert len(ids) == len(set(ids))


def test_a_body_is_made_on_opening_and_its_definition_says_so(client: TestClient) -> None:
    """Who reads the vocabulary and asks for bodies in SPARQL would otherwise find none, and not why."""
    asked = {"query": "ASK { ?body a cc:Body }"}
    assert client.get("/sparql", params=asked, headers={"Accept": "application/sparql-results+json"}).json() == {
        "head": {}, "boolean": False,
    }  # fmt: skip
    opened = fetch(client, "/body/" + quote("Ủy ban nhân dân tỉnh Hà Tĩnh"))
    assert list(opened.subjects(RDF.type, CC.Body))
    told = [str(words) for words in fetch(client, "/ontology").objects(CC.Body, SKOS.definition)]
    assert len(told) == 2
    assert all("/sparql" in words and "cc:issuerName" in words for words in told)
