"""The judge: a record, what its citations mean, and the works as they are, in; findings out.

A pure function. Every kind of finding is a row of the kinds table and one small function here in `WORDING_RULES`,
`STANDING_RULES` or `DOCUMENT_RULES`; the rules run in the order given, and the first finding of a kind at a citation
stands, so the surest ground comes first. Where the number is wrong and it is told which work was meant, it is asked of
that one whether it is in force: what became of the work whose number was written by mistake concerns nobody.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph.judge import (
    basis,
    bodies,
    borrowed,
    correct,
    directive,
    enclosed,
    face,
    fields,
    force,
    form,
    intended,
    issuing,
    lettered,
    numbering,
    origin,
    partly,
    repeated,
    shift,
    within,
)
from graph.judge.case import Case, Trial
from graph.judge.sentence import weaker, with_ids
from graph.lookup import Lookup
from ontology.errors import Message
from ontology.numbers import parse_number
from ontology.values import Finding, Record, Resolution

CitationRule = Callable[[Case], Iterator[Finding]]
DocumentRule = Callable[[Trial], Iterator[Finding]]

WORDING_RULES: tuple[CitationRule, ...] = (  # how it is written, against the page and the work
    fields.wrong_date,
    face.impossible_date,
    face.year_against_number,
    face.year_of_number,
    face.garbled_year,
    borrowed.neighbours_date,
    face.impossible_number,
    intended.wrong_number,
    numbering.out_of_order,
    numbering.beyond_series,
    numbering.impossible_sign,
    face.issuer_against_sign,
    issuing.issuer_against_local_sign,
    fields.wrong_issuer,
    face.type_against_sign,
    fields.wrong_type,
    fields.wrong_period,
    fields.wrong_title,
    lettered.letters_for_digits,
    face.sign_format,
    face.not_yet_issued,
)
STANDING_RULES: tuple[CitationRule, ...] = (  # whether the work that is meant may be stood on
    force.outdated,
    partly.place_ended,
    partly.changed_since,
    force.period_ended,
    force.superseded_edition,
    form.incomplete,
    form.unnumbered,
    form.self_mismatch,
    basis.rank_inversion,
    basis.circular_basis,
)
_OTHER_NUMBER = frozenset({"WrongNumber", "SignFormat"})
OF_THE_AUTHOR: frozenset[CitationRule] = frozenset(  # what is asked of his own citing, not of wording he quotes
    {
        force.outdated,
        partly.place_ended,
        partly.changed_since,
        force.period_ended,
        force.superseded_edition,
        form.incomplete,
        form.unnumbered,
        form.self_mismatch,
        basis.rank_inversion,
        basis.circular_basis,
    }
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = (
    within.contradictions,
    form.blank_own,
    form.stale_year,
    basis.no_superior_basis,
    bodies.abolished,
    bodies.abolished_levels,
    directive.against_directives,
)


def judge_record(
    record: Record, resolutions: Sequence[Resolution], lookup: Lookup, *, as_of: dt.date, own: str | None = None
) -> tuple[Finding, ...]:
    """Every finding on one record, in the order of the text. `own` is the record's own work, when it has one."""
    return judge_trial(Trial(record=record, resolutions=resolutions, lookup=lookup, as_of=as_of, own=own))


def judge_trial(trial: Trial) -> tuple[Finding, ...]:
    """The same, for a trial already set up."""
    found: list[Finding] = []
    for case in trial.cases:
        said = _without_wrong_sign(list(_asked(case, WORDING_RULES)))
        found += [*said, *_of_its_standing(case, said)]
    for document_rule in DOCUMENT_RULES:
        found.extend(document_rule(trial))
    named = with_ids(trial, repeated.equally_sure(trial, tuple(_first_of_each(found))))
    explained = correct.with_whole_corrections(trial, shift.explain_shifts(trial, named))
    explained = tuple(_quoting(trial, f) for f in origin.with_origins(trial, explained))
    return tuple(sorted(explained, key=lambda f: (f.span.start if f.span else -1, f.citation or -1, f.kind, f.id)))


def _asked(case: Case, rules: Sequence[CitationRule]) -> Iterator[Finding]:
    """What some rules find at a citation."""
    foreign = case.quoted or case.in_title
    for rule in rules:
        if not (foreign and rule in OF_THE_AUTHOR):
            yield from enclosed.only_of_inner(case, rule(case))


def _without_wrong_sign(said: Sequence[Finding]) -> Sequence[Finding]:
    """Where the sign is told to be another body's, what was held against the words by that sign falls."""
    wrong = any(f.kind in _OTHER_NUMBER and f.severity != "note" and f.work and _other_sign(f) for f in said)
    rests = [f.kind == "WrongIssuer" or (f.kind == "SignFormat" and f.severity == "note") for f in said]
    return [f for f, by_sign in zip(said, rests, strict=True) if not (wrong and by_sign)]


def _other_sign(finding: Finding) -> bool:
    one, other = parse_number(finding.written or ""), parse_number(finding.actual or "")
    return one is not None and other is not None and one.body_abbr != other.body_abbr


def _of_its_standing(case: Case, said: Sequence[Finding]) -> Iterator[Finding]:
    """Whether the work may be stood on: the one that was meant, where the number is told to be wrong."""
    wrong = (f for f in said if f.kind in _OTHER_NUMBER and f.severity != "note" and f.actual)
    meant = next((f.work for f in wrong if f.work), None)
    if meant is None or (case.work is not None and meant == case.work.iri):
        yield from _asked(case, STANDING_RULES)
        return
    as_meant = replace(case, resolution=replace(case.resolution, outcome="resolved", work=meant))
    for finding in _asked(as_meant, STANDING_RULES):
        told = finding.message
        if finding.work == meant:
            told = Message(f"Văn bản có thể muốn dẫn: {told.vi}", f"Of the document probably meant: {told.en}")
        yield replace(finding, message=told)


def _quoting(trial: Trial, finding: Finding) -> Finding:
    """A finding quotes the very passage it points at: the subject, not the citation before it."""
    span = finding.span
    return finding if span is None else replace(finding, quote=trial.record.text.raw[span.start : span.end])


def _first_of_each(findings: Sequence[Finding]) -> Iterator[Finding]:
    """One finding of a kind at a citation, a surer ground before an earlier one.

    About the document itself, and of its own line, several may be.
    """
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        several = finding.citation is None or finding.kind == "SelfMismatch"
        key = (finding.citation, finding.kind, *((finding.written, finding.actual, finding.work) if several else ()))
        first = kept.setdefault(key, finding)
        if weaker(first.severity, finding.severity) != finding.severity:  # the later one is the louder
            kept[key] = replace(
                finding,
                actual=finding.actual or first.actual,
                correction=finding.correction or first.correction,
                evidence=(*finding.evidence, *first.evidence),
            )
        elif finding is not first and not first.actual and finding.actual:  # a later ground tells what was meant
            kept[key] = replace(
                first,
                actual=finding.actual,
                work=finding.work,
                correction=first.correction or finding.correction,
                message=Message(f"{first.message.vi} {finding.message.vi}", f"{first.message.en} {finding.message.en}"),
                evidence=(*first.evidence, *finding.evidence),
            )
    yield from kept.values()
