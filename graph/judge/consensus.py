"""What independent citations say of a work that nobody has loaded, and how far that can be believed.

A witness is one document's reading. A copy is not a witness: a document that carries out another and says the same
adds nothing, nor do
two that follow the same document; so no number of copies outvotes an original. A date later than the day on which
some document already
cited the work is impossible: a work cannot be younger than the first document that cites it.

The confidence is the posterior of a small model, whose figures are below and whose calibration
`benchmarks/calibration.py` draws on
simulated offices: an office misquotes a date in about four cases of a thousand; a scan misreads far more often; and
two offices that look
independent may still have copied from a document we never saw.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from ontology.dates import split_date

MISQUOTE = 0.006  # an office writes a wrong value
MISREAD = 0.08  # a scan shows a wrong one
SAME_SLIP = 0.05  # a wrong value is this very one
HIDDEN_COPY = 0.15  # one more witness of a wrong value took it from where the last one did
UNSEEN = 0.002  # what is true stands in no witness
IMPOSSIBLE = 1e-5
LEGIBLE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One document's reading of one field of a work. `follows` are the works it carries out (not all its bases)."""

    document: str
    value: str
    work: str | None = None  # the work the document itself is
    date: str | None = None  # of the document
    follows: tuple[str, ...] = ()
    legibility: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """The likeliest value. `support` and `against` count independent witnesses."""

    value: str
    confidence: float
    support: int
    against: int


def independent(witnesses: Iterable[Witness]) -> tuple[Witness, ...]:
    """The witnesses left when every copy is counted with its original.

    >>> origin = Witness(document="d1", work="w1", value="2019-03-17")
    >>> copies = [Witness(document=f"c{i}", value="2019-03-17", follows=("w1",)) for i in range(9)]
    >>> [w.document for w in independent([*copies, origin])]
    ['d1']
    """
    by_value: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        by_value[witness.value].append(witness)
    kept = [w for group in by_value.values() for w in _one_of_each_family(group)]
    return tuple(sorted(kept, key=lambda w: (w.value, w.document)))


def _one_of_each_family(group: Sequence[Witness]) -> list[Witness]:
    """Witnesses of one value, tied when one follows another or both follow the same; the best of each family."""
    parent = {w.document: w.document for w in group}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    first_of: dict[str, str] = {}
    for witness in sorted(group, key=lambda w: w.document):
        for tie in (*witness.follows, *((witness.work,) if witness.work else ())):
            other = first_of.setdefault(tie, witness.document)
            one, two = sorted((root(witness.document), root(other)))
            parent[two] = one
    families: dict[str, list[Witness]] = defaultdict(list)
    for witness in group:
        families[root(witness.document)].append(witness)
    return [max(f, key=lambda w: (w.legibility, _reversed(w.date), w.document)) for f in families.values()]


def _reversed(date: str | None) -> str:
    """Sorts earlier dates higher."""
    return "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in date or "")


def latest_day(date: str) -> str:
    """The last day a partial date may mean, as a string to compare."""
    _, month, day = split_date(date)
    return date if day else date + "-31" if month else date + "-12-31"


def consensus(witnesses: Iterable[Witness], *, field: str = "date") -> Consensus | None:
    """The likeliest value and its posterior; None without witnesses."""
    everyone = tuple(witnesses)
    if not everyone:
        return None
    counted = independent(everyone)
    first_cited = min((latest_day(w.date) for w in everyone if w.date), default=None) if field == "date" else None
    groups: dict[str, list[Witness]] = defaultdict(list)
    for witness in counted:
        groups[witness.value].append(witness)
    weights = {
        value: prod(_explains(value, said, group) for said, group in groups.items())
        * (IMPOSSIBLE if first_cited and value > first_cited else 1.0)
        for value in groups
    }
    unseen = UNSEEN * prod(_explains(None, said, group) for said, group in groups.items())
    total = sum(weights.values()) + unseen
    best = max(weights, key=lambda v: (weights[v], v))
    return Consensus(
        value=best,
        confidence=round(weights[best] / total, 6),
        support=len(groups[best]),
        against=len(counted) - len(groups[best]),
    )


def _explains(truth: str | None, said: str, group: Sequence[Witness]) -> float:
    """How likely these witnesses say this, if that is true."""
    slips = [MISQUOTE if w.legibility >= LEGIBLE else MISREAD for w in group]
    if said == truth:
        return prod(1 - s for s in slips)
    first, *others = sorted(slips, reverse=True)
    return first * SAME_SLIP * prod(max(HIDDEN_COPY, s * SAME_SLIP) for s in others)
