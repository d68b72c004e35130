"""Findings, and what is wrong with the register."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from api.http.v1.conditional import UNCHANGED, conditional_route
from api.http.v1.paging import Cursor, Limit, key_in, page_from, page_of
from api.http.v1.versioned import versioned_router
from api.lists import document_of, refuse_unknown_filters
from api.schemas import AuditRow, FindingRow, Page
from api.service import Service
from graph.listing import FindingFilter
from graph.review import State
from ontology.finding_kinds import finding_kinds

Severity = Literal["error", "warning", "note"]
_KINDS: dict[str, Any] = {"items": {"type": "string", "enum": [k.id for k in finding_kinds()]}, "type": "array"}


def judged_router(service: Service) -> APIRouter:
    """Reading what was found."""
    router = versioned_router(tags=["Findings"], route_class=conditional_route(service), responses=UNCHANGED)

    @router.get("/findings", response_model=Page[FindingRow], summary="Findings, by document and place")
    def findings(
        kind: Annotated[list[str] | None, Query(description="Only these kinds", json_schema_extra=_KINDS)] = None,
        severity: Annotated[list[Severity] | None, Query(description="Only these severities")] = None,
        state: Annotated[list[State] | None, Query(description="Only in these states of review")] = None,
        document: Annotated[str | None, Query(max_length=2000, description="Only of this document")] = None,
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Any:
        refuse_unknown_filters(kind=kind or ())
        only = [document_of(service.reader(), document)] if document else []
        wanted = FindingFilter(kind=kind or (), severity=severity or (), state=state or (), document=only)
        with service.look() as look:
            return page_from(look.findings(wanted, by_document=True, limit=limit, after=key_in(cursor)))

    @router.get(
        "/register/audit",
        response_model=Page[AuditRow],
        tags=["Register"],
        summary="Register rows that contradict each other or themselves",
        description="Of one kind at most 5,000 are named.",
    )
    def audit(limit: Limit = 50, cursor: Cursor = None) -> Any:
        rows = [
            {"check": e.check, "number": e.number, "rows": list(e.rows), "message": e.message.as_dict()}
            for e in service.audit_register()
        ]
        return page_of(rows, _audit_key, cursor=cursor, limit=limit)

    return router


def _audit_key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return row["check"], row["number"], *row["rows"], row["message"]["vi"]
