"""A stretch made to be slow, in the body, the duties and the appendix of a plan, takes time that grows with its length.

A quarter and the whole of a stretch are read, and their processor times are compared: four times for what is linear,
sixteen for what is quadratic. What is worse does not come back within pytest's own limit. `benchmarks/speed.py` has
the figures.
"""

import time

import pytest

from benchmarks.speed import FRAME, FRAMES
from loaders.extract import extract_record
from ontology.values import Record, Source, Text

LENGTH = 120_000
MOST = 8  # between the 4 of linear and the 16 of quadratic
TRIFLE = 1.0  # seconds: below, what is read once in a process (tables, models) and the machine's other work count most


def _read(piece: str, place: str, length: int) -> tuple[Record, float]:
    raw = FRAME.format(**{p: piece * (length // len(piece)) if p == place else "" for p in FRAMES})
    text = Text(raw=raw, source=Source(file="slow.txt", sha256="0" * 64, media_type="text/plain", size=len(raw)))
    start = time.process_time()
    record = extract_record(text)
    return record, time.process_time() - start


@pytest.mark.parametrize("place", FRAMES)
@pytest.mark.parametrize(
    "piece",
    [
        *("\n", " \n", "* \n", "\t", "TT\n", "100% ", "đạt 100%, ", "08/KH-"),
        *("Điều ", "Nghị quyết số ", "Sở ", "Sở Nội vụ, ", "quý I, "),  # one long line, each word of which opens a cell
    ],
)
def test_a_stretch_made_to_be_slow_takes_time_that_grows_with_its_length(piece: str, place: str) -> None:
    _, part = _read(piece, place, LENGTH // 4)
    record, whole = _read(piece, place, LENGTH)
    assert record.document.number == "17/KH-UBND"
    assert any(c.number == "11/KH-UBND" for c in record.citations)
    assert whole < MOST * part + TRIFLE, f"{part:.2f} s for a quarter, {whole:.2f} s for the whole"
