"""The text again, one ASCII character for each of its own, so that plain patterns can read it.

Vietnamese words are written with tone marks that are lost, moved or typed in other ways; signs are typed `QĐ`, `QÐ`
or `QD`. Every pattern of this package reads the folded text, where case is kept, marks are gone, dashes are hyphens
and every kind of space but the line break is a blank; offsets are the same, so the words themselves are taken from
the text.

It refuses to change the length: what has no ASCII letter becomes `?`.

>>> fold_page("Số 08/QÐ–UBND").folded
'So 08/QD-UBND'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from loaders.chars import Folds, is_little
from loaders.patterns import PatternSet

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_ALIKE = {
    "đ": "d",
    "ð": "d",
    "Đ": "D",
    "Ð": "D",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "\u00ad": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "’": "'",
    "‘": "'",
    "…": ".",
    "•": "-",
    "⁄": "/",
    "∕": "/",
    "／": "/",
    "\u200b": " ",
    "\u200c": " ",
    "\u200d": " ",
    "\ufeff": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\t": " ",
}


def _fold(char: str) -> str:
    code = ord(char)
    if char in _ALIKE:
        return _ALIKE[char]
    if code < 128:
        return char
    if char.isspace():
        return " "
    if code < 0x0250 or 0x1E00 <= code < 0x1F00 or 0xFF00 <= code < 0xFF60:
        base = unicodedata.normalize("NFKD", char)[0]
        return base if ord(base) < 128 else "?"
    return "?"


_FOLDS = Folds(_fold)


@cache
def _fold_table() -> npt.NDArray[np.uint8]:
    """The folds of the first 65,536 characters, for long texts."""
    import numpy as np

    return np.frombuffer("".join(_fold(chr(code)) for code in range(0x10000)).encode("ascii"), np.uint8)


_GAZETTE = re.compile(rb"(?:\d{1,4}\s{1,12})?CONG BAO/S[oO6][^\n]{4,60}(?:\n\s{0,12}\d{1,4}(?=\s{0,12}\n))?")
# A page number on a line of its own, after what cannot end a line; what must follow it is tried there.
_CUT = PatternSet([rb"(?:\bso|\bngay|\bcua|[A-Z]-)[ ]{0,4}\n[ \n]{0,30}[0-9]{1,3}[ ]{0,20}\n"], [False])
_NUMBER_LINE = re.compile(rb"\d{1,3}[ ]{0,20}\n$")
_GOES_ON = re.compile(rb"[ \n]{0,40}(?:\d{1,6}[/-][\dA-Z]|\d{1,2}[/.]\d{1,2}[/.]\d|[A-Z])")


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its folded twin; `folded[i]` stands for `text[i]`. `low` is `folded` in lower case.

    In the twin the running heads and page numbers that cut a citation in two are blanks, and letters that stand for
    digits ("19/11/2O15", "số l2/2020/NĐ-CP") are these digits; `lettered` says where.
    """

    text: str
    folded: str
    low: str
    data: bytes
    whole: bytes  # `data` before running heads were blanked
    lettered: tuple[tuple[int, int], ...] = ()


def fold_page(text: str) -> Page:
    """Fold a whole text, offsets kept."""
    data = text.translate(_FOLDS).encode("ascii") if is_little(text) else _fold_long(text)
    shown, lettered = _with_figures(_without_heads(data))
    folded = shown.decode("ascii")
    return Page(text, folded, folded.lower(), shown, data, lettered)


# A day behind "ngày", a year behind "năm" and a serial behind "số", of digits and letters that look like them. So many
# true digits must be among them that no word is read as a number.
_LETTERED = (
    (re.compile(rb"(?i:ngay)\s{1,3}([\dOoIlS]{1,2}\s?[/.-]\s?[\dOoIlS]{1,2}\s?[/.-]\s?[12][\dOoIlS]{3})(?!\w)"), 4),
    (re.compile(rb"(?i:thang\s{1,3}\d{1,2}\s{1,3}nam)\s{1,3}([12][\dOoIlS]{3})(?!\w)"), 2),
    (re.compile(rb"(?<![A-Za-z])[sS]o\s{1,3}([\dOIl]{0,5}[\dO](?:/[12][\dO]{3})?)(?=[/-][A-Z]{2,9}[/-]?[A-Z])"), 1),
)
_FIGURES = bytes.maketrans(b"OoIlS", b"00115")


def _with_figures(data: bytes) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """The text with digits for the letters that stand for them in days and numbers, and where such stood."""
    places = []
    for pattern, least in _LETTERED:
        for found in pattern.finditer(data):
            digits = sum(c in b"0123456789" for c in found[1])
            letters = sum(c in b"OoIlS" for c in found[1])
            if letters and digits >= least:
                places.append((found.start(1), found.end(1)))
    for start, end in places:
        data = data[:start] + data[start:end].translate(_FIGURES) + data[end:]
    return data, tuple(sorted(places))


def _fold_long(text: str) -> bytes:
    import numpy as np

    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) != 2 * len(text):  # characters beyond the first plane take two places
        coded = "".join(c if c <= "\uffff" else "?" for c in text).encode("utf-16-le", "surrogatepass")
    return _fold_table().take(np.frombuffer(coded, np.uint16)).tobytes()


def _without_heads(data: bytes) -> bytes:
    """Blank the heads of the Official Gazette, and a page number between a word that goes on and what it goes on to."""
    if b"BAO/S" in data:
        data = _GAZETTE.sub(_blank, data)
    for start, end, _ in _CUT.scan(data):
        number = _NUMBER_LINE.search(data, start, end)
        if number is not None and _GOES_ON.match(data, end):
            data = data[: number.start()] + b" " * (end - 1 - number.start()) + data[end - 1 :]
    return data


def _blank(found: re.Match[bytes]) -> bytes:
    return re.sub(rb"[^\n]", b" ", found.group())


def fold_words(words: str) -> str:
    """A few words folded in lower case, runs of space made one: the key of a table row."""
    return " ".join(fold_page(words).low.split())
