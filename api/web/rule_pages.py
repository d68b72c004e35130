"""The rules of acceptance: what is accepted for which work, made from a finding, withdrawn by name."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.service import Service
from api.views import label_with_day
from api.web.finding_pages import chosen_from, query_of
from api.web.render import Pages
from graph.review import read_rules, rule_to_json
from graph.store_lookup import StoreLookup


def rule_router(service: Service, pages: Pages) -> APIRouter:
    """The page of rules, and what is done on it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/rules")
    def rules(request: Request) -> HTMLResponse:
        lookup = StoreLookup(service.reader())
        shown = [
            {**rule_to_json(rule), "label": label_with_day(lookup.identity(rule.work))}
            for rule in read_rules(service.reader(), withdrawn=True)
        ]
        return pages.render(request, "rules.html", rules=sorted(shown, key=lambda r: bool(r["withdrawn_at"])))

    @router.post("/rules")
    def accept(
        finding: Annotated[str, Form()],
        reviewer: Annotated[str, Form()],
        reason: Annotated[str, Form()],
        any_value: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "",
    ) -> RedirectResponse:
        rule = service.accept_finding(finding, reviewer, reason, any_value=bool(any_value))
        kept = query_of(chosen_from(back))
        return RedirectResponse(f"/findings?{kept}&{urlencode({'accepted': rule.id})}", status_code=303)

    @router.post("/rules/withdraw")
    def withdraw(rule: Annotated[str, Form()], reviewer: Annotated[str, Form()]) -> RedirectResponse:
        service.withdraw_rule(rule, reviewer)
        return RedirectResponse("/rules", status_code=303)

    return router
