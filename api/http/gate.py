"""Who comes in: every request is identified, its role compared with what the route needs, costly work counted, and
the size of what is sent bounded, before any route is asked.

On a machine of one person without tokens everybody is that person. It refuses to guess: a token that is not valid is
not replaced by the session beside it, and a proxy in front of a server without tokens is told to get some.
"""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.roles import ROLE_NAMES, Actor, Role, acting_as, local_user
from api.http.access import Access
from api.http.needs import UNLISTED_WRITE, Need, need_of
from api.http.problems import allowed_methods, problem, wants_page
from api.http.rates import Allowance
from api.web.render import Pages, language
from ontology.errors import CancuError
from ontology.errors import Message as Words

_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")
_NO_TOKEN = Words(
    "Cần mã truy cập: gửi trong “Authorization: Bearer”, hoặc đăng nhập ở /login.",
    "A token is needed: send it in “Authorization: Bearer”, or log in at /login.",
)
_BAD_TOKEN = Words(
    "Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi.", "The token is not valid, has expired or was revoked."
)
_NO_LIST = Words("Danh sách mã truy cập không đọc được.", "The list of tokens cannot be read.")
_BEHIND_PROXY = Words(
    "Máy chủ đứng sau một máy chủ trung gian nên cần mã truy cập. Hãy tạo mã: cancu token create.",
    "A server behind a proxy needs tokens. Make one: cancu token create.",
)


def caller_of(scope: Scope, actor: Actor | None) -> str:
    """Whose bucket costly work is taken from: the token's, else the address's."""
    return f"token {actor.token}" if actor and actor.token else f"address {(scope.get('client') or ('local',))[0]}"


class Gate:
    """Before the routes."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access
        self._pages = Pages()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        need = need_of(scope["method"], scope["path"])
        try:
            closed = self._access.closed()
            actor = self._access.actor_of(scope) if closed else local_user()
        except CancuError:
            await problem(503, "NoTokens", _NO_LIST)(scope, receive, send)
            return
        who = actor or Actor(name="?", role=Role.reader)  # nobody, on a route for everybody
        scope.setdefault("state", {}).update(actor=who, closed=closed, known=actor is not None)
        refused = self._refusal(scope, need, actor, closed)
        counted = self._count(scope, need, actor, closed) if refused is None else None
        if refused is None and counted is not None and not counted.allowed:
            refused = self._too_often(scope, counted)
        bound = self._access.file_bytes if need.files else self._access.plain_bytes
        if refused is None and _length(scope) > bound:
            refused = problem(413, "TooLarge", _too_large(bound))
        if refused is not None:
            refused.headers.setdefault("Cache-Control", "no-store")
            await refused(scope, receive, send)
            return
        told = counted.headers() if counted else {}
        with acting_as(who):
            await self._app(scope, _bounded(receive, bound), _telling(send, told))

    # -------------------------------------------------------------- refusing

    def _refusal(self, scope: Scope, need: Need, actor: Actor | None, closed: bool) -> Response | None:
        headers = Headers(scope=scope)
        if not closed and any(name in headers for name in _FORWARDED):
            return problem(401, "ProxyWithoutTokens", _BEHIND_PROXY)
        if need.role is None:
            return None
        if actor is None:
            return self._unknown(scope, "authorization" in headers)
        if actor.role < need.role and not _is_nobodys(scope, need):
            return self._too_low(scope, actor, need.role)
        return None

    def _unknown(self, scope: Scope, said: bool) -> Response:
        """401: nobody we know. Wrong tokens are counted by address, so that guessing is not for free."""
        if said:
            counted = self._access.rates.take("login", caller_of(scope, None))
            if counted is not None and not counted.allowed:
                return self._too_often(scope, counted)
        words = _BAD_TOKEN if said else _NO_TOKEN
        if wants_page(scope) and not said:
            request = Request(scope)
            back = f"{scope['path']}?{request.url.query}" if request.url.query else scope["path"]
            answer: Response = self._pages.render(
                request, "login.html", status=401, back=back if scope["method"] == "GET" else "/", message=""
            )
        else:
            answer = problem(401, "NoToken", words)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="cancu"' + (', error="invalid_token"' if said else "")
        return answer

    def _too_low(self, scope: Scope, actor: Actor, needed: Role) -> Response:
        """403: known, and may not."""
        has, wants = ROLE_NAMES[actor.role], ROLE_NAMES[needed]
        words = Words(
            f"Việc này cần vai {wants.vi}; mã “{actor.name}” có vai {has.vi}.",
            f"This needs the role {wants.en}; the token “{actor.name}” has the role {has.en}.",
        )
        answer = self._page(scope, 403, words) or problem(403, "AccessError", words)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="cancu", error="insufficient_scope"'
        return answer

    def _too_often(self, scope: Scope, counted: Allowance) -> Response:
        """429: later."""
        words = Words(
            f"Quá nhiều yêu cầu: nhiều nhất {counted.quota} mỗi phút. Hãy thử lại sau {counted.seconds} giây.",
            f"Too many requests: {counted.quota} a minute at most. Try again in {counted.seconds} s.",
        )
        answer = self._page(scope, 429, words) or problem(429, "TooOften", words)
        answer.headers.update(counted.headers())
        return answer

    def _page(self, scope: Scope, status: int, words: Words) -> Response | None:
        if not wants_page(scope):
            return None
        request = Request(scope)
        return self._pages.render(request, "error.html", status=status, message=words.as_dict()[language(request)])

    def _count(self, scope: Scope, need: Need, actor: Actor | None, closed: bool) -> Allowance | None:
        if need.cost is None or not (closed or self._access.rates_when_open):
            return None
        return self._access.rates.take(need.cost, caller_of(scope, None if need.cost == "login" else actor))


def _is_nobodys(scope: Scope, need: Need) -> bool:
    """A write that no route takes: no role would help, and the router says so. What is mounted stays shut."""
    if need is not UNLISTED_WRITE:
        return False
    mounted = any(isinstance(r, Mount) and r.path_regex.match(scope["path"]) for r in scope["app"].routes)
    return not mounted and scope["method"] not in allowed_methods(scope["app"], scope["path"])


def _length(scope: Scope) -> int:
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isdigit() else 0


def _too_large(bound: int) -> Words:
    shown = f"{bound:,}"
    return Words(f"Yêu cầu lớn hơn {shown.replace(',', '.')} byte.", f"The request is larger than {shown} bytes.")


def _bounded(receive: Receive, bound: int) -> Receive:
    """What is sent, up to a bound, whatever its length was said to be."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > bound:
            raise HTTPException(413, _too_large(bound).en)
        return message

    return counted


def _telling(send: Send, told: dict[str, str]) -> Send:
    """The answer with more headers."""
    if not told:
        return send
    extra = [(name.lower().encode(), value.encode()) for name, value in told.items()]

    async def telling(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *extra]}
        await send(message)

    return telling
