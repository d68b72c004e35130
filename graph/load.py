"""Loading: records in, and everything that follows from them brought up to date.

The order of work, each step one atomic change of the store, with marks in the store of what is still to be done, so
that a killed loading is finished by the next one:

    sources   the graph of each document replaced whole; the numbers it touches are marked
    works     every marked number derived anew; whoever rests on a work that changed is marked
    meaning   the citations of every marked document resolved anew
    judgement every marked document judged anew, by a function given from outside

Only what changed is done again, and the result equals doing everything anew, whatever the order and the batches. It
refuses to read files: records come from the loaders.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad

from graph import settle
from graph.changes import stamp, together
from graph.found_times import findings_in, forget_findings
from graph.judgements import Judge, due_documents, mark_judgement
from graph.names import cc, derived_graphs, document_graph, graph_named
from graph.store.seam import Change, Store
from graph.store_lookup import StoreLookup
from graph.write import document_iri, documents, load_quads, record_graph
from ontology.errors import NotFound
from ontology.values import Record

__all__ = ["Judge", "LoadReport", "Loaded", "catch_up", "load_records", "rederive", "unload"]

BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of one record."""

    file: str
    document: str
    state: str  # "loaded" | "replaced" | "unchanged"
    instead_of: tuple[str, ...] = ()  # earlier versions of the same document, taken out for this one


@dataclass(slots=True, kw_only=True)
class LoadReport:
    """What a loading did. `judged` counts documents, the newly loaded ones included."""

    documents: list[Loaded] = field(default_factory=list)
    works_changed: int = 0
    resolved: int = 0
    judged: int = 0

    def in_state(self, state: str) -> list[Loaded]:
        return [d for d in self.documents if d.state == state]


def load_records(
    store: Store,
    records: Iterable[Record],
    *,
    judge: Judge | None = None,
    batch: int = BATCH,
    on_loaded: Callable[[Loaded], None] | None = None,
    now: str | None = None,
    renew: bool = False,
) -> LoadReport:
    """Load records. `on_loaded` is called for a document when it is safe on disk, resolved and judged.

    With `renew`, a file of the name, number, day and body of one that was loaded before, in the same format, is its new
    version and takes its place. Under another name it stands beside it: two documents may share a number by mistake.
    """
    report = LoadReport()
    when = now or dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    for some in _batches(records, batch):
        done = _write_sources(store, some, when)
        tally = settle.settle(store, judge)
        report.works_changed += tally.works
        report.resolved += tally.resolved
        report.judged += tally.judged
        store.publish()
        if renew:
            done = _in_place_of_older(store, done, {d.document for d in report.documents}, judge)
        report.documents += done
        for loaded in done:
            if on_loaded:
                on_loaded(loaded)
    if not report.documents:
        settle.settle(store, judge)
        store.publish()
    return report


def unload(
    store: Store, *documents: str, judge: Judge | None = None, on_document: Callable[[], None] = lambda: None
) -> None:
    """Take source documents out, and everything that only stood on them: each whole, and what follows once for all."""
    for document in documents:
        if not store.match(g=document_graph(document)):
            raise NotFound(
                f"Không có văn bản {document} trong kho. Hãy chọn trong các văn bản đã nạp.",
                f"There is no document {document} in the store. Choose among the loaded documents.",
            )
    for document in dict.fromkeys(documents):
        store.apply(_taking_out(store, document))
        on_document()
    settle.settle(store, judge)
    store.publish()


def _taking_out(store: Store, document: str) -> Change:
    """The change that takes one document out and marks what follows."""
    graph = document_graph(document)
    gone = store.match(NamedNode(document), g=graph_named("loads"))
    gone += forget_findings(store, findings_in(store, NamedNode(derived_graphs(document)[1])))
    marks = settle.marks_for(StoreLookup(store), store.match(g=graph), []) + settle.leaving(store, document)
    out = Change(delete_graphs=(graph.value, *derived_graphs(document)), delete=tuple(gone), insert=tuple(marks))
    return together(out, stamp(store, [document]))


_OLDER = """SELECT DISTINCT ?old WHERE {
  GRAPH $new { $node $identity ?same ; $issuer ?body ; $type ?format ; $number ?own ; $date ?day ; $scanned "false" }
  ?old $identity ?same ; $issuer ?body ; $type ?format ; $scanned "false" .
  GRAPH $loads { $node $file ?name . ?old $file ?name }
  FILTER(?old != $node)
} ORDER BY STR(?old)"""


def _in_place_of_older(store: Store, done: list[Loaded], before: set[str], judge: Judge | None) -> list[Loaded]:
    """Take out the earlier versions of what was just loaded; not what the same call has loaded, nor a scan."""
    kept = before | {d.document for d in done}
    renewed = []
    for loaded in done:
        older = _older_versions(store, loaded.document) if loaded.state == "loaded" else []
        gone = tuple(old for old in older if old not in kept)
        if gone:
            unload(store, *gone, judge=judge)
        renewed.append(replace(loaded, state="replaced", instead_of=gone) if gone else loaded)
    return renewed


def _older_versions(store: Store, document: str) -> list[str]:
    """Other files of the same name, number, day, body and format, read as clearly."""
    found = store.select(
        _OLDER, new=document_graph(document), node=NamedNode(document), identity=cc("identity"),
        issuer=cc("writtenIssuer"), type=cc("mediaType"), scanned=cc("scanned"), number=cc("ownNumberKey"),
        date=cc("writtenDate"), loads=graph_named("loads"), file=cc("fileName"),
    )  # fmt: skip
    return list(found.column("old"))


def rederive(store: Store, *, judge: Judge | None = None) -> None:
    """Throw away everything derived and derive it again from the sources and the register."""
    cells = set(store.select("SELECT DISTINCT ?k WHERE { ?s ?p ?k FILTER(?p IN ($a, $b)) }",
                             a=cc("numberKey"), b=cc("ownNumberKey")).column("k"))  # fmt: skip
    sources = documents(store)
    doomed = [graph_named("works").value, *(g for d in sources for g in derived_graphs(d))]
    marks = [settle.mark_cell(c) for c in sorted(cells)] + [settle.mark_document(d) for d in sources]
    store.apply(Change(delete_graphs=tuple(doomed), insert=tuple(marks)))
    settle.settle(store, judge)
    store.publish()


def catch_up(store: Store, today: dt.date, *, judge: Judge | None = None) -> int:
    """Judge again the documents of which something began or ended since they were judged; how many there were.

    Also finish what a writer that was killed had begun.
    """
    due = due_documents(store, today)
    store.apply(Change(insert=tuple(mark_judgement(d) for d in due)))
    settle.settle(store, judge)
    store.publish()
    return len(due)


def _batches(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    stream = iter(records)
    while some := list(islice(stream, size)):
        yield some


def _write_sources(store: Store, records: Sequence[Record], when: str) -> list[Loaded]:
    """Replace the graphs of these documents, and mark what follows, in one change."""
    delete: set[Quad] = set()
    insert: set[Quad] = set()
    touched: list[tuple[list[Quad], list[Quad]]] = []
    done = []
    latest: dict[str, tuple[Record, list[Quad]]] = {}
    for record in records:
        latest[document_iri(record)] = (record, record_graph(record))
    states: dict[str, str] = {}
    for document, (_, new) in latest.items():
        old = store.match(g=document_graph(document))
        states[document] = "loaded" if not old else "unchanged" if set(old) == set(new) else "replaced"
        if states[document] != "unchanged":
            delete |= set(old) - set(new)
            insert |= set(new) - set(old)
            touched.append((old, new))
            if old:  # read otherwise than before: whoever rests on what it said is judged again
                insert |= set(settle.leaving(store, document))
                delete |= set(store.match(g=NamedNode(derived_graphs(document)[0])))
            insert.add(settle.mark_document(document))
    named = set()
    for record in records:
        document = document_iri(record)
        file, key = record.text.source.file, (document, record.text.source.file)
        if key not in named:
            named.add(key)
            insert |= set(_provenance(store, record, document, when, changed=states[document] != "unchanged"))
        done.append(Loaded(file=file, document=document, state=states[document]))
    lookup = StoreLookup(store)
    for old, new in touched:
        insert |= set(settle.marks_for(lookup, old, new))
    replaced = [d for d, state in states.items() if state == "replaced"]
    store.apply(together(Change(delete=tuple(delete), insert=tuple(insert)), stamp(store, replaced)))
    return done


def _provenance(store: Store, record: Record, document: str, when: str, *, changed: bool) -> list[Quad]:
    """The file's name, and the time of this loading when something came of it."""
    quads = load_quads(record, when)
    known = store.match(NamedNode(document), cc("fileName"), Literal(record.text.source.file), graph_named("loads"))
    return quads if changed or not known else []
