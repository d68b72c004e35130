"""Short names a document gives to bodies: "Trung tâm Điều hành (sau đây gọi tắt là Trung tâm)".

From then on the short name, written with the same capitals and not as part of a longer name, is that body. It refuses
short names of one lower-case word and definitions that do not stand right behind a body.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.units.plain import plain_text
from ontology.fold import CAPITALS, SMALLS
from ontology.values import UnitKind

_DEFINITION = re.compile(
    r"\s*\(\s*(?:sau\s+đây\s+)?(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))?\s+là\s*:?\s*[“\"']?(?P<short>[^()“”\"']{2,60}?)[”\"']?\s*\)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*\(\s*(?P<short>[A-ZĐ][A-ZĐ&-]{1,9})\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortName:
    """A short name and the body it stands for, from `since` on."""

    short: str
    name: str
    kind: UnitKind
    since: int


def read_definition(text: str, at: int, name: str, kind: UnitKind) -> ShortName | None:
    """The short name given right behind a body whose name ends at `at`."""
    match = _DEFINITION.match(text, at) or _BARE.match(text, at)
    if match is None:
        return None
    short = " ".join(match["short"].split()).strip(" .,;")
    if not short[:1].isupper() or short.lower() == name.lower() or len(short) < 3:
        return None
    if match.re is _BARE and " các " in f" {name.lower()}" and not _abbreviates(short, name):
        return None  # "chỉ số của các sở, ban, ngành và UBND các huyện (DDCI)"
    return ShortName(short=short, name=name, kind=kind, since=match.end())


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of a short name open words of the name, in this order."""
    firsts = iter(word[0] for word in plain_text(name).split())
    return all(letter in firsts for letter in plain_text(short) if letter.isalpha())


def find_short_names(text: str, names: Sequence[ShortName]) -> list[tuple[int, int, ShortName]]:
    """Where the short names stand after their definitions."""
    if not names:
        return []
    by_short = {n.short: n for n in names}
    longest = sorted(by_short, key=lambda s: (-len(s), s))
    pattern = re.compile(
        r"(?<![\w&/-])(?:" + "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in longest) + r")(?![\w&/-])"
    )
    start = min(n.since for n in names)
    found = []
    for match in pattern.finditer(text, start):
        name = by_short[" ".join(match[0].split())]
        if match.start() >= name.since and not re.match(
            rf"\s+[{CAPITALS}][{SMALLS}]", text[match.end() : match.end() + 6]
        ):
            found.append((match.start(), match.end(), name))
    return found
