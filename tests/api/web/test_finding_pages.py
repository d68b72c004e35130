"""The worklist without a browser: what is said when nothing is ticked, views, marks, and the files to take away."""

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import WRONG, fill, plan


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    service = Service(str(tmp_path / "s"))
    fill(service)
    with TestClient(create_app(service)) as made:
        yield made
    service.close()


def finding(client: TestClient) -> str:
    """The id of an open finding."""
    return str(client.get("/api/v1/findings?kind=WrongDate").json()["items"][0]["id"])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_ticked_is_said_on_the_page_and_keeps_what_was_typed(client: TestClient, lang: str) -> None:
    form = {"decision": "dismissed", "reviewer": "Mai <b>", "reason": "vì thế", "back": "kind=WrongDate"}
    answer = client.post(f"/review?lang={lang}", data=form)
    assert answer.status_code == 422
    assert {"vi": "Chưa đánh dấu điều nào", "en": "Nothing is ticked"}[lang] in answer.text
    assert 'value="Mai &lt;b&gt;"' in answer.text
    assert 'value="vì thế"' in answer.text


def test_a_dismissal_without_a_reason_keeps_the_ticks(client: TestClient) -> None:
    id_ = finding(client)
    answer = client.post("/review", data={"finding": id_, "decision": "dismissed", "reviewer": "Mai"})
    assert answer.status_code == 422
    assert f'value="{id_}" checked' in answer.text
    answer = client.post("/review", data={"finding": id_, "decision": "confirmed"})
    assert answer.status_code == 422


def test_a_decision_is_confirmed_and_the_name_is_remembered(client: TestClient) -> None:
    form = {"finding": finding(client), "decision": "confirmed", "reviewer": "Nguyễn Thị Mai", "back": "kind=WrongDate"}
    page = client.post("/review", data=form).text
    assert "Đã ghi quyết định cho 1" in page
    assert page.count('value="Nguyễn Thị Mai"') >= 2


@pytest.mark.parametrize("back", ["https://evil.example/", "kind=WrongDate\r\nX-Bad: 1", "&&=&", "lang=en&kind=<b>"])
def test_back_leads_nowhere_else(client: TestClient, back: str) -> None:
    form = {"finding": finding(client), "decision": "confirmed", "reviewer": "Mai", "back": back}
    answer = client.post("/review", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/findings?")
    assert "x-bad" not in answer.headers


def test_a_view_is_saved_used_and_dropped(client: TestClient) -> None:
    name = 'Lỗi "<script>" huyện'
    form = {"name": name, "query": "severity=error&state=open&foreign=1&since=mark"}
    answer = client.post("/views", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/findings?severity=error&state=open"
    page = client.get("/findings").text
    assert "Lỗi &#34;&lt;script&gt;&#34; huyện" in page
    assert "<script>&#34;" not in page
    client.post("/views/delete", data={"name": name})
    assert "huyện</a>" not in client.get("/findings").text
    assert client.post("/views", data={"name": "x", "query": ""}).status_code == 422


def test_new_changed_and_gone_since_the_mark(client: TestClient) -> None:
    assert "Đặt mốc bây giờ" in client.get("/findings").text
    client.post("/mark")
    assert "Không có gì thay đổi" in client.get("/findings").text
    client.post("/review", data={"finding": finding(client), "decision": "confirmed", "reviewer": "Mai"})
    client.post("/load", files={"files": ("c.txt", plan(number="33", title="Khác hẳn năm 2024", basis=WRONG))})
    page = client.get("/findings?since=mark").text
    assert "<strong>1</strong> đã đổi" in page
    assert "<strong>0</strong> mới" not in page
    assert ">mới</span>" in page
    client.post("/mark")
    source = client.get("/api/v1/documents?limit=50").json()["items"]
    gone = next(d for d in source if "15/KH-UBND" in d["label"])
    client.post("/unload", data={"document": gone["document"]})
    page = client.get("/findings?since=mark").text
    assert "Không còn (" in page
    assert "15/KH-UBND" in page


def test_marks_are_their_readers(client: TestClient) -> None:
    client.post("/mark")
    client.cookies.clear()
    assert "Đặt mốc bây giờ" in client.get("/findings").text


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("group", ["issuer", "directive"])
def test_the_report_opens_in_its_library(client: TestClient, lang: str, group: str) -> None:
    answer = client.get(f"/findings.docx?group={group}&lang={lang}")
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    words = "\n".join(p.text for p in document.paragraphs)
    assert {"vi": "BÁO CÁO", "en": "REPORT"}[lang] in words
    assert {"vi": "Sửa thành: Nghị quyết số 17/NQ-CP ngày 07/3/2019", "en": "Correction: Nghị quyết"}[lang] in words
    assert [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    totals = document.tables[1 if lang == "vi" else 0]
    held = client.get("/findings.xlsx").content
    rows = load_workbook(io.BytesIO(held)).worksheets[0].max_row - 1
    assert int(totals.rows[-1].cells[-1].text) == rows > 0
    assert totals.columns[0].width > 2 * totals.columns[1].width


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_file_and_no_page_says_a_day_as_a_machine_does(client: TestClient, lang: str) -> None:
    machine = re.compile(r"(?<![\w/-])(?:19|20)\d\d-\d\d-\d\d")
    held = load_workbook(io.BytesIO(client.get(f"/findings.xlsx?lang={lang}").content)).worksheets[0]
    cells = [str(cell) for row in held.iter_rows(values_only=True) for cell in row if cell is not None]
    assert [words for words in cells if machine.search(words)] == []
    for group in ("issuer", "directive"):
        document = docx.Document(io.BytesIO(client.get(f"/findings.docx?group={group}&lang={lang}").content))
        said = [p.text for p in document.paragraphs] + [
            c.text for t in document.tables for r in t.rows for c in r.cells
        ]
        assert [words for words in said if machine.search(words)] == []
    page = re.sub(r"<[^>]*>", " ", client.get(f"/findings?lang={lang}").text)
    assert machine.findall(page) == []


def test_a_report_of_nothing_says_so(client: TestClient) -> None:
    document = docx.Document(io.BytesIO(client.get("/findings.docx?year=1999").content))
    assert "Không có điều nào." in [p.text for p in document.paragraphs]
    assert any("Năm: 1999" in p.text for p in document.paragraphs)


def test_severities_and_states_keep_their_order_whatever_there_is_of_each(client: TestClient) -> None:
    page = client.get("/findings?lang=vi").text
    [listed] = re.findall(r'<select id="severity".*?</select>', page, re.S)
    named = re.findall(r">(Lỗi|Cảnh báo|Ghi chú) \(", listed)
    assert named == [n for n in ("Lỗi", "Cảnh báo", "Ghi chú") if n in named]
    assert len(named) > 1


def test_a_body_named_with_and_without_its_place_is_one_in_the_filter(client: TestClient) -> None:
    page = html.unescape(client.get("/findings?lang=vi").text)
    [listed] = re.findall(r'<select id="issuer".*?</select>', page, re.S)
    bodies = re.findall(r'<option value="([^"]+)" lang="vi"', listed)
    assert bodies
    assert [b for b in bodies if sum(other.startswith(b + ", ") for other in bodies) == 1] == []
    for body, count in re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)</option>', listed):
        sheet = client.get("/findings.xlsx", params={"issuer": body})
        assert load_workbook(io.BytesIO(sheet.content)).worksheets[0].max_row - 1 == int(count)


def test_what_was_dismissed_or_mended_is_neither_counted_nor_demanded(client: TestClient) -> None:
    id_ = finding(client)
    before = load_workbook(io.BytesIO(client.get("/findings.xlsx").content)).worksheets[0].max_row
    form = {"finding": id_, "decision": "dismissed", "reviewer": "Chị Hoa", "reason": "đã hỏi Sở"}
    client.post("/review", data=form)
    book = load_workbook(io.BytesIO(client.get("/findings.xlsx?lang=vi").content))
    assert [s.max_row for s in book.worksheets] == [before - 1, 2]
    heads, row = ([c.value for c in line] for line in book.worksheets[1].iter_rows())
    said = dict(zip(heads, row, strict=True))
    assert (said["Tình trạng"], said["Người xem xét"], said["Lý do"]) == ("đã bỏ qua", "Chị Hoa", "đã hỏi Sở")
    document = docx.Document(io.BytesIO(client.get("/findings.docx?lang=vi").content))
    assert int(document.tables[1].rows[-1].cells[-1].text) == before - 2
    words = [p.text for p in document.paragraphs]
    apart = words[words.index("3. Đã bỏ qua, đã sửa") :]
    assert any("Chị Hoa" in line and "đã hỏi Sở" in line for line in apart)
    asked = load_workbook(io.BytesIO(client.get("/findings.xlsx?state=dismissed").content))
    assert [s.max_row for s in asked.worksheets] == [2]


def test_the_workbook_has_what_the_page_filters_by_and_on_what_a_finding_rests(client: TestClient) -> None:
    sheet = load_workbook(io.BytesIO(client.get("/findings.xlsx?lang=vi&kind=WrongDate").content)).worksheets[0]
    heads, *rows = ([c.value for c in line] for line in sheet.iter_rows())
    assert {"Mức", "Loại", "Đơn vị ban hành", "Năm", "Văn bản chỉ đạo", "Tình trạng", "Người xem xét", "Lúc"} <= set(
        heads
    )
    assert all(row[heads.index("Chứng cứ")] for row in rows)
    chosen = client.get("/api/v1/findings?kind=WrongDate").json()["items"]
    assert len(rows) == len(chosen) > 0


def test_a_card_says_on_what_it_rests_and_how_sure_it_is(client: TestClient) -> None:
    page = client.get("/findings?lang=vi&kind=WrongDate").text
    [card] = re.findall(r'<section class="card finding.*?</section>', page, re.S)[:1]
    assert "Chứng cứ (" in card
    assert re.search(r"Độ tin</a></dt><dd>\d+ %</dd>", card)


@pytest.mark.parametrize(("any_value", "said"), [({}, "“"), ({"any_value": "yes"}, "mọi cách viết")])
def test_what_is_accepted_is_named_before_and_told_after(
    client: TestClient, any_value: dict[str, str], said: str
) -> None:
    """The words say for which work and which kind it is, the answer that it is done and where to take it back."""
    page = html.unescape(client.get("/findings?lang=vi&kind=WrongDate").text)
    [asked] = re.findall(r'<details class="accept">.*?</details>', page, re.S)[:1]
    assert "“Sai ngày ban hành”" in asked
    assert "17/NQ-CP" in asked
    form = {"finding": finding(client), "reviewer": "Mai", "reason": "tên gọi cũ", "back": "state=open", **any_value}
    answer = client.post("/rules", data=form)
    assert "Đã lập quy tắc chấp nhận" in answer.text
    [rule] = re.findall(r'href="/rules#(\w+)"', answer.text)
    [kept] = re.findall(rf'<section class="card" id="{rule}">.*?</section>', client.get("/rules").text, re.S)
    assert said in kept
    assert "Đã lập quy tắc" not in client.get("/findings?accepted=<b>").text
