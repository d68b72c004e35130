"""Completion as the shells ask for it."""

import os
import subprocess
import sys

import pytest

from graph.queries import list_queries
from ontology.finding_kinds import finding_kinds


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
