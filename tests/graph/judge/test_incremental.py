"""Only what a document or register row touches is judged again, and the result is that of judging everything anew."""

import datetime as dt
import json
import random
from collections.abc import Sequence

import pytest

from graph.findings import read_findings
from graph.judge import finding_to_json, judge_record
from graph.load import load_records, rederive, unload
from graph.lookup import Lookup
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow, row_of
from graph.store import Store, open_store
from graph.write import document_iri
from ontology.values import Finding, Record, Resolution
from tests.graph.judge.test_origins import roll_out
from tests.graph.judge.world import make_country


def judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> tuple[Finding, ...]:
    return judge_record(record, resolutions, lookup, as_of=dt.date(2024, 12, 1))


def findings(store: Store) -> list[str]:
    return sorted(json.dumps([d, finding_to_json(f)], ensure_ascii=False) for _, d, f in read_findings(store))


def rows(seed: int) -> list[RegisterRow]:
    columns = ("number", "type", "date", "issuer", "title")
    made = [
        row_of({c: w.value(c) or "" for c in columns} | {"source": "sổ", "retrieved_on": "2024-01-01"}, i)
        for i, w in enumerate(make_country(seed % 7).works)
    ]
    return [r for r in made if isinstance(r, RegisterRow)]


def records(seed: int) -> list[Record]:
    return [r for _, found, _, _ in roll_out(seed) for r in found.values()]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_and_anew_give_the_same_findings(seed: int) -> None:
    documents, register = records(seed), rows(seed)
    with open_store("memory:") as store:
        import_register(store, register, judge=judge)
        load_records(store, documents, judge=judge)
        expected = findings(store)
        assert any('"WrongDate"' in f and '"copied_from": "' in f for f in expected)
        rederive(store, judge=judge)
        assert findings(store) == expected
    chance = random.Random(seed)
    for _ in range(3):
        chance.shuffle(documents)
        with open_store("memory:") as store:
            half = len(documents) // 2
            for record in documents[:half]:
                load_records(store, [record], judge=judge)
            import_register(store, register, judge=judge)
            load_records(store, documents[half:], judge=judge)
            assert findings(store) == expected


def test_a_document_taken_out_leaves_no_trace_in_the_judgements_of_others() -> None:
    documents, register = records(2), rows(2)
    with open_store("memory:") as store:
        import_register(store, register, judge=judge)
        load_records(store, documents[:-1], judge=judge)
        expected = findings(store)
        load_records(store, documents[-1:], judge=judge)
        unload(store, document_iri(documents[-1]), judge=judge)
        assert findings(store) == expected
