"""Whole papers of the genre, State and Party, centre to commune, 1997 to 2025, against what a clerk reads in them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders.extract import extract_record
from loaders.read import read_file
from ontology.values import Record

HERE = Path(__file__).parent / "genre"
PAPERS: list[dict[str, Any]] = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))["paper"]
HEADER = ("type", "number", "date", "issuer", "parent", "title", "signer", "signer_role", "year")
each_paper = pytest.mark.parametrize("paper", PAPERS, ids=[p["file"] for p in PAPERS])


@cache
def record_of(file: str) -> Record:
    return extract_record(read_file(HERE / file))


def test_every_paper_has_its_expectation() -> None:
    assert {p["file"] for p in PAPERS} == {path.name for path in HERE.glob("*.txt")}


@each_paper
def test_header(paper: dict[str, Any]) -> None:
    document = record_of(paper["file"]).document
    assert {k: getattr(document, k) for k in HEADER} == {k: paper.get(k) for k in HEADER}


@each_paper
def test_sections(paper: dict[str, Any]) -> None:
    assert [s.path for s in record_of(paper["file"]).sections] == paper["sections"]


@each_paper
def test_citations(paper: dict[str, Any]) -> None:
    read = [
        [c.number or " ".join(c.quote.split()), c.date or "", c.issuer or "", c.role, c.section or ""]
        for c in record_of(paper["file"]).citations
    ]
    wanted = paper["citations"]
    for row, expected in zip(read, wanted, strict=False):
        row[2] = "*" if expected[2] == "*" else row[2]
    assert read == wanted


@each_paper
def test_tasks(paper: dict[str, Any]) -> None:
    read = [
        [t.id, " + ".join(t.lead), " + ".join(t.coordinate), t.time or "", t.deadline or "", t.content[:60]]
        for t in record_of(paper["file"]).tasks
    ]
    assert read == paper["tasks"]


@each_paper
def test_units(paper: dict[str, Any]) -> None:
    assert [[u.name, u.kind] for u in record_of(paper["file"]).units] == paper["units"]


@each_paper
def test_nothing_is_passed_over_in_silence(paper: dict[str, Any]) -> None:
    """Every number with a sign that the page shows is in the record or listed with its reason."""
    record = record_of(paper["file"])
    told = {c.number for c in record.citations} | {s.quote for s in record.skipped}
    numbers = {row[0] for row in paper["citations"] if row[0][:1].isdigit()}
    assert numbers <= told
