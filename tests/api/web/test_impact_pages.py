"""What must change when a document is replaced: the page, what it refuses, and the files to take away."""

import io
from collections.abc import Iterator

import docx
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import fill

OLD, NEW = "15/KH-UBND 2024", "Kế hoạch số 99/KH-UBND ngày 02/12/2024 của UBND tỉnh"
PROPOSED = "Thực hiện Kế hoạch số 99/KH-UBND ngày 02/12/2024 của UBND tỉnh"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(str(tmp_path_factory.mktemp("store") / "s"))
    fill(service)
    with TestClient(create_app(service)) as made:
        yield made
    service.close()


def ask(client: TestClient, form: str = "", lang: str = "vi", **fields: str) -> str:
    answer = client.get(f"/impact{form}", params={"work": OLD, "by": NEW, "on": "2024-12-10", "lang": lang, **fields})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(("lang", "told"), [("vi", "1 câu phải sửa"), ("en", "1 sentences to change")])
def test_every_sentence_stands_beside_the_new_one(client: TestClient, lang: str, told: str) -> None:
    page = ask(client, lang=lang)
    assert told in page
    assert PROPOSED in page
    assert "Thực hiện Kế hoạch số 15/KH-UBND ngày 15/3/2024 của UBND tỉnh" in page


def test_a_repeal_proposes_nothing(client: TestClient) -> None:
    page = ask(client, by="")
    assert "Bị bãi bỏ" in page
    assert "Thực hiện Kế hoạch số 99" not in page


def test_what_is_not_known_is_said_in_the_form_and_escaped(client: TestClient) -> None:
    answer = client.get("/impact", params={"work": '"><b>xyz', "by": "", "on": ""})
    assert answer.status_code == 404
    assert 'role="alert"' in answer.text
    assert "<b>xyz" not in answer.text


def test_the_workbook_and_the_paper_hold_the_sentences(client: TestClient) -> None:
    fields = {"work": OLD, "by": NEW, "on": "2024-12-10"}
    book = load_workbook(io.BytesIO(client.get("/impact.xlsx", params=fields).content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert len(rows) == 2
    assert rows[1][1] == "20/KH-UBND"
    assert str(rows[1][4]).startswith(PROPOSED)
    paper = docx.Document(io.BytesIO(client.get("/impact.docx", params=fields).content))
    assert any(PROPOSED in cell.text for row in paper.tables[0].rows for cell in row.cells)
    assert any("10/12/2024" in p.text for p in paper.paragraphs)


def test_the_workbook_says_what_it_is_about_and_leaves_no_cell_empty_that_the_page_explains(client: TestClient) -> None:
    fields = {"work": OLD, "by": "", "on": "2024-12-10", "lang": "vi"}
    book = load_workbook(io.BytesIO(client.get("/impact.xlsx", params=fields).content))
    about = [cell.value for cell in book.worksheets[-1][2]]
    assert (" ngày " in about[0], about[1:]) == (True, ["không có: bãi bỏ", "10/12/2024"])
    assert "người soạn viết lại" in book.worksheets[0]["E2"].value
