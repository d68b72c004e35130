"""Out and in again: the same dataset; backups open; a store that was tampered with is named."""

import dataclasses
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.interchange import canonical_lines, export_dataset, import_dataset, restore
from graph.load import load_records
from graph.lookup import Lookup
from graph.names import cc, document_graph, graph_named, mint_graph
from graph.register.import_ import import_register
from graph.settle import derived_graphs, mark_cell
from graph.store import Change, Store, open_store
from graph.verify import verify_store
from graph.write import document_iri, documents
from ontology.errors import StoreError
from ontology.values import Finding, Record, Resolution
from tests.graph.samples import ALL, DIRECTIVE, canonical, nosy_judge
from tests.graph.test_queries import REGISTER


@pytest.fixture
def full() -> Iterator[Store]:
    with open_store("memory:") as store:
        import_register(store, REGISTER)
        load_records(store, ALL, judge=nosy_judge)
        yield store


@pytest.mark.parametrize("kind", ["nq", "trig", "jsonld"])
def test_exported_and_imported_it_is_the_same(full: Store, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"all.{kind}"
    with path.open("wb") as out:
        export_dataset(full, out, kind)
    with open_store(str(tmp_path / "store")) as other:
        import_dataset(other, path)
        assert canonical_lines(other.dump()) == canonical_lines(full.dump())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own Dataset warns of its own names
@pytest.mark.parametrize("kind", ["nq", "trig", "jsonld"])
def test_another_program_reads_what_we_write(full: Store, kind: str) -> None:
    """rdflib, which shares no code with the store, sees as many quads."""
    out = io.BytesIO()
    export_dataset(full, out, kind)
    names = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}
    dataset = rdflib.Dataset()
    dataset.parse(data=out.getvalue().decode(), format=names[kind])
    assert sum(1 for _ in dataset.quads()) == len(canonical_lines(full.dump()))


def test_json_ld_has_a_context(full: Store) -> None:
    out = io.BytesIO()
    export_dataset(full, out, "jsonld")
    assert json.loads(out.getvalue())["@context"]["cc"] == "https://w3id.org/cancu/ontology#"


def test_n_quads_are_the_same_bytes_each_time(full: Store) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    export_dataset(full, first)
    with open_store("memory:") as other:
        load_records(other, reversed(ALL), judge=nosy_judge, now="x")
        import_register(other, REGISTER, judge=nosy_judge)
        export_dataset(other, second)
    loads = mint_graph("loads").encode()
    assert [line for line in first.getvalue().splitlines() if loads not in line] == [
        line for line in second.getvalue().splitlines() if loads not in line
    ]


def test_import_refuses_a_store_that_is_not_empty_and_files_it_does_not_know(full: Store, tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("")
    with pytest.raises(StoreError):
        import_dataset(full, tmp_path / "x.nq")
    (tmp_path / "bad.nq").write_text("<a> <b> .")
    with open_store("memory:") as empty:
        for name in ("x.xml", "bad.nq"):
            with pytest.raises(StoreError):
                import_dataset(empty, tmp_path / name)
    with pytest.raises(StoreError):
        export_dataset(full, io.BytesIO(), "xml")


def test_a_backup_is_restored(tmp_path: Path) -> None:
    where, copy = str(tmp_path / "store"), tmp_path / "backup"
    with open_store(where) as store:
        load_records(store, ALL)
        before = canonical(store)
        store.backup(str(copy))
        with pytest.raises(StoreError):
            store.backup(str(copy))
    restore(copy, str(tmp_path / "new"))
    with open_store(str(tmp_path / "new"), read_only=True) as store:
        assert canonical(store) == before
    with pytest.raises(StoreError):
        restore(copy, where)
    restore(copy, where, replace=True)
    assert (tmp_path / "store.before-restore-1").is_dir()
    with open_store(where) as store:
        assert canonical(store) == before
    with pytest.raises(StoreError):
        restore(tmp_path, where)


def test_a_backup_of_a_directory_is_restored_to_a_server(tmp_path: Path, oxigraph_url: str) -> None:
    with open_store(str(tmp_path / "store")) as store:
        load_records(store, ALL)
        before = canonical(store)
        store.backup(str(tmp_path / "backup"))
    restore(tmp_path / "backup", oxigraph_url)
    with open_store(oxigraph_url) as server:
        assert canonical(server) == before
        for graph in server.graphs():
            server.update(f"DROP GRAPH <{graph}>")


# ------------------------------------------------------------------ verify


def test_a_sound_store_has_no_problem(full: Store) -> None:
    assert verify_store(full, deep=True, judge=nosy_judge) == []


def test_shapes_hold_for_every_graph_on_every_store(store: Store) -> None:
    import_register(store, REGISTER)
    load_records(store, ALL, judge=nosy_judge)
    assert verify_store(store) == []


GRAPH = document_graph(document_iri(DIRECTIVE))
MEANING = NamedNode(derived_graphs(document_iri(DIRECTIVE))[0])
NODE = NamedNode(document_iri(DIRECTIVE))


@pytest.mark.parametrize(
    ("insert", "check"),
    [
        (Quad(NODE, cc("writtenTitle"), Literal("khác"), GRAPH), "altered"),
        (Quad(BlankNode("b"), cc("x"), Literal("y"), GRAPH), "blank_node"),
        (mark_cell("8-khubnd"), "unfinished"),
        (Quad(NODE, cc("sourceOf"), NODE, NamedNode(mint_graph("meaning", "gone"))), "stray"),
        (Quad(NODE, cc("cites"), NODE, MEANING), "derivation"),
        (Quad(NODE, cc("cites"), NODE, graph_named("works")), "derivation"),
    ],
)
def test_what_was_tampered_with_is_named(full: Store, insert: Quad, check: str) -> None:
    full.apply(Change(insert=(insert,)))
    assert check in {p.check for p in verify_store(full, deep=True, judge=nosy_judge)}


def test_what_is_missing_is_named(full: Store) -> None:
    full.apply(Change(delete_graphs=(MEANING.value,)))
    assert "unresolved" in {p.check for p in verify_store(full)}
    assert len(documents(full)) == len(ALL)


def test_a_finding_that_quotes_what_is_not_there_is_named() -> None:
    def liar(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> list[Finding]:
        return [dataclasses.replace(f, quote="điều không có") for f in nosy_judge(record, resolutions, lookup)]

    with open_store("memory:") as store:
        load_records(store, [DIRECTIVE], judge=liar)
        assert {p.check for p in verify_store(store)} == {"passage"}
