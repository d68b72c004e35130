"""Form: what is missing or left over, in the document itself and in how it cites.

These are seldom errors: a draft has no number yet, and a writer may shorten a later citation. A blank is said once.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from graph.judge.case import Case, Trial
from graph.judge.compare_fields import date_agrees, same_type
from graph.judge.sentence import about_citation, about_document, say_date
from graph.judge.told import among_results
from ontology.dates import parse_day
from ontology.errors import Message
from ontology.fold import fold_key, fold_text
from ontology.numbers import number_key
from ontology.values import Finding, Span, Task

_NAMED_ALONE = {"luat", "bo luat", "phap lenh", "hien phap", "lenh"}


def incomplete(case: Case) -> Iterator[Finding]:
    """The first citation of a numbered document says its date and its body (a later one may be short)."""
    citation = case.citation
    if case.of_itself or citation.kind != "numbered" or not citation.number:
        return
    key = number_key(citation.number)
    if any(key == number_key(c.number) for c in case.trial.record.citations[: case.index] if c.number):
        return
    missing = []
    if not (citation.date or citation.date_as_written or _dated_behind(case)):  # a garbled one is said to be so
        missing.append(("ngày", "date"))
    if not citation.issuer:
        missing.append(("cơ quan ban hành", "issuing body"))
    if not missing or fold_text(citation.type or "") in _NAMED_ALONE:
        return
    vi, en = ", ".join(m[0] for m in missing), ", ".join(m[1] for m in missing)
    yield about_citation(
        case,
        "IncompleteCitation",
        top="note",
        confidence=0.8,
        written=citation.number,
        actual=None,
        message=Message(f"Viện dẫn lần đầu thiếu {vi}.", f"The first citation does not give the {en}."),
    )


def unnumbered(case: Case) -> Iterator[Finding]:
    """A basis named without number and date cannot be looked up (laws may be named alone).

    A text may speak of a programme by its name; what it stands on it cites.
    """
    citation = case.citation
    if case.of_itself or citation.kind != "named" or citation.number or citation.date:
        return
    if citation.role not in {"legal_basis", "implements"}:
        return
    if fold_text(citation.type or "") in _NAMED_ALONE or citation.refers_to is not None:
        return
    if any(c.index < case.index and c.key == case.key for c in case.trial.cases) or _in_own_title(case):
        return
    yield about_citation(
        case,
        "UnnumberedCitation",
        top="note",
        confidence=0.7,
        written=citation.subject or citation.quote,
        actual=None,
        message=Message("Văn bản được nhắc tên mà không có số, ngày.", "The document is named without number or date."),
    )


_BASES = re.compile(r"\b(?:can cu|thuc hien theo|xet de nghi)\b")


def _in_own_title(case: Case) -> bool:
    """The document names there what it is itself about: "KẾ HOẠCH Thực hiện Chương trình … giai đoạn 2022-2025"."""
    title = fold_key(case.trial.record.document.title or "")
    before = case.trial.record.text.raw[: case.citation.span.start]
    return fold_key(case.citation.quote) in title and not _BASES.search(fold_text(before))


_SAID_AFTER = re.compile(r"[\s,(]*(?:cung ngay|(?:duoc )?(?:ban hanh|ky|thong qua) (?:vao )?ngay \d)")


def _dated_behind(case: Case) -> bool:
    """ "… số 25/2021/QH15 cùng ngày", "… (được ban hành ngày 18/01/2022 bởi …)": the day is said behind it."""
    behind = case.trial.record.text.raw[case.citation.span.end :][:40]
    return _SAID_AFTER.match(fold_text(behind)) is not None


def blank_own(trial: Trial) -> Iterator[Finding]:
    """The document's own number or day is left blank."""
    own = trial.record.document
    if own.sign and not own.number:
        yield about_document(
            trial,
            "BlankOwnNumber",
            severity="note",
            confidence=0.95,
            written=own.sign,
            actual=None,
            message=Message("Số văn bản còn để trống.", "The document's own number is blank."),
        )
    if (own.sign or own.number) and (own.date is None or len(own.date) < 10):
        yield about_document(
            trial,
            "BlankOwnDate",
            severity="note",
            confidence=0.9,
            written=own.date,
            actual=None,
            message=Message(
                "Ngày ban hành còn để trống hoặc chưa đủ.", "The document's own date is blank or incomplete."
            ),
        )


def self_mismatch(case: Case) -> Iterator[Finding]:
    """Where the document names itself (the line above an appendix), number and date must be those of its head."""
    citation, own = case.citation, case.trial.record.document
    if not case.of_itself or "ocr" in citation.doubts:
        return
    pairs = []
    if citation.number and own.number and number_key(citation.number) != number_key(own.number):
        pairs.append((citation.number, own.number))
    if citation.date and own.date and not date_agrees(citation.date, own.date):
        pairs.append((citation.date, own.date))
    if (
        citation.kind == "numbered"
        and citation.type
        and own.type
        and citation.number
        and not same_type(citation.type, own.type)
    ):
        pairs.append((citation.type, own.type))
    for written, actual in pairs:
        yield about_citation(
            case,
            "SelfMismatch",
            top="warning",
            confidence=0.85 if len(pairs) == 1 else 0.7,
            written=written,
            actual=actual,
            message=Message(
                f"Văn bản tự dẫn là {say_date(written)}, nhưng phần đầu ghi {say_date(actual)}.",
                f"It calls itself {say_date(written, 'en')}, its head says {say_date(actual, 'en')}.",
            ),
        )


def stale_year(trial: Trial) -> Iterator[Finding]:
    """A year left over from last year's template: in its own name, in money provided, in a deadline before its day."""
    own, raw = trial.record.document, trial.record.text.raw
    if own.year is None:
        return
    for index, citation in enumerate(trial.record.citations):
        if citation.role != "self":
            continue
        for match in re.finditer(r"năm\s+(20\d\d)(?!\d|\s*[-–])", citation.quote):
            if int(match[1]) == own.year - 1:
                yield _stale(
                    trial,
                    match[1],
                    Span(citation.span.start + match.start(1), citation.span.start + match.end(1)),
                    index,
                )
    yield from _funds_of_last_year(trial, own.year)
    yield from _times_of_last_year(trial, own.year)
    for task in trial.record.tasks:
        if (
            task.deadline
            and int(task.deadline[:4]) == own.year - 1
            and task.deadline[:10] < trial.signed.first.isoformat()
            and not _dates_a_citation(trial, task)
        ):
            span = task.span if task.span and task.span.end <= len(raw) else None
            yield _stale(trial, task.deadline, span, None)


def _dates_a_citation(trial: Trial, task: Task) -> bool:
    """The day is that of a document cited in the task, which a table without lines gave it for its own."""
    place = task.span
    inside = (c for c in trial.record.citations if place and place.start <= c.span.start < place.end)
    return any(c.date == task.deadline for c in inside)


def _funds_of_last_year(trial: Trial, year: int) -> Iterator[Finding]:
    """Money to be provided in a year that is over: only where a plan provides it, never where it reports."""
    rows, raw = _leftovers()["funds_of_last_year"], trial.record.text.raw
    if not _provides(trial, year):
        return
    verbs, funds = ("|".join(map(re.escape, rows[name])) for name in ("verbs", "funds"))
    provides = re.compile(rf"\b(?:{verbs})\b[^.;:\n]{{0,60}}?\b(?:{funds})\s+năm\s+({year - 1})(?!\d|\s*[-–])", re.I)
    for match in provides.finditer(raw):
        if not (_tells(raw, match.start()) or _cited(trial, match.start(1))):
            yield _stale(trial, match[1], Span(match.start(1), match.end(1)), None)


def _times_of_last_year(trial: Trial, year: int) -> Iterator[Finding]:
    """A time of the year that is over, set for what is still to be done, or in an aim; what tasks say is told there."""
    raw, asked = trial.record.text.raw, [t.span for t in trial.record.tasks if t.span and t.deadline]
    if not _provides(trial, year):
        return
    verbs = "|".join(map(re.escape, _leftovers()["deadlines_of_last_year"]["verbs"]))
    last = rf"({_TIME}{year - 1})(?!\d|\s*[-–])"
    set_for = re.compile(rf"\b(?:{verbs})\s+(?:trước|chậm nhất|muộn nhất)\s+(?:(?:vào|là|trong)\s+)?{last}", re.I)
    aimed = re.compile(rf"\b(?:trước|trong|đến|hết)\s+{last}", re.I)
    places = [Span(m.start(1), m.end(1)) for m in set_for.finditer(raw)]
    for target in trial.record.targets:
        if target.span is not None and target.text.startswith(target.value):  # an aim, not a sentence that counts
            places += [Span(m.start(1), m.end(1)) for m in aimed.finditer(raw, target.span.start, target.span.end)]
    for place in sorted(set(places)):
        past = among_results(trial.record, place.start, trial.signed.first)
        in_task = any(s.start <= place.start < s.end for s in asked)
        if not (past or in_task or _tells(raw, place.start) or _cited(trial, place.start)):
            yield _stale(trial, " ".join(raw[place.start : place.end].split()), place, None)


_TIME = (
    r"(?:(?:ngày\s+)?\d{1,2}/\d{1,2}/"
    r"|(?:quý\s+(?:I{1,3}|IV|[1-4])|tháng\s+\d{1,2})(?:\s*/\s*|\s+năm\s+))"
)


def _provides(trial: Trial, year: int) -> bool:
    """A plan of a year, drawn up in it: one of December may still speak of the year that runs."""
    own = trial.record.document
    of_type = fold_text(own.type or "") in _leftovers()["funds_of_last_year"]["types"]
    return of_type and str(year - 1) not in (own.title or "") and trial.signed.first.year == year


def _tells(raw: str, at: int) -> bool:
    """The sentence tells of what was done or stands elsewhere."""
    told = _leftovers()["funds_of_last_year"]["told"]
    start = max(raw.rfind(mark, 0, at) for mark in ".;\n") + 1
    sentence = re.split(r"[.;\n]", raw[start : start + 500], maxsplit=1)[0]
    return re.search("|".join(rf"\b{re.escape(word)}\b" for word in told), sentence, re.I) is not None


@lru_cache(maxsize=1)
def _leftovers() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "leftovers.toml").read_text(encoding="utf-8"))


def _cited(trial: Trial, place: int) -> bool:
    """Within a citation or a cited document's title."""
    spans = [s for c in trial.record.citations for s in (c.span, c.subject_span) if s is not None and c.role != "self"]
    return any(s.start <= place < s.end for s in spans)


def _stale(trial: Trial, written: str, span: Span | None, index: int | None) -> Finding:
    year = str(trial.record.document.year)
    vi, en = (say_date(written, lang) if parse_day(written) else written for lang in ("vi", "en"))
    return about_document(
        trial,
        "StaleYear",
        severity="warning",
        confidence=0.75,
        written=written,
        actual=year,
        span=span,
        citation=index,
        message=Message(
            f"{vi} có vẻ còn sót lại từ văn bản năm trước (văn bản này của năm {year}).",
            f"{en} looks left over from last year's text (this document is of {year}).",
        ),
    )
