"""Words that a scanner misread: `Nghi quyét s6 76/NQ-CP ctia Chinh phi` to `Nghị quyết số 76/NQ-CP của Chính phủ`.

A stretch of text is touched only when most of its words have lost their marks and yet look like Vietnamese; a clean
text, and a passage in another language, never is. Every word of a clause may be one of a few syllables; how they
follow one another decides, and what stays in doubt stays as it is. Numbers, signs and dates are walls that no
reading crosses or changes; the one exception is Đ inside a sign (QD for QĐ), which no other letter can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.repair.channel import loan_words, readings
from loaders.repair.lattice import Options, make_options, share_out
from loaders.repair.model import syllable_model
from loaders.repair.patches import Edit
from loaders.repair.syllables import is_syllable, settle_style
from ontology.fold import fold_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WINDOW = 1500  # characters judged together
_FEW_MARKS = 0.2  # bytes beyond one per character: clean Vietnamese has 0.35
_CHUNK = re.compile(r"\S+")
_CORE = re.compile(r"^[\W_]*?((?:[^\W_]|[¢€@|&])(?:.*[^\W_]|.*[¢€&])?)[\W_]*$")
_WALL = re.compile(r"\d.*[/.-]|/.*\d|[/-].*[A-Z]{2}|@.*\.|https?:|www\.|\.(?:vn|com|gov)\b|[A-Z]{2,}.*/")
_ENDS = re.compile(r"[.;:!?)\]\"”]\W*$")
_OPENS = re.compile(r"^\W*[(\[“\"]")
_LONGEST, _LONGEST_CHUNK = 8, 40
_FEW_WORDS = 20  # fewer words without marks show nothing
_ABBREVIATIONS = frozenset(["TW", "TU", "HU", "QU", "UB", "TP", "TT", "VP"])
_SURE, _SURE_OTHER_LETTERS, _SURE_ALIEN = 0.5, 0.75, 0.35
_SURE_LIGHT, _MARK_ONLY = 0.8, 1.6
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
    options: Options


def find_scan_damage(text: str, *, scanned: bool = False) -> Iterator[Edit]:
    """Misread words put right, in order."""
    for start, end, light in _stretches(text, scanned):
        edits = [*_words_put_right(text, start, end, light), *_signs(text, start, end)]
        done = start
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.start >= done:
                done = edit.end
                yield edit


def _stretches(text: str, scanned: bool) -> Iterator[tuple[int, int, bool]]:
    """What is to be read again: the damaged stretches, and lightly the rest of a text known to be scanned."""
    done = 0
    for start, end in damaged_stretches(text):
        if scanned and start > done:
            yield done, start, True
        yield start, end, False
        done = end
    if scanned and done < len(text):
        yield done, len(text), True


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
    return known >= 0.6 and (
        (marked < 0.5 and alien > 0.04) or (marked < 0.3 and known > 0.8 and len(words) >= _FEW_WORDS)
    )


@cache
def _skeletons() -> frozenset[str]:
    return frozenset(fold_text(w) for w in syllable_model().counts)


# ------------------------------------------------------------------ words


def _words_put_right(text: str, start: int, end: int, light: bool) -> Iterator[Edit]:
    for clause in _clauses(text, start, end, light):
        shares = share_out([word.options for word in clause])
        for at, word in enumerate(clause):
            reading, share = _choose(word.options, shares[at], light=light, met=light and _met(clause, shares, at))
            if _stands(clause, at):
                continue
            new = _cased(reading, clause, at)
            if new != word.text:
                yield Edit(start=word.start, end=word.end, new=new, rule="scan", confidence=round(share, 3))


def _stands(clause: Sequence[_Word], at: int) -> bool:
    """Whether a word is right as written: it has its marks, and prose has it beside a neighbour that has them too."""
    model = syllable_model()
    words = [settle_style(w.text.lower()) for w in clause[max(0, at - 1) : at + 2]]
    own = settle_style(clause[at].text.lower())
    if own.isascii() or own not in model.counts:
        return False
    pairs = [pair for pair in pairwise(words) if own in pair and all(not w.isascii() for w in pair)]
    return any(model.follows(second, first) for first, second in pairs)


def _met(clause: Sequence[_Word], shares: Sequence[NDArray[np.float64]], at: int) -> bool:
    """Whether the best reading was ever met beside the best reading of a neighbour."""
    model = syllable_model()
    best = [
        settle_style(clause[i].options.words[int(shares[i].argmax())]) if 0 <= i < len(clause) else ""
        for i in (at - 1, at, at + 1)
    ]
    return model.follows(best[1], best[0]) or model.follows(best[2], best[1])


def _choose(options: Options, shares: NDArray[np.float64], *, light: bool, met: bool) -> tuple[str, float]:
    """The reading to believe: the best where it is sure enough, else the best with the same letters, else the word."""
    own = options.words[0]
    best = int(shares.argmax())
    if light:
        return (options.words[best], float(shares[best])) if shares[best] >= _SURE_LIGHT and met else (own, 1.0)
    best_same = options.same_letters[best]
    if not best_same and shares[best] >= (_SURE_OTHER_LETTERS if is_syllable(own) else _SURE_ALIEN):
        return options.words[best], float(shares[best])
    same = [at for at, yes in enumerate(options.same_letters) if yes]
    kept = max(same, key=lambda at: shares[at])
    reading, whole = options.words[kept], sum(shares[at] for at in same)
    if whole > 0 and shares[kept] / whole >= _SURE and (is_syllable(reading) or best_same):
        return reading, float(shares[kept])
    return own, 1.0


def _clauses(text: str, start: int, end: int, light: bool) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    behind = start
    for chunk in _CHUNK.finditer(text, start, end):
        if run and (_OPENS.match(chunk[0]) or text.count("\n", behind, chunk.start()) > 1):
            yield run
            run = []
        behind = chunk.end()
        word = None if len(chunk[0]) > _LONGEST_CHUNK or _WALL.search(chunk[0]) else _word(chunk, light)
        if word is None:
            if run:
                yield run
            run = []
            continue
        run.append(word)
        if _ENDS.search(chunk[0][-12:]) or len(run) >= 80:
            yield run
            run = []
    if run:
        yield run


def _word(chunk: re.Match[str], light: bool) -> _Word | None:
    """A chunk that can be read as one word; None for numbers, abbreviations and signs."""
    core = _CORE.match(chunk[0])
    options = _options(core[1], light) if core and len(core[1]) <= _LONGEST else None
    if core is None or options is None:
        return None
    start = chunk.start() + core.start(1)
    return _Word(start, start + len(core[1]), core[1], options)


@lru_cache(maxsize=65536)
def _options(written: str, light: bool) -> Options | None:
    """What a written word may be. In a lightly damaged text only what is no word, or an unknown one, is in question."""
    letters = sum(c.isalpha() for c in written)
    digits = sum(c.isdigit() for c in written)
    if "&" in written and ((letters > 1 and not written.islower()) or (letters == 0 and written != "&")):
        return None
    if not (letters or written == "&") or digits > 2 or (digits > letters and not written[0].islower()):
        return None
    if light and not (written.isupper() or written[1:].islower()):
        return None
    if any(not (c.isalnum() or c in "¢€@|&") for c in written) or (written.isupper() and letters > 1 and digits):
        return None
    if written in _ABBREVIATIONS:
        return None
    lower = written.lower()
    if lower in loan_words():
        return None
    known = settle_style(lower) in syllable_model().counts
    if light and (known or digits or letters < 3 or (is_syllable(lower) and written[0].isupper())):
        return make_options({lower: 0.0}) if is_syllable(lower) else None
    found = readings(written)
    if light and is_syllable(lower):
        found = tuple(r for r in found if r.cost <= _MARK_ONLY)
    if written.isupper() and len(written) > 1 and not (is_syllable(lower) or any(r.cost < 2.5 for r in found)):
        return None
    own = 0.0 if known else (-6.0 if is_syllable(lower) else _UNKNOWN)
    return make_options({lower: own} | {r.word: -r.cost for r in found if r.word != lower})


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
