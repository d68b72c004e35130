"""Words that a scanner misread: `Nghi quyét s6 76/NQ-CP ctia Chinh phi` to `Nghị quyết số 76/NQ-CP của Chính phủ`.

A stretch of text is touched only when most of its words have lost their marks and yet look like Vietnamese; a clean
text, and a passage in another language, never is. Every word of a clause may be one of a few syllables; how they
follow one another decides, and what stays in doubt stays as it is. Numbers, signs and dates are walls that no
reading crosses or changes; the one exception is Đ inside a sign (QD for QĐ), which no other letter can be.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.repair.channel import readings
from loaders.repair.model import START, syllable_model
from loaders.repair.patches import Edit
from loaders.repair.syllables import is_syllable, settle_style
from ontology.fold import fold_text

_WINDOW = 1500  # characters judged together
_FEW_MARKS = 0.2  # bytes beyond one per character: clean Vietnamese has 0.35
_CHUNK = re.compile(r"\S+")
_CORE = re.compile(r"^[\W_]*?((?:[^\W_]|[¢€@|&])(?:.*[^\W_]|.*[¢€&])?)[\W_]*$")
_WALL = re.compile(r"\d.*[/.-]|/.*\d|[/-].*[A-Z]{2}|@.*\.|https?:|www\.|\.(?:vn|com|gov)\b|[A-Z]{2,}.*/")
_ENDS = re.compile(r"[.;:!?)\]\"”]\W*$")
_OPENS = re.compile(r"^\W*[(\[“\"]")
_SCALE = 1.0  # how heavily a mistake weighs against the language
_SURE, _SURE_OTHER_LETTERS, _SURE_ALIEN = 0.5, 0.75, 0.35
_UNKNOWN = -15.0
_SIGN_D = re.compile(
    r"(?<![A-Za-z])(?:(?P<qd>QD)(?=[-/][A-ZĐ])|(?<=[\d\s]/)(?P<nd>ND)(?=-CP)|(?<=[-/])(?P<hd>HDND)\b|(?P<ld>BLDTBXH|SLDTBXH)\b)"
)
_QUARTER = re.compile(r"\bQu[yýỷ] (?P<n>[1Il]{2,3}|[1Il]V)(?![\w/])")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word to be read: where it stands, and what it may be."""

    start: int
    end: int
    text: str
    options: tuple[tuple[str, float], ...]  # reading (lower case), log weight; the first is the word as it stands


def find_scan_damage(text: str, *, scanned: bool = False) -> Iterator[Edit]:
    """Misread words put right, in order."""
    for start, end in damaged_stretches(text):
        edits = [*_words_put_right(text, start, end), *_signs(text, start, end)]
        done = start
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.start >= done:
                done = edit.end
                yield edit


def damaged_stretches(text: str) -> list[tuple[int, int]]:
    """Stretches that have lost their marks and are Vietnamese all the same."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = min(len(text), start + _WINDOW)
        if end < len(text):
            line = text.rfind("\n", start + 1, end)
            space = text.rfind(" ", start + 1, end)
            end = line + 1 if line > start else space + 1 if space > start else end
        part = text[start:end]
        if len(part.encode("utf-8", "surrogatepass")) - len(part) < _FEW_MARKS * len(part) and _is_damaged(part):
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        start = end
    return found


def _is_damaged(part: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", part) if len(w) > 1 and not w.isupper()]
    if len(words) < 6:
        words = [w for w in re.findall(r"[^\W\d_]+", part) if len(w) > 1]
        if len(words) < 4:
            return False
    marked = sum(not w.isascii() for w in words) / len(words)
    alien = sum(not is_syllable(w) for w in words) / len(words)
    known = sum(fold_text(w) in _skeletons() for w in words) / len(words)
    return known >= 0.6 and ((marked < 0.5 and alien > 0.04) or (marked < 0.3 and known > 0.8))


_KNOWN_SKELETONS: set[str] = set()


def _skeletons() -> set[str]:
    if not _KNOWN_SKELETONS:
        _KNOWN_SKELETONS.update(fold_text(w) for w in syllable_model().counts)
    return _KNOWN_SKELETONS


# ------------------------------------------------------------------ words


def _words_put_right(text: str, start: int, end: int) -> Iterator[Edit]:
    for clause in _clauses(text, start, end):
        shares = _posteriors(clause)
        for at, word in enumerate(clause):
            reading, share = _choose(word, shares[at])
            new = _cased(reading, clause, at)
            if new != word.text:
                yield Edit(start=word.start, end=word.end, new=new, rule="scan", confidence=round(share, 3))


def _choose(word: _Word, shares: Sequence[float]) -> tuple[str, float]:
    """The reading to believe: the best where it is sure enough, else the best with the same letters, else the word."""
    lower = word.options[0][0]
    letters = fold_text(lower)
    share, best = max((s, r) for s, (r, _) in zip(shares, word.options, strict=True))
    same = [(s, r) for s, (r, _) in zip(shares, word.options, strict=True) if fold_text(r) == letters]
    if fold_text(best) != letters and share >= (_SURE_ALIEN if not is_syllable(lower) else _SURE_OTHER_LETTERS):
        return best, share
    kept, reading = max(same)
    whole = sum(s for s, _ in same)
    if whole > 0 and kept / whole >= _SURE and (is_syllable(reading) or fold_text(best) == letters):
        return reading, kept
    return lower, 1.0


def _clauses(text: str, start: int, end: int) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    behind = start
    for chunk in _CHUNK.finditer(text, start, end):
        if run and (_OPENS.match(chunk[0]) or text.count("\n", behind, chunk.start()) > 1):
            yield run
            run = []
        behind = chunk.end()
        word = None if _WALL.search(chunk[0]) else _word(chunk)
        if word is None:
            if run:
                yield run
            run = []
            continue
        run.append(word)
        if _ENDS.search(chunk[0]) or len(run) >= 80:
            yield run
            run = []
    if run:
        yield run


def _word(chunk: re.Match[str]) -> _Word | None:
    """A chunk that can be read as one word; None for numbers, abbreviations and signs."""
    core = _CORE.match(chunk[0])
    if core is None:
        return None
    written = core[1]
    letters = sum(c.isalpha() for c in written)
    digits = sum(c.isdigit() for c in written)
    if "&" in written and ((letters > 1 and not written.islower()) or (letters == 0 and written != "&")):
        return None
    if (
        not (letters or written == "&")
        or digits > 2
        or (digits > letters and not written[0].islower())
        or len(written) > 8
    ):
        return None
    if any(not (c.isalnum() or c in "¢€@|&") for c in written):
        return None
    lower = written.lower()
    if written.isupper() and letters > 1 and digits:
        return None
    found = readings(written)
    if written.isupper() and len(written) > 1 and not (is_syllable(lower) or any(r.cost < 2.5 for r in found)):
        return None
    model = syllable_model()
    own = 0.0 if settle_style(lower) in model.counts else (-6.0 if is_syllable(lower) else _UNKNOWN)
    options = {lower: own} | {r.word: -_SCALE * r.cost for r in found if r.word != lower}
    start = chunk.start() + core.start(1)
    return _Word(start, start + len(written), written, tuple(options.items()))


def _posteriors(clause: Sequence[_Word]) -> list[list[float]]:
    """How likely each option of each word is, all other words considered (forward and backward)."""
    log = _logs()
    steps: list[list[list[float]]] = []
    before: Sequence[tuple[str, float]] = ((START, 0.0),)
    for word in clause:
        steps.append([[log(o, b) + weight for o, weight in word.options] for b, _ in before])
        before = word.options
    forward: list[list[float]] = []
    last = [0.0]
    for step in steps:
        last = [_sum([last[b] + row[o] for b, row in enumerate(step)]) for o in range(len(step[0]))]
        forward.append(last)
    backward: list[list[float]] = [[0.0] * len(last)]
    for step in reversed(steps[1:]):
        ahead = backward[-1]
        backward.append([_sum([row[o] + ahead[o] for o in range(len(ahead))]) for row in step])
    backward.reverse()
    total = _sum(forward[-1])
    return [
        [math.exp(min(0.0, f + b - total)) for f, b in zip(fs, bs, strict=True)]
        for fs, bs in zip(forward, backward, strict=True)
    ]


@cache
def _logs() -> Callable[[str, str], float]:
    model = syllable_model()
    return lru_cache(maxsize=500_000)(lambda word, before: model.log(settle_style(word), settle_style(before)))


def _sum(logs: list[float]) -> float:
    top = max(logs)
    return top + math.log(sum(math.exp(x - top) for x in logs))


def _cased(reading: str, clause: Sequence[_Word], at: int) -> str:
    written = clause[at].text
    if reading == written.lower():
        return written
    letters = [c for c in written if c.isalpha()]
    if len(letters) > 1 and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        near = [w.text for w in clause[max(0, at - 1) : at + 2] if w is not clause[at]]
        if not any(c.isdigit() for c in written) or any(n.isupper() for n in near):
            return reading.upper()
    return reading[0].upper() + reading[1:] if letters and letters[0].isupper() and written[0].isupper() else reading


# ------------------------------------------------------------------ signs and quarters


def _signs(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _SIGN_D.finditer(text, start, end):
        new = match[0].replace("QD", "QĐ").replace("ND-", "NĐ-")
        if match["nd"]:
            new = "NĐ"
        elif match["hd"]:
            new = "HĐND"
        elif match["ld"]:
            new = match[0].replace("LD", "LĐ")
        yield Edit(start=match.start(), end=match.end(), new=new, rule="sign", confidence=0.95)
    for match in _QUARTER.finditer(text, start, end):
        number = match["n"].replace("1", "I").replace("l", "I")
        yield Edit(start=match.start(), end=match.end(), new=f"Quý {number}", rule="quarter", confidence=0.6)
