"""Whether somebody made a text by OCR, told from the traces that scanning leaves.

A digit read by a scanner is a weak witness, so the reader must know. Two traces: words whose letters are right but
whose marks went astray (`quyet` for `quyết`, `hơp` for `hợp`), and signs inside or before words where no typist puts
them (`!ao động`, `tháng L1`). Lost glyphs (`nhi m v`) are another illness and no proof of scanning.
"""

import re
import unicodedata
from functools import lru_cache

from loaders.read.quality import SHAPES, is_syllable, judged_words, without_addresses

_ODD = re.compile(r"(?<![\w/.])[!|@§ƒ¢£€©®](?=[^\W\d_])|[^\W\d_][!@§ƒ¢£€©®](?=[^\W\d_])|(?<=\s)[lI]\d\b|\d[a-z]\d")
# Signs no typist puts there, each of another sort; three sorts in one text are no accident.
_STRANGE = tuple(
    re.compile(pattern)
    for pattern in (
        r"ƒ", r"[¢€£](?=\w)|\w[¢€£]", r"(?m)^§\s+\w", r"\d\s*@\s*/", r"\bL[1lI]\b", r"(?<!\w)![^\W\d_]{2}",
        r"\bSó\s+\d|\bs6\s+\d", r"\][^\W\d_]|[^\W\d_]\[(?=[^\W\d_])", r"\w«|»\w", r"\b0[oO]\b|\b[oO]\d\b",
    )
)  # fmt: skip
_BARE = frozenset(
    "".join(c for c in unicodedata.normalize("NFD", shape.replace("đ", "d")) if not unicodedata.combining(c))
    for shape in SHAPES
)


@lru_cache(maxsize=65536)
def _astray(word: str) -> bool:
    """A word that is a syllable but for its marks."""
    if len(word) < 3 or is_syllable(word):
        return False
    folded = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(c for c in folded if not unicodedata.combining(c)) in _BARE


def looks_scanned(raw: str, quality: float, *, sample: int = 200_000) -> bool:
    """Whether a text shows the traces of OCR. A text of fewer than thirty words is never judged."""
    part = without_addresses(raw[:sample])
    words = judged_words(part)
    if len(words) < 30:
        return False
    if quality < 0.6:
        return True
    if sum(pattern.search(part) is not None for pattern in _STRANGE) >= 3:
        return True
    astray = sum(map(_astray, words))
    odd = len(_ODD.findall(part))
    return astray + odd > max(3, len(words) * 0.0025)
