"""The worklist of findings: what is filtered by, and what has changed since a mark. Pure functions over rows."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.workbench import Seen
from graph.names import PREAMBLE
from graph.store import Store

Row = Mapping[str, Any]
FIELDS = ("severity", "kind", "state", "issuer", "year")
FILTERS = (*FIELDS, "directive", "copied", "since")
_DIRECTIVES = """SELECT DISTINCT ?plan ?directive ?label WHERE {
  ?plan cc:implements ?directive . ?document cc:sourceOf ?plan . ?directive rdfs:label ?label }"""
_TELLING = ("severity", "written", "actual", "correction", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directives:
    """Which plans carry out which directive, and what the directives are called."""

    of_plan: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]

    def concern(self, row: Row, directive: str) -> bool:
        """Whether a finding stands in a plan that carries the directive out, or in the directive itself."""
        return row["of"] == directive or directive in self.of_plan.get(row["of"] or "", frozenset())


def read_directives(store: Store) -> Directives:
    """Every directive that a loaded document carries out."""
    of_plan: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for row in store.select(PREAMBLE + _DIRECTIVES).dicts():
        of_plan.setdefault(row["plan"], set()).add(row["directive"])
        labels.setdefault(row["directive"], row["label"])
    return Directives(of_plan={plan: frozenset(found) for plan, found in of_plan.items()}, labels=labels)


def keep_wanted(rows: Sequence[Row], chosen: Mapping[str, str], directives: Directives) -> list[Row]:
    """The rows that a filter wants; an empty field wants all."""
    wanted = {name: chosen[name] for name in FIELDS if chosen.get(name)}
    kept = [r for r in rows if all(str(r[name]) == value for name, value in wanted.items())]
    if directive := chosen.get("directive"):
        kept = [r for r in kept if directives.concern(r, directive)]
    return [r for r in kept if r["copied_from"]] if chosen.get("copied") else kept


def count_values(rows: Iterable[Row], values: Callable[[Row], Iterable[str]]) -> list[tuple[str, int]]:
    """The values there are, the frequent first, with how many rows have each."""
    counts = Counter(value for r in rows for value in values(r) if value)
    return sorted(counts.items(), key=lambda c: (-c[1], c[0]))


# ------------------------------------------------------------------ since the mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What happened since a reader's mark."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: tuple[Seen, ...]

    def __len__(self) -> int:
        return len(self.new) + len(self.changed) + len(self.gone)


def _digest(row: Row) -> str:
    """What a reader would notice of a finding: not where it stands, nor how sure the machine is."""
    told = [*(row[name] for name in _TELLING), row["message"]["vi"]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def see_rows(rows: Iterable[Row]) -> list[Seen]:
    """The rows as a mark keeps them."""
    return [
        Seen(finding=r["id"], digest=_digest(r), kind=r["kind"], label=r["label"], quote=(r["quote"] or "")[:200])
        for r in rows
    ]


def compare_since(seen: Mapping[str, Seen], rows: Iterable[Row]) -> Since:
    """The rows of today beside those of the mark."""
    today = {r["id"]: _digest(r) for r in rows}
    return Since(
        new=frozenset(f for f in today if f not in seen),
        changed=frozenset(f for f, digest in today.items() if f in seen and seen[f].digest != digest),
        gone=tuple(sorted((s for f, s in seen.items() if f not in today), key=lambda s: (s.label, s.kind, s.finding))),
    )
