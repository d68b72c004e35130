"""The house itself: layers, package names, what must stand at the root."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

EXPECTED = [
    "ontology", "graph", "loaders", "api", "tests", "examples", "benchmarks", "docs", "pyproject.toml", "Makefile",
    "README.md", "README.vi.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "uv.lock", ".ci/run",
]  # fmt: skip
FLOORS = ("ontology", "graph", "loaders", "api")


@pytest.mark.parametrize("name", EXPECTED)
def test_root_holds(root: Path, name: str) -> None:
    assert (root / name).exists()


def test_layers_hold(root: Path) -> None:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_packages_are_the_owners_four(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(FLOORS)
    assert project["project"]["scripts"] == {"cancu": "api.cli:main"}


def _sources(root: Path) -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(root)), path.read_text(encoding="utf-8"))
        for folder in FLOORS
        for path in (root / folder).rglob("*.py")
    ]


def test_no_python_file_outgrows_its_reason(root: Path) -> None:
    """A file past 400 lines names its reason in its docstring with the words 'One file because'."""
    long = [f"{name}: {text.count(chr(10))}" for name, text in _sources(root) if text.count("\n") > 400]
    texts = dict(_sources(root))
    assert not [row for row in long if "One file because" not in texts[row.split(":")[0]]]


def test_nothing_is_left_unfinished(root: Path) -> None:
    marks = re.compile(r"#\s*(TODO|FIXME|XXX)\b|\braise NotImplementedError\b")
    assert not [
        f"{name}:{i}"
        for name, text in _sources(root)
        for i, line in enumerate(text.splitlines(), 1)
        if marks.search(line)
    ]
