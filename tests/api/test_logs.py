"""What was not foreseen: whole in the log file, one line for people, and an answer for whoever asked."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import logs
from api.http.app import create_app
from api.logs import log_failure, log_server
from api.service import Service
from tests.api.http.serving import served


@pytest.fixture
def own_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Logging as it was, afterwards."""
    before = {name: (logging.getLogger(name).handlers[:], logging.getLogger(name).propagate) for name in logs._LOGGERS}
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr("sys.unraisablehook", lambda _: None)
    yield
    for name, (handlers, propagate) in before.items():
        logger = logging.getLogger(name)
        for handler in set(logger.handlers) - set(handlers):
            logger.removeHandler(handler)
            handler.close()
        logger.propagate = propagate


def failing() -> FastAPI:
    app = create_app(Service("memory:"))

    @app.get("/fails", response_model=None)
    def fails() -> None:
        raise LookupError("secret words")

    app.router.routes.insert(0, app.router.routes.pop())
    return app


def test_a_server_shows_one_line_and_keeps_the_traceback(
    own_logging: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "new" / "cancu.log"
    monkeypatch.setenv("CANCU_LOG", str(kept))
    log_server()
    with served(failing()) as address, httpx.Client(base_url=address, trust_env=False) as client:
        for _ in range(3):  # on one connection, which stays open
            answer = client.get("/fails")
            assert (answer.status_code, answer.json()["type"]) == (500, "/problems/Unforeseen")
    thread = threading.Thread(target=lambda: [][1])
    thread.start()
    thread.join()
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    assert "secret words" not in shown
    assert shown.count("(LookupError)") == 3
    assert shown.count("(IndexError)") == 1
    assert shown.count(str(kept)) == 4
    text = kept.read_text(encoding="utf-8")
    assert text.count("Traceback") == 4
    assert "GET /fails" in text
    assert "secret words" in text


def test_where_no_log_can_be_made_the_line_says_so(
    own_logging: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CANCU_LOG", str(tmp_path / "file" / "cancu.log"))
    monkeypatch.setenv("CANCU_LANG", "en")
    assert log_failure(ValueError("x")) is None
    log_server()
    try:
        raise KeyError("x")
    except KeyError:
        logging.getLogger("cancu").exception("once")
    shown = capsys.readouterr().err
    assert "Unforeseen error (KeyError)" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(("accept", "media"), [("text/html", "text/html"), ("*/*", "application/problem+json")])
def test_who_asked_is_told_in_their_form(accept: str, media: str) -> None:
    with TestClient(failing()) as client:
        answer = client.get("/fails", headers={"Accept": accept})
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith(media)
    assert "content-security-policy" in answer.headers
    assert "secret words" not in answer.text
    assert "Lỗi không lường trước" in answer.text
