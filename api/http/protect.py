"""What every answer carries so that a browser trusts nothing it should not, and which requests are not even heard.

A strict policy (no inline script, no framing, no guests), no request under a foreign host name (a page elsewhere that
points its own name at this machine), and no form sent from another site.
"""

from collections.abc import Awaitable, Callable, Sequence

from fastapi import FastAPI, Request, Response

from api.http.problems import problem
from ontology.errors import Message

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# The editor of SPARQL sets styles on its own elements as it works; scripts stay as strict as everywhere.
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "testserver")


def _host(request: Request) -> str:
    host = request.headers.get("host", "")
    return host if host.endswith("]") else host.rsplit(":", 1)[0]


def _foreign(request: Request) -> bool:
    """A form or update that a page of another site sends."""
    return request.method not in ("GET", "HEAD", "OPTIONS") and request.headers.get("sec-fetch-site", "none") in (
        "cross-site",
        "same-site",
    )


def add_protections(app: FastAPI, hosts: Sequence[str] = LOOPBACK) -> None:
    """Security headers on every answer; one that a route sets itself stays."""

    @app.middleware("http")
    async def protect(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if _host(request) not in hosts:
            message = Message("Tên máy chủ không được phép.", "This host name is not served here.")
            response: Response = problem(421, "WrongHost", message)
        elif _foreign(request):
            message = Message("Yêu cầu gửi từ trang khác bị từ chối.", "A request sent from another site is refused.")
            response = problem(403, "ForeignRequest", message)
        else:
            response = await call_next(request)
        policy = EDITOR_POLICY if request.url.path == "/ask" else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
