"""What several sources say of a document, each thing once with all who say it.

Two registers that hold a work agree on most of it; a page that repeats them line by line looks as if they differed. It
hides no difference: another value, another day, a stronger source keeps a line of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.lists import iri
from graph.names import cc
from graph.store import Store

Row = Mapping[str, Any]


def register_names(store: Store, said: Iterable[Row]) -> dict[str, str]:
    """What the register rows among the sources are called, by their addresses."""
    rows = sorted({row["source"] for row in said if "/register/row/" in (row["source"] or "")})
    if not rows:
        return {}
    some = " ".join(str(iri(row)) for row in rows)
    found = store.select(f"SELECT ?row ?name WHERE {{ VALUES ?row {{ {some} }} ?row $by ?name }}", by=cc("source"))
    return {row["row"]: row["name"] for row in found.dicts()}


def fold_facts(facts: Sequence[Row], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The facts in their order, each value of a rank once; `names` are the registers that say it, `sources` all."""
    return _folded(facts, ("field", "value", "rank"), names)


def fold_periods(periods: Sequence[Row], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The periods of force; one without its first day is the other that ends with it."""
    begun = {(p["until"], p["state"]): p["since"] for p in periods if p["since"] and p["until"]}
    known = [{**p, "since": p["since"] or begun.get((p["until"], p["state"]))} for p in periods]
    return _folded(known, ("since", "until", "state"), names)


def fold_relations(relations: Sequence[Row]) -> list[Row]:
    """Each act of a document once, with its day where one source knows it."""
    found: dict[tuple[Any, ...], Row] = {}
    dated = {(r["kind"], r["work"]) for r in relations if r["since"]}
    for r in relations:
        if r["since"] or (r["kind"], r["work"]) not in dated:
            found.setdefault((r["kind"], r["work"], r["since"]), r)
    return list(found.values())


def _folded(said: Sequence[Row], same: tuple[str, ...], names: Mapping[str, str]) -> list[dict[str, Any]]:
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in said:
        one = found.setdefault(tuple(row[name] for name in same), {**row, "sources": [], "names": []})
        if row["source"] not in one["sources"]:
            one["sources"].append(row["source"])
        if (name := names.get(row["source"])) and name not in one["names"]:
            one["names"].append(name)
    return list(found.values())
