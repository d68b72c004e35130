"""What the repair restores, measured: `python -m benchmarks.repair [FOLDER]`

FOLDER holds the owner's seed plans (default ../shared/seeds). Printed are, for the badly scanned plan, the share of
words that equal those of the clean plans which repeat its passages, before and after the repair (with and without
the clean plans as siblings); for the plan with lost glyphs what remains broken; for clean plans with the same
letters punched out, the share of holes restored rightly; for every clean text, the repairs made where none is due;
and the speed. The syllable statistics were built without the seeds.
"""

import re
import sys
import time
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from loaders.repair import repair_text
from loaders.repair.holes import lost_letters
from loaders.repair.scans import damaged_stretches
from loaders.repair.syllables import is_syllable, settle_style
from ontology.fold import fold_text

_WORD = re.compile(r"[^\W\d_]+")


def main(folder: Path) -> int:
    texts = {p.name: _read(p) for p in sorted(folder.glob("*.txt"))}
    scans = {n: t for n, t in texts.items() if damaged_stretches(t)}
    holes = {n: t for n, t in texts.items() if lost_letters(t) and n not in scans}
    clean = {n: repair_text(t).text for n, t in texts.items() if n not in scans and n not in holes}
    for name, text in scans.items():
        siblings = tuple(clean.values())
        print(name, "scan: words equal to the clean plans'")
        _row("as it is", text, siblings)
        _row("repaired", repair_text(text, scanned=True).text, siblings)
        _row("repaired with siblings", repair_text(text, scanned=True, siblings=siblings).text, siblings)
    for name, text in holes.items():
        fixed = repair_text(text)
        print(
            name,
            f"lost glyphs: {_alien(text)} words that are none before, {_alien(fixed.text)} after,",
            f"{len(fixed.repairs)} repairs",
        )
        lost = lost_letters(text)
        print("  letters lost there:", lost)
        for other, whole in clean.items():
            _punched(other, whole, lost)
    for path in sorted([*folder.glob("*.txt"), *(folder.parent / "real").glob("*.txt")]):
        text = _read(path)
        if path.name in scans or path.name in holes or "ocr" in path.name:
            continue
        whole = unicodedata.normalize("NFC", repair_text(text).text)
        again = repair_text(whole)
        if again.repairs:
            print(path.name, len(again.repairs), "repairs on clean text")
    _speed(clean)
    _hostile()
    return 0


def _row(label: str, text: str, siblings: Sequence[str]) -> None:
    """Words of passages that a sibling repeats, against the sibling's words."""
    words = _WORD.findall(text)
    right: set[int] = set()
    there: set[int] = set()
    keys = [_key(w) for w in words]
    for sibling in siblings:
        theirs = _WORD.findall(sibling)
        matcher = SequenceMatcher(None, keys, [_key(w) for w in theirs], autojunk=False)
        blocks = matcher.get_opcodes()
        for at, (tag, a1, a2, b1, b2) in enumerate(blocks):
            near = tag == "replace" and a2 - a1 == b2 - b1 <= 4 and 0 < at < len(blocks) - 1
            if (tag == "equal" and a2 - a1 >= 3) or near:
                for a, b in zip(range(a1, a2), range(b1, b2), strict=True):
                    there.add(a)
                    if settle_style(words[a].lower()) == settle_style(theirs[b].lower()):
                        right.add(a)
    print(f"  {label:24} {len(right)}/{len(there)} = {len(right) / max(1, len(there)):.3f} of {len(words)} words")


def _key(word: str) -> str:
    return fold_text(word)


def _alien(text: str) -> int:
    return sum(1 for w in _WORD.findall(text) if not is_syllable(w) and not any(c.isupper() for c in w[1:]))


def _punched(name: str, whole: str, lost: str) -> None:
    """Take the lost letters out of a clean text, repair it, compare with what was there."""
    gone = set(lost) | set(lost.upper())
    broken = "".join(" " if c in gone else c for c in whole)
    fixed = repair_text(broken)
    back = [" "] * len(whole)
    if fixed.origins is not None:
        for at, c in enumerate(fixed.text):
            back[fixed.origins[at]] = c
    holes = [i for i, c in enumerate(whole) if c in gone]
    right = sum(back[i] == whole[i] for i in holes)
    wrong = sum(back[i] not in (whole[i], " ") for i in holes)
    print(f"  {name}: punched {len(holes)}, restored {right} = {right / len(holes):.3f}, wrongly {wrong}")


def _speed(clean: dict[str, str]) -> None:
    text = "\n".join(clean.values())
    text *= max(1, 4_000_000 // len(text))
    start = time.perf_counter()
    repaired = repair_text(text)
    took = time.perf_counter() - start
    print(f"clean text: {len(text.encode()) / took / 1e6:.1f} MB/s, {len(repaired.repairs)} repairs")


def _hostile() -> None:
    """Seconds for texts made to be slow, short and four times as long: time must grow with length only."""
    for piece in ("1", "(", "a \u0301", "b ", "UY BAN ", "nghi quyet ", "ạ", "|*", " ", "ph ", "A b "):
        took = []
        for times in (50_000, 200_000):
            start = time.perf_counter()
            repair_text(piece * times, scanned=True)
            took.append(f"{time.perf_counter() - start:.2f}")
        print(f"  {piece!r}:", " -> ".join(took), "s")


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/seeds")))
