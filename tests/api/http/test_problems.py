"""Errors as RFC 9457 wants them: a type that can be opened, a fixed title, words in the caller's language."""

import json
import re
import socket
from http.client import HTTPResponse
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.problem_types import PROBLEM_TYPES, type_of
from api.http.problems import asked_language
from api.service import Service
from ontology import errors
from tests.api.http.serving import served


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return TestClient(create_app(Service(str(tmp_path_factory.mktemp("store") / "s"))))


@pytest.mark.parametrize(
    ("accept", "lang"),
    [
        (None, "vi"), ("", "vi"), ("en", "en"), ("en-US,en;q=0.9", "en"), ("vi-VN, en;q=0.9", "vi"), ("fr", "vi"),
        ("*", "vi"), ("en;q=0.2, vi;q=0.8", "vi"), ("fr, en;q=0.3", "en"), ("en;q=0", "vi"),
    ],
)  # fmt: skip
def test_the_language_asked_for(accept: str | None, lang: str) -> None:
    assert asked_language(accept) == lang


def test_detail_follows_the_caller_and_the_title_is_the_type_s(empty: TestClient) -> None:
    told = {
        lang: empty.get("/api/v1/queries/" + name, headers={"Accept-Language": lang})
        for lang, name in (("vi", "none"), ("en", "other"))
    }
    for lang, answer in told.items():
        body = answer.json()
        assert (answer.headers["content-language"], body["title"]) == (
            lang,
            PROBLEM_TYPES["NotFound"].title.as_dict()[lang],
        )
        assert body["detail"] == body["message"][lang] != body["title"]
        assert "accept-language" in answer.headers["vary"].lower()
        assert int(answer.headers["content-length"]) == len(answer.content)
    assert empty.get("/api/v1/queries/none").json()["detail"] == told["vi"].json()["detail"]


def test_a_type_opens_as_json_and_as_a_page(empty: TestClient) -> None:
    kind = empty.get("/api/v1/queries/none").json()["type"]
    said = empty.get(kind).json()
    assert (said["type"], said["status"]) == (kind, 404)
    assert said["meaning"] == PROBLEM_TYPES["NotFound"].meaning.as_dict()
    page = empty.get(kind, params={"lang": "en"}, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert PROBLEM_TYPES["NotFound"].meaning.en in page.text
    assert empty.get("/problems/None").status_code == 404


def test_every_type_that_is_told_has_a_row(root: Path) -> None:
    source = "\n".join(path.read_text() for path in (root / "api").rglob("*.py"))
    told = set(re.findall(r'(?:problem|tell)\(\s*(?:request, )?[\w.()]+,\s*"(\w+)"', source))
    assert {"TooOften", "WrongHost", "Unforeseen", "InvalidRequest", "Http"} <= told <= set(PROBLEM_TYPES)
    family = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.CancuError)]
    assert {kind.__name__ for kind in family} - {"CancuError"} <= set(PROBLEM_TYPES)
    assert type_of(errors.ListsBusy("a", "b")) == "ListsBusy"


@pytest.mark.parametrize(
    ("path", "vi", "en"),
    [
        ("/api/v1/work", "“id” còn thiếu.", "“id” is missing."),
        ("/api/v1/works?limit=0", "“limit” phải từ 1 trở lên.", "“limit” must be 1 or more."),
        ("/api/v1/works?limit=x", "“limit” phải là số nguyên.", "“limit” must be a whole number."),
        ("/api/v1/impact?id=a&on=x", "“on” phải là một ngày, viết như 2026-11-21.",
         "“on” must be a date such as 2026-11-21."),
        ("/api/v1/lineage?id=a&format=gif", "“format” phải là 'json', 'svg', 'png'.",
         "“format” must be 'json', 'svg' or 'png'."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_field_is_told_in_both_languages(empty: TestClient, path: str, vi: str, en: str) -> None:
    answer = empty.get(path)
    assert answer.status_code == 422
    assert [e["message"] for e in answer.json()["errors"]] == [{"vi": vi, "en": en}]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "“page” phải là số nguyên."), ("en", "“page” must be a whole number.")],
)
def test_the_page_of_a_wrong_field_says_what_is_wrong(empty: TestClient, lang: str, said: str) -> None:
    answer = empty.get(f"/coverage?work=a&page=x&lang={lang}", headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert said in answer.text
    assert "errors" not in answer.text


def test_a_body_of_another_type_is_told_as_such(empty: TestClient) -> None:
    answer = empty.post("/api/v1/reviews", content="x", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/WrongMediaType")


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nbroken line\r\n\r\n",
        b"\x16\x03\x01 hello\r\n\r\n",
        b"GET /?q=" + b"a" * 200_000,
    ],
    ids=["a broken head", "another protocol", "too long"],
)
def test_what_the_parser_refuses_is_a_problem_too(sent: bytes, tmp_path: Path) -> None:
    with served(create_app(Service(str(tmp_path / "s")))) as address:
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            line.sendall(sent)
            answer = HTTPResponse(line)
            answer.begin()
            body = json.loads(answer.read())
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert body["type"] == "/problems/Http"
    assert body["message"]["vi"] != body["message"]["en"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
