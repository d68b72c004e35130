"""The service over a store that others write to at the same time."""

import gc
from pathlib import Path

from api.service import Service
from graph.write import documents
from tests.api.http.conftest import fill, plan


def test_a_reader_sees_one_state_from_beginning_to_end(tmp_path: Path) -> None:
    service = Service(str(tmp_path / "s"))
    fill(service)
    held = service.reader()
    before = documents(held)
    service.load_uploads([("c.txt", plan(number="33", day="9"))])
    assert len(documents(service.reader())) == len(before) + 1
    assert documents(held) == before
    assert service.reader() is service.reader()
    service.close()


def test_the_state_is_named_anew_by_every_change(tmp_path: Path) -> None:
    for where in (str(tmp_path / "s"), "memory:"):
        service = Service(where)
        fill(service)
        first = service.state()
        documents(service.reader())
        assert service.state() == first
        service.load_uploads([("c.txt", plan(number="33", day="9"))])
        assert service.state() != first
        service.close()


def test_states_nobody_reads_are_given_up(tmp_path: Path) -> None:
    service = Service(str(tmp_path / "s"))
    fill(service)
    for number in range(40, 46):
        service.reader()
        service.load_uploads([("c.txt", plan(number=str(number), day="9"))])
    gc.collect()
    service.load_uploads([("d.txt", plan(number="90", day="9"))])
    kept = [p for p in (tmp_path / "s" / "published").iterdir() if p.is_dir()]
    assert len(kept) <= 2
    service.close()
