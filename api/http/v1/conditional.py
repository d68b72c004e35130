"""What every read of the API shares: conditional requests, and the errors it may answer.

The tag names the store's published state, the day (what is outdated depends on it), the address and the form asked
for; a client that still has that state gets 304 and no work is done. A store that others write to directly has no tag.
What does not come from the store is tagged by its content.
"""

import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from api.http.access import requesting
from api.schemas import Problem
from api.service import Service
from api.words import program_version

_SAID = {
    400: "A value is wrong", 401: "A token is needed",
    403: "Not allowed", 404: "Nothing carries this name", 409: "Several things carry this name",
    413: "Too large", 415: "Not a kind of file that is read", 421: "Not this server's name",
    422: "The request or the file cannot be read", 429: "Too often; try again later", 500: "The store has failed",
    503: "Busy; try again later",
}  # fmt: skip
# By reference, not by model: a model is made anew for each status of each route, which costs a server's start.
_TOLD = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": _TOLD} for status, said in _SAID.items()
}
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Unchanged since the tag in If-None-Match"}}


def tag_of(service: Service, request: Request) -> str | None:
    """The weak tag of what this address now answers."""
    state = service.state()
    if state is None:
        return None
    wanted = (request.headers.get("accept", ""), request.cookies.get("lang", ""), str(requesting(request.scope)))
    parts = (state, dt.date.today().isoformat(), program_version(), str(request.url), *wanted)
    return 'W/"' + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24] + '"'


def _matches(header: str, tag: str) -> bool:
    strong = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == strong for one in header.split(","))


def _always(_: Request) -> bool:
    return True


def conditional_route(service: Service, holds: Callable[[Request], bool] = _always) -> type[APIRoute]:
    """A route that answers 304 to a client that has this state already; of requests whose answer `holds` as long as
    the state does."""

    class Conditional(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
            answer = super().get_route_handler()

            async def handle(request: Request) -> Response:
                tag = tag_of(service, request) if request.method in ("GET", "HEAD") and holds(request) else None
                headers = {"ETag": tag, "Cache-Control": "private, no-cache"} if tag else {}
                if tag and _matches(request.headers.get("if-none-match", ""), tag):
                    return Response(status_code=304, headers=headers)
                response = await answer(request)
                if response.status_code == 200 and request.headers.get("if-none-match", "").strip() == "*":
                    return Response(status_code=304, headers=headers)  # whatever is here is had already
                if response.status_code == 200:
                    response.headers.update(headers)
                return response

            return handle

    return Conditional


class HashedRoute(APIRoute):
    """A route whose answers are tagged by what they say: of the server itself, not of the store."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            response = await answer(request)
            whole = request.method == "GET" and not isinstance(response, StreamingResponse)
            if not whole or response.status_code != 200:
                return response
            tag = '"' + hashlib.sha256(response.body).hexdigest()[:24] + '"'
            caching = response.headers.get("cache-control", "private, no-cache")
            wanted = request.headers.get("if-none-match", "").strip()
            if wanted == "*" or _matches(wanted, tag):
                return Response(status_code=304, headers={"ETag": tag, "Cache-Control": caching})
            response.headers.update({"ETag": tag, "Cache-Control": caching})
            return response

        return handle
