"""A work and a document in the forms other programs read: ELI in the page, Web Annotations, Atom, Akoma Ntoso.

Each is read back by an ordinary reader of its kind and held against what the store says.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import etree
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from api.http.annotations import CONTEXT_IRI, TERMS
from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import IMPLEMENTS, WRONG, plan

ELI = Namespace("http://data.europa.eu/eli/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "</script><script>alert(1)</script> & <b>đậm</b> \x0b ]]>"
REGISTER = (
    "number,type,date,issuer,title,in_force_from,in_force_to,relation,related_number,related_type,related_date,"
    "related_issuer,relation_from\n"
    "90/KH-UBND,Kế hoạch,2025-02-02,Ủy ban nhân dân tỉnh Hà Tĩnh,Mới,2025-02-02,,Thay thế,15/KH-UBND,Kế hoạch,"
    "2024-03-15,Ủy ban nhân dân tỉnh Hà Tĩnh,2025-02-02\n"
)
FIRST, SECOND = "15/KH-UBND 2024", "20/KH-UBND 2024"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    made = Service(str(tmp_path_factory.mktemp("store") / "s"))
    first = plan(basis=WRONG, title=f"Phát triển {HOSTILE} năm 2024")
    made.load_uploads([("a.txt", first), ("b.txt", plan(number="20", day="20", basis=IMPLEMENTS))])
    assert not made.import_register_upload("r.csv", REGISTER.encode()).refused
    made.review(made.findings()[0][3].id, "confirmed", "Mai")
    return made


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service)) as made:
        yield made


def view(client: TestClient, id_: str, what: str = "document") -> Any:
    return client.get(f"/api/v1/{what}", params={"id": id_}).json()


# ------------------------------------------------------------------ every IRI


def test_every_iri_under_the_base_opens_and_is_spoken_of(client: TestClient, service: Service) -> None:
    store = service.reader()
    found: set[str] = set()
    for place in ("?x ?p ?o", "?s ?x ?o", "?s ?p ?x", "GRAPH ?x { ?s ?p ?o }"):
        found |= set(store.select(f"SELECT DISTINCT ?x WHERE {{ {place} FILTER(isIRI(?x)) }}").column("x"))
    ours = sorted(iri for iri in found if iri.startswith("https://cancu.example/"))
    kinds = {urlsplit(i).path.split("/")[1] + "#" + urldefrag(i)[1].split("-")[0] for i in ours}
    assert kinds >= {
        "vn#", "vn#fact", "document#", "document#citation", "document#finding", "document#task", "document#unit",
        "document#position", "document#quotation", "register#", "graph#", "review#", "agent#",
    }  # fmt: skip
    opened: dict[str, Graph] = {}
    for iri in ours:
        path = urlsplit(urldefrag(iri)[0]).path
        if path not in opened:
            answer = client.get(path, headers={"Accept": "application/n-triples"})
            assert answer.status_code == 200, iri
            opened[path] = Graph().parse(data=answer.text, format="nt")
        if not path.startswith("/graph/"):
            node = URIRef(iri)
            assert (node, None, None) in opened[path] or (None, None, node) in opened[path], iri
    for path in opened:
        for media, format_ in (("text/turtle", "turtle"), ("application/ld+json", "json-ld")):
            answer = client.get(path, headers={"Accept": media})
            assert len(Graph().parse(data=answer.text, format=format_)) == len(opened[path]), (path, media)
        page = client.get(path, headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["content-type"].split(";")[0]) == (200, "text/html"), path


def test_a_body_opens_with_what_it_issued(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/body/Chính_phủ", headers={"Accept": "text/turtle"}).text, format="turtle")
    (body,) = graph.subjects(RDF.type, URIRef("http://www.w3.org/ns/org#Organization"))
    assert (None, ELI.passed_by, body) in graph
    assert client.get("/body/Không_có", headers={"Accept": "text/turtle"}).status_code == 404


# ------------------------------------------------------------------ ELI in the page


def blocks(page: str) -> list[str]:
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)


def test_the_page_says_in_eli_what_the_graph_says(client: TestClient) -> None:
    work = view(client, SECOND, "work")["iri"]
    (block,) = blocks(client.get("/document", params={"work": work}).text)
    page = Graph().parse(data=block, format="json-ld")
    served = Graph().parse(data=client.get(urlsplit(work).path).text, format="turtle")
    assert len(page) > 6
    assert [t for t in page if t not in served] == []
    node = URIRef(work)
    assert (node, RDF.type, ELI.LegalResource) in page
    assert page.value(node, ELI.number) == Literal("20/KH-UBND")
    assert page.value(node, ELI.date_document).toPython() == dt.date(2024, 3, 20)  # type: ignore[union-attr]
    first = URIRef(view(client, FIRST, "work")["iri"])
    assert (node, ELI.ensures_implementation_of, first) in page
    assert (node, ELI.cites, first) in page
    body = str(page.value(node, ELI.passed_by))
    assert client.get(urlsplit(body).path, headers={"Accept": "text/turtle"}).status_code == 200


def test_what_is_replaced_is_said_to_be_repealed(client: TestClient) -> None:
    work = URIRef(view(client, FIRST, "work")["iri"])
    served = Graph().parse(data=client.get(urlsplit(work).path).text, format="turtle")
    assert (work, ELI.repealed_by, URIRef(view(client, "90/KH-UBND", "work")["iri"])) in served
    assert (work, ELI.in_force, ELI["InForce-notInForce"]) in served


def test_a_hostile_title_stays_a_title(client: TestClient) -> None:
    page = client.get("/document", params={"work": view(client, FIRST, "work")["iri"]}).text
    (block,) = blocks(page)
    assert "</script><script>alert" in json.loads(block)["eli:title"][0]
    assert "<script>alert" not in page


# ------------------------------------------------------------------ Web Annotations


def expanded(answer: Any) -> Graph:
    """The JSON under what its context is known to make of its words, without fetching the context."""
    kinds = {"node": "@id", "class": "@vocab", "oa": "@vocab"}
    terms: dict[str, Any] = {"id": "@id", "type": "@type", "@vocab": str(OA)}
    for name, (iri, kind) in TERMS.items():
        if name != "type":
            terms[name] = {"@id": iri, **({"@type": kinds[kind]} if kind in kinds else {})}
    terms["items"] = {"@id": TERMS["items"][0], "@type": "@id", "@container": "@list"}
    for name in ("start", "end", "total", "startIndex"):
        terms[name]["@type"] = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    streams = "https://www.w3.org/ns/activitystreams#"
    terms |= {"AnnotationCollection": streams + "OrderedCollection", "Software": streams + "Application",
              "AnnotationPage": streams + "OrderedCollectionPage"}  # fmt: skip
    assert answer["@context"] == CONTEXT_IRI
    return Graph().parse(data=json.dumps({**answer, "@context": terms}), format="json-ld")


def test_annotations_point_at_the_words(client: TestClient) -> None:
    document = view(client, FIRST)
    answer = client.get("/api/v1/document/annotations", params={"id": FIRST})
    assert answer.headers["content-type"] == f'application/ld+json; profile="{CONTEXT_IRI}"'
    assert answer.headers["etag"]
    collection = answer.json()
    assert collection["type"] == "AnnotationCollection"
    page = client.get(collection["first"]).json()
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", collection["id"], 0)
    assert len(page["items"]) == collection["total"] == len(document["citations"]) + len(document["findings"])
    assert len({a["id"] for a in page["items"]}) == collection["total"]
    for one in page["items"]:
        assert one["motivation"] in ("identifying", "assessing")
        if isinstance(one["target"], dict):
            position, quote = one["target"]["selector"]
            raw = document["raw"]
            assert raw[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert raw[position["start"] - len(quote["prefix"]) :].startswith(around)
            assert one["target"]["source"] == document["document_iri"]
    (wrong,) = [a for a in page["items"] if a["body"][0].get("source", "").endswith("#WrongDate")]
    assert [b["purpose"] for b in wrong["body"]] == ["classifying", "assessing", "assessing", "editing"]
    identified = [b["source"] for a in page["items"] for b in a["body"] if b.get("purpose") == "identifying"]
    assert identified == [c["work"] for c in document["citations"] if c["work"]]


@pytest.mark.parametrize("page", [{}, {"page": 0}])
def test_annotations_are_one_graph_in_every_form(client: TestClient, page: dict[str, int]) -> None:
    asked = {"id": FIRST, **page}
    as_json = expanded(client.get("/api/v1/document/annotations", params=asked).json())
    for media, format_ in (("text/turtle", "turtle"), ("application/n-triples", "nt")):
        answer = client.get("/api/v1/document/annotations", params=asked, headers={"Accept": media})
        assert answer.headers["content-type"].startswith(media)
        assert isomorphic(as_json, Graph().parse(data=answer.text, format=format_))
    assert len(as_json) > (20 if page else 4)


def test_annotations_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/api/v1/document/annotations", params={"id": FIRST, "page": 0}).json()["items"]
    monkeypatch.setattr("api.http.annotations.PAGE", 2)
    here = client.get("/api/v1/document/annotations", params={"id": FIRST}).json()["first"]
    seen: list[Any] = []
    while here:
        page = client.get(here).json()
        assert page["startIndex"] == len(seen)
        seen += page["items"]
        here = page.get("next")
    assert seen == whole
    assert client.get("/api/v1/document/annotations", params={"id": FIRST, "page": 99}).status_code == 404


# ------------------------------------------------------------------ Atom


def feed(client: TestClient, path: str, **asked: Any) -> Any:
    answer = client.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    return etree.fromstring(answer.content)


def test_the_feed_of_a_directive_is_valid_and_tells_what_happened(client: TestClient) -> None:
    root = feed(client, "/feeds/work", id=FIRST)
    assert root.tag == ATOM + "feed"
    for element in (root, *root.iter(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(ATOM + name)
            assert one.text
        assert dt.datetime.fromisoformat(element.findtext(ATOM + "updated")).tzinfo
        assert re.match(r"^(urn:uuid:|https://cancu\.example/)", element.findtext(ATOM + "id"))
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Cancu"
    entries = root.findall(ATOM + "entry")
    ids = [e.findtext(ATOM + "id") for e in entries]
    times = [e.findtext(ATOM + "updated") for e in entries]
    assert len(ids) == len(set(ids))
    assert times == sorted(times, reverse=True)
    assert root.findtext(ATOM + "updated") == times[0]
    kinds = {e.find(ATOM + "category").get("term") for e in entries}
    assert kinds == {"document", "finding", "act"}
    links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
    assert client.get(links["self"]).content == client.get("/feeds/work", params={"id": FIRST}).content
    for entry in entries:
        assert client.get(entry.find(ATOM + "link").get("href")).status_code == 200
    assert "</script>" in "".join(e.findtext(ATOM + "summary") or "" for e in entries)


def test_ids_stay_and_pages_join(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def ids(root: Any) -> list[str]:
        return [e.findtext(ATOM + "id") for e in root.findall(ATOM + "entry")]

    whole = ids(feed(client, "/feeds/work", id=FIRST))
    assert whole == ids(feed(client, "/feeds/work", id=FIRST, lang="en"))
    monkeypatch.setattr("api.http.feeds.PAGE", 2)
    seen, here = [], "/feeds/work?id=" + FIRST
    while here:
        root = etree.fromstring(client.get(here).content)
        seen += ids(root)
        here = next((li.get("href") for li in root.findall(ATOM + "link") if li.get("rel") == "next"), "")
    assert seen == whole


def test_the_feed_of_a_unit(client: TestClient) -> None:
    root = feed(client, "/feeds/unit", name="Sở Nội vụ tỉnh Hà Tĩnh")
    assert [e.find(ATOM + "category").get("term") for e in root.findall(ATOM + "entry")] == ["task", "task"]
    issuer = feed(client, "/feeds/unit", name="Ủy ban nhân dân tỉnh Hà Tĩnh")
    assert {e.find(ATOM + "category").get("term") for e in issuer.findall(ATOM + "entry")} == {"document", "finding"}
    assert feed(client, "/feeds/unit", name="Không có").findall(ATOM + "entry") == []


def test_a_feed_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/feeds/work", params={"id": FIRST})
    by_tag = client.get("/feeds/work", params={"id": FIRST}, headers={"If-None-Match": first.headers["etag"]})
    by_date = client.get(
        "/feeds/work", params={"id": FIRST}, headers={"If-Modified-Since": first.headers["last-modified"]}
    )
    before = {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}
    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert client.get("/feeds/work", params={"id": FIRST}, headers=before).status_code == 200
    assert client.get("/feeds/work", params={"id": FIRST}, headers={"If-Modified-Since": "soon"}).status_code == 200
    assert client.get("/feeds/work", params={"id": "999/KH-UBND"}).status_code == 404


def test_pages_name_their_feeds(client: TestClient) -> None:
    work = view(client, FIRST, "work")["iri"]
    for page in (f"/document?work={work}", f"/board?work={work}", "/tasks?unit=so noi vu"):
        (href,) = re.findall(r'type="application/atom\+xml"[^>]*href="([^"]+)"', client.get(page).text)
        assert client.get(href.replace("&amp;", "&")).headers["content-type"] == "application/atom+xml"


def test_every_alternate_of_a_page_answers_as_it_says(client: TestClient) -> None:
    page = client.get("/document", params={"work": view(client, FIRST, "work")["iri"]}).text
    found = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]*href="([^"]+)"', page)
    assert len(found) == 4
    for media, href in found:
        answer = client.get(href.replace("&amp;", "&"), headers={"Accept": media})
        assert answer.headers["content-type"].startswith(media)


# ------------------------------------------------------------------ Akoma Ntoso


def test_a_document_as_akoma_ntoso(client: TestClient) -> None:
    answer = client.get("/api/v1/document/akn", params={"id": SECOND})
    assert answer.headers["content-type"] == "application/akn+xml"
    root = etree.fromstring(answer.content)
    (doc,) = root
    assert (root.tag, doc.tag, doc.get("name")) == (AKN + "akomaNtoso", AKN + "doc", "ke-hoach")
    assert (doc[0].tag, doc[-1].tag) == (AKN + "meta", AKN + "mainBody")
    uri = "/akn/vn/doc/ke-hoach/uy-ban-nhan-dan-tinh-ha-tinh/2024-03-20/20-kh-ubnd"
    levels = {e.tag.removeprefix(AKN): e for e in doc.find(f"{AKN}meta/{AKN}identification")}
    assert list(levels) == ["FRBRWork", "FRBRExpression", "FRBRManifestation"]
    assert {n: e.find(AKN + "FRBRuri").get("value") for n, e in levels.items()} == {
        "FRBRWork": uri, "FRBRExpression": uri + "/vie@", "FRBRManifestation": uri + "/vie@.akn",
    }  # fmt: skip
    order = [e.tag.removeprefix(AKN + "FRBR") for e in levels["FRBRWork"]]
    assert order == ["this", "uri", "alias", "date", "author", "country", "number", "name"]
    assert levels["FRBRWork"].find(AKN + "FRBRdate").get("date") == "2024-03-20"
    known = {e.get("eId") for e in doc.find(f"{AKN}meta/{AKN}references")}
    assert {e.get("href").lstrip("#") for e in doc.iter(AKN + "FRBRauthor")} <= known
    ids = [e.get("eId") for e in doc.iter() if e.get("eId")]
    assert len(ids) == len(set(ids))


def test_every_citation_with_a_work_is_a_reference_and_no_word_is_lost(client: TestClient) -> None:
    for id_ in (FIRST, SECOND):
        shown = view(client, id_)
        root = etree.fromstring(client.get("/api/v1/document/akn", params={"id": id_}).content)
        references = ["".join(r.itertext()) for r in root.iter(AKN + "ref")]
        expected = [c["quote"] for c in shown["citations"] if c["work"]]
        assert references == expected
        assert all(r.get("href").startswith("/akn/vn/") for r in root.iter(AKN + "ref"))
        words = " ".join("".join(p.itertext()) for p in root.iter(AKN + "p")).replace("\ufffd", " ")
        assert words.split() == shown["raw"].replace("\x0b", " ").split()
    first = etree.fromstring(client.get("/api/v1/document/akn", params={"id": FIRST}).content)
    assert "/akn/vn/doc/nghi-quyet/chinh-phu/2019-03-07/17-nq-cp" in {r.get("href") for r in first.iter(AKN + "ref")}
    assert client.get("/api/v1/document/akn", params={"id": "90/KH-UBND"}).status_code == 404
