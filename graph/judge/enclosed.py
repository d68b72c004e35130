"""A citation that stands inside the words of another: what is written behind both may be of the outer one.

"Nghị định số 15/2018/NĐ-CP thay thế Nghị định số 38/2012/NĐ-CP ngày 02/02/2018": the day is that of the first. An outer
citation that has no day (or body) of its own, and a word that leads from it to the inner one, make the reading open.
So does an event: "Hội nghị triển khai Nghị quyết số 103/NQ-CP ngày 25/11/2017 tại Quảng Bình". Known facts and the
inner work's own year or body close it again; where nothing does, it refuses to accuse. The words are rows of
`enclosed.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from graph.issuers import same_issuer
from graph.judge.case import Case
from graph.judge.series import year_in_number
from ontology.dates import parse_day
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.values import Finding

Owner = Literal["inner", "open", "outer"]  # whose the words behind both are

_FARTHEST = 300  # characters between two citations of one phrase
_BREAK = re.compile(r";|\.\s|:|\n\s*(?:\n|[-–+•*]|\d+[.)]|[a-zđ]\)|Căn cứ|Thực hiện|Theo\b)")
_LIST = re.compile(r"[\s,]*(?:và|hoặc|với)?\s*")
_TOLD_AFTER_A_COMMA = re.compile(r",\s*(?:đến\s+)?ngày[^,]*$")
_CLAUSE = 120  # characters before a citation in which its clause names an event
_AMENDING = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\s+sửa đổi,?\s+(?:và\s+)?bổ sung"
    r"[^;\n.]{0,80}\bcủa\s+$"
)

_DATED = {"WrongDate", "NotYetIssued"}
_OUTDATED = {"NotInForce", "NoLongerInForce"}
_MAY_BE = Message(
    " Ngày hay cơ quan ấy cũng có thể là của văn bản hoặc sự việc khác nêu trong câu.",
    " The day or body may also be that of another document or event that the sentence names.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """What a citation stands in: the citation outside, or none where an amending act has no number of its own."""

    case: Case | None
    ends: bool = True  # it replaces, repeals or amends the inner one, and says so itself


def find_outer(case: Case) -> Outer | None:
    """The citation in whose words this one stands, at the end of a phrase that leads to it."""
    raw, cases = case.trial.record.text.raw, case.trial.cases
    first = case.index
    while first > 0:
        before, start = cases[first - 1].citation, cases[first].citation.span.start
        gap = raw[before.span.end : start]
        if before.span.end > start or len(gap) > _FARTHEST or _BREAK.search(gap):
            break
        if not _LIST.fullmatch(gap):
            words = fold_text(gap)
            ends = bool(_words("leads", "ends").search(words))
            leads = ends or _words("leads", "others").search(words)
            return Outer(case=cases[first - 1], ends=ends) if leads else None
        first -= 1
    start = cases[first].citation.span.start
    return Outer(case=None) if _AMENDING.search(raw[max(0, start - 120) : start]) else None


def only_of_inner(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a citation, without what is said of the outer one's words; what is open is a note."""
    for finding in findings:
        owner: Owner = "inner"
        if finding.kind in _DATED:
            known = finding.actual or (case.work.value("date") if case.work else None)
            owner = _owner_of_date(case, known or str(year_in_number(case.citation.number) or ""))
        elif finding.kind == "WrongIssuer":
            owner = _owner_of_issuer(case)
        elif finding.kind in _OUTDATED:
            outer = find_outer(case)
            owner = "outer" if outer is not None and outer.case is not None and outer.ends else "inner"
        if owner == "inner":
            yield finding
        elif owner == "open":
            message = Message(finding.message.vi + _MAY_BE.vi, finding.message.en + _MAY_BE.en)
            unsure = min(finding.confidence, 0.5)
            yield replace(finding, severity="note", confidence=unsure, message=message, correction=None)


def _owner_of_date(case: Case, actual: str) -> Owner:
    """Whose the day behind a citation is, where it is not the one its work has."""
    outer, written = find_outer(case), case.citation.date
    if written is None or (len(written) == 10 and parse_day(written) is None):
        return "inner"  # whosever it is, a day that no calendar has is wrong
    if written > actual and _tells_of_event(case) and not _body_is_of_inner(case, None):
        return "open"
    if outer is None:
        return "inner"
    if outer.case is None:
        return "open"
    if outer.case.citation.date is not None:
        return "inner"
    if outer.case.of_itself:  # "Quyết định này thay thế Quyết định số … ngày D": its own day stands in its head
        return "outer" if written == case.trial.record.document.date else "inner"
    known = outer.case.work.value("date") if outer.case.work else None
    if known == written:
        return "outer"
    if _body_is_of_inner(case, outer.case) or (written[:4] == actual[:4] and (known or written)[:4] != written[:4]):
        return "inner"
    return "inner" if known and written[5:] == actual[5:] else "open"


def _owner_of_issuer(case: Case) -> Owner:
    """Whose the body behind a citation is, where it is not the one that issued its work."""
    outer, written = find_outer(case), case.citation.issuer
    day, actual = case.citation.date, case.work.value("date") if case.work else None
    if day and actual and day > actual and _tells_of_event(case):
        return "open"  # the body whose event it is
    if outer is None or outer.case is None or not written:
        return "inner"
    work = outer.case.work
    known = (work.value("issuer") if work else None) or outer.case.citation.issuer
    return "outer" if known and same_issuer(written, known) else "inner"


def _tells_of_event(case: Case) -> bool:
    """The clause names something that is held on a day, before the citation or behind its day."""
    raw, span = case.trial.record.text.raw, case.citation.span
    before = re.split(_BREAK, raw[max(0, span.start - _CLAUSE) : span.start])[-1] or ""
    if case.citation.role != "legal_basis" and _words("events", "before").search(fold_text(before)):
        return True
    after = fold_text(raw[span.end : span.end + 40].lstrip(" ,"))
    told = _TOLD_AFTER_A_COMMA.search(case.citation.quote) and _words("events", "verbs").match(after)
    return bool(told or _words("events", "after").match(after))


@lru_cache(maxsize=8)
def _words(table: str, row: str) -> re.Pattern[str]:
    rows = tomllib.loads((Path(__file__).parent / "enclosed.toml").read_text(encoding="utf-8"))
    return re.compile(rf"\b(?:{'|'.join(rows[table][row])})\b")


def _body_is_of_inner(case: Case, outer: Case | None) -> bool:
    """The body written behind the day is the inner work's, and not the outer one's."""
    written, theirs = case.citation.issuer, outer.citation.issuer if outer else None
    mine = case.work.value("issuer") if case.work else None
    if case.citation.issuer_from != "words" or not written or not mine or not same_issuer(written, mine):
        return False
    return outer is None or (bool(theirs) and not same_issuer(written, theirs or ""))
