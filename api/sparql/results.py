"""Query results in the formats of the W3C: JSON, XML, CSV, TSV; graphs in Turtle, N-Triples, RDF/XML, JSON-LD.

Rows are written one by one, because the store's own writer cannot stop after so many; graphs go through rdflib.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from ontology.xml_text import fit_xml

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Sequence[Term | None]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

ROW_TYPES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/xml": "xml",
    "application/json": "json-ld",
}


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    literal: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        literal["datatype"] = term.datatype.value
    return literal


def _rows_json(names: Sequence[str], rows: Iterable[Row]) -> str:
    bindings = [{n: _json_term(v) for n, v in zip(names, row, strict=True) if v is not None} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False)


_EDGE = re.compile(r"^[ \t\n]+|[ \t\n]+$")


def _xml_text(words: str) -> str:
    """Text that every reader gives back whole: some trim white space at the edges, all of them change a bare return.
    What XML cannot hold would make the whole answer unreadable."""
    escaped = escape(fit_xml(words), {"\r": "&#13;"})
    return _EDGE.sub(lambda m: "".join(f"&#{ord(c)};" for c in m.group()), escaped)


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        inner = (
            f"<subject>{_xml_term(term.subject)}</subject><predicate>{_xml_term(term.predicate)}</predicate>"
            f"<object>{_xml_term(term.object)}</object>"
        )
        return f"<triple>{inner}</triple>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{_xml_text(term.value)}</literal>"
    kind = "" if term.datatype.value == _STRING else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _rows_xml(names: Sequence[str], rows: Iterable[Row]) -> str:
    out = ['<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>']
    out += [f"<variable name={quoteattr(n)}/>" for n in names]
    out.append("</head><results>")
    for row in rows:
        cells = (
            f"<binding name={quoteattr(n)}>{_xml_term(v)}</binding>"
            for n, v in zip(names, row, strict=True)
            if v is not None
        )
        out.append(f"<result>{''.join(cells)}</result>")
    out.append("</results></sparql>")
    return "".join(out)


def plain_term(term: Term | None) -> str:
    """A term for a person or a CSV cell: its bare value."""
    if term is None:
        return ""
    if isinstance(term, ox.BlankNode | ox.Triple):
        return str(term)
    return term.value


def _rows_csv(names: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([[plain_term(v) for v in row] for row in rows])
    return out.getvalue()


def _rows_tsv(names: Sequence[str], rows: Iterable[Row]) -> str:
    lines = ["\t".join(f"?{n}" for n in names)]
    lines += ["\t".join("" if v is None else str(v).replace("\t", "\\t") for v in row) for row in rows]
    return "\n".join(lines) + "\n"


_ROW_WRITERS = {"json": _rows_json, "xml": _rows_xml, "csv": _rows_csv, "tsv": _rows_tsv}


def format_rows(names: Sequence[str], rows: Iterable[Row], format_: str) -> bytes:
    """SELECT results."""
    return _ROW_WRITERS[format_](names, rows).encode()


def format_boolean(value: bool, format_: str) -> bytes:
    """ASK results; CSV and TSV have no boolean form, so they carry the bare word."""
    word = "true" if value else "false"
    if format_ == "json":
        return json.dumps({"head": {}, "boolean": value}).encode()
    if format_ == "xml":
        head = '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
        return f"{head}<boolean>{word}</boolean></sparql>".encode()
    return f"{word}\n".encode()


def format_graph(triples: Iterable[ox.Triple], format_: str, prefixes: Mapping[str, str]) -> bytes:
    """CONSTRUCT and DESCRIBE results."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    if format_ == "nt":
        return bytes(data or b"")
    import rdflib  # heavy, and only graphs need it

    graph = rdflib.Graph()
    for prefix, iri in prefixes.items():
        graph.bind(prefix, iri)
    graph.parse(data=data or b"", format="nt")
    written = graph.serialize(format=format_)
    return (fit_xml(written) if format_ == "xml" else written).encode()
