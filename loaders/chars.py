"""A whole text through a table of characters, one for one: offsets stay valid.

`str.translate` asks a dictionary for every character, which in a long text took longer than all the patterns read
afterwards: there the table is an array, filled as characters are met. One short document does not pay for loading
numpy. It refuses folds that change the length.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_LITTLE = 500_000  # characters of a process's work that one by one take less than loading numpy
_UNMET = 0xFFFF  # no character of a text: the one code that is worked out every time


class _Work:
    """How many characters this process has folded one by one."""

    done = 0


def is_little(text: str) -> bool:
    """Whether a text is folded one character at a time: a word or two, or the first of a process's work."""
    if len(text) < 48:
        return True
    if _Work.done > _LITTLE:
        return False
    _Work.done += len(text)
    return _Work.done <= _LITTLE


class Folds(dict[int, str]):
    """What each character met so far becomes, as `str.translate` reads it."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold(chr(code))
        return folded


class CharTable:
    """What each character becomes, by a function from one character to one of the first 65,536."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._folds = Folds(fold)

    @cached_property
    def _codes(self) -> npt.NDArray[np.uint16]:
        import numpy as np

        return np.full(0x10000, _UNMET, np.uint16)

    def apply(self, text: str) -> str:
        """The text of the same length.

        >>> CharTable(str.upper).apply("số 𝟙a")
        'SỐ 𝟙A'
        """
        if is_little(text):
            return text.translate(self._folds)
        import numpy as np

        coded = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        if len(coded) == len(text):
            return self._look_up(coded)
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        far = np.flatnonzero(wide > 0xFFFF)
        folded = np.frombuffer(
            self._look_up(np.where(wide > 0xFFFF, 0, wide).astype(np.uint16)).encode("utf-32-le", "surrogatepass"),
            np.uint32,
        ).copy()
        folded[far] = [ord(self._fold(chr(code))) for code in wide[far]]
        return folded.tobytes().decode("utf-32-le", "surrogatepass")

    def _look_up(self, coded: npt.NDArray[np.uint16]) -> str:
        import numpy as np

        folded = self._codes.take(coded)
        if len(folded) and folded.max() == _UNMET:
            for code in np.unique(coded[folded == _UNMET]):
                self._codes[code] = ord(self._fold(chr(code)))
            folded = self._codes.take(coded)
        return folded.tobytes().decode("utf-16-le", "surrogatepass")
