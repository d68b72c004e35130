"""One store opened for many: who reads does not wait for lists, who writes leaves them as the store is."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Quad

from api.http.app import create_app
from api.opened import OpenStore
from api.service import Service
from graph.changes import break_line
from graph.listing import open_lists
from graph.listing.tables import FORM
from graph.names import cc, graph_named, whole
from graph.store import Change, open_store, was_cut_short
from graph.store.version import MIGRATIONS, VERSION, version_of
from ontology.errors import ListsBusy


def served(folder: Path) -> Service:
    service = Service(str(folder))
    service.waits = False
    return service


def counted(service: OpenStore) -> int:
    with service.look() as look:
        return look.count_documents()


_CUT = """
import os, sys
from pathlib import Path
from api.service import Service
from graph import settle
from graph.store.embedded import EmbeddedStore
EmbeddedStore.publish = lambda self: None
if sys.argv[2] == "before it is judged":
    settle.judge_documents = lambda *_: os._exit(9)
with Service(sys.argv[1]).write() as store:
    from api.start import judge
    from graph.load import load_records
    from loaders.extract import extract_record
    from api.files import read_file
    load_records(store, [extract_record(read_file(Path(sys.argv[3])))], judge=judge)
    os._exit(9)
"""


@pytest.mark.parametrize("when", ["before it is judged", "before it is published"])
def test_what_a_killed_writer_had_saved_is_seen_by_the_next_reader(root: Path, tmp_path: Path, when: str) -> None:
    corpus, cut, whole = root / "examples" / "corpus", tmp_path / "cut", tmp_path / "whole"
    for place in (cut, whole):
        Service(str(place)).load([corpus / "kh-tinh-2023.txt"])
    one = str(corpus / "kh-tinh-2024.docx")
    done = subprocess.run(
        [sys.executable, "-c", _CUT, str(cut), when, one], cwd=root, env=dict(os.environ), check=False
    )
    assert done.returncode == 9
    Service(str(whole)).load([Path(one)])
    expected = Service(str(whole))
    reader = Service(str(cut))
    assert counted(reader) == counted(expected) == 2
    assert not [q for q in reader.reader().dump() if "pending" in str(q.predicate)]
    assert reader.findings() == expected.findings()
    assert not was_cut_short(cut)


def test_a_store_that_somebody_writes_to_is_not_taken_for_one_left_behind(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as store:
        store.apply(Change(insert=(Quad(cc("x"), cc("x"), whole(1), graph_named("store")),)))
        assert not was_cut_short(tmp_path)
    assert not was_cut_short(tmp_path)


def test_who_loads_leaves_the_lists_ready_for_who_opens_the_store_next(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    server = served(tmp_path)
    assert counted(server) == 1  # at once, though a server waits for nothing
    server.load([root / "examples" / "corpus" / "kh-tinh-2023.txt"])
    assert counted(server) == 2


def test_a_server_says_that_lists_are_being_made_and_makes_them(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    for kept in tmp_path.glob("lists.sqlite*"):
        kept.unlink()
    server = served(tmp_path)
    made: list[str] = []
    server.follow_soon = lambda: made.append("asked")  # type: ignore[method-assign]
    with pytest.raises(ListsBusy):
        counted(server)
    assert server.holdings() == []
    assert made == ["asked", "asked"]
    server.follow()
    assert counted(server) == 1
    assert made == ["asked", "asked"]


def test_a_reader_takes_the_state_before_while_the_lists_catch_up(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    server = served(tmp_path)
    assert counted(server) == 1
    other = Service(str(tmp_path))
    other.follow_change = other.follow_load = lambda: None  # type: ignore[method-assign]
    other.load([root / "examples" / "corpus" / "kh-tinh-2023.txt"])
    server.follow_soon = lambda: None  # type: ignore[method-assign]
    assert counted(server) == 1
    server.follow()
    assert counted(server) == 2
    assert open_lists(tmp_path).behind(server.reader()) == ""


def test_lists_of_a_broken_line_are_read_as_they_were_with_a_note_and_no_tag(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    other = Service(str(tmp_path))
    other.follow_change = other.follow_load = lambda: None  # type: ignore[method-assign]
    other.load([root / "examples" / "corpus" / "kh-tinh-2023.txt"])
    with open_store(str(tmp_path)) as store:  # as after documents were added by other means
        store.apply(break_line(store))
    server = served(tmp_path)
    asked: list[str] = []
    server.follow_soon = lambda: asked.append("asked")  # type: ignore[method-assign]
    client = TestClient(create_app(server))
    answer = client.get("/api/v1/documents")
    assert (answer.status_code, len(answer.json()["items"])) == (200, 1)
    assert answer.headers["Cancu-Behind"] == "lists"
    assert "etag" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = client.get("/documents?lang=en", headers={"Accept": "text/html"})
    assert (page.status_code, "catching up" in page.text) == (200, True)
    assert "catching up" not in client.get("/glossary", headers={"Accept": "text/html"}).text
    assert asked
    server.follow()
    answer = client.get("/api/v1/documents")
    assert (len(answer.json()["items"]), "etag" in answer.headers) == (2, True)
    assert "Cancu-Behind" not in answer.headers
    assert "catching up" not in client.get("/documents", headers={"Accept": "text/html"}).text


def test_who_searches_takes_the_index_as_it_stands_and_is_told(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    server = served(tmp_path)
    asked: list[str] = []
    server.follow_soon = lambda: asked.append("asked")  # type: ignore[method-assign]
    client = TestClient(create_app(server))
    unmade = client.get("/api/v1/search?q=ke hoach")
    assert (unmade.status_code, "first time" in unmade.json()["message"]["en"]) == (503, True)
    server.bring_up(lambda told: asked.append(told[0]))
    before = client.get("/api/v1/search?q=ke hoach")
    assert (before.status_code, "etag" in before.headers, "search" in asked) == (200, True, True)
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2023.txt"])
    after = client.get("/api/v1/search?q=ke hoach")
    assert after.headers["Cancu-Behind"] == "search"
    assert after.json()["items"] == before.json()["items"]
    server.bring_up(lambda told: None)
    assert "Cancu-Behind" not in client.get("/api/v1/search?q=ke hoach").headers


def test_lists_that_another_process_is_writing_are_left_to_it(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    other = Service(str(tmp_path))
    other.follow_change = other.follow_load = lambda: None  # type: ignore[method-assign]
    other.load([root / "examples" / "corpus" / "kh-tinh-2023.txt"])
    lists, store = open_lists(tmp_path, patience=0.01), other.reader()
    writer = sqlite3.connect(tmp_path / "lists.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    lists.follow(store)
    assert lists.behind(store) == "some"
    assert open_lists(tmp_path, patience=0.01).behind(store) == "some"  # the same file, opened while it is written
    command = Service(str(tmp_path))
    command._lists = lists
    with pytest.raises(ListsBusy):  # a command never shows an earlier state
        counted(command)
    writer.execute("ROLLBACK")
    lists.follow(store)
    assert lists.behind(store) == ""


def test_lists_of_an_older_form_are_made_anew_and_never_shown_empty(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    db = sqlite3.connect(tmp_path / "lists.sqlite")
    db.execute(f"PRAGMA user_version = {FORM - 1}")
    db.execute("DROP TABLE finding_bodies")
    db.commit()
    db.close()
    server = served(tmp_path)
    server.follow_soon = lambda: None  # type: ignore[method-assign]
    client = TestClient(create_app(server))
    answer = client.get("/api/v1/documents")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "items" not in answer.json()
    assert client.get("/documents", headers={"Accept": "text/html"}).status_code == 503
    server.follow()
    assert [len(client.get("/api/v1/documents").json()["items"]) for _ in range(2)] == [1, 1]
    assert counted(Service(str(tmp_path))) == 1  # a command waits


def test_a_store_of_an_older_version_is_unavailable_until_it_is_migrated(root: Path, tmp_path: Path) -> None:
    Service(str(tmp_path)).load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    with open_store(str(tmp_path)) as store:
        (mark,) = store.match(p=cc("storeVersion"))
        older = Quad(mark.subject, mark.predicate, whole(min(MIGRATIONS)), graph_named("store"))
        store.apply(Change(delete=(mark,), insert=(older,)))
        store.publish()
    server = served(tmp_path)
    client = TestClient(create_app(server))
    answer = client.get("/api/v1/documents")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["type"] == "/problems/StoreOutdated"
    assert "being migrated" in answer.json()["message"]["en"]
    with server._judging:  # the server has migrated it beside
        pass
    with open_store(str(tmp_path), read_only=True) as store:
        assert version_of(store) == VERSION
    assert len(client.get("/api/v1/documents").json()["items"]) == 1
