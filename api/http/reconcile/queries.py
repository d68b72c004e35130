"""Batches of queries and requests for data, as the protocol writes them (JSON in a form field), checked and answered.

It refuses what is not of the protocol's form, and more rows at once than an answer can be made for in reasonable time.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from api.http.reconcile.rows import ANY, BY_ID, Cell, Property, entity_id, entity_of, type_names, types_of
from api.views import label_of
from graph.reconcile import Asked, Match, find_matches
from graph.store_lookup import StoreLookup
from ontology.errors import NotFound, QueryError
from ontology.values import Work

MOST_QUERIES = 500
MOST_IDS = 1_000
MOST_CANDIDATES = 50
_LONGEST = 2_000
_FIELDS = {"query", "type", "limit", "properties", "type_strict"}


def refuse(vi: str, en: str) -> QueryError:
    """What is wrong with a request."""
    return QueryError(vi, en)


def read_json(text: str, name: str) -> dict[str, Any]:
    """The object that a form field holds."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise refuse(f"“{name}” phải là một đối tượng JSON.", f"“{name}” must be a JSON object.")
    return found


def answer_queries(text: str, lookup: StoreLookup) -> dict[str, Any]:
    """The answer to a batch: the candidates of each query under the query's own name."""
    batch = read_json(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise refuse(f"Nhiều nhất {MOST_QUERIES} truy vấn một lần.", f"At most {MOST_QUERIES} queries at once.")
    read = {name: read_query(query, name) for name, query in batch.items()}
    return {
        name: {"result": [candidate(m) for m in find_matches(asked, lookup, limit=limit)] if asked else []}
        for name, (asked, limit) in read.items()
    }


def read_query(query: Any, name: str) -> tuple[Asked | None, int]:
    """One query of a batch; None for an empty cell, which nothing matches and which must not stop the others."""
    if not isinstance(query, dict) or set(query) - _FIELDS:
        raise refuse(
            f"Truy vấn “{name}” chỉ được có: {', '.join(sorted(_FIELDS))}.",
            f"The query “{name}” may only have: {', '.join(sorted(_FIELDS))}.",
        )
    words, limit, given = query.get("query", ""), query.get("limit", 10), query.get("properties", [])
    if not isinstance(words, str) or not ("query" in query or given):
        raise refuse(
            f"Truy vấn “{name}” cần “query” (chữ) hoặc “properties”.",
            f"The query “{name}” needs a “query” (words) or “properties”.",
        )
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit != limit or limit < 1:
        raise refuse(f"“limit” của “{name}” phải là số từ 1.", f"The “limit” of “{name}” must be a number from 1.")
    words = words[:_LONGEST]  # a whole text pasted into a cell must not stop the others
    asked = Asked(words=words, types=_types(query, name) or (), **_conditions(given, name))
    empty = not (words.strip() or given)
    return None if empty else asked, int(min(limit, MOST_CANDIDATES))


def _types(query: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    given, strict = query.get("type"), query.get("type_strict", "any")
    if strict not in ("any", "all", "should"):
        raise refuse(
            f"“type_strict” của “{name}” phải là any, all hoặc should.",
            f"The “type_strict” of “{name}” must be any, all or should.",
        )
    if given is None:
        return None
    ids = given if isinstance(given, list) else [given]
    if not all(isinstance(one, str) for one in ids):
        raise refuse(f"“type” của “{name}” phải là chữ.", f"The “type” of “{name}” must be words.")
    # "should" only prefers, and what agrees in type ranks higher without being told
    return None if strict == "should" else type_names(ids)


def _conditions(given: Any, name: str) -> dict[str, str]:
    """What other columns say. A column that we do not compare says nothing, as the protocol has it."""
    rows = given if isinstance(given, list) else [None]
    said: dict[str, str] = {}
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("pid"), str) or "v" not in row:
            raise refuse(f"“properties” của “{name}” cần pid và v.", f"The “properties” of “{name}” need pid and v.")
        value = _plain(row["v"])
        if value and (known := BY_ID.get(row["pid"])) is not None and known.compared:
            said[known.id] = value
    if (year := said.pop("year", None)) and "date" not in said:
        said["date"] = year.partition(".")[0]
    return said


def _plain(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("id") or ""
    return "" if value is None or isinstance(value, bool) else str(value).strip()[:_LONGEST]


def candidate(match: Match) -> dict[str, Any]:
    """A candidate as the protocol shows one; `features` say what agreed and what did not."""
    return {
        "id": entity_id(match.work.iri),
        "name": label_of(match.work),
        "description": describe(match.work),
        "type": types_of(match.work),
        "score": round(100 * match.score, 1),
        "match": match.sure,
        "features": [
            *({"id": f"{name}_agrees", "value": True} for name in match.agrees),
            *({"id": f"{name}_agrees", "value": False} for name in match.differs),
        ],
    }


def describe(work: Work) -> str:
    """A line that tells namesakes apart."""
    return " · ".join(v for name in ("date", "title") if (v := work.value(name)))


# ------------------------------------------------------------------ filling columns


def answer_extension(text: str, lookup: StoreLookup, day: dt.date, lang: str) -> dict[str, Any]:
    """Cells for columns somebody adds: for every id and every property a list, empty where nothing is known."""
    asked = read_json(text, "extend")
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(i, str) for i in ids) or len(ids) > MOST_IDS:
        raise refuse(f"“ids” phải là danh sách, nhiều nhất {MOST_IDS}.", f"“ids” must be a list of at most {MOST_IDS}.")
    if not isinstance(wanted, list) or not all(isinstance(p, dict) and isinstance(p.get("id"), str) for p in wanted):
        raise refuse("“properties” cần id của từng cột.", "“properties” need the id of each column.")
    columns = [_column(p["id"]) for p in wanted]
    rows: dict[str, dict[str, list[Cell]]] = {}
    for id_ in dict.fromkeys(ids):
        try:
            work = entity_of(lookup, id_)
        except NotFound:
            rows[id_] = {c.id: [] for c in columns}
            continue
        rows[id_] = {c.id: c.cells(work, lookup, day) for c in columns}
    return {"meta": [_meta(c, lang) for c in columns], "rows": rows}


def _column(id_: str) -> Property:
    found = BY_ID.get(id_)
    if found is None:
        known = ", ".join(BY_ID)
        raise refuse(f"Không có cột “{id_}”. Có: {known}.", f"There is no column “{id_}”. There are: {known}.")
    return found


def _meta(column: Property, lang: str) -> dict[str, Any]:
    kind = {"type": ANY} if column.entity else {}
    return {"id": column.id, "name": column.name.as_dict()[lang], **kind}
