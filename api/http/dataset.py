"""What the dataset is, in the words of VoID and DCAT: what it holds, where it is asked, where it is had whole.

A harvester finds the endpoints, one distribution for each format, and the day of the last change. It refuses to count
what would take long to count, and to name a licence: whose the documents are is not for the program to say.
"""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from api.service import Service
from api.sparql.whole_graphs import FORMATS
from graph.names import CC, PREFIXES, base
from ontology.errors import Message

_MADE_ON_OPENING = Message(
    "Những phát biểu bằng chữ của chính ELI (eli:passed_by, eli:cites, eli:in_force…) và về các cơ quan được suy ra "
    "khi mở một IRI; ở điểm cuối SPARQL hãy hỏi những gì được lưu, bằng từ vựng cc: (cc:issuerName, cc:cites…).",
    "Statements in ELI's own words (eli:passed_by, eli:cites, eli:in_force …) and those about bodies are made when an "
    "IRI is opened; at the SPARQL endpoint ask for what is stored, in the words of cc: (cc:issuerName, cc:cites …).",
)
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = ("Turtle", "JSON-LD", "N-Triples", "RDF_XML")
_VOID, _DCAT, _DCT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_COUNTED = {"documents loaded": "SourceDocument", "citations": "Citation", "findings": "Finding"}


def describe_dataset(service: Service, address: str) -> list[ox.Triple]:
    """The dataset behind the server of this address."""
    node = ox.NamedNode(base())
    return [*_face(service, node, address), *_services(node, address), *_whole(node, address), *_counted(service, node)]


def _face(service: Service, node: ox.NamedNode, address: str) -> list[ox.Triple]:
    vocabularies = ("cc", "eli", "oa", "org", "prov", "skos")
    pairs: list[tuple[str, Any]] = [
        (_DCT + "title", ox.Literal("Văn bản hành chính và viện dẫn", language="vi")),
        (_DCT + "title", ox.Literal("Administrative documents and what they cite", language="en")),
        (_DCT + "description", ox.Literal(_MADE_ON_OPENING.vi, language="vi")),
        (_DCT + "description", ox.Literal(_MADE_ON_OPENING.en, language="en")),
        (_VOID + "sparqlEndpoint", ox.NamedNode(address + "/sparql")),
        (_VOID + "uriSpace", ox.Literal(base())),
        *((_VOID + "vocabulary", ox.NamedNode(PREFIXES[name])) for name in vocabularies),
        *((_VOID + "feature", ox.NamedNode(_FORMATS + feature)) for feature in _FEATURES),
    ]
    if (changed := service.changed_at()) is not None:
        stamp = changed.astimezone(dt.UTC).isoformat(timespec="seconds")
        pairs.append((_DCT + "modified", ox.Literal(stamp, datatype=ox.NamedNode(_XSD + "dateTime"))))
    kinds = [ox.Triple(node, _TYPE, ox.NamedNode(v)) for v in (_VOID + "Dataset", _DCAT + "Dataset")]
    return kinds + [ox.Triple(node, ox.NamedNode(p), o) for p, o in pairs]


def _services(node: ox.NamedNode, address: str) -> list[ox.Triple]:
    """Where the dataset is asked, and by which standard."""
    served, access, matching = (ox.NamedNode(address + path) for path in ("/sparql", "/api/v1", "/reconcile"))
    triples = []
    for service_node, described, standard in (
        (served, served, "https://www.w3.org/TR/sparql11-protocol/"),
        (access, ox.NamedNode(address + "/api/v1/openapi.json"), "https://spec.openapis.org/oas/v3.1.0"),
        (matching, matching, "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"),
    ):
        triples += [
            ox.Triple(service_node, ox.NamedNode(_DCT + "conformsTo"), ox.NamedNode(standard)),
            ox.Triple(service_node, _TYPE, ox.NamedNode(_DCAT + "DataService")),
            ox.Triple(service_node, ox.NamedNode(_DCAT + "servesDataset"), node),
            ox.Triple(service_node, ox.NamedNode(_DCAT + "endpointURL"), service_node),
            ox.Triple(service_node, ox.NamedNode(_DCAT + "endpointDescription"), described),
        ]
    return triples


def _whole(node: ox.NamedNode, address: str) -> list[ox.Triple]:
    """Where all of it is had in one piece: the union of its graphs, in each format by content negotiation."""
    dump = ox.NamedNode(f"{address}/graph-store?{urlencode({'default': ''})}")
    triples = [ox.Triple(node, ox.NamedNode(_VOID + "dataDump"), dump)]
    for media in FORMATS:
        part = ox.BlankNode("Whole" + "".join(c for c in media if c.isalnum()))
        triples += [
            ox.Triple(node, ox.NamedNode(_DCAT + "distribution"), part),
            ox.Triple(part, _TYPE, ox.NamedNode(_DCAT + "Distribution")),
            ox.Triple(part, ox.NamedNode(_DCAT + "accessURL"), dump),
            ox.Triple(part, ox.NamedNode(_DCAT + "downloadURL"), dump),
            ox.Triple(part, ox.NamedNode(_DCAT + "mediaType"), ox.NamedNode(_MEDIA_TYPES + media)),
        ]
    return triples


def _counted(service: Service, node: ox.NamedNode) -> list[ox.Triple]:
    """How many there are of each kind, once they are counted."""
    triples = []
    for count, _, words in service.holdings():
        part = ox.BlankNode("".join(words.title().split()))
        number = ox.Literal(str(count), datatype=ox.NamedNode(_XSD + "integer"))
        triples += [
            ox.Triple(node, ox.NamedNode(_VOID + "classPartition"), part),
            ox.Triple(part, ox.NamedNode(_VOID + "class"), ox.NamedNode(CC + _COUNTED[words])),
            ox.Triple(part, ox.NamedNode(_VOID + "entities"), number),
        ]
    return triples
