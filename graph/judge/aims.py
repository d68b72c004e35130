"""The aims of a directive beside those of a plan: which is taken up, and whether less is asked.

An aim is told by its words without its figures. A plan may shorten a sentence: what it says must then stand in the
directive's aim almost whole.
"""

import re
from collections.abc import Iterator

from graph.judge.passages import Weights, weigh_words, words_of
from ontology.values import Record, Target

_LIKE = 0.7
_SHORTENED = 0.9
_LEAST_WORDS = 5

_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_AT_MOST = re.compile(r"\b(không quá|dưới|tối đa|ít hơn|giảm còn)\b", re.I)


def weakened(directive: str, plan: str) -> tuple[str, str] | None:
    """(written, demanded) when one percentage stands on each side and the plan's asks less.

    >>> weakened("100% hồ sơ được số hóa", "80% hồ sơ được số hóa")
    ('80%', '100%')
    """
    asked, given = _AMOUNT.findall(directive), _AMOUNT.findall(plan)
    if len(asked) != 1 or len(given) != 1:
        return None
    one, other = float(asked[0].replace(",", ".")), float(given[0].replace(",", "."))
    less = other > one if _AT_MOST.search(directive) and _AT_MOST.search(plan) else other < one
    return (f"{given[0]}%", f"{asked[0]}%") if less else None


_DAY = re.compile(r"(?:trước|trong|đến)?(?: hết)?(?: ngày)? \d{1,2}/\d{1,2}(?:/\d{4})?", re.I)


def aims_taken_up(directive: Record, plan: Record) -> Iterator[tuple[Target, Target, bool]]:
    """Each aim of the directive, the plan's aim that is most like it, and whether any like it has the same value."""
    ours = [(t, _words(t)) for t in plan.targets]
    aims = [(t, _words(t)) for t in directive.targets]
    weights = weigh_words([w for _, w in (*aims, *ours)])
    for aim, words in aims:
        score, nearest = max(
            ((_likeness(weights, words, w), t) for t, w in ours), key=lambda p: p[0], default=(0.0, None)
        )
        if nearest is not None and score >= _LIKE:
            same = any(aim.value == t.value and _likeness(weights, words, w) >= _LIKE for t, w in ours)
            yield aim, nearest, same


def _words(aim: Target) -> frozenset[str]:
    return words_of(_DAY.sub(" ", _AMOUNT.sub(" ", aim.text)))


def _likeness(weights: Weights, asked: frozenset[str], given: frozenset[str]) -> float:
    shortened = len(given) >= _LEAST_WORDS and weights.share(given, asked) >= _SHORTENED
    return max(weights.likeness(asked, given), weights.share(given, asked) if shortened else 0.0)
