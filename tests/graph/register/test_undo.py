"""Imports are kept and taken back, in any order, and the graph is as if they had never been."""

import itertools
from collections.abc import Iterator

import pytest

from graph.load import load_records
from graph.register import import_, kept, undo
from graph.register.import_ import import_register
from graph.register.kept import find_import, list_imports
from graph.register.rows import RegisterRow
from graph.register.undo import undo_import
from graph.store import Store, open_store
from ontology.errors import NotFound, NotUnique
from tests.graph.register.test_register import OTHER, PLAN, ROWS
from tests.graph.samples import canonical, nosy_judge

FIRST, SECOND = ROWS[:3], ROWS[1:]  # two rows stand in both
THIRD = [
    *ROWS[2:],
    RegisterRow(
        number="9/NQ-CP", date="2024-02-02", issuer="Chính phủ", relation="thay thế", related_number="17/NQ-CP",
        related_date="2019-03-07", related_issuer="Chính phủ", retrieved_on="2024-03-01", source="khác",
    ),
]  # fmt: skip
IMPORTS = {"a.csv": FIRST, "b.csv": SECOND, "c.csv": THIRD}


@pytest.fixture(params=["few", "many"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same rows as a small import and as a large one, which goes in bulk and back in parts."""
    if request.param == "many":
        monkeypatch.setattr(import_, "_SMALL", 1)
        monkeypatch.setattr(import_, "_AT_ONCE", 3)
        monkeypatch.setattr(undo, "_AT_ONCE", 3)
        monkeypatch.setattr(kept, "_ASKED_AT_ONCE", 2)
    return str(request.param)


def filled(*names: str) -> list[str]:
    """The canonical form of a store with these imports only."""
    with open_store("memory:") as store:
        load_records(store, [PLAN, OTHER], judge=nosy_judge)
        for name in names:
            import_register(store, IMPORTS[name], judge=nosy_judge)
        return canonical(store)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        load_records(opened, [PLAN, OTHER], judge=nosy_judge)
        for name, rows in IMPORTS.items():
            import_register(opened, rows, judge=nosy_judge, name=name)
        yield opened


@pytest.mark.parametrize("order", list(itertools.permutations(IMPORTS)))
def test_imports_are_taken_back_in_any_order(size: str, store: Store, order: tuple[str, ...]) -> None:
    left = list(IMPORTS)
    assert canonical(store) == filled(*left), size
    for name in order:
        left.remove(name)
        assert undo_import(store, name, judge=nosy_judge).kept.name == name
        assert canonical(store) == filled(*left), (size, left)
        assert sorted(i.name for i in list_imports(store)) == left
    with pytest.raises(NotFound):
        undo_import(store, order[0])


def test_what_was_there_before_any_import_was_kept_stays(size: str) -> None:
    with open_store("memory:") as opened:
        import_register(opened, FIRST)
        before = canonical(opened)
        import_register(opened, SECOND, name="b.csv")
        undo_import(opened, "b.csv")
        assert canonical(opened) == before, size


def test_the_same_rows_again_are_no_import(size: str, store: Store) -> None:
    report = import_register(store, FIRST, name="a again.csv")
    assert report.kept == "", size
    assert len(list_imports(store)) == len(IMPORTS)


def test_an_import_cut_short_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_, "_SMALL", 1)
    monkeypatch.setattr(import_, "_AT_ONCE", 3)
    with open_store("memory:") as opened:
        load_records(opened, [PLAN, OTHER], judge=nosy_judge)
        with monkeypatch.context() as broken:
            broken.setattr(import_, "derive_works", _dies)
            with pytest.raises(KeyboardInterrupt):
                import_register(opened, ROWS, judge=nosy_judge, name="cut.csv")
        [cut] = list_imports(opened)
        undo_import(opened, cut.id, judge=nosy_judge)
        assert canonical(opened) == filled()


def test_an_undo_cut_short_is_finished_by_asking_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "_AT_ONCE", 3)
    with open_store("memory:") as opened:
        load_records(opened, [PLAN, OTHER], judge=nosy_judge)
        import_register(opened, ROWS, judge=nosy_judge, name="a.csv")
        with monkeypatch.context() as broken:
            broken.setattr(undo, "forget", _dies)
            with pytest.raises(KeyboardInterrupt):
                undo_import(opened, "a.csv", judge=nosy_judge)
        undo_import(opened, "a.csv", judge=nosy_judge)
        assert canonical(opened) == filled()


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_import_is_found_by_its_id_its_beginning_or_its_file(store: Store) -> None:
    for one in list_imports(store):
        assert find_import(store, one.id) == find_import(store, one.id[:8]) == find_import(store, one.name) == one
        assert one.rows == len(IMPORTS[one.name])
    import_register(store, [RegisterRow(number="1/NQ-CP", date="2020-01-01", issuer="Chính phủ")], name="a.csv")
    with pytest.raises(NotUnique):
        find_import(store, "a.csv")
    with pytest.raises(NotFound):
        find_import(store, "none.csv")
