"""What can be asked of a work, as rows: the types it may have, and the properties a column is compared or filled with.

A type is a row of `document_types.toml` under the name of its class in the vocabulary; `Work` stands for any of them. A
property is a row here. It refuses to say anything of a work that no source says: such a cell stays empty.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from api.views import label_of
from graph.names import key_of_work, mint_work
from graph.search.standing import standing_on
from graph.store_lookup import StoreLookup
from ontology.dates import parse_day
from ontology.errors import Message, NotFound
from ontology.types import TYPES, DocumentType
from ontology.values import Work

Cell = dict[str, Any]
ANY = {"id": "Work", "name": "Văn bản"}
_BY_CLASS = {t.class_name: t for t in TYPES}
_BY_NAME = {t.name: t for t in TYPES}
STATES = {
    "in_force": Message("còn hiệu lực", "in force"),
    "not_in_force": Message("không còn hoặc chưa có hiệu lực", "not in force"),
    "unknown": Message("chưa rõ", "not known"),
}


def type_cell(kind: DocumentType) -> dict[str, str]:
    """A type as the protocol names one."""
    return {"id": kind.class_name, "name": kind.name}


def types_of(work: Work) -> list[dict[str, str]]:
    """The types of a work, the narrowest first."""
    own = _BY_NAME.get(work.value("type") or "")
    return [*([type_cell(own)] if own else []), ANY]


def type_names(ids: Sequence[str]) -> tuple[str, ...] | None:
    """The canonical names that type ids mean; None: any work. An id may be the class, its IRI or the name itself."""
    names = []
    for one in ids:
        plain = one.rpartition("#")[2] if "#" in one else one
        if plain in ("", ANY["id"]):
            return None
        kind = _BY_CLASS.get(plain) or _BY_NAME.get(plain)
        names.append(kind.name if kind else plain)  # a type that nobody has: no work is of it
    return tuple(names) or None


def entity_id(iri: str) -> str:
    """What the protocol calls a work by: its key."""
    return key_of_work(iri) or iri


def entity_iri(id_: str) -> str:
    """The IRI of a work from its key or its IRI."""
    return id_ if id_.startswith(("http://", "https://", "urn:")) else mint_work(id_)


def entity_of(lookup: StoreLookup, id_: str) -> Work:
    """The work that an id names."""
    try:
        work = lookup.work(entity_iri(id_))
    except ValueError:
        work = None
    if work is None:
        raise NotFound(f"Không có văn bản “{id_}”.", f"There is no work “{id_}”.")
    return work


# ------------------------------------------------------------------ properties


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A column: what it is called, and its cells for a work on a day. `compared`: a query may give it."""

    id: str
    name: Message
    cells: Callable[[Work, StoreLookup, dt.date], list[Cell]]
    compared: bool = False
    entity: bool = False


def _value(field: str) -> Callable[[Work, StoreLookup, dt.date], list[Cell]]:
    def cells(work: Work, _lookup: StoreLookup, _day: dt.date) -> list[Cell]:
        value = work.value(field)
        return [{"str": value}] if value else []

    return cells


def _day_cell(value: str | None) -> list[Cell]:
    """A whole day is a date of the protocol (with a time, as it demands); what is partial stays words."""
    if not value:
        return []
    return [{"date": f"{value}T00:00:00Z"}] if parse_day(value) else [{"str": value}]


def _dated(work: Work, _lookup: StoreLookup, _day: dt.date) -> list[Cell]:
    return _day_cell(work.value("date"))


def _year(work: Work, _lookup: StoreLookup, _day: dt.date) -> list[Cell]:
    year = (work.value("date") or "")[:4]
    return [{"int": int(year)}] if year.isdigit() else []


def _since(work: Work, _lookup: StoreLookup, _day: dt.date) -> list[Cell]:
    return _day_cell(min((p.since for p in work.force if p.since), default=None))


def _until(work: Work, _lookup: StoreLookup, _day: dt.date) -> list[Cell]:
    return _day_cell(max((p.until for p in work.force if p.until), default=None))


def _status(work: Work, lookup: StoreLookup, day: dt.date) -> list[Cell]:
    return [{"str": STATES[standing_on(work, day, lookup).state].vi}]


def _replaced_by(work: Work, lookup: StoreLookup, _day: dt.date) -> list[Cell]:
    actors = dict.fromkeys(r.actor for r in work.acted_on if r.kind == "replaces")
    return [{"id": entity_id(iri), "name": label_of(lookup.identity(iri))} for iri in actors]


PROPERTIES: tuple[Property, ...] = (
    Property(id="number", name=Message("Số, ký hiệu", "Number"), cells=_value("number"), compared=True),
    Property(id="type", name=Message("Loại văn bản", "Type"), cells=_value("type"), compared=True),
    Property(id="date", name=Message("Ngày ban hành", "Date"), cells=_dated, compared=True),
    Property(id="year", name=Message("Năm ban hành", "Year"), cells=_year, compared=True),
    Property(id="issuer", name=Message("Cơ quan ban hành", "Issuer"), cells=_value("issuer"), compared=True),
    Property(id="title", name=Message("Trích yếu", "Title"), cells=_value("title"), compared=True),
    Property(id="in_force_from", name=Message("Hiệu lực từ ngày", "In force from"), cells=_since),
    Property(id="in_force_to", name=Message("Hết hiệu lực từ ngày", "In force until"), cells=_until),
    Property(id="status", name=Message("Tình trạng hôm nay", "Status today"), cells=_status),
    Property(id="replaced_by", name=Message("Được thay bằng", "Replaced by"), cells=_replaced_by, entity=True),
)
BY_ID = {p.id: p for p in PROPERTIES}
