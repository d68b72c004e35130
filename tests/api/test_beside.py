"""The processes beside a server: they load and follow, the server's own process does neither."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.beside import RANK, Beside
from api.http.app import create_app
from api.outcomes import Refused
from api.service import Service
from graph.load import Loaded
from ontology.errors import CancuError, RegisterError, StoreError
from tests.api.http.conftest import fill, plan


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    service = Service(str(tmp_path / "s"))
    service.waits = False
    service.serve_beside()
    service.reader()
    monkeypatch.delattr("loaders.extract.extract_record")  # whoever did it here would fail
    monkeypatch.delattr("api.service.load_records")
    yield service
    service.close()


def until_up(server: Service) -> None:
    for _ in range(600):
        with server._following:
            if server._open_lists().behind(server.reader()) == "":
                return
        server.follow_soon()
    raise AssertionError("the lists never caught up")


def test_a_process_beside_the_server_loads_and_tells(server: Service) -> None:
    heard: list[Loaded | Refused] = []
    report, refused = server.load_uploads([("a.txt", plan()), ("b.bin", b"\0\1")], heard.append)
    assert [d.state for d in report.documents] == ["loaded"]
    assert [r.file for r in refused] == ["b.bin"]
    assert refused[0].error.message.en
    assert len(heard) == 2
    until_up(server)
    with server.look() as look:
        assert look.count_documents() == 1


def test_it_serves_at_a_lower_rank_and_ends_with_the_server(server: Service) -> None:
    assert server.beside is not None
    server.load_uploads([("a.txt", plan())])
    process = server.beside._loading._process
    assert process is not None
    assert process.pid is not None
    assert os.getpriority(os.PRIO_PROCESS, process.pid) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + RANK)
    server.beside.close()
    assert process.exitcode is not None


def test_a_server_that_is_told_to_stop_leaves_no_process_behind(server: Service) -> None:
    assert server.beside is not None
    line = server.beside._following
    with TestClient(create_app(server)):
        until_up(server)
        process = line._process
    assert server.beside is None
    assert process is not None
    assert process.exitcode is not None


def test_a_search_finds_what_was_loaded_once_the_index_is_up(server: Service) -> None:
    server.load_uploads([("a.txt", plan())])
    until_up(server)
    with server._following:  # what follows has ended, the index with it
        client = TestClient(create_app(server))
        found = client.get("/api/v1/search?q=phuc vu").json()
    assert found["total"] == 1


def test_one_that_ended_idle_is_begun_again_and_one_that_died_is_told(server: Service, tmp_path: Path) -> None:
    assert server.beside is not None
    server.load_uploads([("a.txt", plan())])
    line = server.beside._loading
    assert line._process is not None
    line._process.kill()
    line._process.join()
    assert server.load_uploads([("a.txt", plan())])[0].documents[0].state == "unchanged"
    with pytest.raises(StoreError):
        server.load_uploads([("a.txt", plan())], lambda _: line._process and line._process.kill())  # type: ignore[arg-type]
    broken = Beside(str(tmp_path / "file"))
    (tmp_path / "file").write_text("no directory")
    with pytest.raises(CancuError):
        broken.load([("a.txt", plan())], None)
    broken.close()


def test_a_register_is_taken_in_and_taken_back_beside_the_server(
    server: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("import_register", "undo_import", "propose_list", "accept"):
        monkeypatch.delattr(f"api.service.{name}")  # whoever did it here would fail
    path = tmp_path / "r.csv"
    path.write_text("number,type,date,issuer,title\n991/QĐ-TTg,Quyết định,2031-05-04,Thủ tướng Chính phủ,Thử\n")
    heard: list[int] = []
    before = server.state()
    report = server.import_register(path, heard.append)
    assert report.rows == 1
    assert server.state() != before
    assert server.undo_register(report.kept).kept.id == report.kept
    path.write_text("colour\nred\n")
    with pytest.raises(RegisterError, match="number"):
        server.import_register(path)


def test_what_reads_a_whole_large_store_is_answered_beside_the_server(
    server: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "number,date,issuer,type\n98/2020/NĐ-CP,2020-06-31,Chính phủ,Nghị định\n"
    server.import_register_upload("so.csv", rows.encode())
    fill(server)
    alone = Service(server.where)
    expected = alone.audit_register(), alone.relied_on(5)
    alone.close()
    monkeypatch.setattr("api.remembered._LARGE", 1)
    monkeypatch.delattr("api.service.audit_register")  # whoever did it here would fail
    monkeypatch.delattr("api.service.read_relied_on")
    assert (server.audit_register(), server.relied_on(5)) == expected
    assert "impossible_date" in {entry.check for entry in expected[0]}
    assert expected[1]
