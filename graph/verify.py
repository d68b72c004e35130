"""Is the store what it should be? Shapes, and what shapes cannot say.

Every document's graph is compared with what its record gives, every passage with its text, every derived graph with
its document; nothing may be left marked or nameless. With `deep`, everything derived is derived anew and compared.
SHACL shapes are checked graph by graph. It changes nothing.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, NamedNode
from rdflib.namespace import SH

from graph.findings import read_findings
from graph.judgements import Judge
from graph.load import load_records
from graph.names import derived_graphs, document_graph, graph_named, mint_graph, name_of
from graph.settle import mark_import
from graph.store.seam import Change, Store
from graph.store.version import open_engine
from graph.write import documents, read_record, record_graph
from ontology.errors import Message
from ontology.record_json import fold_spaces
from ontology.vocabulary import NAMESPACE, ontology_graph, shapes_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is not as it should be."""

    check: str
    where: str
    message: Message


def verify_store(store: Store, *, deep: bool = False, shapes: bool = True, judge: Judge | None = None) -> list[Problem]:
    """Every problem, in a fixed order; an empty list is a sound store."""
    found = [*_marks(store), *_nameless(store), *_documents(store), *_strays(store), *_findings(store)]
    if shapes:
        found += _shapes(store)
    if deep:
        found += _anew(store, judge)
    return sorted(found, key=lambda p: (p.check, p.where, p.message.en))


def _marks(store: Store) -> Iterator[Problem]:
    for quad in store.match(g=graph_named("store")):
        if "#pending" in quad.predicate.value:
            yield Problem(
                check="unfinished", where=str(quad.subject),
                message=Message("còn việc dở dang, lần nạp tới sẽ làm nốt", "work is left for the next loading"),
            )  # fmt: skip


def _nameless(store: Store) -> Iterator[Problem]:
    for quad in store.dump():
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            where = str(quad.graph_name)
            yield Problem(check="blank_node", where=where, message=Message(f"nút trống: {quad}", f"blank node: {quad}"))


def _documents(store: Store) -> Iterator[Problem]:
    for document in documents(store):
        record = read_record(store, document)
        graph = document_graph(document)
        if record is None:
            yield Problem(
                check="no_record", where=document, message=Message("thiếu nội dung đã đọc", "its record is missing")
            )
            continue
        held, made = set(store.match(g=graph)), set(record_graph(record))
        if held != made:
            count = len(held ^ made)
            yield Problem(
                check="altered", where=document,
                message=Message(f"{count} bộ ba khác với nội dung đã đọc", f"{count} triples differ from its record"),
            )  # fmt: skip
        if record.text.source.encoding == "utf-8" and record.text.source.media_type == "text/plain":
            digest = hashlib.sha256(record.text.raw.encode()).hexdigest()
            if digest != record.text.source.sha256 and not record.text.raw.startswith("\ufeff"):
                yield Problem(
                    check="hash", where=document,
                    message=Message("toàn văn không khớp mã băm của tệp", "the text does not match the file's hash"),
                )  # fmt: skip


def _strays(store: Store) -> Iterator[Problem]:
    """Derived graphs whose document is gone, documents without derived graphs."""
    names = {name_of(d) for d in documents(store)}
    graphs = set(store.graphs())
    for kind in ("meaning", "findings"):
        head = mint_graph(kind, "x")[:-1]
        for graph in sorted(g for g in graphs if g.startswith(head)):
            if graph.removeprefix(head) not in names:
                message = Message("không còn văn bản của nó", "its document is gone")
                yield Problem(check="stray", where=graph, message=message)
    for document in documents(store):
        if derived_graphs(document)[0] not in graphs:
            message = Message("chưa được phân giải", "it is not resolved")
            yield Problem(check="unresolved", where=document, message=message)


def _findings(store: Store) -> Iterator[Problem]:
    """A finding must show words that stand in its document, and point into it."""
    texts: dict[str, str] = {}
    lengths: dict[str, int] = {}
    for iri, document, finding in read_findings(store):
        if document not in texts:
            record = read_record(store, document)
            texts[document] = fold_spaces(record.text.raw) if record else ""
            lengths[document] = len(record.text.raw) if record else 0
        span, quote = finding.span, fold_spaces(finding.quote)
        if (quote and quote not in texts[document]) or (span and span.end > lengths[document]):
            message = Message("đoạn trích không có trong toàn văn", "its quotation does not stand in the text")
            yield Problem(check="passage", where=iri, message=message)


def _shapes(store: Store) -> list[Problem]:
    """SHACL, over the graph of each document, the works and the register."""
    from pyshacl import validate  # heavy, and only the shapes need it

    rules = rdflib.Graph().parse(data=shapes_text(), format="turtle")
    words = _roles()
    found = []
    for graph in store.graphs():
        data = rdflib.Graph()
        lines = "\n".join(f"{q.triple} ." for q in store.match(g=NamedNode(graph)))
        data.parse(data=lines, format="nt")
        for triple in words:
            data.add(triple)
        conforms, report, _ = validate(data, shacl_graph=rules, inference="none")
        if conforms:
            continue
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
            node, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
            said = {getattr(m, "language", None): str(m) for m in report.objects(result, SH.resultMessage)}
            plain = next(iter(said.values()), "")
            message = Message(f"{path}: {said.get('vi', plain)}", f"{path}: {said.get('en', plain)}")
            found.append(Problem(check="shape", where=str(node), message=message))
    return found


def _roles() -> rdflib.Graph:
    """What of the vocabulary the shapes look up: which roles there are."""
    words, found = ontology_graph(), rdflib.Graph()
    for kind in (rdflib.URIRef(NAMESPACE + name) for name in ("Role", "BasisRole")):
        for triple in (
            *words.triples((None, rdflib.RDF.type, kind)),
            *words.triples((kind, rdflib.RDFS.subClassOf, None)),
        ):
            found.add(triple)
    return found


def _anew(store: Store, judge: Judge | None) -> Iterator[Problem]:
    """Derive everything again in memory and compare."""
    derived = {graph_named("works").value}
    with tempfile.TemporaryDirectory() as place, open_engine(str(Path(place) / "anew")) as anew:
        anew.bulk(store.match(g=graph_named("register")))
        anew.bulk(store.match(g=graph_named("reviews")))
        anew.apply(Change(insert=(mark_import(),)))
        records = (r for d in documents(store) if (r := read_record(store, d)))
        load_records(anew, records, judge=judge)
        for document in documents(store):
            derived |= set(derived_graphs(document)[: 2 if judge else 1])
        for graph in sorted(derived):
            held, made = set(store.match(g=NamedNode(graph))), set(anew.match(g=NamedNode(graph)))
            if held != made:
                count = len(held ^ made)
                yield Problem(
                    check="derivation", where=graph,
                    message=Message(f"{count} bộ ba khác khi suy lại", f"{count} triples differ when derived anew"),
                )  # fmt: skip
