"""What each type of problem means (RFC 9457): its fixed title and what to make of it, in both languages.

The `type` of an error is an address of this server; opened, it tells what stands here: a page for people, JSON for
programs, for everybody, because who is refused must be able to read why. A type without a row is a type that no error
may carry.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.sparql.negotiate import choose_type
from api.web.render import Pages
from ontology.errors import Message, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemType:
    """One row. `status` is the usual one."""

    status: int
    title: Message
    meaning: Message


def _read_types() -> dict[str, ProblemType]:
    rows = tomllib.loads((files("api.http") / "problem_types.toml").read_text(encoding="utf-8"))
    return {
        name: ProblemType(status=row["status"], title=Message(**row["title"]), meaning=Message(**row["meaning"]))
        for name, row in rows.items()
    }


PROBLEM_TYPES: Mapping[str, ProblemType] = _read_types()


def type_of(error: Exception) -> str:
    """The type an error is told as: its own class's, or the nearest above it."""
    return next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in PROBLEM_TYPES), "Unforeseen")


def problem_types_router(pages: Pages) -> APIRouter:
    """The types, opened."""
    router = APIRouter(include_in_schema=False)

    @router.get("/problems/{kind}")
    def problem_type(request: Request, kind: str) -> Response:
        row = PROBLEM_TYPES.get(kind)
        if row is None:
            raise NotFound(f"Không có loại lỗi “{kind}”.", f"There is no type of problem “{kind}”.")
        if choose_type(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
            page = pages.render(request, "problem.html", row=row)
            page.headers["Vary"] = "Accept, Cookie"
            return page
        told = {"type": f"/problems/{kind}", "status": row.status}
        words = {"title": row.title.as_dict(), "meaning": row.meaning.as_dict()}
        return JSONResponse(told | words, headers={"Vary": "Accept"})

    return router
