"""Saved views and marks: what an office keeps for its own work, and what changed since a mark."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from api.workbench import LONGEST_NAME, MOST_VIEWS, Seen, Workbench, workbench_file
from api.worklist import compare_since, see_rows
from ontology.errors import SettingError, StoreError

AT = "2026-11-21T08:00:00+00:00"


def row(id_: str, **words: Any) -> dict[str, Any]:
    """A row of the worklist."""
    given = {
        "id": id_, "severity": "error", "kind": "WrongDate", "state": "open", "issuer": "A", "year": "2024",
        "of": "urn:plan", "label": "Kế hoạch 1", "quote": "q", "written": "w", "actual": "a", "correction": None,
        "copied_from": None, "message": {"vi": "m", "en": "m"},
    }  # fmt: skip
    return {**given, **words}


@pytest.mark.parametrize("where", ["memory:", "s", "http://127.0.0.1:9/query"])
def test_views_are_kept_by_name(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_state_dir", lambda _name: str(tmp_path / "state"))
    place = where if ":" in where else str(tmp_path / where)
    bench = Workbench(place)
    bench.save_view("  Lỗi   của huyện ", "severity=error", AT)
    bench.save_view("Lỗi của huyện", "severity=warning", AT)
    bench.save_view("An", "state=open", AT)
    assert [(v.name, v.query) for v in bench.views()] == [("An", "state=open"), ("Lỗi của huyện", "severity=warning")]
    bench.drop_view("An")
    bench.drop_view("never was")
    bench.close()
    kept = [] if where == "memory:" else ["Lỗi của huyện"]
    assert [v.name for v in Workbench(place).views()] == kept


@pytest.mark.parametrize(("name", "query"), [("", "a=b"), ("x" * (LONGEST_NAME + 1), "a=b"), ("x", "")])
def test_a_view_without_name_or_filter_is_refused(name: str, query: str) -> None:
    with pytest.raises(SettingError):
        Workbench("memory:").save_view(name, query, AT)


def test_there_is_an_end_to_views() -> None:
    bench = Workbench("memory:")
    for i in range(MOST_VIEWS):
        bench.save_view(f"n{i}", "a=b", AT)
    bench.save_view("n0", "a=c", AT)
    with pytest.raises(SettingError):
        bench.save_view("one more", "a=b", AT)


def test_a_broken_file_is_named_and_may_be_deleted(tmp_path: Path) -> None:
    file = workbench_file(str(tmp_path))
    assert file is not None
    file.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    bench = Workbench(str(tmp_path))
    with pytest.raises(StoreError, match=r"workbench\.sqlite"):
        bench.views()
    file.unlink()
    assert bench.views() == []
    bench.close()


def test_two_processes_share_the_file(tmp_path: Path) -> None:
    one, other = Workbench(str(tmp_path)), Workbench(str(tmp_path))
    one.save_view("x", "a=b", AT)
    assert [v.name for v in other.views()] == ["x"]
    one.close()
    other.close()
    file = workbench_file(str(tmp_path))
    assert file is not None
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT COUNT(*) FROM views").fetchone() == (1,)


def test_what_changed_since_a_mark() -> None:
    bench = Workbench("memory:")
    bench.put_mark("me", see_rows([row("1"), row("2"), row("3", label="Kế hoạch 3")]), AT)
    today = [row("1", state="dismissed"), row("2", confidence=0.4), row("4")]
    since = compare_since(bench.seen_by("me"), today)
    assert (since.new, since.changed) == ({"4"}, {"1"})
    assert [(g.finding, g.label) for g in since.gone] == [("3", "Kế hoạch 3")]
    assert bench.mark_of("me") == AT
    assert (bench.mark_of("you"), bench.seen_by("you")) == (None, {})
    bench.put_mark("me", see_rows(today), AT)
    assert len(compare_since(bench.seen_by("me"), today)) == 0
    assert not compare_since(bench.seen_by("me"), today)


def test_a_mark_is_replaced_whole() -> None:
    bench = Workbench("memory:")
    bench.put_mark("me", [Seen(finding=str(i), digest="d", kind="k", label="l", quote="q") for i in range(5)], AT)
    bench.put_mark("me", [], AT)
    assert bench.seen_by("me") == {}
