"""Every page of the workbench, joined."""

from collections.abc import Callable

from fastapi import APIRouter

from api.drafts import DraftDesk
from api.http.jobs import LoadJobs
from api.http.joining import add_routes
from api.register_work import RegisterDesk
from api.service import Service
from api.sparql.runner import Answer, QueryLimits, Question
from api.web.ask_pages import ask_router
from api.web.compare_pages import compare_router
from api.web.draft_pages import draft_router
from api.web.finding_files import finding_file_router
from api.web.finding_pages import finding_router
from api.web.help_pages import help_router
from api.web.impact_pages import impact_router
from api.web.lineage_pages import lineage_router
from api.web.load_pages import load_router
from api.web.register_pages import register_router
from api.web.render import Pages
from api.web.rollout_pages import rollout_router
from api.web.rule_pages import rule_router
from api.web.search_pages import search_router
from api.web.store_pages import store_router
from api.web.work_pages import work_router
from api.workbench import Workbench


def pages_router(
    service: Service,
    *,
    drafts: DraftDesk,
    bench: Workbench,
    jobs: LoadJobs,
    registers: RegisterDesk,
    ask: Callable[[Question], Answer],
    limits: QueryLimits,
) -> APIRouter:
    """The pages over one service, and what this server holds for them; `ask` answers written queries."""
    router, pages = APIRouter(), Pages()
    add_routes(
        router,
        draft_router(service, pages, drafts),
        load_router(service, pages, jobs),
        register_router(service, pages, registers),
        finding_router(service, pages, bench),
        finding_file_router(service, pages, bench),
        ask_router(service, pages, ask, limits),
    )
    for part in (
        work_router, search_router, impact_router, lineage_router, rollout_router, compare_router, store_router,
        rule_router,
    ):  # fmt: skip
        add_routes(router, part(service, pages))
    add_routes(router, help_router(pages))
    return router
