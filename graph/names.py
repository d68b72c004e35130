"""The IRIs of the graph: words of the vocabulary, and the names of graphs, documents and what stands in them.

Nobody else in `graph/` puts an IRI together. Data stands under `base()`, which a setting chooses.
"""

import os
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

CC = "https://w3id.org/cancu/ontology#"
ELI = "http://data.europa.eu/eli/ontology#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
PPLAN = "http://purl.org/net/p-plan#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "cc": CC, "eli": ELI, "oa": OA, "org": ORG, "prov": PROV, "pplan": PPLAN, "skos": SKOS, "rdf": RDF, "rdfs": RDFS,
    "xsd": XSD,
}  # fmt: skip
PREAMBLE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

A = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")


def cc(name: str) -> NamedNode:
    return NamedNode(CC + name)


def eli(name: str) -> NamedNode:
    return NamedNode(ELI + name)


def oa(name: str) -> NamedNode:
    return NamedNode(OA + name)


def base() -> str:
    """Where data IRIs begin; ends with a slash."""
    chosen = os.environ.get("CANCU_BASE", "https://cancu.example/")
    return chosen if chosen.endswith("/") else chosen + "/"


def mint_document(sha256: str) -> str:
    """A source document: one file content."""
    return f"{base()}document/{sha256}"


def mint_work(key: str) -> str:
    return f"{base()}vn/{quote(key, safe='/-@')}"


def mint_graph(kind: str, name: str = "") -> str:
    """The named graph of a source document, or one of the few others."""
    return f"{base()}graph/{kind}/{name}" if name else f"{base()}graph/{kind}"


def document_graph(document: str) -> NamedNode:
    return NamedNode(mint_graph("document", document.rpartition("/")[2]))


def graph_named(kind: str) -> NamedNode:
    """`register`, `pending`, `derived`, `dependencies`, `review`, `loads` or `store`."""
    return NamedNode(mint_graph(kind))


def part(owner: str, kind: str, name: str | int) -> NamedNode:
    """Something inside a document: `part(doc, "citation", 3)`."""
    return NamedNode(f"{owner}/{kind}/{quote(str(name), safe='')}")


def whole(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def decimal(value: float) -> Literal:
    """In the one canonical spelling, which stores keep as it is."""
    text = f"{value:.3f}".rstrip("0").removesuffix(".")
    return Literal(text, datatype=NamedNode(XSD + "decimal"))


def date_literal(date: str) -> Literal:
    """A day that exists as xsd:date; what is partial or impossible stays the string it is."""
    from ontology.dates import parse_day

    return Literal(date, datatype=NamedNode(XSD + "date")) if parse_day(date) else Literal(date)
