"""Every query that ships, asked of stores of several sizes: rows and time, as one table.

    python -m benchmarks.queries 0.0045=DIR 0.04=DIR 1=DIR

Each store is one that `benchmarks.national` made, named with its scale. A query is asked for something that has an
answer: of plans, for a provincial plan; of the register, for a document that many cite. The store is opened for
reading. After one round that warms it all are asked in rounds; of each the median and the best by the clock are given:
on a machine that does other work too, the best is nearest to what the query itself costs.
"""

import argparse
import resource
from collections.abc import Iterator

from benchmarks.national import Country, Run, clocked, count_triples, load_average, milliseconds
from graph.names import mint_work
from graph.queries import list_queries, run_query
from graph.register.rows import RegisterRow
from graph.store import Store, open_store

OF_A_PLAN = {"bases", "direct-implementers", "disagreements", "findings-of", "implementers", "recipients", "tasks-of"}
Figures = dict[str, tuple[int, float, float]]  # rows, median and best in ms by the clock


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
    """Every query that ships, round by round."""
    asked = dict(values_for(country))
    rows = {query: len(run_query(store, query, values)) for query, values in asked.items()}
    runs: dict[str, list[Run]] = {query: [] for query in asked}
    for _ in range(repeat):
        for query, values in asked.items():
            runs[query].append(clocked(lambda q=query, v=values: run_query(store, q, v)))  # type: ignore[misc]
    took = {query: milliseconds(some) for query, some in runs.items()}
    return {query: (rows[query], took[query]["median_ms"], took[query]["best_ms"]) for query in asked}


def table(columns: list[tuple[int, Figures]]) -> Iterator[str]:
    """The figures as a Markdown table: rows, then milliseconds, the median (and the best)."""
    yield "| query | " + " | ".join(f"{triples / 1e6:.1f} M triples" for triples, _ in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for query in columns[0][1]:
        cells = (f"{rows} rows, {median:.1f} ({best:.1f})" for rows, median, best in (f[query] for _, f in columns))
        yield f"| `{query}` | " + " | ".join(cells) + " |"
    slowest = (max(f.items(), key=lambda kv: kv[1][1]) for _, f in columns)
    yield "| slowest | " + " | ".join(f"`{q}` {median:.1f} ({best:.1f})" for q, (_, median, best) in slowest) + " |"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("stores", nargs="+", help="SCALE=DIR")
    asked.add_argument("--repeat", type=int, default=15)
    given = asked.parse_args()
    columns, before = [], load_average()
    for named in given.stores:
        scale, _, where = named.partition("=")
        with open_store(where, read_only=True) as store:
            columns.append((count_triples(store), ask_all(store, Country(float(scale)), given.repeat)))
    print("\n".join(table(columns)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(f"\npeak memory {peak} MB, load average {before} before, {load_average()} after")


if __name__ == "__main__":
    main()
