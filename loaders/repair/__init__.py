"""Broken text to correct Vietnamese, with a way back for every character.

Marks that slipped, look-alike letters, glyphs that a font lost and letters that a scanner misread are put right
where the evidence allows; what is already right is not touched, and repairing twice is repairing once. It refuses
to touch digits, numbers, signs and dates (the evidence of a misquote), and leaves alone what it is not sure of.
"""

from collections.abc import Sequence

from loaders.repair.glued import find_glued
from loaders.repair.holes import find_holes
from loaders.repair.legacy import find_legacy_letters
from loaders.repair.marks import find_alien, find_marks
from loaders.repair.patches import Patches
from loaders.repair.scans import find_scan_damage
from loaders.repair.siblings import find_in_siblings
from ontology.values import Repaired

__all__ = ["repair_text"]

_ROUNDS = 4  # each round reads what the one before made; two are enough for all texts seen


def repair_text(raw: str, *, scanned: bool = False, siblings: Sequence[str] = ()) -> Repaired:
    """The text in correct Vietnamese. `scanned`: read by OCR; `siblings`: clean texts that may repeat its passages.

    >>> repair_text("tổ chức thưc\u0323 hiêṇ").text
    'tổ chức thực hiện'
    """
    patches = Patches(raw)
    patches.apply(find_legacy_letters(raw))
    for _ in range(_ROUNDS):
        if not _round(patches, scanned):
            break
    if siblings and patches.apply(find_in_siblings(raw, patches.finish(), siblings)):
        _round(patches, scanned)
    return patches.finish()


def _round(patches: Patches, scanned: bool) -> bool:
    """One pass of all stages; says whether anything changed."""
    changed = patches.apply(find_alien(patches.text))
    changed = patches.apply(find_marks(patches.text)) or changed
    changed = patches.apply(find_holes(patches.text)) or changed
    changed = patches.apply(find_glued(patches.text)) or changed
    return patches.apply(find_scan_damage(patches.text, scanned=scanned)) or changed
