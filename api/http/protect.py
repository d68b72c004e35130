"""What every answer carries so that a browser trusts nothing it should not, and which requests are not even heard.

A strict policy (no inline script, no framing, no guests), no request under a foreign host name (a page elsewhere that
points its own name at this machine), no form sent from another site, no token in an address. The outermost layer: what
fails inside it still leaves as an answer with these headers.
"""

import ipaddress
import logging
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.tokens import SHAPE
from api.behind import listen
from api.http.access import Access, session_of
from api.http.problems import problem, wants_page
from api.web.render import Pages, language
from ontology.errors import Message as Words

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
    "Referrer-Policy": "same-origin",  # nothing goes to others; our own forms keep an Origin that can be compared
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
_HEARD = ", ".join(
    (
        "ETag",
        "Link",
        "Location",
        "Retry-After",
        "RateLimit",
        "RateLimit-Policy",
        "Cancu-Behind",
        "Cancu-Cut",
        "Cancu-Limit-Rows",
    )
)
_TOKEN_NAMES = re.compile(r"(?:^|[&?;])(?:access_)?token=", re.I)
_LOG = logging.getLogger("cancu")
_UNFORESEEN = Words("Lỗi không lường trước; xem nhật ký của máy chủ.", "Unforeseen error; see the log of the server.")


def is_served(access: Access, host: str) -> bool:
    """Whether a Host header names this server."""
    name = (host if host.endswith("]") else host.rsplit(":", 1)[0]).lower()
    if name in access.hosts:
        return True
    try:
        return access.any_address and bool(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return False


def is_foreign(scope: Scope, headers: Mapping[str, str], access: Access) -> bool:
    """A form or update that a page of another site sends, or may have sent: a browser always says where from."""
    origin = headers.get("origin")
    if scope["method"] in SAFE:
        return False
    if origin in access.origins:  # let in to read, and to write with a token of its own: never with somebody's session
        return "authorization" not in headers and session_of(scope) is not None
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    if origin is not None:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    return session_of(scope) is not None


def _carries_token(scope: Scope) -> bool:
    address = unquote(scope.get("query_string", b"").decode("latin-1")) + scope["path"]
    return bool(_TOKEN_NAMES.search(address) or SHAPE.search(address))


class Protect:
    """Around everything."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access
        self._pages = Pages()

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Why a request is not heard."""
        if not is_served(self._access, headers.get("host", "")):
            return problem(
                421, "WrongHost", Words("Tên máy chủ không được phép.", "This host name is not served here.")
            )
        if _carries_token(scope):
            words = Words(
                "Không nhận mã trong địa chỉ: địa chỉ nằm lại trong nhật ký và lịch sử. Hãy thu hồi mã ấy, và gửi mã "
                "trong “Authorization: Bearer”.",
                "A token in an address is not taken: addresses stay in logs and histories. Revoke that token, and "
                "send tokens in “Authorization: Bearer”.",
            )
            return problem(400, "TokenInAddress", words)
        if is_foreign(scope, headers, self._access):
            words = Words("Yêu cầu gửi từ trang khác bị từ chối.", "A request sent from another site is refused.")
            return problem(403, "ForeignRequest", words)
        asks_first = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        if asks_first and headers.get("origin") in self._access.origins:
            return Response(
                status_code=204,
                headers={
                    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE",
                    "Access-Control-Allow-Headers": "Authorization, Accept, Content-Type, If-Match, If-None-Match",
                    "Access-Control-Max-Age": "600",
                },
            )
        return None

    def _dress(self, scope: Scope, asked: Headers, headers: MutableHeaders) -> None:
        """Put on an answer what every one carries; what a route set itself stays."""
        path = scope["path"]
        headers.setdefault("Content-Security-Policy", EDITOR_POLICY if path == "/ask" else POLICY)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if scope["scheme"] == "https":
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if not path.startswith("/static/"):
            headers.setdefault("Cache-Control", "private, no-cache")
            headers.add_vary_header("Authorization, Cookie")
        if self._access.origins:
            headers.add_vary_header("Origin")
            if asked.get("origin") in self._access.origins:
                headers["Access-Control-Allow-Origin"] = asked["origin"]
                headers["Access-Control-Expose-Headers"] = _HEARD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # none is served, and none would be guarded
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked, begun, noted = Headers(scope=scope), False, listen()

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message.setdefault("headers", [])
                headers = MutableHeaders(scope=message)
                if noted:  # of an earlier state: nobody may keep it as what the store says now
                    headers["Cancu-Behind"] = ", ".join(sorted(noted))
                    headers["Cache-Control"] = "private, no-store"
                    del headers["ETag"]
                self._dress(scope, asked, headers)
            await send(message)

        try:
            await (self._refusal(scope, asked) or self._app)(scope, receive, dressed)
        except Exception:
            if begun:  # half an answer is no answer: the server logs it and breaks the connection
                raise
            _LOG.exception("%s %s", scope["method"], scope["path"])
            await self._unforeseen(scope)(scope, receive, dressed)

    def _unforeseen(self, scope: Scope) -> Response:
        """What is told when something failed that nobody foresaw: a page to a person, a problem to a program."""
        if wants_page(scope):
            try:
                request = Request(scope)
                return self._pages.render(
                    request, "error.html", status=500, message=_UNFORESEEN.as_dict()[language(request)]
                )
            except Exception:  # what failed may be what every page needs
                _LOG.exception("the page of the failure")
        return problem(500, "Unforeseen", _UNFORESEEN)
