"""Words as the index knows them: folded, signs split, leading zeros dropped; and where each stands in the original.

One function cuts what is indexed and what is asked, so that `08/KH-UBND` and `8 kh ubnd` are the same three tokens.

>>> fold_tokens("Kế hoạch số 08/KH-UBND"), exact_tokens("Đường số 08")
(['ke', 'hoach', 'so', '8', 'kh', 'ubnd'], ['đường', 'số', '8'])
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ontology.fold import fold_text

_TOKEN = re.compile(r"[^\W_]+")
# In the original, marks that stand apart and characters that folding drops belong to the word around them.
_INSIDE = "\u0300-\u036f\u00ad\u200b\ufeff"
_WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|[{_INSIDE}])*")
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ", "\u00ad": None, "\u200b": None, "\ufeff": None})


def fold_tokens(text: str) -> list[str]:
    """The folded words."""
    return [token for written in text.split() for token in _folded(written)]


def exact_tokens(text: str) -> list[str]:
    """The words with their marks, in lower case."""
    return [token for written in text.split() for token in _exact(written)]


@lru_cache(maxsize=65536)
def _folded(written: str) -> tuple[str, ...]:
    """What stands between two spaces; the same few thousand syllables come again and again."""
    return tuple(_without_zeros(t) for t in _TOKEN.findall(fold_text(written)))


@lru_cache(maxsize=65536)
def _exact(written: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFC", written.translate(_ETH)).lower()
    return tuple(_without_zeros(t) for t in _TOKEN.findall(plain))


def written_tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of every word of the original, and its folded form."""
    for match in _WRITTEN.finditer(text):
        for token in fold_tokens(match[0])[:1]:
            yield match.start(), match.end(), token


def _without_zeros(token: str) -> str:
    return (token.lstrip("0") or "0") if token[0] == "0" else token
