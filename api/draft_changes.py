"""Two checks of one draft beside each other: what was mended between them, what is left, what is new.

Findings are the same when they say the same of the same words; where in the text these stand does not matter, since a
draft grows and shrinks while it is worked on.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ontology.fold import fold_key

FindingView = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChanges:
    """The findings of two checks, told apart."""

    mended: tuple[FindingView, ...]
    left: tuple[FindingView, ...]
    new: tuple[FindingView, ...]


def _essence(finding: FindingView) -> tuple[str, str, str, str]:
    return (finding["kind"], fold_key(finding["quote"] or ""), finding["written"] or "", finding["actual"] or "")


def compare_checks(before: Sequence[FindingView], now: Sequence[FindingView]) -> DraftChanges:
    """What became of the findings of an earlier check."""
    waiting = Counter(_essence(f) for f in before)
    left: list[FindingView] = []
    new: list[FindingView] = []
    for finding in now:
        essence = _essence(finding)
        if waiting[essence]:
            waiting[essence] -= 1
            left.append(finding)
        else:
            new.append(finding)
    mended: list[FindingView] = []
    for finding in reversed(before):
        essence = _essence(finding)
        if waiting[essence]:
            waiting[essence] -= 1
            mended.insert(0, finding)
    return DraftChanges(mended=tuple(mended), left=tuple(left), new=tuple(new))
