"""Two passages beside each other, word by word: what both say, what only the one, what only the other.

Words are compared as they are read, without regard to spacing. Where the two have little in common nothing is marked,
because marks on everything show nothing.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.judge.passages import words_of
from ontology.fold import fold_text

Stretch = tuple[str, str]  # "same", "gone" or "new", and the words
ALIKE = 0.3
WINDOW = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Both passages cut into stretches; `marked` is whether they are alike enough for marks to tell something."""

    one: tuple[Stretch, ...]
    other: tuple[Stretch, ...]
    marked: bool

    @property
    def same(self) -> bool:
        return self.marked and all(tag == "same" for tag, _ in (*self.one, *self.other))


def compare_words(one: str, other: str) -> Pair:
    """The two passages with their differences."""
    ours, theirs = re.findall(r"\S+", one), re.findall(r"\S+", other)
    matcher = SequenceMatcher(a=[_bare(w) for w in ours], b=[_bare(w) for w in theirs], autojunk=False)
    if matcher.ratio() < ALIKE:
        return Pair(one=(("same", " ".join(ours)),), other=(("same", " ".join(theirs)),), marked=False)
    left: list[Stretch] = []
    right: list[Stretch] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if a2 > a1:
            left.append(("same" if tag == "equal" else "gone", " ".join(ours[a1:a2])))
        if b2 > b1:
            right.append(("same" if tag == "equal" else "new", " ".join(theirs[b1:b2])))
    return Pair(one=tuple(left), other=tuple(right), marked=True)


def _bare(word: str) -> str:
    return word.strip('.,;:()“”"').casefold() or word


def nearest_words(passage: str, task: str, wide: int = WINDOW) -> str:
    """The part of a long passage that says most of a task: a whole appendix may be one passage to a program."""
    words = re.findall(r"\S+", passage)
    if len(words) <= wide:
        return " ".join(words)
    meant: Collection[str] = words_of(task)
    hits = [any(part in meant for part in re.findall(r"\w+", fold_text(w))) for w in words]
    count = best = sum(hits[:wide])
    at = 0
    for start in range(1, len(words) - wide + 1):
        count += hits[start + wide - 1] - hits[start - 1]
        if count > best:
            best, at = count, start
    ends = ("… " if at else "", " …" if at + wide < len(words) else "")
    return ends[0] + " ".join(words[at : at + wide]) + ends[1]
