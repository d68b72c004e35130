"""A scanned draft is read with the help of the clean documents that stand on the same works."""

import datetime as dt
import random
import re
import unicodedata
from pathlib import Path

from api.checking import check_text
from api.service import Service
from loaders.extract import extract_record
from loaders.read import read_file
from loaders.repair import repair_text
from ontology.values import Source, Text

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "corpus"
_WORD = re.compile(r"[^\W\d_]+")


def _scan(text: str) -> str:
    """What a bad scanner makes of a page: half of the marks gone, some letters taken for others."""
    chance = random.Random(7)
    out = []
    for char in unicodedata.normalize("NFC", text):
        if char.isalpha() and not char.isascii() and chance.random() < 0.5:
            base = unicodedata.normalize("NFD", char.replace("đ", "d").replace("Đ", "D"))[0]
            out.append({"u": "ti", "o": "6"}.get(base, base) if chance.random() < 0.15 else base)
        else:
            out.append(char)
    return "".join(out)


def _right(repaired: str, clean: str) -> float:
    """The share of the clean words that stand in the repaired text."""
    wanted = _WORD.findall(clean)
    there = set(_WORD.findall(repaired))
    return sum(w in there for w in wanted) / len(wanted)


def test_a_clean_sibling_in_the_store_mends_a_scanned_draft() -> None:
    clean = read_file(CORPUS / "kh-luongkhe-2023.txt").raw
    raw = _scan(clean)
    scanned = Text(
        raw=raw,
        source=Source(file="scan.txt", sha256="1" * 64, media_type="text/plain", size=len(raw)),
        scanned=True,
        quality=0.6,
    )
    service = Service("memory:")
    service.load([CORPUS / "kh-luongkhe-2023.txt"])
    helped = check_text(service.reader(), scanned, dt.date(2024, 1, 1)).record
    service.close()
    alone = extract_record(scanned)
    assert any(r.rule == "sibling" for r in helped.repairs)
    assert not any(r.rule == "sibling" for r in alone.repairs)
    share = _right(repair_text(raw, scanned=True).text, clean)
    assert _right(repair_text(raw, scanned=True, siblings=[clean]).text, clean) > share + 0.01
    assert [c.number for c in helped.citations] == [c.number for c in alone.citations]
