"""Judging stored documents: their findings into the graph, with what people decided, and until when they hold.

A document's findings are derived from its citations, from the works they mean and from the day. What was asked of the
works is kept as tokens; of the day, the first later day on which a comparison made with it would come out otherwise
(`cc:judgedUntil`). So when days pass, only documents whose own boundary was crossed are judged again. It refuses to
decide what is wrong: the judge is given from outside.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from graph.changes import stamp, together
from graph.findings import finding_quads, read_findings
from graph.found_times import time_findings
from graph.lookup import Lookup
from graph.names import PREAMBLE, cc, derived_graphs, graph_named
from graph.review import apply_reviews, read_reviews, read_rules
from graph.store.seam import Change, Store
from graph.store_lookup import Recorder, StoreLookup
from ontology.values import Finding, Record, Resolution

Judge = Callable[[Record, Sequence[Resolution], Lookup], Sequence[Finding]]
_DUE = PREAMBLE + "SELECT ?d WHERE { ?d cc:judgedUntil ?day FILTER(STR(?day) <= $day) }"


def mark_judgement(document: str) -> Quad:
    """The mark that a document is to be judged again."""
    return Quad(NamedNode(document), cc("pendingJudgement"), Literal("1"), graph_named("store"))


def mark_decision(document: str) -> Quad:
    """The mark that something was decided about a finding of a document."""
    return Quad(NamedNode(document), cc("pendingDecision"), Literal("1"), graph_named("store"))


def due_documents(store: Store, today: dt.date) -> list[str]:
    """The documents of which something may be held otherwise today than when they were judged."""
    return sorted(store.select(_DUE, day=today.isoformat()).column("d"))


def judge_documents(store: Store, pending: Sequence[str], judge: Judge | None) -> int:
    """Judge these documents and put their findings in the place of the old ones."""
    delete: set[Quad] = {mark_judgement(d) for d in pending}
    insert: set[Quad] = set()
    lookup = StoreLookup(store)
    judged: dict[str, tuple[Sequence[Finding], set[Quad]]] = {}
    for document in pending:
        judged[document] = ((), set())
        record = lookup.record(document)
        if judge is not None and record is not None:
            asked = Recorder(lookup)
            resolutions = lookup.resolutions(document)
            found = judge(record, resolutions, asked)
            implied = {"w:" + r.work for r in resolutions if r.work} | {"d:" + document}
            judged[document] = (found, _rests_on(document, asked.asked - implied, asked.until))
    shown = _with_decisions(store, {d: found for d, (found, _) in judged.items()})
    changed: list[str] = []
    times: list[Change] = []
    for document, (_, rests_on) in judged.items():
        before = set(store.match(g=NamedNode(derived_graphs(document)[1])))
        after = shown[document] | rests_on
        delete |= before - after
        insert |= after - before
        if before != after:
            changed.append(document)
            times.append(time_findings(store, before, after))
    change = Change(delete=tuple(delete - insert), insert=tuple(insert))
    store.apply(together(change, stamp(store, changed), *times))
    return len(pending)


def _rests_on(document: str, tokens: set[str], until: dt.date | None) -> set[Quad]:
    """What the judgement of a document rests on: what was asked, and the day until which it holds."""
    node, graph = NamedNode(document), NamedNode(derived_graphs(document)[1])
    quads = {Quad(node, cc("judgedOn"), Literal(t), graph) for t in tokens}
    if until is not None:
        quads.add(Quad(node, cc("judgedUntil"), Literal(until.isoformat()), graph))
    return quads


def show_decisions(store: Store, pending: Sequence[str]) -> None:
    """Write the findings of these documents anew with what is decided about them now; nothing is judged again."""
    delete: set[Quad] = {mark_decision(d) for d in pending}
    insert: set[Quad] = set()
    shown = _with_decisions(store, {d: [f for _, _, f in read_findings(store, d)] for d in pending})
    kept = {cc("judgedOn"), cc("judgedUntil")}
    for document in pending:
        before = {q for q in store.match(g=NamedNode(derived_graphs(document)[1])) if q.predicate not in kept}
        delete |= before - shown[document]
        insert |= shown[document] - before
    change = Change(delete=tuple(delete - insert), insert=tuple(insert))
    store.apply(together(change, stamp(store, pending)))


def _with_decisions(store: Store, found: dict[str, Sequence[Finding]]) -> dict[str, set[Quad]]:
    """The quads of the findings of some documents."""
    reviews = read_reviews(store, [f.id for findings in found.values() for f in findings])
    rules = read_rules(store)
    lookup = StoreLookup(store)
    quads: dict[str, set[Quad]] = {}
    for document, findings in found.items():
        graph, own = NamedNode(derived_graphs(document)[1]), lookup.work_of(document)
        quads[document] = {
            quad
            for finding, reviewed in zip(findings, apply_reviews(findings, reviews, rules), strict=True)
            for quad in finding_quads(finding, document, own, graph, reviewed)
        }
    return quads
