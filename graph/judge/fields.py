"""Field by field: what a citation writes against what its work is.

A difference is only an accusation when it is certain that this work is meant, that the fact is right and that the
words were read right; the confidence is the product of the three. Titles are never an error: how much of a title
one may leave out is for a person.
"""

import re
from collections.abc import Iterator

from graph.assigned import level_of
from graph.fit import compare
from graph.issuers import same_issuer
from graph.judge.beside import gives_other_name
from graph.judge.case import Case
from graph.judge.compare_fields import Comparison
from graph.judge.correct import corrected, one_line, title_in_style
from graph.judge.origin import repeated_legibly
from graph.judge.sentence import LIKELY, about_citation, say_date, shown
from graph.judge.series import same_series
from graph.resolve import written_of, written_of_work
from ontology.bodies import find_body
from ontology.body_signs import issuer_of_sign
from ontology.dates import parse_day, split_date
from ontology.errors import Message
from ontology.fold import fold_key
from ontology.numbers import parse_number
from ontology.values import Finding, Work

AUTHORITY = 0.99  # how far an own text or a register row is trusted
CLEAR_LEAD = 3  # offices of one province share their templates: two voices more may be one
_ODDS_PER_VOICE = 1 / 0.15  # one more independent witness; the rest are copies from documents never seen


def fact_confidence(case: Case, comparison: Comparison) -> float:
    """How sure the fact is that a written value is held against.

    A consensus is weighed anew with this document's own voice: two documents that disagree settle nothing, whichever of
    them was loaded first.
    """
    fact = comparison.fact
    if fact is None or case.work is None:
        return 0.0
    if fact.rank != "consensus":
        return AUTHORITY * fact.confidence
    same = [f for f in case.work.facts if f.field == fact.field and f.value == comparison.written]
    counted = bool(same) and case.trial.stored
    copied = any(fold_key(f.quote) == fold_key(case.citation.quote) for f in same)  # one voice with who wrote it first
    against = sum(f.witnesses for f in same) + (0 if counted or copied else 1)
    sure = consensus_confidence(fact.witnesses, against)
    return sure if fact.witnesses - against >= CLEAR_LEAD else min(sure, 0.89)  # a few voices only ever warn


def consensus_confidence(support: int, against: int) -> float:
    """How sure a value is that so many independent witnesses write, against so many (`benchmarks/calibration.py`)."""
    odds: float = _ODDS_PER_VOICE ** (support - against)
    return odds / (1 + odds)


def identity_confidence(case: Case, wrong: str) -> float:
    """How sure it is that this work is meant, not counting the field held to be wrong."""
    work = case.work
    if work is None:
        return 0.0
    agreeing = {c.field for c in case.comparisons if c.outcome == "agrees" and c.field != wrong}
    title = case.comparison("title")
    if {"number", "date"} <= agreeing and len(case.citation.date or "") == 10:
        return 0.99 * case.citation.confidence
    if title is not None and title.outcome == "differs" and _years_differ(title, _period_years(case)):
        return 0.2  # "… năm 2023" is not "… năm 2024": the edition of another year
    likeness = 0.5
    if wrong == "date":
        likeness = _date_identity(case, work)
    elif wrong in {"issuer", "type", "period", "title"}:
        likeness = 0.97 if "date" in agreeing or _date_identity(case, work) >= 0.97 else 0.6
    if "title" in agreeing and len((title.written if title else "").split()) >= 5:
        likeness = max(likeness, 0.97)
    if title is not None and title.outcome == "differs" and not title.marked:
        likeness = min(likeness, 0.7)  # about something else altogether
    return likeness * case.citation.confidence


def _date_identity(case: Case, work: Work) -> float:
    """How far number and issuer alone settle the work, when the date may be wrong."""
    number, issuer = case.comparison("number"), case.comparison("issuer")
    if number is None or number.outcome != "agrees":
        return 0.5
    if issuer is not None and issuer.outcome == "differs":
        return 0.5
    actual, written = work.value("date"), case.citation.date
    if actual is None or written is None:
        return 0.97
    certain = same_series(case.citation.number or "", written, actual)
    if certain:
        return certain
    if compare(written_of(case.citation, case.citation.number or ""), written_of_work(work)).whole_title:
        return 0.85  # shortened perhaps, but no other document of this number has such a title
    if written[5:] != actual[5:] or len(written) != 10:
        return 0.3
    day = parse_day(written)
    return 0.95 if day is not None and day > case.trial.signed.last else 0.8  # a day to come cannot be the right one


def _years_differ(title: Comparison, known: set[str]) -> bool:
    digits = {w.lstrip("−+") for w in title.marked}
    return any(len(d) == 4 and d.isdigit() and d not in known for d in digits)


def _period_years(case: Case) -> set[str]:
    """The years of "giai đoạn 2022-2025", as written and as it is: a period misquoted is no other edition."""
    actual = case.work.value("period") if case.work else None
    periods = [p for p in (case.citation.period, actual) if p and re.fullmatch(r"\d{4}-\d{4}", p)]
    return {year for period in periods for year in period.split("-")} if len(periods) == 2 else set()


def _date_settles(case: Case) -> bool:
    date = case.comparison("date")
    return date is not None and date.outcome == "agrees" and len(date.written) == 10


def _only_years(title: Comparison) -> bool:
    """Only years and dates differ."""
    return bool(title.marked) and all(re.fullmatch(r"[−+][\d/.]+", w) for w in title.marked)


def wrong_date(case: Case) -> Iterator[Finding]:
    """The date written is not the date of the work."""
    date = case.comparison("date")
    if date is None or date.fact is None or date.outcome not in {"differs", "disputed"}:
        return
    work, citation, fact = case.work, case.citation, date.fact
    if work is None or glued_footnote(case, fact.value):
        return
    confidence = identity_confidence(case, "date") * fact_confidence(case, date)
    too_young = fact.rank == "consensus" and _younger_than_first_citation(work, date.written)
    if too_young:
        confidence = max(confidence, 0.97 * identity_confidence(case, "date"))
    if date.outcome == "disputed" or not case.date_is_introduced:
        confidence = min(confidence, 0.5)
    if confidence < 0.35:
        return
    doubtful = case.doubtful and not repeated_legibly(case.trial, work.iri, "date", date.written)
    number = citation.number or citation.subject or ""
    vi = f"{number} được ban hành ngày {say_date(fact.value)}, không phải {say_date(date.written)}."
    en = f"{number} is of {say_date(fact.value, 'en')}, not of {say_date(date.written, 'en')}."
    if fact.rank == "consensus" and confidence < LIKELY:  # the word of a few copies is no fact
        vi = f"Văn bản khác trong kho ghi {number} ngày {say_date(fact.value)}, không phải {say_date(date.written)}."
        en = (
            f"Other documents in the store date {number} {say_date(fact.value, 'en')},"
            f" not {say_date(date.written, 'en')}."
        )
    if too_young:
        vi += f" Văn bản khác đã viện dẫn văn bản này từ ngày {say_date(work.first_cited or '')}."
        en += f" Another document cited it on {say_date(work.first_cited or '', 'en')} already."
    for successor in _of_that_day(case, date.written):
        vi += f" Ngày {say_date(date.written)} là ngày của {successor}, văn bản thay thế."
        en += f" {say_date(date.written, 'en')} is the day of {successor}, which replaced it."
    if date.outcome == "disputed":
        vi += " Các nguồn không thống nhất."
        en += " The sources disagree."
    yield about_citation(
        case,
        "WrongDate",
        top="error",
        confidence=confidence,
        written=date.written,
        actual=fact.value,
        message=Message(vi, en),
        evidence=[shown(f) for f in work.facts if f.field == "date"][:5],
        correction=corrected(citation, "date", fact.value, misread=case.doubtful),
        doubtful=doubtful,
    )


def _of_that_day(case: Case, written: str) -> list[str]:
    """The numbers of works of that day that replaced the one cited: its date was mended, its number was not."""
    acts = [r for r in (case.work.acted_on if case.work else ()) if r.kind == "replaces"]
    actors = [a for a in (case.trial.lookup.identity(r.actor) for r in acts) if a is not None]
    return sorted({a.value("number") or "" for a in actors if a.value("date") == written} - {""})


def _younger_than_first_citation(work: Work, written: str) -> bool:
    return work.first_cited is not None and len(written) == 10 and written > work.first_cited


def glued_footnote(case: Case, actual: str) -> bool:
    """`13/02/20232` with the year 2023 and the footnote 2: the date is right, the last digit belongs to a note."""
    return "footnote" in case.citation.doubts and (case.citation.date or "").startswith(actual[:10])


def wrong_issuer(case: Case) -> Iterator[Finding]:
    """The body named is not the one that issued the work."""
    issuer = case.comparison("issuer")
    if issuer is None or issuer.fact is None or issuer.outcome not in {"differs", "disputed"}:
        return
    confidence = identity_confidence(case, "issuer") * fact_confidence(case, issuer)
    if issuer.fact.rank == "consensus":
        confidence = min(confidence, 0.8)  # many shorten an issuer alike
    if issuer.outcome == "disputed" or not _other_bodies(case, issuer):
        confidence = min(confidence, 0.5)
    if case.work is None or confidence < 0.35 or gives_other_name(case, issuer.fact.value):
        return
    yield about_citation(
        case,
        "WrongIssuer",
        top="error",
        confidence=confidence,
        written=issuer.written,
        actual=issuer.fact.value,
        message=Message(
            f"{case.citation.number} do {issuer.fact.value} ban hành, không phải {issuer.written}.",
            f"{case.citation.number} was issued by {issuer.fact.value}, not by {issuer.written}.",
        ),
        evidence=[shown(issuer.fact)],
        correction=corrected(case.citation, "issuer", issuer.fact.value, misread=case.doubtful),
    )


def _other_bodies(case: Case, issuer: Comparison) -> bool:
    """Both names are bodies that are known, and the sign does not stand with the one written."""
    number = parse_number(case.citation.number or "")
    of_sign = issuer_of_sign(number.sign) if number else None
    if of_sign is not None and same_issuer(issuer.written, of_sign):
        return False
    known = issuer.fact is not None and (level_of(issuer.fact.value) is not None or find_body(issuer.fact.value))
    return bool(known and (level_of(issuer.written) is not None or find_body(issuer.written)))


def wrong_type(case: Case) -> Iterator[Finding]:
    """The type word is not the work's type."""
    kind = case.comparison("type")
    if kind is None or kind.fact is None or kind.outcome != "differs":
        return
    number = parse_number(case.citation.number or "")
    if number is not None and number.allows(kind.written):
        return  # the sign allows both: a Party QĐ is a decision or a regulation
    confidence = identity_confidence(case, "type") * fact_confidence(case, kind)
    if confidence < 0.35:
        return
    yield about_citation(
        case,
        "WrongType",
        top="warning",
        confidence=confidence,
        written=kind.written,
        actual=kind.fact.value,
        message=Message(
            f"{case.citation.number} là {kind.fact.value}, không phải {kind.written}.",
            f"{case.citation.number} is a {kind.fact.value}, not a {kind.written}.",
        ),
        evidence=[shown(kind.fact)],
        correction=corrected(case.citation, "type", kind.fact.value, misread=case.doubtful),
    )


def wrong_title(case: Case) -> Iterator[Finding]:
    """The subject is shortened (a note) or a word with a meaning of its own differs (a warning)."""
    title = case.comparison("title")
    if title is None or title.fact is None or title.outcome in {"agrees", "unknown"}:
        return
    changed = title.outcome == "differs" and not _names_body_beside(case, title)
    if not changed and title.fact.rank == "consensus":
        return  # one office's short form against another's: neither is the title
    period = case.comparison("period")
    date = case.comparison("date")
    if changed and _only_years(title) and any(c is not None and c.outcome == "differs" for c in (period, date)):
        return  # the period or the date says it
    confidence = identity_confidence(case, "title") * fact_confidence(case, title)
    if title.fact.rank == "consensus":
        confidence = min(confidence, 0.5)  # several offices shorten one title in several ways
    if changed and not title.marked:  # about something else altogether: the words may be a neighbour's
        confidence = min(confidence, 0.7 if _date_settles(case) and _said_as_title(case) else 0.5)
    marked = ", ".join(title.marked)
    vi = "Trích yếu được rút gọn" if not changed else "Trích yếu khác tên văn bản"
    vi += f": {marked}" if changed and marked else ""
    en = (
        "The subject is shortened"
        if not changed
        else "The subject differs from the title" + (f": {marked}" if marked else "")
    )
    yield about_citation(
        case,
        "WrongTitle",
        top="warning" if changed else "note",
        confidence=confidence,
        written=title.written,
        actual=title.fact.value,
        message=Message(vi + ".", en + "."),
        evidence=[shown(title.fact)],
        span=case.citation.subject_span,
        correction=_mended_title(case, title),
    )


def _names_body_beside(case: Case, title: Comparison) -> bool:
    """All that is left out is the body's own name, which the citation gives beside the subject."""
    dropped = [w[1:] for w in title.marked if w.startswith("−")]
    issuer = fold_key(case.citation.issuer or "")
    return bool(dropped) and len(dropped) == len(title.marked) and fold_key(" ".join(dropped)) == issuer


def _mended_title(case: Case, title: Comparison) -> str | None:
    """The title as it is, in place of one with changed words; not where it may be the title of another document."""
    fact, place = title.fact, case.citation.subject_span
    known = fact is not None and fact.rank != "consensus" and title.outcome == "differs" and title.marked
    if fact is None or not known or place is None or case.doubtful:
        return None
    return title_in_style(case.trial.record.text.raw[place.start : place.end], fact.value)


_TITLE_OPENING = re.compile(
    r"^(?:về|v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|công bố|quyết định|thông qua|triển khai)\b", re.I
)


def _said_as_title(case: Case) -> bool:
    """The words open as a title does, and speak of the document, not of one of its articles."""
    span = case.citation.subject_span
    if case.citation.provisions or span is None:
        return False
    raw = case.trial.record.text.raw
    before = raw[max(0, span.start - 12) : span.start].split()
    return bool(_TITLE_OPENING.match(raw[span.start : span.end]) or (before and _TITLE_OPENING.match(before[-1])))


def wrong_period(case: Case) -> Iterator[Finding]:
    """The period is not the work's."""
    period = case.comparison("period")
    if period is None or period.fact is None or period.outcome != "differs":
        return
    name = case.citation.number or case.citation.type
    confidence = identity_confidence(case, "period") * fact_confidence(case, period)
    if confidence < 0.35:
        return
    if not _own_words(case, period.written):
        confidence = min(confidence, 0.5)  # it may be a neighbour's
    mended = subject_with_period(case, period.written, period.fact.value)
    yield about_citation(
        case,
        "WrongPeriod",
        top="error",
        confidence=confidence,
        written=period.written,
        actual=period.fact.value,
        message=Message(
            f"Giai đoạn của {name} là {period.fact.value}, không phải {period.written}.",
            f"The period of {name} is {period.fact.value}, not {period.written}.",
        ),
        evidence=[shown(period.fact)],
        span=case.citation.subject_span if mended else None,
        correction=mended,
    )


def subject_with_period(case: Case, written: str, actual: str) -> str | None:
    """The subject with its years put right, when it is known where it stands and its years stand there once."""
    place = case.citation.subject_span
    if place is None or case.doubtful:
        return None
    words = one_line(case.trial.record.text.raw[place.start : place.end])
    for old, new in zip(re.findall(r"\d{4}", written), re.findall(r"\d{4}", actual), strict=False):
        if old != new:
            if words.count(old) != 1:
                return None
            words = words.replace(old, new)
    return words


def _own_words(case: Case, period: str) -> bool:
    """Whether the years of a period stand in the citation's own words or in its subject."""
    words = f"{case.citation.quote} {case.citation.subject or ''}"
    return all(year in words for year in re.findall(r"\d{4}", period))


def year_of(date: str | None) -> int | None:
    """The year of a date as written."""
    return split_date(date)[0] if date else None
