"""The Reconciliation Service API: a messy column matched, and every answer of the form the protocol demands.

The forms below are our own writing of what the protocol's version 0.2 demands of a service.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import fill

REGISTER = (
    "number,type,date,issuer,title,in_force_from,in_force_to,relation,related_number,related_date\n"
    "08/KH-UBND,Kế hoạch,2024-01-08,Ủy ban nhân dân tỉnh Hà Tĩnh,<script>alert(1)</script> số,2024-01-08,,,,\n"
    "08/KH-UBND,Kế hoạch,2024-02-02,Ủy ban nhân dân tỉnh Nghệ An,Phòng chống thiên tai,2024-02-02,2025-01-01,,,\n"
)
TEXT = {"type": "string"}
NAMED = {"type": "object", "properties": {"id": TEXT, "name": TEXT}, "required": ["id", "name"]}
PLACE = {"type": "object", "properties": {"service_url": TEXT, "service_path": TEXT}}
WITH_ID = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT, "identifierSpace": TEXT, "schemaSpace": TEXT, "documentation": TEXT, "serviceVersion": TEXT,
        "logo": TEXT,
        "view": {"type": "object", "required": ["url"], "properties": {"url": WITH_ID}},
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "preview": {
            "type": "object", "required": ["url", "width", "height"],
            "properties": {"url": WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "suggest": {"type": "object", "properties": dict.fromkeys(("entity", "property", "type"), PLACE)},
        "extend": {"type": "object", "properties": {"propose_properties": PLACE}},
    },
}  # fmt: skip
CANDIDATES = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score"],
                    "properties": {
                        "id": TEXT, "name": TEXT, "description": TEXT,
                        "score": {"type": "number", "minimum": 0, "maximum": 100},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": NAMED},
                        "features": {
                            "type": "array",
                            "items": {"properties": {"id": TEXT, "value": {"type": ["boolean", "number"]}}},
                        },
                    },
                },
            }
        },
    },
}  # fmt: skip


def _only(**field: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(field), "properties": field, "additionalProperties": False}


CELL = {
    "oneOf": [
        _only(str=TEXT),
        _only(int={"type": "integer"}),
        _only(id=TEXT, name=TEXT),
        _only(date={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}),
    ]
}
EXTENSION = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": CELL},
            }
        },
    },
}
SUGGESTIONS = {"type": "object", "required": ["result"], "properties": {"result": {"type": "array", "items": NAMED}}}


def hold(value: Any, form: dict[str, Any]) -> Any:
    Draft202012Validator(form).validate(value)
    return value


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    service = Service(str(tmp_path_factory.mktemp("store") / "s"))
    fill(service)
    assert not service.import_register_upload("r.csv", REGISTER.encode()).refused
    with TestClient(create_app(service)) as client:
        yield client


def described(bench: TestClient, name: str) -> dict[str, Any]:
    """The form that our own description gives an answer or a batch."""
    schemas = bench.get("/api/v1/openapi.json").json()["components"]["schemas"]
    return {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}


def test_the_description_says_what_comes_and_what_is_taken(bench: TestClient) -> None:
    """Every example of it is of its form and is answered; every answer is of the form it gives."""
    hold(bench.get("/reconcile").json(), described(bench, "ReconciliationManifest"))
    for name, field, answered in (
        ("ReconciliationQueries", "queries", "ReconciliationAnswers"),
        ("ReconciliationWanted", "extend", "ReconciliationCells"),
    ):
        form = described(bench, name)
        for example in form["components"]["schemas"][name]["examples"]:
            answer = bench.post("/reconcile", data={field: json.dumps(hold(example, form))})
            assert answer.status_code == 200, answer.text
            hold(answer.json(), described(bench, answered))
    for path, name in (
        ("/suggest/entity", "WorksBegun"), ("/suggest/type", "Suggestions"), ("/suggest/property", "Suggestions"),
        ("/extend/propose", "ProposedColumns"), ("/flyout/entity?id=ha-tinh/ubnd/ke-hoach/2024/08", "Flyout"),
    ):  # fmt: skip
        hold(
            bench.get("/reconcile" + path, params={"prefix": "k"} if "?" not in path else None).json(),
            described(bench, name),
        )


def match(bench: TestClient, batch: dict[str, Any], method: str = "POST") -> Any:
    text = json.dumps(batch, ensure_ascii=False)
    answer = (
        bench.post("/reconcile", data={"queries": text})
        if method == "POST"
        else bench.get("/reconcile", params={"queries": text})
    )
    assert answer.status_code == 200, answer.text
    hold(answer.json(), described(bench, "ReconciliationAnswers"))
    return hold(answer.json(), CANDIDATES)


def test_the_manifest_is_of_the_form_and_its_addresses_answer(bench: TestClient) -> None:
    shown = hold(bench.get("/reconcile").json(), MANIFEST)
    id_ = match(bench, {"q": {"query": "15/KH-UBND 2024"}})["q"]["result"][0]["id"]
    for template in (shown["view"]["url"], shown["preview"]["url"]):
        assert bench.get(template.replace("{{id}}", id_)).status_code == 200
    for place in shown["suggest"].values():
        hold(bench.get(place["service_url"] + place["service_path"], params={"prefix": ""}).json(), SUGGESTIONS)
    entity = shown["suggest"]["entity"]
    flyout = entity["flyout_service_url"] + entity["flyout_service_path"].replace("${id}", id_)
    assert bench.get(flyout).json()["id"] == id_
    proposed = shown["extend"]["propose_properties"]
    assert bench.get(
        proposed["service_url"] + proposed["service_path"], params={"type": "Plan", "limit": 3}
    ).json() == {
        "type": "Plan",
        "limit": 3,
        "properties": [
            {"id": "number", "name": "Số, ký hiệu"},
            {"id": "type", "name": "Loại văn bản"},
            {"id": "date", "name": "Ngày ban hành"},
        ],
    }
    assert bench.get("/help").status_code == bench.get("/static/mark.svg").status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_messy_column(bench: TestClient, method: str) -> None:
    column = {
        "08/KH-UBND 2024": None,  # two provinces
        "kh 08": None,
        "NQ 76/NQ-CP 15/7/2021": "chinh-phu/nghi-quyet/2021/76",
        "Kế hoạch số 08/KH-UBND ngày 08/01/2024 của UBND tỉnh Hà Tĩnh": "ha-tinh/ubnd/ke-hoach/2024/08",
        "8/kh-ubnd 2024 nghe an": "nghe-an/ubnd/ke-hoach/2024/08",
        "20/KH-UBND 20-3-2024": "ha-tinh/ubnd/ke-hoach/2024/20",
        "17/NQ-CP 17/3/2019": None,  # the date is wrong
        "không có gì": None,
    }
    batch = {f"q{n}": {"query": words, "limit": 5} for n, words in enumerate(column)}
    answers = match(bench, batch, method)
    assert list(answers) == list(batch)
    for n, (words, expected) in enumerate(column.items()):
        sure = [c["id"] for c in answers[f"q{n}"]["result"] if c["match"]]
        assert sure == ([expected] if expected else []), words
    assert {c["id"] for c in answers["q1"]["result"]} == {
        "ha-tinh/ubnd/ke-hoach/2024/08",
        "nghe-an/ubnd/ke-hoach/2024/08",
    }
    assert answers["q6"]["result"][0]["id"] == "chinh-phu/nghi-quyet/2019/17"
    assert {"id": "date_agrees", "value": False} in answers["q6"]["result"][0]["features"]


@pytest.mark.parametrize(
    ("pid", "value"),
    [
        ("issuer", "UBND tỉnh Nghệ An"), ("issuer", {"id": "x", "name": "Ủy ban nhân dân tỉnh Nghệ An"}),
        ("issuer", ["Nghệ An"]), ("date", "02/02/2024"), ("date", "2024-02-02"), ("title", "Phòng chống thiên tai"),
    ],
)  # fmt: skip
def test_other_columns_decide(bench: TestClient, pid: str, value: Any) -> None:
    query = {"query": "08/KH-UBND", "properties": [{"pid": pid, "v": value}, {"pid": "colour", "v": "red"}]}
    found = match(bench, {"q": query})["q"]["result"]
    assert [c["id"] for c in found if c["match"]] == ["nghe-an/ubnd/ke-hoach/2024/08"]


@pytest.mark.parametrize("cell", ["x", "không rõ", "x-y", "31/02/2024", "9999-99-99", 0, -1, 1e30, "٣/٣/٢٠٢٤"])
def test_one_cell_that_is_no_date_stops_no_batch(bench: TestClient, cell: Any) -> None:
    strange = {"query": "08/KH-UBND", "properties": [{"pid": pid, "v": cell} for pid in ("date", "year")]}
    good = {"query": "08/KH-UBND", "properties": [{"pid": "date", "v": "2024-2-2"}]}
    answers = match(bench, {"a": strange, "b": good})
    assert not any(c["match"] for c in answers["a"]["result"])
    assert [c["id"] for c in answers["b"]["result"] if c["match"]] == ["nghe-an/ubnd/ke-hoach/2024/08"]


@pytest.mark.parametrize(
    ("type_", "strict", "found"),
    [
        ("Plan", None, 2), ("Resolution", None, 0), (["Resolution", "Plan"], "any", 2), ("Work", None, 2),
        ("https://w3id.org/cancu/ontology#Plan", None, 2), ("Resolution", "should", 2), ("nothing", None, 0),
    ],
)  # fmt: skip
def test_types(bench: TestClient, type_: Any, strict: str | None, found: int) -> None:
    query = {"query": "08/KH-UBND", "type": type_, **({"type_strict": strict} if strict else {})}
    assert len(match(bench, {"q": query})["q"]["result"]) == found


def test_year_and_limit(bench: TestClient) -> None:
    year = {"query": "08/KH-UBND", "properties": [{"pid": "year", "v": 2023}]}
    assert not any(c["match"] for c in match(bench, {"q": year})["q"]["result"])
    assert len(match(bench, {"q": {"query": "08/KH-UBND", "limit": 1}})["q"]["result"]) == 1
    assert match(bench, {}) == {}


@pytest.mark.parametrize(
    "queries",
    [
        "", "[]", "null", "{", '{"q": 1}', '{"q": {}}', '{"q": {"query": 5}}',
        '{"q": {"query": "x", "limit": 0}}', '{"q": {"query": "x", "limit": "9"}}', '{"q": {"query": "x", "type": 4}}',
        '{"q": {"query": "x", "properties": [{}]}}', '{"q": {"query": "x", "unknown": 1}}',
        '{"q": {"query": "x", "type_strict": "maybe"}}',
        '{"q": {"query": "x", "properties": {"pid": "a", "v": 1}}}', "[" * 5000, '{"q": {"query": "x", "limit": NaN}}',
        json.dumps({str(n): {"query": "x"} for n in range(501)}),
    ],
)  # fmt: skip
def test_what_is_not_of_the_form_is_a_problem(bench: TestClient, queries: str) -> None:
    answer = bench.post("/reconcile", data={"queries": queries or "x"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert set(answer.json()["message"]) == {"vi", "en"}


def test_jsonp_is_refused(bench: TestClient) -> None:
    for params in ({"callback": "f"}, {"callback": "f", "queries": "{}"}):
        answer = bench.get("/reconcile", params=params)
        assert answer.status_code == 400
        assert "JSONP" in answer.json()["message"]["en"]


def test_columns_are_filled(bench: TestClient) -> None:
    wanted = ["title", "date", "issuer", "type", "in_force_from", "in_force_to", "status", "replaced_by", "year"]
    ids = ["nghe-an/ubnd/ke-hoach/2024/08", "nowhere/1", "https://cancu.example/vn/ha-tinh/ubnd/ke-hoach/2024/20"]
    asked = json.dumps({"ids": ids, "properties": [{"id": p} for p in wanted]})
    for answer in (bench.post("/reconcile", data={"extend": asked}), bench.get("/reconcile", params={"extend": asked})):
        shown = hold(hold(answer.json(), EXTENSION), described(bench, "ReconciliationCells"))
        assert [m["id"] for m in shown["meta"]] == wanted
        assert set(shown["rows"]) == set(ids)
        row = shown["rows"][ids[0]]
        assert row["title"] == [{"str": "Phòng chống thiên tai"}]
        assert row["date"] == [{"date": "2024-02-02T00:00:00Z"}]
        assert row["in_force_to"] == [{"date": "2025-01-01T00:00:00Z"}]
        assert row["status"] == [{"str": "không còn hoặc chưa có hiệu lực"}]
        assert row["year"] == [{"int": 2024}]
        assert set(map(len, shown["rows"]["nowhere/1"].values())) == {0}
        assert shown["rows"][ids[2]]["status"] == [{"str": "chưa rõ"}]
    english = bench.post("/reconcile?lang=en", data={"extend": asked}).json()
    assert english["meta"][0]["name"] == "Title"


@pytest.mark.parametrize("extend", ["x", "{}", '{"ids": ["a"]}', '{"ids": "a", "properties": []}',
                                    '{"ids": ["a"], "properties": [{"id": "colour"}]}'])  # fmt: skip
def test_a_wrong_request_for_data(bench: TestClient, extend: str) -> None:
    assert bench.post("/reconcile", data={"extend": extend}).status_code == 400


def test_suggestions_and_their_pages(bench: TestClient) -> None:
    def suggest(what: str, **given: Any) -> list[str]:
        return [r["id"] for r in bench.get(f"/reconcile/suggest/{what}", params=given).json()["result"]]

    assert suggest("entity", prefix="08/KH") == suggest("entity", prefix="kh 08") != []
    assert len(suggest("entity", prefix="08/KH-UBND", cursor=1)) == 1
    assert suggest("entity", prefix="08/KH-UBND", type="Resolution") == []
    assert "Plan" in suggest("type", prefix="ke ho")
    assert "Plan" in suggest("type", prefix="KH")
    every = suggest("type") + suggest("type", cursor=10)
    assert len(every) == len(set(every)) == 20
    assert suggest("property", prefix="ngay") == ["date"]
    assert suggest("property", prefix="in_f") == ["in_force_from", "in_force_to"]


def test_previews_escape_and_may_stand_in_a_frame_of_this_machine(bench: TestClient) -> None:
    id_ = "ha-tinh/ubnd/ke-hoach/2024/08"
    page = bench.get("/reconcile/preview", params={"id": id_})
    assert "&lt;script&gt;" in page.text
    assert not re.search(r"<script|<form|style=", page.text)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*" in policy
    assert "<script" not in bench.get("/reconcile/flyout/entity", params={"id": id_}).json()["html"]
    assert "frame-ancestors 'none'" in bench.get("/reconcile").headers["content-security-policy"]
    for path in ("preview", "view", "flyout/entity"):
        for bad in ("no/such", "http://[", "https://elsewhere.example/x", "\x00"):
            assert bench.get(f"/reconcile/{path}", params={"id": bad}).status_code == 404


def test_an_id_round_trips(bench: TestClient) -> None:
    answer = bench.get("/reconcile/view", params={"id": "ha-tinh/ubnd/ke-hoach/2024/20"}, follow_redirects=False)
    assert answer.status_code == 303
    assert "ke-hoach%2F2024%2F20" in answer.headers["location"]


def test_the_register_holds_what_the_tests_ask(tmp_path: Path) -> None:
    service = Service(str(tmp_path / "s"))
    assert service.import_register_upload("r.csv", REGISTER.encode()).rows == 2


@pytest.mark.parametrize(
    "typed", ["08", "08/", "08/K", "08/KH-U", "Kế hoạch", "Kế hoạch 08", "ke hoach 08", "phòng ch"]
)
def test_suggestions_come_while_one_types(bench: TestClient, typed: str) -> None:
    shown = hold(bench.get("/reconcile/suggest/entity", params={"prefix": typed}).json(), SUGGESTIONS)["result"]
    assert any("08/KH-UBND" in row["name"] for row in shown)
    assert len({row["id"] for row in shown}) == len(shown)


@pytest.mark.parametrize("cell", [{"query": ""}, {"query": "  "}, {"query": "", "properties": []}])
def test_an_empty_cell_is_answered_by_nothing(bench: TestClient, cell: dict[str, Any]) -> None:
    answers = match(bench, {"q0": {"query": "15/KH-UBND 2024"}, "q1": cell})
    assert answers["q0"]["result"]
    assert answers["q1"] == {"result": []}


def test_a_whole_text_pasted_into_a_cell_stops_no_batch(bench: TestClient) -> None:
    cells = {"a": "15/KH-UBND 2024", "b": "x" * 5_000, "c": "20/KH-UBND 20-3-2024" + " " * 3_000}
    answers = match(bench, {name: {"query": words} for name, words in cells.items()})
    assert [bool(answers[name]["result"]) for name in cells] == [True, False, True]
