"""The trail of writes: every use that writes is in it, nothing secret is, and it is only added to."""

import ast
import inspect
import json
import re
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from api.access.roles import Role, acting_as
from api.access.tokens import Token
from api.access.trail import Trail
from api.access.words import ACTION_NAMES, FIELD_NAMES, entry_words
from api.audited import AuditedService
from api.service import Service
from ontology.errors import CancuError, StoreError
from tests.api.http.conftest import plan


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "trail.jsonl").read_text().splitlines()]


def test_every_use_that_writes_is_recorded() -> None:
    """A method of the service that opens the store for writing, itself or by another, is one the trail knows."""
    tree = ast.parse(inspect.getsource(Service)).body[0]
    assert isinstance(tree, ast.ClassDef)
    calls = {
        f.name: {n.func.attr for n in ast.walk(f) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
                 and isinstance(n.func.value, ast.Name) and n.func.value.id == "self"}
        for f in tree.body if isinstance(f, ast.FunctionDef)
    }  # fmt: skip
    writing = {name for name, called in calls.items() if "write" in called}
    assert len(writing) >= 7
    assert writing <= set(vars(AuditedService))


def test_every_action_has_its_words(root: Path) -> None:
    said = {
        name
        for path in (root / "api").rglob("*.py")
        for name in re.findall(
            r'(?:recording|trail\.add|service\.update)[(, ]+"([^"]+)"', path.read_text(encoding="utf-8")
        )
    }
    assert len(said) >= 13
    assert said | {"graph put", "graph post"} <= set(ACTION_NAMES)
    assert all(words.vi and words.en and words.vi != words.en for words in ACTION_NAMES.values())


def test_a_loading_says_who_and_what_and_no_words_of_the_text(tmp_path: Path) -> None:
    service = AuditedService(str(tmp_path / "s"), Trail(tmp_path / "t"))
    token = Token(id="0" * 8, name="Phòng Nội vụ", role=Role.loader, digest="f" * 64, created="")
    with acting_as(token.actor()):
        report, _ = service.load_uploads([("a.txt", plan()), ("b.docx", b"PK\x03\x04not a zip")])
    (entry,) = lines(tmp_path / "t")
    assert (entry["who"], entry["role"], entry["token"]) == ("Phòng Nội vụ", "loader", "0" * 8)
    assert (entry["action"], entry["outcome"]) == ("load", "done")
    assert entry["what"]["documents"] == [report.documents[0].document]
    assert (
        entry_words(entry, "vi")["what"]
        == "tệp: a.txt, b.docx · văn bản: a.txt · đã đổi: 1 · không đổi: 0 · từ chối: 1"
    )
    assert (entry["what"]["changed"], entry["what"]["refused"]) == (1, 1)
    assert "chính quyền số" not in json.dumps(entry, ensure_ascii=False)
    assert "f" * 64 not in json.dumps(entry)
    service.close()


def test_what_was_refused_and_what_failed_is_recorded_too(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    with pytest.raises(CancuError), trail.recording("update", graph="u:g"):
        raise StoreError("không", "no")
    with pytest.raises(ZeroDivisionError), trail.recording("load"):
        raise ZeroDivisionError
    refused, failed = lines(tmp_path)
    assert (refused["outcome"], refused["what"]) == ("refused", {"graph": "u:g", "why": "StoreError"})
    assert (failed["outcome"], failed["what"]["why"]) == ("failed", "ZeroDivisionError")


def test_a_name_cannot_add_a_line(tmp_path: Path) -> None:
    Trail(tmp_path).add("load", "done", {"files": ['a\n{"who": "x"}', "\u2028", "x" * 9000], "many": list(range(500))})
    (entry,) = lines(tmp_path)
    assert len(entry["what"]["files"][2]) == 2000
    assert len(entry["what"]["many"]) == 51


def test_writers_do_not_mix_their_lines_and_full_files_are_put_aside(tmp_path: Path) -> None:
    trail = Trail(tmp_path, full=2_000)
    threads = [
        threading.Thread(target=lambda: [trail.add("load", "done", {"n": n}) for n in range(10)]) for _ in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(tmp_path.glob("trail-*.jsonl"))) >= 2
    assert len(trail.entries(1000)) == 40
    assert trail.entries(1000, action="update") == []
    assert len(trail.entries(3)) == 3
    assert {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.glob("trail*.jsonl")} == {0o600}


def test_a_line_cut_short_spoils_no_other(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    trail.add("load", "done", {"n": 1})
    with (tmp_path / "trail.jsonl").open("a") as out:
        out.write('{"at": "2026')
    trail.add("load", "done", {"n": 2})
    assert [e["what"]["n"] for e in trail.entries()] == [2, 1]


def test_nothing_is_written_unseen(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    service = AuditedService(str(tmp_path / "s"), Trail(blocked))
    with pytest.raises(StoreError, match="CANCU_STATE"):
        service.load_uploads([("a.txt", plan())])
    assert not (tmp_path / "s").exists()


def test_a_long_list_is_told_by_its_first_and_how_many_more() -> None:
    what: dict[str, object] = {"documents": [*(f"d{i}" for i in range(50)), "… 402"], "refused": 0}
    entry: dict[str, object] = {"at": "2026-11-21T10:00:00+00:00", "who": "An", "role": "loader", "token": None}
    entry |= {"action": "load", "outcome": "done", "what": what}
    assert entry_words(entry, "vi")["what"] == "văn bản: d0, d1, d2 và 399 nữa · từ chối: 0"
    assert entry_words(entry, "en")["what"] == "documents: d0, d1, d2 and 399 more · refused: 0"
    short = {**entry, "what": {"files": ["a.txt", "b.txt"]}}
    assert entry_words(short, "en")["what"] == "files: a.txt, b.txt"


def test_every_field_of_the_trail_has_words_in_both_languages(root: Path) -> None:
    """Read from the calls that record: the keywords of `recording` and of what is added to its entry."""
    used: set[str] = set()
    for file in sorted((root / "api").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                entry = isinstance(node.func.value, ast.Name) and node.func.value.id == "entry"
                if node.func.attr == "recording" or (entry and node.func.attr == "update"):
                    used.update(word.arg for word in node.keywords if word.arg)
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                entry = isinstance(node.value, ast.Name) and node.value.id == "entry"
                if entry and isinstance(node.slice, ast.Constant):
                    used.add(str(node.slice.value))
    assert len(used) > 15
    assert not used - set(FIELD_NAMES)
