"""Every query that ships, asked of stores of several sizes: rows and time, as one table.

    python -m benchmarks.queries 0.0045=DIR 0.04=DIR 1=DIR

Each store is one that `benchmarks.national` made, named with its scale. A query is asked for something that has an
answer: of plans, for a provincial plan; of the register, for a document that many cite. The store is opened for
reading. After one run that warms it the median of the others is taken, by the clock and of the processor.
"""

import argparse
import resource
from collections.abc import Iterator

from benchmarks.national import Country, clocked, count_triples, load_average, milliseconds
from graph.names import mint_work
from graph.queries import list_queries, run_query
from graph.register.rows import RegisterRow
from graph.store import Store, open_store

OF_A_PLAN = {"bases", "direct-implementers", "disagreements", "findings-of", "implementers", "recipients", "tasks-of"}
Figures = dict[str, tuple[int, float, float]]  # rows, ms by the clock, ms of the processor


def parameters(country: Country, query: str) -> dict[str, str]:
    """What each kind of parameter of a query is asked with."""
    work = country.works[len(country.works) // 1000]
    subject: RegisterRow = country.superior(0) if query in OF_A_PLAN else work
    return {
        "work": mint_work(subject.key or ""), "number": work.number, "title": work.title or "", "date": "2026-01-01",
        "unit": "Sở Nội vụ tỉnh Hà Tĩnh", "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh",
    }  # fmt: skip


def values_for(country: Country) -> Iterator[tuple[str, dict[str, str]]]:
    """Each query that ships with the values it is asked with; what has a default keeps it."""
    for query in list_queries():
        given = parameters(country, query.id)
        yield query.id, {p.name: given.get(p.name) or given[p.kind] for p in query.parameters if p.default is None}


def ask_all(store: Store, country: Country, repeat: int) -> Figures:
    """Every query that ships."""
    found: Figures = {}
    for query, values in values_for(country):
        rows = len(run_query(store, query, values))
        runs = [clocked(lambda q=query, v=values: run_query(store, q, v)) for _ in range(repeat)]  # type: ignore[misc]
        took = milliseconds(runs)
        found[query] = (rows, took["median_ms"], took["cpu_median_ms"])
    return found


def table(columns: list[tuple[int, Figures]]) -> Iterator[str]:
    """The figures as a Markdown table: rows, then milliseconds by the clock (of the processor)."""
    yield "| query | " + " | ".join(f"{triples / 1e6:.1f} M triples" for triples, _ in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for query in columns[0][1]:
        cells = (f"{rows} rows, {clock:.1f} ({own:.1f})" for rows, clock, own in (f[query] for _, f in columns))
        yield f"| `{query}` | " + " | ".join(cells) + " |"
    slowest = (max(f.items(), key=lambda kv: kv[1][2]) for _, f in columns)
    yield "| slowest | " + " | ".join(f"`{q}` {own:.1f}" for q, (_, _, own) in slowest) + " |"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("stores", nargs="+", help="SCALE=DIR")
    asked.add_argument("--repeat", type=int, default=9)
    given = asked.parse_args()
    columns = []
    for named in given.stores:
        scale, _, where = named.partition("=")
        with open_store(where, read_only=True) as store:
            columns.append((count_triples(store), ask_all(store, Country(float(scale)), given.repeat)))
    print("\n".join(table(columns)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(f"\npeak memory {peak} MB, load average {load_average()}")


if __name__ == "__main__":
    main()
