"""What people decided about findings: confirmed, dismissed with a reason, fixed; who and when.

Decisions stand in a graph of their own, beside the findings, and are only ever added: the last one counts, the others
are its history. They hold on to the
finding's own id, which outlives reloading and re-derivation. A dismissal can become a rule for one work ("this short
title is accepted"), which then speaks for every document. It refuses a decision without a name, and a dismissal
without a reason.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad

from graph.changes import stamp, together
from graph.codec import decode, encode
from graph.names import PROV, XSD, A, base, cc, graph_named
from graph.store.seam import Change, Store, Term
from ontology.errors import ChangedMeanwhile, SettingError
from ontology.fold import fold_key
from ontology.values import Finding

Decision = Literal["confirmed", "dismissed", "fixed", "reopened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision about one finding. `at` is a time in ISO form, with its zone."""

    finding: str
    decision: Decision
    reviewer: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRule:
    """What is accepted for one work from now on: a kind of finding, for one written value or for all."""

    kind: str
    work: str
    reviewer: str
    at: str
    reason: str
    written: str | None = None

    def accepts(self, finding: Finding) -> bool:
        """Whether the rule speaks of this finding."""
        if (finding.kind, finding.work) != (self.kind, self.work):
            return False
        return self.written is None or fold_key(finding.written or "") == fold_key(self.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A finding with what was decided. `open` findings are what is left to look at."""

    finding: Finding
    state: Literal["open", "confirmed", "dismissed", "fixed"] = "open"
    history: tuple[Review, ...] = ()
    rule: AcceptRule | None = None


def check_review(review: Review) -> None:
    """Refuse a decision that nobody could account for."""
    if not review.reviewer.strip():
        raise SettingError("Quyết định phải ghi tên người xem xét.", "A decision needs the reviewer's name.")
    if review.decision == "dismissed" and not review.reason.strip():
        raise SettingError(
            "Bỏ qua một phát hiện thì phải nêu lý do.",
            "Give a reason for dismissing a finding.",
            finding=review.finding,
        )


def review_version(history: Sequence[Review]) -> str:
    """What names the decisions about one finding; another one gives another name."""
    said = "\x00".join(f"{r.at} {r.decision} {r.reviewer}" for r in history)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def check_unchanged(store: Store, finding: str, seen: str) -> None:
    """Refuse to decide on top of a decision that the caller has not seen."""
    if review_version(read_reviews(store).get(finding, ())) != seen:
        raise ChangedMeanwhile(
            "Người khác vừa quyết định về điều này. Hãy tải lại rồi quyết định.",
            "Somebody else has just decided about this. Load it again, then decide.",
            finding=finding,
        )


def rule_from(finding: Finding, review: Review, *, any_value: bool = False) -> AcceptRule:
    """The rule that a dismissal becomes."""
    if finding.work is None:
        raise SettingError(
            "Phát hiện này không gắn với văn bản nào nên không lập được quy tắc.",
            "This finding is about no known work, so no rule can be made of it.",
            finding=finding.id,
        )
    check_review(review)
    written = None if any_value else finding.written
    return AcceptRule(
        kind=finding.kind,
        work=finding.work,
        reviewer=review.reviewer,
        at=review.at,
        reason=review.reason,
        written=written,
    )


def apply_reviews(
    findings: Iterable[Finding], reviews: Mapping[str, Sequence[Review]], rules: Sequence[AcceptRule] = ()
) -> tuple[Reviewed, ...]:
    """Findings with what was decided about them: first a decision about the finding itself, then a rule."""
    return tuple(_reviewed(f, tuple(reviews.get(f.id, ())), rules) for f in findings)


def _reviewed(finding: Finding, history: tuple[Review, ...], rules: Sequence[AcceptRule]) -> Reviewed:
    if history:
        last = max(history, key=lambda r: r.at).decision
        return Reviewed(finding=finding, state="open" if last == "reopened" else last, history=history)
    rule = next((r for r in rules if r.accepts(finding)), None)
    return Reviewed(finding=finding, state="dismissed" if rule else "open", rule=rule)


# ------------------------------------------------------------------ in the graph


def _name(kind: str, *what: str) -> NamedNode:
    packed = "\x00".join(what)
    return NamedNode(f"{base()}{kind}/{hashlib.sha256(packed.encode()).hexdigest()[:20]}")


def _agent(reviewer: str) -> NamedNode:
    return _name("agent", reviewer.strip())


def review_quads(review: Review) -> list[Quad]:
    """A decision as an activity of its reviewer (PROV)."""
    graph = graph_named("reviews")
    node = _name("review", review.finding, review.at, review.decision, review.reviewer)
    agent = _agent(review.reviewer)
    pairs: list[tuple[NamedNode, Term]] = [
        (A, cc("Review")),
        (A, NamedNode(PROV + "Activity")),
        (cc("findingId"), RdfLiteral(review.finding)),
        (cc("decision"), RdfLiteral(review.decision)),
        (NamedNode(PROV + "wasAssociatedWith"), agent),
        (NamedNode(PROV + "endedAtTime"), RdfLiteral(review.at, datatype=NamedNode(XSD + "dateTime"))),
        (cc("reviewState"), RdfLiteral(encode(review))),
    ]
    if review.reason:
        pairs.append((cc("reason"), RdfLiteral(review.reason)))
    return [*(Quad(node, p, o, graph) for p, o in pairs), *_agent_quads(review.reviewer, graph)]


def _agent_quads(reviewer: str, graph: NamedNode) -> list[Quad]:
    agent = _agent(reviewer)
    return [
        Quad(agent, A, NamedNode(PROV + "Agent"), graph),
        Quad(agent, cc("reviewerName"), RdfLiteral(reviewer.strip()), graph),
    ]


def rule_quads(rule: AcceptRule) -> list[Quad]:
    """A rule, with who made it and when."""
    graph = graph_named("reviews")
    node = _name("rule", rule.kind, rule.work, rule.written or "")
    pairs: list[tuple[NamedNode, Term]] = [
        (A, cc("AcceptRule")),
        (cc("kind"), RdfLiteral(rule.kind)),
        (cc("aboutWork"), NamedNode(rule.work)),
        (cc("reason"), RdfLiteral(rule.reason)),
        (NamedNode(PROV + "wasAttributedTo"), _agent(rule.reviewer)),
        (NamedNode(PROV + "generatedAtTime"), RdfLiteral(rule.at, datatype=NamedNode(XSD + "dateTime"))),
        (cc("ruleState"), RdfLiteral(encode(rule))),
    ]
    if rule.written is not None:
        pairs.append((cc("written"), RdfLiteral(rule.written)))
    return [*(Quad(node, p, o, graph) for p, o in pairs), *_agent_quads(rule.reviewer, graph)]


def write_review(store: Store, review: Review) -> None:
    """Add a decision."""
    check_review(review)
    about = store.select(
        "SELECT ?d WHERE { ?f $id $finding ; $inside ?d }",
        id=cc("findingId"), finding=review.finding, inside=cc("inDocument"),
    )  # fmt: skip
    store.apply(together(Change(insert=tuple(review_quads(review))), stamp(store, about.column("d"))))
    store.publish()


def write_rule(store: Store, rule: AcceptRule) -> None:
    """Add a rule; one of the same kind, work and value is replaced."""
    node = _name("rule", rule.kind, rule.work, rule.written or "")
    old = store.match(node, g=graph_named("reviews"))
    new = rule_quads(rule)
    change = Change(delete=tuple(q for q in old if q not in new), insert=tuple(new))
    store.apply(together(change, stamp(store, _ruled(store, rule))))
    store.publish()


def withdraw_rule(store: Store, rule: AcceptRule) -> None:
    """Take a rule back; findings it silenced are open again."""
    node = _name("rule", rule.kind, rule.work, rule.written or "")
    change = Change(delete=tuple(store.match(node, g=graph_named("reviews"))))
    store.apply(together(change, stamp(store, _ruled(store, rule))))
    store.publish()


def _ruled(store: Store, rule: AcceptRule) -> list[str]:
    """The documents with a finding that a rule may speak of."""
    found = store.select(
        "SELECT DISTINCT ?d WHERE { ?f $about $work ; $kind $k ; $inside ?d }",
        about=cc("aboutWork"), work=NamedNode(rule.work), kind=cc("kind"), k=rule.kind, inside=cc("inDocument"),
    )  # fmt: skip
    return found.column("d")


def read_reviews(store: Store, only: Sequence[str] | None = None) -> dict[str, tuple[Review, ...]]:
    """Every decision, or those about some findings, by the id of its finding, the oldest first."""
    these = (
        ""
        if only is None
        else f"VALUES ?id {{ {' '.join(str(RdfLiteral(i)) for i in sorted(set(only)))} }} ?r $of ?id ."
    )
    rows = store.select(f"SELECT ?state WHERE {{ {these} ?r $has ?state }}", has=cc("reviewState"), of=cc("findingId"))
    found: dict[str, list[Review]] = defaultdict(list)
    for state in rows.column("state"):
        review = decode(Review, state)
        found[review.finding].append(review)
    return {finding: tuple(sorted(rs, key=lambda r: (r.at, r.decision))) for finding, rs in found.items()}


def read_rules(store: Store) -> tuple[AcceptRule, ...]:
    """Every rule, in a fixed order."""
    rows = store.select("SELECT ?state WHERE { ?r $has ?state }", has=cc("ruleState"))
    rules = [decode(AcceptRule, state) for state in rows.column("state")]
    return tuple(sorted(rules, key=lambda r: (r.kind, r.work, r.written or "")))


def reviewed_to_json(reviewed: Reviewed) -> dict[str, Any]:
    """What was decided, beside a finding's own JSON."""
    rule = reviewed.rule
    shown = {"kind": rule.kind, "work": rule.work, "written": rule.written, "reason": rule.reason} if rule else None
    return {
        "state": reviewed.state,
        "history": [
            {"decision": r.decision, "reviewer": r.reviewer, "at": r.at, "reason": r.reason} for r in reviewed.history
        ],
        "rule": shown,
    }
