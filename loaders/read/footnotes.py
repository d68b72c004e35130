"""Footnotes of a PDF page: small print at its foot under a short rule.

They are moved behind the text, as Word files have them, so that a sentence that goes over the page is not broken.
"""

from statistics import median

from loaders.read.glyphs import Sheet
from loaders.read.layout import Block
from loaders.read.lines import Line

_LONGEST = 230.0  # points: a longer rule is a border


def take_footnotes(pages: list[list[Block]], sheets: list[Sheet]) -> list[Line]:
    """Take the footnotes out of the blocks and return them, page by page."""
    taken: list[Line] = []
    for blocks, sheet in zip(pages, sheets, strict=True):
        lines = [line for block in blocks for line in block.lines]
        if len(lines) < 3:
            continue
        usual = median(line.size for line in lines for _ in range(max(1, len(line.text) // 20)))
        top = _rule_over_notes(sheet, lines, usual)
        if top is None:
            continue
        out = {id(line) for line in lines if line.base > top}
        taken.extend(line for line in lines if id(line) in out)
        for block in blocks:
            block.lines = [line for line in block.lines if id(line) not in out]
        blocks[:] = [block for block in blocks if block.lines or block.cells]
    return taken


def _rule_over_notes(sheet: Sheet, lines: list[Line], usual: float) -> float | None:
    """Where the rule runs under which only small print stands, down to the page's foot."""
    left = min(line.x0 for line in lines)
    for rule in sheet.rules:
        if not (rule.across and 40 < rule.end - rule.start < _LONGEST and rule.start < left + 20):
            continue
        below = [line for line in lines if line.base > rule.at]
        print_below = [line for line in below if line.base < sheet.height * 0.95 or not line.text.strip("- ").isdigit()]
        if rule.at > sheet.height * 0.3 and print_below and all(li.size < 0.93 * usual for li in print_below):
            return rule.at
    return None
