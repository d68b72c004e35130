"""Making a finding: its id, its severity, its words.

The id is made from what makes the finding itself (the document, the kind, the work, the written value and which of
several equal ones it is), never from offsets alone, so that a reviewer's decision is still found when the file is
read again by a later version.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ontology.dates import format_day
from ontology.errors import Message
from ontology.finding_kinds import find_kind
from ontology.values import Evidence, Fact, Finding, Severity, Span

if TYPE_CHECKING:
    from graph.judge.case import Case, Trial

SURE = 0.9  # from here an accusation may be made
LIKELY = 0.6

_ORDER: tuple[Severity, ...] = ("note", "warning", "error")


def weaker(one: Severity, other: Severity) -> Severity:
    """The milder of two severities."""
    return min(one, other, key=_ORDER.index)


def graded(kind: str, top: Severity, confidence: float, *, doubtful: bool = False) -> Severity:
    """How loudly a thing may be said: never louder than its kind allows or than it is sure; a scan only murmurs."""
    row = find_kind(kind)
    if row is None:
        raise ValueError(f"no such kind of finding: {kind}")
    if doubtful:
        return "note"
    by_confidence: Severity = "error" if confidence >= SURE else "warning" if confidence >= LIKELY else "note"
    return weaker(weaker(top, row.severity), by_confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why a value is held to be wrong: how sure, in which words, on what evidence."""

    confidence: float
    why: Message
    evidence: tuple[Evidence, ...] = ()


def shown(fact: Fact) -> Evidence:
    """A fact as evidence."""
    return Evidence(source=fact.source, quote=fact.quote or f"{fact.field}: {fact.value}")


def say_date(date: str | dt.date, lang: str = "vi") -> str:
    """A date as a sentence of the language says it; words that are no date stay as they are."""
    words = str(date)
    try:
        return format_day(words, lang)
    except ValueError:
        return words


_TO_CHECK = Message(
    " Bản quét có thể đọc sai ký tự: cần kiểm tra lại.", " The scan may have been misread: to be checked."
)
_LETTERED = Message(" Cần kiểm tra lại.", " To be checked.")
_BROKEN = Message(
    " Chữ trong tệp bị hỏng, có thể đã đọc sai: cần kiểm tra lại.",
    " The file's text is damaged and may have been misread: to be checked.",
)


def about_citation(
    case: "Case",
    kind: str,
    *,
    top: Severity,
    confidence: float,
    written: str | None,
    actual: str | None,
    message: Message,
    evidence: Iterable[Evidence] = (),
    correction: str | None = None,
    span: Span | None = None,
    work: str | None = None,
    known_then: bool | None = None,
    doubtful: bool | None = None,
) -> Finding:
    """A finding about one citation. Doubtful characters lower it to a note that says so."""
    unsure = case.doubtful if doubtful is None else doubtful
    if unsure:
        why = _TO_CHECK if case.trial.record.text.scanned else _BROKEN if case.trial.illegible else _LETTERED
        message = Message(message.vi + why.vi, message.en + why.en)
        confidence = min(confidence, 0.5)
    return Finding(
        id="\x00".join((kind, work or case.key, written or "")),
        kind=kind,
        severity=graded(kind, top, confidence, doubtful=unsure),
        confidence=round(confidence, 3),
        span=span or case.citation.span,
        quote=case.trial.record.text.raw[span.start : span.end] if span else case.citation.quote,
        written=written,
        actual=actual,
        message=message,
        evidence=tuple(evidence),
        correction=correction,
        citation=case.index,
        work=work or (case.work.iri if case.work else None),
        known_then=known_then,
    )


def about_document(
    trial: "Trial",
    kind: str,
    *,
    severity: Severity,
    confidence: float,
    written: str | None,
    actual: str | None,
    message: Message,
    span: Span | None = None,
    citation: int | None = None,
    evidence: Iterable[Evidence] = (),
    work: str | None = None,
    correction: str | None = None,
) -> Finding:
    """A finding about the document itself."""
    return Finding(
        id="\x00".join((kind, work or "", written or "")),
        kind=kind,
        severity=graded(kind, severity, 1.0, doubtful=trial.illegible),
        confidence=round(min(confidence, 0.5) if trial.illegible else confidence, 3),
        span=span,
        quote=trial.record.text.raw[span.start : span.end] if span else "",
        written=written,
        actual=actual,
        message=message,
        evidence=tuple(evidence),
        citation=citation,
        work=work,
        correction=correction,
    )


def named_findings(identity: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give every finding of one document its lasting id; equal ones are told apart by their order in the text."""
    seen: dict[str, int] = {}
    named = []
    for finding in findings:
        nth = seen.get(finding.id, 0)
        seen[finding.id] = nth + 1
        essence = f"{identity}\x00{finding.id}\x00{nth}"
        named.append(replace(finding, id="f" + hashlib.sha256(essence.encode()).hexdigest()[:16]))
    return tuple(named)


def with_ids(trial: "Trial", findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same, for the document on trial."""
    return named_findings(trial.identity, findings)
