"""The SPARQL 1.1 protocol: from a request to what was asked, or a clear refusal.

Three ways to ask (GET, POST of a form, POST of the query itself) and two to update; the dataset may be named beside the
query. Every rule that a request can break has its own sentence here. It refuses to guess a missing content type.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from api.sparql.using import checked_iri
from ontology.errors import QueryError

QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"
FORM_TYPE = "application/x-www-form-urlencoded"


class WrongMediaType(QueryError):
    """The body is of a type the protocol does not know."""


class WrongMethod(QueryError):
    """The method does not fit what is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlRequest:
    """What was asked: the text, and the dataset that was named beside it."""

    kind: Literal["query", "update"]
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def _single(values: Mapping[str, Sequence[str]], name: str) -> str | None:
    found = values.get(name, ())
    if len(found) > 1:
        raise QueryError(f"Chỉ được một tham số “{name}”.", f"There must be one “{name}” parameter only.")
    return found[0] if found else None


def _query(text: str, values: Mapping[str, Sequence[str]]) -> SparqlRequest:
    return SparqlRequest(
        kind="query",
        text=text,
        default_graphs=tuple(map(checked_iri, values.get("default-graph-uri", ()))),
        named_graphs=tuple(map(checked_iri, values.get("named-graph-uri", ()))),
    )


def _update(text: str, values: Mapping[str, Sequence[str]]) -> SparqlRequest:
    return SparqlRequest(
        kind="update",
        text=text,
        default_graphs=tuple(values.get("using-graph-uri", ())),
        named_graphs=tuple(values.get("using-named-graph-uri", ())),
    )


def _of_form(values: Mapping[str, Sequence[str]]) -> SparqlRequest:
    query, update = _single(values, "query"), _single(values, "update")
    if query is not None and update is None:
        return _query(query, values)
    if update is not None and query is None:
        return _update(update, values)
    raise QueryError(
        "Cần đúng một trong hai tham số “query” và “update”.", "Exactly one of “query” and “update” is needed."
    )


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("Truy vấn phải là UTF-8.", "The query must be UTF-8.") from error


def read_parameters(encoded: str) -> dict[str, list[str]]:
    """What stands in a query string or a form; octets that are no UTF-8 are refused, for no other words mean them."""
    try:
        return parse_qs(encoded, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise QueryError("Tham số phải là UTF-8.", "The parameters must be UTF-8.") from error


def read_request(method: str, query_string: str, content_type: str | None, body: bytes) -> SparqlRequest:
    """The request, by the rules of the protocol; QueryError says which was broken."""
    asked = read_parameters(query_string)
    if method in ("GET", "HEAD"):
        if "update" in asked:
            raise WrongMethod("Cập nhật phải gửi bằng POST.", "An update must be sent by POST.")
        text = _single(asked, "query")
        if text is None:
            raise QueryError("Thiếu tham số “query”.", "The “query” parameter is missing.")
        return _query(text, asked)
    media, _, parameters = (content_type or "").partition(";")
    media = media.strip().lower()
    charset = parameters.lower().partition("charset=")[2].strip().strip('"') or "utf-8"
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise QueryError("Truy vấn phải là UTF-8.", "The query must be UTF-8.")
    if media == FORM_TYPE:
        return _of_form(read_parameters(_decode(body)))
    if media == QUERY_TYPE:
        return _query(_decode(body), asked)
    if media == UPDATE_TYPE:
        return _update(_decode(body), asked)
    raise WrongMediaType(
        f"Không nhận loại nội dung “{media or '(trống)'}”; hãy dùng {QUERY_TYPE}, {UPDATE_TYPE} hoặc {FORM_TYPE}.",
        f"Content type “{media or '(none)'}” is not taken; use {QUERY_TYPE}, {UPDATE_TYPE} or {FORM_TYPE}.",
    )
