"""The reasoner: the vocabulary is consistent, planted contradictions are found, neighbourhoods are classified."""

# ruff: noqa: E501 (one line for each case of a table)
from dataclasses import replace

import pytest

from ontology import reasoning
from ontology.errors import MissingPart
from ontology.reasoning import Account, Comparison, Neighbourhood, check_consistency, classify, explain, load_ontology
from ontology.values import Citation, Document, Fact, ForcePeriod, Record, Resolution, Source, Span, Text, Work
from ontology.vocabulary import vocabulary

PREFIXES = (
    "@prefix cc: <https://w3id.org/cancu/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <urn:test:> .\n"
)
CONTRADICTIONS = {
    "a work that is a citation": ":x a cc:Work , cc:Citation .",
    "a source document that is its work": ":x a cc:SourceDocument , cc:Plan .",
    "a plan that is a decision": ":x a cc:Plan , cc:Decision .",
    "a citation of two works": ":c cc:citedWork :one , :two . :one owl:differentFrom :two .",
    "a citation that cites a finding": ":c cc:citedWork :f . :f a cc:Finding .",
    "a finding about a document instead of a citation": ":f cc:aboutCitation :d . :d a cc:SourceDocument .",
    "a misquote that is a fault of form": ":f a cc:WrongDate , cc:BlankOwnDate .",
    "a work that has a written date": ":w a cc:Work . :d a cc:SourceDocument . :w cc:misquotes :d .",
    "a date that agrees and does not": ":c cc:dateAgrees true , false .",
    "an orphan plan that carries a work out": ":p a cc:OrphanPlan ; cc:implements :w .",
}


def test_as_many_classes_arrive_as_the_file_has() -> None:
    arrived = {c.name for c in load_ontology().world.classes() if "cancu" in c.iri}
    assert arrived == {t.name for t in vocabulary() if t.kind == "class"}
    assert len(arrived) > 90


def test_turtle_itself_would_arrive_as_nothing() -> None:
    """Why the file is converted: what owlready2 makes of Turtle is refused or empty, never the vocabulary."""
    import io

    import owlready2

    from ontology.vocabulary import ontology_text

    world = owlready2.World()
    try:
        world.get_ontology("urn:x#").load(fileobj=io.BytesIO(ontology_text().encode()))
    except Exception:  # some versions say so
        return
    assert not [c for c in world.classes() if "cancu" in c.iri]


@pytest.mark.java
def test_the_vocabulary_is_consistent_and_every_class_can_have_a_member() -> None:
    assert check_consistency() == Account(consistent=True)


@pytest.mark.java
@pytest.mark.parametrize("turtle", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_planted_contradiction_is_found(turtle: str) -> None:
    assert not check_consistency(PREFIXES + turtle).consistent


@pytest.mark.java
def test_a_class_that_can_have_no_member_is_named_and_what_is_right_is_no_contradiction() -> None:
    right = ":p a cc:Plan ; cc:implements :w . :w a cc:Plan . :c cc:citingDocument :p ; cc:citedWork :w ; cc:dateAgrees false ."
    account = check_consistency(PREFIXES + right + " cc:Chimera a owl:Class ; rdfs:subClassOf cc:Work , cc:Finding .")
    assert account == Account(consistent=True, unsatisfiable=("Chimera",))


def _citation(
    index: int, *, agrees: bool | None = True, role: str = "legal_basis", force: bool | None = None
) -> Comparison:
    return Comparison(
        index=index, role=role, work=f"urn:w{index}", work_type="Nghị quyết", in_force_then=force,
        agrees={} if agrees is None else {"date": agrees}, written={"date": "2019-03-17"}, actual={"date": "2019-03-07"},
    )  # fmt: skip


@pytest.mark.java
def test_a_neighbourhood_is_classified() -> None:
    cases = [
        (_citation(0), ()),
        (_citation(1, agrees=None), ()),
        (_citation(2, agrees=False), ("MisquotingCitation",)),
        (_citation(3, force=True), ()),
        (_citation(4, force=False), ("OutdatedCitation", "OutdatedBasisCitation")),
        (_citation(5, force=False, role="mentions"), ("OutdatedCitation",)),
        (_citation(6, agrees=False, force=False, role="implements"),
         ("MisquotingCitation", "OutdatedCitation", "OutdatedBasisCitation")),
    ]  # fmt: skip
    account = classify(Neighbourhood(type="Kế hoạch", citations=tuple(c for c, _ in cases), complete=True))
    assert account.consistent
    assert account.citations == {c.index: classes for c, classes in cases}
    assert account.document == ("MisquotingDocument", "DocumentOnOutdatedBasis")
    assert "dateAgrees = false" in account.about(2)[0].vi
    assert "infers no class" in account.about(0)[0].en
    assert len(account.about(None)) == 2
    assert len(account.reasons) == sum(len(classes) for _, classes in cases) + 2
    for reason in account.reasons:
        assert "cc:" in reason.vi
        assert "cc:" in reason.en


@pytest.mark.java
def test_only_a_plan_all_of_whose_bases_are_known_can_be_an_orphan() -> None:
    assert classify(Neighbourhood(type="Kế hoạch", citations=(), complete=True)).document == ("OrphanPlan",)
    assert classify(Neighbourhood(type="Kế hoạch", citations=(), complete=False)).document == ()
    assert classify(Neighbourhood(type="Quyết định", citations=(), complete=True)).document == ()


def _citing(**fields: str) -> Citation:
    said = {"date": "2019-03-07", "number": "17/NQ-CP", "type": "Nghị quyết", "issuer": "Chính phủ"} | fields
    return Citation(
        span=Span(0, 4), quote="văn bản", kind="numbered", role="legal_basis", issuer_from="words", **said  # type: ignore[arg-type]
    )  # fmt: skip


def _record(*citations: Citation) -> Record:
    return Record(
        text=Text(raw="văn bản", source=Source(file="a.txt", sha256="", media_type="text/plain", size=1)),
        document=Document(type="Kế hoạch", number="1/KH-UBND", date="2024-01-08"),
        citations=citations,
    )


def _resolved(*works: str) -> tuple[Resolution, ...]:
    return tuple(Resolution(outcome="resolved", key=None, work=work) for work in works)


WORK = Work(
    iri="urn:w", key="chinh-phu/nghi-quyet/2019/17",
    facts=tuple(Fact(field=f, value=v, rank="register", source="urn:row") for f, v in {
        "type": "Nghị quyết", "number": "17/NQ-CP", "date": "2019-03-07", "issuer": "Chính phủ"}.items()),  # type: ignore[arg-type]
)  # fmt: skip

FIELDS = [
    ("date", "2019-03-07", False),
    ("date", "2019-03", False),
    ("date", "2019", False),
    ("date", "2019-03-17", True),
    ("date", "2018", True),
    ("issuer", "Quốc hội", True),
    ("issuer", "Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam", False),
    ("type", "Nghị định", True),
    ("number", "17 / NQ-CP", False),
]


@pytest.mark.java
def test_a_record_is_compared_field_by_field() -> None:
    record = _record(*(_citing(**{field: written}) for field, written, _ in FIELDS))
    account = explain(record, _resolved(*[WORK.iri] * len(FIELDS)), {WORK.iri: WORK})
    assert account.consistent
    for index, (field, written, wrong) in enumerate(FIELDS):
        assert account.citations[index] == (("MisquotingCitation",) if wrong else ()), (field, written)
    said = "\n".join(r.vi for r in account.reasons)
    for field, written, wrong in FIELDS:
        assert (f"viết “{written}”" in said) is wrong, (field, written)


FORCE = [
    ((), False),
    ((ForcePeriod(since="2019-03-07", until=None),), False),
    ((ForcePeriod(since="2019-03-07", until="2023-12-31"),), True),
    ((ForcePeriod(since="2019-03-07", until="2024-01-09"),), False),
    ((ForcePeriod(since="2019-03-07", until=None, state="suspended"),), True),
]


@pytest.mark.java
def test_force_is_judged_on_the_day_of_the_document() -> None:
    works = {f"urn:w{i}": replace(WORK, iri=f"urn:w{i}", force=force) for i, (force, _) in enumerate(FORCE)}
    account = explain(_record(*(_citing() for _ in FORCE)), _resolved(*works), works)
    for index, (force, outdated) in enumerate(FORCE):
        assert ("OutdatedBasisCitation" in account.citations[index]) is outdated, force


def test_an_issuer_that_was_only_worked_out_is_not_compared() -> None:
    guessed = _record(replace(_citing(issuer="Quốc hội"), issuer_from="context"))
    around = reasoning.neighbourhood_of(guessed, _resolved(WORK.iri), {WORK.iri: WORK})
    assert "issuer" not in around.citations[0].agrees


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoning, "java", lambda: None)
    with pytest.raises(MissingPart) as raised:
        check_consistency()
    assert "default-jre-headless" in raised.value.message.vi
    assert "default-jre-headless" in raised.value.message.en
