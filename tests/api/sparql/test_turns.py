"""Queries wait in threads of their own: the pages' stay free, and whoever waits too long is told so."""

import asyncio
import threading

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.http.problems import add_problem_handlers
from api.sparql import turns
from api.sparql.endpoint import sparql_router
from api.sparql.runner import Answer, QueryBusy, QueryLimits, Question
from api.sparql.turns import Turns

ANSWER = Answer(kind="boolean", media_type="text/plain", body=b"")


def test_a_hundred_greedy_queries_leave_the_threads_of_the_pages_free() -> None:
    go = threading.Event()

    def slow(_question: Question) -> Answer:
        go.wait(20)
        return ANSWER

    async def ask_all() -> None:
        queue = Turns(slow, patience=30)
        asked = [asyncio.create_task(queue.ask(Question(text="ASK {}"))) for _ in range(60)]
        await asyncio.sleep(0)
        assert await asyncio.wait_for(asyncio.to_thread(lambda: "page"), 5) == "page"
        go.set()
        assert [a.kind for a in await asyncio.gather(*asked)] == ["boolean"] * 60

    asyncio.run(ask_all())


def test_too_many_and_too_late_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_MOST_WAITING", 3)
    go = threading.Event()

    def slow(_question: Question) -> Answer:
        go.wait(0.3)
        return ANSWER

    async def ask_all() -> list[object]:
        queue = Turns(slow, patience=0.1, threads=1)
        return await asyncio.gather(*(queue.ask(Question(text="ASK {}")) for _ in range(5)), return_exceptions=True)

    found = asyncio.run(ask_all())
    assert found[0] == ANSWER
    assert all(isinstance(f, QueryBusy) for f in found[1:])


def test_busy_is_503_with_the_time_to_try_again() -> None:
    def busy(_question: Question) -> Answer:
        raise QueryBusy("bận", "busy")

    app = FastAPI()
    add_problem_handlers(app)
    app.include_router(sparql_router(busy, QueryLimits(), lambda _asked: None, lambda _request: False))
    answer = TestClient(app).get("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
