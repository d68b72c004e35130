"""Killed at any moment, the store opens again, whole; what was reported as loaded is there, an import whole or not."""

import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.load import load_records
from graph.names import A, cc, graph_named
from graph.register import import_
from graph.register.rows import RegisterRow
from graph.store import open_store
from graph.store_lookup import StoreLookup
from graph.write import documents, read_record
from ontology.values import Record
from tests.graph.samples import PROVINCE, canonical, record

_LOADER = textwrap.dedent("""
    import sys
    sys.path.insert(0, sys.argv[2])
    from graph.load import load_records
    from graph.store import open_store
    from tests.graph.test_killed import plan
    with open_store(sys.argv[1]) as store:
        print("open", flush=True)
        load_records(store, (plan(i) for i in range(400)), judge=lambda *_: [], batch=4,
                     on_loaded=lambda done: print(done.document, flush=True))
""")


_IMPORTER = textwrap.dedent("""
    import sys
    sys.path.insert(0, sys.argv[2])
    from graph.load import load_records
    from graph.register import import_
    from graph.store import open_store
    from tests.graph.test_killed import plan, rows
    import_._SMALL, import_._AT_ONCE = 50, 300
    with open_store(sys.argv[1]) as store:
        load_records(store, [plan(1)], judge=lambda *_: [])
        print("loaded", flush=True)
        import_.import_register(store, rows(), judge=lambda *_: [])
        print("imported", flush=True)
""")


def rows() -> Iterator[RegisterRow]:
    """A register that says something of the plans' bases, and much beside."""
    for n in range(1500):
        yield RegisterRow(
            number=f"{n + 1}/QĐ-TTg", type="Quyết định", date="2020-06-03", issuer="Thủ tướng Chính phủ",
            title=f"việc {n}", source="sổ", retrieved_on="2026-01-01", relation="thay thế" if n % 5 == 4 else None,
            related_number=f"{n}/QĐ-TTg", related_type="Quyết định", related_date="2020-06-03",
            related_issuer="Thủ tướng Chính phủ",
        )  # fmt: skip


def plan(index: int) -> Record:
    """A plan that cites its predecessor, a directive and a few numbers that many cite."""
    return record(
        f"plan{index}", ("08/KH-UBND", f"2024-01-{index % 9 + 1:02d}", PROVINCE, None, "implements"),
        (f"{index}/KH-SNV", "2024-02-01", "Sở Nội vụ", None, "mentions"),
        *((f"{n}/QĐ-TTg", "2020-06-03", "Thủ tướng Chính phủ", None, "legal_basis") for n in range(index % 7 + 10)),
        number=f"{index + 1}/KH-SNV", date="2024-02-01", issuer="Sở Nội vụ", type="Kế hoạch",
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_killed_while_loading(tmp_path: Path, seed: int) -> None:
    where = str(tmp_path / "store")
    here = Path(__file__).resolve()
    command = [sys.executable, "-c", _LOADER, where, str(here.parents[2])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(random.Random(seed).uniform(0.02, 1.5))
        process.kill()
        reported = [line.strip() for line in process.stdout if line.endswith("\n")]
    with open_store(where, read_only=True) as reader:
        seen = documents(reader)
        assert set(reported) <= set(seen)
        assert not [q for q in reader.dump() if "pending" in str(q.predicate)]
        lookup = StoreLookup(reader)
        for document in seen:
            record = read_record(reader, document)
            assert record is not None
            assert len(lookup.resolutions(document)) == len(record.citations)
    with open_store(where) as store:
        whole = documents(store)
        assert set(seen) <= set(whole)
        assert all(read_record(store, d) is not None for d in whole)
        load_records(store, [], judge=lambda *_: [])  # finishes what was cut short
        finished = canonical(store)
        with open_store("memory:") as anew:
            load_records(anew, (r for d in whole if (r := read_record(store, d))), judge=lambda *_: [])
            assert canonical(anew) == finished


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_a_register_is_imported(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_, "_SMALL", 50)
    monkeypatch.setattr(import_, "_AT_ONCE", 300)
    where, root = str(tmp_path / "store"), str(Path(__file__).resolve().parents[2])
    with subprocess.Popen([sys.executable, "-c", _IMPORTER, where, root], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "loaded\n"
        time.sleep(random.Random(seed).uniform(0.0, 1.0))
        process.kill()
        imported = "imported\n" in process.stdout.readlines()
    with open_store(where) as store:
        held = len(store.match(p=A, o=cc("RegisterRow"), g=graph_named("register")))
        assert held in ((1500,) if imported else (0, 1500))
        assert len(documents(store)) == 1
        assert not [q for q in store.dump() if "pending" in str(q.predicate)]
        import_.import_register(store, rows(), judge=lambda *_: [])
        again = canonical(store)
    with open_store("memory:") as anew:
        load_records(anew, [plan(1)], judge=lambda *_: [])
        import_.import_register(anew, rows(), judge=lambda *_: [])
        assert canonical(anew) == again
