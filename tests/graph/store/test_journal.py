"""Which names changed between two published states, and when that cannot be told."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.store import Change, open_store
from graph.store.embedded import EmbeddedStore
from graph.store.journal import KEPT, MOST_NAMES


def quad(subject: str, graph: str = "urn:g", value: str = "x") -> Quad:
    return Quad(NamedNode(subject), NamedNode("urn:p"), Literal(value), NamedNode(graph))


def write(where: str, *quads: Quad, drop: tuple[str, ...] = ()) -> str:
    """Apply, publish; the state that readers then see."""
    with open_store(where) as store:
        store.apply(Change(insert=quads, delete_graphs=drop))
    with open_store(where, read_only=True) as reader:
        return str(reader.state())


@pytest.fixture
def where(tmp_path: Path) -> str:
    write(str(tmp_path / "s"), quad("urn:first"))
    return str(tmp_path / "s")


def since(where: str, state: str) -> set[str] | None:
    with open_store(where, read_only=True) as reader:
        return reader.touched_since(state)


def test_names_of_every_change_between(where: str) -> None:
    one = write(where, quad("urn:a"))
    two = write(where, quad("urn:b", "urn:h"))
    three = write(where, drop=("urn:h",))
    assert since(where, three) == set()
    assert since(where, two) == {"urn:b", "urn:h"}
    assert since(where, one) == {"urn:b", "urn:h"}
    assert since(where, "7 0") is None


def test_a_bulk_load_or_an_update_is_not_known_and_the_next_is(where: str) -> None:
    one = write(where, quad("urn:a"))
    with open_store(where) as store:
        store.update("INSERT DATA { GRAPH <urn:g> { <urn:u> <urn:p> 1 } }")
    assert since(where, one) is None
    with open_store(where) as store:
        store.bulk([quad("urn:bulk")])
    assert since(where, one) is None
    before = write(where, quad("urn:c"))
    write(where, quad("urn:d"))
    assert since(where, before) == {"urn:d", "urn:g"}


def test_a_writer_that_was_killed_leaves_a_doubt(where: str) -> None:
    one = write(where, quad("urn:a"))
    store = open_store(where)
    assert isinstance(store, EmbeddedStore)
    store.apply(Change(insert=(quad("urn:lost"),)))
    store._changed = False  # as if the process had ended here: applied, not published
    store.close()
    write(where, quad("urn:b"))
    assert since(where, one) is None


def test_very_many_names_and_very_many_states_are_not_known(where: str) -> None:
    one = write(where, quad("urn:a"))
    write(where, *(quad(f"urn:{n}") for n in range(MOST_NAMES + 1)))
    assert since(where, one) is None
    first = write(where, quad("urn:b"))
    for n in range(KEPT + 2):
        write(where, quad("urn:c", value=str(n)))
    assert since(where, first) is None
    assert len(list((Path(where) / "published").glob("*.touched"))) <= KEPT + 1


def test_a_store_elsewhere_cannot_tell() -> None:
    with open_store("memory:") as store:
        assert (store.state(), store.touched_since("1 1")) == (None, None)
