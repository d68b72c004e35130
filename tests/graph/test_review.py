"""Decisions about findings outlive reloading; a dismissal can become a rule."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.decide import add_rule, decide, withdraw_rule
from graph.review import AcceptRule, Review, apply_reviews, read_reviews, read_rules, rule_from
from graph.store import Store, open_store
from ontology.errors import Message, SettingError
from ontology.values import Finding

FINDING = Finding(
    id="f1", kind="WrongTitle", severity="warning", confidence=0.8, span=None, quote="", written="Bến bãi", actual="x",
    message=Message("a", "b"), work="urn:w",
)  # fmt: skip


def says(
    decision: str, at: str = "2026-11-21T08:00:00+07:00", reason: str = "đã đối chiếu", who: str = "Lê A"
) -> Review:
    return Review(finding="f1", decision=decision, reviewer=who, at=at, reason=reason)  # type: ignore[arg-type]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        yield opened


def test_the_last_decision_counts_and_the_others_are_its_history(store: Store) -> None:
    decide(store, [says("confirmed")])
    decide(store, [says("dismissed", at="2026-11-21T09:00:00+07:00")])
    (reviewed,) = apply_reviews([FINDING], read_reviews(store))
    assert (reviewed.state, len(reviewed.history)) == ("dismissed", 2)
    decide(store, [says("reopened", at="2026-11-21T10:00:00+07:00")])
    assert apply_reviews([FINDING], read_reviews(store))[0].state == "open"


def test_the_same_decision_twice_is_one(store: Store) -> None:
    decide(store, [says("confirmed")])
    decide(store, [says("confirmed")])
    assert len(read_reviews(store)["f1"]) == 1


def test_a_finding_nobody_looked_at_is_open(store: Store) -> None:
    assert apply_reviews([FINDING], read_reviews(store))[0].state == "open"


@pytest.mark.parametrize("review", [says("dismissed", reason=" "), says("confirmed", who="")])
def test_what_nobody_could_account_for_is_refused(store: Store, review: Review) -> None:
    with pytest.raises(SettingError):
        decide(store, [review])
    assert read_reviews(store) == {}


def test_a_dismissal_becomes_a_rule_for_its_work(store: Store) -> None:
    add_rule(store, rule_from(FINDING, says("dismissed")))
    rules = read_rules(store)
    elsewhere = replace(FINDING, id="f2", written="“bến, bãi”")
    other_value, other_work = replace(FINDING, id="f3", written="chợ"), replace(FINDING, id="f4", work="urn:v")
    states = [r.state for r in apply_reviews([elsewhere, other_value, other_work], {}, rules)]
    assert states == ["dismissed", "open", "open"]


def test_a_rule_for_every_value_and_its_withdrawal(store: Store) -> None:
    rule = rule_from(FINDING, says("dismissed"), any_value=True)
    add_rule(store, rule)
    add_rule(store, replace(rule, reason="lý do khác", at="2026-11-21T09:00:00+07:00"))
    (kept,) = read_rules(store)
    assert kept.reason == "lý do khác"
    assert apply_reviews([replace(FINDING, written="chợ")], {}, [kept])[0].state == "dismissed"
    withdraw_rule(store, kept, "Trần B", "2026-11-22T08:00:00+07:00")
    assert read_rules(store) == ()


def test_a_decision_about_the_finding_itself_goes_before_a_rule() -> None:
    rule = AcceptRule(kind="WrongTitle", work="urn:w", reviewer="Lê A", at="2026-11-21", reason="x")
    (reviewed,) = apply_reviews([FINDING], {"f1": (says("confirmed"),)}, [rule])
    assert reviewed.state == "confirmed"


def test_no_rule_without_a_work() -> None:
    with pytest.raises(SettingError):
        rule_from(replace(FINDING, work=None), says("dismissed"))


def test_a_rule_taken_back_stays_as_history_with_who_and_when(store: Store) -> None:
    rule = rule_from(FINDING, says("dismissed"))
    add_rule(store, rule)
    withdraw_rule(store, rule, "Trần B", "2026-11-22T08:00:00+07:00")
    (kept,) = read_rules(store, withdrawn=True)
    assert (kept.withdrawn_by, kept.withdrawn_at, kept.finding) == ("Trần B", "2026-11-22T08:00:00+07:00", "f1")
    told = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX cc: <https://w3id.org/cancu/ontology#>
      SELECT ?made ?by ?ended ?who WHERE {
        ?rule a cc:AcceptRule ; prov:generatedAtTime ?made ; prov:wasAttributedTo/cc:reviewerName ?by ;
              prov:invalidatedAtTime ?ended ; prov:wasInvalidatedBy/prov:wasAssociatedWith/cc:reviewerName ?who }"""
    assert store.select(told).texts() == [("2026-11-21T08:00:00+07:00", "Lê A", "2026-11-22T08:00:00+07:00", "Trần B")]
    add_rule(store, replace(rule, at="2026-11-23T08:00:00+07:00"))
    assert [len(read_rules(store)), len(read_rules(store, withdrawn=True))] == [1, 2]


def test_a_withdrawn_rule_gives_back_what_it_dismissed(store: Store) -> None:
    decide(store, [says("dismissed")])
    rule = rule_from(FINDING, says("dismissed"))
    add_rule(store, rule)
    again = replace(rule, at="2026-11-21T09:00:00+07:00")  # the same rule, renewed
    add_rule(store, again)
    withdraw_rule(store, again, "Trần B", "2026-11-22T08:00:00+07:00")
    (reviewed,) = apply_reviews([FINDING], read_reviews(store), read_rules(store))
    assert reviewed.state == "open"
    assert [(r.decision, r.reviewer) for r in reviewed.history] == [("dismissed", "Lê A"), ("reopened", "Trần B")]


@pytest.mark.parametrize(
    ("by_hand", "after", "state"),
    [
        ([says("dismissed", at="2026-11-20T08:00:00+07:00")], [], "dismissed"),
        ([], [says("dismissed", at="2026-11-21T10:00:00+07:00")], "dismissed"),
        ([], [says("confirmed", at="2026-11-21T10:00:00+07:00")], "confirmed"),
        ([says("confirmed", at="2026-11-20T08:00:00+07:00")], [], "open"),
    ],
)
def test_a_withdrawn_rule_leaves_what_a_person_decided(
    store: Store, by_hand: list[Review], after: list[Review], state: str
) -> None:
    decide(store, [*by_hand, says("dismissed")])
    rule = rule_from(FINDING, says("dismissed"))
    add_rule(store, rule)
    decide(store, after)
    withdraw_rule(store, rule, "Trần B", "2026-11-22T08:00:00+07:00")
    assert apply_reviews([FINDING], read_reviews(store), read_rules(store))[0].state == state
