"""Search and citing as pages: forms that work without script, words escaped, errors told in the page."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.testclient import TestClient

from api.http.app import create_app
from api.service import Service

HOSTILE = '<img src=x onerror=window.hit=1><script>window.hit=1</script> "href" \\N'
PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: {number}/KH-UBND\nHà Tĩnh, ngày {day} tháng 3 năm 2024\n\nKẾ HOẠCH\n{title}\n\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n\n"
    "Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\n{aim}\n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    where: Path = tmp_path_factory.mktemp("store") / "s"
    service = Service(str(where))
    plans = [
        ("a.txt", PLAN.format(number="15", day=15, title="Phát triển chính quyền số năm 2024", aim="Bảo tàng làng.")),
        ("b.txt", PLAN.format(number="77", day=16, title=f"Du lịch {HOSTILE}", aim=f"Bảo tàng phố {HOSTILE}.")),
    ]
    _, refused = service.load_uploads([(name, text.encode()) for name, text in plans])
    assert not refused
    with TestClient(create_app(service)) as made:
        yield made
    service.close()


class Read:
    """A page as a reader has it."""

    def __init__(self, html: str) -> None:
        self.tree = LexborHTMLParser(html)

    def all(self, selector: str) -> list[LexborNode]:
        return self.tree.css(selector)

    def one(self, selector: str) -> LexborNode:
        return self.all(selector)[0]

    def words(self, selector: str) -> str:
        return self.one(selector).text()

    def said(self, selector: str, name: str) -> str:
        return self.one(selector).attributes[name] or ""


def page(client: TestClient, path: str, code: int = 200, **query: str) -> Read:
    answer = client.get(path, params=query or None)
    assert answer.status_code == code, answer.text
    return Read(answer.text)


def links(read: Read) -> list[str]:
    return [a.attributes["href"] or "" for a in read.all("#found li h2 a, #found li > a")]


def test_every_page_has_a_search_box(client: TestClient) -> None:
    for path in ("/", "/documents", "/help", "/search", "/cite"):
        read = page(client, path)
        assert read.said("header form[role=search]", "action") == "/search"
        assert read.words("header label[for=seek]")


def test_hits_without_script(client: TestClient) -> None:
    read = page(client, "/search", q="15 kh ubnd")
    assert "15/KH-UBND" in read.words("#found h2")
    assert [m.text() for m in read.one("#found h2").css("mark.hit")] == ["15", "KH", "UBND"]
    assert read.said("#found-told", "role") == "status"
    assert client.get(links(read)[0]).status_code == 200
    assert read.said("#q", "value") == "15 kh ubnd"


def test_a_passage_links_to_its_words(client: TestClient) -> None:
    href = links(page(client, "/search", q="bao tang lang", **{"in": "text"}))[0]
    assert href.endswith("#text:~:text=B%E1%BA%A3o%20t%C3%A0ng%20l%C3%A0ng.")
    assert parse_qs(urlsplit(href).query)["work"][0].endswith("2024/15")


def test_the_part_that_changes_is_the_same_words(client: TestClient) -> None:
    whole, part = page(client, "/search", q="bao tang"), client.get("/search", params={"q": "bao tang", "part": "1"})
    assert "<html" not in part.text
    assert Read(part.text).said("[data-told]", "data-told") == whole.words("#found-told")
    assert Read(part.text).one("ol").html == whole.one("#found ol").html


def test_filters_stay_in_the_form(client: TestClient) -> None:
    read = page(client, "/search", type="Luật", status="unknown")
    assert "Luật" in [o.text() for o in read.all("select option[selected]")]
    assert read.all("details[open]")
    assert links(read)
    assert all("Luật" in h.text() for h in read.all("#found h2"))


def test_pages_of_hits_hold_each_once(client: TestClient) -> None:
    seen: list[str] = []
    read = page(client, "/search", since="1900")
    while True:
        seen += links(read)
        more = read.all("a[rel=next]")
        if not more:
            break
        read = page(client, more[0].attributes["href"] or "")
    assert len(seen) == len(set(seen))
    assert len(seen) >= 15


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("query", [{"since": "soon"}, {"status": "x"}, {"in": "heaven"}, {"after": "%%%"}])
def test_what_cannot_be_asked_is_told_in_the_page(client: TestClient, lang: str, query: dict[str, str]) -> None:
    assert page(client, "/search", 400, q="kế hoạch", lang=lang, **query).words("[role=alert]").strip()


@pytest.mark.parametrize("path", ["/search", "/cite"])
@pytest.mark.parametrize("words", [HOSTILE, '"><script>', "' OR 1=1 --", "\x00 NUL", "du lich", "{{ 7*7 }}", "x" * 600])
def test_nothing_typed_or_loaded_becomes_markup(client: TestClient, path: str, words: str) -> None:
    for part in ("", "1"):
        read = page(client, path, q=words, part=part)
        assert not read.all("main img, main script, [onerror]")
        assert all((s.attributes.get("src") or "").startswith("/static/") for s in read.all("script"))


def test_a_law_and_a_plan_are_cited(client: TestClient) -> None:
    law = page(client, "/cite", q="72/2025/QH15")
    assert law.words("#first") == "Luật Tổ chức chính quyền địa phương"
    assert law.words("#precise").endswith("số 72/2025/QH15 ngày 16 tháng 6 năm 2025")
    plan = page(client, "/cite", q="15/KH-UBND ha tinh")
    assert plan.words("#first") == (
        "Kế hoạch số 15/KH-UBND ngày 15 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Hà Tĩnh về phát triển chính quyền số "
        "năm 2024"
    )
    assert plan.words("#later") == "Kế hoạch số 15/KH-UBND"


def test_what_is_replaced_leads_to_what_replaces_it_and_gaps_are_named(client: TestClient) -> None:
    old = page(client, "/cite", q="942/QĐ-TTg")
    assert old.all(".badge.outdated")
    href = old.said("main section a[href^='/cite?work=']", "href")
    new = page(client, href + "&lang=vi")
    assert "2629/QĐ-TTg" in new.words("#first")
    assert "Trích yếu" in new.words(".alert")
    assert "Title" in page(client, href + "&lang=en").words(".alert")


def test_several_are_chosen_from_and_none_is_said(client: TestClient) -> None:
    many = page(client, "/cite", q="chinh phu")
    assert not many.all("#first")
    chosen = page(client, links(many)[0])
    assert chosen.all("#first")
    assert chosen.all("#found [aria-current=true]")
    assert not page(client, "/cite", q="zzzz").all("#first")
    assert client.get("/cite", params={"work": "https://cancu.example/vn/nothing"}).status_code == 404


DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\n\nSố: 3168/QĐ-UBND\nQuảng Trị, ngày 15 tháng 9 năm 2021\n\nQUYẾT ĐỊNH\n"
    "Phê duyệt Đề án cải cách hành chính tỉnh Quảng Trị giai đoạn 2021-2025\n\nCăn cứ Luật;\n\nĐiều 1. Thi hành.\n"
)
MISNUMBERED = (
    "ỦY BAN NHÂN DÂN\nHUYỆN HƯỚNG HÓA\n\nSố: 44/KH-UBND\nHướng Hóa, ngày 08 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "Cải cách hành chính huyện Hướng Hóa năm 2024\n\nThực hiện Quyết định số 3186/QĐ-UBND ngày 15/9/2021 của UBND tỉnh "
    "Quảng Trị phê duyệt Đề án cải cách hành chính tỉnh Quảng Trị giai đoạn 2021-2025, UBND huyện ban hành kế hoạch:\n"
    "I. MỤC ĐÍCH\nNâng cao chất lượng phục vụ.\n"
)


@pytest.fixture(scope="module")
def misnumbered() -> TestClient:
    service = Service("memory:")
    service.load_uploads([("qd.txt", DECISION.encode()), ("kh.txt", MISNUMBERED.encode())])
    return TestClient(create_app(service))


@pytest.mark.parametrize(("lang", "said"), [("vi", "bị cho là ghi sai số"), ("en", "held to be wrong")])
def test_a_number_known_from_a_wrong_citation_only_is_not_offered_as_a_document(
    misnumbered: TestClient, lang: str, said: str
) -> None:
    alert = page(misnumbered, "/cite", q="3186/QĐ-UBND", lang=lang).words(".alert")
    assert said in alert
    assert "3168/QĐ-UBND" in alert
    assert said not in misnumbered.get("/cite", params={"q": "3168/QĐ-UBND", "lang": lang}).text


def test_a_hit_says_its_part_in_words(misnumbered: TestClient) -> None:
    hits = {lang: page(misnumbered, "/search", q="thuc hien quyet dinh so 3186", lang=lang) for lang in ("vi", "en")}
    assert [node.text() for node in hits["vi"].all(".kind")] == ["trong văn bản · phần căn cứ"]
    assert [node.text() for node in hits["en"].all(".kind")] == ["in the text · the preamble"]
    [kind] = page(misnumbered, "/search", q="nang cao chat luong phuc vu", lang="vi").all(".kind")
    assert kind.text() == "trong văn bản · mục I"
