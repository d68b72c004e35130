"""For programs: who cites a work, editions, what is relied on, a lineage as of a day, taking a document out again."""

from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.http.needs import need_of
from tests.api.http.conftest import plan

DIRECTIVE = "15/KH-UBND 2024"


def test_who_cites_a_work_page_by_page(client: TestClient) -> None:
    work = client.get("/api/v1/work", params={"id": DIRECTIVE}).json()
    rows = client.get("/api/v1/work/citing", params={"id": DIRECTIVE}).json()
    assert work["cited"] == {"total": 1, "roles": {"implements": 1}, "more": 0}
    assert [r["label"] for r in rows["items"]] == [r["label"] for r in work["citing"]]
    assert rows["next"] is None
    page = client.get("/citing", params={"work": work["iri"]})
    assert page.status_code == 200
    assert "20/KH-UBND" in work["citing"][0]["label"]
    assert "20/KH-UBND" in page.text  # the rest is set in words, with spaces that do not break


def test_a_lineage_as_of_a_day_leaves_out_what_came_later(client: TestClient) -> None:
    def below(**asked: str) -> int:
        nodes = client.get("/api/v1/lineage", params={"id": DIRECTIVE, **asked}).json()["nodes"]
        return sum(n["depth"] > 0 for n in nodes)

    assert (below(), below(as_of="2024-03-16")) == (1, 0)


def test_a_lineage_is_of_the_form_that_is_described(own_client: TestClient) -> None:
    """Also where a work is no longer in force: the day on which it ended."""
    rows = (
        "number,type,date,issuer,title,in_force_from,in_force_to\n"
        "77/2019/NĐ-CP,Nghị định,2019-01-02,Chính phủ,Một việc,2019-02-01,2023-05-01\n"
    )
    own_client.post("/api/v1/register", files={"file": ("r.csv", rows.encode())})
    text = plan(number="61", basis="Căn cứ Nghị định số 77/2019/NĐ-CP ngày 02/01/2019 của Chính phủ;")
    own_client.app.state.service.load_uploads([("d.txt", text)])  # type: ignore[attr-defined]
    lineage = own_client.get("/api/v1/lineage", params={"id": "61/KH-UBND 2024"}).json()
    spec = own_client.get("/api/v1/openapi.json").json()
    form = {**spec["components"]["schemas"]["LineageView"], "components": spec["components"]}
    assert [e.message for e in Draft202012Validator(form).iter_errors(lineage)] == []
    assert {n["expired"] for n in lineage["nodes"]} == {None, "2023-05-01"}


def test_editions_and_what_is_relied_on(client: TestClient) -> None:
    [own] = client.get("/api/v1/work/editions", params={"id": DIRECTIVE}).json()
    assert own["date"] == "2024-03-15"
    ranks = client.get("/api/v1/relied-on", params={"limit": 3}).json()
    assert len(ranks) == 3
    assert [r["rank"] for r in ranks] == sorted((r["rank"] for r in ranks), reverse=True)
    [mine] = [r for r in ranks if r["iri"] == own["iri"]]
    assert (mine["resting"], mine["date"]) == (1, "2024-03-15")  # what the page shows too
    page = client.get("/relied-on").text
    assert all(r["label"].split(" (")[0] in page for r in ranks)


def test_a_document_is_taken_out(own_client: TestClient) -> None:
    assert own_client.delete("/api/v1/document", params={"id": "20/KH-UBND 2024"}).status_code == 204
    assert len(own_client.get("/api/v1/documents").json()["items"]) == 1
    assert own_client.delete("/api/v1/document", params={"id": "20/KH-UBND 2024"}).status_code == 404


def test_costly_reads_are_counted() -> None:
    for path in ("/board", "/coverage", "/coverage.xlsx", "/compare", "/lineage", "/api/v1/board", "/api/v1/compare",
                 "/api/v1/impact", "/api/v1/relied-on", "/api/v1/lineage"):  # fmt: skip
        assert need_of("GET", path).cost == "picture", path


def test_only_on_is_told_by_every_basis_at_every_door(own_client: TestClient) -> None:
    """Issue 4, D4-12: a plan on two decisions is on neither alone, also where the picture is cut and on the page."""
    one, two = (f"Quyết định số {n}/QĐ-UBND ngày 02/01/2023 của UBND tỉnh Hà Tĩnh" for n in (901, 902))
    texts = [
        ("a.txt", plan(number="71", basis=f"Căn cứ {one};\nCăn cứ {two};")),
        ("b.txt", plan(number="72", basis=f"Căn cứ {one};")),
    ]
    own_client.app.state.service.load_uploads(texts)  # type: ignore[attr-defined]
    both, alone = (own_client.get("/api/v1/work", params={"id": f"{n}/KH-UBND 2024"}).json()["iri"] for n in (71, 72))
    for steps in ({}, {"down": 0}, {"up": 0, "down": 1}, {"roles": "all"}):
        asked = {"id": "901/QĐ-UBND 2023", **steps}
        assert own_client.get("/api/v1/lineage", params=asked).json()["only_on_focus"] == [alone]
        asked["id"] = "902/QĐ-UBND 2023"
        assert own_client.get("/api/v1/lineage", params=asked).json()["only_on_focus"] == []
    page = own_client.get("/lineage", params={"work": "901/QĐ-UBND 2023", "down": 0}).text
    listed = page.partition('id="chi-dung-tren"')[2].partition("</section>")[0]
    assert ("72/KH-UBND" in listed, "71/KH-UBND" in listed) == (True, False)
    assert both not in listed
    assert "chi-dung-tren" not in own_client.get("/lineage", params={"work": "902/QĐ-UBND 2023"}).text
