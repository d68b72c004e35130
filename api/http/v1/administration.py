"""Whether the server lives, who is asking, and who changed what."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from api.http.access import Access, requesting
from api.http.v1.conditional import UNCHANGED, HashedRoute
from api.http.v1.versioned import versioned_router
from api.schemas_access import ActorView, HealthView, TrailEntry


def administration_router(access: Access) -> APIRouter:
    """For those who run the server."""
    router = versioned_router(tags=["Administration"], route_class=HashedRoute, responses=UNCHANGED)

    @router.get("/health", response_model=HealthView, summary="Whether the server answers; needs no token")
    def health() -> dict[str, Literal["ok"]]:
        return {"status": "ok"}

    @router.get("/me", response_model=ActorView, summary="Who is asking, and in which role")
    def me(request: Request) -> Any:
        actor = requesting(request.scope)
        return {"name": actor.name, "role": actor.role.name, "token": actor.token}

    @router.get("/audit", response_model=list[TrailEntry], summary="Who changed what, the newest first")
    def changes(
        limit: Annotated[int, Query(ge=1, le=1000, description="So many of the newest")] = 100,
        action: Annotated[str | None, Query(max_length=100, description="Only this action")] = None,
        who: Annotated[str | None, Query(max_length=100, description="Only by this name or token id")] = None,
    ) -> Any:
        return access.trail.entries(limit, action=action, who=who) if access.trail else []

    return router
