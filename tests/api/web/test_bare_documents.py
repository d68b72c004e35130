"""Every page opens over documents that lack what a page shows: no header, no title, no number, no day."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.service import Service

BARE = {
    "x.txt": "x",
    "note.txt": "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\nGhi chú họp giao ban.\n"
    "1. Sở Nội vụ chủ trì thực hiện trước 30/6/2024.\n",
    "no-number.txt": "KẾ HOẠCH\nTriển khai công việc\n\nCăn cứ Luật số 99/2030/QH16;\n",
    "no-title.txt": "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: 15/KH-UBND\n\n",
    "blank-number.txt": "Số:     /KH-UBND\nKẾ HOẠCH\nThử nghiệm\n"
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 15/3/2024 của UBND tỉnh Hà Tĩnh;\n",
}
_LINK = re.compile(r'(?:href|src)="(/[^"]*)"')


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(str(tmp_path_factory.mktemp("store") / "s"))
    _, refused = service.load_uploads([(name, text.encode()) for name, text in BARE.items()])
    assert not refused
    app = create_app(service)
    with TestClient(app, headers={"Accept": "text/html"}, raise_server_exceptions=False) as made:
        yield made


def test_every_page_that_can_be_reached_opens(client: TestClient) -> None:
    todo, seen, failed = ["/documents"], {"/documents"}, []
    while todo:
        address = todo.pop()
        answer = client.get(address)
        if answer.status_code >= 500:
            failed.append(address)
        if answer.headers["content-type"].startswith("text/html"):
            links = {html.unescape(link).partition("#")[0] for link in _LINK.findall(answer.text)}
            fresh = {link for link in links - seen if not link.startswith("/static/") and "lang=" not in link}
            seen |= fresh
            todo += sorted(fresh)
    assert failed == []
    assert sum(address.startswith("/document?") for address in seen) >= len(BARE)


def test_the_list_of_documents_names_each(client: TestClient) -> None:
    page = client.get("/documents").text
    assert page.count('href="/document?work=') == len(BARE)


def test_the_board_of_a_work_without_text_leads_to_no_page_that_needs_it(root: Path) -> None:
    service = Service("memory:")
    service.load([root / "examples" / "corpus" / "kh-stttt-2024.docx"])
    client = TestClient(create_app(service))
    work = service.find("11/KH-UBND")
    page = client.get("/board", params={"work": work, "lang": "vi"}).text
    assert "58/KH-STTTT" in page
    assert "/coverage" not in page
    assert "/compare" not in page
    assert "chưa có toàn văn" in page
