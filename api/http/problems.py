"""Errors as RFC 9457 problem details, in both languages: the one place where an error class becomes a status code.

A person in a browser gets the same words as a page.
"""

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send

from api.http.field_errors import describe_errors, say_errors
from api.http.problem_types import PROBLEM_TYPES, type_of
from api.settings import setting
from api.sparql.negotiate import choose_type
from api.web.render import Pages, language
from ontology.errors import (
    AccessError,
    CancuError,
    ChangedMeanwhile,
    LoadError,
    Message,
    NotFound,
    NotUnique,
    QueryError,
    RegisterError,
    SettingError,
    StoreBusy,
    StoreError,
    StoreOutdated,
    TooLarge,
    UnsupportedFile,
)

# The first class that fits decides.
STATUS: tuple[tuple[type[CancuError], int], ...] = (
    (TooLarge, 413),
    (UnsupportedFile, 415),
    (LoadError, 422),
    (QueryError, 400),
    (RegisterError, 422),
    (NotUnique, 409),
    (NotFound, 404),
    (ChangedMeanwhile, 412),
    (AccessError, 403),
    (SettingError, 400),
    (StoreBusy, 503),
    (StoreOutdated, 503),
    (StoreError, 500),
)


_SAID = {
    404: "Không có địa chỉ này.",
    405: "Địa chỉ này không nhận phương thức ấy.",
    413: "Yêu cầu quá lớn.",
}


_REGION = re.compile(r"^([a-z]{2})-[a-z0-9-]+")  # English of wherever is English
_FOR_PROGRAMS = ("/api/", "/sparql", "/graph-store", "/.well-known/")


def wants_page(scope: Scope) -> bool:
    """Whether a person in a browser asks."""
    if scope["path"].startswith(_FOR_PROGRAMS):
        return False
    accept = Headers(scope=scope).get("accept")
    return choose_type(accept, ("application/problem+json", "text/html")) == "text/html"


def allowed_methods(app: FastAPI, path: str) -> list[str]:
    """Every method that an address takes, whichever of its routes takes it."""
    found: set[str] = set()
    for route in app.routes:
        parts: Any = route.effective_route_contexts() if hasattr(route, "effective_route_contexts") else [route]
        for part in parts:
            methods = getattr(part, "methods", None)
            if methods and compile_path(part.path)[0].match(path):
                found.update(methods)
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def status_of(error: CancuError) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


class ProblemResponse(JSONResponse):
    """A problem document, whose `title` and `detail` are in the language of whoever asks: Vietnamese (or the setting's)
    unless Accept-Language wants English more."""

    media_type = "application/problem+json"

    def __init__(self, status: int, kind: str, message: Message, extra: Mapping[str, object]) -> None:
        title, words = PROBLEM_TYPES[kind].title.as_dict(), message.as_dict()
        self._told = {
            lang: {
                "type": f"/problems/{kind}", "title": title[lang], "status": status, "detail": words[lang],
                "message": words, **extra,
            }
            for lang in words
        }  # fmt: skip
        super().__init__(self._told["vi"], status, {"Retry-After": "5"} if status == 503 else None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        lang = asked_language(Headers(scope=scope).get("accept-language"))
        self.body = self.render(self._told[lang])
        self.headers["Content-Length"] = str(len(self.body))
        self.headers["Content-Language"] = lang
        self.headers.add_vary_header("Accept-Language")
        await super().__call__(scope, receive, send)


def asked_language(accept: str | None) -> str:
    """The language that a program wants: of Accept-Language, else of the setting.

    >>> asked_language("en-GB, vi;q=0.5"), asked_language("fr, vi;q=0.5, en;q=0.1")
    ('en', 'vi')
    """
    own = "en" if setting("lang") == "en" else "vi"
    named = ",".join(_REGION.sub(r"\1", part.strip()) for part in (accept or "").lower().split(","))
    return choose_type(named, (own, "vi" if own == "en" else "en")) or own


def problem(status: int, kind: str, message: Message, **extra: object) -> ProblemResponse:
    """One problem document."""
    return ProblemResponse(status, kind, message, extra)


def add_problem_handlers(app: FastAPI) -> None:
    """Every error that leaves a route becomes a problem document."""

    pages = Pages()

    def tell(request: Request, status: int, kind: str, message: Message, **extra: object) -> Response:
        answer = problem(status, kind, message, **extra)
        if not wants_page(request.scope):
            return answer
        page = pages.render(request, "error.html", status=status, message=message.as_dict()[language(request)])
        if later := answer.headers.get("retry-after"):
            page.headers["Retry-After"] = later
        page.headers["Vary"] = "Accept, Cookie"
        return page

    @app.exception_handler(CancuError)
    def of_cancu(request: Request, error: CancuError) -> Response:
        return tell(request, status_of(error), type_of(error), error.message)

    @app.exception_handler(RequestValidationError)
    def of_validation(request: Request, error: RequestValidationError) -> Response:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        unread = any(e["loc"] == ("body",) and e["type"] == "model_attributes_type" for e in error.errors())
        if unread and media and media != "application/json" and not media.endswith("+json"):
            wanted = Message(
                f"Không nhận loại nội dung “{media}”; hãy gửi application/json.",
                f"Content type “{media}” is not taken; send application/json.",
            )
            return tell(request, 415, "WrongMediaType", wanted)
        places = describe_errors(error.errors())
        if wants_page(request.scope):  # which shows no list of errors: each is said
            return tell(request, 422, "InvalidRequest", say_errors(error.errors()))
        message = Message(
            "Yêu cầu không đúng mẫu; xem “errors”.", "The request is not of the form expected; see “errors”."
        )
        return tell(request, 422, "InvalidRequest", message, errors=places)

    @app.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        vi = _SAID.get(error.status_code, f"Không thực hiện được ({error.status_code}).")
        message = Message(vi, str(error.detail))
        answer = tell(request, error.status_code, "Http", message)
        answer.headers.update(error.headers or {})
        if error.status_code == 405:  # the router names the methods of one route only
            answer.headers["Allow"] = ", ".join(allowed_methods(app, request.url.path))
        return answer
