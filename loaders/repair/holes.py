"""Glyphs that a font lost: `tri n khai`, `nhiệm v `, `đ u tư`, where each missing vowel left one space.

A font without ụ, ờ, ậ … leaves a hole for every such letter of the text, and only for those. So the letters that
Vietnamese prose of this length should hold and this text does not are what the holes may be; a syllable model
chooses among them, reading each clause as a whole. A text is touched only when whole letters are missing from it
and single consonants stand about.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.patterns import Hint, utf8
from loaders.repair.model import START, SyllableModel, syllable_model
from loaders.repair.patches import Edit
from loaders.repair.syllables import is_syllable, settle_style

_ORPHAN = re.compile(r"(?<![\w/.&'’-])(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])(?= )", re.I)
_MAYBE_ORPHAN = re.compile(r"[ \n(][bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX][ghiru]?h? ")  # the same, cheaply, some in vain
_ORPHANS = Hint(_MAYBE_ORPHAN.pattern)
_FRAGMENT = re.compile(r"[^\W\d_]+")
_VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_FEWEST_ORPHANS = 4
_ORPHAN_RATE = 0.01  # of all words
_LEAST_LETTERS = 150
_MOST_LOST = 40  # more: marks as such are missing, not a few glyphs
_EXPECTED = 5.0  # a letter should come up this often before its absence means anything
_PRESENT = 0.15  # of what is expected: less counts as lost
_LONGEST_CLAUSE = 60  # fragments read as a whole
_HOLE_COST = 1.0
_BROKEN = -26.0  # log weight of leaving a fragment that is no syllable
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of letters, and how many spaces follow it before the next on its line (None: no such neighbour)."""

    start: int
    end: int
    text: str
    gap: int | None
    tail: int  # spaces that follow in all


@dataclass(frozen=True, slots=True)
class _Reading:
    """`count` pieces from one on, read as a word, ending at `end` in the text."""

    word: str
    count: int
    end: int
    holes: int


def find_holes(text: str) -> Iterator[Edit]:
    """Words with their lost letters back, in order."""
    lost = lost_letters(text)
    if not lost:
        return
    model = syllable_model()
    for clause in _clauses(text):
        yield from _read_clause(text, clause, lost, model)


def lost_letters(text: str) -> str:
    """The letters that this text should hold and does not; empty when nothing shows that a font lost any."""
    fewest = max(_FEWEST_ORPHANS, _ORPHAN_RATE * text.count(" "))
    if not _ORPHANS.within(utf8(text), times=math.ceil(fewest)):
        return ""
    if len(_MAYBE_ORPHAN.findall(text)) < fewest or sum(1 for _ in _ORPHAN.finditer(text)) < fewest:
        return ""
    # A font has its capitals apart: "NHIỆM VỤ" in a heading says nothing about the ụ of the prose.
    seen = Counter(c for c in text if c.islower())
    if sum(seen.values()) < _LEAST_LETTERS:
        seen = Counter(text.lower())
    letters = sum(n for c, n in seen.items() if c.isalpha())
    shares = _letter_shares()
    absent = [c for c in _VOWELS if seen[c] <= _PRESENT * shares.get(c, 0) * letters]
    telling = [c for c in absent if shares.get(c, 0) * letters >= _EXPECTED]
    if letters < _LEAST_LETTERS or len(absent) > _MOST_LOST:
        return ""
    short = letters < 3000
    return "".join(absent) if len(telling) >= 2 or (short and len(absent) >= 2) else ""


@cache
def _letter_shares() -> dict[str, float]:
    """How often each letter comes up in administrative prose."""
    seen: Counter[str] = Counter()
    for word, count in syllable_model().counts.items():
        for letter in word:
            seen[letter] += count
    total = sum(seen.values())
    return {letter: count / total for letter, count in seen.items()}


def _clauses(text: str) -> Iterator[list[_Piece]]:
    """Runs of fragments with nothing but blanks between them."""
    run: list[_Piece] = []
    for match in _FRAGMENT.finditer(text):
        start, end = match.span()
        if run and not _blank(text, run[-1].end, start):
            yield run
            run = []
        tail = 0
        while end + tail < len(text) and text[end + tail] == " ":
            tail += 1
        joined = end + tail < len(text) and text[end + tail].isalpha()
        run.append(_Piece(start, end, match[0], tail if joined else None, tail))
        if len(run) >= _LONGEST_CLAUSE:
            yield run
            run = []
    if run:
        yield run


def _blank(text: str, start: int, end: int) -> bool:
    return 0 < end - start < 40 and text[start:end].isspace() and text.count("\n", start, end) < 4


def _read_clause(text: str, clause: Sequence[_Piece], lost: str, model: SyllableModel) -> Iterator[Edit]:
    """The best reading of a clause by dynamic programming over (piece, word before)."""
    best: list[dict[str, tuple[float, _Reading | None, int, str]]] = [{} for _ in range(len(clause) + 1)]
    best[0][START] = (0.0, None, 0, "")
    for at in range(len(clause)):
        if not best[at]:
            continue
        readings = _readings(text, clause, at, lost)
        for before, (score, *_) in best[at].items():
            for reading in readings:
                total = score + _weight(reading, before, model)
                kept = best[at + reading.count].get(reading.word)
                if kept is None or total > kept[0]:
                    best[at + reading.count][reading.word] = (total, reading, at, before)
        for later in best[at + 1 : at + 4]:
            _prune(later)
    yield from _edits(text, clause, best, lost, model)


def _prune(states: dict[str, tuple[float, _Reading | None, int, str]], width: int = 24) -> None:
    if len(states) > width:
        for word in sorted(states, key=lambda w: states[w][0])[:-width]:
            del states[word]


def _weight(reading: _Reading, before: str, model: SyllableModel) -> float:
    if not is_syllable(reading.word):
        return _BROKEN if reading.word.islower() and len(reading.word) < 4 else -14.0
    return model.log(settle_style(reading.word), before) - _HOLE_COST * reading.holes


def _readings(text: str, clause: Sequence[_Piece], at: int, lost: str) -> list[_Reading]:
    """What may stand here: the piece itself, the piece with a hole at an end, or pieces joined over holes."""
    piece = clause[at]
    found = [_Reading(piece.text.lower(), 1, piece.end, 0)]
    before_hole = _leading_hole(text, clause, at)
    for letter in lost:
        if before_hole:
            found += _valid(letter + piece.text.lower(), 1, piece.end, 1)
        if piece.tail and (piece.gap is None or piece.gap > 1):
            found += _valid(piece.text.lower() + letter, 1, piece.end + 1, 1)
        if piece.gap == 1 and at + 1 < len(clause):
            joined = piece.text.lower() + letter + clause[at + 1].text.lower()
            found += _valid(joined, 2, clause[at + 1].end, 1)
    return found


def _valid(word: str, count: int, end: int, holes: int) -> list[_Reading]:
    return [_Reading(word, count, end, holes)] if is_syllable(word) else []


def _leading_hole(text: str, clause: Sequence[_Piece], at: int) -> bool:
    """Whether a space too many stands before this piece: `đáp  ng` for `đáp ứng`."""
    start = clause[at].start
    return text[max(0, start - 2) : start] == "  " and (at == 0 or clause[at - 1].end <= start - 2)


def _edits(
    text: str,
    clause: Sequence[_Piece],
    best: Sequence[dict[str, tuple[float, _Reading | None, int, str]]],
    lost: str,
    model: SyllableModel,
) -> Iterator[Edit]:
    """The changes of the best path, left to right, each with what speaks for it against the other fillings."""
    path: list[tuple[_Reading, int, str]] = []
    at, word = len(clause), max(best[-1], key=lambda w: best[-1][w][0], default="")
    while at and word in best[at]:
        _, reading, previous, before = best[at][word]
        if reading is None:
            break
        path.append((reading, previous, before))
        at, word = previous, before
    path.reverse()
    done = 0
    for number, (reading, first, before) in enumerate(path):
        start = clause[first].start
        if not reading.holes:
            continue
        after = path[number + 1][0].word if number + 1 < len(path) else None
        confidence = _confidence(reading, _readings(text, clause, first, lost), before, after, model)
        if confidence < _SURE:
            continue
        if reading.count == 1 and reading.end == clause[first].end:
            start -= 1  # the hole stands before the piece
        if start < done:
            continue
        done = reading.end
        yield Edit(
            start=start, end=reading.end, new=_cased(reading.word, clause[first : first + reading.count]),
            rule="lost_glyph", confidence=round(confidence, 3),
        )  # fmt: skip


def _confidence(
    chosen: _Reading, readings: Sequence[_Reading], before: str, after: str | None, model: SyllableModel
) -> float:
    """The share of the chosen filling among all fillings of the same stretch, given its neighbours."""
    rivals = [r for r in readings if r.end == chosen.end and (r.holes or is_syllable(r.word))]

    def log(reading: _Reading) -> float:
        score = _weight(reading, before, model)
        return score + model.log(after, settle_style(reading.word)) if after and is_syllable(after) else score

    top = log(chosen)
    return 1.0 / sum(math.exp(min(50.0, log(r) - top)) for r in rivals)


def _cased(word: str, pieces: Sequence[_Piece]) -> str:
    letters = "".join(p.text for p in pieces)
    if letters.isupper() and (len(letters) > 1 or pieces[0].end - pieces[0].start > 1):
        return word.upper()
    return word[0].upper() + word[1:] if letters[0].isupper() else word
