"""Decisions about findings, and the rules of acceptance."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.decision_schemas import AcceptForm, ReviewRow
from api.decisions import every_review
from api.http.v1.conditional import UNCHANGED, conditional_route
from api.http.v1.paging import Cursor, Limit, page_of
from api.http.v1.versioned import versioned_router
from api.lists import finding_id
from api.schemas import FILLED, Page, RuleRow
from api.service import Service
from graph.review import read_rules, review_to_json, rule_to_json


def deciding_router(service: Service) -> APIRouter:
    """Who decided what; what is accepted for which work."""
    router = versioned_router(tags=["Findings"], route_class=conditional_route(service))

    @router.get("/reviews", response_model=Page[ReviewRow], responses=UNCHANGED, summary="Decisions, the newest first")
    def reviews(limit: Limit = 50, cursor: Cursor = None) -> Any:
        rows = [review_to_json(r) for r in every_review(service.reader())]

        def key(row: Any) -> tuple[str, ...]:
            return (row["at"], row["finding"], row["decision"])

        return page_of(rows, key, cursor=cursor, limit=limit, newest_first=True)

    @router.get("/rules", response_model=list[RuleRow], responses=UNCHANGED, summary="What is accepted for which work")
    def rules(
        withdrawn: Annotated[bool, Query(description="Also the rules that were taken back")] = False,
    ) -> Any:
        return [rule_to_json(r) for r in read_rules(service.reader(), withdrawn=withdrawn)]

    @router.post(
        "/rules",
        status_code=201,
        response_model=RuleRow,
        summary="Dismiss a finding and accept the same for its work from now on",
    )
    def accept(form: AcceptForm) -> Any:
        about = finding_id(service.reader(), form.finding)
        return rule_to_json(service.accept_finding(about, form.reviewer, form.reason, any_value=form.any_value))

    @router.delete("/rules/{rule}", response_model=RuleRow, summary="Take a rule back; it stays as history")
    def withdraw(
        rule: str,
        reviewer: Annotated[str, Query(max_length=200, description="Who takes it back", json_schema_extra=FILLED)],
    ) -> Any:
        return rule_to_json(service.withdraw_rule(rule, reviewer))

    return router
