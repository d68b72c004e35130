"""A graph written whole, piece by piece, however large it is.

Each piece is written by the engine and freed of what stands around it (prefixes, the root element, the brackets), so
that the pieces together are one document and only one of them is in memory. It finds what RDF/XML cannot carry, which
the engine would lose without a word: a property whose IRI does not end in an XML name, a character that XML forbids.
"""

import re
from collections.abc import Generator, Iterable
from itertools import count, islice

import pyoxigraph as ox
from pyoxigraph import Literal, Quad

from graph.names import PREFIXES
from ontology.errors import QueryError
from ontology.xml_text import fits_xml

FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
XML = "application/rdf+xml"
_AT_ONCE = 2_000
_PREFIXED = (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML)
_HEADING = re.compile(rb"(?:@prefix [^\n]*\n)+")
# What stands around the statements of a document: before them, after them, and between two pieces of them.
_AROUND = {
    ox.RdfFormat.JSON_LD: (b"[", b"]", b","),
    ox.RdfFormat.RDF_XML: (
        bytes(ox.serialize([], format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b"").removesuffix(b"\n</rdf:RDF>"),
        b"\n</rdf:RDF>",
        b"",
    ),
}
_NOTHING = (b"", b"", b"")
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")


def write_graph(quads: Iterable[Quad], media: str) -> Generator[bytes, None, None]:
    """The pieces of one document that says all of these statements."""
    format_ = FORMATS[media]
    head, tail, between = _AROUND.get(format_, _NOTHING)
    rest = iter(quads)
    yield head
    for number in count():
        if not (some := list(islice(rest, _AT_ONCE))):
            break
        piece = _write_piece(some, format_).removeprefix(head).removesuffix(tail)
        yield (between + _HEADING.sub(b"", piece, count=1)) if number else piece
    yield tail


def _write_piece(quads: Iterable[Quad], format_: ox.RdfFormat) -> bytes:
    prefixes = PREFIXES if format_ in _PREFIXED else None
    return bytes(ox.serialize((q.triple for q in quads), format=format_, prefixes=prefixes) or b"")


def refuse_lost(lost: str | None) -> None:
    """Raise where a property was found. It is told apart from looking for it: an error carries what stood around it to
    other threads, where a cursor of the engine must not end."""
    if lost is not None:
        raise QueryError(
            f"Không viết được “{lost}” bằng RDF/XML mà không mất chữ. Hãy xin text/turtle.",
            f"“{lost}” cannot be written in RDF/XML without loss. Ask for text/turtle.",
        )


def find_unwritable(quads: Iterable[Quad], media: str) -> str | None:
    """A property of which a format cannot carry everything."""
    if media != XML:
        return None
    for quad in quads:
        words = quad.object.value if isinstance(quad.object, Literal) else ""
        if _XML_NAME.search(quad.predicate.value) is None or not fits_xml(words):
            return quad.predicate.value
    return None
