"""The text again, one ASCII character for each of its own, so that plain patterns can read it.

Vietnamese words are written with tone marks that are lost, moved or typed in other ways; signs are typed `QĐ`, `QÐ`
or
`QD`. Every pattern of this package reads the folded text, where case is kept, marks are gone, dashes are hyphens
and every
kind of space but the line break is a blank; offsets are the same, so the words themselves are taken from the text.

It refuses to change the length: what has no ASCII letter becomes `?`.

>>> fold_page("Số 08/QÐ–UBND").folded
'So 08/QD-UBND'
"""

import unicodedata
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its folded twin; `folded[i]` stands for `text[i]`. `low` is `folded` in lower case."""

    text: str
    folded: str
    low: str
    data: bytes


def fold_page(text: str) -> Page:
    """Fold a whole text, offsets kept."""
    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) != 2 * len(text):  # characters beyond the first plane take two places
        coded = "".join(c if c <= "\uffff" else "?" for c in text).encode("utf-16-le", "surrogatepass")
    data = _TABLE[np.frombuffer(coded, np.uint16)].tobytes()
    folded = data.decode("ascii")
    return Page(text, folded, folded.lower(), data)


def fold_words(words: str) -> str:
    """A few words folded in lower case, runs of space made one: the key of a table row."""
    return " ".join(fold_page(words).low.split())
