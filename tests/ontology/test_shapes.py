"""Shapes: a whole small sample conforms, and every planted mistake is found where it was planted."""

# ruff: noqa: E501 (one line for each case of a table)
import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph

from ontology.vocabulary import NAMESPACE, ontology_graph, shapes_text, vocabulary

SAMPLE = """
@prefix cc: <https://w3id.org/cancu/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pplan: <http://purl.org/net/p-plan#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://cancu.example/> .

:document a cc:SourceDocument ; cc:text "Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019" ; cc:scanned "false" ;
    cc:quality 1.0 ; cc:writtenNumber "08/KH-UBND" ; cc:writtenDate "2024-01-08"^^xsd:date ; cc:writtenYear 2024 .
:citation a cc:Citation ; cc:inDocument :document ; cc:quote "Nghị quyết số 17/NQ-CP ngày 17/3/2019" ;
    cc:role cc:role-legal_basis ; cc:citationKind "numbered" ; cc:index 0 ; cc:writtenNumber "17/NQ-CP" ;
    cc:writtenDate "2019-03-17"^^xsd:date ; cc:citingDocument :plan ; cc:citedWork :resolution ;
    cc:resolution "resolved" ; oa:hasSelector :position , :quote .
:position a oa:TextPositionSelector ; oa:start 7 ; oa:end 44 .
:quote a oa:TextQuoteSelector ; oa:exact "Nghị quyết số 17/NQ-CP ngày 17/3/2019" ; oa:prefix "Căn cứ " .
:plan a eli:LegalResource , cc:Plan ; cc:key "ha-tinh/ubnd/ke-hoach/2024/08" ; cc:cites :resolution ;
    cc:misquotes :resolution .
:resolution a eli:LegalResource , cc:Resolution ; cc:key "chinh-phu/nghi-quyet/2019/17" ; eli:id_local "17/NQ-CP" ;
    eli:date_document "2019-03-07"^^xsd:date ; cc:knownFrom "register" ; cc:fact :fact .
:fact a cc:Fact ; cc:field "date" ; cc:value "2019-03-07"^^xsd:date ; cc:rank "register" ; cc:source :row ;
    cc:confidence 1.0 .
:row a cc:RegisterRow ; cc:statedNumber "17/NQ-CP" ; cc:statedDate "2019-03-07"^^xsd:date .
:relation cc:relationKind "replaces" ; cc:actor :plan ; cc:target :resolution .
:finding a cc:Finding , cc:WrongDate ; cc:kind "WrongDate" ; cc:severity "error" ; cc:confidence 0.98 ;
    cc:message "Sai ngày."@vi , "Wrong date."@en ; cc:inDocument :document ; cc:aboutCitation :citation ;
    cc:written "2019-03-17" ; cc:actual "2019-03-07" .
:review a cc:Review , prov:Activity ; cc:findingId "f1" ; cc:decision "dismissed" ; cc:reason "Bản gốc ghi như vậy." ;
    prov:wasAssociatedWith :agent ; prov:endedAtTime "2026-01-02T03:04:05Z"^^xsd:dateTime .
:rule a cc:AcceptRule ; cc:kind "WrongTitle" ; cc:aboutWork :resolution ; cc:reason "Tên gọi tắt quen dùng." ;
    prov:wasAttributedTo :agent .
:task a pplan:Step ; cc:taskId "PL.1" ; cc:content "Báo cáo kết quả" ; cc:inDocument :document ;
    cc:deadline "2024-12-31"^^xsd:date .
:target a cc:Target ; cc:content "Xử lý hồ sơ đúng hạn" ; cc:targetValue "95%" ; cc:inDocument :document .
:body a org:Organization ; rdfs:label "Sở Nội vụ tỉnh Hà Tĩnh" ; cc:unitKind "department" .
:change a cc:BodyChange ; cc:originalBody :body ; cc:resultingBody :other ; cc:since "2025-03-01"^^xsd:date .
"""

# what is planted, by replacing one passage of the sample by another, and the node that must be named
MISTAKES = [
    ("a document without its text", 'cc:text "Căn cứ Nghị quyết số 17/NQ-CP ngày 17/3/2019" ;', "", "document"),
    ("quality beyond one", "cc:quality 1.0", "cc:quality 1.5", "document"),
    ("a written date that is no date", 'cc:writtenDate "2024-01-08"^^xsd:date', 'cc:writtenDate "hôm qua"', "document"),
    ("a citation of no document", "cc:inDocument :document ; cc:quote", "cc:quote", "citation"),
    ("a citation without words", 'cc:quote "Nghị quyết số 17/NQ-CP ngày 17/3/2019" ;', 'cc:quote "" ;', "citation"),
    ("a role that is no role", "cc:role cc:role-legal_basis", "cc:role cc:Plan", "citation"),
    ("two roles", "cc:role cc:role-legal_basis", "cc:role cc:role-legal_basis , cc:role-self", "citation"),
    ("a kind of citation that is none", '"numbered"', '"guessed"', "citation"),
    ("two dates written", '"2019-03-17"^^xsd:date ; cc:citingDocument', '"2019-03-17"^^xsd:date , "2019" ; cc:citingDocument', "citation"),
    ("two works cited", "cc:citedWork :resolution", "cc:citedWork :resolution , :plan", "citation"),
    ("the work cited is a candidate as well", "cc:citedWork :resolution", "cc:citedWork :resolution ; cc:candidateWork :resolution", "citation"),
    ("no place in the text", "; oa:hasSelector :position , :quote", "", "citation"),
    ("an end before the start", "oa:start 7", "oa:start 70", "position"),
    ("a passage without words", 'oa:exact "Nghị quyết số 17/NQ-CP ngày 17/3/2019"', 'oa:exact ""', "quote"),
    ("a work without a key", 'cc:key "chinh-phu/nghi-quyet/2019/17" ;', "", "resolution"),
    ("a work with two dates", '"2019-03-07"^^xsd:date ; cc:knownFrom', '"2019-03-07"^^xsd:date , "2019-03-17"^^xsd:date ; cc:knownFrom', "resolution"),
    ("a misquote of a string", "cc:misquotes :resolution", 'cc:misquotes "17/NQ-CP"', "plan"),
    ("a fact without a source", "cc:source :row ;", "", "fact"),
    ("a rank that is none", 'cc:rank "register"', 'cc:rank "rumour"', "fact"),
    ("a register row without a number", 'cc:statedNumber "17/NQ-CP" ;', "", "row"),
    ("a work that replaces itself", "cc:actor :plan ; cc:target :resolution", "cc:actor :plan ; cc:target :plan", "relation"),
    ("a relation that is none", 'cc:relationKind "replaces"', 'cc:relationKind "likes"', "relation"),
    ("a kind of finding that is none", 'cc:kind "WrongDate"', 'cc:kind "Wrong"', "finding"),
    ("a finding in one language", '"Sai ngày."@vi , "Wrong date."@en', '"Sai ngày."@vi', "finding"),
    ("a severity that is none", '"error"', '"fatal"', "finding"),
    ("more than sure", "cc:confidence 0.98", "cc:confidence 1.98", "finding"),
    ("a dismissal without a reason", 'cc:reason "Bản gốc ghi như vậy." ;', "", "review"),
    ("a decision by nobody", "prov:wasAssociatedWith :agent ;", "", "review"),
    ("a rule about no work", "cc:aboutWork :resolution ; cc:reason", "cc:reason", "rule"),
    ("a task without content", 'cc:content "Báo cáo kết quả" ;', "", "task"),
    ("a deadline that is no date", '"2024-12-31"^^xsd:date', '"cuối năm"', "task"),
    ("a target of no document", 'cc:targetValue "95%" ; cc:inDocument :document', 'cc:targetValue "95%"', "target"),
    ("a body without a name", 'rdfs:label "Sở Nội vụ tỉnh Hà Tĩnh" ;', "", "body"),
    ("a kind of unit that is none", '"department"', '"office"', "body"),
    ("a change from nothing", "cc:originalBody :body ;", "", "change"),
]  # fmt: skip


SHAPES = Graph().parse(data=shapes_text(), format="turtle")
ROLES = Graph()
for triple in ontology_graph():
    if triple[1] in (RDF.type, RDFS.subClassOf):
        ROLES.add(triple)


def _wrong_nodes(turtle: str) -> set[str]:
    """The names of the nodes that do not conform."""
    data = Graph().parse(data=turtle, format="turtle")
    conforms, results, _ = validate(data, shacl_graph=SHAPES, ont_graph=ROLES, inference="none")
    nodes = {str(n).rpartition("/")[2] for n in results.objects(None, SH.focusNode)}
    assert conforms is not bool(nodes)
    return nodes


def test_the_sample_conforms() -> None:
    assert _wrong_nodes(SAMPLE) == set()


@pytest.mark.parametrize(("right", "wrong", "node"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_planted_mistake_is_found_where_it_is(right: str, wrong: str, node: str) -> None:
    assert SAMPLE.count(right) == 1, "the passage to be replaced must be there once"
    assert node in _wrong_nodes(SAMPLE.replace(right, wrong))


def test_every_class_that_is_written_has_a_shape() -> None:
    targets = {str(t) for t in SHAPES.objects(None, SH.targetClass)}
    written = [
        "SourceDocument",
        "Citation",
        "Work",
        "Fact",
        "RegisterRow",
        "Finding",
        "Review",
        "AcceptRule",
        "Task",
        "Target",
        "Body",
        "BodyChange",
    ]
    for name in written:
        assert NAMESPACE + name in targets


def test_every_term_of_ours_in_the_shapes_is_declared() -> None:
    names = {t.name for t in vocabulary()}
    used = {str(t)[len(NAMESPACE) :] for triple in SHAPES for t in triple if str(t).startswith(NAMESPACE)}
    assert used <= names
