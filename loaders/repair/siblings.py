"""Clean texts that repeat a damaged passage: subordinate plans copy their directive, word for word.

Where four words in a row agree (marks aside) on both sides, and as many words stand between, the clean words are
taken over for those that the damage touched, provided that the damaged word can be the clean one. Numbers, signs
and dates are never taken over, and neither is a word that was sound: where a plan says something else than its
directive, it keeps its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from loaders.repair.channel import readings
from loaders.repair.model import syllable_model
from loaders.repair.patches import Edit
from loaders.repair.syllables import is_syllable, settle_style
from ontology.fold import fold_text
from ontology.values import Repaired

_WORD = re.compile(r"[^\W_]+(?:[¢€&][^\W_]*)?")
_ANCHOR = 4  # words that must agree on either side
_GAP = 6  # words between two anchors at most
_ALIKE = 65.0
_JOINS = ("-", "_", "@", "=", "%")  # parts of addresses
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    key: str


def find_in_siblings(raw: str, repaired: Repaired, siblings: Sequence[str]) -> Iterator[Edit]:
    """Changes to the repaired text that the siblings suggest, in order; nothing for a text that needed no repair."""
    if not repaired.repairs:
        return
    mine = _words(repaired.text)
    touched = _touched(mine, repaired)
    taken: dict[int, str] = {}
    for sibling in siblings:
        theirs = _words(sibling)
        for pairs in _opposite(mine, theirs):
            if not all(_may_be(raw, repaired, mine[at], theirs[other]) for at, other in pairs):
                continue  # the passages say different things here
            for at, other in pairs:
                if at in touched and at not in taken and is_syllable(theirs[other].text) and not _sound(mine, at):
                    taken[at] = _like(mine[at].text, theirs[other].text)
    for at in sorted(taken):
        if settle_style(taken[at].lower()) != settle_style(mine[at].text.lower()):
            yield Edit(
                start=mine[at].start, end=mine[at].end, new=taken[at], rule="sibling", confidence=_CONFIDENCE
            )  # fmt: skip


def _words(text: str) -> list[_Word]:
    return [
        _Word(m.start(), m.end(), m[0], fold_text(m[0]))
        for m in _WORD.finditer(text)
        if text[m.start() - 1 : m.start()] not in _JOINS and text[m.end() : m.end() + 1] not in _JOINS
    ]


def _touched(words: Sequence[_Word], repaired: Repaired) -> set[int]:
    """Words that were repaired, or are still no words, and their neighbours."""
    spans = iter(repaired.repairs)
    repair = next(spans, None)
    found: set[int] = set()
    for at, word in enumerate(words):
        while repair is not None and repair.repaired.end <= word.start:
            repair = next(spans, None)
        hit = repair is not None and repair.repaired.start < word.end and repair.rule != "marks"
        if hit or not (is_syllable(word.text) or word.text.isupper()):
            found.update((at - 1, at, at + 1))
    return found


def _sound(words: Sequence[_Word], at: int) -> bool:
    """Whether a word and a neighbour are known to stand together, or it is part of an address."""
    model = syllable_model()
    near = [settle_style(w.text.lower()) for w in words[max(0, at - 1) : at + 2]]
    return any(model.follows(b, a) for a, b in pairwise(near)) and is_syllable(words[at].text)


def _opposite(mine: Sequence[_Word], theirs: Sequence[_Word]) -> Iterator[list[tuple[int, int]]]:
    """Words that stand at the same places of the same passage, from anchor to anchor."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(theirs) - _ANCHOR + 1):
        key = tuple(w.key for w in theirs[at : at + _ANCHOR])
        places[key] = -1 if key in places else at  # -1: it stands there twice
    last: tuple[int, int] | None = None
    for at in range(len(mine) - _ANCHOR + 1):
        other = places.get(tuple(w.key for w in mine[at : at + _ANCHOR]), -1)
        if other < 0:
            continue
        if last and at - last[0] == other - last[1] and at - last[0] <= _ANCHOR + _GAP:
            yield [(last[0] + i, last[1] + i) for i in range(at - last[0])]
        last = (at, other)


def _may_be(raw: str, repaired: Repaired, mine: _Word, other: _Word) -> bool:
    """Whether the damaged word can be the clean one: its letters are like it, and neither holds a digit of a number."""
    if mine.key == other.key:
        return True
    if any(c.isdigit() for c in other.text) or mine.text.isdigit():
        return False
    span = repaired.origin_span(mine.start, mine.end)
    seen = raw[span.start : span.end]
    if seen.isdigit() or any(c in "/-\n" for c in seen):
        return False
    return ratio(fold_text(seen), other.key) >= _ALIKE or other.text.lower() in {r.word for r in readings(seen)}


def _like(mine: str, other: str) -> str:
    """The other word in the case of mine."""
    if mine.isupper() and len(mine) > 1:
        return other.upper()
    return other[0].upper() + other[1:] if mine[0].isupper() else (other if other.isupper() else other.lower())
