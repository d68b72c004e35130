"""What a scanner may have seen: for a damaged word the syllables it may stand for, each with a cost.

A scanner loses the marks of Vietnamese letters and takes them for other letters: ứ for `ir` or `tr`, ủ for `ti`, ộ
for `9` or `b`, ê for `¢`, Đ for `P`. The table of such mistakes is data (`confusions.toml`). Readings are made from
the damaged word by at most two mistakes and kept only when they are syllables that prose is known to use.
"""

import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from loaders.repair.model import syllable_model
from ontology.fold import fold_text

_DEAREST = 5.2
_LETTER_SCALE = 1.7  # a changed letter weighs more than a lost mark
_MOST = 12
_P_FOR_D = 0.6
_LOST_MARK, _OTHER_MARK, _ADDED_MARK, _SAME_QUALITY = 0.5, 0.7, 1.6, 0.3
_QUALITY = {"\u0302", "\u0306", "\u031b"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A syllable, lower case, and what it costs to believe that the scanner saw it so."""

    word: str
    cost: float


@lru_cache(maxsize=65536)
def readings(written: str) -> tuple[Reading, ...]:
    """The syllables, lower case, that may stand behind this word, the likeliest first."""
    found = _readings(written.lower(), 0.0)
    if written[:1] == "P":  # what a scanner makes of Đ
        for word, cost in _readings("d" + written[1:].lower(), _P_FOR_D).items():
            if word[0] == "đ":
                found[word] = min(cost, found.get(word, 99.0))
    model = syllable_model()
    ranked = sorted(found, key=lambda w: found[w] - model.log(w))
    return tuple(Reading(w, found[w]) for w in ranked[:_MOST])


def _readings(seen: str, paid: float) -> dict[str, float]:
    plain = _plain(seen)
    found: dict[str, float] = {}
    for skeleton, cost in _skeletons(plain).items():
        for word in _by_skeleton().get(skeleton, ()):
            total = (
                paid
                + _LETTER_SCALE * cost
                + (_mark_cost(seen, word) if skeleton == plain and len(word) == len(seen) else _marks(word))
            )
            if total < _LETTER_SCALE * _DEAREST + 1.5 and total < found.get(word, 99.0):
                found[word] = total
    return found


def _plain(seen: str) -> str:
    """Folded, one character for each; signs that scanners put for letters stay."""
    return "".join(fold_text(c) or c for c in seen)


@cache
def _by_skeleton() -> dict[str, tuple[str, ...]]:
    """The known syllables under their folded letters."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in syllable_model().counts:
        groups[fold_text(word)].append(word)
    return {k: tuple(v) for k, v in groups.items()}


@cache
def loan_words() -> frozenset[str]:
    """Foreign words that office prose uses."""
    return frozenset(_table()["loans"].split())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("loaders.repair") / "confusions.toml").read_text(encoding="utf-8"))


@cache
def _confusions() -> tuple[dict[str, list[tuple[str, float]]], dict[str, float]]:
    """What one or two seen characters may be, and what may have been swallowed."""
    table = _table()
    seen: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in table["seen"]:
        for one in row["as"].split():
            for other in row["for"].split():
                if one != other:
                    seen[one].append((other, float(row["cost"])))
    return dict(seen), {c: float(row["cost"]) for row in table["swallowed"] for c in row["letters"].split()}


def _skeletons(plain: str) -> dict[str, float]:
    """Folded words at most two mistakes away."""
    found = {plain: 0.0}
    edge = {plain: (0.0, 0)}
    for _ in range(2):
        following: dict[str, tuple[float, int]] = {}
        for word, (cost, start) in edge.items():
            for other, more, at in _one_mistake(word, start):
                total = cost + more
                if total <= _DEAREST and total < found.get(other, 99.0):
                    found[other] = total
                    following[other] = (total, at)
        edge = following
    return found


def _one_mistake(word: str, start: int) -> list[tuple[str, float, int]]:
    seen, swallowed = _confusions()
    made: list[tuple[str, float, int]] = []
    for at in range(start, len(word)):
        for width in (1, 2):
            for other, cost in seen.get(word[at : at + width], ()) if at + width <= len(word) else ():
                if at == 0 and word[0] in "dbg" and other in "oa":
                    continue  # a first letter is a consonant and stays one
                made.append((word[:at] + other + word[at + width :], cost, at + len(other)))
        if len(word) > 2:
            made.append((word[:at] + word[at + 1 :], 2.8, at))
    if len(word) > 1:
        for at in range(start, len(word) + 1):
            made += [(word[:at] + c + word[at:], cost, at + 1) for c, cost in swallowed.items()]
    elif start == 0:  # a single consonant has surely lost its vowel
        made += [(word + c, 1.6, 2) for c, cost in swallowed.items() if cost < 3]
    return made


def _mark_cost(seen: str, word: str) -> float:
    """What the marks cost when the letters agree one by one."""
    return sum(_one_mark(a, b) for a, b in zip(seen, word, strict=True))


@lru_cache(maxsize=4096)
def _one_mark(seen: str, meant: str) -> float:
    if seen == meant:
        return 0.0
    if seen.isascii():
        return _LOST_MARK
    if meant.isascii():
        return _ADDED_MARK
    one, other = set(unicodedata.normalize("NFD", seen)), set(unicodedata.normalize("NFD", meant))
    if one & other & _QUALITY or ("\u0301" in one and other & _QUALITY):
        return _SAME_QUALITY
    return _OTHER_MARK


def _marks(word: str) -> float:
    return _LOST_MARK * sum(not c.isascii() for c in word)
