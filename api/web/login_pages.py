"""Logging in: a person hands over a token once and gets a session; the trail of writes for administrators.

The session's cookie cannot be read by scripts, is sent by no other site, and over https never goes without it. It
refuses to send anybody on to an address outside this server.
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.access.roles import acting_as
from api.access.words import ACTION_NAMES, entry_words
from api.http.access import Access, session_cookie, session_of
from api.web.draft_pages import OWNER
from api.web.render import Pages, language
from api.words import pick

_SHOWN = 200


def local_address(words: str) -> str:
    """Where to go after logging in: a path of this server, or its first page."""
    parts = urlsplit(words)
    plain = words.startswith("/") and not words.startswith("//") and "\\" not in words and words.isprintable()
    return words if plain and not parts.netloc and not parts.scheme else "/"


def login_router(pages: Pages, access: Access) -> APIRouter:
    """The pages about who is here."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    def form(request: Request, back: Annotated[str, Query(max_length=4000)] = "/") -> HTMLResponse:
        return pages.render(request, "login.html", back=local_address(back), message="")

    @router.post("/login", response_model=None)
    def login(
        request: Request,
        token: Annotated[str, Form(max_length=200)],
        back: Annotated[str, Form(max_length=4000)] = "/",
    ) -> HTMLResponse | RedirectResponse:
        found = access.tokens.find_secret(token.strip()) if access.tokens else None
        if found is None:
            if access.trail:
                access.trail.add("login", "refused", {})
            said = pick(
                language(request),
                "Mã không đúng, đã hết hạn hoặc đã bị thu hồi.",
                "The token is not valid, has expired or was revoked.",
            )
            answer = pages.render(request, "login.html", status=401, back=local_address(back), message=said)
            answer.headers["WWW-Authenticate"] = 'Bearer realm="cancu"'
            return answer
        if access.trail:
            with acting_as(found.actor()):
                access.trail.add("login", "done", {})
        if old := session_of(request.scope):
            access.sessions.end(old)
        there = RedirectResponse(local_address(back), status_code=303)
        there.set_cookie(
            session_cookie(request.scope),
            access.sessions.begin(found.id),
            max_age=int(access.sessions.seconds),
            path="/",
            httponly=True,
            samesite="strict",
            secure=request.scope["scheme"] == "https",
        )
        return there

    @router.post("/logout")
    def logout(request: Request) -> RedirectResponse:
        if session := session_of(request.scope):
            access.sessions.end(session)
        there = RedirectResponse("/login", status_code=303)
        secure = request.scope["scheme"] == "https"
        for name in (session_cookie(request.scope), OWNER):  # drafts of one person are not the next one's
            there.delete_cookie(name, path="/", httponly=True, samesite="strict", secure=secure)
        return there

    @router.get("/audit")
    def audit(request: Request, action: str = "", who: str = "") -> HTMLResponse:
        entries = access.trail.entries(_SHOWN, action=action or None, who=who or None) if access.trail else []
        lang = language(request)
        return pages.render(
            request,
            "audit.html",
            entries=[entry_words(e, lang) for e in entries],
            actions=[(name, words.as_dict()[lang]) for name, words in ACTION_NAMES.items()],
            action=action,
            who=who,
        )

    return router
