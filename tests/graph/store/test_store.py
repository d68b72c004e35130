# ruff: noqa: E501 -- one line per case
"""One suite for every store: the same answers, the same refusals."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.names import cc, decimal, graph_named, mint_graph, whole
from graph.store import VERSION, Change, Store, open_engine, open_store, version_of
from graph.store.guard import fill, parameters, refuse_remote
from ontology.errors import QueryError, StoreBusy, StoreError, StoreOutdated

G, H = NamedNode(mint_graph("document", "g")), NamedNode(mint_graph("document", "h"))
S, P = NamedNode("https://cancu.example/s"), NamedNode("https://cancu.example/p")
DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")


def quads(store: Store) -> set[Quad]:
    """What is there but the store's own marks."""
    return {q for q in store.dump() if q.graph_name != graph_named("store")}


def test_a_change_takes_out_and_puts_in(store: Store) -> None:
    one, two, three = (Quad(S, P, Literal(x), g) for x, g in (("một", G), ("hai", G), ("ba", H)))
    store.apply(Change(insert=(one, two, three)))
    assert quads(store) == {one, two, three}
    four = Quad(S, P, Literal('bốn "\n\t\\ \u2028 đ'), G)
    store.apply(Change(delete=(one,), insert=(four,)))
    assert quads(store) == {two, three, four}
    store.apply(Change(delete_graphs=(G.value,), insert=(one,)))
    assert quads(store) == {one, three}
    store.apply(Change())
    assert quads(store) == {one, three}


def test_the_union_of_all_graphs_answers(store: Store) -> None:
    store.apply(Change(insert=(Quad(S, P, Literal("x"), G), Quad(S, cc("other"), Literal("y"), H))))
    rows = store.select("SELECT ?x ?y WHERE { $s $p ?x ; $other ?y }", s=S, p=P, other=cc("other"))
    assert rows.texts() == [("x", "y")]
    assert store.ask("ASK { $s $p 'x' }", s=S, p=P)
    assert not store.ask("ASK { GRAPH $h { $s $p ?any } }", s=S, p=P, h=H)
    (triple,) = store.construct("CONSTRUCT { $s $p ?y } WHERE { $s $other ?y }", s=S, p=P, other=cc("other"))
    assert (triple.subject, triple.object) == (S, Literal("y"))


@pytest.mark.parametrize("kind", ["memory", "disk"])
def test_a_dataset_clause_of_the_query_is_heard(kind: str, tmp_path: Path) -> None:
    """Only a query without FROM sees the union."""
    store = open_store("memory:" if kind == "memory" else str(tmp_path / "store"))
    store.apply(Change(insert=(Quad(S, P, Literal("x"), G), Quad(S, P, Literal("y"), H))))

    def seen(clause: str) -> set[str]:
        found = store.answer(f"SELECT ?o {clause} WHERE {{ ?s <{P.value}> ?o }}").first(10)
        rows = store.select(f"SELECT ?o {clause} WHERE {{ ?s <{P.value}> ?o }}")
        assert {row[0].value for row in found} == set(rows.column("o"))
        return set(rows.column("o"))

    assert seen("") == {"x", "y"}
    assert seen(f"FROM <{G.value}>") == {"x"}
    assert seen(f"FROM <{G.value}> FROM <{H.value}>") == {"x", "y"}
    assert seen("FROM <http://nothing.example/>") == set()
    assert seen(f"from named <{G.value}>") == set()
    store.close()


def test_match_finds_by_every_part(store: Store) -> None:
    one, two = Quad(S, P, whole(7), G), Quad(S, P, Literal("2024-01-08", datatype=DATE), H)
    store.apply(Change(insert=(one, two)))
    assert set(store.match(S)) == {one, two}
    assert store.match(g=G) == [one]
    assert store.match(o=Literal("2024-01-08", datatype=DATE)) == [two]
    assert store.match(S, P, whole(7), G) == [one]
    assert store.match(P) == []
    assert {G.value, H.value} <= set(store.graphs())


def test_a_whole_decimal_comes_back_as_one(store: Store) -> None:
    quads = {Quad(S, cc("confidence"), decimal(value), G) for value in (1.0, 0.0, 0.875)}
    store.apply(Change(insert=tuple(quads)))
    assert set(store.match(S)) == set(store.match(S, cc("confidence"))) == set(store.match(g=G)) == quads


def test_dates_numbers_and_accents_compare(store: Store) -> None:
    store.apply(Change(insert=(Quad(S, P, Literal("2024-01-08", datatype=DATE), G), Quad(S, cc("n"), whole(10), G),
                               Quad(S, cc("t"), Literal("Đề án"), G), Quad(S, cc("l"), Literal("x", language="vi"), G))))  # fmt: skip
    assert store.ask('ASK { $s $p ?d FILTER(?d > "2023-12-31"^^<http://www.w3.org/2001/XMLSchema#date>) }', s=S, p=P)
    assert store.ask("ASK { $s $n ?n FILTER(?n > 9) }", s=S, n=cc("n"))
    assert store.ask("ASK { $s $t $v }", s=S, t=cc("t"), v="Đề án")
    assert not store.ask("ASK { $s $t $v }", s=S, t=cc("t"), v="De an")
    assert store.ask("ASK { $s $l ?v FILTER(LANG(?v) = 'vi') }", s=S, l=cc("l"))


def test_unbound_is_none_and_repeated_rows_stay(store: Store) -> None:
    store.apply(Change(insert=(Quad(S, P, Literal("x"), G), Quad(S, P, Literal("y"), H))))
    rows = store.select("SELECT ?s ?none WHERE { ?s $p ?x OPTIONAL { ?s $no ?none } }", p=P, no=cc("no"))
    assert rows.texts() == [(S.value, None)] * 2
    assert rows.dicts() == [{"s": S.value}] * 2


def test_a_long_text_comes_back_whole(store: Store) -> None:
    text = "Căn cứ Luật Tổ chức chính quyền địa phương;\n" * 4000
    store.apply(Change(insert=(Quad(S, P, Literal(text), G),)))
    assert store.match(S, P, None, G)[0].object == Literal(text)


def test_many_quads_in_one_change(store: Store) -> None:
    many = tuple(Quad(NamedNode(f"{S.value}/{i}"), P, Literal(f"số {i}"), G) for i in range(3000))
    store.apply(Change(insert=many))
    assert store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH $g { ?s ?p ?o } }", g=G).texts() == [("3000",)]
    store.apply(Change(delete=many[:1500]))
    assert len(store.match(g=G)) == 1500


def test_updates_run(store: Store) -> None:
    store.update("INSERT DATA { GRAPH $g { $s $p $v } }", g=G, s=S, p=P, v="a $v 'b'")
    assert store.match(g=G)[0].object == Literal("a $v 'b'")


@pytest.mark.parametrize("text", ["SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT WHERE {{"])
def test_bad_queries_are_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        store.select(text)


def test_loading_from_the_network_is_refused(store: Store) -> None:
    with pytest.raises(QueryError):
        store.update("LOAD <http://127.0.0.1:9/x.ttl>")


def test_the_version_is_marked(store: Store) -> None:
    assert version_of(store) == VERSION


@pytest.mark.parametrize("kind", ["virtuoso"])
@pytest.mark.virtuoso
def test_a_server_may_hold_other_graphs(kind: str, virtuoso_url: str) -> None:
    with open_store(virtuoso_url) as store:
        store.update("INSERT DATA { GRAPH <urn:elsewhere> { <urn:a> <urn:b> <urn:c> } }")
        assert "urn:elsewhere" not in store.graphs()
        store.update("DROP SILENT GRAPH <urn:elsewhere>")


# ------------------------------------------------------------------ values in queries


@pytest.mark.parametrize(
    "text",
    ["SELECT * { ?s <x/service> 'LOAD' }", "SELECT * { ?service ?load 1 }", "# SERVICE\nASK {}", 'ASK { ?s ex:load """SERVICE"""}'],
)  # fmt: skip
def test_words_that_only_look_like_fetching_pass(text: str) -> None:
    refuse_remote(text)


@pytest.mark.parametrize("text", ["SELECT * { service <x> {} }", "Load silent <x>", "define get:soft 'x' SELECT * {}"])
def test_fetching_is_seen_in_any_case(text: str) -> None:
    with pytest.raises(QueryError):
        refuse_remote(text)


def test_parameters_are_found_and_filled() -> None:
    text = "SELECT ?x WHERE { ?x $p $q . FILTER($q != '$no') } # $neither"
    assert parameters(text) == ["p", "q"]
    assert fill(text, {"p": "<a>", "q": "1"}) == "SELECT ?x WHERE { ?x <a> 1 . FILTER(1 != '$no') } # $neither"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
def test_any_text_can_be_a_value(text: str) -> None:
    with open_engine("memory:") as store:
        store.apply(Change(insert=(Quad(S, P, Literal(text), G),)))
        store.apply(Change(delete=(Quad(S, P, Literal("none"), G),), insert=(Quad(S, P, Literal(text), H),)))
        assert store.select("SELECT ?g WHERE { GRAPH ?g { ?s ?p $v } }", v=text).column("g").sort() is None
        assert {q.object for q in store.dump()} == {Literal(text)}


# ------------------------------------------------------------------ on disk


def test_what_is_written_is_there_when_opened_again(tmp_path: Path) -> None:
    where = str(tmp_path / "kho dữ liệu")
    with open_store(where) as store:
        store.apply(Change(insert=(Quad(S, P, Literal("x"), G),)))
    with open_store(where) as store:
        assert len(store.match(g=G)) == 1
    with open_store(where, read_only=True) as store:
        assert len(store.match(g=G)) == 1


def test_readers_see_what_was_published_and_nothing_half_done(tmp_path: Path) -> None:
    where = str(tmp_path / "store")
    with open_store(where) as writer, open_store(where, read_only=True) as reader:
        writer.apply(Change(insert=(Quad(S, P, Literal("x"), G),)))
        with open_store(where, read_only=True) as other:
            assert other.match(g=G) == []
        writer.publish()
        assert reader.match(g=G) == []
        reader.refresh()
        assert len(reader.match(g=G)) == 1
        writer.apply(Change(insert=(Quad(S, P, Literal("y"), G),)))
        writer.publish()
        assert len(reader.match(g=G)) == 1  # still whole, though two newer states were published since
    assert len(list((tmp_path / "store" / "published").glob("*[0-9]"))) <= 2


def test_old_checkpoints_go_when_nobody_reads_them(tmp_path: Path) -> None:
    where = str(tmp_path / "store")
    with open_store(where) as writer:
        for i in range(5):
            writer.apply(Change(insert=(Quad(S, P, whole(i), G),)))
            writer.publish()
        assert len([p for p in (tmp_path / "store" / "published").iterdir() if p.is_dir()]) == 1


def test_a_second_writer_is_refused_clearly(tmp_path: Path) -> None:
    where = str(tmp_path / "store")
    with open_store(where):
        code = textwrap.dedent(f"""
            from graph.store import open_store
            from ontology.errors import StoreBusy
            try:
                open_store({where!r}, wait=0.2)
            except StoreBusy as busy:
                print("busy", busy.message.en)
        """)
        answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
        assert answer.stdout.startswith("busy Something else is writing")
        with pytest.raises(StoreBusy):
            open_store(where, wait=0.1)


def test_a_reader_of_nothing_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cancu load"):
        open_store(str(tmp_path / "none"), read_only=True)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    where = str(tmp_path / "store")
    open_store(where).close()
    with open_store(where, read_only=True) as store, pytest.raises(StoreError):
        store.apply(Change(insert=(Quad(S, P, Literal("x"), G),)))


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    where = tmp_path / "store"
    open_store(str(where)).close()
    (where / "live" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match=str(where)):
        open_store(str(where))


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    where = str(tmp_path / "store")
    with open_store(where) as store:
        mark = store.match(p=cc("storeVersion"))
        store.apply(Change(delete=tuple(mark), insert=(Quad(mark[0].subject, mark[0].predicate, whole(99), mark[0].graph_name),)))  # fmt: skip
    with pytest.raises(StoreError, match="99"):
        open_store(where)


def test_an_older_store_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.store import version

    where = str(tmp_path / "store")
    open_store(where).close()
    seen: list[str] = []
    monkeypatch.setattr(version, "VERSION", VERSION + 1)
    monkeypatch.setitem(version.MIGRATIONS, VERSION, lambda s: seen.append(s.where))
    with pytest.raises(StoreOutdated):
        open_store(where, read_only=True)
    with open_store(where) as store:
        assert (seen, version_of(store)) == ([where], VERSION + 1)


def test_an_endpoint_without_the_union_is_named(plain_oxigraph_url: str) -> None:
    with pytest.raises(StoreError, match="union-default-graph"):
        open_store(plain_oxigraph_url)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9"):
        open_store("http://127.0.0.1:9/query")


def test_a_backup_opens_as_a_store(tmp_path: Path) -> None:
    where = str(tmp_path / "store")
    with open_store(where) as store:
        store.apply(Change(insert=(Quad(S, P, Literal("x"), G),)))
        store.publish()
        store.backup(str(tmp_path / "copy"))
    with open_store(where, read_only=True) as store:
        store.backup(str(tmp_path / "copy-of-reader"))
    for name in ("copy", "copy-of-reader"):
        with open_store(str(tmp_path / name)) as copy:
            assert len(copy.match(g=G)) == 1


@pytest.mark.parametrize("place", ["store", "store/published", "store/live", "store/new/one", "full", "file"])
def test_a_backup_goes_into_nothing_that_is_there(tmp_path: Path, place: str) -> None:
    """Inside the store the next write would take it away; among other files nobody can tell what belongs to it."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "other.txt").write_text("x")
    (tmp_path / "file").write_text("x")
    with open_store(str(tmp_path / "store")) as store:
        store.apply(Change(insert=(Quad(S, P, Literal("x"), G),)))
        store.publish()
    with open_store(str(tmp_path / "store"), read_only=True) as store:
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(StoreError, match=r"Choose|Hãy chọn"):
            store.backup(str(tmp_path / place))
        assert sorted(tmp_path.rglob("*")) == before
        (tmp_path / "empty").mkdir()
        store.backup(str(tmp_path / "empty"))
