"""Where an error came from: the way of one wrong value of one work, from its first appearance to this document.

A document that carries out another copies its words; so what was copied is sought first among the documents a document
names, then among earlier ones of its own body or of those above it in its province. From there the way goes on in the
same manner, until nobody is left who wrote it before: a plan copies its department's plan, which copies the province's.
The date decides who was earlier; a document without a date is never named. Where very many write one error, only who is
named is believed to have been copied; who is no more than alike, beside it or elsewhere, never is.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.assigned import level_of
from graph.judge.case import Trial, document_identity, signing_window
from graph.judge.compare_fields import written_fields
from graph.lookup import LEGIBLE
from graph.members import province_of
from ontology.values import Citation, Evidence, Finding, Record, Resolution

FIELD_OF_KIND = {
    "WrongDate": "date",
    "WrongNumber": "number",
    "WrongIssuer": "issuer",
    "WrongType": "type",
    "WrongTitle": "title",
    "WrongPeriod": "period",
}
_WIDESPREAD = 200  # who, of more than so many, was copied by somebody who names none of them cannot be told
_UNDATED = dt.date.max


@dataclass(frozen=True, kw_only=True)
class _Page:
    """A document, as far as it matters who copied whom."""

    issuer: str | None
    signed: dt.date
    follows: frozenset[str]  # the works it names


@dataclass(frozen=True, kw_only=True)
class _Error:
    """One wrong value of one work, and who writes it."""

    trial: Trial
    work: str
    field: str
    value: str
    date: str | None  # of a wrong number, the day beside it: the number alone may be another document's own

    @cached_property
    def writers(self) -> frozenset[str]:
        """The other stored documents that write it."""
        found = self.trial.lookup.citing_as(self.work, self.field, self.value)
        return frozenset(d for d in found if not _is_ours(self.trial, d))

    def words_in(self, document: str) -> str | None:
        """Where a stored document writes it."""
        record = self.trial.lookup.record(document)
        resolutions = self.trial.lookup.resolutions(document) if record else ()
        for citation, resolution in zip(record.citations if record else (), resolutions, strict=False):
            if self.is_in(citation, resolution):
                return citation.quote
        return None

    def is_in(self, citation: Citation, resolution: Resolution) -> bool:
        said = written_fields(citation)
        same_day = self.field != "number" or said.get("date") == self.date
        return resolution.work == self.work and said.get(self.field) == self.value and same_day

    def above(self, page: _Page, passed: Collection[str]) -> str | None:
        """The document from which this page probably took it."""
        others = self.writers - set(passed)
        named = [d for d in self._named(page, others) if self.words_in(d)]
        if named:  # of the documents it names, the superior's; of several, the latest
            return min(named, key=lambda d: (self._level(d), -self._last_day(d).toordinal(), d))
        if len(others) > _WIDESPREAD:
            return None
        earlier = [d for d in others if self._last_day(d) < page.signed and self._is_read(d, page) and self.words_in(d)]
        return min(earlier, key=lambda d: (self._issuer(d) != page.issuer, self._last_day(d), d), default=None)

    def _is_read(self, document: str, page: _Page) -> bool:
        """Whether a body has such a document before it though it names it nowhere: its own, and those from above.

        Who is beside or below, or of another province, may have the same error from elsewhere.
        """
        issuer = self._issuer(document)
        if issuer == page.issuer:
            return issuer is not None
        level, province = _rank(issuer), province_of(issuer or "")
        near = level == 0 or (province is not None and province == province_of(page.issuer or ""))
        return near and level < _rank(page.issuer)

    def _named(self, page: _Page, others: Collection[str]) -> list[str]:
        lookup = self.trial.lookup
        if len(others) <= _WIDESPREAD:
            return [d for d in others if lookup.work_of(d) in page.follows]
        return [d for work in page.follows for d in lookup.documents_of(work) if d in others]

    def page_of(self, document: str) -> _Page:
        """A stored document."""
        record, follows = self.trial.lookup.record(document), self.trial.lookup.resolutions(document)
        return _Page(
            issuer=record.document.issuer if record else None,
            signed=signing_window(record, _UNDATED).first if record else _UNDATED,
            follows=frozenset(r.work for r in follows if r.work),
        )

    def _level(self, document: str) -> int:
        return _rank(self._issuer(document))

    def _issuer(self, document: str) -> str | None:
        record = self.trial.lookup.record(document)
        return record.document.issuer if record else None

    def _last_day(self, document: str) -> dt.date:
        """The last day on which a stored document may have been signed; without any date, never."""
        record = self.trial.lookup.record(document)
        return signing_window(record, _UNDATED).last if record else _UNDATED


def _rank(body: str | None) -> int:
    level = level_of(body or "")
    return 9 if level is None else level


def _is_ours(trial: Trial, document: str) -> bool:
    """The stored form of the very document that is judged."""
    if trial.own is not None and trial.lookup.work_of(document) == trial.own:
        return True
    stored = trial.lookup.record(document)
    return stored is None or stored.text.raw == trial.record.text.raw or document_identity(stored) == trial.identity


def _error_of(trial: Trial, finding: Finding) -> _Error | None:
    """What a finding says is wrong, as others may have written it too."""
    field, work, date = FIELD_OF_KIND.get(finding.kind), finding.work, None
    if (
        field == "number" and finding.citation is not None
    ):  # the work of the finding is the one meant: nobody cites it so
        work = trial.resolutions[finding.citation].work or work
        date = written_fields(trial.record.citations[finding.citation]).get("date")
    if field is None or work is None or finding.written is None:
        return None
    return _Error(trial=trial, work=work, field=field, value=finding.written, date=date)


def way_to(trial: Trial, finding: Finding) -> tuple[Evidence, ...]:
    """The documents through which an error came here, with their words: the first that wrote it, …, the one copied."""
    error = _error_of(trial, finding)
    if error is None or not error.writers:
        return ()
    follows = frozenset(r.work for r in trial.resolutions if r.work)
    page = _Page(issuer=trial.record.document.issuer, signed=trial.signed.first, follows=follows)
    way: list[str] = []
    while (step := error.above(page, way)) is not None:
        way.append(step)
        page = error.page_of(step)
    return tuple(Evidence(source=d, quote=error.words_in(d) or "") for d in reversed(way))


def repeated_legibly(trial: Trial, work: str, field: str, value: str) -> bool:
    """Whether some other document, not scanned, writes the same value: then no scanner misread it here."""
    error = _Error(trial=trial, work=work, field=field, value=value, date=None)
    return any(_is_clean(trial.lookup.record(d)) and error.words_in(d) for d in error.writers)


def _is_clean(record: Record | None) -> bool:
    return record is not None and not record.text.scanned and record.text.quality >= LEGIBLE


def with_origins(trial: Trial, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with the way that each error took, its passages among the evidence."""
    traced = [_on_its_way(f, way_to(trial, f)) for f in findings]
    return tuple(_cause_on_its_way(f, traced) for f in traced)


def _on_its_way(finding: Finding, way: tuple[Evidence, ...]) -> Finding:
    if not way:
        return finding
    passages = tuple(dict.fromkeys((way[-1], way[0])))  # what was copied, and where it was first written
    return replace(finding, copied_from=way[-1].source, way=way, evidence=(*finding.evidence, *passages))


def _cause_on_its_way(finding: Finding, traced: Sequence[Finding]) -> Finding:
    """One replacement that was made in another document: everything it explains came from there."""
    if finding.kind != "SystematicShift":
        return finding
    ways = {f.way for f in traced if f.cause == finding.id and f.kind in FIELD_OF_KIND}
    sources = {tuple(step.source for step in way) for way in ways}
    return (
        _on_its_way(finding, min(ways, key=lambda w: w[0].quote))
        if len(sources) == 1 and () not in sources
        else finding
    )
