"""How a store begins: with the register that ships; the judge that every loading uses; where its index stands."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from pyoxigraph import Literal, Quad

from graph.judge import judge_record
from graph.lookup import Lookup
from graph.names import cc, graph_named
from graph.register.import_ import import_register
from graph.register.rows import read_rows
from graph.search import SearchIndex
from graph.store import Change, Store
from graph.store_lookup import Recorder
from ontology.values import Finding, Record, Resolution


def judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> Sequence[Finding]:
    """The judge that loading uses: stored documents are judged as of today, and it is noted until when that holds."""
    today = dt.date.today()
    as_of = lookup.watch(today) if isinstance(lookup, Recorder) else today
    return judge_record(record, resolutions, lookup, as_of=as_of)


def start_store(store: Store) -> None:
    """Give a store the register that ships, when it has not taken this edition of it yet."""
    with as_file(files("ontology") / "tables" / "register.csv") as path:
        edition = Literal(hashlib.sha256(path.read_bytes()).hexdigest()[:16])
        own = graph_named("store")
        if not store.match(own, cc("shippedRegister"), edition, own):
            import_register(store, read_rows(path), judge=judge)
            store.apply(Change(insert=(Quad(own, cc("shippedRegister"), edition, own),)))
            store.publish()


def open_index(where: str) -> SearchIndex:
    """The search index of a store: in the directory of one on disk, in memory for others."""
    embedded = where != "memory:" and not where.startswith(("http://", "https://"))
    return SearchIndex(Path(where) / "search" if embedded else None)
