"""Questions to the store as forms: their fields, the answer as a table, a file and a picture."""

import csv
import html
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from api.http.app import create_app
from api.service import Service
from api.web.answers import harmless, head
from graph.queries import NamedQuery, list_queries


@pytest.fixture(scope="module")
def client(root: Path) -> TestClient:
    service = Service("memory:")
    corpus = root / "examples" / "corpus"
    service.load([corpus / name for name in ("kh-tinh-2024.docx", "kh-stttt-2024.docx", "kh-phuoctrach-2024.txt")])
    return TestClient(create_app(service))


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.id)
def test_every_question_has_its_form(client: TestClient, query: object) -> None:
    page = client.get("/ask", params={"name": query.id, "lang": "en"}).text  # type: ignore[attr-defined]
    for parameter in query.parameters:  # type: ignore[attr-defined]
        assert f'name="p.{parameter.name}"' in page
    assert f'value="{query.id}"' in page  # type: ignore[attr-defined]


def test_an_answer_is_a_table_a_file_and_a_picture(client: TestClient) -> None:
    asked = {"name": "implementers", "run": "1", "p.work": "11/KH-UBND", "lang": "vi"}
    page = client.get("/ask", params=asked).text
    assert "58/KH-STTTT" in page
    assert 'id="hinh"' in page
    assert page.count("Kế hoạch 58/KH-STTTT") <= 2  # the table's link and the picture, no column that repeats it
    rows = list(csv.reader(io.StringIO(client.get("/ask.csv", params=asked).content.decode("utf-8-sig"))))
    assert len(rows) == 3
    sheet = load_workbook(io.BytesIO(client.get("/ask.xlsx", params=asked).content)).worksheets[0]
    assert sheet.max_row == 3
    assert b"<svg" in client.get("/ask.svg", params=asked).content


def test_the_workbook_and_the_csv_say_what_the_page_says(client: TestClient) -> None:
    seen = 0
    for query in list_queries():
        asked = {"name": query.id, "run": "1", "p.work": "11/KH-UBND", "lang": "vi"}
        answer = client.get("/ask.xlsx", params=asked)
        if answer.status_code != 200:
            continue
        sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
        words = [str(cell) for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row if cell is not None]
        seen += len(words)
        heads = [str(cell.value) for cell in sheet[1]]
        rows = list(csv.reader(io.StringIO(client.get("/ask.csv", params=asked).content.decode("utf-8-sig"))))
        assert rows[0] == heads
        words += [word for row in rows[1:] for word in row]
        assert [w for w in words if re.search(r"document/[0-9a-f]|register/row|^Wrong[A-Z]", w)] == []
        assert [w for w in words if "cancu.example" in w or re.search(r"(?<![\w/-])20\d\d-\d\d-\d\d", w)] == []
    assert seen > 100


def test_a_change_is_said_to_be_none_of_a_question(client: TestClient) -> None:
    asked = {"q": "PREFIX a: <urn:a>\nINSERT DATA { <urn:a> <urn:b> <urn:c> }", "lang": "vi"}
    page = html.unescape(client.get("/ask", params=asked).text)
    assert "chỉ hỏi được, không sửa được kho ở đây" in page
    wrong = html.unescape(client.get("/ask", params={"q": "SELEC ?x", "lang": "vi"}).text)
    assert "expected" not in wrong


def test_what_a_question_lacks_is_said(client: TestClient) -> None:
    page = client.get("/ask", params={"name": "implementers", "run": "1", "lang": "en"}).text
    assert "needs work" in page
    unknown = client.get("/ask", params={"name": "no-such-question"})
    assert unknown.status_code == 200
    assert "no-such-question" in unknown.text
    assert client.get("/ask.svg", params={"name": "finding-kinds"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x WHERE { ?x <img", "at line 1, character 26, near “?x WHERE { ?x <img”: expected"),
        ("SELECT ?x { ?x a foo:bar }", "a prefix is not declared. Correct the query."),
        ("SELECT ?x\nWHERE { ?x ?p ?y . ", "at line 2, character 20, near “WHERE { ?x ?p ?y .”. Correct the query."),
    ],
)
def test_a_mistake_is_shown_where_it_stands_and_briefly(client: TestClient, query: str, said: str) -> None:
    page = html.unescape(client.get("/ask", params={"q": query, "lang": "en"}).text)
    [alert] = re.findall(r'role="alert"><p>(.*?)</p>', page)
    assert said in alert
    assert len(alert) < 250


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1"])
def test_no_cell_of_a_file_is_a_formula(words: str) -> None:
    assert harmless(words) == "'" + words
    assert harmless("08/KH-UBND") == "08/KH-UBND"
    assert harmless(None) == ""


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.id)
def test_every_column_of_a_shipped_question_has_a_name(query: NamedQuery) -> None:
    [asked] = re.findall(r"^SELECT (?:DISTINCT )?(.*?) WHERE", query.text, re.M)
    variables = re.findall(r"\?(\w+)(?=[\s)]|$)", re.sub(r"\([^()]*(?:\([^()]*\))?[^()]* AS ", "(", asked))
    assert variables
    assert [v for v in variables if head(v, "vi") == v] == []


def test_the_values_of_an_answer_are_words(client: TestClient) -> None:
    for name in ("bases", "citing"):
        page = client.get("/ask", params={"name": name, "run": "1", "p.work": "58/KH-STTTT", "lang": "vi"}).text
        assert "để thực hiện" in page or "tự nhắc đến mình" in page
        assert not re.search(r"<td[^>]*>(?:cc:role-\w+|implements|legal_basis)</td>", page)


@pytest.mark.parametrize(("asked", "opened"), [({}, True), ({"name": "documents"}, False), ({"q": "ASK {}"}, False)])
def test_the_questions_make_room_for_an_answer(client: TestClient, asked: dict[str, str], opened: bool) -> None:
    """All of them in sight before one is chosen; one line above the answer after."""
    page = client.get("/ask", params={**asked, "lang": "vi"}).text
    [listed] = re.findall(r'<nav class="card questions.*?</nav>', page, re.S)
    assert listed.count("<li>") == len(list_queries())
    assert ("<details open>" in listed) == opened
