"""Findings, and what is wrong with the register."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from api.http.v1.conditional import UNCHANGED, conditional_route
from api.http.v1.paging import Cursor, Limit, page_of
from api.lists import document_of
from api.schemas import AuditRow, FindingRow, Page
from api.service import Service
from api.views import list_findings

Severity = Literal["error", "warning", "note"]
State = Literal["open", "confirmed", "dismissed", "fixed"]


def judged_router(service: Service) -> APIRouter:
    """Reading what was found."""
    router = APIRouter(tags=["Findings"], route_class=conditional_route(service), responses=UNCHANGED)

    @router.get("/findings", response_model=Page[FindingRow], summary="Findings, by document and place")
    def findings(
        kind: Annotated[list[str] | None, Query(description="Only these kinds")] = None,
        severity: Annotated[list[Severity] | None, Query(description="Only these severities")] = None,
        state: Annotated[list[State] | None, Query(description="Only in these states of review")] = None,
        document: Annotated[str | None, Query(max_length=2000, description="Only of this document")] = None,
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Any:
        store = service.reader()
        only = document_of(store, document) if document else None
        rows = [
            r
            for r in list_findings(store)
            if (not kind or r["kind"] in kind)
            and (not severity or r["severity"] in severity)
            and (not state or r["state"] in state)
            and (only is None or r["document"] == only)
        ]
        return page_of(
            rows, lambda r: (r["document"], f"{r['start'] or 0:09d}", r["kind"], r["iri"]), cursor=cursor, limit=limit
        )

    @router.get(
        "/register/audit",
        response_model=list[AuditRow],
        tags=["Register"],
        summary="Register rows that contradict each other or themselves",
    )
    def audit() -> Any:
        return [
            {"check": e.check, "number": e.number, "rows": list(e.rows), "message": e.message.as_dict()}
            for e in service.audit_register()
        ]

    return router
