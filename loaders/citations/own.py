"""What the text says of itself: its own number and type, so that "Kế hoạch này" and its number line are not taken for
others.

The number line is a "Số:" with nothing before it on its line but a body's name, near the top; the types are the
type words standing alone in capitals on a line. It refuses to look for more: the header parser reads the header.
"""

# ruff: noqa: E501  patterns are read as one line

import re
from dataclasses import dataclass

from loaders.citations.anchors import Anchors, TypeHit
from loaders.citations.folded import Page
from loaders.citations.numbers import read_number
from loaders.citations.type_words import type_of_sign
from ontology.numbers import number_key

_TOP = 6000
_LINE = re.compile(
    r"S(?<!\wS)[o06]\s{0,3}(?:van\s+ban|hieu|ky\s+hieu)?\s{0,90}[:;.]?\s{0,90}(?P<number>[0-9.@ _]{0,14})\s{0,90}(?:(?:/|-)\s{0,90}(?=[A-Z0-9])|(?<=\d )(?=[A-Z]{2,5}[a-z]?[/-][A-Z]{2}))"
)
_BLANK_SIGN = re.compile(r"\s*[/-]\s*(?:\d{4}\s*/\s*)?(?P<sign>[A-Z][A-Za-z]{1,6})[-/]")
_ALONE_BEFORE = re.compile(r"(?:^|\n)[ *_#|]{0,80}$")
_ALONE_AFTER = re.compile(r"[ :*_#|]{0,80}(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Own:
    """The text's own number (its key), where that number stands, and the types it calls itself."""

    key: str | None
    spans: tuple[tuple[int, int], ...]
    types: frozenset[str]
    type: str | None

    def heads(self, page: Page, hit: TypeHit) -> bool:
        """Whether a type word is a heading: alone on its line, in capitals."""
        return _alone(page, hit.start, hit.end)


def find_own(page: Page, anchors: Anchors, header_end: int) -> Own:
    """Own number and types, as far as the text shows them."""
    top = max(header_end, min(_TOP, len(page.text)))
    key, spans, kind = None, [], None
    for line in _LINE.finditer(page.folded, 0, top):
        if _preceded_by_type(anchors, line.start()):
            continue
        line_start = page.low.rfind("\n", 0, line.start()) + 1
        if not header_end and line.start() - line_start > 60:
            continue
        digit = re.compile(r"\d").search(page.folded, line.start(), line.end())
        number = read_number(page, line.end() - 1 if digit is None else digit.start()) if digit else None
        if number is not None and (key is None or key == number_key(number.canonical)):
            key = number_key(number.canonical)
            spans.append((line.start(), number.end))
            kind = kind or type_of_sign(number.folded_sign)
        elif number is None and kind is None:
            blank = _BLANK_SIGN.match(page.folded, line.end("number"))
            kind = type_of_sign(blank["sign"]) if blank else None
            spans.append((line.start(), blank.end() if blank else line.end()))
        if len(spans) > 1:
            break
    types = {
        hit.word.name
        for hit in anchors.types
        if page.folded[hit.start + 1].isupper() and _alone(page, hit.start, hit.end)
    }
    if kind:
        types.add(kind)
    return Own(key, tuple(spans), frozenset(types), kind or next(iter(sorted(types)), None))


def _first_number(page: Page, anchors: Anchors, header_end: int) -> tuple[str | None, str | None]:
    """Key and type of the first number inside the header that no type word precedes: its "Số:" may be lost in a scan."""
    for digit, _ in anchors.numbers:
        if digit >= header_end:
            break
        number = read_number(page, digit)
        if number is not None and not _preceded_by_type(anchors, number.start - 4):
            return number_key(number.canonical), type_of_sign(number.folded_sign)
    return None, None


def _preceded_by_type(anchors: Anchors, at: int) -> bool:
    return any(abs(at - hit.end) <= 4 for hit in anchors.types if hit.start < at)


def _alone(page: Page, start: int, end: int) -> bool:
    return bool(
        _ALONE_BEFORE.search(page.low, max(0, start - 90), start) and _ALONE_AFTER.match(page.low, end, end + 90)
    )
