"""Rows into the register graph, and the works brought up to date.

Importing twice changes nothing, and contradicting rows stand beside each other, because a row is named by what it says
(`quads.py`). A new number's works are derived as the rows pass by; numbers that documents already use are marked and
settled like a loading. An import that has a name is kept (`kept.py`), so that it can be taken back.
"""

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from graph import settle
from graph.cells import cell_quads
from graph.changes import break_line, stamp, together
from graph.identity import cell_of
from graph.judgements import Judge
from graph.names import cc
from graph.register.kept import Keeping, forget, standing
from graph.register.quads import row_iri, row_quads
from graph.register.report import ImportReport
from graph.register.rows import Refused, RegisterRow
from graph.register.worth import member_of_row
from graph.store.seam import Change, Store, Term
from graph.works import Member, derive_works
from ontology.identifiers import GraphKind

_AT_ONCE = 20_000
_SMALL = 2_000


def import_register(
    store: Store,
    rows: Iterable[RegisterRow | Refused],
    *,
    judge: Judge | None = None,
    on_rows: Callable[[int], None] | None = None,
    graph: GraphKind = "register",
    name: str | None = None,
    listed: bool = False,
) -> ImportReport:
    """Import rows. `on_rows` is told how many have passed. With a name the import is kept and can be taken back;
    `listed` rows of a list that a person accepted will then wait again."""
    report = ImportReport()
    keeping = Keeping(name, listed=listed) if name is not None and graph == "register" else None
    taken = _take(rows, report, on_rows)
    head = [row for _, row in zip(range(_SMALL), taken, strict=False)]
    if len(head) < _SMALL:
        _import_few(store, head, report, graph, judge, keeping)
    else:
        _import_many(store, _chain(head, taken), report, graph, judge, keeping)
    store.publish()
    return report


def _chain(head: list[RegisterRow], rest: Iterator[RegisterRow]) -> Iterator[RegisterRow]:
    yield from head
    yield from rest


def _take(
    rows: Iterable[RegisterRow | Refused], report: ImportReport, on_rows: Callable[[int], None] | None
) -> Iterator[RegisterRow]:
    for row in rows:
        if isinstance(row, Refused):
            report.refused.append(row)
            continue
        report.rows += 1
        if on_rows and report.rows % 1000 == 0:
            on_rows(report.rows)
        yield row
    if on_rows:
        on_rows(report.rows)


def _import_few(
    store: Store,
    rows: list[RegisterRow],
    report: ImportReport,
    graph: GraphKind,
    judge: Judge | None,
    keeping: Keeping | None,
) -> None:
    """One atomic change, marks included, then the ordinary settling."""
    quads: set[Quad] = set()
    seen: set[str] = set()
    for row in rows:
        quads |= set(row_quads(row, graph, seen, report))
    there = {q for q in quads if store.match(q.subject, q.predicate, q.object, q.graph_name)}  # type: ignore[arg-type]
    new, marks, kept = [q for q in quads if q not in there], list[Quad](), list[Quad]()
    ends: set[str] = set()
    if graph == "register":
        if keeping and new:
            kept = [*keeping.begin(), *keeping.keep(rows, quads, there), *keeping.end()]
            report.kept = keeping.id
        cells = {q.object.value for q in new if q.predicate == cc("numberKey")}  # type: ignore[union-attr]
        cells |= {cell_of(r.number) for r in rows if row_iri(r) in {q.subject for q in new}}
        marks = [settle.mark_cell(c) for c in sorted(cells)] + relation_marks(store, new)
        ends = {q.object.value for q in new if q.predicate in (cc("actor"), cc("target"))}  # type: ignore[union-attr]
    store.apply(together(Change(insert=(*new, *marks, *kept)), stamp(store, ends)))
    report.judged += settle.settle(store, judge).judged


def _import_many(
    store: Store,
    rows: Iterator[RegisterRow],
    report: ImportReport,
    graph: GraphKind,
    judge: Judge | None,
    keeping: Keeping | None,
) -> None:
    """In bulk. A mark says that it is under way; killed, the next settling derives what is missing."""
    under_way = settle.mark_import()
    store.apply(Change(insert=(under_way, *(keeping.begin() if keeping else ()))))
    known = _known_cells(store)
    fresh: dict[str, dict[str, Member]] = {}
    marked: set[str] = set()
    touched: set[Term] = set()
    seen: set[str] = set()
    batch: list[Quad] = []
    passed: list[RegisterRow] = []  # the rows of the batch
    full: set[str | None] = set()  # whose own row has passed: that one is enough
    for row in rows:
        new = row_quads(row, graph, seen, report)
        batch += new
        passed.append(row)
        touched |= {q.object for q in new if q.predicate in (cc("actor"), cc("target"))}  # type: ignore[misc]
        full.add(row.key)
        for said in (row, row.related):
            if said is None or (said.named and said.key in full):
                continue
            cell = cell_of(said.number)
            if cell in known:
                marked.add(cell)
            else:
                member = _member(said)
                fresh.setdefault(cell, {})[member.source] = member
        if len(batch) >= _AT_ONCE:
            _write_batch(store, batch, passed, keeping)
            batch, passed = [], []
    _write_batch(store, batch, passed, keeping)
    if keeping:
        report.kept = _end_keeping(store, keeping)
    if graph == "register":
        store.bulk(q for members in fresh.values() for q in cell_quads(derive_works(members.values(), ())))
        marks = [settle.mark_cell(c) for c in sorted(marked)]
        cited = set(store.select("SELECT DISTINCT ?w WHERE { ?c $cited ?w }", cited=cc("citedWork")).column("w"))
        ends = {t.value for t in touched if isinstance(t, NamedNode)} & cited
        marks += settle.marks_of_dependents(store, {"w:" + w for w in ends})
        store.apply(Change(insert=tuple(marks)))
    store.apply(together(Change(delete=(under_way,)), break_line(store)))
    report.judged += settle.settle(store, judge).judged


def _write_batch(store: Store, quads: list[Quad], rows: list[RegisterRow], keeping: Keeping | None) -> None:
    """Some rows with the note of what they said, in one go."""
    store.bulk([*quads, *(keeping.keep(rows, quads, standing(store, quads)) if keeping else ())])


def _end_keeping(store: Store, keeping: Keeping) -> str:
    """Close what is kept of an import, or drop it where nothing in it was new; the id it is kept under."""
    if keeping.new:
        store.apply(Change(insert=tuple(keeping.end())))
        return keeping.id
    store.apply(forget(store, keeping.node))
    return ""


def _known_cells(store: Store) -> set[str]:
    """The numbers that the store already speaks of."""
    rows = store.select(
        "SELECT DISTINCT ?k WHERE { { ?s $a ?k } UNION { ?s $b ?k } }", a=cc("numberKey"), b=cc("ownNumberKey")
    )
    return set(rows.column("k"))


def relation_marks(store: Store, new: Iterable[Quad]) -> list[Quad]:
    """What must be looked at again when relations come or go: whatever stands on their ends."""
    ends = {q.object.value for q in new if q.predicate in (cc("actor"), cc("target"))}  # type: ignore[union-attr]
    return settle.marks_of_dependents(store, {"w:" + e for e in ends})


def stands(store: Store, row: RegisterRow) -> bool:
    """Whether the register says all of this row already."""
    said = row_quads(row, "register", set(), ImportReport())
    return all(store.match(q.subject, q.predicate, q.object, q.graph_name) for q in said)  # type: ignore[arg-type]


def _member(row: RegisterRow) -> Member:
    """The row as the works see it; the same as what `cells.read_members` reads back."""
    return member_of_row(
        row_iri(row).value, row.number, type_=row.type, date=row.date, issuer=row.issuer, title=row.title,
        since=row.in_force_from, until=row.in_force_to, said_by=row.source, named=row.named,
    )  # fmt: skip
