"""Errors as RFC 9457 problem details, in both languages: the one place where an error class becomes a status code."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

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
    (StoreError, 500),
)


_SAID = {
    404: "Không có địa chỉ này.",
    405: "Địa chỉ này không nhận phương thức ấy.",
    413: "Yêu cầu quá lớn.",
}


def status_of(error: CancuError) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def problem(status: int, kind: str, message: Message, **extra: object) -> JSONResponse:
    """One problem document."""
    body = {
        "type": f"/problems/{kind}",
        "title": message.en,
        "status": status,
        "detail": message.vi,
        "message": message.as_dict(),
        **extra,
    }
    headers = {"Retry-After": "5"} if status == 503 else None
    return JSONResponse(body, status_code=status, media_type="application/problem+json", headers=headers)


def add_problem_handlers(app: FastAPI) -> None:
    """Every error that leaves a route becomes a problem document."""

    @app.exception_handler(CancuError)
    def of_cancu(_request: Request, error: CancuError) -> JSONResponse:
        return problem(status_of(error), type(error).__name__, error.message)

    @app.exception_handler(RequestValidationError)
    def of_validation(_request: Request, error: RequestValidationError) -> JSONResponse:
        places = [{"in": [str(p) for p in e["loc"]], "why": e["msg"]} for e in error.errors()]
        message = Message(
            "Yêu cầu không đúng mẫu; xem “errors”.", "The request is not of the form expected; see “errors”."
        )
        return problem(422, "InvalidRequest", message, errors=places)

    @app.exception_handler(HTTPException)
    def of_http(_request: Request, error: HTTPException) -> JSONResponse:
        vi = _SAID.get(error.status_code, f"Không thực hiện được ({error.status_code}).")
        message = Message(vi, str(error.detail))
        answer = problem(error.status_code, "Http", message)
        answer.headers.update(error.headers or {})  # 405 must say what is allowed
        return answer
