"""What a page of a work says to programs: its ELI statements as JSON-LD inside the page, and where other forms are.

A block of data is never run, so the policy that forbids inline script does not touch it; every sign that could end the
block or begin markup is written as an escape, so that a hostile title stays a title.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode, Triple

from api.words import pick
from graph.eli import eli_statements
from graph.names import CC, ELI, RDF, XSD, base
from graph.store import Store

CONTEXT = {"eli": ELI, "cc": CC, "xsd": XSD}
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def _short(iri: str) -> str:
    return next((f"{name}:{iri[len(space) :]}" for name, space in CONTEXT.items() if iri.startswith(space)), iri)


def jsonld_of(iri: str, statements: Iterable[Triple]) -> dict[str, Any]:
    """Statements about one node as JSON-LD with a context of its own: nothing has to be fetched to read it."""
    said: dict[str, Any] = {"@context": CONTEXT, "@id": iri, "@type": []}
    for triple in statements:
        name, value = triple.predicate.value, triple.object
        if name == RDF + "type" and isinstance(value, NamedNode):
            said["@type"].append(_short(value.value))
        elif isinstance(value, NamedNode):
            said.setdefault(_short(name), []).append({"@id": value.value})
        elif isinstance(value, Literal) and value.datatype.value == XSD + "string":
            said.setdefault(_short(name), []).append(value.value)
        elif isinstance(value, Literal):
            typed = {"@value": value.value, "@type": _short(value.datatype.value)}
            said.setdefault(_short(name), []).append(typed)
    return said


def data_block(store: Store, iri: str) -> Markup:
    """The work's ELI statements, safe inside a script element of a page."""
    text = json.dumps(jsonld_of(iri, eli_statements(store, iri, dt.date.today())), ensure_ascii=False)
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return Markup(text)  # noqa: S704


def path_of(iri: str) -> str:
    """The path of this server at which an IRI of the graph opens."""
    return "/" + iri.removeprefix(base())


def alternates(iri: str, path: str, document: str | None, lang: str) -> list[dict[str, str]]:
    """Where a program finds other forms of this page: its statements, its feed, its annotations, its markup."""
    feed = pick(lang, "Tin thay đổi", "Changes")
    found = [
        {"type": "text/turtle", "href": path, "title": "RDF"},
        {"type": "application/atom+xml", "href": "/feeds/work?" + urlencode({"id": iri}), "title": feed},
    ]
    if document:
        named = urlencode({"id": document})
        found += [
            {"type": "application/ld+json", "href": f"/api/v1/document/annotations?{named}", "title": "Web Annotation"},
            {"type": "application/akn+xml", "href": f"/api/v1/document/akn?{named}", "title": "Akoma Ntoso"},
        ]
    return found
