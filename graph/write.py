"""A record as one named graph, and back.

The graph says only what the page says: the text, the hash of the file, the header as written, one `cc:Citation` for
each occurrence with its place in the text (Web Annotation selectors), tasks (P-Plan), units (ORG), targets. The
identity of a source document is the hash of its file; the file's name belongs to the loading, not to the document, so
it stands in the graph of loads. Nothing here is resolved or corrected, and there are no blank nodes.
"""

import dataclasses
import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.codec import decode, encode
from graph.identity import cell_of
from graph.names import (
    LABEL,
    ORG,
    PPLAN,
    A,
    cc,
    date_literal,
    decimal,
    document_graph,
    graph_named,
    mint_document,
    oa,
    part,
    whole,
)  # fmt: skip
from graph.store.seam import Store, Term
from ontology.fold import fold_key
from ontology.numbers import parse_number
from ontology.values import Citation, Document, Record, Span

_BASIS_ROLES = {"implements", "legal_basis"}
CONTEXT = 32  # characters before and after a quoted passage that its selector keeps
Pair = tuple[NamedNode, Term]


def document_iri(record: Record) -> str:
    """The name of the source document: by the file's hash, by the text's where the file is not known."""
    return mint_document(record.text.source.sha256 or hashlib.sha256(record.text.raw.encode()).hexdigest())


def record_state(record: Record) -> str:
    """The record without its text and its file's name, as the store keeps it."""
    source = dataclasses.replace(record.text.source, file="")
    return encode(dataclasses.replace(record, text=dataclasses.replace(record.text, raw="", source=source)))


def record_graph(record: Record) -> list[Quad]:
    """Everything the page says, in the graph of its document."""
    document = document_iri(record)
    graph = document_graph(document)
    node = NamedNode(document)
    quads = [Quad(node, p, o, graph) for p, o in _document_pairs(record)]
    for subject, pairs in _parts(record, document):
        quads += [Quad(subject, p, o, graph) for p, o in pairs]
    return quads


def _document_pairs(record: Record) -> Iterator[Pair]:
    text, state = record.text, record_state(record)
    yield A, cc("SourceDocument")
    yield cc("text"), Literal(text.raw)
    yield cc("record"), Literal(state)
    yield cc("recordHash"), Literal(hashlib.sha256((state + "\0" + text.raw).encode()).hexdigest())
    yield cc("fileHash"), Literal(text.source.sha256)
    yield cc("mediaType"), Literal(text.source.media_type)
    yield cc("scanned"), Literal("true" if text.scanned else "false")
    yield cc("quality"), decimal(text.quality)
    yield from _said(record.document)
    if record.document.number and parse_number(record.document.number):
        yield cc("ownNumberKey"), Literal(cell_of(record.document.number))
    yield cc("identity"), Literal(identity_of(record.document.number, record.document.date))
    for superior in sorted({identity_of(c.number, c.date) for c in record.citations if c.role == "implements"}):
        yield cc("carriesOut"), Literal(superior)
    bases = {identity_of(c.number, c.date) for c in record.citations if c.role in _BASIS_ROLES and c.number}
    for basis in sorted(bases):
        yield cc("namesAsBasis"), Literal(basis)


def identity_of(number: str | None, date: str | None) -> str:
    """How documents of one lineage are recognised before anything is resolved: number and date as written."""
    return f"{cell_of(number)} {date or ''}" if number else ""


def _said(said: Document) -> Iterator[Pair]:
    """The header as written."""
    for name, value in (
        ("writtenType", said.type), ("writtenNumber", said.number), ("writtenIssuer", said.issuer),
        ("writtenTitle", said.title), ("writtenPlace", said.place), ("superiorName", said.parent),
        ("signerName", said.signer), ("signerRole", said.signer_role), ("signAuthority", said.sign_authority),
    ):  # fmt: skip
        if value:
            yield cc(name), Literal(value)
    if said.date:
        yield cc("writtenDate"), date_literal(said.date)
    if said.year:
        yield cc("writtenYear"), whole(said.year)
    for recipient in said.recipients:
        yield cc("recipientName"), Literal(recipient)


def _parts(record: Record, document: str) -> Iterator[tuple[NamedNode, list[Pair]]]:
    owner = NamedNode(document)
    for index, citation in enumerate(record.citations):
        node = part(document, "citation", index)
        yield node, list(_citation_pairs(citation, index, owner))
        yield from _selectors(node, document, index, citation.span, record.text.raw)
    for number, task in enumerate(record.tasks):
        node = part(document, "task", number)
        pairs: list[Pair] = [(A, NamedNode(PPLAN + "Step")), (A, cc("Task")), (cc("inDocument"), owner)]
        pairs += [(cc("taskId"), Literal(task.id)), (cc("content"), Literal(task.content))]
        pairs += [(cc("leadName"), Literal(name)) for name in task.lead] or [(cc("unassigned"), Literal("1"))]
        pairs += [(cc("coordinateName"), Literal(name)) for name in task.coordinate]
        pairs += [(cc("product"), Literal(name)) for name in task.products]
        for name, value in (("timeAsWritten", task.time), ("budget", task.budget)):
            if value:
                pairs.append((cc(name), Literal(value)))
        if task.deadline:
            pairs.append((cc("deadline"), date_literal(task.deadline)))
        yield node, pairs
    for unit in record.units:
        node = part(document, "unit", fold_key(unit.name))
        pairs = [(A, NamedNode(ORG + "Organization")), (cc("inDocument"), owner), (LABEL, Literal(unit.name)),
                 (cc("unitKind"), Literal(unit.kind))]  # fmt: skip
        yield node, pairs + [(cc("variant"), Literal(v)) for v in unit.variants]
    for index, target in enumerate(record.targets):
        yield (
            part(document, "target", index),
            [(A, cc("Target")), (cc("inDocument"), owner), (cc("content"), Literal(target.text)),
             (cc("targetValue"), Literal(target.value))],
        )  # fmt: skip


def _citation_pairs(citation: Citation, index: int, owner: NamedNode) -> Iterator[Pair]:
    yield A, cc("Citation")
    yield cc("inDocument"), owner
    yield cc("index"), whole(index)
    yield cc("quote"), Literal(citation.quote)
    yield cc("role"), cc("role-" + citation.role)
    yield cc("citationKind"), Literal(citation.kind)
    for name, value in (
        ("writtenType", citation.type), ("writtenNumber", citation.number), ("writtenIssuer", citation.issuer),
        ("writtenTitle", citation.subject), ("writtenPeriod", citation.period), ("section", citation.section),
    ):  # fmt: skip
        if value:
            yield cc(name), Literal(value)
    if citation.date:
        yield cc("writtenDate"), date_literal(citation.date)
    if citation.number and parse_number(citation.number) and citation.role != "self":
        yield cc("numberKey"), Literal(cell_of(citation.number))
    if citation.issuer_from:
        yield cc("issuerFrom"), Literal(citation.issuer_from)
    for doubt in citation.doubts:
        yield cc("doubt"), Literal(doubt)


def _selectors(
    node: NamedNode, document: str, index: int, span: Span, raw: str
) -> Iterator[tuple[NamedNode, list[Pair]]]:
    """The place twice, as Web Annotation has it: by position, and by the words with what stands around them."""
    position, words = part(document, "position", index), part(document, "quotation", index)
    yield node, [(oa("hasSelector"), position), (oa("hasSelector"), words)]
    yield position, [(A, oa("TextPositionSelector")), (oa("start"), whole(span.start)), (oa("end"), whole(span.end))]
    yield (
        words,
        [
            (A, oa("TextQuoteSelector")),
            (oa("exact"), Literal(raw[span.start : span.end])),
            (oa("prefix"), Literal(raw[max(0, span.start - CONTEXT) : span.start])),
            (oa("suffix"), Literal(raw[span.end : span.end + CONTEXT])),
        ],
    )


def load_quads(record: Record, loaded_at: str) -> list[Quad]:
    """When and under which name a document was loaded: provenance, in a graph of its own."""
    node, graph = NamedNode(document_iri(record)), graph_named("loads")
    return [
        Quad(node, cc("fileName"), Literal(record.text.source.file), graph),
        Quad(node, cc("loadedAt"), Literal(loaded_at), graph),
    ]


def read_record(store: Store, document: str) -> Record | None:
    """The record of a loaded source document, as it was; None when it is not here."""
    node, graph = NamedNode(document), document_graph(document)
    rows = store.select(
        "SELECT ?record ?text ?file WHERE { GRAPH $graph { $node $has ?record ; $raw ?text } "
        "OPTIONAL { GRAPH $loads { $node $name ?file } } } ORDER BY ?file LIMIT 1",
        graph=graph, node=node, has=cc("record"), raw=cc("text"), loads=graph_named("loads"), name=cc("fileName"),
    )  # fmt: skip
    if not len(rows):
        return None
    found = rows.dicts()[0]
    record = decode(Record, found["record"])
    source = dataclasses.replace(record.text.source, file=found.get("file", ""))
    return dataclasses.replace(record, text=dataclasses.replace(record.text, raw=found["text"], source=source))


def documents(store: Store) -> list[str]:
    """Every loaded source document, sorted."""
    rows = store.select("SELECT ?d WHERE { ?d a $kind } ORDER BY STR(?d)", kind=cc("SourceDocument"))
    return rows.column("d")
