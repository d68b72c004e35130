"""A text seen as lines: where each stands, what a reader sees on it, and the same folded.

The header, the signature and the recipients are read line by line. Portal pages saved as text carry `|`, `*`, `#`
and rules of dashes; a reader sees through them, so `Line.shown` has none of them, while `start` and `end` still
count the text itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import overload

from loaders.chars import CharTable
from ontology.fold import fold_text

_DRESS = re.compile(r"[|*#_]+|^>+")
_RULE = re.compile(r"[-–—=_.*~\s|o]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a text. `cut`: a cell border or an empty line stands before it."""

    start: int
    end: int
    shown: str
    folded: str
    cut: bool = False

    @property
    def upper(self) -> bool:
        """Whether it is set in capitals."""
        return in_capitals(self.shown)


def in_capitals(words: str, *, least: int = 1) -> bool:
    """Whether words of so many letters are set in capitals, but for a few."""
    letters = [*filter(str.isalpha, words)]
    return len(letters) >= least and sum(map(str.isupper, letters)) >= 0.85 * len(letters)


def show_line(written: str) -> str:
    """The words of a line without table borders, emphasis and doubled spaces."""
    if "|" in written or "*" in written or "#" in written or "_" in written or written.startswith(">"):
        written = _DRESS.sub(" ", written)
    return " ".join(written.split())


def read_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines that show something, with a mark where a border or an empty line was."""
    return list(walk_lines(text, start, end))


class LinesAhead(Sequence[Line]):
    """The same, each read when it is asked for: whoever finds what they look for near the top reads no further."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._rest = walk_lines(text, start, end)
        self._read: list[Line] = []

    def _reach(self, count: int | None) -> list[Line]:
        if count is None or count < 0:
            self._read.extend(self._rest)
        elif count > len(self._read):
            self._read.extend(islice(self._rest, count - len(self._read)))
        return self._read

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        return self._reach(at.stop if isinstance(at, slice) else at + 1)[at]

    def __iter__(self) -> Iterator[Line]:
        at = 0
        while len(self._reach(at + 1)) > at:
            yield self._read[at]
            at += 1

    def __len__(self) -> int:
        return len(self._reach(None))


def walk_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The same one by one, for whoever stops early."""
    cut = True
    at, end = start, len(text) if end is None else end
    known, folded = _known_lines(text) if len(text) >= _DOCUMENT else ({}, "")
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if at == stop:
            cut, at = True, at + 1
            continue
        line = known.get((at, stop, cut))
        if line is None:
            line = _read_line(text, at, stop, folded[at:stop], cut)
            if len(known) < _REMEMBERED:
                known[at, stop, cut] = line
        if not line.shown:
            cut = True
        else:
            yield line
            cut = text[line.end - 1] == "|"
        at = stop + 1


_DOCUMENT = 1000
_REMEMBERED = 4096


@lru_cache(maxsize=2)
def _known_lines(text: str) -> tuple[dict[tuple[int, int, bool], Line], str]:
    """The first lines read of a document, by where they stand: its header, its end and its parts are read apart, and
    on a page or two these are the same lines. With them the whole text folded at once, quicker than line by line."""
    return {}, _FOLD.apply(text)


_ODD = "\ufffe"  # in the text folded: what does not fold to one character


def _fold_char(char: str) -> str:
    if char.isspace() or char in "|*#_":
        return " "
    folded = fold_text(char)
    return folded if len(folded) == 1 else _ODD


_FOLD = CharTable(_fold_char)


def _read_line(text: str, at: int, stop: int, folded: str, cut: bool) -> Line:
    """What stands between two line breaks; `shown` is empty where that is nothing, or a rule. `folded`: the same,
    folded with the whole text, or empty."""
    written = text[at:stop]
    shown = show_line(written)
    if not shown or _RULE.fullmatch(shown):
        return Line(start=at, end=stop, shown="", folded="")
    lead = len(written) - len(written.lstrip(" \t\r\f|*#_>"))
    odd = not folded or _ODD in folded or written[0] == ">"
    return Line(
        start=at + lead,
        end=at + len(written.rstrip()),
        shown=shown,
        folded=fold_text(shown) if odd else " ".join(folded.split()),
        cut=cut,
    )
