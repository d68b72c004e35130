"""What stands on what: lineage, roll-out board, a plan beside its directive, what must change."""

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api.http.v1.conditional import UNCHANGED, conditional_route
from api.http.v1.reading import Id
from api.http.v1.versioned import versioned_router
from api.relation_schemas import BoardView, ComparisonView, Edition, ImpactView, LineageView, ReliedOn
from api.service import Service
from graph.board import board_to_json
from graph.impact import impact_to_json
from graph.judge.comparison import comparison_to_json
from graph.lineage import lineage_to_json
from graph.relied import relied_to_json

_PICTURES = {"svg": "image/svg+xml", "png": "image/png"}
_ROLES: dict[str, tuple[str, ...]] = {
    "basis": ("legal_basis", "implements"),
    "all": ("legal_basis", "implements", "cites"),
}
_SHOWN: dict[int | str, dict[str, Any]] = {
    200: {"description": "The lineage, or its picture", "content": {media: {} for media in _PICTURES.values()}}
}
Steps = Annotated[int, Query(ge=0, le=10)]


def relations_router(service: Service) -> APIRouter:
    """Reading what follows from the citations."""
    router = versioned_router(tags=["Relations"], route_class=conditional_route(service), responses=UNCHANGED)

    @router.get(
        "/lineage",
        response_model=LineageView,
        responses=_SHOWN,
        summary="What a work stands on and what stands on it, as JSON or a picture",
    )
    def lineage(
        id: Id,
        up: Steps = 3,
        down: Steps = 3,
        roles: Literal["basis", "all"] = "basis",
        format: Literal["json", "svg", "png"] = "json",
        lang: Literal["vi", "en"] = "vi",
        day: Annotated[dt.date | None, Query(alias="as_of", description="As it stood on this day")] = None,
    ) -> Any:
        then = day.isoformat() if day else None
        found = service.lineage(id, up=up, down=down, roles=_ROLES[roles], day=then)
        if format == "json":
            return lineage_to_json(found, [iri for iri, _ in service.only_on(found.focus, then)])
        return Response(service.draw(found, format, lang), media_type=_PICTURES[format])

    @router.get(
        "/relied-on", response_model=list[ReliedOn], summary="The works that the whole store rests on most, by PageRank"
    )
    def relied_on(limit: Annotated[int, Query(ge=1, le=1000)] = 20) -> Any:
        return relied_to_json(service.relied_on(limit))

    @router.get(
        "/work/editions", response_model=list[Edition], summary="The yearly editions of a plan, the oldest first"
    )
    def editions(id: Id) -> Any:
        return service.editions(id)

    @router.get("/board", response_model=BoardView, summary="The roll-out board of a directive: who has acted")
    def board(id: Id) -> Any:
        return board_to_json(service.board(id))

    @router.get("/compare", response_model=ComparisonView, summary="A directive beside a plan, both loaded")
    def compare(directive: Id, plan: Id) -> Any:
        return comparison_to_json(service.compare(directive, plan))

    @router.get("/impact", response_model=ImpactView, summary="What must change when a work is replaced on a day")
    def impact(
        id: Id,
        by: Annotated[str | None, Query(max_length=2000, description="What replaces it")] = None,
        on: Annotated[dt.date | None, Query(description="From this day; today without one")] = None,
    ) -> Any:
        return impact_to_json(service.impact(id, by, on or dt.date.today()))

    return router
