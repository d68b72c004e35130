"""The HTTP API for programs, version 1: everything under `/api/v1`.

A document is named by the query parameter `id`, an IRI or a number with enough beside it, because IRIs hold slashes
and signs of numbers do too. Handlers are thin: each is one call of the service.
"""

from fastapi import APIRouter

from api.http.access import Access
from api.http.jobs import LoadJobs
from api.http.v1.administration import administration_router
from api.http.v1.conditional import PROBLEMS
from api.http.v1.deciding import deciding_router
from api.http.v1.judged import judged_router
from api.http.v1.reading import reading_router
from api.http.v1.relations import relations_router
from api.http.v1.searching import searching_router
from api.http.v1.writing import writing_router
from api.service import Service

PREFIX = "/api/v1"


def api_router(service: Service, jobs: LoadJobs, access: Access) -> APIRouter:
    """Every route of version 1."""
    router = APIRouter(prefix=PREFIX, responses=PROBLEMS, generate_unique_id_function=lambda route: route.name)
    for part in (reading_router, searching_router, judged_router, relations_router):
        router.include_router(part(service))
    router.include_router(writing_router(service, jobs))
    router.include_router(administration_router(access))
    router.include_router(deciding_router(service))
    return router
