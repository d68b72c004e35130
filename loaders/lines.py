"""A text seen as lines: where each stands, what a reader sees on it, and the same folded.

The header, the signature and the recipients are read line by line. Portal pages saved as text carry `|`, `*`, `#`
and rules of dashes; a reader sees through them, so `Line.shown` has none of them, while `start` and `end` still
count the text itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
        letters = [c for c in self.shown if c.isalpha()]
        return bool(letters) and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


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
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        written = text[at:stop]
        shown = show_line(written)
        if not shown or _RULE.fullmatch(shown):
            cut = True
        else:
            lead = len(written) - len(written.lstrip(" \t\r\f|*#_>"))
            yield Line(start=at + lead, end=at + len(written.rstrip()), shown=shown, folded=fold_text(shown), cut=cut)
            cut = written.rstrip().endswith("|")
        at = stop + 1
