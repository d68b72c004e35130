"""Search, and suggestions for somebody who is still typing."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from api.http.v1.conditional import UNCHANGED, conditional_route
from api.http.v1.paging import Cursor, Limit, read_cursor, write_cursor
from api.http.v1.versioned import versioned_router
from api.schemas import FoundPage, SuggestedWork
from api.searching import Place, hit_view, search, suggest, suggestion_view
from api.service import Service
from graph.search import Asked
from ontology.errors import QueryError

Typed = Annotated[
    str,
    Query(
        max_length=500,
        description="A number however it is typed, words with or without accents, phrases in quotation marks; "
        "the last word may be unfinished",
        examples=["8 KH UBND", "cai cach hanh chinh"],
    ),
]
Year = Annotated[int | None, Query(ge=1900, le=2200)]
Filter = Annotated[str, Query(max_length=200)]


def place_of(cursor: str | None) -> Place | None:
    """Where the page before ended."""
    if cursor is None:
        return None
    key = read_cursor(cursor)
    try:
        tier, score, id_ = key
        return min(max(int(tier), 0), 9), float(score), min(max(int(id_), 0), 2**62)
    except ValueError:
        raise QueryError(
            "Con trỏ trang không đúng; hãy lấy lại từ trang đầu.", "Not a cursor; begin at the first page."
        ) from None


def searching_router(service: Service) -> APIRouter:
    """Searching what the store holds."""
    router = versioned_router(tags=["Search"], route_class=conditional_route(service), responses=UNCHANGED)

    @router.get("/search", response_model=FoundPage, summary="Works, passages and tasks by number or words, best first")
    def found(
        q: Typed = "",
        in_: Annotated[list[Literal["work", "text", "task"]] | None, Query(alias="in", max_length=3)] = None,
        issuer: Annotated[str, Query(max_length=200, description="Words of the issuer's name")] = "",
        type: Annotated[str, Query(max_length=200, description="The type's name", examples=["Kế hoạch"])] = "",
        since: Year = None,
        until: Year = None,
        status: Literal["in_force", "not_in_force", "unknown"] | None = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Any:
        asked = Asked(
            words=q, kinds=tuple(in_ or ()), issuer=issuer, type=type, since=since, until=until, status=status
        )
        page = search(service, asked, limit=limit, after=place_of(cursor))
        last = page.hits[-1].place if page.hits else None
        return {
            "items": [hit_view(hit) for hit in page.hits],
            "next": write_cursor((str(last[0]), repr(last[1]), str(last[2]))) if page.more and last else None,
            "total": page.total,
            "loosely": page.loosely,
        }

    @router.get("/search/suggest", response_model=list[SuggestedWork], summary="Works for somebody still typing")
    def suggested(q: Typed = "", limit: Annotated[int, Query(ge=1, le=20)] = 8) -> Any:
        return [suggestion_view(hit) for hit in suggest(service, q, limit)]

    return router
