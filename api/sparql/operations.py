"""A SPARQL 1.1 update cut into its operations, each in the parts that are looked at one by one.

    PREFIX e: <http://e/> DELETE { GRAPH e:g { ?s e:p ?o } } WHERE { ?s e:p ?o } ; CLEAR GRAPH e:h

Nothing is understood here but where a part begins and ends; the parts are given to the engine's own parser, and what
comes of them is judged as data. So a text that deceives this cutting gains nothing by it. It refuses what is no update.

>>> [type(o).__name__ for o in parse_update("CLEAR GRAPH <u:g> ; INSERT DATA { GRAPH <u:g> { <u:a> <u:b> 1 } }")]
['Manage', 'Data']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Never

from ontology.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<skip> \#[^\n\r]* | \s+ )
    | (?P<blank> _:[\w.-]+ | \[ )
    | (?P<variable> [?$]\w+ )
    | (?P<tag> @[A-Za-z-]+ )
    | (?P<name> [\w.%-]*:(?:[\w.:%-]|\\.)* )
    | (?P<word> [A-Za-z]+ )
    | (?P<other> . )
    """,
    re.X | re.S,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Triples of one graph in a template or a block of data; `graph` is its name as written, if there is one."""

    graph: str | None
    triples: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """INSERT DATA, DELETE DATA."""

    prologue: str
    insert: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Modify:
    """DELETE, INSERT, or both, where something holds; `with_` and `using` are names as written."""

    prologue: str
    delete: tuple[Part, ...]
    insert: tuple[Part, ...]
    where: str
    with_: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manage:
    """CLEAR, DROP, CREATE, ADD, MOVE, COPY. A target is a name as written, or DEFAULT, NAMED, ALL."""

    prologue: str
    verb: Literal["CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"]
    silent: bool
    graph: str
    to: str = ""


Operation = Data | Modify | Manage


def parse_update(text: str) -> list[Operation]:
    """The operations of an update, in their order."""
    return _Parser(text).operations()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        found = (_Token(str(m.lastgroup), m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))
        self._tokens = [t for t in found if t.kind != "skip"]
        self._at = 0
        self._prologue = ""

    # -------------------------------------------------------------- tokens

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> _Token:
        token = self._peek()
        if token is None:
            self._fail(len(self._text))
        self._at += 1
        return token

    def _takes(self, *words: str) -> bool:
        """Whether the next token is one of these words; it is taken then."""
        token = self._peek()
        if token is not None and (token.says(*words) or (token.kind == "other" and token.text in words)):
            self._at += 1
            return True
        return False

    def _must(self, *words: str) -> None:
        if not self._takes(*words):
            token = self._peek()
            self._fail(token.start if token else len(self._text))

    def _fail(self, at: int) -> Never:
        near = self._text[at : at + 40] or "…"
        raise QueryError(f"Cập nhật không đúng cú pháp gần “{near}”.", f"The update is not valid near “{near}”.")

    def _graph_name(self) -> str:
        token = self._next()
        if token.kind == "variable":
            raise QueryError(
                f"Đồ thị phải được nêu tên, không được là biến {token.text}.",
                f"The graph must be named; it cannot be the variable {token.text}.",
            )
        if token.kind not in ("iri", "name"):
            self._fail(token.start)
        return token.text

    # -------------------------------------------------------------- blocks

    def _block(self) -> tuple[int, int]:
        """The first and the last token inside `{ … }`, the braces left out."""
        self._must("{")
        first, depth = self._at, 1
        while depth:
            token = self._next()
            if token.kind == "other":
                depth += (token.text == "{") - (token.text == "}")
        return first, self._at - 1

    def _slice(self, first: int, last: int) -> str:
        return self._text[self._tokens[first].start : self._tokens[last - 1].end] if last > first else ""

    def _parts(self, *, blanks: bool, variables: bool) -> tuple[Part, ...]:
        """A block of quads, cut by graph."""
        first, last = self._block()
        for token in self._tokens[first:last]:
            if (token.kind == "blank" and not blanks) or (token.kind == "variable" and not variables):
                self._fail(token.start)
        return tuple(self._cut(first, last))

    def _cut(self, first: int, last: int) -> Iterator[Part]:
        after, self._at = self._at, first
        plain = first
        while self._at < last:
            if not self._takes("GRAPH"):
                self._at += 1
                continue
            if words := self._slice(plain, self._at - 1).strip(" .\n\t\r"):
                yield Part(graph=None, triples=words)
            graph = self._graph_name()
            begin, end = self._block()
            yield Part(graph=graph, triples=self._slice(begin, end))
            plain = self._at
        if words := self._slice(plain, last).strip(" .\n\t\r"):
            yield Part(graph=None, triples=words)
        self._at = after

    # -------------------------------------------------------------- operations

    def operations(self) -> list[Operation]:
        found: list[Operation] = []
        while self._peek() is not None:
            self._read_prologue()
            if self._peek() is None:
                break
            found.append(self._operation())
            if self._peek() is not None:
                self._must(";")
        return found

    def _read_prologue(self) -> None:
        while (token := self._peek()) is not None and token.says("PREFIX", "BASE"):
            first = self._at
            self._at += 2 if token.says("BASE") else 3
            self._prologue += self._slice(first, min(self._at, len(self._tokens))) + "\n"

    def _operation(self) -> Operation:
        token = self._next()
        if token.says("CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"):
            return self._manage(token.text.upper())
        if token.says("INSERT", "DELETE") and self._takes("DATA"):
            insert = token.says("INSERT")
            parts = self._parts(blanks=insert, variables=False)
            return Data(prologue=self._prologue, insert=insert, parts=parts)
        if token.says("DELETE") and self._takes("WHERE"):
            first = self._at
            parts = self._parts(blanks=False, variables=True)
            where = self._slice(first, self._at)
            return Modify(prologue=self._prologue, delete=parts, insert=(), where=where)
        self._at -= 1
        return self._modify()

    def _modify(self) -> Modify:
        with_ = self._graph_name() if self._takes("WITH") else None
        delete: tuple[Part, ...] = ()
        insert: tuple[Part, ...] = ()
        if changes := self._takes("DELETE"):
            delete = self._parts(blanks=False, variables=True)
        if self._takes("INSERT"):
            changes, insert = True, self._parts(blanks=True, variables=True)
        using: list[str] = []
        named: list[str] = []
        while self._takes("USING"):
            (named if self._takes("NAMED") else using).append(self._graph_name())
        if not changes:
            token = self._peek()
            self._fail(token.start if token else len(self._text))
        self._must("WHERE")
        first = self._at
        self._block()
        return Modify(
            prologue=self._prologue, delete=delete, insert=insert, where=self._slice(first, self._at), with_=with_,
            using=tuple(using), using_named=tuple(named),
        )  # fmt: skip

    def _manage(self, verb: str) -> Manage:
        silent = self._takes("SILENT")
        if verb in ("ADD", "MOVE", "COPY"):
            graph = self._target("DEFAULT")
            self._must("TO")
            return Manage(prologue=self._prologue, verb=verb, silent=silent, graph=graph, to=self._target("DEFAULT"))  # type: ignore[arg-type]
        if verb == "CREATE":
            self._must("GRAPH")
            return Manage(prologue=self._prologue, verb="CREATE", silent=silent, graph=self._graph_name())
        token = self._peek()
        if token is not None and not token.says("GRAPH", "DEFAULT", "NAMED", "ALL"):
            self._fail(token.start)
        graph = self._target("DEFAULT", "NAMED", "ALL")
        return Manage(prologue=self._prologue, verb=verb, silent=silent, graph=graph)  # type: ignore[arg-type]

    def _target(self, *words: str) -> str:
        token = self._peek()
        if token is not None and token.says(*words):
            self._at += 1
            return token.text.upper()
        self._takes("GRAPH")
        return self._graph_name()
