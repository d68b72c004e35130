"""The lists say what the store says, whatever was loaded, taken out or decided, and their pages hold still."""

import dataclasses
import datetime as dt
import itertools
from pathlib import Path
from typing import Any, cast

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.changes import Mark, break_line, read_mark
from graph.decide import add_rule, decide, withdraw_rule
from graph.judge import judge_record
from graph.listing import FindingFilter, Key, Lists, Look, Page, open_lists, rows
from graph.load import load_records, unload
from graph.names import cc, eli, graph_named
from graph.review import AcceptRule, Review
from graph.store import Change, Store, open_store
from graph.write import document_iri
from ontology.values import Record, Task, Unit
from tests.graph.samples import DIRECTIVE, FOLLOWER, PROVINCE, REPEALER, WITNESS, nosy_judge, record


def with_duties(one: Record, *units: str) -> Record:
    """The record with a task for each unit."""
    return dataclasses.replace(
        one,
        tasks=tuple(Task(id=f"PL.{n}", content=f"việc {n}", lead=(u,), deadline="2024-06-30" if n else None)
                    for n, u in enumerate(units)),
        units=tuple(Unit(name=u, kind="department") for u in units),
    )  # fmt: skip


def everything(look: Look) -> dict[str, Any]:
    """All that the lists say."""
    return {
        "documents": look.documents(limit=500).rows, "tasks": look.tasks(limit=500).rows,
        "units": look.units(limit=500).rows, "findings": look.findings(FindingFilter(), limit=500).rows,
        "by document": look.findings(FindingFilter(), by_document=True, limit=500).rows,
        "works": look.works(limit=500).rows, "directives": look.directives(),
        "citing": {w["work"]: (look.citing(w["work"], limit=500).rows, look.count_citing(w["work"]))
                   for w in look.works(limit=500).rows},
        "facets": look.facets(FindingFilter()), "held": look.held(), "issuers": look.issuers(),
    }  # fmt: skip


def said_afresh(store: Store) -> dict[str, Any]:
    lists = Lists()
    lists.follow(store)
    with lists.look() as look:
        return everything(look)


def test_lists_follow_every_change(store: Store) -> None:
    lists, steps = Lists(), 0

    def agree() -> dict[str, Any]:
        nonlocal steps
        steps += 1
        lists.follow(store)
        with lists.look() as look:
            said = everything(look)
        assert said == said_afresh(store), steps
        return said

    load_records(store, [with_duties(DIRECTIVE, "Sở Nội vụ", "Sở Tài chính")], judge=nosy_judge)
    assert len(agree()["tasks"]) == 2
    load_records(store, [FOLLOWER, WITNESS], judge=nosy_judge)
    assert agree()["held"]["SourceDocument"] == 3
    load_records(store, [with_duties(DIRECTIVE, "Sở Nội vụ")], judge=nosy_judge)  # read again, otherwise
    said = agree()
    assert [u["name"] for u in said["units"]] == ["Sở Nội vụ"]
    first = said["findings"][0]
    decide(
        store,
        [Review(finding=first["id"], decision="confirmed", reviewer="Mai", at="2026-01-02T00:00:00Z")],
        judge=nosy_judge,
    )
    assert {f["state"] for f in agree()["findings"] if f["id"] == first["id"]} == {"confirmed"}
    about = next(f for f in said["findings"] if f["work"] and f["id"] != first["id"])
    rule = AcceptRule(kind="WrongDate", work=about["work"], reviewer="Mai", at="2026-01-03T00:00:00Z", reason="được")
    add_rule(store, rule, judge=nosy_judge)
    assert "dismissed" in {f["state"] for f in agree()["findings"]}
    withdraw_rule(store, rule, "Mai", "2026-01-04T00:00:00Z", judge=nosy_judge)
    assert "dismissed" not in {f["state"] for f in agree()["findings"]}
    load_records(store, [REPEALER], judge=nosy_judge)
    agree()
    unload(store, document_iri(DIRECTIVE), judge=nosy_judge)
    assert agree()["tasks"] == []


def test_following_reads_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    with open_store("memory:") as store:
        load_records(store, [DIRECTIVE, FOLLOWER, WITNESS], judge=lambda *_: [])
        lists = Lists()
        lists.follow(store)
        from graph.listing import follow

        seen = follow.rows.document_rows
        monkeypatch.setattr(follow.rows, "document_rows", lambda s, some: read.extend(some) or seen(s, some))
        lists.follow(store)
        assert read == []
        alone = record("alone", number="1/TB-SYT", date="2024-05-05", issuer="Sở Y tế", type="Thông báo")
        load_records(store, [alone], judge=lambda *_: [])
        lists.follow(store)
        assert read == [document_iri(alone)]


def test_a_change_made_past_us_begins_a_new_line() -> None:
    with open_store("memory:") as store:
        load_records(store, [DIRECTIVE], judge=lambda *_: [])
        lists = Lists()
        lists.follow(store)
        store.update("DELETE { ?w rdfs:label ?l } INSERT { GRAPH ?g { ?w rdfs:label 'khác' } } "
                     "WHERE { GRAPH ?g { ?w rdfs:label ?l } }".replace("rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>")
                     .replace("DELETE {", "DELETE { GRAPH ?g {", 1).replace("?l }", "?l } }", 1))  # fmt: skip
        store.apply(break_line(store))
        lists.follow(store)
        with lists.look() as look:
            assert look.documents().rows[0]["label"] == "khác"


def plans(count: int) -> list[Record]:
    return [
        record(
            f"plan {n}", number=f"{n + 1}/KH-SNV", date=f"2024-01-{n % 9 + 1:02d}", issuer=PROVINCE, type="Kế hoạch",
            title=f"Chuyển đổi số đợt {n}",
        )
        for n in range(count)
    ]  # fmt: skip


def test_pages_forth_and_back_show_each_row_once(store: Store) -> None:
    load_records(store, plans(23), judge=lambda *_: [], batch=23)
    lists = Lists()
    lists.follow(store)
    with lists.look() as look:
        whole = [r["document"] for r in look.documents(limit=100).rows]
        assert len(set(whole)) == 23
        forth: list[Page] = [look.documents(limit=5)]
        assert forth[0].previous is None
        while (after := forth[-1].next) is not None:
            forth.append(look.documents(limit=5, after=after))
        assert [r["document"] for p in forth for r in p.rows] == whole
        back = [forth[-1]]
        while (before := back[-1].previous) is not None:
            back.append(look.documents(limit=5, before=before))
        assert [r["document"] for p in reversed(back) for r in p.rows] == whole
        [last] = look.documents("23/KH-SNV chuyen DOI so").rows
        assert last["title"].endswith(" 22")
        assert look.count_documents("dot") == 23


def test_pages_hold_still_while_documents_come_and_go() -> None:
    every = plans(30)
    with open_store("memory:") as store:
        load_records(store, every[:20], judge=lambda *_: [], batch=20)
        lists, met = Lists(), list[str]()
        stay = {document_iri(r) for r in every[1:20]}
        after: Key | None = None
        for turn in itertools.count():
            lists.follow(store)
            with lists.look() as look:
                page = look.documents(limit=3, after=after)
            met += [r["document"] for r in page.rows]
            if page.next is None:
                break
            after = page.next
            if turn < 10:
                load_records(store, [every[20 + turn]], judge=lambda *_: [])
            if turn == 2:
                unload(store, document_iri(every[0]), judge=lambda *_: [])
        assert len(met) == len(set(met))
        assert stay <= set(met)


def test_filters_and_counts_agree_with_the_rows() -> None:
    def judge(*given: Any) -> Any:
        return judge_record(*given, as_of=dt.date(2026, 1, 1))

    with open_store("memory:") as store:
        load_records(store, [DIRECTIVE, FOLLOWER, WITNESS, REPEALER], judge=judge)
        lists = Lists()
        lists.follow(store)
        with lists.look() as look:
            every = look.findings(FindingFilter(), limit=500).rows
            assert len(every) > 3
            for name, counts in look.facets(FindingFilter()).items():
                for value, count in counts:
                    wanted = FindingFilter(**{name: [value]})  # type: ignore[arg-type]
                    rows = look.findings(wanted, limit=500).rows
                    assert rows == [r for r in every if r[name] == value]
                    assert count == look.count_findings(wanted) == len(rows)
            copied = look.findings(FindingFilter(copied=True), limit=500).rows
            assert copied == [r for r in every if r["copied_from"]]
            for directive, label, count in look.directives():
                rows = look.findings(FindingFilter(directive=directive), limit=500).rows
                plans = {w for w, done in look.carried_out([r["of"] for r in every]).items() if directive in done}
                assert rows == [r for r in every if r["of"] in plans | {directive}]
                assert (len(rows), look.label_of(directive)) == (count, label)


def test_a_damaged_or_forbidden_file_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "lists.sqlite").write_bytes(b"not a database, whatever it is called" * 100)
    lists = open_lists(tmp_path)
    with lists.look() as look:
        assert look.documents().rows == []
    lists.close()
    lists = open_lists(tmp_path / "nowhere")
    with lists.look() as look:
        assert look.documents().rows == []


def test_lists_are_kept_from_run_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = str(tmp_path / "store")
    with open_store(where) as store:
        load_records(store, [DIRECTIVE, FOLLOWER], judge=lambda *_: [])
        lists = open_lists(Path(where))
        lists.follow(store)
        lists.close()
        from graph.listing import follow

        monkeypatch.setattr(follow, "_replace", lambda *_: pytest.fail("nothing has changed"))
        again = open_lists(Path(where))
        again.follow(store)
        with again.look() as look:
            assert look.count_documents() == 2
        again.close()


def test_a_store_without_stamps_has_the_empty_mark() -> None:
    with open_store("memory:") as store:
        assert read_mark(store) == Mark()
        store.apply(break_line(store))
        assert read_mark(store).line
        assert store.match(NamedNode("urn:x")) == []
        assert not Change()


def listed_works(titles: dict[str, tuple[str, str, str]]) -> Lists:
    """Lists over works of these titles, days and bodies."""
    store, graph = open_store("memory:"), graph_named("works")
    quads = []
    for name, (title, date, issuer) in titles.items():
        node = NamedNode(f"urn:{name}")
        for predicate, value in (
            (cc("key"), name), (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), f"Kế hoạch {name}"),
            (eli("title"), title), (eli("date_document"), date), (cc("issuerName"), issuer),
            (cc("typeName"), "Kế hoạch"),
        ):  # fmt: skip
            quads.append(Quad(node, predicate, Literal(value), graph))
    store.apply(Change(insert=tuple(quads)))
    lists = Lists()
    lists.follow(store)
    return lists


def test_editions_are_the_same_plan_of_other_years() -> None:
    titles = {
        "k3": ("Chuyển đổi số năm 2023", "2023-01-09", "Sở Nội vụ tỉnh Hà Tĩnh"),
        "k4": ("Chuyển đổi số năm 2024", "2024-01-12", "Sở Nội vụ tỉnh Hà Tĩnh"),
        "z4": ("An toàn thực phẩm năm 2024", "2024-01-12", "Sở Nội vụ tỉnh Hà Tĩnh"),
        "o4": ("Chuyển đổi số năm 2024", "2024-01-12", "Sở Tài chính tỉnh Hà Tĩnh"),
        "p1": ("Chuyển đổi số giai đoạn 2021-2025", "2021-01-12", "Sở Nội vụ tỉnh Hà Tĩnh"),
        "p2": ("Chuyển đổi số giai đoạn 2026-2030", "2026-01-12", "Sở Nội vụ tỉnh Hà Tĩnh"),
    }
    with listed_works(titles).look() as look:
        assert [e["iri"] for e in look.editions("urn:k4")] == ["urn:k3", "urn:k4"]
        assert look.editions("urn:k4")[0] == {
            "iri": "urn:k3", "label": "Kế hoạch k3", "date": "2023-01-09", "title": "Chuyển đổi số năm 2023",
        }  # fmt: skip
        assert [e["iri"] for e in look.editions("urn:p1")] == ["urn:p1"]
        assert [e["label"] for e in look.editions("urn:gone")] == ["urn:gone"]


def test_editions_are_found_by_an_index() -> None:
    with listed_works({"k3": ("Chuyển đổi số năm 2023", "2023-01-09", "Sở Nội vụ")}).look() as look:
        told: list[str] = []
        look._db.set_trace_callback(told.append)
        look.editions("urn:k3")
        look._db.set_trace_callback(None)
        steps = [row[3] for text in told for row in look._db.execute("EXPLAIN QUERY PLAN " + text)]
    assert any("works_by_succession" in step for step in steps)
    assert not any(step.startswith("SCAN") for step in steps)


def test_works_read_all_at_once_are_the_works_read_one_by_one(store: Store) -> None:
    load_records(store, [DIRECTIVE, FOLLOWER, WITNESS], judge=nosy_judge)
    whole = {row["work"]: row for row in rows.every_work_row(store)}
    assert len(whole) > 3
    assert whole == {row["work"]: row for row in rows.work_rows(store, sorted(whole))}


def test_a_change_of_one_work_reads_that_work_alone(store: Store) -> None:
    """By a query with optional parts it went through all works, minutes on a national store."""
    load_records(store, [DIRECTIVE, FOLLOWER, WITNESS], judge=nosy_judge)
    asked: list[object] = []

    class Watched:
        def match(self, *pattern: Any) -> list[Quad]:
            asked.append(pattern[0])
            return store.match(*pattern)

    work = next(iter(rows.every_work_row(store)))["work"]
    assert [row["work"] for row in rows.work_rows(cast(Store, Watched()), [work, "urn:gone"])] == [work]
    assert asked == [NamedNode(work), NamedNode("urn:gone")]
