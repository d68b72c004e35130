"""The reasoner and the fast rules, on made-up documents with planted errors: where both speak they agree."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.reasoning import explain
from tests.graph.judge.world import ERRORS, correct_citations, make_country, own_document, record_of

AS_OF = dt.date(2024, 3, 1)
PLANTED = ("digit_swap", "year_shift", "wrong_level", "other_type", "other_period", "stale_basis")
MISQUOTES = {"WrongDate", "WrongNumber", "WrongIssuer", "WrongType", "WrongPeriod"}


@pytest.mark.java
@pytest.mark.parametrize("seed", [1, 2])
def test_the_reasoner_agrees_with_the_fast_rules(seed: int) -> None:
    chance = random.Random(seed)
    country = make_country(seed)
    pairs = correct_citations(country, chance, 16)
    said, works, planted = [w for _, w in pairs], {w.iri: w for w in country.works}, {}
    for name in PLANTED:
        for place, (work, written) in enumerate(pairs):
            spoiled = None if place in planted else ERRORS[name](chance, work, written, [], country)
            if spoiled is not None:
                said[place], planted[place] = spoiled.said, name
                works |= {w.iri: w for w in spoiled.works}
                break
    assert len(planted) == len(PLANTED)
    record = record_of(said, own_document(chance))
    lookup = WorksTable(works.values())
    resolutions = resolve_citations(record, lookup)
    findings = [f for f in judge_record(record, resolutions, lookup, as_of=AS_OF) if f.severity != "note"]
    account = explain(record, resolutions, works)

    assert account.consistent
    resolved = {i for i, r in enumerate(resolutions) if r.work}
    assert len(resolved) >= len(pairs) - 1
    misquoting = {i for i, names in account.citations.items() if "MisquotingCitation" in names}
    outdated = {i for i, names in account.citations.items() if "OutdatedBasisCitation" in names}
    assert misquoting == {f.citation for f in findings if f.kind in MISQUOTES and f.citation in resolved}
    assert outdated == {f.citation for f in findings if f.kind == "NotInForce"}
    assert misquoting | outdated == set(planted) & resolved
    assert set(account.document) == {"MisquotingDocument", "DocumentOnOutdatedBasis"}


@pytest.mark.java
def test_nothing_right_is_accused_by_either() -> None:
    chance = random.Random(7)
    country = make_country(3)
    said = [replace(w, role="implements") for _, w in correct_citations(country, chance, 8)]
    record = record_of(said, own_document(chance))
    lookup = WorksTable(country.works)
    resolutions = resolve_citations(record, lookup)
    account = explain(record, resolutions, {w.iri: w for w in country.works})
    assert account.document == ()
    assert all(names == () for names in account.citations.values())
    assert not [f for f in judge_record(record, resolutions, lookup, as_of=AS_OF) if f.kind in MISQUOTES]
