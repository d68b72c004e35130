"""What a query's text may not do, and how values get into it.

`fill` puts values where `$name` stands, never inside a string, an IRI or a comment. `refuse_remote` refuses SERVICE
and LOAD, which would fetch from the network, and Virtuoso's `define` pragmas, which could.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from ontology.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<skip> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
            | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | <[^<>"{}|^`\\\x00-\x20]*> | \#[^\n\r]* )
    | (?P<param> \$[A-Za-z_]\w*)
    | (?P<name> \?\w+ | @[A-Za-z-]+ | [\w.%-]*:(?:[\w.:%-]|\\.)* )    # variables, language tags, prefixed names
    | \d+(?:\.\d+)?                                                # a keyword may follow a number at once: 1SERVICE
    | (?P<word> \w+ )
    """,
    re.X | re.S,
)
_REFUSED = {"service", "load", "define"}


def fill(sparql: str, values: Mapping[str, str]) -> str:
    """The text with every `$name` that has a value replaced by it.

    >>> fill('SELECT ?x { ?x ?p $v . FILTER(?p != "$v") }', {"v": '"a"'})
    'SELECT ?x { ?x ?p "a" . FILTER(?p != "$v") }'
    """
    if not values:
        return sparql
    return "".join(values.get(name, "$" + name) if name else text for text, name in _pieces(sparql))


@lru_cache(maxsize=512)
def _pieces(sparql: str) -> tuple[tuple[str, str], ...]:
    """The text cut at its parameters: (words, "") or ("", name)."""
    pieces, start = [], 0
    for match in _TOKEN.finditer(sparql):
        if match["param"]:
            pieces += [(sparql[start : match.start()], ""), ("", match["param"][1:])]
            start = match.end()
    return (*pieces, (sparql[start:], ""))


def parameters(sparql: str) -> list[str]:
    """The names of the `$name` parameters, in the order of their first appearance."""
    return list(dict.fromkeys(m["param"][1:] for m in _TOKEN.finditer(sparql) if m["param"]))


@lru_cache(maxsize=512)
def names_dataset(sparql: str) -> bool:
    """Whether the text has a dataset clause of its own (FROM): only a query without one sees the union of all graphs.

    >>> names_dataset("SELECT * FROM <urn:g> { ?s ?p ?o }"), names_dataset('SELECT ?from { ?from ex:from "FROM <g>" }')
    (True, False)
    """
    return any((match["word"] or "").lower() == "from" for match in _TOKEN.finditer(sparql))


@lru_cache(maxsize=512)
def refuse_remote(sparql: str) -> None:
    """Raise QueryError when the text asks for something that leaves this store.

    Variables, strings and names that only look like it pass; `?o.SERVICE` and `1SERVICE` do not.

    >>> refuse_remote('SELECT * { ?s ?p "SERVICE" ; ex:load ?service }')
    """
    for match in _TOKEN.finditer(sparql):
        word = match["word"]
        if word and word.lower() in _REFUSED:
            raise QueryError(
                f"Truy vấn có {word.upper()}: không được lấy dữ liệu từ nơi khác. Hãy bỏ phần này.",
                f"The query uses {word.upper()}: nothing may be fetched from elsewhere. Remove that part.",
                word=word,
            )
