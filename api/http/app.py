"""The application: it receives a finished service, and joins pages and endpoints to it.

`create_app` reads no settings, so that a test can hand it a service and limits of its own.
"""

import contextlib
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles

from api.drafts import DraftDesk, DraftLimits
from api.http.access import Access, may_update
from api.http.akn import akn_router
from api.http.annotations import annotations_router
from api.http.feeds import feeds_router
from api.http.gate import Gate
from api.http.heads import HeadAsGet
from api.http.jobs import LoadJobs
from api.http.joining import add_routes
from api.http.linked import linked_router
from api.http.openapi import description_router, use_description
from api.http.problem_types import problem_types_router
from api.http.problems import add_problem_handlers
from api.http.protect import Protect
from api.http.reconcile import reconcile_router
from api.http.v1 import api_router
from api.http.v1.conditional import PROBLEMS, conditional_route
from api.outcomes import Touched
from api.register_work import RegisterDesk
from api.service import Service
from api.sparql.endpoint import always_alike, sparql_router
from api.sparql.graph_store import graph_store_router
from api.sparql.protocol import SparqlRequest
from api.sparql.runner import Answer, QueryLimits, QueryPool, Question, answer_from
from api.sparql.updating import run_update
from api.web.login_pages import login_router
from api.web.pages import pages_router
from api.web.render import Pages
from api.workbench import Workbench
from graph.names import PREFIXES
from graph.store import Store

STATIC = Path(str(files("api.web"))) / "static"


def create_app(
    service: Service,
    *,
    limits: QueryLimits | None = None,
    drafts: DraftLimits | None = None,
    access: Access | None = None,
) -> FastAPI:
    """The workbench and the endpoints over one service, entered as `access` says."""
    access = access or Access()
    jobs = LoadJobs(service)
    desk = DraftDesk(service, drafts)
    bench = Workbench(service.where)
    registers = RegisterDesk(service)
    pool = QueryPool(service.where, limits=limits, prefixes=PREFIXES)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()
        service.end_beside()
        desk.close()
        bench.close()
        registers.close()
        pool.close()

    def ask(question: Question) -> Answer:
        if service.where == "memory:":  # no other process can see it
            return answer_from(service.reader(), question, pool.limits, PREFIXES)
        return pool.ask(question)

    def update(asked: SparqlRequest) -> None:
        def change(store: Store) -> Touched:
            def ask_here(question: Question) -> Answer:
                return answer_from(store, question, pool.limits, PREFIXES)

            named = asked.default_graphs, asked.named_graphs
            return run_update(store, asked.text, ask=ask, ask_here=ask_here, using=named[0], using_named=named[1])

        service.update("sparql update", change)

    def may_write(request: Request) -> bool:
        return may_update(request.scope)

    app = FastAPI(title="Cancu", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.service = service
    app.add_middleware(HeadAsGet)
    app.add_middleware(Gate, access=access)
    app.add_middleware(Protect, access=access)  # around the gate
    add_problem_handlers(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    conditional = conditional_route(service, holds=always_alike)
    add_routes(
        app,
        description_router(),
        sparql_router(ask, pool.limits, update, may_write, PROBLEMS, conditional),
        graph_store_router(service, may_write, PROBLEMS),
        annotations_router(service),
        akn_router(service),
        feeds_router(service),
        reconcile_router(service, framers=sorted(access.origins)),
        api_router(service, jobs, access),
        login_router(Pages(), access),
        problem_types_router(Pages()),
        pages_router(service, drafts=desk, bench=bench, jobs=jobs, registers=registers, ask=ask, limits=pool.limits),
        linked_router(service),
    )
    use_description(app)
    return app
