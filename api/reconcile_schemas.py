"""The forms of the Reconciliation Service API 0.2, with examples: what a client sends in a field, and what it gets.

Written by us after the rules of the protocol's version 0.2. A batch travels as JSON inside a form field or a parameter,
so OpenAPI knows it as words with a form of their own (`contentSchema`). They describe; `api.http.reconcile.queries`
reads and refuses, with sentences in both languages.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel
from pydantic.alias_generators import to_camel

from api.schemas import form

ID = "ha-tinh/ubnd/ke-hoach/2024/08"
PLAN: dict[str, Any] = {"id": "Plan", "name": "Kế hoạch"}
ANY: dict[str, Any] = {"id": "Work", "name": "Văn bản"}
_NAME = "Kế hoạch 08/KH-UBND Ủy ban nhân dân tỉnh Hà Tĩnh"
_HERE = "http://127.0.0.1:8420/reconcile"
_QUERIES: dict[str, Any] = {
    "q0": {"query": "08/KH-UBND 2024", "type": "Plan", "limit": 3, "type_strict": "should"},
    "q1": {"query": "kh 08", "properties": [{"pid": "issuer", "v": "UBND tỉnh Hà Tĩnh"}, {"pid": "year", "v": 2024}]},
}
_CANDIDATE: dict[str, Any] = {
    "id": ID, "name": _NAME, "description": "2024-01-08 · Chuyển đổi số", "type": [PLAN, ANY], "score": 85.0,
    "match": True, "features": [{"id": "date_agrees", "value": True}],
}  # fmt: skip
_WANTED: dict[str, Any] = {"ids": [ID], "properties": [{"id": "title"}, {"id": "date"}]}
_FILLED: dict[str, Any] = {
    "meta": [{"id": "title", "name": "Trích yếu"}, {"id": "date", "name": "Ngày ban hành"}],
    "rows": {ID: {"title": [{"str": "Chuyển đổi số"}], "date": [{"date": "2024-01-08T00:00:00Z"}]}},
}
_PLACE: dict[str, Any] = {"service_url": _HERE, "service_path": "/suggest/type"}
_ENTITIES: dict[str, Any] = {
    "service_url": _HERE, "service_path": "/suggest/entity", "flyout_service_url": _HERE,
    "flyout_service_path": "/flyout/entity?id=${id}",
}  # fmt: skip
Template = Annotated[str, Field(pattern=r"^https?://.*\{\{id\}\}")]


def _only(**example: Any) -> ConfigDict:
    """A form of requests: nothing but its fields."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class Named(BaseModel):
    """An id and a name."""

    model_config = form(**PLAN)
    id: str
    name: str


# ------------------------------------------------------------------ what a client sends


class QueryCondition(BaseModel):
    """What another column says: of one property one value, a list of them, or an entity."""

    model_config = _only(pid="issuer", v="UBND tỉnh Hà Tĩnh")
    pid: str
    v: Any


class CellQuery(BaseModel):
    """A cell to match: words, or conditions, or both."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": list(_QUERIES.values()), "anyOf": [{"required": ["query"]}, {"required": ["properties"]}],
        },
    )  # fmt: skip
    query: str = Field(default="", description="Of more than 2000 characters the first ones count")
    type: str | list[str] = Field(default="Work", description="Ids of types, any of which may fit")
    limit: float = Field(default=10, ge=1, description="Candidates at most; 50 are the most")
    properties: list[QueryCondition] = []
    type_strict: Literal["any", "all", "should"] = "any"


class ReconciliationQueries(RootModel[dict[str, CellQuery]]):
    """A batch: queries, each under a name that its answer gets too. 500 at most."""

    model_config = ConfigDict(json_schema_extra={"examples": [_QUERIES], "maxProperties": 500})


class WantedColumn(BaseModel):
    """A column to fill. It takes no settings."""

    model_config = form(id="title")
    id: str


class ReconciliationWanted(BaseModel):
    """Which cells for which works."""

    model_config = form(**_WANTED)
    ids: list[str] = Field(max_length=1000)
    properties: list[WantedColumn]


# ------------------------------------------------------------------ what it gets


class Place(BaseModel):
    """Where a part of the service answers: address and path put together."""

    model_config = form(**_PLACE)
    service_url: str
    service_path: str


class PlaceWithFlyout(Place):
    """The same, with small descriptions beside the suggestions."""

    model_config = form(**_ENTITIES)
    flyout_service_url: str
    flyout_service_path: str = Field(pattern=r"\$\{id\}")


class View(BaseModel):
    """The page of an entity."""

    model_config = form(url=_HERE + "/view?id={{id}}")
    url: Template


class PreviewFrame(View):
    """A small page of an entity, and the size of its frame."""

    model_config = form(url=_HERE + "/preview?id={{id}}", width=440, height=300)
    width: int
    height: int


class SuggestPlaces(BaseModel):
    """Where suggestions come from."""

    model_config = form(entity=_ENTITIES, property=_PLACE, type=_PLACE)
    entity: PlaceWithFlyout
    property: Place
    type: Place


class Extending(BaseModel):
    """How columns are filled."""

    model_config = form(propose_properties=_PLACE, property_settings=[])
    propose_properties: Place
    property_settings: list[Any]


class ReconciliationManifest(BaseModel):
    """What the service can do, and where."""

    model_config = form(
        versions=["0.2"], name="Văn bản hành chính (Căn cứ)", identifierSpace="https://cancu.example/vn/",
        schemaSpace="https://w3id.org/cancu/ontology#", documentation="http://127.0.0.1:8420/help",
        serviceVersion="1.0", logo="http://127.0.0.1:8420/static/mark.svg", defaultTypes=[ANY],
        view={"url": _HERE + "/view?id={{id}}"},
        preview={"url": _HERE + "/preview?id={{id}}", "width": 440, "height": 300},
        suggest={"entity": _ENTITIES, "property": _PLACE, "type": _PLACE},
        extend={"propose_properties": _PLACE, "property_settings": []},
    ) | ConfigDict(alias_generator=to_camel)  # fmt: skip
    versions: list[str]
    name: str
    identifier_space: str
    schema_space: str
    documentation: str
    service_version: str
    logo: str
    default_types: list[Named]
    view: View
    preview: PreviewFrame
    suggest: SuggestPlaces
    extend: Extending


class Feature(BaseModel):
    """What agreed (`date_agrees`: true), or did not."""

    model_config = form(id="date_agrees", value=True)
    id: str
    value: bool | float


class Candidate(BaseModel):
    """A work that may be meant. `match`: nothing contradicts it and nothing else is left."""

    model_config = form(**_CANDIDATE)
    id: str
    name: str
    description: str
    type: list[Named]
    score: float = Field(ge=0, le=100)
    match: bool
    features: list[Feature]


class Candidates(BaseModel):
    """The answer to one query, the best first."""

    model_config = form(result=[_CANDIDATE])
    result: list[Candidate]


class ReconciliationAnswers(RootModel[dict[str, Candidates]]):
    """The answers to a batch, under the names of its queries."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"q0": {"result": [_CANDIDATE]}}]})


class WordsCell(BaseModel):
    """Words."""

    model_config = _only(str="Chuyển đổi số")
    str: str


class NumberCell(BaseModel):
    """A whole number."""

    model_config = _only(int=2024)
    int: int


class DateCell(BaseModel):
    """A day, with a time because the protocol demands one."""

    model_config = _only(date="2024-01-08T00:00:00Z")
    date: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")


class EntityCell(BaseModel):
    """A work."""

    model_config = _only(id=ID, name=_NAME)
    id: str
    name: str


Cell = WordsCell | NumberCell | DateCell | EntityCell


class FilledColumn(Named):
    """A column as it is filled; `type` where its cells are entities."""

    model_config = form(id="replaced_by", name="Được thay bằng", type=ANY)
    type: Named | None = None


class ReconciliationCells(BaseModel):
    """Cells by id of the work and id of the column; a list is empty where nothing is known."""

    model_config = form(**_FILLED)
    meta: list[FilledColumn]
    rows: dict[str, dict[str, list[Cell]]]


class ProposedColumns(BaseModel):
    """Columns that can be filled for a type."""

    model_config = form(type="Plan", limit=2, properties=[{"id": "number", "name": "Số, ký hiệu"}])
    type: str
    limit: int
    properties: list[Named]


class WorkBegun(Named):
    """A work suggested, with its types."""

    model_config = form(id=ID, name=_NAME, description="2024-01-08 · Chuyển đổi số", notable=[PLAN, ANY])
    description: str
    notable: list[Named]


class WorksBegun(BaseModel):
    """Works that begin like what was typed."""

    model_config = form(
        result=[{"id": ID, "name": _NAME, "description": "2024-01-08 · Chuyển đổi số", "notable": [PLAN, ANY]}]
    )
    result: list[WorkBegun]


class Suggestions(BaseModel):
    """Types or properties that begin like what was typed."""

    model_config = form(result=[PLAN])
    result: list[Named]


class Flyout(BaseModel):
    """A work in a few words of HTML."""

    model_config = form(id=ID, html="<h3>Kế hoạch 08/KH-UBND</h3><ul><li>Ngày ban hành: 08/01/2024</li></ul>")
    id: str
    html: str


SENT = (ReconciliationQueries, ReconciliationWanted)


def json_inside(model: type[BaseModel]) -> dict[str, Any]:
    """What OpenAPI says of words that hold a value of this form as JSON."""
    return {
        "contentMediaType": "application/json",
        "contentSchema": {"$ref": f"#/components/schemas/{model.__name__}"},
        "examples": [json.dumps(e, ensure_ascii=False) for e in model.model_json_schema()["examples"]],
    }
