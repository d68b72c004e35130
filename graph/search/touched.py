"""From the names a change touched to the works and documents that an index must read again.

More than the names themselves: whoever a touched work acts on (its date may begin the act), whom a touched document's
relations reach (what it says may make an act one "in part"), and works told apart by date under one name.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.names import base, cc, mint_document, mint_graph, name_of
from graph.store import Store
from ontology.identifiers import parse_iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What to read again."""

    works: frozenset[str]
    documents: frozenset[str]


def touched_by(names: Iterable[str], store: Store, connection: sqlite3.Connection) -> Touched:
    """The works and documents that these names may have changed."""
    works: set[str] = set()
    documents: set[str] = set()
    for name in names:
        parsed = parse_iri(name, base=base())
        if parsed is None:
            continue
        if parsed.kind == "work":
            works.add(name.partition("#")[0])
        elif parsed.kind in ("document", "part"):
            documents.add(name.partition("#")[0])
        elif parsed.kind == "graph" and len(parsed.values) == 2:
            documents.add(mint_document(parsed.values[1]))
    for work in sorted(works):
        works |= _reached(store, "SELECT DISTINCT ?w WHERE { ?r $actor $it ; $changes ?w }", work)
    for document in sorted(documents):
        meaning = mint_graph("meaning", name_of(document))
        works |= _reached(store, "SELECT DISTINCT ?w WHERE { GRAPH $it { ?r $actor ?any ; $changes ?w } }", meaning)
        works |= set(
            store.select("SELECT ?w WHERE { $d $of ?w }", d=NamedNode(document), of=cc("sourceOf")).column("w")
        )
    for work in sorted({w.partition("~")[0] for w in works}):
        among = "SELECT iri FROM work WHERE iri > ? AND iri < ?"
        works |= {iri for (iri,) in connection.execute(among, (work + "~", work + "~\U0010ffff"))}
    return Touched(works=frozenset(works), documents=frozenset(documents))


def _reached(store: Store, text: str, it: str) -> set[str]:
    return set(store.select(text, it=NamedNode(it), actor=cc("actor"), changes=cc("changes")).column("w"))
