"""What is wrong in the references of works: who misquotes what, who rests on what is outdated, as of any day.

The store holds what was found as of today. On an earlier day less was outdated: a basis that ended since the signing
was in force until then. On a later day more is: what is known to end by then. Both follow from the end of the basis
alone, so that a picture of two hundred works judges nothing again. A misquotation is one on every day.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.judge.force import ending_at
from graph.names import cc
from graph.store.seam import Store
from graph.store_lookup import StoreLookup
from ontology.dates import parse_day

_AT_ONCE = 64
_SINCE_SIGNING = frozenset({"NoLongerInForce"})  # the kinds of finding that only time has brought
_STANDING = ("hasLegalBasis", "implements")
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Pairs of works, who cites and who is cited."""

    misquotes: Pairs = frozenset()
    outdated: Pairs = frozenset()


def read_marks(store: Store, works: Collection[str], day: str | None = None) -> Marks:
    """What is wrong in the references of these works; what is outdated as of a day, where one is named."""
    some = sorted(works)
    outdated = _pairs(store, some, "outdatedBasis")
    if day is not None:
        outdated = _outdated_on(store, some, outdated, day)
    return Marks(misquotes=_pairs(store, some, "misquotes"), outdated=outdated)


def count_marks(marks: Marks) -> dict[str, tuple[int, int]]:
    """How many works each misquotes, and how many outdated ones it rests on."""
    wrong, outdated = Counter(s for s, _ in marks.misquotes), Counter(s for s, _ in marks.outdated)
    return {work: (wrong[work], outdated[work]) for work in {*wrong, *outdated}}


def _chunks(works: Sequence[str]) -> Iterable[str]:
    for at in range(0, len(works), _AT_ONCE):
        yield " ".join(str(NamedNode(iri)) for iri in works[at : at + _AT_ONCE])


def _pairs(store: Store, works: Sequence[str], name: str) -> Pairs:
    found: set[tuple[str, str]] = set()
    for some in _chunks(works):
        rows = store.select(f"SELECT ?s ?t WHERE {{ VALUES ?s {{ {some} }} ?s $p ?t }}", p=cc(name))
        found |= {(s or "", t or "") for s, t in rows.texts()}
    return frozenset(found)


def _outdated_on(store: Store, works: Sequence[str], today: Pairs, day: str) -> Pairs:
    """The pairs of today without those whose basis ended later, with those whose basis will have ended."""
    on, lookup = parse_day(day), StoreLookup(store)
    if on is None:
        return today
    ended: dict[str, bool] = {}

    def over(work: str) -> bool:
        if work not in ended:
            known = lookup.work(work)
            ended[work] = known is not None and ending_at(known, on, lookup) is not None
        return ended[work]

    if on > dt.date.today():
        standing = frozenset().union(*(_pairs(store, works, name) for name in _STANDING))
        return today | {pair for pair in standing if over(pair[1])}
    kinds = _kinds(store, sorted({s for s, _ in today}))
    return frozenset(p for p in today if kinds.get(p, frozenset()) != _SINCE_SIGNING or over(p[1]))


def _kinds(store: Store, works: Sequence[str]) -> dict[tuple[str, str], frozenset[str]]:
    """The kinds of finding that say of a pair that its basis is outdated."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for some in _chunks(works):
        rows = store.select(
            f"SELECT ?s ?t ?kind ?state WHERE {{ VALUES ?s {{ {some} }} ?f $of ?s ; a $outdated ; $about ?t ; "
            '$called ?kind ; $grade ?grade . OPTIONAL { ?f $reviewed ?state } FILTER(?grade != "note") }',
            of=cc("findingOf"), outdated=cc("Outdated"), about=cc("aboutWork"), called=cc("kind"),
            grade=cc("severity"), reviewed=cc("reviewedAs"),
        )  # fmt: skip
        for row in rows.dicts():
            if row.get("state") != "dismissed":
                found[row["s"], row["t"]].add(row["kind"])
    return {pair: frozenset(kinds) for pair, kinds in found.items()}
