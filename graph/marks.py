"""What is wrong in the references of works: who misquotes what, who rests on what is outdated, as of any day.

The store holds what was found as of today. On an earlier day less was outdated: a basis that ended since the signing
was in force until then. On a later day more is: what is known to end by then. Both follow from the end of the basis
alone, so that a picture of two hundred works judges nothing again. A misquotation is one on every day. Wrong is what
an error says: a difference that is only a warning is a doubt, here as on the page of the document.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph.findings import MISQUOTES, OUTDATED
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
    """Pairs of works, who cites and who is cited; and how many errors stand in the references of a work."""

    wrong: Pairs = frozenset()
    doubtful: Pairs = frozenset()  # something differs, and a person must look whether it is wrong
    outdated: Pairs = frozenset()
    errors: Mapping[str, int] = field(default_factory=dict)

    def outdated_bases(self) -> Mapping[str, int]:
        """How many outdated works each rests on."""
        return Counter(citing for citing, _ in self.outdated)


def read_marks(store: Store, works: Collection[str], day: str | None = None) -> Marks:
    """What is wrong in the references of these works; what is outdated as of a day, where one is named."""
    some = sorted(works)
    found = _findings(store, some)
    misquotes, outdated = _pairs(store, some, "misquotes"), _pairs(store, some, "outdatedBasis")
    grades: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in found:
        if row["kind"] in MISQUOTES:
            grades[row["s"], row.get("t", "")].add(row["grade"])
    doubtful = frozenset(pair for pair in misquotes if grades.get(pair) and "error" not in grades[pair])
    if day is not None:
        outdated = _outdated_on(store, some, outdated, day, found)
    return Marks(wrong=misquotes - doubtful, doubtful=doubtful, outdated=outdated, errors=_count_errors(found))


def _findings(store: Store, works: Sequence[str]) -> list[dict[str, str]]:
    """What stands against the references of these works, without notes and what a person dismissed."""
    found = []
    for some in _chunks(works):
        rows = store.select(
            f"SELECT ?s ?t ?kind ?grade ?state ?doc WHERE {{ VALUES ?s {{ {some} }} ?f $of ?s ; $called ?kind ; "
            "$graded ?grade . OPTIONAL { ?f $about ?t } OPTIONAL { ?f $reviewed ?state } OPTIONAL { ?f $inside ?doc } "
            'FILTER(?grade != "note") }',
            of=cc("findingOf"), about=cc("aboutWork"), called=cc("kind"), graded=cc("severity"),
            reviewed=cc("reviewedAs"), inside=cc("inDocument"),
        )  # fmt: skip
        found += [row for row in rows.dicts() if row.get("state") != "dismissed"]
    return found


def _count_errors(found: Iterable[Mapping[str, str]]) -> dict[str, int]:
    """The errors of each work, as its page counts them; of several loaded texts those of the first."""
    counts = Counter((row["s"], row.get("doc", "")) for row in found if row["grade"] == "error")
    errors: dict[str, int] = {}
    for work, text in sorted(counts):
        errors.setdefault(work, counts[work, text])
    return errors


def _chunks(works: Sequence[str]) -> Iterable[str]:
    for at in range(0, len(works), _AT_ONCE):
        yield " ".join(str(NamedNode(iri)) for iri in works[at : at + _AT_ONCE])


def _pairs(store: Store, works: Sequence[str], name: str) -> Pairs:
    found: set[tuple[str, str]] = set()
    for some in _chunks(works):
        rows = store.select(f"SELECT ?s ?t WHERE {{ VALUES ?s {{ {some} }} ?s $p ?t }}", p=cc(name))
        found |= {(s or "", t or "") for s, t in rows.texts()}
    return frozenset(found)


def _outdated_on(
    store: Store, works: Sequence[str], today: Pairs, day: str, found: Iterable[Mapping[str, str]]
) -> Pairs:
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
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in found:
        if row["kind"] in OUTDATED:
            kinds[row["s"], row.get("t", "")].add(row["kind"])
    return frozenset(pair for pair in today if kinds[pair] != _SINCE_SIGNING or over(pair[1]))
