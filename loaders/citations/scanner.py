"""Reading over a scanner's shoulder: the words that citations are made of, recognised through its mistakes.

    Nghi quyét s6 76/NQ-CP ngay 15/7/2021 ctia Chinh phi   ->   Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ

Only the vocabulary of citations is restored (`scanned_words.toml`: types, bodies, "số", "ngày", "của", the words that open
a subject or a period), by likeness of whole phrases; digits and signs are never touched, they are the evidence. The
restored text lives only while citations are read: a map leads every span back. It refuses a likeness below a
bound that grows as phrases get shorter.
"""

# ruff: noqa: E501  patterns are read as one line

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from loaders.citations.folded import fold_page
from loaders.repair.syllables import is_syllable

_TOKEN = re.compile(r"[^\s.,;:()\[\]\"“”|]+")
_SKELETON = str.maketrans(
    {
        "6": "o",
        "0": "o",
        "4": "a",
        "1": "i",
        "l": "i",
        "|": "i",
        "!": "i",
        "?": "e",
        "5": "s",
        "'": "",
        "`": "",
        "~": "",
    }
)
_OF = re.compile(r"c[tlirf]{0,2}[uiya]{1,3}a|c[uti]{1,2}[ai]?ia|cta|cla|cua", re.I)
_DAY = re.compile(r"ng[a-z?]{1,2}y", re.I)
_YEAR = re.compile(r"n[a-z?]{0,2}m", re.I)
_SO = re.compile(r"s[6o0bdeé?:]{0,2}|50|5o", re.I)
_NUMBER = re.compile(r"\d{1,6}[a-z]?(?:/\d{4})?[-/]")
_ABOUT = re.compile(r"v[eéèẻê6]{1,2}", re.I)
_WIDEST = 9
_WORST = 50  # least likeness of one word inside a phrase


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text with its citation words restored, and the offset in the given text of each of its characters."""

    text: str
    origins: list[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the given text that a stretch of the restored text stands for."""
        return self.origins[start], self.origins[end - 1] + 1 if end > start else self.origins[start]


@cache
def _phrases() -> dict[int, dict[str, str]]:
    rows = tomllib.loads(Path(__file__).with_name("scanned_words.toml").read_text(encoding="utf-8"))["phrases"]
    table: dict[int, dict[str, str]] = {}
    for row in rows:
        table.setdefault(len(row.split()), {})[_skeleton(row)] = row
    return table


@cache
def _firsts() -> dict[int, set[str]]:
    return {size: {key[0] for key in rows} for size, rows in _phrases().items()}


def _skeleton(words: str) -> str:
    return " ".join(fold_page(words).low.translate(_SKELETON).split())


def _bound(key: str) -> float:
    return 93 if len(key) < 6 else 86 if len(key) < 9 else 82 if len(key) < 14 else 78


def _alike(key: str, rows: dict[str, str]) -> str | None:
    """The phrase a key most likely is."""
    if key in rows:
        return rows[key]
    keys = (key, "d" + key[1:]) if key[:1] in "pb" else (key,)  # Đ is often read as P or B
    for each in keys:
        best = process.extractOne(each, rows.keys(), scorer=fuzz.ratio, score_cutoff=_bound(each))
        if best is not None and _word_by_word(each, best[0]):
            return rows[best[0]]
    return None


def _word_by_word(key: str, phrase: str) -> bool:
    """No word of a phrase may be quite another: likeness of the whole alone would let phrases slip by a word."""
    words, wanted = key.split(), phrase.split()
    return len(words) == len(wanted) and all(fuzz.ratio(a, b) >= _WORST for a, b in zip(words, wanted, strict=True))


def restore_words(text: str) -> Scanned:
    """The text with the words of citations restored."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    keys = [_skeleton(text[a:b]) for a, b in tokens]
    edits: list[tuple[int, int, str]] = []
    index = 0
    while index < len(tokens):
        size, phrase = _phrase_at(text, tokens, keys, index)
        if phrase is not None:
            edits += _word_edits(text, tokens[index : index + size], phrase)
            index += size
            continue
        word = _small_word(text, tokens, index)
        if word is not None and text[slice(*tokens[index])] != word:
            edits += _word_edits(text, [tokens[index]], word)
        index += 1
    return _apply(text, edits)


def _stands(word: str, restored: str) -> bool:
    """Whether a word is sound Vietnamese, marks and all, and another word than the one it would become."""
    lower = word.lower()
    return not word.isascii() and is_syllable(lower) and _skeleton(lower) != _skeleton(restored)


def _phrase_at(text: str, tokens: list[tuple[int, int]], keys: list[str], index: int) -> tuple[int, str | None]:
    table, firsts = _phrases(), _firsts()
    first = keys[index][:1]
    for size in range(min(_WIDEST, len(tokens) - index), 0, -1):
        rows = table.get(size)
        if rows is None or (first not in firsts[size] and first not in "pb"):
            continue
        between = text[tokens[index][0] : tokens[index + size - 1][1]]
        if any(mark in between for mark in ";:.") or between.count("\n") > 4 * size:
            continue
        phrase = _alike(" ".join(keys[index : index + size]), rows)
        if phrase is None:
            continue
        words = [text[a:b] for a, b in tokens[index : index + size]]
        after = text[slice(*tokens[index + size])] if index + size < len(tokens) else ""
        if any(word.isdigit() for word in words) and not _NUMBER.match(after):
            continue  # "Đề án 06": figures, and no "số" before a number
        if not any(_stands(word, restored) for word, restored in zip(words, phrase.split(), strict=True)):
            return size, phrase
    return 1, None


def _word_edits(text: str, tokens: list[tuple[int, int]], phrase: str) -> list[tuple[int, int, str]]:
    edits = []
    for (start, end), word in zip(tokens, phrase.split(), strict=True):
        spelt = word
        if end - start > 1 and text[start:end].isupper():
            spelt = word.upper()
        elif text[start].isupper() and word[0].islower():
            spelt = word[0].upper() + word[1:]
        elif text[start].islower() and word[0].isupper() and phrase[0] == word[0]:
            spelt = word[0].lower() + word[1:]
        if text[start:end] != spelt:
            edits.append((start, end, spelt))
    return edits


def _small_word(text: str, tokens: list[tuple[int, int]], index: int) -> str | None:
    """A word too short to be recognised by itself, known by what follows it."""
    start, end = tokens[index]
    word = fold_page(text[start:end]).folded
    after = text[tokens[index + 1][0] : tokens[index + 1][1]] if index + 1 < len(tokens) else ""
    if _SO.fullmatch(word) and _NUMBER.match(after):
        return "số"
    if _DAY.fullmatch(word) and after[:1].isdigit():
        return "ngày"
    if _YEAR.fullmatch(word) and re.match(r"(?:19|20)\d\d", after):
        return "năm"
    if word.lower() == "cua" and index and fold_page(text[slice(*tokens[index - 1])]).low == "mot":
        return None  # một cửa
    if _OF.fullmatch(word) and not _stands(text[start:end], "của"):
        return "của"
    if _ABOUT.fullmatch(word) and after[:1].isalpha():
        return "về"
    return None


def _apply(text: str, edits: list[tuple[int, int, str]]) -> Scanned:
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for start, end, word in edits:
        parts += [text[at:start], word]
        origins += range(at, start)
        origins += [min(start + i, end - 1) for i in range(len(word) - 1)] + [end - 1]
        at = end
    parts.append(text[at:])
    origins += range(at, len(text) + 1)
    return Scanned("".join(parts), origins)
