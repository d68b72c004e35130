"""The queries that ship, asked of Oxigraph, rdflib in memory and owlready2's quadstore over one dataset.

    python -m benchmarks.engines --scale 0.004

Prints rows and the median of three runs in milliseconds, for each engine; "-" where an engine cannot answer.
"""

import argparse
import json
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import owlready2
import rdflib

from benchmarks.national import Country, judge, parameters
from graph.load import load_records
from graph.queries import filled_query, list_queries
from graph.register.import_ import import_register
from graph.store import Store, open_store


def measure(ask: Callable[[str], int], queries: dict[str, str], seconds: float = 60) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for name, text in queries.items():
        try:
            runs, rows = [], 0
            for _ in range(3):
                start = time.perf_counter()
                rows = ask(text)
                runs.append(time.perf_counter() - start)
                if runs[-1] > seconds:
                    break
            found[name] = [rows, round(statistics.median(runs) * 1000, 1)]
        except Exception as cause:  # an engine that cannot answer is a figure too
            found[name] = ["-", f"{type(cause).__name__}: {str(cause)[:60]}"]
    return found


def with_rdflib(path: Path, queries: dict[str, str]) -> dict[str, object]:
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(path, format="nquads")
        loaded = time.perf_counter() - start
        return {"load_s": round(loaded, 1), "queries": measure(lambda q: len(list(dataset.query(q))), queries)}


def with_owlready(path: Path, queries: dict[str, str]) -> dict[str, object]:
    start = time.perf_counter()
    world = owlready2.World(filename=str(path.with_suffix(".sqlite")))
    world.get_ontology("https://cancu.example/all#").load(fileobj=path.open("rb"))
    loaded = time.perf_counter() - start
    figures = measure(lambda q: len(list(world.sparql(q))), queries)
    return {"load_s": round(loaded, 1), "queries": figures}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=0.004)
    given = asked.parse_args()
    country = Country(given.scale)
    with open_store("memory:") as store, tempfile.TemporaryDirectory() as place:
        import_register(store, country.rows(), judge=judge)
        load_records(store, country.records(), judge=judge)
        queries = texts(store, country)
        quads, triples = Path(place) / "all.nq", Path(place) / "all.nt"
        lines = [(f"{q} .", f"{q.triple} .") for q in store.dump()]
        quads.write_text("\n".join(q for q, _ in lines) + "\n", encoding="utf-8")
        triples.write_text("\n".join(t for _, t in lines) + "\n", encoding="utf-8")
        figures = {
            "triples": len(lines),
            "oxigraph in memory": measure(lambda q: len(store.select(q)), queries),
            "rdflib": with_rdflib(quads, queries),
            "owlready2": with_owlready(triples, queries),
        }
    print(json.dumps(figures, ensure_ascii=False, indent=1))


def texts(store: Store, country: Country) -> dict[str, str]:
    """The queries with their values in place."""
    given = parameters(country)
    return {
        q.id: filled_query(
            store, q.id, {p.name: given.get(p.name) or given[p.kind] for p in q.parameters if p.default is None}
        )
        for q in list_queries()
    }


if __name__ == "__main__":
    main()
