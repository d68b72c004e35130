"""A loaded document as Akoma Ntoso over HTTP."""

from typing import Any

from fastapi import APIRouter, Response

from api.akn import MEDIA, write_akn
from api.http.v1.conditional import PROBLEMS, UNCHANGED, conditional_route
from api.http.v1.reading import Id
from api.lists import document_of
from api.service import Service
from graph.store_lookup import StoreLookup


def akn_router(service: Service) -> APIRouter:
    """`/api/v1/document/akn`."""
    content: dict[int | str, dict[str, Any]] = {200: {"description": "The document", "content": {MEDIA: {}}}}
    router = APIRouter(
        prefix="/api/v1", tags=["Documents"], route_class=conditional_route(service),
        responses={**PROBLEMS, **UNCHANGED, **content},
    )  # fmt: skip

    @router.get(
        "/document/akn", response_class=Response, operation_id="akn",
        summary="A document as Akoma Ntoso, every citation whose work is known a reference",
    )  # fmt: skip
    def akn(id: Id) -> Response:
        store = service.reader()
        return Response(write_akn(document_of(store, id), StoreLookup(store)), media_type=MEDIA)

    return router
