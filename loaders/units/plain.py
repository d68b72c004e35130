"""A text without its marks, character for character.

`plain_text` lowers case, drops tone and vowel marks, turns đ into d and dashes into hyphens, and keeps the length:
offset i of the result is offset i of the text, so patterns can be written once, without marks, for clean and for
scanned text. It refuses to be a key for comparing names (that is `ontology.fold`): unknown characters become `~`.

>>> plain_text("Sở TT&TT – Hà Tĩnh")
'so tt&tt - ha tinh'
"""

import functools
import unicodedata

from loaders.chars import CharTable


def _plain_char(code: int) -> str:
    char = chr(code)
    if char in "đĐÐð":
        return "d"
    if unicodedata.category(char) == "Pd" or char in "−\u00ad":
        return "-"
    if char.isspace():
        return "\n" if char in "\u2028\u2029\x85" else " "
    if char in "“”„«»":
        return '"'
    if char in "‘’‚":
        return "'"
    base = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)).lower()
    return base if len(base) == 1 and base.isascii() else "~"


class _Table(dict[int, str]):
    """Filled as characters are met."""

    def __missing__(self, code: int) -> str:
        value = chr(code).lower() if code < 0x80 else _plain_char(code)
        self[code] = value
        return value


_TABLE = _Table()
_CODES = CharTable(lambda char: _TABLE[ord(char)])
_WORDS, _LONG = 200, 4000  # below the one a dictionary is faster; from the other on a text is a document


def plain_text(text: str) -> str:
    """The text without marks and case, of the same length."""
    if len(text) < _WORDS:
        return text.translate(_TABLE)
    return _CODES.apply(text) if len(text) < _LONG else _plain_document(text)


@functools.lru_cache(maxsize=2)
def _plain_document(text: str) -> str:
    """A whole document's, remembered while its parts are read."""
    return _CODES.apply(text)
