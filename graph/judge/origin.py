"""Where an error came from: the first document in which the same wrong value of the same work stands.

A document that carries out another copies its words; so the origin is sought first among the documents this one
names, then among all earlier ones. The date decides who was first; a document without a date is never named as an
origin.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.assigned import level_of
from graph.judge.case import Trial, document_identity, signing_window
from graph.judge.compare_fields import written_fields
from graph.lookup import LEGIBLE
from ontology.values import Evidence, Finding

FIELD_OF_KIND = {
    "WrongDate": "date",
    "WrongNumber": "number",
    "WrongIssuer": "issuer",
    "WrongType": "type",
    "WrongTitle": "title",
    "WrongPeriod": "period",
}


def first_writer(trial: Trial, finding: Finding) -> tuple[str, str] | None:
    """The document (and its words) from which the error was probably taken."""
    field = FIELD_OF_KIND.get(finding.kind)
    if field is None or finding.work is None or finding.written is None:
        return None
    others = [d for d in trial.lookup.citing_as(finding.work, field, finding.written) if not _is_ours(trial, d)]
    same = {d: words for d in others if (words := _words_of(trial, d, finding.work, field, finding.written))}
    followed = {r.work for r in trial.resolutions if r.work}
    named = [d for d in same if trial.lookup.work_of(d) in followed]
    if named:  # of the documents this one names, the superior's; of several, the latest
        chosen = min(named, key=lambda d: (_level(trial, d), -_signed(trial, d).toordinal(), d))
        return chosen, same[chosen]
    own = trial.record.document.issuer
    ours = _rank(own)
    earlier = [  # nobody copies from below: an inferior body's earlier paper has the error from elsewhere
        d for d in same if _signed(trial, d) < trial.signed.first and _level(trial, d) <= ours
    ]
    if not earlier:
        return None
    chosen = min(earlier, key=lambda d: (_issuer(trial, d) != own, _signed(trial, d), d))
    return chosen, same[chosen]


def _rank(body: str | None) -> int:
    level = level_of(body or "")
    return 9 if level is None else level


def _level(trial: Trial, document: str) -> int:
    return _rank(_issuer(trial, document))


def _issuer(trial: Trial, document: str) -> str | None:
    record = trial.lookup.record(document)
    return record.document.issuer if record else None


def _is_ours(trial: Trial, document: str) -> bool:
    """The stored form of the very document that is judged."""
    if trial.own is not None and trial.lookup.work_of(document) == trial.own:
        return True
    stored = trial.lookup.record(document)
    return stored is None or stored.text.raw == trial.record.text.raw or document_identity(stored) == trial.identity


def _signed(trial: Trial, document: str) -> dt.date:
    """The last day on which a stored document may have been signed; without any date, never."""
    record = trial.lookup.record(document)
    return signing_window(record, dt.date.max).last if record else dt.date.max


def _words_of(trial: Trial, document: str, work: str, field: str, value: str) -> str | None:
    """Where a stored document writes the same value of the same work."""
    record = trial.lookup.record(document)
    if record is None:
        return None
    for citation, resolution in zip(record.citations, trial.lookup.resolutions(document), strict=False):
        if resolution.work == work and written_fields(citation).get(field) == value:
            return citation.quote
    return None


def repeated_legibly(trial: Trial, work: str, field: str, value: str) -> bool:
    """Whether some other document, not scanned, writes the same value: then no scanner misread it here."""
    for document in trial.lookup.citing_as(work, field, value):
        record = None if _is_ours(trial, document) else trial.lookup.record(document)
        clean = record is not None and not record.text.scanned and record.text.quality >= LEGIBLE
        if clean and _words_of(trial, document, work, field, value):
            return True
    return False


def with_origins(trial: Trial, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with `copied_from` where another document wrote the same error before."""
    traced = []
    for finding in findings:
        source = first_writer(trial, finding)
        if source is not None:
            evidence = (*finding.evidence, Evidence(source=source[0], quote=source[1]))
            finding = replace(finding, copied_from=source[0], evidence=evidence)
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
