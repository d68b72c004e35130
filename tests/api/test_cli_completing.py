"""Completion as the shells ask for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.begun import begun_works
from graph.find import find_work
from graph.load import load_records
from graph.queries import list_queries
from graph.store import open_store
from ontology.finding_kinds import finding_kinds
from tests.graph.samples import ALL, nosy_judge


def proposed(words: str) -> str:
    """What fish is told after these words."""
    asked = {
        "_CANCU_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    program = "import sys; sys.argv[0] = 'cancu'; from api.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **asked}, capture_output=True, text=True, check=False
    ).stdout


def test_queries_and_kinds_are_proposed() -> None:
    query, kind = list_queries()[0], finding_kinds()[0]
    assert query.id in proposed(f"cancu query {query.id[:3]}")
    assert kind.id in proposed(f"cancu findings --kind {kind.id[:3]}")
    assert query.id not in proposed("cancu query zzz")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_each_shell(shell: str) -> None:
    program = "import sys; sys.argv[0] = 'cancu'; from api.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "_CANCU_COMPLETE": f"source_{shell}"},
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    assert "_CANCU_COMPLETE=complete_" + shell in told


def test_what_the_store_holds_is_proposed(tmp_path: Path) -> None:
    """Each proposal means one work, also where several carry the number; a store that is not there is not begun."""
    with open_store(str(tmp_path / "store")) as store:
        load_records(store, ALL, judge=nosy_judge)
        store.publish()
        works = begun_works(store, "08/KH")
        assert len(works) == 3 == len({find_work(store, word) for word, _ in works})
        finding = store.select("SELECT ?i { ?f <https://w3id.org/cancu/ontology#findingId> ?i } LIMIT 1").column("i")[0]
    place = f"--store {tmp_path / 'store'}"
    shown = proposed(f"cancu lineage {place} 08/")
    assert all(f"{word}\t{label}" in shown for word, label in works)
    assert "directive.txt" in proposed(f"cancu unload {place} direc")
    assert finding in proposed(f"cancu review confirm {place} {finding[:6]}")
    assert proposed(f"cancu lineage --store {tmp_path / 'none'} 08/").strip() == ""
    assert not (tmp_path / "none").exists()
