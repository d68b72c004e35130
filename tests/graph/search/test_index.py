"""The index never disagrees with the store: after any history it is what a new index would be."""

import datetime as dt
import multiprocessing
import os
import signal
import sqlite3
import tempfile
import threading
import time
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.load import load_records, unload
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow
from graph.search import Asked, SearchIndex, update
from graph.search.items import read_states
from graph.search.schema import FORM
from graph.search.update import update_index
from graph.store import Store, open_store
from graph.write import document_iri, documents
from ontology.errors import CancuError, StoreBusy
from tests.graph.samples import ALL, DIRECTIVE, HOMONYM, PROVINCE, record

DAY = dt.date(2026, 6, 1)
REPEALED = RegisterRow(
    number="08/KH-UBND", type="Kế hoạch", date="2024-01-15", issuer=PROVINCE, title="phòng chống thiên tai",
    in_force_from="2024-01-15", in_force_to="2026-07-01",
)  # fmt: skip


def content(index: SearchIndex) -> list[tuple[object, ...]]:
    """Everything an index holds, by what it says and not by its own identifiers."""
    with index._connection() as connection:
        rows = connection.execute(
            "SELECT item.id, work.iri, owner, node, item.number, item.title, about, body, start, stop, section "
            "FROM item JOIN work ON work.id = item.work"
        ).fetchall()
        (items,) = connection.execute("SELECT count(*) FROM item").fetchone()
        assert items == len(rows)
        connection.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, words, instance)")
        words: dict[int, list[tuple[object, ...]]] = {}
        for term, doc, column, offset in connection.execute("SELECT term, doc, col, offset FROM temp.seen"):
            words.setdefault(doc, []).append((column, offset, term))
        connection.execute("DROP TABLE temp.seen")
        assert words.keys() <= {row[0] for row in rows}
        works = connection.execute(
            "SELECT iri, number, title, type, issuer, date, year, issuer_key, type_key, standing, turns FROM work"
        ).fetchall()
    items_ = [(*row[1:], tuple(sorted(words.get(row[0], [])))) for row in rows]  # type: ignore[type-var]
    return sorted([*items_, *works], key=str)


def anew(store: Store) -> list[tuple[object, ...]]:
    index = SearchIndex()
    index.refresh(store, "anew", DAY)
    return content(index)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("load"), st.integers(0, len(ALL) - 1)),
        st.tuples(st.just("unload"), st.integers(0, len(ALL) - 1)),
        st.tuples(st.just("register"), st.just(0)),
        st.tuples(st.just("look"), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_after_any_history_the_index_is_what_a_new_one_would_be(steps: list[tuple[str, int]]) -> None:
    store, index = open_store("memory:"), SearchIndex()
    for number, (step, which) in enumerate(steps):
        if step == "load":
            load_records(store, [ALL[which]])
        elif step == "unload" and document_iri(ALL[which]) in documents(store):
            unload(store, document_iri(ALL[which]))
        elif step == "register":
            import_register(store, [REPEALED], judge=lambda *_: ())
        elif step == "look":
            index.refresh(store, str(number), DAY)
            assert content(index) == anew(store)
    index.refresh(store, "last", DAY)
    assert content(index) == anew(store)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_following_what_changed_on_disk_gives_the_same(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        where, index = str(Path(folder) / "s"), SearchIndex(Path(folder) / "index")
        open_store(where).close()
        shown, day = "", DAY
        for step, which in [*steps, ("look", 0), ("load", 0), ("look", 0)]:
            if step == "look":
                day += dt.timedelta(days=20)
                with open_store(where, read_only=True) as reader:
                    state = str(reader.state())
                    assert shown in ("", state) or reader.touched_since(shown) is not None
                    index.refresh(reader, state, day)
                    fresh = SearchIndex()
                    fresh.refresh(reader, "anew", day)
                    assert content(index) == content(fresh)
                    shown = state
                continue
            with open_store(where) as store:
                if step == "load":
                    load_records(store, [ALL[which]])
                elif step == "unload" and document_iri(ALL[which]) in documents(store):
                    unload(store, document_iri(ALL[which]))
                elif step == "register":
                    import_register(store, [REPEALED], judge=lambda *_: ())
        index.close()


def test_the_same_on_every_kind_of_store(store: Store) -> None:
    index = SearchIndex()
    load_records(store, ALL[:4])
    index.refresh(store, "1", DAY)
    load_records(store, ALL[4:])
    unload(store, document_iri(DIRECTIVE))
    index.refresh(store, "2", DAY)
    assert content(index) == anew(store)
    assert {h.number for h in index.find(Asked(words="thien tai", day=DAY), store, "2").hits} == {"08/KH-UBND"}


def test_only_what_changed_is_written() -> None:
    store, index = open_store("memory:"), SearchIndex()
    load_records(store, ALL)
    first = index.refresh(store, "1", DAY)
    assert first > len(ALL)
    assert index.refresh(store, "1", DAY) == 0
    load_records(store, [record("new", number="5/TB-UBND", date="2025-05-05", issuer=PROVINCE, type="Thông báo")])
    assert index.refresh(store, "2", DAY) == 2
    assert index.refresh(store, "3", DAY + dt.timedelta(days=1)) == 0


def test_a_comparison_of_everything_holds_the_states_of_few_works_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """All at once they took a gigabyte on a national store."""
    asked: list[int] = []

    def counted(store: Store, works: Collection[str]) -> dict[str, str]:
        asked.append(len(works))
        return read_states(store, works)

    monkeypatch.setattr(update, "_AT_ONCE", 2)
    monkeypatch.setattr(update, "read_states", counted)
    with open_store("memory:") as store:
        load_records(store, ALL)
        index, told = SearchIndex(), list[tuple[int, int]]()
        written = index.refresh(store, "1", tell=lambda done, every: told.append((done, every)))
        assert (max(asked), sum(asked) > 4, bool(told)) == (2, True, True)
        whole = SearchIndex()
        monkeypatch.setattr(update, "_AT_ONCE", 500)
        assert whole.refresh(store, "1") == written
        assert [h.work for h in index.find(Asked(), store, "1").hits] == [
            h.work for h in whole.find(Asked(), store, "1").hits
        ]


def test_a_reader_finds_what_was_published_and_nothing_else(tmp_path: Path) -> None:
    where = str(tmp_path / "s")
    index, other = SearchIndex(tmp_path / "s" / "search"), SearchIndex(tmp_path / "s" / "search")
    with open_store(where) as store:
        load_records(store, [DIRECTIVE])
    before = open_store(where, read_only=True)
    with open_store(where) as store:
        load_records(store, [HOMONYM])
        unload(store, document_iri(DIRECTIVE))
    after = open_store(where, read_only=True)
    assert before.state() != after.state()
    for _ in range(2):  # each answers for the state it was asked in, whichever the file shows
        for which, one in ((index, "cai cach"), (other, "cai cach")):
            assert which.find(Asked(words=one, kinds=("text",)), before, str(before.state())).total == 1
            assert which.find(Asked(words=one, kinds=("text",)), after, str(after.state())).total == 0
    assert index.find(Asked(words="thien tai", kinds=("work",)), after, str(after.state())).total == 1
    before.close()
    after.close()


def _build_and_die(where: str) -> None:
    store = open_store(where, read_only=True)
    index = SearchIndex(Path(where) / "search")
    threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    for number in range(10_000):
        index.refresh(store, str(number), DAY)
        with index._connection() as connection:
            connection.execute("DELETE FROM said")
            connection.execute("UPDATE work SET state = ''")


def test_killed_at_any_moment_the_index_is_whole(tmp_path: Path) -> None:
    where = str(tmp_path / "s")
    with open_store(where) as store:
        load_records(store, ALL)
    process = multiprocessing.get_context("spawn").Process(target=_build_and_die, args=(where,))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    reader = open_store(where, read_only=True)
    index = SearchIndex(tmp_path / "s" / "search")
    index.refresh(reader, "after", DAY)
    assert content(index) == anew(reader)
    reader.close()


@pytest.mark.parametrize("spoil", [b"", b"not a database at all" * 500, None])
def test_a_spoiled_index_is_made_again(tmp_path: Path, spoil: bytes | None) -> None:
    store = open_store("memory:")
    load_records(store, ALL)
    index = SearchIndex(tmp_path)
    index.refresh(store, "1", DAY)
    expected = content(index)
    index.close()
    file = tmp_path / f"index-{FORM}.sqlite"
    if spoil is None:
        whole = file.read_bytes()
        file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    else:
        file.write_bytes(spoil)
    again = SearchIndex(tmp_path)
    assert again.find(Asked(words="cai cach", day=DAY), store, "1").total
    assert content(again) == expected


def test_who_asks_is_answered_however_often_others_bring_the_index_to_another_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, index = open_store("memory:"), SearchIndex(tmp_path)
    load_records(store, ALL)
    write = index._write

    def write_after_others(connection: sqlite3.Connection, *rest: object) -> int:
        connection.execute("INSERT OR REPLACE INTO said VALUES ('state', 'another')")
        return write(connection, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "_write", write_after_others)
    monkeypatch.setattr(index, "_look", lambda look: None)  # others were there first, every time
    assert index.find(Asked(words="cai cach", day=DAY), store, "one").total >= 4


def test_many_readers_and_a_writer_at_once(tmp_path: Path) -> None:
    store, index = open_store("memory:"), SearchIndex(tmp_path)
    load_records(store, ALL)
    failed: list[Exception] = []
    until = time.monotonic() + 1.5

    def read() -> None:
        try:
            while time.monotonic() < until:
                assert index.find(Asked(words="cai cach", day=DAY), store, "one").total >= 4
        except (AssertionError, CancuError, sqlite3.Error) as cause:
            failed.append(cause)

    def write() -> None:
        other = SearchIndex(tmp_path)
        while time.monotonic() < until:
            with other._connection() as connection:
                connection.execute("UPDATE said SET value = 'older' WHERE name = 'state'")
                connection.execute("UPDATE document SET hash = ''")
            other.refresh(store, "one", DAY)

    threads = [threading.Thread(target=read) for _ in range(4)] + [threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_who_asks_while_the_first_index_is_made_is_told_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, begun, go_on = open_store("memory:"), threading.Event(), threading.Event()
    load_records(store, [DIRECTIVE])
    index, made = SearchIndex(tmp_path), update_index

    def slowly(*given: object) -> int:
        given[-1](1234, 150_000)  # type: ignore[operator]
        begun.set()
        assert go_on.wait(30)
        return made(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("graph.search.index.update_index", slowly)
    monkeypatch.setattr("graph.search.index.PATIENCE", 0.05)
    maker = threading.Thread(target=index.refresh, args=(store, "one", DAY))
    maker.start()
    assert begun.wait(30)
    asked = Asked(words="cải cách hành chính", day=DAY)
    with pytest.raises(StoreBusy, match=r"1\.234 trong 150\.000"):
        index.find(asked, store, "one")
    go_on.set()
    maker.join()
    assert index.find(asked, store, "one").total == SearchIndex().find(asked, store, "one").total > 0
    index.close()
