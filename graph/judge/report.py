"""The check report in the form the contract promises."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from graph.judge.verdicts import Verdict
from ontology.record_json import record_to_json
from ontology.values import Finding, Record, Resolution


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """One finding in the contract's form, with our additions after it."""
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "start": finding.span.start if finding.span else None,
        "end": finding.span.end if finding.span else None,
        "quote": finding.quote,
        "written": finding.written,
        "actual": finding.actual,
        "message": finding.message.as_dict(),
        "evidence": [{"source": e.source, "quote": e.quote} for e in finding.evidence],
        "correction": finding.correction,
        "copied_from": finding.copied_from,
        "first_written": finding.first_written,
        "way": [{"source": e.source, "quote": e.quote} for e in finding.way],
        "citation": finding.citation,
        "work": finding.work,
        "known_then": finding.known_then,
        "cause": finding.cause,
    }


def _candidates(resolution: Resolution, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The works that carry the number, after the one that was probably meant when none of them fits."""
    meant = {f.work: f.confidence for f in findings if f.kind in {"WrongNumber", "SignFormat"} and f.work and f.actual}
    scores = {**meant, **{c.work: c.score for c in resolution.candidates if c.work not in meant}}
    return [{"work": work, "score": round(score, 3)} for work, score in scores.items()]


def check_report(
    record: Record,
    resolutions: Sequence[Resolution],
    findings: Sequence[Finding],
    verdicts: Sequence[Verdict],
    as_of: dt.date,
) -> dict[str, Any]:
    """Everything `cancu check` says of one file."""
    plain = record_to_json(record)
    citations = []
    for citation, resolution, verdict in zip(plain["citations"], resolutions, verdicts, strict=True):
        citations.append(
            {
                **citation,
                "status": verdict.status,
                "work": resolution.work if resolution.outcome == "resolved" else None,
                "candidates": _candidates(resolution, [f for f in findings if f.id in verdict.findings]),
                "findings": list(verdict.findings),
                "why": verdict.why.as_dict(),
            }
        )
    return {
        "file": record.text.source.file,
        "as_of": as_of.isoformat(),
        "document": plain["document"],
        "citations": citations,
        "findings": [finding_to_json(f) for f in findings],
        "scanned": record.text.scanned,
        "quality": record.text.quality,
        "skipped": plain["skipped"],
        "notices": plain["notices"],
    }
