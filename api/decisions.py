"""Decisions about findings as commands, endpoints and pages take and show them: one function a use."""

from api.start import judge
from graph.decide import add_rule, decide, find_rule, withdraw_rule
from graph.findings import finding_by_id, read_findings
from graph.review import (
    AcceptRule,
    Review,
    Reviewed,
    apply_reviews,
    now,
    read_reviews,
    read_rules,
    reviews_of,
    rule_from,
)
from graph.store import Store
from ontology.errors import NotFound


def accept_finding(store: Store, finding: str, reviewer: str, reason: str, *, any_value: bool = False) -> AcceptRule:
    """Dismiss a finding, and accept what it says for its work from now on, in every document and draft."""
    value = finding_by_id(store, finding)
    if value is None:
        raise NotFound(f"Không có phát hiện “{finding}”.", f"There is no finding “{finding}”.")
    (review,) = reviews_of([value.id], "dismissed", reviewer, reason)
    rule = rule_from(value, review, any_value=any_value)
    decide(store, [review], judge=judge)
    add_rule(store, rule, judge=judge)
    return rule


def withdraw_named(store: Store, rule: str, reviewer: str) -> AcceptRule:
    """Take a rule back; what it silenced is open again."""
    found = find_rule(store, rule)
    withdraw_rule(store, found, reviewer, now(), judge=judge)
    return next(r for r in read_rules(store, withdrawn=True) if r.id == found.id)


def decided(store: Store) -> dict[str, Reviewed]:
    """Every stored finding by its id, with what was decided about it."""
    stored = [f for _, _, f in read_findings(store)]
    return {r.finding.id: r for r in apply_reviews(stored, read_reviews(store), read_rules(store))}


def every_review(store: Store) -> list[Review]:
    """Every decision, the newest first."""
    every = [r for reviews in read_reviews(store).values() for r in reviews]
    return sorted(every, key=lambda r: (r.at, r.finding, r.decision), reverse=True)
