"""The page of tasks asked for one unit: what is given to a group it belongs to is listed, counted, in the calendar."""

import html
import re
from urllib.parse import quote

import icalendar
import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import plan

DISTRICT = "Ủy ban nhân dân huyện Hương Khê"
SHORT = "UBND huyện Hương Khê"
GROUP = "Ủy ban nhân dân các huyện, thị xã, thành phố"
STRANGER = "Ủy ban nhân dân huyện Hướng Hóa"  # of Quảng Trị
GIVEN = (
    "2. UBND các huyện, thị xã, thành phố tuyên truyền về chính quyền số, xong trước 20/12/2024.\n"
    "3. UBND các huyện, thị xã, thành phố rà soát thủ tục hành chính trên địa bàn.\n"
)


@pytest.fixture(scope="module")
def client() -> TestClient:
    """Only the province's plan: nothing names the district itself."""
    service = Service("memory:")
    _, refused = service.load_uploads([("a.txt", plan() + GIVEN.encode())])
    assert not refused
    return TestClient(create_app(service))


def _page(client: TestClient, path: str, **asked: str) -> str:
    return html.unescape(client.get(path, params=asked).text)


def _said(page: str) -> str:
    (said,) = re.findall(r'<p class="help" role="status">(.*?)</p>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", "", said).split())


@pytest.mark.parametrize("words", [DISTRICT, SHORT])
def test_what_is_given_to_the_group_of_a_unit_is_on_its_list(client: TestClient, words: str) -> None:
    page = _page(client, "/tasks", unit=words, lang="vi")
    rows = page.count(f">{GROUP}</a>")
    assert rows == 2
    assert _said(page).startswith(f"{rows} nhiệm vụ, trong đó {rows} giao chung cho nhóm có cơ quan này.")
    assert _said(page).endswith(DISTRICT)
    assert "Không có nhiệm vụ nào" not in page
    english = _page(client, "/tasks", unit=words, lang="en")
    assert _said(english).startswith(f"{rows} tasks, {rows} of them given to a group it belongs to.")
    assert "Given to a group it belongs to" in english
    assert f"{rows} nhiệm vụ chủ trì" in _page(client, "/unit", name=DISTRICT, lang="vi")


def test_a_unit_of_another_province_has_none_of_it(client: TestClient) -> None:
    page = _page(client, "/tasks", unit=STRANGER, lang="vi")
    assert _said(page) == "0 nhiệm vụ"  # and no way to a page that is not there
    assert "Không có nhiệm vụ nào" in page


def test_only_what_is_overdue_of_the_group_too(client: TestClient) -> None:
    before = _page(client, "/tasks", unit=DISTRICT, late="yes", day="2020-01-01", lang="vi")
    after = _page(client, "/tasks", unit=DISTRICT, late="yes", day="2030-01-01", lang="vi")
    assert (before.count(f">{GROUP}</a>"), after.count(f">{GROUP}</a>") > 0) == (0, True)


def test_the_calendar_of_the_list_is_the_calendar_of_the_unit(client: TestClient) -> None:
    def uids(**asked: str) -> set[str]:
        calendar = icalendar.Calendar.from_ical(client.get("/tasks.ics", params=asked).content)
        return {str(event["uid"]) for event in calendar.walk("VEVENT")}

    assert uids(unit=DISTRICT) == uids(unit=SHORT) == uids(name=DISTRICT) != set()
    assert uids(unit=STRANGER) == set()


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "việc giao chung cho nhóm có cơ quan đó"), ("en", "given to a group it belongs to")]
)
def test_the_question_says_where_the_tasks_of_the_group_are(client: TestClient, lang: str, said: str) -> None:
    asked = {"name": "tasks-for", "run": "1", "lang": lang}
    page = _page(client, "/ask", **asked, **{"p.unit": DISTRICT})
    (message,) = re.findall(r'role="alert"><p>(.*?)</p>', page, re.S)
    assert said in message
    assert f"“{GROUP}”" in message
    assert f'href="/tasks?unit={quote(DISTRICT)}"' in page
    stranger = _page(client, "/ask", **asked, **{"p.unit": STRANGER})
    assert said not in re.findall(r'role="alert"><p>(.*?)</p>', stranger, re.S)[0]
    assert "/tasks?unit=" not in _page(client, "/ask", name="tasks-for", lang=lang)
