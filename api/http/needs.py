"""What each route asks of its caller: one table beside the routes.

A row is a method, a path as the routes write it, the least role (None: everybody, also without a token), what kind of
costly work it is, and whether files are sent to it. A read without a row needs a reader; a write without a row needs an
administrator, so that a forgotten row closes a door and never opens one. The paths are matched by the router's own
patterns, so that no spelling is one path here and another there.
"""

from dataclasses import dataclass
from functools import lru_cache
from re import Pattern
from typing import Literal

from starlette.routing import compile_path

from api.access.roles import Role

Cost = Literal["check", "load", "sparql", "search", "picture", "login"]
READS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One row."""

    method: str
    path: str
    role: Role | None
    cost: Cost | None = None
    files: bool = False


def _row(method: str, path: str, role: Role | None, cost: Cost | None = None, *, files: bool = False) -> Need:
    return Need(method=method, path=path, role=role, cost=cost, files=files)


_R, _REVIEWER, _LOADER, _ADMIN = Role.reader, Role.reviewer, Role.loader, Role.administrator
NEEDS: tuple[Need, ...] = (
    # everybody
    _row("GET", "/static/{path:path}", None),
    _row("GET", "/api/v1/health", None),
    _row("GET", "/problems/{kind}", None),  # who is refused may read why
    _row("GET", "/login", None),
    _row("POST", "/login", None, "login"),
    _row("POST", "/logout", None),
    # reading that costs
    _row("POST", "/check", _R, "check", files=True),
    _row("POST", "/draft/{id_}/forget", _R),
    _row("POST", "/api/v1/check", _R, "check", files=True),
    _row("GET", "/sparql", _R, "sparql"),
    _row("POST", "/sparql", _R, "sparql"),  # an update asks for more, in the endpoint itself
    _row("GET", "/graph-store", _R, "sparql"),
    _row("GET", "/own/{name:path}", _R, "sparql"),
    _row("GET", "/ask", _R, "sparql"),
    _row("GET", "/ask.{form}", _R, "sparql"),
    _row("GET", "/api/v1/queries/{name}", _R, "sparql"),
    _row("GET", "/search", _R, "search"),
    _row("GET", "/cite", _R, "search"),
    _row("GET", "/api/v1/search", _R, "search"),
    _row("GET", "/api/v1/search/suggest", _R, "search"),
    _row("GET", "/reconcile", _R, "search"),
    _row("GET", "/reconcile/suggest/entity", _R, "search"),
    _row("POST", "/reconcile", _R, "search"),
    _row("GET", "/lineage", _R, "picture"),
    _row("GET", "/relied-on", _R, "picture"),
    _row("GET", "/api/v1/lineage", _R, "picture"),
    *(
        _row("GET", before + path, _R, "picture")
        for before, path in (
            ("", "/board"),
            ("", "/coverage"),
            ("", "/coverage.xlsx"),
            ("", "/coverage.docx"),
            ("", "/compare"),
            ("/api/v1", "/board"),
            ("/api/v1", "/compare"),
            ("/api/v1", "/impact"),
            ("/api/v1", "/relied-on"),
            ("/api/v1", "/register/audit"),
        )
    ),
    _row("POST", "/mark", _R),
    # deciding
    _row("POST", "/views", _REVIEWER),
    _row("POST", "/views/delete", _REVIEWER),
    _row("POST", "/review", _REVIEWER),
    _row("POST", "/api/v1/reviews", _REVIEWER),
    _row("POST", "/rules", _REVIEWER),
    _row("POST", "/rules/withdraw", _REVIEWER),
    _row("POST", "/api/v1/rules", _REVIEWER),
    _row("DELETE", "/api/v1/rules/{rule}", _REVIEWER),
    # changing what is loaded
    _row("GET", "/load", _LOADER),
    _row("POST", "/load", _LOADER, "load", files=True),
    _row("POST", "/unload", _LOADER),
    _row("DELETE", "/api/v1/document", _LOADER),
    _row("GET", "/load/{job}", _LOADER),
    _row("GET", "/load/{job}/stage", _LOADER),
    _row("GET", "/register", _LOADER),
    _row("GET", "/register/work/{id_}", _LOADER),
    _row("GET", "/register/work/{id_}/stage", _LOADER),
    _row("POST", "/register", _LOADER, "load", files=True),
    _row("POST", "/register/propose", _LOADER, "load", files=True),
    _row("POST", "/register/decide", _LOADER),
    _row("POST", "/register/undo", _LOADER),
    _row("POST", "/api/v1/load", _LOADER, "load", files=True),
    _row("POST", "/api/v1/register", _LOADER, "load", files=True),
    *(
        _row(method, path, _LOADER, "sparql", files=True)
        for method in ("PUT", "POST", "DELETE")
        for path in ("/graph-store", "/own/{name:path}")
    ),
    # who did what
    _row("GET", "/audit", _ADMIN),
    _row("GET", "/api/v1/audit", _ADMIN),
)
_UNLISTED_READ = _row("GET", "*", Role.reader)
UNLISTED_WRITE = _row("*", "*", Role.administrator)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Pattern[str], Need], ...]:
    return tuple((compile_path(need.path)[0], need) for need in NEEDS)


def need_of(method: str, path: str) -> Need:
    """What a request needs. `path` is the decoded one, which the router matches too."""
    asked = "GET" if method in READS else method
    for pattern, need in _compiled():
        if need.method == asked and pattern.match(path):
            return need
    return _UNLISTED_READ if asked == "GET" else UNLISTED_WRITE
