"""The example corpus, read, loaded and judged: every planted error is found, and nothing right is accused.

Scans are left out here (they need tesseract, and what they show is only ever to be checked).
"""

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.findings import read_findings
from graph.judge import judge_record
from graph.load import load_records
from graph.lookup import Lookup
from graph.register.import_ import import_register
from graph.register.rows import read_rows
from graph.resolve import resolve_citations
from graph.store import open_store
from graph.store_lookup import StoreLookup
from graph.write import document_iri
from loaders.extract import extract_record
from loaders.sandbox import read_untrusted
from ontology.values import Finding, Record

AS_OF = dt.date(2026, 11, 21)
FOLDER = Path(__file__).resolve().parents[3] / "examples"
KEY = json.loads((FOLDER / "key.json").read_text(encoding="utf-8"))
ROWS = [d for d in (*KEY["documents"], *KEY["drafts"]) if d["form"] != "scan"]


def _judge(record: Record, resolutions: Any, lookup: Lookup) -> tuple[Finding, ...]:
    return judge_record(record, resolutions, lookup, as_of=AS_OF)


@cache
def judged() -> tuple[dict[str, Record], dict[str, tuple[Finding, ...]], dict[str, str]]:
    """Records, findings and document IRIs by the id of the key; drafts are judged without being stored."""
    records = {d["id"]: extract_record(read_untrusted(FOLDER / d["file"])) for d in ROWS}
    drafts = {d["id"] for d in KEY["drafts"]}
    with open_store("memory:") as store:
        import_register(store, read_rows(FOLDER / "register.csv"))
        load_records(store, [r for i, r in records.items() if i not in drafts], judge=_judge)
        names = {document_iri(r): i for i, r in records.items()}
        found: dict[str, list[Finding]] = {i: [] for i in records}
        for _, document, finding in read_findings(store):
            found[names[document]].append(finding)
        for draft in drafts:
            lookup = StoreLookup(store)
            found[draft] = list(_judge(records[draft], resolve_citations(records[draft], lookup), lookup))
    return records, {i: tuple(f) for i, f in found.items()}, {i: n for n, i in names.items()}


def _means(finding: Finding, planted: dict[str, Any], document: dict[str, Any], record: Record) -> bool:
    if finding.kind != planted["kind"]:
        return False
    if planted["citation"] is None or finding.citation is None or finding.kind == "WrongPeriod":
        return True
    said, cited = document["citations"][planted["citation"]], record.citations[finding.citation]
    return (said["number"] or "") == (cited.number or "") or " ".join(cited.quote.split()) == planted["quote"]


def _all_planted() -> Iterator[Any]:
    for document in ROWS:
        for place, planted in enumerate(document["planted"]):
            yield pytest.param(document, planted, id=f"{document['id']}-{planted['kind']}-{place}")


@pytest.mark.parametrize(("document", "planted"), list(_all_planted()))
def test_a_planted_error_is_found(document: dict[str, Any], planted: dict[str, Any]) -> None:
    records, found, _ = judged()
    hits = [f for f in found[document["id"]] if _means(f, planted, document, records[document["id"]])]
    assert hits
    if planted["kind"] in {"WrongDate", "WrongNumber", "WrongIssuer", "WrongType", "SystematicShift"}:
        assert planted["actual"] in {f.actual for f in hits}


@pytest.mark.parametrize("document", ROWS, ids=lambda d: str(d["id"]))
def test_no_error_stands_on_a_right_reference(document: dict[str, Any]) -> None:
    records, found, _ = judged()
    kinds = {p["kind"] for p in document["planted"]}
    for finding in found[document["id"]]:
        if finding.severity != "error":
            continue
        planted = [p for p in document["planted"] if _means(finding, p, document, records[document["id"]])]
        assert planted or finding.kind in kinds, (finding.kind, finding.quote, finding.message.vi)


@pytest.mark.parametrize("document", ROWS, ids=lambda d: str(d["id"]))
def test_no_plan_is_told_that_a_task_is_missing_that_it_carries_out(document: dict[str, Any]) -> None:
    _, found, _ = judged()
    missing = [f for f in found[document["id"]] if f.kind == "TaskNotCarriedOut" and f.severity != "note"]
    assert len(missing) <= sum(1 for p in document["planted"] if p["kind"] == "TaskNotCarriedOut"), missing


def test_copied_errors_name_what_they_were_copied_from() -> None:
    records, found, names = judged()
    right, total = 0, 0
    for document in ROWS:
        for planted in document["planted"]:
            if not planted["copied_from"] or document in KEY["drafts"]:
                continue
            hits = [f for f in found[document["id"]] if _means(f, planted, document, records[document["id"]])]
            total += 1
            right += any(f.copied_from == names[planted["copied_from"]] for f in hits)
    assert total >= 5
    assert right == total


@pytest.mark.parametrize(
    "draft", [d for d in KEY["drafts"] if d["id"].startswith("da-sua")], ids=lambda d: str(d["id"])
)
def test_a_mended_draft_draws_no_error(draft: dict[str, Any]) -> None:
    _, found, _ = judged()
    misquotes = {"WrongDate", "WrongNumber", "WrongIssuer", "WrongType", "WrongPeriod", "WrongTitle", "NotInForce"}
    assert not [
        f for f in found[draft["id"]] if f.severity == "error" or (f.kind in misquotes and f.severity != "note")
    ]
