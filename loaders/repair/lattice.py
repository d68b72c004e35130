"""Which of its possible readings each word of a clause has, all words of the clause considered together.

Every word brings a few options with a weight; the syllable model says how likely one follows another; forward and
backward sums give each option its share. The tables between two words are kept, since prose repeats itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from loaders.repair.model import START, syllable_model
from loaders.repair.syllables import settle_style
from ontology.fold import fold_text

if TYPE_CHECKING:  # loaded where it is used: it takes a tenth of a second, and clean texts do not need it
    import numpy as np
    from numpy.typing import NDArray

    _Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """What a word may be, lower case; the first is the word as it stands."""

    words: tuple[str, ...]
    weights: _Numbers  # natural logarithms
    same_letters: tuple[bool, ...]  # as the word itself, marks aside


def make_options(weighted: dict[str, float]) -> Options:
    """Options from readings and their log weights, in that order."""
    import numpy as np

    words = tuple(weighted)
    letters = fold_text(words[0])
    return Options(words, np.array(list(weighted.values())), tuple(fold_text(w) == letters for w in words))


def share_out(clause: Sequence[Options]) -> list[_Numbers]:
    """For each word the share of each of its options."""
    import numpy as np

    forward: list[_Numbers] = []
    here = np.ones(1)
    before: Options | None = None
    for options in clause:
        here = here @ _between(before, options)
        here = here / here.sum()
        forward.append(here)
        before = options
    shares = [forward[-1]]
    behind = np.ones(len(clause[-1].words))
    for at in range(len(clause) - 1, 0, -1):
        behind = _between(clause[at - 1], clause[at]) @ behind
        behind = behind / behind.sum()
        share = forward[at - 1] * behind
        shares.append(share / share.sum())
    shares.reverse()
    return shares


@lru_cache(maxsize=100_000)
def _between(before: Options | None, options: Options) -> _Numbers:
    """How likely each option is behind each option of the word before, up to a factor."""
    import numpy as np

    model = syllable_model()
    rows = [settle_style(w) for w in before.words] if before else [START]
    columns = [settle_style(w) for w in options.words]
    logs = np.array([[model.log(after, first) for after in columns] for first in rows]) + options.weights
    table: _Numbers = np.exp(np.maximum(logs - logs.max(), -600.0))
    return table
