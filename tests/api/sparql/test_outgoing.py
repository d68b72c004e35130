"""Documents on their way out: whole, from one thread, and no place is lost with a client that is gone."""

import asyncio
import gc
import threading
from collections.abc import Callable, Generator

import pytest
from starlette.responses import Response, StreamingResponse

from api.sparql import outgoing
from api.sparql.outgoing import Document, Outgoing
from api.sparql.runner import QueryBusy


def counted(pieces: int, threads: list[int]) -> Generator[bytes, None, None]:
    """Numbered pieces; the threads that made them, and at last the one that ended it, are noted."""
    try:
        for number in range(pieces):
            threads.append(threading.get_ident())
            yield b"%d;" % number
    finally:
        threads.append(threading.get_ident())


def document(pieces: int, threads: list[int]) -> Callable[[], Document]:
    return lambda: Document(media="text/plain", headers={"ETag": '"x"'}, pieces=counted(pieces, threads))


async def body_of(answer: Response) -> bytes:
    if isinstance(answer, StreamingResponse):
        return b"".join([bytes(piece) async for piece in answer.body_iterator])  # type: ignore[arg-type]
    return bytes(answer.body)


@pytest.mark.parametrize("pieces", [0, 1, 3, 4, 5, 40])
def test_a_document_is_sent_whole_and_from_one_thread(monkeypatch: pytest.MonkeyPatch, pieces: int) -> None:
    monkeypatch.setattr(outgoing, "_AT_ONCE", 8)
    threads: list[int] = []

    async def run() -> bytes:
        way = Outgoing()
        for _ in range(20):  # more than there are places
            threads.clear()
            answer = await way.answer(document(pieces, threads))
            assert answer.headers["etag"] == '"x"'
            assert isinstance(answer, StreamingResponse) == (pieces >= 4)
            found = await body_of(answer)
        return found

    assert asyncio.run(run()) == b"".join(b"%d;" % n for n in range(pieces))
    assert len(threads) == pieces + 1
    assert len(set(threads) - {threading.get_ident()}) == len(set(threads)) == 1


def test_what_is_refused_frees_its_place() -> None:
    def refuse() -> Response:
        raise KeyError("x")

    async def run() -> None:
        way = Outgoing()
        for _ in range(20):
            with pytest.raises(KeyError):
                await way.answer(refuse)
            assert (await way.answer(lambda: Response(status_code=304))).status_code == 304

    asyncio.run(run())


def test_a_client_that_goes_away_frees_its_place_and_one_that_stays_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "_AT_ONCE", 8)
    monkeypatch.setattr(outgoing, "_PATIENCE", 0.2)
    threads: list[int] = []

    async def run() -> None:
        way = Outgoing()
        kept = [await way.answer(document(40, threads)) for _ in range(outgoing._MOST)]
        with pytest.raises(QueryBusy):
            await way.answer(document(1, []))
        begun = kept.pop()
        assert isinstance(begun, StreamingResponse)
        assert await anext(begun.body_iterator) == b"0;1;2;3;"  # type: ignore[call-overload]
        before = len(threads)
        del begun
        gc.collect()
        assert await body_of(await way.answer(document(1, []))) == b"0;"
        assert len(threads) == before + 1
        assert threads[-1] in threads[:before]  # ended where it was made

    asyncio.run(run())
