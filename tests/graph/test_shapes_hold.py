"""What the graph really writes, held to the shapes and to the vocabulary."""

import re
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph

from graph.decide import decide
from graph.load import load_records
from graph.review import Review
from graph.store import open_store
from ontology.vocabulary import NAMESPACE, ontology_graph, shapes_text, vocabulary
from tests.graph.samples import DIRECTIVE, FOLLOWER, nosy_judge


@pytest.fixture(scope="module")
def written() -> Graph:
    """Two documents loaded and judged, a finding reviewed: every quad as one graph."""
    store = open_store("memory:")
    load_records(store, [DIRECTIVE, FOLLOWER], judge=nosy_judge)
    review = Review(finding="f0", decision="confirmed", reviewer="Nguyễn Thị Thẩm", at="2026-01-02T03:04:05+00:00")
    decide(store, [review], judge=nosy_judge)
    return Graph().parse(data="\n".join(f"{q.triple} ." for q in store.dump()), format="nt")


def test_what_is_written_conforms_to_the_shapes(written: Graph) -> None:
    roles = Graph()
    for triple in ontology_graph():
        if triple[1] in (RDF.type, RDFS.subClassOf):
            roles.add(triple)
    shapes = Graph().parse(data=shapes_text(), format="turtle")
    conforms, results, report = validate(written, shacl_graph=shapes, ont_graph=roles, inference="none")
    assert conforms, report
    assert not list(results.objects(None, SH.focusNode))


def test_the_shapes_saw_something(written: Graph) -> None:
    for name, least in (("SourceDocument", 2), ("Citation", 5), ("Finding", 5), ("Review", 1)):
        kind = next(t.iri for t in vocabulary() if t.name == name)
        assert len([s for s, _, o in written.triples((None, RDF.type, None)) if str(o) == kind]) >= least


def test_every_term_written_is_in_the_vocabulary(written: Graph) -> None:
    names = {t.name for t in vocabulary()}
    used = {str(t)[len(NAMESPACE) :] for triple in written for t in triple if str(t).startswith(NAMESPACE)}
    assert used <= names


def test_every_term_the_code_names_is_in_the_vocabulary(root: Path) -> None:
    names = {t.name for t in vocabulary()}
    used: dict[str, str] = {}
    for folder in ("graph", "api"):
        for path in (root / folder).rglob("*"):
            if path.suffix in {".py", ".rq", ".toml", ".html"}:
                text = path.read_text(encoding="utf-8")
                found = re.findall(r'\bcc\("([A-Za-z_-]+)"', text) + re.findall(r"\bcc:([A-Za-z_-]+)", text)
                used |= dict.fromkeys(found, path.name)
    assert {f"{name} in {used[name]}" for name in used.keys() - names if not name.endswith("-")} == set()
