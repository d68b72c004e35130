"""Loading and the register without a browser: what is refused and why, undoing, rows that wait for a person."""

import io
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

import api.web.load_pages
from api.http.app import create_app
from api.service import Service
from graph.names import graph_named
from ontology.errors import NotFound
from tests.api.http.conftest import WRONG, plan

HEAD = "number,type,date,issuer,title,relation,related_number,related_type,related_date,related_issuer,source\n"
GOOD = "91/2099/TT-BTC,Thông tư,2099-03-15,Bộ Tài chính,Về một việc,,,,,,thử\n"
OTHER = "91/2099/TT-BTC,Thông tư,2099-03-16,Bộ Tài chính,Về một việc,,,,,,thử\n"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    service = Service(str(tmp_path / "s"))
    with TestClient(create_app(service)) as made:
        yield made
    service.close()


def follow(client: TestClient, path: str, files: dict[str, tuple[str, bytes]]) -> str:
    """The page of the work that a form began, when it has ended."""
    answer = client.post(path, files=files, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    href: str = answer.headers["location"]
    for _ in range(600):
        if client.get(f"{href}/stage").json()["stage"] in ("done", "failed"):
            return href
        time.sleep(0.02)
    raise AssertionError("the work does not end")


def bomb() -> bytes:
    """A Word file whose text would be hundreds of megabytes."""
    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/header9.xml", b"\0" * 400_000_000)
    return out.getvalue()


HOSTILE = [
    ("<img src=x onerror=alert(1)>.pdf", b"%PDF-1.7\nno pdf at all"),
    ("../../etc/passwd.docx", b"PK\x03\x04 no zip at all"),
    ("trống.txt", b""),
    ("bom.docx", bomb),
    ("ảnh.exe", b"MZ\x90\x00" + b"\0" * 200),
]


@pytest.mark.parametrize(("name", "data"), HOSTILE, ids=[name for name, _ in HOSTILE])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_hostile_file_is_refused_with_its_reason(client: TestClient, name: str, data: object, lang: str) -> None:
    raw = data() if callable(data) else data
    page = client.get(f"{follow(client, '/load', {'files': (name, raw)})}?lang={lang}").text
    assert {"vi": "bị từ chối", "en": "refused"}[lang] in page
    assert "<img src=x" not in page
    [reason] = re.findall(r"<ul class=\"refused\"><li>([^<]+)</li>", page)
    assert len(reason) > len(name) + 20
    assert client.get("/api/v1/documents").json()["items"] == []


def test_the_others_go_on(client: TestClient) -> None:
    files = [("files", ("a.txt", plan(basis=WRONG))), ("files", ("b.pdf", b"%PDF-1.7\nno"))]
    answer = client.post("/load", files=files)
    assert answer.status_code == 200
    href = str(answer.url.path)
    while client.get(f"{href}/stage").json()["stage"] not in ("done", "failed"):
        pass
    page = client.get(href).text
    assert "1 đã nạp" in page
    assert "1 bị từ chối" in page


def test_a_load_is_undone_also_later(client: TestClient) -> None:
    href = follow(client, "/load", {"files": ("a.txt", plan(basis=WRONG))})
    page = client.get("/load").text
    assert href in page
    page = client.get(href).text
    [document] = re.findall(r'name="document" value="([^"]+)"', page)
    answer = client.post("/unload", data={"document": document})
    assert "Đã lấy ra khỏi kho: 1" in answer.text
    assert client.get("/api/v1/documents").json()["items"] == []
    page = client.get(href).text
    assert "đã lấy ra" in page
    assert 'name="document"' not in page


def test_a_document_is_taken_out_on_its_own_page_also_after_a_restart(tmp_path: Path) -> None:
    first = Service(str(tmp_path / "s"))
    with TestClient(create_app(first)) as before:
        follow(before, "/load", {"files": ("a.txt", plan(basis=WRONG))})
    first.close()
    second = Service(str(tmp_path / "s"))
    with TestClient(create_app(second)) as after:
        [item] = after.get("/api/v1/documents").json()["items"]
        page = after.get("/document", params={"source": item["document"]}).text
        [document] = re.findall(r'name="document" value="([^"]+)"', page)
        assert "Đã lấy ra khỏi kho: 1" in after.post("/unload", data={"document": document}).text
        assert after.get("/api/v1/documents").json()["items"] == []
    second.close()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_undoing_that_takes_long_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    service, go = Service("memory:"), threading.Event()
    whole = service.unload

    def slowly(sources: Sequence[str], on_document: Callable[[], None] = lambda: None) -> None:
        on_document()
        go.wait(20)
        whole(sources, lambda: None)

    monkeypatch.setattr(service, "unload", slowly)
    monkeypatch.setattr(api.web.load_pages, "_AT_ONCE", 0.2)
    with TestClient(create_app(service)) as client:
        href = follow(client, "/load", {"files": ("a.txt", plan(basis=WRONG))})
        [document] = re.findall(r'name="document" value="([^"]+)"', client.get(href).text)
        client.cookies.set("lang", lang)
        began = client.post("/unload", data={"document": document})
        job = began.url.path
        assert f'data-stage="{job}/stage"' in began.text
        assert "<strong data-count>1/1</strong>" in began.text
        assert {"vi": "Đang lấy văn bản ra", "en": "Taking documents out"}[lang] in began.text
        assert client.get(f"{job}/stage").json() == {"stage": "running", "done": 1, "total": 1}
        go.set()
        while client.get(f"{job}/stage").json()["stage"] == "running":
            time.sleep(0.02)
        assert {"vi": "Đã lấy ra khỏi kho: 1", "en": "Taken out of the store: 1"}[lang] in client.get(job).text
        assert client.get("/load").text.count("/load/") == 1  # an undoing is no loading
        assert client.post("/unload", data={"document": document}).status_code == 404


def test_an_unknown_loading_is_a_page(client: TestClient) -> None:
    for path in ("/load/none", "/register/work/none"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "text/html" in answer.headers["content-type"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_register_with_refusals_and_contradictions(client: TestClient, lang: str) -> None:
    rows = (HEAD + GOOD + OTHER + ",Thông tư,2024-01-01,Bộ Tài chính,<b>x</b>,,,,,,thử\n").encode()
    page = client.get(f"{follow(client, '/register', {'file': ('sổ <b>.csv', rows)})}?lang={lang}").text
    assert {"vi": "2 dòng đã nhận", "en": "2 rows taken"}[lang] in page
    assert {"vi": "1 dòng bị từ chối", "en": "1 rows refused"}[lang] in page
    assert {"vi": "Dòng 4:", "en": "Line 4 "}[lang] in page
    assert {"vi": "một số ghi nhiều ngày", "en": "one number with several dates"}[lang] in page
    assert "<b>" not in page


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_register_imports_are_undone_in_any_order(tmp_path: Path, order: tuple[int, int]) -> None:
    service = Service(str(tmp_path / "s"))
    with TestClient(create_app(service)) as client:
        before = sorted(str(q) for q in service.reader().match(None, None, None, graph_named("register")))
        works = [
            follow(client, "/register", {"file": (name, (HEAD + rows).encode())})
            for name, rows in (("một.csv", GOOD), ("hai.csv", GOOD + OTHER))
        ]
        for place in order:
            assert service.find("91/2099/TT-BTC")
            assert "/register/undo" in client.get(works[place]).text
            page = client.post("/register/undo", data={"work": works[place].rpartition("/")[2]}).text
            assert "Đã hoàn tác" in page
            assert "/register/undo" not in page
            assert client.post("/register/undo", data={"work": works[place].rpartition("/")[2]}).status_code == 412
        assert sorted(str(q) for q in service.reader().match(None, None, None, graph_named("register"))) == before
        with pytest.raises(NotFound):
            service.find("91/2099/TT-BTC")
    service.close()


def test_a_register_import_is_undone_also_after_a_restart(tmp_path: Path) -> None:
    first = Service(str(tmp_path / "s"))
    with TestClient(create_app(first)) as before:
        follow(before, "/register", {"file": ("một.csv", (HEAD + GOOD).encode())})
    first.close()
    second = Service(str(tmp_path / "s"))
    with TestClient(create_app(second)) as after:
        page = after.get("/register").text
        assert "một.csv" in page
        [work] = re.findall(r'name="work" value="([^"]+)"', page)
        assert "Đã hoàn tác" in after.post("/register/undo", data={"work": work}).text
        assert 'id="imports"' not in after.get("/register").text
        with pytest.raises(NotFound):
            second.find("91/2099/TT-BTC")
    second.close()


def test_a_register_that_is_none_says_so(client: TestClient) -> None:
    page = client.get(follow(client, "/register", {"file": ("x.csv", b"\xff\xfe\x00\x01 nothing")})).text
    assert 'role="alert"' in page
    assert "x.csv" in page


def yearly_list() -> bytes:
    """A yearly list of our own writing, as Word."""
    document = docx.Document()
    for words in ("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "Số: 15/QĐ-UBND", "Hà Tĩnh, ngày 10 tháng 01 năm 2025", "QUYẾT ĐỊNH"):
        document.add_paragraph(words)
    document.add_paragraph("Công bố danh mục văn bản hết hiệu lực năm 2024")
    table = document.add_table(rows=1, cols=5)
    heads = ("STT", "Tên loại văn bản", "Số, ký hiệu; ngày ban hành", "Lý do hết hiệu lực", "Ngày hết hiệu lực")
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = words
    for n, number in enumerate(("640/QĐ-UBND ngày 05/3/2019", "1127/QĐ-UBND ngày 02/5/2020"), 1):
        reason = "Bị bãi bỏ bởi Quyết định số 77/QĐ-UBND ngày 01/6/2024"
        row = (str(n), "Quyết định", number, reason, "01/6/2024")
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_rows_of_a_yearly_list_count_only_when_a_person_took_them(client: TestClient) -> None:
    service: Service = client.app.state.service  # type: ignore[attr-defined]
    before = service.audit_register()
    page = client.get(follow(client, "/register/propose", {"file": ("danh-muc.docx", yearly_list())})).text
    assert "2 dòng chờ xem" in page
    page = client.get("/register").text
    assert "640/QĐ-UBND" in page
    [waiting] = re.findall(r'id="waiting".*?</section>', page, re.S)  # whose each document is, and who ended it
    assert waiting.count("Ủy ban nhân dân tỉnh Hà Tĩnh") == 4
    ids = re.findall(r'name="row" value="([^"]+)"', page)
    assert len(ids) == 2
    answer = client.post("/register/decide", data={"decision": "accept"})
    assert answer.status_code == 422
    assert "Chưa đánh dấu dòng nào" in answer.text
    answer = client.post("/register/decide", data={"decision": "discard", "row": ids[0]})
    assert "Đã bỏ: 1 dòng" in answer.text
    answer = client.post("/register/decide", data={"decision": "accept_all"})
    assert "Đã nhận vào sổ: 1 dòng" in answer.text
    assert "Không có dòng nào chờ" in answer.text
    assert service.audit_register() != before or service.pending() == []
    work = re.findall(r'name="work" value="([^"]+)"', answer.text)[0]  # beside the list of imports
    assert "đã lấy ra khỏi sổ" in client.post("/register/undo", data={"work": work}).text
    assert len(re.findall(r'name="row" value="([^"]+)"', client.get("/register").text)) == 1  # it waits again
    assert client.post("/register/decide", data={"decision": "accept", "row": "urn:none"}).status_code == 422


def test_a_file_that_is_no_list_says_so(client: TestClient) -> None:
    page = client.get(follow(client, "/register/propose", {"file": ("a.txt", plan())})).text
    assert "Không thấy danh mục nào" in page
    assert "cột số" in page  # what form is wanted
