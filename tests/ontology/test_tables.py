"""The tables as files: each is read, each row says where it is from, the examples in docstrings are true."""

import csv
import doctest
import importlib
import pkgutil
from importlib.resources import files

import pytest

import ontology
from ontology.dates import parse_day
from ontology.finding_kinds import finding_kinds
from ontology.identifiers import work_key
from ontology.numbers import parse_number
from ontology.tables import read_table, table_names
from ontology.types import agrees, find_type

MODULES = sorted(m.name for m in pkgutil.iter_modules(ontology.__path__) if m.name != "tables")


def test_the_tables_are_these() -> None:
    assert set(table_names()) == {
        "bodies_central", "bodies_local", "body_changes", "districts", "document_types", "finding_kinds",
        "number_forms", "provinces", "series",
    }  # fmt: skip


@pytest.mark.parametrize("name", [n for n in table_names() if n != "finding_kinds"])
def test_every_row_says_where_it_is_from_even_if_nowhere(name: str) -> None:
    counted = 0
    for kind, rows in read_table(name).items():
        for row in rows:
            assert "source" in row, (kind, row)
            counted += 1
    assert counted > 3


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    module = importlib.import_module(f"ontology.{name}")
    assert doctest.testmod(module).failed == 0


def _register() -> list[dict[str, str]]:
    with (files("ontology") / "tables" / "register.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", _register(), ids=lambda r: r["number"])
def test_every_row_of_the_shipped_register_stands_by_itself(row: dict[str, str]) -> None:
    assert row["source"], "only facts that can be sourced are shipped"
    assert parse_day(row["date"]) is not None
    assert find_type(row["type"]) is not None
    number = parse_number(row["number"])
    assert number is not None
    assert number.canonical == number.proper == row["number"]
    assert agrees(row["type"], number.sign, party=number.party) is not False
    assert number.year in (None, int(row["date"][:4]))
    assert work_key(row["issuer"], row["type"], row["number"], row["date"]) is not None
    for name in ("in_force_from", "in_force_to", "related_date", "relation_from"):
        assert not row[name] or parse_day(row[name]) is not None
    assert bool(row["relation"]) is bool(row["related_number"])


def test_one_document_has_one_date_in_the_shipped_register() -> None:
    dates: dict[str, set[str]] = {}
    for row in _register():
        dates.setdefault(f"{row['type']} {row['number']}", set()).add(row["date"])
    assert all(len(d) == 1 for d in dates.values())
    assert len(dates) >= 10


@pytest.mark.parametrize("kind", finding_kinds(), ids=lambda k: k.id)
def test_a_kind_of_finding_keeps_its_examples_apart(kind: object) -> None:
    assert kind.example.strip() != kind.counterexample.strip()  # type: ignore[attr-defined]
