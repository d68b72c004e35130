"""Many requests made up from the API's own description, by an administrator; the command is in README.md.

What CI tries a few times (tests/api/http/test_generated.py) is tried here as often as one likes.
"""

import argparse
import tempfile
from pathlib import Path

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import given, settings

from api.access.roles import Role
from api.access.tokens import TokenBook
from api.http.access import Access
from api.http.app import create_app
from api.service import Service
from tests.api.http.conftest import fill
from tests.api.http.test_generated import BOUNDED, CHECKS


def main() -> int:
    """How many operations broke."""
    typed = argparse.ArgumentParser(description=__doc__)
    typed.add_argument("--examples", type=int, default=100, help="requests an operation")
    typed.add_argument("paths", nargs="*", default=["/"], help="how the paths to try begin")
    asked = typed.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return fuzz(Path(folder), asked.examples, tuple(asked.paths))


def fuzz(folder: Path, examples: int, paths: tuple[str, ...]) -> int:
    """Every operation whose path begins so."""
    service, book = Service(str(folder / "store")), TokenBook(folder / "access")
    fill(service)
    headers = {"Authorization": f"Bearer {book.create('fuzz', Role.administrator)[1]}"}
    app, broken = create_app(service, access=Access(tokens=book)), 0
    with TestClient(app, headers=headers) as client:
        client.get("/sparql", params={"query": "ASK {}"})  # the process that answers is begun
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)
        for operation in (found.ok() for found in schema.get_all_operations()):
            if operation.path.startswith(paths):

                @settings(BOUNDED, max_examples=examples, derandomize=False)
                @given(case=operation.as_strategy())
                def one(case: schemathesis.Case) -> None:
                    case.call_and_validate(checks=CHECKS, headers=headers)

                try:
                    one()
                    print("ok   ", operation.label, flush=True)
                except Exception as error:
                    broken += 1
                    print("BROKE", operation.label, error, *getattr(error, "exceptions", ()), sep="\n", flush=True)
    return broken


if __name__ == "__main__":
    raise SystemExit(main())
