"""The text again, one ASCII character for each of its own, so that plain patterns can read it.

Vietnamese words are written with tone marks that are lost, moved or typed in other ways; signs are typed `QĐ`, `QÐ`
or `QD`. Every pattern of this package reads the folded text, where case is kept, marks are gone, dashes are hyphens
and every kind of space but the line break is a blank; offsets are the same, so the words themselves are taken from
the text.

It refuses to change the length: what has no ASCII letter becomes `?`.

>>> fold_page("Số 08/QÐ–UBND").folded
'So 08/QD-UBND'
"""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loaders.citations.scan import PatternSet

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


def _fold_table() -> npt.NDArray[np.uint8]:
    table = np.full(65536, ord("?"), np.uint8)
    for code in range(65536):
        char = chr(code)
        if char in _ALIKE:
            table[code] = ord(_ALIKE[char])
        elif code < 128:
            table[code] = code
        elif char.isspace():
            table[code] = ord(" ")
        elif code < 0x0250 or 0x1E00 <= code < 0x1F00 or 0xFF00 <= code < 0xFF60:
            base = unicodedata.normalize("NFKD", char)[0]
            table[code] = ord(base) if ord(base) < 128 else ord("?")
    return table


_TABLE = _fold_table()
_GAZETTE = re.compile(rb"(?:\d{1,4}\s{1,12})?CONG BAO/S[oO6][^\n]{4,60}(?:\n\s{0,12}\d{1,4}(?=\s{0,12}\n))?")
# A page number on a line of its own, after what cannot end a line; what must follow it is tried there.
_CUT = PatternSet([rb"(?:\bso|\bngay|\bcua|[A-Z]-)[ ]{0,4}\n[ \n]{0,30}[0-9]{1,3}[ ]{0,20}\n"], [False])
_NUMBER_LINE = re.compile(rb"\d{1,3}[ ]{0,20}\n$")
_GOES_ON = re.compile(rb"[ \n]{0,40}(?:\d{1,6}[/-][\dA-Z]|\d{1,2}[/.]\d{1,2}[/.]\d|[A-Z])")


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its folded twin; `folded[i]` stands for `text[i]`. `low` is `folded` in lower case.

    In the twin the running heads and page numbers that cut a citation in two are blanks.
    """

    text: str
    folded: str
    low: str
    data: bytes
    whole: bytes  # `data` before running heads were blanked


def fold_page(text: str) -> Page:
    """Fold a whole text, offsets kept."""
    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) != 2 * len(text):  # characters beyond the first plane take two places
        coded = "".join(c if c <= "\uffff" else "?" for c in text).encode("utf-16-le", "surrogatepass")
    data = _TABLE.take(np.frombuffer(coded, np.uint16)).tobytes()
    shown = _without_heads(data)
    folded = shown.decode("ascii")
    return Page(text, folded, folded.lower(), shown, data)


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
