"""Passages of two documents beside each other: the words that mean something, what each tells, what repeats what."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from graph.judge.titles import meaning_words, title_words
from ontology.fold import fold_text
from ontology.values import Record, Span

_SENTENCE_END = re.compile(r"[.;](?=\s)|\n\s*\n|\n(?=\s*(?:[-+•]|\d+[.)]|[a-zđ]\)))")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePair:
    """A paragraph of the directive that the plan repeats."""

    directive: Span
    plan: Span
    likeness: float


@lru_cache(maxsize=16_384)  # a directive's tasks are compared with one plan after another
def words_of(text: str) -> frozenset[str]:
    """The words of a passage that mean something, without marks (a scan loses them first)."""
    return frozenset(fold_text(w.shown) for w in meaning_words(title_words(text)))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a word tells: what stands in every task of a plan about one thing tells least."""

    of: Mapping[str, float]
    rare: float

    def share(self, words: frozenset[str], found_in: frozenset[str]) -> float:
        """How much of one set of words another holds."""
        whole = sum(self.of.get(w, self.rare) for w in words)
        return sum(self.of.get(w, self.rare) for w in words & found_in) / whole if whole else 0.0

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How far one task is the other: mostly, how much of the first the second takes up."""
        return 0.7 * self.share(one, other) + 0.3 * self.share(other, one)


def weigh_words(passages: Sequence[frozenset[str]]) -> Weights:
    """Weights from the passages themselves."""
    counts = Counter(w for words in passages for w in words)
    total = len(passages) + 1
    return Weights({w: log(1 + total / (n + 0.5)) - 0.65 for w, n in counts.items()}, log(1 + total / 0.5))


def heading_of(record: Record) -> Span | None:
    """Where the document names itself: what stands beside the duty of making it."""
    words = (record.document.title or record.document.number or "").split()
    found = re.search(r"\s+".join(map(re.escape, words)), record.text.raw) if words else None
    return Span(*found.span()) if found else None


def sentences_of(record: Record) -> tuple[Span, ...]:
    """Stretches of the raw text between full stops, semicolons, empty lines and list marks, below the head."""
    head = heading_of(record)
    raw, spans, start = record.text.raw, [], head.end if head else 0
    for match in _SENTENCE_END.finditer(raw, start):
        if match.start() - start >= 20:
            spans.append(Span(start, match.start()))
        start = match.end()
    return (*spans, Span(start, len(raw))) if len(raw) - start >= 20 else tuple(spans)


def paragraphs_of(record: Record) -> tuple[Span, ...]:
    """Stretches of the raw text between empty lines or list marks."""
    raw, spans, start = record.text.raw, [], 0
    for match in re.finditer(r"\n\s*\n|\n(?=\s*(?:[-+•]|\d+[.)]|[a-zđ]\)))", raw):
        if match.start() - start >= 40:
            spans.append(Span(start, match.start()))
        start = match.end()
    if len(raw) - start >= 40:
        spans.append(Span(start, len(raw)))
    return tuple(spans)


def align_passages(directive: Record, plan: Record, *, least: float = 0.6) -> tuple[PassagePair, ...]:
    """Paragraphs of the plan beside the directive's that they repeat, in the order of the plan."""
    index: dict[str, set[int]] = {}
    theirs = [(s, words_of(directive.text.raw[s.start : s.end])) for s in paragraphs_of(directive)]
    for place, (_, words) in enumerate(theirs):
        for word in words:
            index.setdefault(word, set()).add(place)
    pairs = []
    for span in paragraphs_of(plan):
        words = words_of(plan.text.raw[span.start : span.end])
        if len(words) < 8:
            continue
        places = set().union(
            *(index.get(w, set()) for w in words if len(index.get(w, ())) <= max(20, len(theirs) // 5))
        )
        score, best = max(((_both(theirs[p][1], words), p) for p in places), default=(0.0, -1))
        if score >= least:
            pairs.append(PassagePair(directive=theirs[best][0], plan=span, likeness=round(score, 3)))
    return tuple(pairs)


def _both(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0
