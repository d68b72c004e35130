"""How likely one Vietnamese syllable is behind another, in administrative prose.

A small interpolated bigram model over syllable counts (`syllable_counts.tsv`, built by
`benchmarks/repair_model.py`). It is read only when a text is found broken. It knows nothing of meaning; the repair
asks it which of a few readings of a damaged word fits its neighbours.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from loaders.repair.syllables import is_syllable, settle_style

MODEL = Path(str(files("loaders.repair") / "syllable_counts.tsv"))
PHRASES = Path(str(files("loaders.repair") / "phrases.txt"))
START = "<s>"
_CLAUSE = re.compile(r"[.,;:!?()\[\]\"“”|*/\d&+=%]+|\s[-–]\s|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_BIGRAM_WEIGHT = 0.85
_UNSEEN = 1e-7


def split_clauses(text: str) -> Iterator[list[str]]:
    """The syllables of each clause, lower case; what is no syllable ends a clause."""
    for clause in _CLAUSE.split(text):
        run: list[str] = []
        for word in _WORD.findall(clause):
            lower = word.lower()
            if is_syllable(lower) and not (word.isupper() and len(word) > 1 and word.isascii()):
                run.append(settle_style(lower))
                continue
            if run:
                yield run
            run = []
        if run:
            yield run


class SyllableModel:
    """log P(syllable | syllable before)."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self._pairs: dict[tuple[str, str], int] = {}
        self._followed: dict[str, int] = {}
        for line in MODEL.read_text(encoding="utf-8").splitlines():
            key, _, count = line.rpartition("\t")
            before, _, word = key.rpartition(" ")
            if before:
                self._pairs[before, word] = int(count)
                self._followed[before] = self._followed.get(before, 0) + int(count)
            else:
                self.counts[key] = int(count)
        self._total = sum(self.counts.values())

    def log(self, word: str, before: str = START) -> float:
        """Natural logarithm of the smoothed probability."""
        alone = self.counts.get(word, 0) / self._total or _UNSEEN
        pair = self._pairs.get((before, word), 0) / (self._followed.get(before, 0) + 3)
        return math.log(_BIGRAM_WEIGHT * pair + (1 - _BIGRAM_WEIGHT) * alone)

    def follows(self, word: str, before: str) -> bool:
        """Whether the pair was met at all."""
        return (before, word) in self._pairs


@cache
def syllable_model() -> SyllableModel:
    """The model, read once."""
    return SyllableModel()
