"""One record before the judge, and one citation of it: everything a rule may look at.

A rule is a pure function of a `Case` (one citation) or a `Trial` (the whole record). It reads works through
`Lookup`, so it needs no store, and it refuses to know how anything was found: whatever a rule concludes can be
shown from these values.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.issuers import same_issuer
from graph.judge.compare_fields import Comparison, compare_citation
from graph.judge.quotations import quotations
from graph.lookup import LEGIBLE, Lookup
from graph.resolve import RESTING
from graph.write import document_iri
from ontology.dates import parse_day, split_date
from ontology.fold import fold_key, fold_text
from ontology.numbers import number_key, parse_number
from ontology.values import Citation, Record, Resolution, Span, Work

_APPENDIX_HEAD = 400  # characters in which the head of an appendix stands before the line that says what it hangs on
_APPENDIX = re.compile(
    r"^\W*(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|ĐỀ ÁN|CHƯƠNG TRÌNH|PHƯƠNG ÁN"
    r"|DANH MỤC|KẾ HOẠCH)\b",
    re.M,
)
_ATTACHED_LINE = re.compile(r"\(\s*(?:ban hành\s+)?kèm\s+theo\s+$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days on which a document may have been signed: one day when it says so, more when it does not."""

    first: dt.date
    last: dt.date


def signing_window(record: Record, as_of: dt.date) -> Window:
    """When the document was signed; a draft without any date counts as of today."""
    date, year = record.document.date, record.document.year
    day = parse_day(date)
    if day is not None:
        return Window(first=day, last=day)
    if date is not None and len(date) < 10:
        of_year, month, _ = split_date(date)
        if month is None:
            return Window(first=dt.date(of_year, 1, 1), last=dt.date(of_year, 12, 31))
        if 1 <= month <= 12:
            following = dt.date(of_year + month // 12, month % 12 + 1, 1)
            return Window(first=dt.date(of_year, month, 1), last=following - dt.timedelta(days=1))
    if year is not None and dt.date.min.year < year < dt.date.max.year and dt.date(year, 12, 31) < as_of < dt.date.max:
        # the plan of a past year was signed about the turn of that year
        return Window(first=dt.date(year - 1, 10, 1), last=as_of)
    return Window(first=as_of, last=as_of)


def document_identity(record: Record) -> str:
    """What makes the document itself, so that a review of one of its findings outlives a new reading of the file."""
    own = record.document
    if own.number and own.issuer:
        return "|".join((fold_key(own.issuer), fold_key(own.type or ""), number_key(own.number), (own.date or "")[:4]))
    if own.title:
        return "|".join(
            (fold_key(own.issuer or ""), fold_key(own.type or ""), fold_key(own.title), str(own.year or ""))
        )
    return record.text.source.sha256 or hashlib.sha256(record.text.raw.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One record, the works its citations mean, and the day on which it is judged."""

    record: Record
    resolutions: Sequence[Resolution]
    lookup: Lookup
    as_of: dt.date
    own: str | None = None  # IRI of the record's own work, when it is in the store

    @cached_property
    def own_work(self) -> str | None:
        """The work that this very document is, when it is in the store."""
        return self.own or self.lookup.work_of(document_iri(self.record))

    @property
    def stored(self) -> bool:
        """Whether this very document is in the store, so that its own voice is among the witnesses."""
        return self.own_work is not None

    @cached_property
    def signed(self) -> Window:
        return signing_window(self.record, self.as_of)

    @cached_property
    def identity(self) -> str:
        return document_identity(self.record)

    @cached_property
    def illegible(self) -> bool:
        """Whether any character of the text may have been misread."""
        return self.record.text.scanned or self.record.text.quality < LEGIBLE

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """The wording of other documents that an amendment quotes."""
        return quotations(self.record.text.raw)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The works that the text itself cites: its author knows of them."""
        return frozenset(c.work.iri for c in self.cases if c.work is not None and not c.of_itself)

    @cached_property
    def cases(self) -> "tuple[Case, ...]":
        pairs = zip(self.record.citations, self.resolutions, strict=True)
        return tuple(Case(trial=self, index=i, citation=c, resolution=r) for i, (c, r) in enumerate(pairs))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One citation of a record."""

    trial: Trial
    index: int
    citation: Citation
    resolution: Resolution

    @cached_property
    def work(self) -> Work | None:
        """The work the citation means: the one accepted, else the one of its candidates with its number and its whole
        title.

        A work accepted for its number alone gives way to the one whose title and body are those written.
        """
        accepted = self.trial.lookup.work(self.resolution.work or "") if self.resolution.outcome == "resolved" else None
        if accepted is not None:
            outcome = {c.field: c.outcome for c in compare_citation(self.citation, accepted)}
            misdated = outcome.get("date") == "differs"
            if misdated and outcome.get("title") != "agrees" and _another_of_that_day(self, accepted):
                return None
            if not misdated or outcome.get("title") != "differs":
                return accepted
        works = [self.trial.lookup.work(c.work) for c in self.resolution.candidates]
        titled = [w for w in works if w is not None and _names(self.citation, w)]
        return titled[0] if len(titled) == 1 else accepted

    @property
    def hearsay(self) -> bool:
        """The work is known from this very document's words only."""
        if self.work is None or not self.work.facts or self.work.loaded:
            return False
        mine = 1 if self.trial.stored or self._one_line else 0
        return all(f.rank == "consensus" and f.witnesses <= mine for f in self.work.facts)

    @cached_property
    def _one_line(self) -> bool:
        """All that is known of the work stands in this very line: of two copies none is a witness."""
        line = fold_key(self.citation.quote)
        return self.work is not None and all(fold_key(f.quote) == line for f in self.work.facts)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every written field beside the work's; empty when no work is known."""
        return compare_citation(self.citation, self.work) if self.work and not self.of_itself else ()

    def comparison(self, name: str) -> Comparison | None:
        return next((c for c in self.comparisons if c.field == name), None)

    @property
    def of_itself(self) -> bool:
        """The document speaks of itself ("Kế hoạch này", its own appendix line)."""
        return (
            self.citation.role == "self"
            or self.citation.kind == "self"
            or (self._carries_own_number or self._heads_own_appendix or self._named_as_own)
        )

    @cached_property
    def _named_as_own(self) -> bool:
        """Its own subject, told by name: "Phê duyệt Đề án …" in the decision that approves this very scheme."""
        own = self.trial.own_work
        return own is not None and self.citation.number is None and self.resolution.work == own

    @cached_property
    def _carries_own_number(self) -> bool:
        """Its own number and body, within its own year: the line above an appendix, whatever day it says."""
        own, cited = self.trial.record.document, self.citation
        if not own.number or not cited.number or number_key(own.number) != number_key(cited.number):
            return False
        if self.citation.section == "preamble" and self.citation.role in RESTING:
            return False  # nothing rests on itself: what is of one number in one year is from before a merger
        same_year = not own.date or not cited.date or own.date[:4] == cited.date[:4]
        return bool(own.issuer and cited.issuer and same_year and same_issuer(cited.issuer, own.issuer))

    @cached_property
    def _heads_own_appendix(self) -> bool:
        """ "(Kèm theo Kế hoạch số …" in brackets below the head of an appendix, of its own body, sign and day.

        The day may be left blank ("ngày     tháng 01 năm 2024"). Another day may be another document, to which this one
        hangs a form of its own: that is left alone, unless it is a number and day of the year before that the text
        names nowhere else, as last year's template leaves them.
        """
        own, cited, raw = self.trial.record.document, self.citation, self.trial.record.text.raw
        if not (own.sign and own.issuer and own.date and cited.number and cited.date):
            return False
        if not (own.date.startswith(cited.date) or self._of_last_years_template):
            return False
        before = raw[max(0, cited.span.start - _APPENDIX_HEAD) : cited.span.start]
        if not (_ATTACHED_LINE.search(before) and _APPENDIX.search(before)):
            return False
        number = parse_number(cited.number)
        same_sign = number is not None and fold_key(number.sign) == fold_key(own.sign)
        return same_sign and bool(cited.issuer and same_issuer(cited.issuer, own.issuer))

    @property
    def _of_last_years_template(self) -> bool:
        """Of the document's type and of the year before it, and named in no other place."""
        own, cited = self.trial.record.document, self.citation
        key = number_key(cited.number or "")
        elsewhere = (c for i, c in enumerate(self.trial.record.citations) if i != self.index and c.number)
        return (
            bool(own.date and cited.date and cited.type and cited.type == own.type)
            and split_date(cited.date or "0")[0] == split_date(own.date or "0")[0] - 1
            and all(number_key(c.number or "") != key for c in elsewhere)
        )

    @property
    def quoted(self) -> bool:
        """The words of another document, which this one only amends."""
        span = self.citation.span
        return any(q.start <= span.start and span.end <= q.end for q in self.trial.quoted)

    @cached_property
    def in_title(self) -> bool:
        """A bare mention within the title of the document cited before it: that title's words, not the author's."""
        if self.citation.role != "mentions":
            return False
        span = self.citation.span
        before = (c.subject_span for c in self.trial.record.citations[: self.index] if c.span.end <= span.start)
        return any(s is not None and s.start <= span.start and span.end <= s.end for s in before)

    @property
    def date_is_introduced(self) -> bool:
        """Its date is said to be one ("ngày …"), so that it is no column of a table or number beside it."""
        return bool(re.search(r"\b(ngay|nam|thang)", fold_text(self.citation.quote))) or self.doubtful

    @property
    def doubtful(self) -> bool:
        """A scanner may have misread what stands here."""
        return self.trial.illegible or bool({"ocr", "lettered"} & set(self.citation.doubts))

    @cached_property
    def key(self) -> str:
        """What the citation is about, independent of where it stands."""
        c = self.citation
        if self.work is not None:
            return self.work.iri
        return self.resolution.key or f"{number_key(c.number or '')}|{fold_key(c.subject or c.quote)[:80]}"


def _names(citation: Citation, work: Work) -> bool:
    """Number, body and a title of some length all agree, whatever the date says."""
    if not citation.number or not citation.subject or len(citation.subject.split()) < 5:
        return False
    outcome = {c.field: c.outcome for c in compare_citation(citation, work)}
    return outcome.get("number") == outcome.get("title") == "agrees" and outcome.get("issuer") in {
        None,
        "agrees",
        "unknown",
    }


def _another_of_that_day(case: Case, accepted: Work) -> bool:
    """Name, body and whole day are those of another work: then the number is wrong, not the day."""
    subject, date = case.citation.subject, case.citation.date
    if not subject or len(date or "") != 10:
        return False
    alike = (w for w in case.trial.lookup.works_named(subject) if w.iri != accepted.iri)
    typed = (w for w in alike if w.value("type") == accepted.value("type") == case.citation.type)
    outcomes = ({c.field: c.outcome for c in compare_citation(case.citation, w)} for w in typed)
    return any(o.get("date") == o.get("title") == "agrees" and o.get("issuer") != "differs" for o in outcomes)
