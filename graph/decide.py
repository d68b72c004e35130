"""Deciding about findings: the decision is written down and shows in the graph at once.

A decision or a rule and the marks of the documents it speaks of are one change; settling then writes their findings
anew, so that the graph is the same as if all had been judged after the decision. Nobody who reads sees one without
the other.
"""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from graph.findings import finding_by_id
from graph.judgements import Judge, mark_decision
from graph.names import PREAMBLE
from graph.review import AcceptRule, Review, read_reviews, read_rules, review_change, rule_change, withdrawal_change
from graph.settle import settle
from graph.store.seam import Change, Store
from ontology.errors import Message, NotFound

_HOLDING = "SELECT DISTINCT ?d WHERE { ?f cc:findingId $id ; cc:inDocument ?d }"
_SPOKEN_OF = "SELECT DISTINCT ?d WHERE { ?f cc:aboutWork $work ; cc:kind $kind ; cc:inDocument ?d }"


def decide(store: Store, reviews: Sequence[Review], *, judge: Judge | None = None) -> None:
    """Add decisions."""
    changes = [review_change(r) for r in reviews]
    documents = {d for r in reviews for d in store.select(PREAMBLE + _HOLDING, id=r.finding).column("d")}
    _apply(store, changes, documents, judge)


def add_rule(store: Store, rule: AcceptRule, *, judge: Judge | None = None) -> None:
    """Accept a kind of finding for one work from now on."""
    _apply(store, [rule_change(store, rule)], _spoken_of(store, rule), judge)


def withdraw_rule(store: Store, rule: AcceptRule, reviewer: str, at: str, *, judge: Judge | None = None) -> None:
    """Take a rule back, and open again what it dismissed and nobody dismissed by hand."""
    reopened = [review_change(r) for r in _given_back(store, rule, reviewer, at)]
    _apply(store, [withdrawal_change(rule, reviewer, at), *reopened], _spoken_of(store, rule), judge)


def _given_back(store: Store, rule: AcceptRule, reviewer: str, at: str) -> list[Review]:
    """The findings whose dismissal became this rule, or one that it stands for, are open again: where that dismissal is
    still the last word, no person had dismissed them before, and no other rule accepts them."""
    same = [r for r in read_rules(store, withdrawn=True) if _same_words(r, rule) and r.finding]
    others = [r for r in read_rules(store) if not _same_words(r, rule)]
    reviews, made = read_reviews(store, (r.finding for r in same if r.finding)), {(r.finding, r.at) for r in same}
    reason = str(Message("Thu hồi quy tắc: {}", "The rule was withdrawn: {}")).format(rule.reason)
    given: list[Review] = []
    for name, history in reviews.items():
        by_hand = [r for r in history if (name, r.at) not in made]
        finding = finding_by_id(store, name)
        if (name, history[-1].at) not in made or (by_hand and by_hand[-1].decision == "dismissed"):
            continue
        if finding is None or not any(r.accepts(finding) for r in others):
            given.append(Review(finding=name, decision="reopened", reviewer=reviewer, at=at, reason=reason))
    return given


def _same_words(one: AcceptRule, other: AcceptRule) -> bool:
    return (one.kind, one.work, one.written) == (other.kind, other.work, other.written)


def find_rule(store: Store, words: str) -> AcceptRule:
    """The rule that holds under an id, or the beginning of one, or an IRI."""
    wanted = words.rpartition("/")[2].strip()
    found = [r for r in read_rules(store) if wanted and r.id.startswith(wanted)]
    if len(found) != 1:
        raise NotFound(
            f"Không có đúng một quy tắc “{words}” đang áp dụng. Hãy lấy mã trong danh sách quy tắc.",
            f"There is not exactly one rule “{words}” in force. Take its id from the list of rules.",
        )
    return found[0]


def _spoken_of(store: Store, rule: AcceptRule) -> set[str]:
    rows = store.select(PREAMBLE + _SPOKEN_OF, work=NamedNode(rule.work), kind=rule.kind)
    return set(rows.column("d"))


def _apply(store: Store, changes: Iterable[Change], documents: set[str], judge: Judge | None) -> None:
    every = list(changes)
    insert = [q for c in every for q in c.insert] + [mark_decision(d) for d in sorted(documents)]
    store.apply(Change(delete=tuple(q for c in every for q in c.delete), insert=tuple(insert)))
    settle(store, judge)
    store.publish()
