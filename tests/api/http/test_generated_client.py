"""A client that a generator makes of the API's own description, calling the API as it runs."""

import importlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest

from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import WRONG, fill, plan
from tests.api.http.serving import served

FIRST, SECOND = "15/KH-UBND 2024", "20/KH-UBND 2024"
NAME = "cancu_generated"
XML = ("application/atom+xml", "application/akn+xml")  # text to this generator, which reads no XML


def generate(address: str, folder: Path) -> list[str]:
    """Make the package; which operations the generator could not take whole."""
    description, config = folder / "openapi.json", folder / "config.yml"
    description.write_bytes(httpx.get(address + "/api/v1/openapi.json").content)
    config.write_text(json.dumps({"post_hooks": [], "content_type_overrides": dict.fromkeys(XML, "text/plain")}))
    command = [Path(sys.executable).parent / "openapi-python-client", "generate", "--meta", "none"]
    places = ["--path", description, "--config", config, "--output-path", folder / NAME]
    done = subprocess.run([*command, *places], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return re.findall(r"(?:WARNING|ERROR)\S* parsing (\w+ \S+)", done.stdout + done.stderr)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The generated package, and a client of it for the running application."""
    service = Service(str(tmp_path_factory.mktemp("store") / "s"))
    fill(service)
    folder = tmp_path_factory.mktemp("client")
    with served(create_app(service)) as address:
        left_out = generate(address, folder)
        sys.path.insert(0, str(folder))
        try:
            package = importlib.import_module(NAME)
            with package.Client(base_url=address, timeout=httpx.Timeout(60)) as client:
                yield SimpleNamespace(
                    client=client,
                    models=importlib.import_module(NAME + ".models"),
                    left_out=left_out,
                    modules={p.stem for p in (folder / NAME / "api").glob("*/*.py")} - {"__init__"},
                )
        finally:
            sys.path.remove(str(folder))
    service.close()


def operation(tag: str, name: str) -> ModuleType:
    return importlib.import_module(f"{NAME}.api.{tag}.{name}")


def call(made: SimpleNamespace, tag: str, name: str, /, **given: Any) -> Any:
    return operation(tag, name).sync(client=made.client, **given)


def test_every_operation_is_taken(made: SimpleNamespace) -> None:
    """Only bodies in RDF and SPARQL are beyond this generator; those protocols have clients of their own."""
    assert {name.split("/")[1] for name in made.left_out} <= {"sparql", "graph-store", "own"}
    paths = made.client.get_httpx_client().get("/api/v1/openapi.json").json()["paths"]
    assert made.modules == {o["operationId"] for p in paths.values() for o in p.values()}


def test_lists_are_rows_of_their_types(made: SimpleNamespace) -> None:
    page = call(made, "documents", "documents", limit=1)
    assert type(page.items[0]).__name__ == "DocumentRow"
    following = call(made, "documents", "documents", limit=1, cursor=page.next_)
    assert {page.items[0].label, following.items[0].label} == {
        r.label for r in call(made, "documents", "documents").items
    }
    assert {u.documents for u in call(made, "documents", "units", q="so noi vu").items} == {2}
    assert call(made, "documents", "tasks").items[0].unit == "Sở Nội vụ tỉnh Hà Tĩnh"


def test_a_document_and_a_work(made: SimpleNamespace) -> None:
    document = call(made, "documents", "document", id=FIRST)
    assert document.document.number == "15/KH-UBND"
    assert {f.kind for f in document.findings} >= {"WrongDate"}
    assert document.tasks[0].lead
    work = call(made, "documents", "work", id=FIRST)
    assert {f.rank.value for f in work.facts} == {"own_text"}
    assert work.citing[0].role == "implements"


def test_questions_that_ship_are_asked_with_what_they_need(made: SimpleNamespace) -> None:
    found = call(made, "documents", "answer", name="implementers", work=FIRST)
    assert any(cell and cell.endswith("2024/20") for row in found.rows for cell in row)
    assert call(made, "documents", "answer", name="documents", count=1).rows
    lacking = operation("documents", "answer").sync_detailed(client=made.client, name="implementers")
    assert (lacking.status_code, lacking.parsed.type_) == (400, "/problems/QueryError")


def test_relations_have_types(made: SimpleNamespace) -> None:
    lineage = call(made, "relations", "lineage", id=FIRST)
    assert [type(e).__name__ for e in lineage.edges][:1] == ["LineageEdge"]
    assert {n.level.value for n in lineage.nodes} == {"central", "province"}
    board = call(made, "relations", "board", id=FIRST)
    assert board.rows[0].plans[0].number == "20/KH-UBND"
    comparison = call(made, "relations", "compare", directive=FIRST, plan=SECOND)
    assert comparison.tasks[0].state.value in ("carried_out", "partly", "missing", "not_theirs")
    impact = call(made, "relations", "impact", id=FIRST)
    assert impact.bodies[0].changes[0].sentence


def test_a_draft_is_checked(made: SimpleNamespace) -> None:
    types = importlib.import_module(NAME + ".types")
    file = types.File(payload=BytesIO(plan(number="31", basis=WRONG)), file_name="draft.txt", mime_type="text/plain")
    report = call(made, "drafts", "check", body=made.models.BodyCheck(file=file))
    assert report.file == "draft.txt", report
    (wrong,) = [f for f in report.findings if f.kind == "WrongDate"]
    assert (wrong.written, wrong.actual, wrong.severity.value) == ("2019-03-17", "2019-03-07", "error")


def test_errors_are_problems(made: SimpleNamespace) -> None:
    missing = operation("documents", "document").sync_detailed(client=made.client, id="999/KH-UBND")
    assert (missing.status_code, type(missing.parsed).__name__) == (404, "Problem")
    assert missing.parsed.message.vi != missing.parsed.message.en
    wrong = operation("documents", "documents").sync_detailed(client=made.client, cursor="!!")
    assert (wrong.status_code, wrong.parsed.type_) == (400, "/problems/QueryError")
    invalid = operation("documents", "documents").sync_detailed(client=made.client, limit=0)
    assert (invalid.status_code, invalid.parsed.status) == (422, 422)


def test_a_loading_is_followed_by_polling(made: SimpleNamespace) -> None:
    types = importlib.import_module(NAME + ".types")
    file = types.File(payload=BytesIO(plan(number="70", day="23")), file_name="c.txt", mime_type="text/plain")
    job = call(made, "loading", "load", body=made.models.BodyLoad(files=[file]))
    for _ in range(200):
        job = call(made, "loading", "follow", job=job.id)
        if job.state.value in ("done", "failed"):
            break
        time.sleep(0.1)
    assert (job.state.value, job.documents[0].state.value) == ("done", "loaded")
    assert any("70/KH-UBND" in r.label for r in call(made, "documents", "documents").items)


def test_two_reviewers_do_not_decide_unseen(made: SimpleNamespace) -> None:
    row = call(made, "findings", "findings", kind=["WrongDate"]).items[0]

    def decide(reviewer: str, version: str) -> Any:
        form = made.models.ReviewForm(
            finding=row.id, decision=made.models.ReviewFormDecision.CONFIRMED, reviewer=reviewer
        )
        return operation("findings", "review").sync_detailed(client=made.client, body=form, if_match=f'"{version}"')

    assert decide("Mai", row.version).status_code == 204
    late = decide("Hoa", row.version)
    assert (late.status_code, late.parsed.type_) == (412, "/problems/ChangedMeanwhile")
    (now,) = [r for r in call(made, "findings", "findings").items if r.id == row.id]
    assert [d.by for d in now.history] == ["Mai"]
    assert decide("Hoa", now.version).status_code == 204


def test_a_column_is_matched(made: SimpleNamespace) -> None:
    form = made.models.BodyReconcilePost(queries='{"q": {"query": "15/KH-UBND 2024"}}')
    answer = operation("reconciliation", "reconcile_post").sync_detailed(client=made.client, body=form)
    assert json.loads(answer.content)["q"]["result"][0]["match"] is True
