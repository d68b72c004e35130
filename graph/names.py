"""The IRIs of the graph: words of the vocabulary, and the names of graphs, documents and what stands in them.

Nobody else in `graph/` puts an IRI together. Data stands under `base()`, which a setting chooses.
"""

import os

from pyoxigraph import Literal, NamedNode

from ontology import identifiers
from ontology.dates import parse_day

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
    return identifiers.mint_document(sha256, base=base())


def mint_body(name: str) -> str:
    """A body, under its canonical name."""
    return identifiers.mint_body(name, base=base())


def mint_work(key: str) -> str:
    return identifiers.mint_work(key, base=base())


def key_of_work(iri: str) -> str | None:
    """The key that a work's IRI was made from; None where it is no work's."""
    parsed = identifiers.parse_iri(iri, base=base())
    return parsed.values[0] if parsed and parsed.kind == "work" else None


def mint_graph(kind: identifiers.GraphKind, name: str = "") -> str:
    """The named graph of a source document, or one of the few others."""
    return identifiers.mint_graph(kind, name, base=base())


def mint_row(kind: str, name: str) -> NamedNode:
    """A row of the register, a relation it states, a row that waits for review."""
    return NamedNode(identifiers.mint_register_row(kind, name, base=base()))


def name_of(document: str) -> str:
    """What a source document's graphs are called by: the hash of its file."""
    parsed = identifiers.parse_iri(document, base=base())
    return parsed.values[0] if parsed and parsed.kind == "document" else document


def is_document(iri: str) -> bool:
    """Whether an IRI names a source document."""
    parsed = identifiers.parse_iri(iri, base=base())
    return parsed is not None and parsed.kind == "document"


def document_graph(document: str) -> NamedNode:
    return NamedNode(mint_graph("document", name_of(document)))


def derived_graphs(document: str) -> tuple[str, str]:
    """Where what is derived of a document stands: its meanings, its findings."""
    name = name_of(document)
    return mint_graph("meaning", name), mint_graph("findings", name)


def graph_named(kind: identifiers.GraphKind) -> NamedNode:
    """`register`, `pending`, `works`, `reviews`, `loads` or `store`."""
    return NamedNode(mint_graph(kind))


def part(owner: str, kind: str, name: str | int) -> NamedNode:
    """Something inside a document or a work: `part(doc, "citation", 3)`."""
    return NamedNode(identifiers.mint_part(owner, kind, name))


def whole(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


DECIMALS = frozenset((cc("confidence"), cc("quality")))  # what `decimal` is the value of


def decimal(value: float) -> Literal:
    """In the one canonical spelling, which stores keep as it is."""
    text = f"{value:.3f}".rstrip("0").removesuffix(".")
    return Literal(text, datatype=NamedNode(XSD + "decimal"))


def date_literal(date: str) -> Literal:
    """A day that exists as xsd:date; what is partial or impossible stays the string it is."""
    return Literal(date, datatype=NamedNode(XSD + "date")) if parse_day(date) else Literal(date)
