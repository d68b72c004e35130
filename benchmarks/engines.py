"""The queries that ship, asked of Oxigraph on disk, rdflib in memory and owlready2's quadstore over the same datasets.

    python -m benchmarks.engines 0.0045=DIR 0.045=DIR 1=DIR --triples 10000000

Each store is one that `benchmarks.national` made, named with its scale; of one that is larger than asked, relations of
the register are left out until about so many triples remain. Every engine loads the same file in a process of its own,
which may take so many minutes and so much memory and no more: where it stops, how far it came is the figure. A query
may take so many seconds. Printed: the median of three runs by the clock (of the processor), as tables.
"""

import argparse
import json
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import owlready2
import pyoxigraph as ox
import rdflib
from pyoxigraph import Quad

from benchmarks.national import Country, Run, clocked, load_average, peak_mb
from benchmarks.queries import values_for
from graph.names import mint_row
from graph.queries import filled_query
from graph.store import Store, open_store

ENGINES = ("oxigraph", "rdflib", "owlready2")
_CHUNK = 100_000
_RELATION = mint_row("relation", "").value


# ------------------------------------------------------------------ the datasets


def thinned(store: Store, triples: int) -> Iterator[Quad]:
    """The store, without so many relations of its register that about this many triples remain."""
    every = relations = 0
    for quad in store.dump():
        every += 1
        relations += _is_relation(quad)
    share = 1 - max(0, every - triples) / max(1, relations)
    for quad in store.dump():
        if not _is_relation(quad) or int(quad.subject.value[-6:], 16) / 16**6 < share:  # type: ignore[union-attr]
            yield quad


def _is_relation(quad: Quad) -> bool:
    return quad.subject.value.startswith(_RELATION)  # type: ignore[union-attr]


def write_dataset(quads: Iterable[Quad], place: Path) -> int:
    """The same dataset as N-Quads, and as the N-Triples that owlready2 reads; how many it holds."""
    count = 0
    with (
        (place / "all.nq").open("w", encoding="utf-8") as named,
        (place / "all.nt").open("w", encoding="utf-8") as bare,
    ):
        for quad in quads:
            named.write(f"{quad} .\n")
            bare.write(f"{quad.triple} .\n")
            count += 1
    return count


def texts(store: Store, country: Country) -> dict[str, str]:
    """The queries with their values in place."""
    return {query: filled_query(store, query, values) for query, values in values_for(country)}


# ------------------------------------------------------------------ one engine, in its own process


def load_oxigraph(place: Path) -> Callable[[str], int]:
    store = ox.Store(str(place / "oxigraph"))
    store.bulk_load(path=str(place / "all.nq"), format=ox.RdfFormat.N_QUADS)
    return lambda text: sum(1 for _ in store.query(text, use_default_graph_as_union=True))  # type: ignore[misc]


def load_rdflib(place: Path) -> Callable[[str], int]:
    warnings.simplefilter("ignore")
    dataset, loaded = rdflib.Dataset(default_union=True), 0
    with (place / "all.nq").open(encoding="utf-8") as lines:
        while some := list(islice(lines, _CHUNK)):
            dataset.parse(data="".join(some), format="nquads")
            loaded += len(some)
            _say(loaded=loaded)
    return lambda text: len(list(dataset.query(text)))


def load_owlready(place: Path, seconds: float) -> Callable[[str], int]:
    world = owlready2.World(filename=str(place / "owlready.sqlite"))
    world.get_ontology("https://cancu.example/all#").load(fileobj=(place / "all.nt").open("rb"))

    def ask(text: str) -> int:
        until = time.monotonic() + seconds
        world.graph.db.set_progress_handler(lambda: time.monotonic() > until, 100_000)
        return len(list(world.sparql(text)))

    return ask


def measure(ask: Callable[[str], int], queries: dict[str, str], seconds: float) -> dict[str, list[object]]:
    """Rows, and the median of three runs in milliseconds; the reason where there is no answer."""
    found: dict[str, list[object]] = {}
    for name, text in queries.items():
        try:
            rows, runs = ask_thrice(partial(ask, text), seconds)
            medians = (statistics.median(run[i] for run in runs) * 1000 for i in (0, 1))
            found[name] = [rows, *(round(ms, 1) for ms in medians)]
        except Exception as cause:  # an engine that cannot answer is a figure too
            signal.setitimer(signal.ITIMER_REAL, 0)
            found[name] = ["-", f"{type(cause).__name__}: {str(cause)[:60]}"]
    return found


def ask_thrice(ask: Callable[[], int], seconds: float) -> tuple[int, list[Run]]:
    """How many rows, and each run; fewer runs where one takes long."""
    rows: list[int] = []
    runs: list[Run] = []
    while len(runs) < 3 and sum(clock for clock, _ in runs) < seconds:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        runs.append(clocked(lambda: rows.append(ask())))
        signal.setitimer(signal.ITIMER_REAL, 0)
    return rows[-1], runs


def run_one(engine: str, place: Path, seconds: float, gigabytes: float) -> None:
    """Load and ask, saying how far it is: a line of JSON after each step."""
    resource.setrlimit(resource.RLIMIT_DATA, (int(gigabytes * 1e9), int(gigabytes * 1e9)))
    signal.signal(signal.SIGALRM, _too_long)
    loaders = {"oxigraph": load_oxigraph, "rdflib": load_rdflib, "owlready2": partial(load_owlready, seconds=seconds)}
    ready: list[Callable[[str], int]] = []
    try:
        took = clocked(lambda: ready.append(loaders[engine](place)))
    except MemoryError:
        _say(stopped=f"at {gigabytes:g} GB", peak_mb=peak_mb())
        return
    _say(load_s=round(took[0], 1), load_cpu_s=round(took[1], 1), loaded_mb=peak_mb())
    for name, text in json.loads((place / "queries.json").read_text(encoding="utf-8")).items():
        _say(answers=measure(ready[0], {name: text}, seconds))
    _say(peak_mb=peak_mb())


def _too_long(*_: object) -> None:
    raise TimeoutError("too long")


def _say(**said: object) -> None:
    print(json.dumps(said), flush=True)


# ------------------------------------------------------------------ all of them


def run_engine(engine: str, place: Path, given: argparse.Namespace) -> dict[str, Any]:
    """What one engine said, the last word on each; ended when its minutes are over."""
    command = [sys.executable, "-m", "benchmarks.engines", "--one", engine, "--place", str(place),
               "--seconds", str(given.seconds), "--gigabytes", str(given.gigabytes)]  # fmt: skip
    figures: dict[str, Any] = {"queries": {}}
    with (place / f"{engine}.said").open("w+", encoding="utf-8") as said:
        try:
            subprocess.run(command, stdout=said, timeout=given.minutes * 60, check=False)
        except subprocess.TimeoutExpired:
            figures["stopped"] = f"after {given.minutes:g} minutes"
        said.seek(0)
        for line in said:
            step = json.loads(line)
            figures["queries"].update(step.pop("answers", {}))
            figures.update(step)
    return figures


def table(triples: int, figures: dict[str, dict[str, Any]]) -> Iterator[str]:
    """One size: loading, memory, then every query."""
    yield f"| {triples:,} triples | " + " | ".join(ENGINES) + " |"
    yield "|---" * (len(ENGINES) + 1) + "|"
    rows: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
        ("loading, s (of the processor)", _loading),
        ("peak memory, MB", lambda f: f.get("peak_mb", "-")),
        ("queries answered", lambda f: sum(a[0] != "-" for a in f["queries"].values())),
        ("median query, ms", lambda f: _of_all(f, statistics.median)),
        ("slowest query, ms", lambda f: _of_all(f, max)),
    ]  # fmt: skip
    rows += [(f"`{q}`", partial(_answer, q)) for q in figures["oxigraph"]["queries"]]
    for name, cell in rows:
        yield f"| {name} | " + " | ".join(str(cell(figures[e])) for e in ENGINES) + " |"


def _loading(figures: dict[str, Any]) -> str:
    if "load_s" in figures:
        return f"{figures['load_s']} ({figures['load_cpu_s']})"
    return f"stopped {figures.get('stopped', '')}, {figures.get('loaded', '?')} triples in"


def _of_all(figures: dict[str, Any], of: Callable[[list[float]], float]) -> str:
    answered = [a[1] for a in figures["queries"].values() if a[0] != "-"]
    return f"{of(answered):.1f}" if answered else "-"


def _answer(query: str, figures: dict[str, Any]) -> str:
    said = figures["queries"].get(query)
    if said is None:
        return "-"
    return f"- {said[1]}" if said[0] == "-" else f"{said[1]} ({said[2]}), {said[0]} rows"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("stores", nargs="*", help="SCALE=DIR")
    asked.add_argument("--triples", type=int, default=10_000_000, help="at most about so many of a store")
    asked.add_argument("--minutes", type=float, default=20, help="for one engine to load and answer")
    asked.add_argument("--gigabytes", type=float, default=20, help="of memory for one engine")
    asked.add_argument("--seconds", type=float, default=30, help="for one query")
    asked.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    asked.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        run_one(given.one, given.place, given.seconds, given.gigabytes)
        return
    for named in given.stores:
        scale, _, where = named.partition("=")
        with tempfile.TemporaryDirectory() as folder, open_store(where, read_only=True) as store:
            place = Path(folder)
            queries = json.dumps(texts(store, Country(float(scale))), ensure_ascii=False)
            (place / "queries.json").write_text(queries, encoding="utf-8")
            triples = write_dataset(thinned(store, given.triples), place)
            print("\n".join(table(triples, {e: run_engine(e, place, given) for e in ENGINES})))
        print(f"\nload average {load_average()}\n", flush=True)


if __name__ == "__main__":
    main()
