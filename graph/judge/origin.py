"""Where an error came from: the first document in which the same wrong value of the same work stands.

A document that carries out another copies its words; so the origin is sought first among the documents this one
names, then among all
earlier ones. The date decides who was first; a document without a date is never named as an origin.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.judge.case import Occurrence, Trial
from ontology.values import Evidence, Finding

FIELD_OF_KIND = {
    "WrongDate": "date",
    "WrongNumber": "number",
    "WrongIssuer": "issuer",
    "WrongType": "type",
    "WrongTitle": "title",
    "WrongPeriod": "period",
}


def first_writer(trial: Trial, finding: Finding) -> Occurrence | None:
    """The occurrence from which the error was probably taken."""
    field = FIELD_OF_KIND.get(finding.kind)
    if field is None or finding.work is None or finding.written is None:
        return None
    signed = trial.signed.last.isoformat()
    same = [
        o
        for o in trial.neighbours.occurrences(finding.work)
        if o.field == field and o.value == finding.written and o.date and (o.date <= signed or o.cited_by_us)
    ]
    followed = [o for o in same if o.cited_by_us]
    return min(followed or same, key=lambda o: (o.date or "", o.document), default=None)


def with_origins(trial: Trial, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with `copied_from` where another document wrote the same error before."""
    traced = []
    for finding in findings:
        source = first_writer(trial, finding)
        if source is not None:
            evidence = (*finding.evidence, Evidence(source=source.document, quote=source.quote))
            finding = replace(finding, copied_from=source.document, evidence=evidence)
        traced.append(finding)
    return tuple(traced)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedDocument:
    """A stored document with its findings and what it carries out, for tracing across documents."""

    document: str
    date: str | None
    follows: tuple[str, ...]  # IRIs of the documents it carries out or stands on
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One error and its way through the documents."""

    kind: str
    work: str
    written: str
    origin: str
    origin_finding: str
    copies: tuple[tuple[str, str], ...]  # (document, finding id), in the order of dates
    coincidences: tuple[tuple[str, str], ...] = ()  # the same error in documents with no tie to the origin


def trace_origin(documents: Iterable[JudgedDocument]) -> tuple[Trace, ...]:
    """Every error that stands in more than one document, from its first appearance to its copies."""
    written: dict[tuple[str, str, str], list[tuple[JudgedDocument, Finding]]] = defaultdict(list)
    judged = {d.document: d for d in documents}
    for document in judged.values():
        for finding in document.findings:
            if finding.kind in FIELD_OF_KIND and finding.work and finding.written:
                written[finding.kind, finding.work, finding.written].append((document, finding))
    traces = [_trace(key, places, judged) for key, places in sorted(written.items())]
    return tuple(t for t in traces if t is not None)


def _trace(
    key: tuple[str, str, str], places: list[tuple[JudgedDocument, Finding]], judged: dict[str, JudgedDocument]
) -> Trace | None:
    first_in: dict[str, tuple[JudgedDocument, Finding]] = {}
    for document, finding in places:
        first_in.setdefault(document.document, (document, finding))
    if len(first_in) < 2:
        return None
    reach = {iri: _ancestors(iri, judged) & first_in.keys() for iri in first_in}
    sources = [iri for iri in first_in if not reach[iri]]
    followers = {iri: sum(1 for other in first_in if iri in reach[other]) for iri in sources}
    origin = min(sources or first_in, key=lambda i: (-followers.get(i, 0), first_in[i][0].date or "9", i))
    ordered = sorted((i for i in first_in if i != origin), key=lambda i: (first_in[i][0].date or "9", i))
    copies = tuple((i, first_in[i][1].id) for i in ordered if origin in reach[i])
    others = tuple((i, first_in[i][1].id) for i in ordered if origin not in reach[i])
    return Trace(
        kind=key[0],
        work=key[1],
        written=key[2],
        origin=origin,
        origin_finding=first_in[origin][1].id,
        copies=copies,
        coincidences=others,
    )


def _ancestors(document: str, judged: dict[str, JudgedDocument]) -> set[str]:
    seen: set[str] = set()
    stack = [document]
    while stack:
        current = judged.get(stack.pop())
        for parent in current.follows if current else ():
            if parent not in seen and parent != document:
                seen.add(parent)
                stack.append(parent)
    return seen
