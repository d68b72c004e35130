"""The routers of version 1: what all of them share, given when their routes are made.

A route is made with its prefix, the errors it may answer and the name that generated clients call it by, so that
joining the routers makes none anew.
"""

from enum import Enum
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from api.http.v1.conditional import PROBLEMS

PREFIX = "/api/v1"


def versioned_router(
    route_class: type[APIRoute],
    tags: list[str | Enum] | None = None,
    responses: dict[int | str, dict[str, Any]] | None = None,
) -> APIRouter:
    """A router under `/api/v1`."""
    return APIRouter(
        prefix=PREFIX,
        tags=tags,
        route_class=route_class,
        responses={**PROBLEMS, **(responses or {})},
        generate_unique_id_function=lambda route: route.name,
    )
