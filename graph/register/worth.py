"""What a register row is worth as evidence: who stands behind it, and whether it denies itself.

A row is kept as it came; here it is only weighed. What cannot be so (a day that does not exist or is of another year
than its own number's, an end before its beginning) is held against nobody, and what else such a row says may warn and
carries no error.
"""

from collections.abc import Iterator

from graph.fit import Written
from graph.identity import type_of
from graph.works import Member
from ontology.dates import parse_day
from ontology.fold import fold_text
from ontology.numbers import parse_number
from ontology.values import ForcePeriod

UNSOURCED = 0.85  # what a row is worth that nobody gives a source for: it may warn
_DERIVED = 0.5  # and one drawn from other documents' citations: a witness
_FROM_CITATIONS = ("vien dan", "citation")  # a source that is other documents' words
_NEVER_OVER = ("expires_before_start", "expires_before_date")


def row_quality(source: str | None, *, named: bool = False) -> float:
    """How far a register row is trusted: without a source it carries no error, drawn from citations it only notes.
    What a row says of the document that it acts upon was written for that one's sake: it carries no error either.

    >>> row_quality("CSDL quốc gia"), row_quality(None), row_quality("tổng hợp từ viện dẫn")
    (1.0, 0.85, 0.5)
    >>> row_quality("CSDL quốc gia", named=True), row_quality("viện dẫn", named=True)
    (0.85, 0.5)
    """
    words = fold_text(source or "")
    if any(w in words for w in _FROM_CITATIONS):
        return _DERIVED
    return 1.0 if words and not named else UNSOURCED


def denials(number: str, *, date: str | None, since: str | None, until: str | None) -> Iterator[str]:
    """What a row says against itself, by the names of the audit's checks.

    >>> list(denials("35/2022/NĐ-CP", date="2024-05-28", since="2022-07-15", until=None))
    ['year_against_date']
    >>> list(denials("71/2021/QĐ-UBND", date="2021-03-10", since="2021-03-20", until="2021-01-01"))
    ['expires_before_start', 'expires_before_date']
    """
    parsed = parse_number(number)
    if parsed and parsed.year and date and not date.startswith(str(parsed.year)):
        yield "year_against_date"
    if since and until and until < since:
        yield "expires_before_start"
    if date and until and until < date:
        yield "expires_before_date"


def member_of_row(
    source: str,
    number: str,
    *,
    type_: str | None,
    date: str | None,
    issuer: str | None,
    title: str | None,
    since: str | None,
    until: str | None,
    said_by: str | None,
    named: bool,
) -> Member:
    """A row as the works see it: `source` is its IRI, `said_by` whoever stands behind it."""
    date, since, until = _real(date), _real(since), _real(until)
    denied = set(denials(number, date=date, since=since, until=until))
    if "year_against_date" in denied:
        date = None
    if denied.intersection(_NEVER_OVER):
        until = None
    force = (ForcePeriod(since=since, until=until, source=source),) if since or until else ()
    quality = row_quality(said_by, named=named)
    return Member(
        source=source,
        rank="register",
        said=Written(number=number, type=type_of(number, type_), date=date, issuer=issuer, title=title),
        quality=min(quality, UNSOURCED) if denied else quality,
        force=force,
        type_as_said=type_,
        quote=said_by or "",
        named=named,
    )


def _real(day: str | None) -> str | None:
    """No day that does not exist: it is kept in the row, and nobody is measured by it."""
    return None if day and len(day) == len("2024-01-01") and parse_day(day) is None else day
