"""Killed at any moment, the store opens again, whole; what was reported as loaded is there."""

import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from graph.load import load_records
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
