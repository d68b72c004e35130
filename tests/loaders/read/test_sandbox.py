"""The sandbox: what comes back is what was read, and one bad file stops nothing else."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders import sandbox
from loaders.read import Limits, read_file
from loaders.read.text_json import error_from_json, error_to_json, text_from_json, text_to_json
from loaders.sandbox import read_all, read_untrusted
from ontology.errors import DamagedFile, EmptyFile, LoadError, NotADocument, TookTooLong, TooLarge
from tests.loaders.read.made import PLAN, plan_docx


@pytest.fixture(autouse=True)
def _no_worker_stays() -> Iterator[None]:
    yield
    sandbox.close()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.docx"
    path.write_bytes(plan_docx())
    return path


def test_the_child_reads_what_we_would(plan: Path) -> None:
    assert read_untrusted(plan) == read_file(plan)


def test_a_batch_keeps_its_order_and_goes_on(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "rỗng.txt").write_bytes(b"")
    (tmp_path / "cụt.docx").write_bytes(plan_docx()[:2000])
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    paths = [tmp_path / "rỗng.txt", plan, tmp_path / "cụt.docx", tmp_path / "a.txt", tmp_path / "không có.txt"]
    results = list(read_all(paths, workers=2))
    assert [path for path, _ in results] == paths
    kinds = [type(result).__name__ for _, result in results]
    assert kinds == ["EmptyFile", "Text", "DamagedFile", "Text", "LoadError"]


def test_errors_come_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "rỗng.txt"
    path.write_bytes(b" \n")
    with pytest.raises(EmptyFile) as there:
        read_untrusted(path)
    with pytest.raises(EmptyFile) as here:
        read_file(path)
    assert there.value.message == here.value.message
    assert there.value.data == here.value.data


def test_a_reader_that_takes_too_long_is_stopped(plan: Path) -> None:
    with pytest.raises(TookTooLong):
        read_untrusted(plan, limits=Limits(seconds=0.001))
    assert read_untrusted(plan).raw == PLAN


def test_a_reader_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "to.txt"
    path.write_text(PLAN * 40_000, encoding="utf-8")
    with pytest.raises(TooLarge):
        read_untrusted(path, limits=Limits(memory=120 << 20))


def test_a_worker_killed_from_outside_costs_one_file(plan: Path) -> None:
    read_untrusted(plan)
    worker = sandbox._POOL.take()
    sandbox._POOL.give_back(worker)
    os.kill(worker._process.pid, signal.SIGSTOP)
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    assert read_untrusted(plan).raw == PLAN


def test_text_and_errors_survive_json(plan: Path) -> None:
    text = read_file(plan)
    assert text_from_json(text_to_json(text)) == text
    error = NotADocument("tệp a: không phải", "file a: it is not", file="a")
    back = error_from_json(error_to_json(error))
    assert (type(back), back.message, back.data) == (NotADocument, error.message, error.data)
    assert type(error_from_json({"kind": "SystemExit", "vi": "", "en": "", "data": {}})) is LoadError
    assert issubclass(DamagedFile, LoadError)


def test_a_stopped_conversion_leaves_nothing_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f'#!/bin/sh\nsleep 300 &\necho $! > "{tmp_path}/pid"\nwait\n', encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    path = tmp_path / "a.rtf"
    path.write_text("{\\rtf1 Ke hoach}", encoding="utf-8")
    with pytest.raises(TookTooLong):
        read_untrusted(path, limits=Limits(seconds=6))
    child = int((tmp_path / "pid").read_text(encoding="utf-8"))
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(process: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False
