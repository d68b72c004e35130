"""One verdict for each citation: right, wrong, outdated, ambiguous, not in the graph, or not checked, and why.

`right` means that every field written was compared and agrees. Whatever could not be compared is said to be so:
silence must never pass for approval.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from graph.judge.case import Case, Trial
from graph.judge.sentence import LIKELY
from graph.lookup import Lookup
from ontology.errors import Message
from ontology.finding_kinds import find_kind
from ontology.values import Finding, Record, Resolution, Status

_STILL_STANDING = {"Amended", "PeriodEnded", "BodyAbolished"}  # outdated in part: no verdict on the citation
_FIELD_OF = {
    "WrongType": "type", "WrongNumber": "number", "WrongDate": "date", "WrongIssuer": "issuer", "WrongTitle": "title",
    "WrongPeriod": "period",
}  # fmt: skip
_FIELDS = {
    "type": ("loại văn bản", "type"),
    "number": ("số", "number"),
    "date": ("ngày", "date"),
    "issuer": ("cơ quan", "issuer"),
    "title": ("trích yếu", "subject"),
    "period": ("giai đoạn", "period"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is held of one citation."""

    status: Status
    why: Message
    findings: tuple[str, ...] = ()


def verdicts(
    record: Record,
    resolutions: Sequence[Resolution],
    findings: Sequence[Finding],
    lookup: Lookup,
    *,
    as_of: dt.date | None = None,
    aside: Sequence[Finding] = (),
    trial: Trial | None = None,
) -> tuple[Verdict, ...]:
    """One verdict a citation, in their order. `aside` are findings that a person or a rule has dismissed.

    `trial` is the one the findings come from, where it is at hand, so that nothing is compared twice.
    """
    trial = trial or Trial(record=record, resolutions=resolutions, lookup=lookup, as_of=as_of or dt.date.today())
    of_citation: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.citation is not None:
            of_citation[finding.citation].append(finding)
    accepted: dict[int | None, set[str]] = defaultdict(set)
    for finding in aside:
        accepted[finding.citation].add(_FIELD_OF.get(finding.kind, ""))
    return tuple(_verdict(case, of_citation[case.index], accepted[case.index]) for case in trial.cases)


def _verdict(case: Case, findings: Sequence[Finding], accepted: Set[str]) -> Verdict:
    status, why = _status(case, findings, accepted)
    return Verdict(status=status, why=why, findings=tuple(f.id for f in findings))


def _status(case: Case, findings: Sequence[Finding], accepted: Set[str]) -> tuple[Status, Message]:
    misquotes = [f for f in findings if _family(f) == "misquote" or f.kind in {"NotYetIssued", "SelfMismatch"}]
    accusing = [f for f in misquotes if f.severity == "error" or (f.severity == "warning" and _settled(f))]
    if accusing:
        worst = min(accusing, key=lambda f: (f.severity != "error", -f.confidence))
        return "wrong", worst.message
    if case.of_itself:
        return "not_checked", Message("Văn bản nói về chính nó.", "The document speaks of itself.")
    stale = [f for f in findings if _family(f) == "outdated" and f.kind not in _STILL_STANDING]
    if any(f.severity != "note" for f in stale):
        return "outdated", next(f for f in stale if f.severity != "note").message
    if case.resolution.outcome == "ambiguous":
        return "ambiguous", _or(
            case, Message("Có nhiều văn bản có thể là văn bản được dẫn.", "Several documents may be meant.")
        )
    if case.work is None or case.hearsay:
        if case.citation.number is None and case.resolution.key is None:
            return "not_checked", Message("Không có số nên không tra được.", "It has no number to look up.")
        unknown = _or(case, Message("Văn bản này chưa có trong kho.", "This document is not in the store."))
        if case.hearsay:  # that number, date and issuer agree is said of other citations: nothing was compared
            unknown = Message(
                "Kho chỉ biết văn bản này qua các lời viện dẫn, chưa có toàn văn hay dòng sổ để đối chiếu.",
                "The store knows this document from citations only, with no text and no row of a register to compare.",
            )
        if misquotes:  # what its own words already show is said beside it, or the two would seem at odds
            seen = misquotes[0].message
            unknown = Message(
                f"{unknown.vi} Riêng chữ đã ghi: {seen.vi}", f"{unknown.en} By its words alone: {seen.en}"
            )
        return "not_in_graph", unknown
    if stale:
        return "outdated", stale[0].message
    return _compared(case, misquotes, accepted)


def _family(finding: Finding) -> str:
    row = find_kind(finding.kind)
    return row.family if row else ""


def _settled(finding: Finding) -> bool:
    """Sure enough to call the citation wrong; a work that was only probably meant never is."""
    return finding.confidence >= LIKELY and finding.kind not in {"WrongNumber", "SignFormat"}


def _or(case: Case, default: Message) -> Message:
    return case.resolution.why if case.resolution.why.vi else default


def _compared(case: Case, misquotes: Sequence[Finding], accepted: Set[str]) -> tuple[Status, Message]:
    serious = [f for f in misquotes if f.kind != "WrongTitle" or not _only_shortened(case)]
    if serious:
        return "not_checked", Message(
            "Cần kiểm tra lại: " + serious[0].message.vi, "To be checked: " + serious[0].message.en
        )
    open_ = [c for c in case.comparisons if c.outcome in {"unknown", "differs", "disputed"}]
    unknown = [c.field for c in open_ if c.field not in accepted]
    if unknown:
        vi, en = (", ".join(_FIELDS[f][i] for f in unknown) for i in (0, 1))
        return "not_checked", Message(f"Chưa có gì để đối chiếu: {vi}.", f"Nothing to compare with: {en}.")
    if len(open_) > len(unknown):
        vi, en = (", ".join(_FIELDS[c.field][i] for c in open_) for i in (0, 1))
        return "right", Message(f"Khớp; đã được chấp nhận: {vi}.", f"Agrees; accepted by a person: {en}.")
    if case.work is not None and any(_weak(c) for c in case.comparisons):
        return "right", Message(
            "Mọi nội dung đã ghi khớp với các văn bản khác cùng viện dẫn.",
            "Every field written agrees with what other documents cite.",
        )
    return "right", Message("Mọi nội dung đã ghi đều khớp.", "Every field written agrees.")


def _weak(comparison: object) -> bool:
    fact = getattr(comparison, "fact", None)
    return fact is not None and fact.rank == "consensus"


def _only_shortened(case: Case) -> bool:
    title = case.comparison("title")
    return title is not None and title.outcome == "abridged"
