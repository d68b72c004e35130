"""How the server is entered: under which names, from which sites, with which tokens, how often, with how much.

One value that `create_app` receives, so that a test can open or close the server as it likes; `cancu serve` makes it
from the settings. The default is a machine of one person: loopback names, no token, no counting.
"""

from dataclasses import dataclass, field
from typing import cast

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from api.access.roles import Actor, Role, local_user
from api.access.sessions import Sessions
from api.access.tokens import TokenBook
from api.access.trail import Trail
from api.http.rates import Rates

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SESSION_COOKIE = "cancu_session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The rules of entering."""

    tokens: TokenBook | None = None
    always: bool = False  # tokens are asked for even where none was ever made
    sessions: Sessions = field(default_factory=Sessions)
    trail: Trail | None = None
    hosts: tuple[str, ...] = (*LOOPBACK, "testserver")
    any_address: bool = False  # a plain IP address is taken for a host name: no foreign page can point its name at one
    origins: tuple[str, ...] = ()
    rates: Rates = field(default_factory=lambda: Rates({}))
    rates_when_open: bool = False
    plain_bytes: int = 2_000_000
    file_bytes: int = 500_000_000

    def closed(self) -> bool:
        """Whether everybody needs a token. Once a token was made, that stays so."""
        return self.always or (self.tokens is not None and self.tokens.used())

    def actor_of(self, scope: Scope) -> Actor | None:
        """Who sends this request; None when nobody the server knows."""
        headers = Headers(scope=scope)
        said = headers.get("authorization")
        if said is not None:
            scheme, _, secret = said.partition(" ")
            found = self.tokens.find_secret(secret.strip()) if self.tokens and scheme.lower() == "bearer" else None
            return found.actor() if found else None
        session = session_of(scope)
        id_ = self.sessions.token_of(session) if session else None
        found = self.tokens.find(id_) if self.tokens and id_ else None
        return found.actor() if found else None


def session_cookie(scope: Scope) -> str:
    """The cookie's name: over https one that no other host can set."""
    return ("__Host-" if scope["scheme"] == "https" else "") + SESSION_COOKIE


def session_of(scope: Scope) -> str | None:
    """The session that the browser sends along."""
    header = Headers(scope=scope).get("cookie")
    return cookie_parser(header).get(session_cookie(scope)) if header else None


def requesting(scope: Scope) -> Actor:
    """Who sends the request that is being answered; a person at this machine where no gate stands."""
    return cast(Actor, scope.get("state", {}).get("actor")) or local_user()


def may_update(scope: Scope) -> bool:
    """Whether this request may write by SPARQL: with a token of a loader, never without one."""
    actor = requesting(scope)
    return actor.token is not None and actor.role >= Role.loader
