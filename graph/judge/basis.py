"""What a document stands on: a basis of a lower rank, bases that stand on each other, a plan without a superior one.

Only bodies whose level is certain are compared, and proposals, reports and letters from below are no bases of rank.
It says nothing when any basis has a body that it cannot place.
"""

import re
from collections.abc import Iterator

from graph.assigned import level_of
from graph.judge.case import Case, Trial
from graph.judge.sentence import about_citation, about_document
from graph.judge.series import year_in_number
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.values import Citation, Finding

_STANDING = {"legal_basis", "implements"}
_FROM_BELOW = {"to trinh", "bao cao", "cong van", "bien ban", "thong bao", "y kien", "de nghi", "phieu trinh"}
_PLANS = {"ke hoach", "chuong trinh", "phuong an"}
_DEEP = 4
_WIDE = 200


def rank_inversion(case: Case) -> Iterator[Finding]:
    """A superior body's document stands on an inferior body's."""
    citation, own = case.citation, case.trial.record.document.issuer
    if case.of_itself or citation.role != "legal_basis" or not own or not citation.number:
        return
    if fold_text(citation.type or "") in _FROM_BELOW or citation.issuer_from == "context":
        return
    issuer = (case.work.value("issuer") if case.work else None) or citation.issuer
    ours, theirs = level_of(own), level_of(issuer or "")
    if ours is None or theirs is None or theirs <= ours:
        return
    if _agreed_between_equals(citation):
        return
    yield about_citation(
        case,
        "RankInversion",
        top="warning",
        confidence=0.5 if _of_one_matter(case) else 0.8,
        written=issuer,
        actual=own,
        message=Message(
            f"Văn bản của {own} lấy văn bản của cấp dưới ({issuer}) làm căn cứ.",
            f"A document of {own} takes one of an inferior body ({issuer}) as its basis.",
        ),
    )


_COORDINATION = re.compile(r"^\W*(?:ve (?:viec )?)?(?:(?:quy che|chuong trinh|ke hoach) )?phoi hop\b")
_COORDINATION_SIGN = re.compile(r"\d[/-](?:\d{4}[/-])?(?:KHPH|CTPH|CTrPH|QCPH|KHLT|QCLN)\b")


def _agreed_between_equals(citation: Citation) -> bool:
    """A plan of working together binds those who signed it, whoever stands higher."""
    words = (citation.subject or "", citation.type or "", citation.quote)
    return any(_COORDINATION.match(fold_text(w)) for w in words) or bool(
        _COORDINATION_SIGN.search(citation.number or "")
    )


def _of_one_matter(case: Case) -> bool:
    """A decision that is no norm on one that is none: on a complaint, a site, a person the lower body decided first."""
    own = case.trial.record.document
    both = {fold_text(own.type or ""), fold_text(case.citation.type or "")} == {"quyet dinh"}
    return both and year_in_number(own.number) is None and year_in_number(case.citation.number) is None


def circular_basis(case: Case) -> Iterator[Finding]:
    """The basis stands, itself or through others, on this very document."""
    trial = case.trial
    own = trial.own_work
    if case.of_itself or own is None or case.citation.role not in _STANDING:
        return
    if case.work is None or case.work.iri == own or not _leads_to(trial, case.work.iri, own):
        return
    yield about_citation(
        case,
        "CircularBasis",
        top="warning",
        confidence=0.9,
        written=case.citation.number,
        actual=None,
        message=Message(
            "Văn bản được lấy làm căn cứ lại căn cứ vào chính văn bản này.",
            "The document taken as a basis stands on this very document.",
        ),
    )


def _leads_to(trial: Trial, start: str, goal: str) -> bool:
    level, seen = {start}, {start}
    for _ in range(_DEEP):
        following: set[str] = set()
        for work in level:
            for document in trial.lookup.documents_of(work):
                record = trial.lookup.record(document)
                roles = [c.role for c in record.citations] if record else []
                for role, resolution in zip(roles, trial.lookup.resolutions(document), strict=False):
                    if role in _STANDING and resolution.work:
                        following.add(resolution.work)
        if goal in following:
            return True
        level = following - seen
        seen |= level
        if not level or len(seen) > _WIDE:
            return False
    return False


def no_superior_basis(trial: Trial) -> Iterator[Finding]:
    """A plan that stands on no document of a superior body."""
    own = trial.record.document
    ours = level_of(own.issuer or "")
    if fold_text(own.type or "") not in _PLANS or not ours:
        return
    bases = [c for c in trial.cases if c.citation.role in _STANDING and not c.of_itself]
    levels = [level_of(_issuer(c) or "") for c in bases]
    if any(level is None or level < ours for level in levels):
        return
    yield about_document(
        trial,
        "NoSuperiorBasis",
        severity="note",
        confidence=0.7,
        written=None,
        actual=None,
        message=Message(
            "Kế hoạch không có căn cứ nào của cấp trên.", "The plan stands on no document of a superior body."
        ),
    )


def _issuer(case: Case) -> str | None:
    """Who issued a basis; a law named alone is certainly superior."""
    known = (case.work.value("issuer") if case.work else None) or case.citation.issuer
    of_the_state = fold_text(case.citation.type or "") in {"luat", "bo luat", "phap lenh", "hien phap", "nghi dinh"}
    return known or ("Chính phủ" if of_the_state else None)
