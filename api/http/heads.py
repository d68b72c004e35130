"""HEAD wherever there is GET: the same answer without its body, as HTTP asks of every server.

The routes know GET only. The innermost layer: whoever guards the doors still sees that a HEAD came.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEAD = "cancu.head"


def asks_headers_only(scope: Scope) -> bool:
    """Whether the body of the answer goes nowhere, for a route whose body is a work."""
    return bool(scope.get(_HEAD))


class HeadAsGet:
    """Routes see a GET, the client its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def headers_only(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app({**scope, "method": "GET", _HEAD: True}, receive, headers_only)
