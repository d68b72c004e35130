"""The pages for drafts, without a browser: who may see what, what is said when it fails, what is never kept."""

import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.drafts import DraftLimits
from api.http.app import create_app
from api.office.words import gathered
from api.service import Service
from tests.api.test_drafts import RIGHT, WRONG

FORM = {"as_of": "2024-04-01"}


@pytest.fixture(scope="module")
def service() -> Service:
    return Service("memory:")


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service, drafts=DraftLimits(megabytes=2))) as made:
        yield made


def send(client: TestClient, name: str = "x.txt", data: bytes = WRONG) -> str:
    """The address of a draft that was sent, after its check."""
    answer = client.post("/check", files={"file": (name, data)}, data=FORM, follow_redirects=False)
    assert answer.status_code == 303
    href: str = answer.headers["location"]
    for _ in range(300):
        if client.get(f"{href}/stage").json()["stage"] in ("done", "failed"):
            return href
        time.sleep(0.02)
    raise AssertionError("the check does not end")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_draft_is_shown_with_the_time_it_is_held(client: TestClient, lang: str) -> None:
    answer = client.get(f"{send(client)}?lang={lang}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    said = {"vi": "chỉ nằm trong bộ nhớ máy chủ đến", "en": "stays in the server&#39;s memory only, until"}[lang]
    assert said in answer.text
    assert {"vi": "Quên ngay", "en": "Forget now"}[lang] in answer.text


def test_why_a_text_has_no_copy_with_comments_is_said(client: TestClient) -> None:
    assert "chỉ có khi dự thảo là tệp DOCX" in client.get(f"{send(client)}?lang=vi").text


@pytest.mark.parametrize(("what", "start"), [("sheet", b"PK"), ("list", b"PK")])
def test_files_are_one_click_away(client: TestClient, what: str, start: bytes) -> None:
    answer = client.get(f"{send(client)}/file/{what}")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert answer.headers["cache-control"] == "no-store"


def test_what_a_text_cannot_carry_is_refused(client: TestClient) -> None:
    href = send(client)
    assert client.get(f"{href}/file/comments").status_code == 415
    assert client.get(f"{href}/file/else").status_code == 404
    assert client.get(f"{href}?as_of=2024-02-31").status_code == 400


def test_another_browser_sees_nothing(client: TestClient) -> None:
    href = send(client)
    owner = client.cookies["draft_owner"]
    client.cookies.clear()
    for path in ("", "/file/list", "/stage"):
        assert client.get(href + path).status_code == 404
    assert client.post(f"{href}/forget").status_code == 404
    client.cookies["draft_owner"] = owner
    assert client.get(href).status_code == 200


def test_forgetting_now(client: TestClient) -> None:
    href = send(client)
    answer = client.post(f"{href}/forget")
    assert answer.status_code == 200
    assert "Đã quên bản dự thảo" in answer.text
    assert client.get(href).status_code == 404


def test_a_broken_file_is_told_in_the_readers_language(client: TestClient) -> None:
    href = send(client, "hong.docx", b"PK\x03\x04 no zip at all")
    answer = client.get(f"{href}?lang=en")
    assert answer.status_code == 415
    assert "hong.docx" in answer.text
    assert 'role="alert"' in answer.text


def test_a_script_gets_an_address_or_the_reason(client: TestClient) -> None:
    asks = {"Accept": "application/json"}
    answer = client.post("/check", files={"file": ("x.txt", WRONG)}, headers=asks)
    assert answer.status_code == 202
    assert answer.json()["href"].startswith("/draft/")
    answer = client.post("/check", files={"file": ("x.txt", b"x" * 2_000_001)}, headers=asks)
    assert answer.status_code == 413
    assert set(answer.json()["message"]) == {"vi", "en"}
    answer = client.post("/check", files={"file": ("x.txt", b"x" * 2_000_001)})
    assert answer.status_code == 413
    assert "text/html" in answer.headers["content-type"]


def test_a_mended_draft_is_put_beside_the_first(client: TestClient) -> None:
    send(client)
    page = client.get(send(client, data=RIGHT)).text
    assert re.search(r"[1-9]\d* đã sửa", page)
    assert 'id="changes"' in page


def test_nothing_is_left_on_the_disk(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client.get(f"{send(client)}/file/sheet")
    assert list(tmp_path.rglob("*")) == []


def test_what_a_draft_says_of_itself_is_not_counted_as_unchecked(client: TestClient) -> None:
    def unchecked(data: bytes) -> list[str]:
        page = client.get(send(client, data=data)).text
        return re.findall(r"(\d+) chưa kiểm tra", re.sub(r"\s+", " ", re.sub("<[^>]*>", "", page)))

    assert unchecked(WRONG + "\nKinh phí thực hiện Kế hoạch này do ngân sách tỉnh bảo đảm.\n".encode()) == unchecked(
        WRONG
    )


def test_one_error_at_several_places_is_one_card() -> None:
    one = {"id": "a", "kind": "WrongDate", "severity": "error", "work": "w", "written": "x", "actual": "y",
           "message": {"vi": "m"}, "quote": "số 1", "start": 5}  # fmt: skip
    again = {**one, "id": "b", "quote": "số 1 nữa", "start": 9}
    other = {**one, "id": "c", "work": None, "quote": "khác", "start": 1}
    named = {**other, "id": "d", "quote": "khác nữa", "start": 2}
    cards = [(first["id"], [o["id"] for o in others]) for first, others in gathered([again, named, one, other])]
    assert cards == [("c", []), ("d", []), ("a", ["b"])]
