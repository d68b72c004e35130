"""An application that was ended and is begun again answers queries as before."""

from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient


def test_queries_are_answered_after_the_application_was_ended(
    make_client: Callable[[str], TestClient], tmp_path: Path
) -> None:
    made = make_client(str(tmp_path / "s"))
    for _ in range(2):
        with made:
            assert made.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "application/json"}).is_success
