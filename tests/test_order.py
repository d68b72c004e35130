"""Documents really read and really judged, with the register: any order gives the same graph."""

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.judge import judge_record
from graph.load import load_records, unload
from graph.lookup import Lookup
from graph.register.import_ import import_register
from graph.register.rows import read_rows
from graph.store import open_store
from graph.verify import verify_store
from graph.write import document_iri
from loaders.extract import extract_record
from loaders.sandbox import read_untrusted
from ontology.values import Finding, Record, Resolution
from tests.graph.samples import canonical


def judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> Sequence[Finding]:
    return judge_record(record, resolutions, lookup, as_of=dt.date(2026, 11, 21))


@pytest.fixture(scope="module")
def records(root: Path) -> list[Record]:
    files = sorted([*(root / "examples/corpus").glob("*.txt"), *(root / "examples/corpus").glob("*.docx")])
    return [extract_record(read_untrusted(f)) for f in files]


def dataset(root: Path, records: list[Record], seed: int) -> list[str]:
    """Load everything in an order of its own, some taken out together and put back."""
    order = random.Random(seed)
    shuffled = order.sample(records, len(records)) if seed else records
    turn = order.randrange(len(records))
    with open_store("memory:") as store:
        for index, record in enumerate(shuffled):
            if index == turn:
                import_register(store, read_rows(root / "examples/register.csv"), judge=judge)
            load_records(store, [record], judge=judge)
        again = order.sample(records, 3)
        unload(store, *map(document_iri, again), judge=judge)
        load_records(store, again, judge=judge)
        if not seed:
            assert verify_store(store) == []
        return canonical(store)


def test_any_order_of_real_documents_gives_the_same_graph(root: Path, records: list[Record]) -> None:
    assert len(records) >= 10
    first = dataset(root, records, 0)
    assert sum("<https://w3id.org/cancu/ontology#Finding>" in line for line in first) > 10
    assert [seed for seed in (1, 2) if dataset(root, records, seed) != first] == []
