"""Names of bodies in scanned text, put right word by word: "S& Noi vy" is "Sở Nội vụ".

A scanner spoils letters, not the number and order of words, so a run of words that is close, word for word, to a name
or to a set phrase of giving out duties is read as that. It works on what the repair of a text left unread; positions
lead back to it. It refuses runs of which no word is whole, and never touches text that was not scanned.
"""

import functools
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources

from rapidfuzz.distance import Levenshtein

from loaders.repair.syllables import is_syllable
from loaders.units.names import load_names
from loaders.units.plain import plain_text

_TOKEN = re.compile(r"[^\s,;:()|/\"“”.]+")
_PARTED = re.compile(r"[.;:()|\"“”]|\n\s*\n")
_LOOKS = str.maketrans(
    {"0": "o", "1": "i", "6": "o", "&": "o", "¢": "e", "€": "e", "£": "e", "5": "s", "9": "g", "8": "s", "|": "i"}
)
_CONNECTORS = ("va", "vd", "va~", "-", "&", "–")
_WORST_WORD = 0.5
_WORST_RUN = 0.26


@dataclass(slots=True)
class Node:
    """A place in the tree of names; `name` is the name that ends here."""

    children: dict[str, "Node"] = field(default_factory=dict)
    name: str | None = None


def _words(name: str) -> list[str]:
    return [w for w in re.findall(r"[a-z]+", plain_text(name)) if w != "va"]


@functools.cache
def name_tree() -> Node:
    """All names and set phrases, word by word."""
    data = tomllib.loads((resources.files(__package__) / "scans.toml").read_text(encoding="utf-8"))
    names: list[str] = list(data["phrases"])
    table = load_names()
    heads = {"so": "Sở", "bo": "Bộ", "phong": "Phòng"}
    for (head, _), row in table.field_rows.items():
        names.append(f"{heads[head]} {row.name}")
        if len(_words(row.name)) >= 3:
            names.append(row.name)
    names += [r.name for r in table.rows.values()]
    names += [f"{o.name} {c.name}" for o in table.organs.values() for c in table.committees.values()]
    root = Node()
    for name in names:
        words = _words(name)
        if len(words) < 2:
            continue
        node = root
        for word in words:
            node = node.children.setdefault(word, Node())
        node.name = node.name or name
    return root


@functools.lru_cache(maxsize=65536)
def word_cost(token: str, word: str) -> float:
    """How far a scanned word is from a word: 0 the same, 1 nothing in common."""
    if token == word:
        return 0.0
    shape = re.sub(r"[^a-z]", "", token.translate(_LOOKS))
    if shape == word:
        return 0.05
    if len(word) == 2 and len(shape) == 3 and shape[-1] == word[-1]:
        return 0.5
    distance = Levenshtein.distance(shape, word)
    if distance > 1 and distance * 3 > len(word):
        return 1.0
    return max(0.1, distance / max(len(word), 2))


@dataclass(frozen=True, slots=True)
class _Token:
    """A scanned word: where it stands, its plain letters, whether a stop parts it from the one before, its marks."""

    start: int
    end: int
    plain: str
    parted: bool
    marked: bool  # it has Vietnamese letters: read by a scanner that knows them, so no "Sở" hides in a short word
    whole: bool  # it is a syllable of the language, with its marks


def _cost(token: _Token, word: str) -> float:
    if token.marked and token.plain.strip("~") != word and (len(word) == 2 or token.whole):
        return 1.0
    return word_cost(token.plain, word)


def _best(tokens: list[_Token], at: int) -> tuple[float, int, str] | None:
    """The best name that begins with token `at`: (cost, index after, name); longer names first."""
    found: list[tuple[int, float, int, str]] = []
    stack = [(name_tree(), at, 0.0, 0, 0, False)]
    while stack:
        node, index, cost, count, whole, joined = stack.pop()
        if not joined and node.name is not None and count and cost / count <= _WORST_RUN and whole:
            found.append((count, -cost, index, node.name))
        if index >= len(tokens) or (count and tokens[index].parted):
            continue
        token = tokens[index]
        if count and token.plain in _CONNECTORS:
            stack.append((node, index + 1, cost, count, whole, True))
        for word, child in node.children.items():
            step = _cost(token, word)
            if step <= _WORST_WORD:
                exact = whole or (step <= 0.05 and len(word) > 2)
                stack.append((child, index + 1, cost + step, count + 1, int(exact), False))
    if not found:
        return None
    _, cost, index, name = max(found)
    return -cost, index, name


def mend_names(text: str) -> tuple[str, list[int]]:
    """The text with its names put right, and for each character (and the end) its place in the text given."""
    plain = plain_text(text)
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(plain):
        before = plain[tokens[-1].end : match.start()] if tokens else "."
        written = text[match.start() : match.end()]
        marked = any(c.isalpha() and not c.isascii() for c in written)
        whole = marked and is_syllable(written.lower())
        parted = _PARTED.search(before) is not None
        tokens.append(_Token(match.start(), match.end(), match[0], parted, marked, whole))
    out: list[str] = []
    origins: list[int] = []
    at = index = 0
    while index < len(tokens):
        best = _best(tokens, index)
        if best is None:
            index += 1
            continue
        start, end = tokens[index].start, tokens[best[1] - 1].end
        written = text[start:end]
        name = best[2].upper() if written.isupper() and len(written) > 6 else best[2]
        if name[0].islower() and written[0].isupper():
            name = name[0].upper() + name[1:]
        if name[0].isupper() and written[0].islower() and written[0].isalpha() and not written[:2].isupper():
            name = name[0].lower() + name[1:]
        out += [text[at:start], name]
        origins += range(at, start)
        origins += [start + (i * (end - start)) // len(name) for i in range(len(name))]
        at, index = end, best[1]
    out.append(text[at:])
    origins += range(at, len(text) + 1)
    return "".join(out), origins
