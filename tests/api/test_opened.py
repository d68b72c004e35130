"""One store opened for many: who reads does not wait for lists, who writes leaves them as the store is."""

from pathlib import Path

import pytest

from api.opened import OpenStore
from api.service import Service
from graph.listing import open_lists
from ontology.errors import ListsBusy


def served(folder: Path) -> Service:
    service = Service(str(folder))
    service.waits = False
    return service


def counted(service: OpenStore) -> int:
    with service.look() as look:
        return look.count_documents()


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
