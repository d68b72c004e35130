"""A text seen as lines: where each stands, what a reader sees on it, and the same folded.

The header, the signature and the recipients are read line by line. Portal pages saved as text carry `|`, `*`, `#`
and rules of dashes; a reader sees through them, so `Line.shown` has none of them, while `start` and `end` still
count the text itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    return " ".join(_DRESS.sub(" ", written).split())


def read_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines that show something, with a mark where a border or an empty line was."""
    return list(walk_lines(text, start, end))


def walk_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The same one by one, for whoever stops early."""
    cut = True
    at, end = start, len(text) if end is None else end
    known = _known_lines(text) if len(text) >= _DOCUMENT else {}
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if at == stop:
            cut, at = True, at + 1
            continue
        line = known.get((at, stop))
        if line is None:
            line = _read_line(text, at, stop)
            if len(known) < _REMEMBERED:
                known[at, stop] = line
        if not line.shown:
            cut = True
        else:
            yield _behind_a_cut(line) if cut else line
            cut = text[line.end - 1] == "|"
        at = stop + 1


def _behind_a_cut(line: Line) -> Line:
    return Line(start=line.start, end=line.end, shown=line.shown, folded=line.folded, cut=True)


_DOCUMENT = 1000
_REMEMBERED = 4096


@lru_cache(maxsize=2)
def _known_lines(text: str) -> dict[tuple[int, int], Line]:
    """The first lines read of a document, by where they stand: its header, its end and its parts are read apart, and
    on a page or two these are the same lines."""
    return {}


def _read_line(text: str, at: int, stop: int) -> Line:
    """What stands between two line breaks; `shown` is empty where that is nothing, or a rule."""
    written = text[at:stop]
    shown = show_line(written)
    if not shown or _RULE.fullmatch(shown):
        return Line(start=at, end=stop, shown="", folded="")
    lead = len(written) - len(written.lstrip(" \t\r\f|*#_>"))
    return Line(start=at + lead, end=at + len(written.rstrip()), shown=shown, folded=fold_text(shown))
