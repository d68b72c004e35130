"""A plan against the directives it carries out, when their own texts are in the store."""

from collections.abc import Iterator
from dataclasses import replace

from graph.judge.carries import answers_for_tasks
from graph.judge.case import Trial
from graph.judge.comparison import plan_findings
from ontology.values import Finding, Record


def against_directives(trial: Trial) -> Iterator[Finding]:
    """What became of each directive's tasks and aims; a directive whose text is not here is not asked about."""
    if not _asks(trial.record):
        return
    seen: set[str] = set()
    for case in trial.cases:
        if case.of_itself or case.work is None or case.work.iri in seen:
            continue
        if not answers_for_tasks(trial.record.document, case.citation, case.work):
            continue
        seen.add(case.work.iri)
        for document in trial.lookup.documents_of(case.work.iri)[:1]:
            directive = trial.lookup.record(document)
            if directive is None or not _asks(directive) or directive.text.raw == trial.record.text.raw:
                continue
            for finding in plan_findings(directive, trial.record, directive_iri=document):
                yield replace(finding, work=case.work.iri)


def _asks(record: Record) -> bool:
    """It sets tasks or aims."""
    return bool(record.tasks or record.targets)
