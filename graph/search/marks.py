"""What a hit shows: the original words, those that were asked for marked.

Matching is done on folded words, marking on the letters as they stand, so that a page shows what the document says. A
passage is cut to a window where most of the words stand.

>>> mark_words("Kế hoạch cải cách", tokens=("cai",))
(Marked(text='Kế hoạch ', hit=False), Marked(text='cải', hit=True), Marked(text=' cách', hit=False))
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.search.tokens import written_tokens

WINDOW = 260  # characters of a passage that are shown
_BEFORE = 60
_POINTING, _LED = 12, 20


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the original: asked for, or not."""

    text: str
    hit: bool = False


def mark_words(text: str, *, tokens: Sequence[str], prefix: str = "") -> tuple[Marked, ...]:
    """The whole text, the words asked for marked; nothing is lost."""
    found: list[Marked] = []
    at = 0
    for start, end in _places(text, tokens, prefix):
        if start > at:
            found.append(Marked(text[at:start]))
        found.append(Marked(text[start:end], True))
        at = end
    if at < len(text):
        found.append(Marked(text[at:]))
    return tuple(found)


def cut_snippet(text: str, *, tokens: Sequence[str], prefix: str = "") -> tuple[Marked, ...]:
    """The window of a passage in which the most different words asked for stand, on one line."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= WINDOW + _BEFORE:
        return mark_words(line, tokens=tokens, prefix=prefix)
    places = _places(line, tokens, prefix)
    starts = [max(0, start - _BEFORE) for start, _ in places] or [0]
    best = max(starts, key=lambda s: (len({line[a:b].lower() for a, b in places if s <= a and b <= s + WINDOW}), -s))
    start = line.find(" ", best) + 1 if best else 0
    end = len(line) if start + WINDOW >= len(line) else line.rfind(" ", start, start + WINDOW)
    end = end if end > start else start + WINDOW
    opening, closing = "… " if start else "", " …" if end < len(line) else ""
    return mark_words(opening + line[start:end] + closing, tokens=tokens, prefix=prefix)


def words_at_hit(text: str, *, tokens: Sequence[str], prefix: str = "") -> str:
    """Some words of the one line of the original where most of the words asked for stand: what leads a reader there."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return ""
    best = max(lines, key=lambda line: (len(_places(line, tokens, prefix)), len(line)))
    places = _places(best, tokens, prefix)
    start = best.rfind(" ", 0, max(0, places[0][0] - _LED)) + 1 if places and places[0][0] > _LED else 0
    return " ".join(best[start:].split()[:_POINTING])


def _places(text: str, tokens: Sequence[str], prefix: str) -> list[tuple[int, int]]:
    wanted = set(tokens)
    return [
        (start, end)
        for start, end, token in written_tokens(text)
        if token in wanted or (prefix and token.startswith(prefix))
    ]
