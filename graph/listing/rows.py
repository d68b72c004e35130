"""What the lists say of some documents, read from the store in a few questions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode

from graph.codec import decode
from graph.judge.report import finding_to_json
from graph.names import LABEL, PREAMBLE, cc, eli, graph_named
from graph.review import Reviewed, apply_reviews, read_reviews, read_rules, review_version, reviewed_to_json
from graph.store.seam import Store
from ontology.values import Finding

_DOCUMENTS = """SELECT ?document ?work ?label ?date ?issuer ?title ?number ?own WHERE { $these
  ?document cc:sourceOf ?work . ?work rdfs:label ?label .
  OPTIONAL { ?document cc:writtenNumber ?number } OPTIONAL { ?document cc:writtenIssuer ?own }
  OPTIONAL { ?work eli:date_document ?date } OPTIONAL { ?work cc:issuerName ?issuer }
  OPTIONAL { ?work eli:title ?title } }"""
_CITED = """SELECT ?citation ?document ?target ?work ?quote ?role WHERE { $these
  ?citation cc:inDocument ?document ; cc:citedWork ?target ; cc:citingDocument ?work ; cc:quote ?quote ; cc:role ?role
  FILTER(?work != ?target) }"""
_TASKS = """SELECT ?document ?task ?id ?content ?deadline ?unit WHERE { $these
  ?task cc:inDocument ?document ; cc:leadName ?unit ; cc:taskId ?id ; cc:content ?content .
  OPTIONAL { ?task cc:deadline ?deadline } }"""
_UNITS = """SELECT ?document ?name ?kind WHERE { $these
  ?unit cc:inDocument ?document ; cc:unitKind ?kind ; rdfs:label ?name }"""
_CITATIONS = """SELECT ?document (COUNT(?c) AS ?n) WHERE { $these
  ?c cc:inDocument ?document ; cc:citationKind ?kind } GROUP BY ?document"""
_CARRIED_OUT = """SELECT DISTINCT ?document ?directive ?label WHERE { $these
  ?document cc:sourceOf ?plan . ?plan cc:implements ?directive . ?directive rdfs:label ?label }"""
_FINDINGS = """SELECT ?document ?f ?state WHERE { $these
  ?f cc:inDocument ?document ; cc:findingId ?id ; cc:state ?state }"""
_OF_WORK = {"label": LABEL, "date": eli("date_document"), "issuer": cc("issuerName"), "title": eli("title"),
            "type": cc("typeName")}  # fmt: skip
GRADES = {"error": 0, "warning": 1, "note": 2}


def _ask(store: Store, text: str, documents: Sequence[str]) -> list[dict[str, str]]:
    these = " ".join(str(NamedNode(d)) for d in documents)
    return store.select(PREAMBLE + text.replace("$these", f"VALUES ?document {{ {these} }}")).dicts()


def document_rows(store: Store, documents: Sequence[str]) -> list[dict[str, Any]]:
    """Each document as the works it is, with how many citations it has."""
    counts = {r["document"]: int(r["n"]) for r in _ask(store, _CITATIONS, documents) if "document" in r}
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(_ask(store, _DOCUMENTS, documents), key=lambda r: sorted(r.items())):
        best.setdefault((row["document"], row["work"]), {**row, "citations": counts.get(row["document"], 0)})
    return list(best.values())


def cited_rows(store: Store, documents: Sequence[str]) -> list[dict[str, str]]:
    """Each citation of the documents whose work is known, but for those of a document by itself."""
    return [{**row, "role": row["role"].rpartition("#role-")[2]} for row in _ask(store, _CITED, documents)]


def task_rows(store: Store, documents: Sequence[str]) -> list[dict[str, str]]:
    """Each task of the documents for each of those who lead it."""
    return _ask(store, _TASKS, documents)


def directive_rows(store: Store, documents: Sequence[str]) -> list[dict[str, str]]:
    """The directives that each of the documents carries out."""
    return _ask(store, _CARRIED_OUT, documents)


def every_work_row(store: Store) -> Iterator[dict[str, str]]:
    """Every work of the graph of works: read predicate by predicate, as they stand, where a query of so many would
    look each of them up."""
    works = graph_named("works")
    found = {q.subject.value: {"work": q.subject.value} for q in store.match(None, cc("key"), None, works)}  # type: ignore[union-attr]
    for name, predicate in _OF_WORK.items():
        for quad in store.match(None, predicate, None, works):
            row, value = found.get(quad.subject.value), quad.object.value  # type: ignore[union-attr]
            if row is not None:
                row[name] = min(value, row.get(name, value))
    return (row for row in found.values() if "label" in row)


def work_rows(store: Store, works: Sequence[str]) -> list[dict[str, str]]:
    """These works of the graph of works, each looked up: a query that names them beside a pattern with optional parts
    went through every work there is."""
    graph, names = graph_named("works"), {predicate: name for name, predicate in _OF_WORK.items()}
    found = []
    for work in works:
        row: dict[str, str] = {}
        listed = False
        for quad in store.match(NamedNode(work), None, None, graph):
            listed = listed or quad.predicate == cc("key")
            if name := names.get(quad.predicate):
                value = quad.object.value  # type: ignore[union-attr]
                row[name] = min(value, row.get(name, value))
        if listed and "label" in row:
            found.append({"work": work, **row})
    return found


def unit_rows(store: Store, documents: Sequence[str]) -> list[dict[str, str]]:
    """Each body that the documents name."""
    return _ask(store, _UNITS, documents)


def finding_rows(
    store: Store, documents: Sequence[str], labels: dict[str, dict[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """Each finding of the documents with what was decided about it. `labels` are rows of `document_rows`."""
    known = {r["document"]: r for r in document_rows(store, documents)} if labels is None else labels
    held: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for row in _ask(store, _FINDINGS, documents):
        held[row["document"]].append((row["f"], decode(Finding, row["state"])))
    ids = [f.id for rows in held.values() for _, f in rows]
    reviews, rules = (read_reviews(store, ids), read_rules(store)) if ids else ({}, ())
    return [
        _row(iri, document, known.get(document, {}), decided)
        for document, rows in held.items()
        for (iri, _), decided in zip(rows, apply_reviews([f for _, f in rows], reviews, rules), strict=True)
    ]


def _row(iri: str, document: str, of: dict[str, Any], decided: Reviewed) -> dict[str, Any]:
    return {
        **finding_to_json(decided.finding),
        "iri": iri,
        "document": document,
        "of": of.get("work"),
        "label": of.get("label", document),
        "issuer": of.get("issuer", ""),
        "year": of.get("date", "")[:4],
        **reviewed_to_json(decided),
        "version": review_version(decided.history),
    }
