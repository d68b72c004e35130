"""`cancu token` and `cancu audit`: shown once, kept hashed, heard; and who enters and did what outlives a restore."""

import json
import os
import socket
from pathlib import Path

import pytest
import uvicorn

from api.cli import server
from tests.api.test_cli import _plan, run


@pytest.fixture(autouse=True)
def _state_beside_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CANCU_STATE")


def make(store: str, name: str, role: str = "reader", *more: str) -> str:
    done = run("token", "create", "--role", role, "--name", name, *more, store=store)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_token_is_shown_once(tmp_path: Path, lang: str) -> None:
    store = str(tmp_path / "s")
    done = run("token", "create", "--role", "loader", "--name", "Nạp", store=store, lang=lang)
    secret = done.stdout.strip()
    assert secret.startswith("cancu_")
    assert secret not in done.stderr
    assert ("người nạp" if lang == "vi" else "loader") in done.stderr
    for said in (run("token", "list", store=store), run("token", "list", "--json", store=store),
                 run("audit", store=store), run("audit", "--json", store=store)):  # fmt: skip
        assert said.returncode == 0
        assert "Nạp" in said.stdout
        assert secret.rpartition("_")[2] not in said.stdout
    for path in (tmp_path / "s").rglob("*"):
        assert path.is_dir() or secret.encode() not in path.read_bytes()


def test_expiry_and_revocation_are_listed(tmp_path: Path) -> None:
    store = str(tmp_path / "s")
    make(store, "a", "reader", "--expires", "30")
    make(store, "b")
    assert run("token", "revoke", "b", store=store).returncode == 0
    a, b = json.loads(run("token", "list", "--json", store=store).stdout)
    assert (a["holds"], bool(a["expires"])) == (True, True)
    assert (b["holds"], bool(b["revoked"])) == (False, True)
    assert run("token", "revoke", "b", store=store).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--role", "king", "--name", "a"),
        ("--role", "reader", "--name", "a\nb"),
        ("--role", "reader", "--name", "a", "--expires", "2020-01-01"),
    ],
)
def test_what_cannot_be_a_token(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run("token", "create", *arguments, store=str(tmp_path / "s"))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_commands_leave_their_trail(tmp_path: Path) -> None:
    store = str(tmp_path / "s")
    assert run("load", str(_plan(tmp_path, "a.txt")), store=store).returncode == 0
    (entry,) = json.loads(run("audit", "--json", store=store).stdout)
    assert (entry["action"], entry["outcome"], entry["token"], entry["what"]["changed"]) == ("load", "done", None, 1)
    assert "nạp văn bản" in run("audit", store=store).stdout
    assert json.loads(run("audit", "--action", "review", "--json", store=store).stdout) == []


def test_who_enters_and_what_was_done_outlives_a_restore(tmp_path: Path) -> None:
    store = str(tmp_path / "s")
    assert run("load", str(_plan(tmp_path, "a.txt")), store=store).returncode == 0
    make(store, "a")
    assert run("backup", str(tmp_path / "b"), store=store).returncode == 0
    assert not list((tmp_path / "b").rglob("tokens.json")), "who may enter goes into no backup"
    assert run("restore", str(tmp_path / "b"), "--replace", store=store).returncode == 0
    assert [t["name"] for t in json.loads(run("token", "list", "--json", store=store).stdout)] == ["a"]
    actions = [e["action"] for e in json.loads(run("audit", "--json", store=store).stdout)]
    assert actions == ["restore", "token create", "load"]


def test_a_place_that_cannot_be_written_is_named_before_anything_is_done(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CANCU_STATE", str(blocked))
        done = run("load", str(_plan(tmp_path, "a.txt")), store=str(tmp_path / "s"))
    assert done.returncode == 2
    assert "CANCU_STATE" in done.stderr
    assert not os.path.lexists(tmp_path / "s" / "live")


def test_a_document_is_taken_out_again_and_the_trail_says_so(tmp_path: Path) -> None:
    store = str(tmp_path / "s")

    def known() -> list[str]:  # without the graph that says when what was changed
        lines = run("export", "--format", "nq", store=store).stdout.splitlines()
        return sorted(line for line in lines if "/graph/loads>" not in line)

    kept, gone = _plan(tmp_path, "a.txt"), tmp_path / "b.txt"
    gone.write_text(kept.read_text(encoding="utf-8") + "\nThêm một dòng.\n", encoding="utf-8")
    assert run("load", str(kept), store=store).returncode == 0
    before = known()
    assert run("load", str(gone), store=store).returncode == 0
    assert run("unload", "b.txt", "no-such.txt", store=store).returncode == 2
    done = run("unload", "b.txt", "--json", store=store)
    assert done.returncode == 0, done.stderr
    (document,) = json.loads(done.stdout)["unloaded"]
    assert known() == before
    (entry,) = json.loads(run("audit", "--action", "unload", "--json", store=store).stdout)
    assert (entry["what"]["documents"], entry["what"]["named"]) == ([document], ["b.txt"])
    told = " ".join(run("audit", "--action", "unload", store=store).stdout.split())
    assert ("b.txt" in told, "/document/" in told) == (True, False)


def test_an_idle_connection_is_kept_longer_than_clients_keep_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed after the five seconds after which many clients close theirs, some were closed under a request."""
    held: list[uvicorn.Config] = []

    class Held:
        def __init__(self, config: uvicorn.Config) -> None:
            held.append(config)

        def run(self, sockets: list[socket.socket]) -> None:
            for one in sockets:
                one.close()

    monkeypatch.setattr(uvicorn, "Server", Held)
    monkeypatch.setenv("CANCU_STORE", str(tmp_path / "s"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server.serve(port=port)
    held[0].app.state.service.close()  # type: ignore[union-attr]
    assert held[0].timeout_keep_alive > 60
