"""Rows of a register as quads, each named by what it says, so that the same row is the same quads at any import.

A document of a row is a node of its own (`cc:RegisterRow`). A relation is a node with its actor, its target and the
label as it came; the document it names is a node too (`cc:NamedDocument`): many stand in a register only so. It
refuses to guess a direction, an issuer or a year.
"""

import hashlib

from pyoxigraph import Literal, NamedNode, Quad

from graph.identity import cell_of
from graph.names import A, cc, date_literal, graph_named, mint_row, mint_work
from graph.register.report import ImportReport
from graph.register.rows import RegisterRow, act_on_a_part, find_label
from graph.store.seam import Term
from graph.store_lookup import CHANGING
from ontology.fold import fold_text
from ontology.identifiers import GraphKind

_DOCUMENT = ("number", "type", "date", "issuer", "title", "in_force_from", "in_force_to", "source")
_STATED = {"number": "statedNumber", "type": "statedType", "date": "statedDate", "issuer": "statedIssuer",
           "title": "statedTitle", "in_force_from": "inForceFrom", "in_force_to": "inForceTo", "source": "source",
           "retrieved_on": "retrievedOn"}  # fmt: skip
_DATES = {"date", "in_force_from", "in_force_to", "retrieved_on"}


def _hash(*parts: str | None) -> str:
    return hashlib.sha256("\x1f".join(p or "" for p in parts).encode()).hexdigest()[:24]


def row_iri(row: RegisterRow) -> NamedNode:
    """A row is named by what it says."""
    return mint_row("named" if row.named else "row", _hash(*(getattr(row, name) for name in _DOCUMENT)))


def row_quads(row: RegisterRow, graph: GraphKind, seen: set[str], report: ImportReport) -> list[Quad]:
    """The quads of one row; a document already seen in this import is not said again."""
    place = graph_named(graph)
    node = row_iri(row)
    quads: list[Quad] = []
    if node.value not in seen:
        report.documents += 1
        quads = _document_quads(row, node, place, seen)
    if row.relation and row.related_number:
        quads += _relation_quads(row, node, place, seen, report)
    if (related := row.related) is not None and (named := row_iri(related)).value not in seen:
        quads += _document_quads(related, named, place, seen)
    return quads


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
    if known is None or known[1] == "unverified" or not mine or not theirs or mine == theirs:
        if mine and mine == theirs:  # said of itself: the work is named, for the audit, and nothing is drawn
            pairs.append((cc("actor"), NamedNode(mint_work(mine))))
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
