"""Findings in the graph: nodes people can query, and back as values.

Each finding of a document stands in that document's graph of findings, with the shortcut from plan to work
(`cc:misquotes`, `cc:outdatedBasis`). Reviews stand in a graph of their own and name the finding by its IRI.
"""

from pyoxigraph import Literal, NamedNode, Quad

from graph.codec import decode, encode
from graph.names import A, base, cc, decimal, part
from graph.review import Reviewed, rule_iri
from graph.store.seam import Store, Term
from ontology.values import Finding

MISQUOTES = {"WrongDate", "WrongNumber", "WrongIssuer", "WrongType", "WrongTitle", "WrongPeriod", "SignFormat"}
OUTDATED = {"NotInForce", "NoLongerInForce", "PeriodEnded", "SupersededEdition"}


def finding_iri(finding: Finding, document: str) -> NamedNode:
    """The IRI of a finding: its own id where that is one, else below its document."""
    if finding.id.startswith(("http://", "https://", base())):
        return NamedNode(finding.id)
    return part(document, "finding", finding.id)


def finding_quads(
    finding: Finding, document: str, own: str | None, graph: NamedNode, reviewed: Reviewed | None = None
) -> list[Quad]:
    """One finding, with what was decided about it; one set aside accuses nobody, so it gives no shortcut."""
    node = finding_iri(finding, document)
    pairs: list[tuple[NamedNode, Term]] = [
        (A, cc("Finding")), (A, cc(finding.kind)), (cc("inDocument"), NamedNode(document)),
        (cc("findingId"), Literal(finding.id)), (cc("kind"), Literal(finding.kind)),
        (cc("severity"), Literal(finding.severity)),
        (cc("confidence"), decimal(finding.confidence)), (cc("quote"), Literal(finding.quote)),
        (cc("message"), Literal(finding.message.vi, language="vi")),
        (cc("message"), Literal(finding.message.en, language="en")), (cc("state"), Literal(encode(finding))),
    ]  # fmt: skip
    for name, value in (("written", finding.written), ("actual", finding.actual), ("correction", finding.correction),
                        ("cause", finding.cause)):  # fmt: skip
        if value:
            pairs.append((cc(name), Literal(value)))
    if finding.citation is not None:
        pairs.append((cc("aboutCitation"), part(document, "citation", finding.citation)))
    if finding.copied_from:
        pairs.append((cc("copiedFrom"), NamedNode(finding.copied_from)))
    if finding.first_written:
        pairs.append((cc("firstWrittenIn"), NamedNode(finding.first_written)))
    pairs += [(cc("takenFrom"), NamedNode(step)) for step in sorted({e.source for e in finding.way})]
    if finding.work:
        pairs.append((cc("aboutWork"), NamedNode(finding.work)))
    pairs += [
        (A, cc(group)) for group, kinds in (("Misquote", MISQUOTES), ("Outdated", OUTDATED)) if finding.kind in kinds
    ]
    if own:
        pairs.append((cc("findingOf"), NamedNode(own)))
    if reviewed is not None and reviewed.state != "open":
        pairs.append((cc("reviewedAs"), Literal(reviewed.state)))
        if reviewed.rule is not None:
            pairs.append((cc("acceptedBy"), rule_iri(reviewed.rule)))
    quads = [Quad(node, p, o, graph) for p, o in pairs]
    stands = reviewed is None or reviewed.state != "dismissed"
    if own and finding.work and finding.severity != "note" and stands:
        for name, kinds in (("misquotes", MISQUOTES), ("outdatedBasis", OUTDATED)):
            if finding.kind in kinds:
                quads.append(Quad(NamedNode(own), cc(name), NamedNode(finding.work), graph))
    return quads


def find_finding(store: Store, id_: str) -> tuple[str, Finding] | None:
    """The document and the value of the finding of this id."""
    rows = store.select(
        "SELECT ?d ?state WHERE { ?f $named $id ; $in ?d ; $has ?state } ORDER BY ?d LIMIT 1",
        named=cc("findingId"), id=id_, has=cc("state"), **{"in": cc("inDocument")},
    ).dicts()  # fmt: skip
    return (rows[0]["d"], decode(Finding, rows[0]["state"])) if rows else None


def read_findings(store: Store, document: str | None = None) -> list[tuple[str, str, Finding]]:
    """Stored findings as (IRI of the finding, IRI of its document, value), of one document or of all."""
    node = NamedNode(document or base())
    if document:  # the document itself in the pattern: a FILTER would look at every finding of the store
        text = "SELECT ?f ?state WHERE { ?f $in $doc ; a $kind ; $has ?state } ORDER BY STR(?f)"
    else:
        text = "SELECT ?f ?d ?state WHERE { ?f a $kind ; $in ?d ; $has ?state } ORDER BY STR(?d) STR(?f)"
    rows = store.select(text, kind=cc("Finding"), has=cc("state"), doc=node, **{"in": cc("inDocument")})
    return [(row["f"], row.get("d", node.value), decode(Finding, row["state"])) for row in rows.dicts()]


def finding_by_id(store: Store, id_: str) -> Finding | None:
    """The stored finding of an id."""
    text = "SELECT ?state WHERE { ?f $named $id ; $has ?state } LIMIT 1"
    states = store.select(text, named=cc("findingId"), has=cc("state"), id=id_).column("state")
    return decode(Finding, states[0]) if states else None


def copied_by(store: Store, document: str) -> dict[tuple[str | None, ...], list[str]]:
    """Who took errors over from a document, directly or through others, by `error_key`."""
    rows = store.select(
        "SELECT DISTINCT ?state ?d WHERE { ?f $taken $doc ; $has ?state ; $in ?d } ORDER BY STR(?d)",
        taken=cc("takenFrom"), doc=NamedNode(document), has=cc("state"), **{"in": cc("inDocument")},
    ).dicts()  # fmt: skip
    found: dict[tuple[str | None, ...], list[str]] = {}
    for row in rows:
        found.setdefault(error_key(decode(Finding, row["state"])), []).append(row["d"])
    return {key: list(dict.fromkeys(documents)) for key, documents in found.items()}


def error_key(finding: Finding) -> tuple[str | None, ...]:
    """What makes two findings of two documents one error."""
    return finding.kind, finding.work, finding.written, finding.actual
