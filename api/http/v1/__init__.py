"""The HTTP API for programs, version 1: everything under `/api/v1`.

A document is named by the query parameter `id`, an IRI or a number with enough beside it, because IRIs hold slashes
and signs of numbers do too. Handlers are thin: each is one call of the service.
"""

from fastapi import APIRouter

from api.http.access import Access
from api.http.jobs import LoadJobs
from api.http.joining import add_routes
from api.http.v1.administration import administration_router
from api.http.v1.deciding import deciding_router
from api.http.v1.judged import judged_router
from api.http.v1.reading import reading_router
from api.http.v1.relations import relations_router
from api.http.v1.searching import searching_router
from api.http.v1.writing import writing_router
from api.service import Service


def api_router(service: Service, jobs: LoadJobs, access: Access) -> APIRouter:
    """Every route of version 1."""
    router = APIRouter()
    for part in (reading_router, searching_router, judged_router, relations_router):
        add_routes(router, part(service))
    add_routes(router, writing_router(service, jobs), administration_router(access), deciding_router(service))
    return router
