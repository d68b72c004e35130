"""Build the syllable statistics that the repair ships: `python -m benchmarks.repair_model FOLDER...`

Counts how often Vietnamese syllables, and pairs of neighbouring ones, occur in the texts of the folders (and in the
titles of CSV files there) and in our own list of set phrases. Only counts at or above a threshold are kept:
statistics of the language, no text. Broken texts (scans, lost glyphs) should not be among the folders.
"""

import csv
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from loaders.repair.model import MODEL, PHRASES, START, split_clauses

_PHRASE_WEIGHT = 6
_KEEP_SYLLABLE, _KEEP_PAIR = 1, 2


def main(folders: list[str]) -> int:
    syllables: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text, weight in [*((t, 1) for t in _texts(folders)), (PHRASES.read_text(encoding="utf-8"), _PHRASE_WEIGHT)]:
        for clause in split_clauses(text):
            for before, word in zip([START, *clause], clause, strict=False):
                syllables[word] += weight
                pairs[before, word] += weight
    lines = [f"{w}\t{n}" for w, n in sorted(syllables.items()) if n >= _KEEP_SYLLABLE]
    kept = {w for w, n in syllables.items() if n >= _KEEP_SYLLABLE} | {START}
    lines += [f"{a} {b}\t{n}" for (a, b), n in sorted(pairs.items()) if n >= _KEEP_PAIR and a in kept and b in kept]
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} syllables, {len(lines) - len(kept) + 1} pairs, {MODEL.stat().st_size / 1e3:.0f} kB")
    return 0


def _texts(folders: list[str]) -> Iterator[str]:
    for folder in folders:
        for path in sorted(Path(folder).iterdir()):
            if path.suffix == ".txt" and "ocr" not in path.name:
                yield unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
            elif path.suffix == ".csv":
                with path.open(encoding="utf-8") as rows:
                    yield "\n".join(cell for row in csv.DictReader(rows) for cell in row.values() if cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
