"""Entity tags of graphs, so that nobody overwrites what somebody else put there since they looked (RFC 9110, 13).

A tag names what a graph holds and the form it was sent in: `"3f1c9a…-turtle"`. Reading with If-None-Match answers 304;
writing with If-Match, or with `If-None-Match: *` for a graph that must be new, is judged inside the write itself. It
refuses to tag the program's own graphs by their content, which may be millions of statements: nobody writes them from
outside, and reading tells the state of the whole store.
"""

import hashlib
from collections.abc import Mapping

from pyoxigraph import NamedNode

from graph.store import Store
from ontology.errors import ChangedMeanwhile

_FORMS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "jsonld",
}
_REMEMBERED = 100


def read_digest(store: Store, graph: str) -> str | None:
    """What names the content of a graph now; None where there is none."""
    total = 0  # a sum does not depend on the order, and holds no more than one statement
    for quad in store.dump(NamedNode(graph)):
        line = f"{quad.subject} {quad.predicate} {quad.object}"
        total += int.from_bytes(hashlib.sha256(line.encode()).digest())
    return f"{total % 2**256:064x}"[:24] if total else None


class Digests:
    """What graphs hold, of the states that were read last: to look at a large graph twice costs nothing."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str | None] = {}

    def read(self, store: Store, graph: str) -> str | None:
        """What names the content of a graph in this reader's state."""
        state = store.state()
        if state is None:  # it may change while it is read
            return read_digest(store, graph)
        known = self._known  # others may begin a new one meanwhile
        if (state, graph) not in known:
            if len(known) >= _REMEMBERED:
                self._known = known = {}
            known[state, graph] = read_digest(store, graph)
        return known[state, graph]


def format_tag(digest: str, media: str) -> str:
    """The strong tag of one form of a graph.

    >>> format_tag("3f1c9a", "text/turtle")
    '"3f1c9a-turtle"'
    """
    return f'"{digest}-{_FORMS[media]}"'


def names_tag(header: str, tag: str | None) -> bool:
    """Whether a header of If-None-Match names this tag; `*` names whatever is there."""
    if header.strip() == "*":
        return True
    return tag is not None and any(t.removeprefix("W/") == tag.removeprefix("W/") for t in _tags(header))


def refuse_changed(headers: Mapping[str, str], digest: str | None) -> None:
    """Refuse a write whose conditions the graph does not meet, as it stands now. Any form's tag names the content."""
    expected, unwanted = headers.get("if-match"), headers.get("if-none-match")
    if expected is not None and not _names(expected, digest, weak=False):
        raise ChangedMeanwhile(
            "Đồ thị không còn như lúc ông/bà đọc (If-Match). Hãy đọc lại rồi ghi.",
            "The graph is not as it was when you read it (If-Match). Read it again, then write.",
        )
    if unwanted is not None and _names(unwanted, digest, weak=True):
        raise ChangedMeanwhile(
            "Đồ thị đã có (If-None-Match). Hãy đọc nó trước khi ghi.",
            "The graph is there already (If-None-Match). Read it before you write.",
        )


def _names(header: str, digest: str | None, *, weak: bool) -> bool:
    if digest is None:
        return False
    if header.strip() == "*":
        return True
    known = {f'"{digest}-{form}"' for form in _FORMS.values()}
    return any((tag.removeprefix("W/") if weak else tag) in known for tag in _tags(header))


def _tags(header: str) -> list[str]:
    return [tag.strip() for tag in header.split(",")]
