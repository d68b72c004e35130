"""A stretch made to be slow, in the body, the duties and the appendix of a plan: what is not linear does not come back.

Not a timed test: a quadratic reading of these takes many minutes, a linear one seconds, and pytest's own limit is far
from both. `benchmarks/speed.py` has the figures.
"""

import pytest

from benchmarks.speed import FRAME, FRAMES
from loaders.extract import extract_record
from ontology.values import Source, Text

LENGTH = 120_000


@pytest.mark.parametrize("place", FRAMES)
@pytest.mark.parametrize("piece", ["\n", " \n", "* \n", "\t", "TT\n", "100% ", "đạt 100%, ", "08/KH-"])
def test_a_stretch_made_to_be_slow_comes_back(piece: str, place: str) -> None:
    raw = FRAME.format(**{p: piece * (LENGTH // len(piece)) if p == place else "" for p in FRAMES})
    text = Text(raw=raw, source=Source(file="slow.txt", sha256="0" * 64, media_type="text/plain", size=len(raw)))
    record = extract_record(text)
    assert record.document.number == "17/KH-UBND"
    assert any(c.number == "11/KH-UBND" for c in record.citations)
