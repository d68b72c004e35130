"""The HTTP API as programs use it: every endpoint, errors, conditional requests, paging, jobs."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.http.app import create_app
from api.http.v1.paging import write_cursor
from api.service import Service
from tests.api.http.conftest import WRONG, plan

FIRST = "15/KH-UBND 2024"
SECOND = "20/KH-UBND 2024"


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get("/api/v1" + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def follow(client: TestClient, href: str) -> dict[str, Any]:
    for _ in range(300):
        job: dict[str, Any] = client.get(href).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_documents_and_one_document(client: TestClient) -> None:
    rows = get(client, "/documents")["items"]
    assert [r["date"] for r in rows] == ["2024-03-20", "2024-03-15"]
    assert [r["date"] for r in get(client, "/documents", q="tap huan")["items"]] == ["2024-03-20"]
    by_words = get(client, "/document", id=FIRST)
    assert by_words == get(client, "/document", id=rows[1]["document"]) == get(client, "/document", id=rows[1]["work"])
    assert by_words["document"]["number"] == "15/KH-UBND"
    assert "WrongDate" in {f["kind"] for f in by_words["findings"]}


def test_citations_are_judged(client: TestClient) -> None:
    (one,) = [c for c in get(client, "/document/citations", id=FIRST)["items"] if c["number"] == "17/NQ-CP"]
    assert (one["date"], one["status"]) == ("2019-03-17", "wrong")


def test_works_are_paged_whole(client: TestClient) -> None:
    seen, cursor = [], None
    while True:
        page = get(client, "/works", limit=7, **({"cursor": cursor} if cursor else {}))
        seen += [r["work"] for r in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == sorted(set(seen))
    assert seen == [r["work"] for r in get(client, "/works", limit=500)["items"]]
    work = get(client, "/work", id=FIRST)
    assert work["citing"][0]["label"]
    assert {f["field"] for f in work["facts"]} >= {"number", "date"}


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ({}, True),
        ({"kind": "WrongDate"}, True),
        ({"kind": "BodyAbolished"}, False),
        ({"severity": "error"}, True),
        ({"state": "open"}, True),
        ({"state": "dismissed"}, False),
        ({"document": FIRST, "kind": "WrongDate"}, True),
        ({"document": SECOND, "kind": "WrongDate"}, False),
    ],
)
def test_findings_filtered(client: TestClient, query: dict[str, str], some: bool) -> None:
    assert bool(get(client, "/findings", **query)["items"]) is some


def test_relations(client: TestClient) -> None:
    lineage = get(client, "/lineage", id=FIRST)
    assert any(e["source"].endswith("2024/20") and e["target"].endswith("2024/15") for e in lineage["edges"])
    svg = client.get("/api/v1/lineage", params={"id": FIRST, "format": "svg"})
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert b"<svg" in svg.content
    assert get(client, "/board", id=FIRST)["rows"]
    assert get(client, "/impact", id=FIRST, on="2024-12-01")["bodies"]
    assert "tasks" in get(client, "/compare", directive=FIRST, plan=SECOND)


def test_search_by_number_accents_and_words(client: TestClient) -> None:
    for typed in ("15/KH-UBND", "kh 15", "15 khubnd 2024 ha tinh"):
        first = get(client, "/search", q=typed)["items"][0]
        assert (first["by"], first["number"], first["kind"]) == ("number", "15/KH-UBND", "work")
    assert get(client, "/search", q="phát triển chính quyền số")["items"][0]["by"] == "accents"
    assert get(client, "/search", q="ky nang ha tinh")["items"][0]["by"] == "words"
    assert get(client, "/search", q="%%%") == {"items": [], "next": None, "total": 0, "loosely": False}
    assert get(client, "/search", q="15/KH-UBND ngày 16/3/2024")["loosely"] is True


def test_search_by_filters_and_the_place_of_a_passage(client: TestClient) -> None:
    assert {r["type"] for r in get(client, "/search", type="luat")["items"]} == {"Luật"}
    both = get(client, "/search", issuer="ha tinh", since=2024, until=2024, status="unknown")
    assert {r["number"] for r in both["items"]} == {"15/KH-UBND", "20/KH-UBND"}
    assert get(client, "/search", issuer="ha tinh", until=2023)["total"] == 0
    (text,) = get(client, "/search", **{"q": "nang cao chat luong phuc vu", "in": "text", "issuer": "ha tinh"})[
        "items"
    ][:1]
    raw = get(client, "/document", id=text["source"])["raw"]
    assert "Nâng cao chất lượng" in raw[text["start"] : text["end"]]
    assert [w["text"] for w in text["snippet"] if w["hit"]] == ["Nâng", "cao", "chất", "lượng", "phục", "vụ"]
    tasks = get(client, "/search", **{"q": "so noi vu", "in": "task"})["items"]
    assert {t["kind"] for t in tasks} == {"task"}


def test_search_is_paged_whole(client: TestClient) -> None:
    whole = get(client, "/search", q="nghi", limit=500)
    seen, cursor = [], None
    while True:
        page = get(client, "/search", q="nghi", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += page["items"]
        assert page["total"] == whole["total"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole["items"]
    assert len(seen) == whole["total"] > 2


@pytest.mark.parametrize("query", [{"status": "gone"}, {"in": "heaven"}, {"since": "abc"}, {"q": "x" * 501}])
def test_a_wrong_filter_is_a_problem(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/api/v1/search", params=query)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("key", [["1"], ["a", "b", "c"], ["0", "nan", "0"], ["9" * 30, "1e999", "-7"]])
def test_a_made_up_cursor_breaks_nothing(client: TestClient, key: list[str]) -> None:
    answer = client.get("/api/v1/search", params={"q": "nghi", "cursor": write_cursor(tuple(key))})
    assert answer.status_code in (200, 400)


def test_suggestions_for_somebody_typing(client: TestClient) -> None:
    assert get(client, "/search/suggest", q="15/k")[0]["label"] == "Kế hoạch 15/KH-UBND"
    assert get(client, "/search/suggest", q="") == []


def test_what_is_loaded_is_found_at_once_and_what_is_gone_is_not(own_client: TestClient) -> None:
    asked = {"q": "bao tang lang", "in": "work"}
    assert get(own_client, "/search", **asked)["total"] == 0
    service = own_client.app.state.service  # type: ignore[attr-defined]
    report, _ = service.load_uploads([("c.txt", plan(number="31", day="31", title="Bảo tàng làng năm 2024"))])
    assert get(own_client, "/search", **asked)["items"][0]["number"] == "31/KH-UBND"
    service.unload([report.documents[0].document])
    assert get(own_client, "/search", **asked)["total"] == 0


def test_tasks_and_units(client: TestClient) -> None:
    tasks = get(client, "/tasks")["items"]
    assert {t["unit"] for t in tasks} == {"Sở Nội vụ tỉnh Hà Tĩnh"}
    units = get(client, "/units", q="so noi vu")["items"]
    assert [(u["name"], u["documents"]) for u in units] == [("Sở Nội vụ tỉnh Hà Tĩnh", 2)]


def test_queries_that_ship(client: TestClient) -> None:
    assert len(get(client, "/queries")) >= 20
    rows = get(client, "/queries/implementers", work=FIRST)
    assert any(cell and cell.endswith("2024/20") for row in rows["rows"] for cell in row)


def test_what_a_question_asks_for_is_described(client: TestClient) -> None:
    """A client made of the description can ask every question."""
    operation = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/queries/{name}"]["get"]
    described = {p["name"]: p for p in operation["parameters"]}
    for question in get(client, "/queries"):
        assert question["name"] in described["name"]["schema"]["enum"]
        for parameter in question["parameters"]:
            assert question["name"] in described[parameter["name"]]["description"]
            assert "default" not in described[parameter["name"]]["schema"]  # a client would send it everywhere


def test_a_check_reports_and_keeps_nothing(own_client: TestClient) -> None:
    before = get(own_client, "/documents")
    draft = plan(number="31", basis=WRONG)
    day = "?as_of=2026-11-20"
    answer = own_client.post("/api/v1/check" + day, files={"file": ("dự thảo.txt", draft)})
    assert answer.json()["as_of"] == "2026-11-20"
    both = own_client.post("/api/v1/check" + day, files={"file": ("dự thảo.txt", draft)}, data={"as_of": "2026-11-21"})
    assert both.status_code == 400
    answer = own_client.post("/api/v1/check", files={"file": ("dự thảo.txt", draft)}, data={"as_of": "2026-11-21"})
    report = answer.json()
    assert (report["file"], report["as_of"]) == ("dự thảo.txt", "2026-11-21")
    assert any(f["kind"] == "WrongDate" for f in report["findings"])
    assert get(own_client, "/documents") == before


def test_loading_is_a_job_to_follow(own_client: TestClient) -> None:
    uploads = [("files", ("c.txt", plan(number="40", day="21"))), ("files", ("empty.txt", b""))]
    answer = own_client.post("/api/v1/load", files=uploads)
    assert answer.status_code == 202
    href = answer.headers["location"]
    assert href == answer.json()["href"]
    with own_client.stream("GET", href + "/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        events = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    assert events[-1]["state"] == "done"
    job = follow(own_client, href)
    assert events[-1] == job
    assert [d["state"] for d in job["documents"]] == ["loaded"]
    assert [r["file"] for r in job["refused"]] == ["empty.txt"]
    assert set(job["refused"][0]["cause"]) == {"vi", "en"}
    assert (job["done"], job["total"]) == (2, 2)
    assert len(get(own_client, "/documents")["items"]) == 3


def test_a_corrected_version_sent_again_stands_in_place_of_the_earlier_one(own_client: TestClient) -> None:
    def send(text: bytes) -> dict[str, Any]:
        answer = own_client.post("/api/v1/load", files=[("files", ("c.txt", text))])
        job: dict[str, Any] = follow(own_client, answer.headers["location"])
        return job

    first = plan(number="40", day="21")
    (old,) = send(first)["documents"]
    held = len(get(own_client, "/documents")["items"])
    (new,) = send(first + b"\n ")["documents"]
    assert (new["state"], new["instead_of"]) == ("replaced", [old["document"]])
    assert len(get(own_client, "/documents")["items"]) == held


def test_a_review_is_kept(own_client: TestClient) -> None:
    finding = get(own_client, "/findings", kind="WrongDate")["items"][0]
    body = {"finding": finding["iri"], "decision": "dismissed", "reviewer": "Lê Thị Hoa", "reason": ""}
    assert own_client.post("/api/v1/reviews", json=body).status_code == 400  # no reason
    body["reason"] = "Bản gốc ghi như vậy"
    assert own_client.post("/api/v1/reviews", json=body).status_code == 204
    (after,) = get(own_client, "/findings", state="dismissed")["items"]
    assert (after["id"], after["history"][0]["by"]) == (finding["id"], "Lê Thị Hoa")
    assert own_client.post("/api/v1/reviews", json={**body, "finding": "none"}).status_code == 404


def test_register_rows_in_and_audited(own_client: TestClient) -> None:
    before = get(own_client, "/register/audit")["items"]
    rows = "number,date,issuer,type,title\n99/NQ-CP,2020-06-01,Chính phủ,Nghị quyết,Một việc\n"
    rows += "98/2020/NĐ-CP,2020-06-31,Chính phủ,Nghị định,Một việc khác\n"
    answer = own_client.post("/api/v1/register", files={"file": ("r.csv", rows.encode())})
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"] + len(answer.json()["refused"]) == 2
    after = get(own_client, "/register/audit")["items"]
    assert [e["check"] for e in after if e not in before] == ["impossible_date"]
    first = get(own_client, "/register/audit", limit="1")
    assert first["items"] == after[:1]
    assert (first["next"] is None) == (len(after) == 1)


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/document?id=999/KH-UBND", 404, "NotFound"),
        ("/document?id=https://cancu.example/vn/none", 404, "NotFound"),
        ("/document?id=https://cancu.example/document/<x>", 404, "NotFound"),
        ("/board?id=http://[<", 404, "NotFound"),
        ("/documents?cursor=!!", 400, "QueryError"),
        ("/works?cursor=W10", 404, "NotFound"),
        ("/documents?limit=0", 422, "InvalidRequest"),
        ("/queries/none", 404, "NotFound"),
        ("/queries/implementers", 400, "QueryError"),
        ("/jobs/none", 404, "NotFound"),
        ("/jobs/none/events", 404, "NotFound"),
        ("/nothing", 404, "Http"),
    ],
)
def test_errors_are_problems_in_both_languages(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get("/api/v1" + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["type"]) == (status, f"/problems/{kind}")
    assert body["message"]["vi"]
    assert body["message"]["en"]


def test_an_unreadable_draft_is_a_problem(client: TestClient) -> None:
    answer = client.post("/api/v1/check", files={"file": ("x.docx", b"PK\x03\x04not a zip")})
    assert answer.status_code in (415, 422)
    assert "x.docx" in answer.json()["message"]["vi"]


def test_what_has_not_changed_is_not_sent_again(own_client: TestClient) -> None:
    first = own_client.get("/api/v1/documents")
    tag = first.headers["etag"]
    again = own_client.get("/api/v1/documents", headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert own_client.get("/api/v1/documents?limit=1", headers={"If-None-Match": tag}).status_code == 200
    follow(own_client, own_client.post("/api/v1/load", files={"files": ("c.txt", plan(number="41"))}).json()["href"])
    assert own_client.get("/api/v1/documents", headers={"If-None-Match": tag}).status_code == 200
    assert "etag" not in own_client.get("/api/v1/document?id=999/KH-UBND").headers


def test_every_read_is_tagged(own_client: TestClient) -> None:
    """Whatever a program reads, it need not read twice."""
    job = own_client.post("/api/v1/load", files={"files": ("c.txt", plan(number="41"))}).json()["href"]
    follow(own_client, job)
    paths = own_client.get("/api/v1/openapi.json").json()["paths"]
    needed = {"id": FIRST, "directive": FIRST, "plan": "20/KH-UBND 2024", "q": "kế hoạch", "work": FIRST}
    tried = {job, "/api/v1/openapi.json"}
    for path, operations in paths.items():
        if path.startswith("/api/v1/") and "get" in operations and not path.endswith("/events"):
            tried.add(path.replace("{name}", "implementers").replace("/jobs/{job}", job.removeprefix("/api/v1")))
    for path in sorted(tried):
        operation = paths.get(path, {}).get("get") or paths["/api/v1/queries/{name}"]["get"]
        asked = {p["name"]: needed[p["name"]] for p in operation.get("parameters", []) if p["name"] in needed}
        if path in (job, "/api/v1/openapi.json"):
            asked = {}
        elif path.endswith("/queries/implementers"):
            asked = {"work": FIRST}
        first = own_client.get(path, params=asked)
        assert first.status_code == 200, (path, first.text)
        again = own_client.get(path, params=asked, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
    assert len(tried) > 25


def test_a_decision_changes_the_tag_of_the_decisions(own_client: TestClient) -> None:
    tag = own_client.get("/api/v1/reviews").headers["etag"]
    finding = get(own_client, "/findings", kind="WrongDate")["items"][0]
    body = {"finding": finding["iri"], "decision": "confirmed", "reviewer": "Lê Thị Hoa"}
    assert own_client.post("/api/v1/reviews", json=body).status_code == 204
    seen = own_client.get("/api/v1/reviews", headers={"If-None-Match": tag})
    assert (seen.status_code, len(seen.json()["items"])) == (200, 1)


def test_pages_hold_still_while_documents_are_loaded(own_client: TestClient) -> None:
    before = [r["document"] for r in get(own_client, "/documents")["items"]]
    first = get(own_client, "/documents", limit=1)
    newer, older = plan(number="50", day="25"), plan(number="51", day="10")
    uploads = [("files", ("n.txt", newer)), ("files", ("o.txt", older))]
    follow(own_client, own_client.post("/api/v1/load", files=uploads).json()["href"])
    seen, cursor = [r["document"] for r in first["items"]], first["next"]
    while cursor:
        page = get(own_client, "/documents", limit=1, cursor=cursor)
        seen += [r["document"] for r in page["items"]]
        cursor = page["next"]
    assert [d for d in seen if d in before] == before
    assert len(seen) == len(set(seen)) == 3  # the older one is met, the newer one stands before the first page


def test_the_description_is_whole(client: TestClient) -> None:
    spec = client.get("/api/v1/openapi.json").json()
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            assert operation["tags"], (method, path)
            assert operation["summary"], (method, path)
            assert operation["operationId"], (method, path)
            problems = [
                s for s, r in operation["responses"].items() if "application/problem+json" in r.get("content", {})
            ]
            assert {s[0] for s in problems} == {"4", "5"}, (method, path)
    for name, schema in spec["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        if not name.startswith("Body_"):  # files
            assert schema["examples"], name
            whole = {**schema, "components": spec["components"]}
            for example in schema["examples"]:
                assert [e.message for e in Draft202012Validator(whole).iter_errors(example)] == [], name
    names = [o["operationId"] for p in spec["paths"].values() for o in p.values()]
    assert len(names) == len(set(names))


def test_a_wrong_method_says_which_is_right(client: TestClient) -> None:
    answer = client.delete("/api/v1/documents")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_unforeseen_is_a_problem_without_its_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_service: Service) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(Service, "audit_register", fail)
    with TestClient(create_app(Service(str(tmp_path / "s"))), raise_server_exceptions=False) as client:
        answer = client.get("/api/v1/register/audit")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text
    assert set(answer.json()["message"]) == {"vi", "en"}


@pytest.mark.parametrize("query", [{}, {"kind": ["WrongDate", "PeriodEnded"]}, {"severity": "error"}])
def test_findings_are_paged_whole(client: TestClient, query: dict[str, Any]) -> None:
    whole = get(client, "/findings", limit=500, **query)
    assert whole["next"] is None
    assert len(whole["items"]) >= 1
    seen: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = get(client, "/findings", limit=1, **query, **cursor)
        seen += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == whole["items"]
    assert {f["label"] for f in seen} <= {r["label"] for r in get(client, "/documents")["items"]}


def test_a_rule_of_acceptance_is_made_from_a_finding_and_taken_back(client: TestClient) -> None:
    found = next(f for f in get(client, "/findings", kind="WrongDate")["items"] if f["work"])
    form = {"finding": found["id"], "reviewer": "Lê An", "reason": "bản đính chính"}
    rule = client.post("/api/v1/rules", json=form).json()
    assert (rule["kind"], rule["work"], rule["by"]) == ("WrongDate", found["work"], "Lê An")
    assert [r["id"] for r in get(client, "/rules")] == [rule["id"]]
    assert get(client, "/reviews")["items"][0]["decision"] == "dismissed"
    again = client.post("/api/v1/check", files={"file": ("a.txt", plan(basis=WRONG))}).json()
    assert "WrongDate" in {f["kind"] for f in again["set_aside"]}
    taken = client.delete(f"/api/v1/rules/{rule['id']}", params={"reviewer": "Trần B"})
    assert taken.json()["withdrawn_by"] == "Trần B"
    assert get(client, "/rules") == []
    assert client.delete(f"/api/v1/rules/{rule['id']}", params={"reviewer": "Trần B"}).status_code == 404
    client.post("/api/v1/reviews", json=form | {"decision": "reopened"})
