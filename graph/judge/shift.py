"""One replacement, many errors: the same year put for another in several citations.

`SystematicShift` names the cause; the findings it explains keep their own places and share its id as `cause`. Two
wrong years are enough, because the same wrong year for the same right one twice is seldom chance.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from graph.judge.case import Trial
from graph.judge.sentence import about_document, weaker, with_ids
from graph.write import document_iri
from ontology.errors import Message
from ontology.record_json import fold_spaces
from ontology.values import Evidence, Finding, Severity

_MOVED_BY_AS_MUCH = 3  # places, where each year was moved by the same amount
_FIELDS = {"WrongDate", "WrongPeriod", "NotYetIssued", "StaleYear"}


def year_moves(finding: Finding) -> set[tuple[int, int]]:
    """(right year, written year) for every year of a finding that moved while the rest stayed."""
    if finding.kind not in _FIELDS or not finding.written or not finding.actual:
        return set()
    wrong = [int(y) for y in re.findall(r"\d{4}", finding.written)]
    right = [int(y) for y in re.findall(r"\d{4}", finding.actual)]
    if len(wrong) > len(right) or (finding.kind == "WrongDate" and finding.written[4:] != finding.actual[4:]):
        return set()
    return {(r, w) for r, w in zip(right, wrong, strict=False) if r != w}


def _floor(moved: Sequence[Finding]) -> Severity:
    """What the others say of each: two that are certain make all certain, two that are likely make all likely."""
    for severity in ("error", "warning"):
        loud = [f for f in moved if f.kind == "WrongDate" and f.severity in {"error", severity}]
        if len(loud) >= 2:
            return severity
    return "note"


_SURE = {"error": 0.93, "warning": 0.75, "note": 0.0}


def _explained(finding: Finding, cause: str, floor: Severity) -> Finding:
    """Tied to its cause; an uncertain wrong date that moved just as the others did is as certain as they are."""
    if finding.kind == "WrongDate" and weaker(finding.severity, floor) != floor:
        return replace(finding, cause=cause, severity=floor, confidence=max(finding.confidence, _SURE[floor]))
    return replace(finding, cause=cause)


def _places(trial: Trial, moved: Sequence[Finding]) -> list[Evidence]:
    """Every place that says the wrong year, in its words; then what says the right one, each once."""
    source, raw = document_iri(trial.record), trial.record.text.raw
    spans = [f.span for f in moved if f.span is not None]
    told = [Evidence(source=source, quote=fold_spaces(raw[s.start : s.end])) for s in spans]
    return [*told, *dict.fromkeys(e for f in moved for e in f.evidence[:1])]


def _said_at(finding: Finding) -> tuple[object, ...]:
    """The citation a finding is about, or where it stands."""
    return ("citation", finding.citation) if finding.citation is not None else ("place", finding.span, finding.id)


def _replacements(findings: Sequence[Finding]) -> list[tuple[list[tuple[int, int]], list[int]]]:
    """The year moves of one replacement each, with the places that show them.

    One year put for another in two places; or all years moved by as much, in three.
    """
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, finding in enumerate(findings):
        for move in year_moves(finding):
            groups[move].append(place)
    by_as_much: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for move in sorted(groups):
        by_as_much[move[1] - move[0]].append(move)
    found = []
    for _, moves in sorted(by_as_much.items(), key=lambda item: item[1]):
        places = sorted({place for move in moves for place in groups[move]})
        if len(moves) > 1 and len(_said_in(findings, places)) >= _MOVED_BY_AS_MUCH:
            found.append((moves, places))
        else:  # the day and the period of one citation are one place
            found += [([m], groups[m]) for m in moves if len(_said_in(findings, groups[m])) >= 2]
    return found


def _said_in(findings: Sequence[Finding], places: Sequence[int]) -> set[tuple[object, ...]]:
    return {_said_at(findings[place]) for place in places}


def explain_shifts(trial: Trial, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, those of one replacement tied together under a finding of their cause."""
    explained = list(findings)
    causes: list[Finding] = []
    for moves, places in _replacements(findings):
        cause = about_document(
            trial,
            "SystematicShift",
            severity="warning",
            confidence=0.9,
            written=", ".join(str(wrong) for _, wrong in moves),
            actual=", ".join(str(right) for right, _ in moves),
            span=findings[places[0]].span,
            message=_said_of(moves, len(places)),
            evidence=_places(trial, [findings[p] for p in places]),
        )
        (cause,) = with_ids(trial, [cause])
        causes.append(cause)
        floor = _floor([findings[p] for p in places])
        for place in places:
            explained[place] = _explained(explained[place], cause.id, "note" if trial.illegible else floor)
    return (*explained, *causes)


def _said_of(moves: Sequence[tuple[int, int]], places: int) -> Message:
    if len(moves) == 1:
        ((right, wrong),) = moves
        return Message(
            f"{places} chỗ ghi năm {wrong} thay vì {right}: có thể do một lần thay thế hàng loạt.",
            f"{places} places say {wrong} for {right}: probably one global replacement.",
        )
    by = moves[0][1] - moves[0][0]
    shown = ", ".join(f"{right} → {wrong}" for right, wrong in moves)
    vi, en = ("muộn", "late") if by > 0 else ("sớm", "early")
    return Message(
        f"{places} chỗ đều ghi năm {vi} hơn {abs(by)} năm ({shown}): có thể do một lần sửa hàng loạt.",
        f"{places} places are all {abs(by)} year(s) too {en} ({shown}): probably one change made everywhere.",
    )
