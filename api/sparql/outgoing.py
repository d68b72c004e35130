"""Documents on their way out, each made in a thread of its own, piece after piece as the client takes them.

The engine's cursors live and die in one thread, and a slow client must hold neither memory nor a thread of the pages. A
document that is small is sent at once, with its length. It refuses when too many are on their way and stay so.
"""

import asyncio
import contextvars
import threading
import time
import weakref
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.responses import Response, StreamingResponse

from api.sparql.runner import QueryBusy

_MOST = 4
_PATIENCE = 20.0  # seconds for one of the others to end
_AT_ONCE = 1_000_000  # bytes

Pieces = Generator[bytes, None, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is to be sent: its pieces, made when they are taken."""

    media: str
    headers: Mapping[str, str]
    pieces: Pieces


class Outgoing:
    """All that are on their way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open = 0

    async def answer(self, begin: Callable[[], Response | Document]) -> Response:
        """What `begin` answers; it runs in the thread that makes the pieces too."""
        await self._take_place()
        hand = ThreadPoolExecutor(1, thread_name_prefix="graph")
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(hand, contextvars.copy_context().run, begin)
            if isinstance(found, Response):
                self._leave(hand, None)
                return found
            first, ended = await loop.run_in_executor(hand, _gather, found.pieces)
        except BaseException:
            self._leave(hand, None)
            raise
        if ended:
            self._leave(hand, None)
            return Response(first, media_type=found.media, headers=dict(found.headers))
        rest = _Rest(first, found.pieces, hand)
        rest.end = weakref.finalize(rest, self._leave, hand, found.pieces)  # also when the client is gone
        rest.end.atexit = False
        return StreamingResponse(rest, media_type=found.media, headers=dict(found.headers))

    async def _take_place(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            with self._lock:
                if self._open < _MOST:
                    self._open += 1
                    return
            if time.monotonic() > until:
                raise QueryBusy(
                    "Máy chủ đang gửi nhiều đồ thị khác. Hãy thử lại sau.",
                    "The server is sending many other graphs. Try again later.",
                )
            await asyncio.sleep(0.05)

    def _leave(self, hand: ThreadPoolExecutor, pieces: Pieces | None) -> None:
        if pieces is not None:
            hand.submit(pieces.close)
        hand.shutdown(wait=False)
        with self._lock:
            self._open -= 1


class _Rest:
    """The document from its first pieces on."""

    end: "weakref.finalize[..., _Rest]"

    def __init__(self, first: bytes, pieces: Pieces, hand: ThreadPoolExecutor) -> None:
        self._first, self._pieces, self._hand = first, pieces, hand

    def __aiter__(self) -> "_Rest":
        return self

    async def __anext__(self) -> bytes:
        if first := self._first:
            self._first = b""
            return first
        piece, ended = await asyncio.get_running_loop().run_in_executor(self._hand, _gather, self._pieces)
        if ended and not piece:
            self.end()
            raise StopAsyncIteration
        return piece


def _gather(pieces: Pieces) -> tuple[bytes, bool]:
    """So many pieces as are sent at once, and whether they were the last."""
    gathered = bytearray()
    for piece in pieces:
        gathered += piece
        if len(gathered) >= _AT_ONCE:
            return bytes(gathered), False
    return bytes(gathered), True
