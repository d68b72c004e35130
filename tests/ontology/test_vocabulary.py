"""The vocabulary: every term labelled in two languages, constants made from the file, tables and classes in step."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from ontology import make_terms, terms
from ontology.finding_kinds import finding_kinds
from ontology.types import TYPES
from ontology.vocabulary import NAMESPACE, VocabularyTerm, ontology_graph, vocabulary

NAMES = {t.name: t for t in vocabulary()}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return ontology_graph()


@pytest.mark.parametrize("term", vocabulary(), ids=lambda t: t.name)
def test_every_term_has_label_and_definition_in_both_languages(term: VocabularyTerm) -> None:
    for words in (term.label, term.definition):
        assert words.vi.strip()
        assert words.en.strip()
    assert term.definition.vi != term.label.vi
    assert term.definition.en != term.label.en


def test_every_subject_of_ours_is_a_term(graph: Graph) -> None:
    subjects = {str(s)[len(NAMESPACE) :] for s in graph.subjects() if str(s).startswith(NAMESPACE)}
    assert subjects == set(NAMES)


def test_every_term_of_ours_that_is_used_is_declared(graph: Graph) -> None:
    used = {str(t)[len(NAMESPACE) :] for triple in graph for t in triple if str(t).startswith(NAMESPACE)}
    assert used - {""} <= set(NAMES)


def test_constants_are_what_the_file_gives(root: Path) -> None:
    assert (root / "ontology" / "terms.py").read_text(encoding="utf-8") == make_terms.terms_text()


def test_constants_are_the_iris() -> None:
    assert terms.CITED_WORK == NAMESPACE + "citedWork"
    assert {make_terms.constant_name(t) for t in vocabulary()} <= set(vars(terms))


@pytest.mark.parametrize("name", [t.class_name for t in TYPES])
def test_every_type_of_document_has_its_class(name: str) -> None:
    assert NAMES[name].kind == "class"


def test_classes_of_types_carry_the_abbreviations_of_the_table() -> None:
    for kind in TYPES:
        assert set(NAMES[kind.class_name].notations) == set(kind.abbreviations)
        assert NAMES[kind.class_name].label.vi == kind.name


def test_every_kind_of_finding_has_its_class(graph: Graph) -> None:
    finding = URIRef(NAMESPACE + "Finding")
    for kind in finding_kinds():
        node = URIRef(NAMESPACE + kind.id)
        assert finding in set(graph.transitive_objects(node, RDFS.subClassOf))
        assert NAMES[kind.id].label == kind.name


def test_the_three_layers_are_disjoint(graph: Graph) -> None:
    from rdflib.collection import Collection

    lists = [
        {str(m) for m in Collection(graph, head)}
        for node in graph.subjects(RDF.type, OWL.AllDisjointClasses)
        if (head := graph.value(node, OWL.members)) is not None
    ]
    layers = {NAMESPACE + n for n in ("Work", "SourceDocument", "Citation", "Finding")}
    assert any(layers <= members for members in lists)


def test_what_is_reused_is_reused(graph: Graph) -> None:
    """Each vocabulary that the design names is really aligned with."""
    objects = {str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in graph.objects(None, p)}
    for start in (
        "http://data.europa.eu/eli/ontology#",
        "http://www.w3.org/ns/org#",
        "http://www.w3.org/ns/oa#",
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/2004/02/skos/core#",
        "http://purl.org/net/p-plan#",
        "http://purl.org/spar/cito/",
    ):
        assert any(o.startswith(start) for o in objects), start
