"""Findings, and what is wrong with the register."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from api.http.v1.conditional import UNCHANGED, conditional_route
from api.http.v1.paging import Cursor, Key, Limit, page_of, read_cursor
from api.lists import document_of
from api.schemas import AuditRow, FindingRow, Page
from api.service import Service
from api.views import list_findings
from graph.names import PREAMBLE
from graph.store import Store

Severity = Literal["error", "warning", "note"]
_AT_ONCE = 20
State = Literal["open", "confirmed", "dismissed", "fixed"]


def holders(store: Store, after: str, kinds: Sequence[str] | None) -> list[str]:
    """The documents from one on that have findings at all, or findings of these kinds."""
    given = {f"k{n}": k for n, k in enumerate(kinds or ())}
    chosen = f"; cc:kind ?k FILTER(?k IN ({', '.join('$' + n for n in given)}))" if given else ""
    text = f"{{ ?f a cc:Finding ; cc:inDocument ?d {chosen} FILTER(STR(?d) >= $after) }} ORDER BY STR(?d)"
    return store.select(f"{PREAMBLE} SELECT DISTINCT ?d WHERE {text}", after=after, **given).column("d")


def _place(r: Mapping[str, Any]) -> Key:
    return (r["document"], f"{r['start'] or 0:09d}", r["kind"], r["iri"])


def walk_findings(
    store: Store, documents: Sequence[str], wanted: Callable[[Mapping[str, Any]], bool], cursor: str | None, limit: int
) -> dict[str, Any]:
    """One page, from as few documents as fill it."""
    rows: list[dict[str, Any]] = []
    page = page_of(rows, _place, cursor=cursor, limit=limit)
    for start in range(0, len(documents), _AT_ONCE):
        rows += [r for r in list_findings(store, documents[start : start + _AT_ONCE]) if wanted(r)]
        page = page_of(rows, _place, cursor=cursor, limit=limit)
        if page["next"]:
            break
    return page


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

        def wanted(r: Mapping[str, Any]) -> bool:
            chosen = (not kind or r["kind"] in kind) and (not severity or r["severity"] in severity)
            return chosen and (not state or r["state"] in state)

        after = read_cursor(cursor)[0] if cursor else ""
        return walk_findings(store, [only] if only else holders(store, after, kind), wanted, cursor, limit)

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
