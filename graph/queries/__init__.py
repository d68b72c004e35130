"""The queries a legal office asks, as `.rq` files with a heading.

A heading gives the name and the question in both languages and the parameters (`$name kind | vi | en`). Kinds: `work`
(an IRI, or words that find one document), `doer` and `issuer` (words that find one body that leads tasks or issues),
`number`, `title`, `date`, `text`, `count`; `=value` is a default. The files are plain SPARQL 1.1: copy one into any
endpoint and put a value where `$name` stands. How they are written so that every engine is quick: a type beside a path
is a FILTER EXISTS, no VALUES, the bound pattern first, within EXISTS only what the outside binds and the rest in an
EXISTS of its own, and a list cut by `count` is put in order here, not by sorting all of it there.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from pyoxigraph import NamedNode

from graph.called import find_called
from graph.find import find_work
from graph.identity import cell_of
from graph.lookup import name_key
from graph.names import cc, date_literal
from graph.store.guard import fill
from graph.store.seam import Rows, Store, Value, term_of
from ontology.dates import parse_day
from ontology.errors import Message, NotFound, QueryError

_ROLES = {"doer": cc("leadName"), "issuer": cc("issuerName")}  # as whom a body is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value a query asks for."""

    name: str
    kind: str
    default: str | None
    meaning: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query that ships."""

    id: str
    name: Message
    answers: Message
    parameters: tuple[Parameter, ...]
    text: str


@lru_cache(maxsize=1)
def list_queries() -> tuple[NamedQuery, ...]:
    """Every query that ships, by id."""
    files = [f for f in resources.files("graph.queries").iterdir() if f.name.endswith(".rq")]
    files.sort(key=lambda f: f.name)
    return tuple(parse_query(f.name.removesuffix(".rq"), f.read_text(encoding="utf-8")) for f in files)


def get_query(name: str) -> NamedQuery:
    """The query of this id."""
    for query in list_queries():
        if query.id == name:
            return query
    raise NotFound(
        f"Không có truy vấn “{name}”. Hãy chọn trong danh sách các truy vấn có sẵn.",
        f"There is no query “{name}”. Choose from the list of queries that ship.",
    )


def parse_query(name: str, text: str) -> NamedQuery:
    """A query from its file."""
    said: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        field, _, value = line[2:].partition(": ")
        if field == "param":
            head, vi, en = (part.strip() for part in value.split("|"))
            variable, _, rest = head.partition(" ")
            kind, _, default = rest.partition("=")
            parameters.append(
                Parameter(name=variable.lstrip("$"), kind=kind, default=default or None, meaning=Message(vi, en))
            )
        else:
            said[field] = value
    return NamedQuery(
        id=name, name=Message(said["name.vi"], said["name.en"]),
        answers=Message(said["answers.vi"], said["answers.en"]), parameters=tuple(parameters), text=text,
    )  # fmt: skip


def run_query(store: Store, name: str, parameters: Mapping[str, str] | None = None) -> Rows:
    """Run a query that ships. Values are given as people type them."""
    text = filled_query(store, name, parameters)
    rows = store.select(text)
    if "ORDER BY" in text:
        return rows
    return Rows(rows.variables, tuple(sorted(rows.rows, key=lambda row: [(t is not None, str(t)) for t in row])))


def filled_query(store: Store, name: str, parameters: Mapping[str, str] | None = None) -> str:
    """The text of a query that ships with its values in place: plain SPARQL for any endpoint."""
    query, given = get_query(name), dict(parameters or {})
    unknown = set(given) - {p.name for p in query.parameters}
    if unknown:
        shown = ", ".join(sorted(unknown))
        raise QueryError(
            f"Truy vấn “{name}” không có tham số {shown}. Bỏ tham số đó đi.",
            f"The query “{name}” has no parameter {shown}. Leave it out.",
        )
    values = {}
    for parameter in query.parameters:
        typed = given.get(parameter.name, parameter.default)
        if typed is None:
            raise QueryError(
                f"Truy vấn “{name}” cần tham số {parameter.name}: {parameter.meaning.vi}.",
                f"The query “{name}” needs {parameter.name}: {parameter.meaning.en}.",
            )
        counted = parameter.kind == "count"
        values[parameter.name] = _count(typed) if counted else str(term_of(_value(store, parameter.kind, typed)))
    return fill(query.text, values)


def _value(store: Store, kind: str, typed: str) -> Value:
    """What a person typed, as a term."""
    if kind == "work":
        return NamedNode(find_work(store, typed))
    if kind in _ROLES:
        return find_called(store, typed, _ROLES[kind])
    if kind == "number":
        return cell_of(typed)
    if kind == "title":
        return name_key(typed)
    if kind == "date":
        day = dt.date.today().isoformat() if typed == "today" else typed
        if parse_day(day) is None:
            raise QueryError(f"“{typed}” không phải ngày dạng 2024-01-31.", f"“{typed}” is not a day like 2024-01-31.")
        return date_literal(day)
    return typed


def _count(typed: str) -> str:
    if not typed.isdecimal():
        raise QueryError(f"“{typed}” không phải số nguyên.", f"“{typed}” is not a whole number.")
    return str(int(typed))
