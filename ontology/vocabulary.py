"""The vocabulary file read: every term with its labels, definitions and place, for constants, documents and pages.

`cancu.ttl` is the one source of truth. This module reads it; it refuses a term without a label or a definition in
Vietnamese and English.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.errors import Message

NAMESPACE = "https://w3id.org/cancu/ontology#"
Kind = Literal["class", "object_property", "datatype_property", "annotation_property", "individual"]

_KINDS: tuple[tuple[URIRef, Kind], ...] = (
    (OWL.Class, "class"),
    (OWL.ObjectProperty, "object_property"),
    (OWL.DatatypeProperty, "datatype_property"),
    (OWL.AnnotationProperty, "annotation_property"),
    (OWL.NamedIndividual, "individual"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyTerm:
    """One term. `parents`, `domain` and `range` are names (`cc:Work`, `eli:LegalResource`)."""

    name: str
    kind: Kind
    label: Message
    definition: Message
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    notations: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        return NAMESPACE + self.name


def ontology_text() -> str:
    """The Turtle file as it is."""
    return (files("ontology") / "cancu.ttl").read_text(encoding="utf-8")


def shapes_text() -> str:
    """The SHACL shapes as they are."""
    return (files("ontology") / "shapes.ttl").read_text(encoding="utf-8")


def ontology_graph() -> Graph:
    """The vocabulary as a graph of its own."""
    return Graph().parse(data=ontology_text(), format="turtle")


@lru_cache(maxsize=1)
def vocabulary() -> tuple[VocabularyTerm, ...]:
    """Every term of ours: classes, properties, individuals, each in the order of their names."""
    graph = ontology_graph()
    found: list[VocabularyTerm] = []
    for type_, kind in _KINDS:
        nodes = {s for s in graph.subjects(RDF.type, type_) if isinstance(s, URIRef) and s.startswith(NAMESPACE)}
        found += [_term(graph, node, kind) for node in sorted(nodes)]
    return tuple(found)


def _term(graph: Graph, node: URIRef, kind: Kind) -> VocabularyTerm:
    parent = RDFS.subClassOf if kind == "class" else RDFS.subPropertyOf if "property" in kind else RDF.type
    return VocabularyTerm(
        name=str(node)[len(NAMESPACE) :],
        kind=kind,
        label=_both(graph, node, RDFS.label),
        definition=_both(graph, node, SKOS.definition),
        parents=tuple(n for n in _names(graph, node, parent) if not n.startswith("owl:")),
        domain=_names(graph, node, RDFS.domain),
        range=_names(graph, node, RDFS.range),
        notations=tuple(sorted(str(o) for o in graph.objects(node, SKOS.notation))),
    )


def _both(graph: Graph, node: Node, predicate: URIRef) -> Message:
    found = {getattr(o, "language", None): str(o) for o in graph.objects(node, predicate)}
    if not found.get("vi") or not found.get("en"):
        raise ValueError(f"{node}: {predicate} must be given in vi and en")
    return Message(found["vi"], found["en"])


def _names(graph: Graph, node: Node, predicate: URIRef) -> tuple[str, ...]:
    found: list[str] = []
    for value in graph.objects(node, predicate):
        members = graph.value(value, OWL.unionOf)
        every = list(Collection(graph, members)) if members is not None else [value]
        found += [graph.namespace_manager.normalizeUri(v) for v in every if isinstance(v, URIRef)]
    return tuple(sorted(found))
