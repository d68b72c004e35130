"""The same wrong words twice in one document are equally wrong.

One place may leave some doubt (a subject taken over from an earlier citation, words that a colleague only proposes)
where another leaves none. What is certain of the words in one place is certain of them in each, so that nobody reads
"error" here and "warning" there. Places that a scanner may have misread, or where the subject speaks of something
else, are left as they are.
"""

from collections.abc import Sequence
from dataclasses import replace

from graph.judge.case import Trial
from graph.judge.sentence import weaker
from ontology.finding_kinds import find_kind
from ontology.fold import fold_key
from ontology.values import Finding


def equally_sure(trial: Trial, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each misquote as sure and as loud as the surest on the same words."""
    surest: dict[tuple[str | None, ...], Finding] = {}
    for finding in sorted(findings, key=lambda f: f.confidence, reverse=True):
        if key := _said(trial, finding):
            surest.setdefault(key, finding)
    return tuple(_raised(f, surest.get(_said(trial, f))) for f in findings)


def _said(trial: Trial, finding: Finding) -> tuple[str | None, ...]:
    """What is held against which words of which work; empty where the place has a doubt of its own."""
    row = find_kind(finding.kind)
    if finding.citation is None or row is None or row.family != "misquote" or finding.kind == "WrongTitle":
        return ()
    case = trial.cases[finding.citation]
    title = case.comparison("title")
    if case.doubtful or (title is not None and title.outcome == "differs"):
        return ()
    return (finding.kind, finding.work, finding.written, finding.actual, fold_key(case.citation.quote))


def _raised(finding: Finding, surest: Finding | None) -> Finding:
    if surest is None or weaker(surest.severity, finding.severity) == surest.severity:
        return finding
    return replace(finding, severity=surest.severity, confidence=max(finding.confidence, surest.confidence))
