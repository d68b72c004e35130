"""What people decided about findings: confirmed, dismissed with a reason, fixed; who and when.

Decisions stand in a graph of their own, beside the findings, and are only ever added: the last one counts, the
others are its history. They hold on to the finding's own id, which outlives reloading and re-derivation. A
dismissal can become a rule for one work ("this short title is accepted"), which then speaks for every document. It
refuses a decision without a name, and a dismissal without a reason.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad

from graph.codec import decode, encode
from graph.names import PREAMBLE, PROV, XSD, A, base, cc, graph_named
from graph.store.seam import Change, Store, Term
from ontology.errors import ChangedMeanwhile, SettingError
from ontology.fold import fold_key
from ontology.values import Finding

Decision = Literal["confirmed", "dismissed", "fixed", "reopened"]
State = Literal["open", "confirmed", "dismissed", "fixed"]


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
    finding: str | None = None  # the finding whose dismissal it came from
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None

    @property
    def id(self) -> str:
        """What a person names it by."""
        return _name("rule", self.kind, self.work, self.written or "", self.at).value.rpartition("/")[2]

    def accepts(self, finding: Finding) -> bool:
        """Whether the rule speaks of this finding."""
        if (finding.kind, finding.work) != (self.kind, self.work):
            return False
        return self.written is None or fold_key(finding.written or "") == fold_key(self.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A finding with what was decided. `open` findings are what is left to look at."""

    finding: Finding
    state: State = "open"
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


def now() -> str:
    """The time of a decision taken now."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def reviews_of(findings: Iterable[str], decision: str, reviewer: str, reason: str) -> list[Review]:
    """One decision, taken now, about several findings."""
    if decision not in get_args(Decision):
        raise SettingError(f"Không có quyết định “{decision}”.", f"There is no decision “{decision}”.")
    at, taken = now(), cast(Decision, decision)
    return [Review(finding=f, decision=taken, reviewer=reviewer, at=at, reason=reason) for f in dict.fromkeys(findings)]


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
        finding=finding.id,
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


def set_aside(store: Store, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Reviewed, ...]]:
    """The findings that stand, and those that a person or a rule has dismissed."""
    decided = apply_reviews(findings, read_reviews(store, [f.id for f in findings]), read_rules(store))
    return (
        tuple(r.finding for r in decided if r.state != "dismissed"),
        tuple(r for r in decided if r.state == "dismissed"),
    )


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
        (NamedNode(PROV + "endedAtTime"), _time(review.at)),
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
    """A rule, with who made it and when, and who took it back."""
    graph = graph_named("reviews")
    node = rule_iri(rule)
    pairs: list[tuple[NamedNode, Term]] = [
        (A, cc("AcceptRule")),
        (cc("kind"), RdfLiteral(rule.kind)),
        (cc("aboutWork"), NamedNode(rule.work)),
        (cc("reason"), RdfLiteral(rule.reason)),
        (NamedNode(PROV + "wasAttributedTo"), _agent(rule.reviewer)),
        (NamedNode(PROV + "generatedAtTime"), _time(rule.at)),
        (cc("ruleState"), RdfLiteral(encode(rule))),
    ]
    if rule.written is not None:
        pairs.append((cc("written"), RdfLiteral(rule.written)))
    if rule.finding is not None:
        pairs.append((cc("findingId"), RdfLiteral(rule.finding)))
    quads = [*(Quad(node, p, o, graph) for p, o in pairs), *_agent_quads(rule.reviewer, graph)]
    return quads + _withdrawal_quads(rule, node, graph)


def rule_iri(rule: AcceptRule) -> NamedNode:
    """The IRI of a rule; the same thing accepted again later is another rule."""
    return _name("rule", rule.kind, rule.work, rule.written or "", rule.at)


def _time(at: str) -> RdfLiteral:
    return RdfLiteral(at, datatype=NamedNode(XSD + "dateTime"))


def _withdrawal_quads(rule: AcceptRule, node: NamedNode, graph: NamedNode) -> list[Quad]:
    """Taking a rule back is an activity of whoever did it; the rule stays as history."""
    if rule.withdrawn_at is None or rule.withdrawn_by is None:
        return []
    act = _name("withdrawal", node.value, rule.withdrawn_at)
    pairs: list[tuple[NamedNode, NamedNode, Term]] = [
        (node, NamedNode(PROV + "invalidatedAtTime"), _time(rule.withdrawn_at)),
        (node, NamedNode(PROV + "wasInvalidatedBy"), act),
        (act, A, NamedNode(PROV + "Activity")),
        (act, NamedNode(PROV + "wasAssociatedWith"), _agent(rule.withdrawn_by)),
        (act, NamedNode(PROV + "endedAtTime"), _time(rule.withdrawn_at)),
    ]
    return [*(Quad(s, p, o, graph) for s, p, o in pairs), *_agent_quads(rule.withdrawn_by, graph)]


def review_change(review: Review) -> Change:
    """What adding a decision changes."""
    check_review(review)
    return Change(insert=tuple(review_quads(review)))


def rule_change(store: Store, rule: AcceptRule) -> Change:
    """What adding a rule changes; one of the same kind, work and value that holds is taken back by it."""
    same = [r for r in read_rules(store) if (r.kind, r.work, r.written) == (rule.kind, rule.work, rule.written)]
    delete: list[Quad] = []
    insert = rule_quads(rule)
    for old in same:
        if old.at != rule.at:
            delete += rule_quads(old)
            insert += rule_quads(replace(old, withdrawn_at=rule.at, withdrawn_by=rule.reviewer))
    return Change(delete=tuple(q for q in delete if q not in insert), insert=tuple(insert))


def withdrawal_change(rule: AcceptRule, reviewer: str, at: str) -> Change:
    """What taking a rule back changes: who and when are added, and findings it silenced are open again."""
    if not reviewer.strip():
        raise SettingError("Quyết định phải ghi tên người xem xét.", "A decision needs the reviewer's name.")
    old, new = rule_quads(rule), rule_quads(replace(rule, withdrawn_at=at, withdrawn_by=reviewer))
    return Change(delete=tuple(q for q in old if q not in new), insert=tuple(q for q in new if q not in old))


_OF_SOME = "SELECT ?state WHERE { VALUES ?id { %s } ?r cc:findingId ?id ; $has ?state }"


def read_reviews(store: Store, findings: Iterable[str] | None = None) -> dict[str, tuple[Review, ...]]:
    """Every decision, or those about some findings, by the id of its finding, the oldest first."""
    if findings is None:
        rows = store.select("SELECT ?state WHERE { ?r $has ?state }", has=cc("reviewState"))
    else:
        if not store.ask("ASK { ?r $has ?state }", has=cc("reviewState")):
            return {}
        ids = " ".join(str(RdfLiteral(f)) for f in dict.fromkeys(findings))
        rows = store.select(PREAMBLE + _OF_SOME % ids, has=cc("reviewState"))
    found: dict[str, list[Review]] = defaultdict(list)
    for state in rows.column("state"):
        review = decode(Review, state)
        found[review.finding].append(review)
    return {finding: tuple(sorted(rs, key=lambda r: (r.at, r.decision))) for finding, rs in found.items()}


def read_rules(store: Store, *, withdrawn: bool = False) -> tuple[AcceptRule, ...]:
    """Every rule that holds, or also those taken back, in a fixed order."""
    rows = store.select("SELECT ?state WHERE { ?r $has ?state }", has=cc("ruleState"))
    rules = [decode(AcceptRule, state) for state in rows.column("state")]
    kept = [r for r in rules if withdrawn or r.withdrawn_at is None]
    return tuple(sorted(kept, key=lambda r: (r.kind, r.work, r.written or "", r.at)))


def rule_to_json(rule: AcceptRule) -> dict[str, Any]:
    """A rule for people and programs."""
    return {
        "id": rule.id, "kind": rule.kind, "work": rule.work, "written": rule.written, "by": rule.reviewer,
        "at": rule.at, "reason": rule.reason, "finding": rule.finding, "withdrawn_at": rule.withdrawn_at,
        "withdrawn_by": rule.withdrawn_by,
    }  # fmt: skip


def review_to_json(review: Review) -> dict[str, Any]:
    """A decision for people and programs."""
    return {
        "finding": review.finding, "decision": review.decision, "by": review.reviewer, "at": review.at,
        "reason": review.reason,
    }  # fmt: skip


def reviewed_to_json(reviewed: Reviewed) -> dict[str, Any]:
    """What was decided, beside a finding's own JSON."""
    return {
        "state": reviewed.state,
        "history": [
            {"decision": r.decision, "by": r.reviewer, "at": r.at, "reason": r.reason} for r in reviewed.history
        ],
        "rule": rule_to_json(reviewed.rule) if reviewed.rule else None,
    }
