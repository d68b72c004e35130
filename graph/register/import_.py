"""Rows into the register graph, and the works brought up to date.

A document of a row is a node of its own (`cc:RegisterRow`), named by what it says, so that importing twice changes
nothing and contradicting rows stand beside each other. A relation is a node with its actor, its target and the label as
it came; the document it names is a node too (`cc:NamedDocument`): many stand in a register only so. A new number's
works are derived as the rows pass by; numbers that documents already use are marked and settled like a loading. It
refuses to guess a direction, an issuer or a year.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from graph import settle
from graph.cells import cell_quads
from graph.changes import break_line, stamp, together
from graph.fit import Written
from graph.identity import cell_of, type_of
from graph.judgements import Judge
from graph.names import A, cc, date_literal, graph_named, mint_row, mint_work
from graph.register.rows import Refused, RegisterRow, act_on_a_part, find_label
from graph.store.seam import Change, Store, Term
from graph.store_lookup import CHANGING
from graph.works import Member, derive_works, row_quality
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.identifiers import GraphKind
from ontology.values import ForcePeriod

_AT_ONCE = 20_000
_SMALL = 2_000
_DOCUMENT = ("number", "type", "date", "issuer", "title", "in_force_from", "in_force_to", "source")
_STATED = {"number": "statedNumber", "type": "statedType", "date": "statedDate", "issuer": "statedIssuer",
           "title": "statedTitle", "in_force_from": "inForceFrom", "in_force_to": "inForceTo", "source": "source",
           "retrieved_on": "retrievedOn"}  # fmt: skip
_DATES = {"date", "in_force_from", "in_force_to", "retrieved_on"}


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import did."""

    rows: int = 0
    documents: int = 0
    relations: int = 0
    unplaced: int = 0  # relations whose label or related document is not sure enough to draw
    unknown_labels: Counter[str] = field(default_factory=Counter)  # of relations, with how many rows say so
    judged: int = 0
    refused: list[Refused] = field(default_factory=list)
    added: tuple[Quad, ...] = ()  # what a small import put into the register that was not there: what undoing takes out

    @property
    def cautions(self) -> tuple[Message, ...]:
        """What was taken but says less than its writer may think."""
        return tuple(
            Message(
                f"Chưa biết nhãn quan hệ “{label}” ({rows} dòng): dòng được giữ nhưng quan hệ ấy không được tính.",
                f"Unknown relation label “{label}” ({rows} rows): they are kept, but the relation counts for nothing.",
            )
            for label, rows in sorted(self.unknown_labels.items())
        )


def import_register(
    store: Store,
    rows: Iterable[RegisterRow | Refused],
    *,
    judge: Judge | None = None,
    on_rows: Callable[[int], None] | None = None,
    graph: GraphKind = "register",
) -> ImportReport:
    """Import rows. `on_rows` is told how many have passed."""
    report = ImportReport()
    taken = _take(rows, report, on_rows)
    head = [row for _, row in zip(range(_SMALL), taken, strict=False)]
    if len(head) < _SMALL:
        _import_few(store, head, report, graph, judge)
    else:
        _import_many(store, _chain(head, taken), report, graph, judge)
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
    store: Store, rows: list[RegisterRow], report: ImportReport, graph: GraphKind, judge: Judge | None
) -> None:
    """One atomic change, marks included, then the ordinary settling."""
    quads: set[Quad] = set()
    seen: set[str] = set()
    for row in rows:
        quads |= set(row_quads(row, graph, seen, report))
    new = [q for q in quads if not store.match(q.subject, q.predicate, q.object, q.graph_name)]  # type: ignore[arg-type]
    marks: list[Quad] = []
    ends: set[str] = set()
    if graph == "register":
        report.added = tuple(new)
        cells = {q.object.value for q in new if q.predicate == cc("numberKey")}  # type: ignore[union-attr]
        cells |= {cell_of(r.number) for r in rows if _row_iri(r) in {q.subject for q in new}}
        marks = [settle.mark_cell(c) for c in sorted(cells)] + relation_marks(store, new)
        ends = {q.object.value for q in new if q.predicate in (cc("actor"), cc("target"))}  # type: ignore[union-attr]
    store.apply(together(Change(insert=(*new, *marks)), stamp(store, ends)))
    report.judged += settle.settle(store, judge).judged


def _import_many(
    store: Store, rows: Iterator[RegisterRow], report: ImportReport, graph: GraphKind, judge: Judge | None
) -> None:
    """In bulk. A mark says that it is under way; killed, the next settling derives what is missing."""
    under_way = settle.mark_import()
    store.apply(Change(insert=(under_way,)))
    known = _known_cells(store)
    fresh: dict[str, dict[str, Member]] = {}
    marked: set[str] = set()
    touched: set[Term] = set()
    seen: set[str] = set()
    batch: list[Quad] = []
    full: set[str | None] = set()  # whose own row has passed: that one is enough
    for row in rows:
        new = row_quads(row, graph, seen, report)
        batch += new
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
            store.bulk(batch)
            batch = []
    store.bulk(batch)
    if graph == "register":
        store.bulk(q for members in fresh.values() for q in cell_quads(derive_works(members.values(), ())))
        marks = [settle.mark_cell(c) for c in sorted(marked)]
        cited = set(store.select("SELECT DISTINCT ?w WHERE { ?c $cited ?w }", cited=cc("citedWork")).column("w"))
        ends = {t.value for t in touched if isinstance(t, NamedNode)} & cited
        marks += settle.marks_of_dependents(store, {"w:" + w for w in ends})
        store.apply(Change(insert=tuple(marks)))
    store.apply(together(Change(delete=(under_way,)), break_line(store)))
    report.judged += settle.settle(store, judge).judged


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


# ------------------------------------------------------------------ rows as quads


def _hash(*parts: str | None) -> str:
    return hashlib.sha256("\x1f".join(p or "" for p in parts).encode()).hexdigest()[:24]


def _row_iri(row: RegisterRow) -> NamedNode:
    return mint_row("named" if row.named else "row", _hash(*(getattr(row, name) for name in _DOCUMENT)))


def row_quads(row: RegisterRow, graph: GraphKind, seen: set[str], report: ImportReport) -> list[Quad]:
    """The quads of one row; a document already seen in this import is not said again."""
    place = graph_named(graph)
    node = _row_iri(row)
    quads: list[Quad] = []
    if node.value not in seen:
        report.documents += 1
        quads = _document_quads(row, node, place, seen)
    if row.relation and row.related_number:
        quads += _relation_quads(row, node, place, seen, report)
    if (related := row.related) is not None and (named := _row_iri(related)).value not in seen:
        quads += _document_quads(related, named, place, seen)
    return quads


def stands(store: Store, row: RegisterRow) -> bool:
    """Whether the register says all of this row already."""
    said = row_quads(row, "register", set(), ImportReport())
    return all(store.match(q.subject, q.predicate, q.object, q.graph_name) for q in said)  # type: ignore[arg-type]


def _document_quads(row: RegisterRow, node: NamedNode, place: NamedNode, seen: set[str]) -> list[Quad]:
    seen.add(node.value)
    pairs: list[tuple[NamedNode, Term]] = [
        (A, cc("NamedDocument" if row.named else "RegisterRow")), (cc("numberKey"), Literal(cell_of(row.number)))
    ]  # fmt: skip
    for name, term in _STATED.items():
        value = getattr(row, name)
        if value:
            pairs.append((cc(term), date_literal(value) if name in _DATES else Literal(value)))
    return [Quad(node, p, o, place) for p, o in pairs]


def _relation_quads(
    row: RegisterRow, node: NamedNode, place: NamedNode, seen: set[str], report: ImportReport
) -> list[Quad]:
    relation, number = row.relation or "", row.related_number or ""
    known = find_label(relation)
    mine, theirs = row.key, row.related_key
    parts = (row.part,) if row.part else ()
    name = _hash(relation, mine or node.value, theirs or number, row.related_date, row.source, *parts)
    at = mint_row("relation", name)
    if at.value in seen:
        return []
    seen.add(at.value)
    pairs: list[tuple[NamedNode, Term]] = [(cc("statedBy"), node), (cc("label"), Literal(relation))]
    if row.source:
        pairs.append((cc("source"), Literal(row.source)))
    if row.part:
        pairs.append((cc("part"), Literal(row.part)))
    if row.relation_from:
        pairs.append((cc("since"), date_literal(row.relation_from)))
    if known is None or known[1] == "unverified" or not mine or not theirs:
        report.unplaced += 1
        if known is None:
            report.unknown_labels[relation] += 1
        pairs += [(cc("relatedNumber"), Literal(number)), (cc("relatedNumberKey"), Literal(cell_of(number)))]
        return [Quad(at, p, o, place) for p, o in pairs]
    report.relations += 1
    kind, direction = known
    if row.part and fold_text(row.part) != "toan bo":
        kind = act_on_a_part(kind)
    ends = [(mine, row.date), (theirs, row.related_date)]
    (actor, acted_on), (target, suffered_on) = ends if direction == "acts" else reversed(ends)
    pairs += [
        (cc("relationKind"), Literal(kind)), (cc("actor"), NamedNode(mint_work(actor))),
        (cc("target"), NamedNode(mint_work(target))),
    ]  # fmt: skip
    if acted_on:
        pairs.append((cc("actorDate"), date_literal(acted_on)))
    if suffered_on:
        pairs.append((cc("targetDate"), date_literal(suffered_on)))
    quads = [Quad(at, p, o, place) for p, o in pairs]
    if kind in CHANGING:
        quads.append(Quad(at, cc("changes"), NamedNode(mint_work(target)), place))
        quads.append(Quad(NamedNode(mint_work(actor)), cc(kind), NamedNode(mint_work(target)), place))
    return quads


def _member(row: RegisterRow) -> Member:
    """The row as the works see it; the same as what `cells.read_members` reads back."""
    force: tuple[ForcePeriod, ...] = ()
    source = _row_iri(row).value
    if row.in_force_from or row.in_force_to:
        force = (ForcePeriod(since=row.in_force_from, until=row.in_force_to, source=source),)
    said = Written(
        number=row.number, type=type_of(row.number, row.type), date=row.date, issuer=row.issuer, title=row.title
    )
    return Member(
        source=source, rank="register", said=said, quality=row_quality(row.source, named=row.named), force=force,
        type_as_said=row.type, quote=row.source or "", named=row.named,
    )  # fmt: skip
