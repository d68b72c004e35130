"""Letters of the fonts before Unicode (TCVN3, VNI) that a file shows as Latin-1 ones: "Céng hoµ x· héi".

Which font it was is decided for the whole text, by what reads as Vietnamese; a text with modern letters is left alone.
"""

from collections.abc import Iterator

from loaders.read.encodings import find_legacy, find_legacy_stretches
from loaders.repair.patches import Edit


def find_legacy_letters(text: str) -> Iterator[Edit]:
    """Every stretch of a legacy text, as its font drew it."""
    kind = find_legacy(text)
    if kind is not None:
        for start, end, new in find_legacy_stretches(text, kind):
            yield Edit(start=start, end=end, new=new, rule="legacy_font", confidence=0.98)
