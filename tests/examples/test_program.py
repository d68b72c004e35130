"""The program held to the key: what it reads, what it finds, and that it accuses nothing that is right.

Everything goes the way a user's files go: read, extracted, loaded into a store that has the register extract,
judged. What the program does not do yet stands in `NOT_YET`, with the reason, as strict expected failures.
"""

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.findings import read_findings
from graph.judge import judge_record
from graph.load import load_records
from graph.register.import_ import import_register
from graph.register.rows import read_rows
from graph.resolve import resolve_citations
from graph.store import Store, open_store
from graph.store_lookup import StoreLookup
from loaders.extract import extract_record
from loaders.read import read_file
from ontology.values import Citation, Finding, Record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KEY: dict[str, Any] = json.loads((EXAMPLES / "key.json").read_text(encoding="utf-8"))
AS_OF = dt.date(2026, 11, 21)
DOCUMENTS = {document["id"]: document for document in KEY["documents"]}
DRAFTS = {document["id"]: document for document in KEY["drafts"]}
CLEAN = {name: d for name, d in (DOCUMENTS | DRAFTS).items() if d["form"] != "scan"}
WHOLE_DOCUMENT = {"SystematicShift", "NoSuperiorBasis", "TaskNotCarriedOut", "BlankOwnNumber", "BlankOwnDate"}

# (document, what) -> why. Strict: who mends one takes its line out.
NOT_YET: dict[tuple[str, ...], str] = {}


def named(names: Iterable[str], what: str) -> list[Any]:
    """The documents as test cases, those that fail a known way marked."""
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=NOT_YET[name, what]) if (name, what) in NOT_YET else [])
        for name in sorted(names)
    ]


def squeeze(words: str | None) -> str:
    return re.sub(r"\s+", "", words or "").casefold()


def overlap(one: str | None, other: str | None) -> bool:
    a, b = squeeze(one), squeeze(other)
    return bool(a and b) and (a in b or b in a)


def can_read(form: str) -> bool:
    return form != "scan" or shutil.which("tesseract") is not None


@dataclass(frozen=True)
class Judged:
    """The corpus, loaded and judged once for all tests."""

    store: Store
    records: dict[str, Record]
    findings: dict[str, list[Finding]]


@pytest.fixture(scope="module")
def judged() -> Iterator[Judged]:
    store = open_store("memory:")
    import_register(store, read_rows(EXAMPLES / "register.csv"))
    records = {
        name: extract_record(read_file(EXAMPLES / document["file"]))
        for name, document in DOCUMENTS.items()
        if can_read(document["form"])
    }

    def judge(record: Record, resolutions: Any, lookup: Any) -> Any:
        return judge_record(record, resolutions, lookup, as_of=AS_OF)

    report = load_records(store, records.values(), judge=judge)
    names = {loaded.document: Path(loaded.file).stem for loaded in report.documents}
    findings: dict[str, list[Finding]] = {name: [] for name in records}
    for _, document, finding in read_findings(store):
        findings[names[document]].append(finding)
    yield Judged(store=store, records=records, findings=findings)
    store.close()


def check_draft(store: Store, name: str) -> list[Finding]:
    record = extract_record(read_file(EXAMPLES / DRAFTS[name]["file"]))
    lookup = StoreLookup(store)
    return list(judge_record(record, resolve_citations(record, lookup), lookup, as_of=AS_OF))


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize("name", sorted(CLEAN))
def test_header(name: str) -> None:
    read = extract_record(read_file(EXAMPLES / CLEAN[name]["file"])).document
    for field, written in CLEAN[name]["document"].items():
        if field == "recipients":
            assert len(read.recipients) == len(written)
        elif written is not None:
            assert getattr(read, field) == written, field


def match(wanted: dict[str, Any], found: list[Citation]) -> Citation | None:
    """The first citation of the record that stands at these words and has this number; takes it out of the list."""
    for citation in found:
        if overlap(citation.quote, wanted["quote"]) and citation.number == wanted["number"]:
            found.remove(citation)
            return citation
    return None


def numbered(name: str) -> tuple[list[tuple[dict[str, Any], Citation | None]], list[Citation]]:
    """The key's numbered citations with what was read for each, and what was read beside them."""
    document = CLEAN[name]
    read = extract_record(read_file(EXAMPLES / document["file"])).citations
    found = [c for c in read if c.kind == "numbered" and c.role != "self"]
    pairs = [(wanted, match(wanted, found)) for wanted in document["citations"] if wanted["kind"] == "numbered"]
    return pairs, found


@pytest.mark.parametrize("name", named(CLEAN, "citations"))
def test_every_numbered_citation_is_read_and_no_other(name: str) -> None:
    pairs, extra = numbered(name)
    assert [wanted["quote"] for wanted, citation in pairs if citation is None] == []
    assert [citation.quote for citation in extra] == []


@pytest.mark.parametrize("field", ["type", "date", "issuer"])
def test_attributes_of_citations(field: str) -> None:
    right, wrong = 0, []
    for name in CLEAN:
        for wanted, citation in numbered(name)[0]:
            if citation is not None and wanted[field] is not None and not wanted["shared"]:
                # a circular is signed by the minister; either name is its issuer
                read = (getattr(citation, field) or "").removeprefix("Bộ trưởng ")
                if read == wanted[field].removeprefix("Bộ trưởng "):
                    right += 1
                else:
                    wrong.append((name, wanted["quote"], getattr(citation, field)))
    assert right >= 155
    assert len(wrong) <= 0.02 * right, wrong


@pytest.mark.parametrize("name", named((n for n, d in CLEAN.items() if d["tasks"]), "tasks"))
def test_tasks_of_appendix_tables(name: str) -> None:
    tasks = [t for t in extract_record(read_file(EXAMPLES / CLEAN[name]["file"])).tasks if t.id.startswith("PL")]
    assert [squeeze(t.content) for t in tasks] == [squeeze(t["content"]) for t in CLEAN[name]["tasks"]]
    for read, wanted in zip(tasks, CLEAN[name]["tasks"], strict=True):
        assert len(read.lead) == len(wanted["lead"]), read.lead
        assert bool(read.coordinate) == bool(wanted["coordinate"])


# ------------------------------------------------------------------ finding


def finds(planted: dict[str, Any], document: dict[str, Any], findings: list[Finding]) -> list[Finding]:
    """The findings that are this planted error: of its kind, at its words, at the citation that they belong to, or, for
    what is compared between two plans, with the same values."""
    cited = document["citations"][planted["citation"]]["quote"] if planted["citation"] is not None else None
    return [
        f
        for f in findings
        if f.kind == planted["kind"]
        and (
            planted["kind"] in WHOLE_DOCUMENT
            or overlap(f.quote, planted["quote"])
            or overlap(f.quote, cited)
            or (planted["actual"] is not None and (f.written, f.actual) == (planted["written"], planted["actual"]))
        )
    ]


def planted_errors() -> Iterator[Any]:
    for name, document in (DOCUMENTS | DRAFTS).items():
        for number, planted in enumerate(document["planted"]):
            reason = NOT_YET.get((name, planted["kind"], str(number))) or NOT_YET.get((name, planted["kind"]))
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            yield pytest.param(name, number, id=f"{name}-{planted['kind']}-{number}", marks=marks)


@pytest.mark.parametrize(("name", "number"), list(planted_errors()))
def test_planted_error_is_found(judged: Judged, name: str, number: int) -> None:
    document = (DOCUMENTS | DRAFTS)[name]
    if not can_read(document["form"]):
        pytest.skip("tesseract is not on this machine")
    findings = judged.findings[name] if name in DOCUMENTS else check_draft(judged.store, name)
    planted = document["planted"][number]
    found = finds(planted, document, findings)
    assert found, [(f.kind, f.quote, f.written, f.actual) for f in findings]
    if planted["written"] and planted["kind"] in {"WrongDate", "WrongNumber", "WrongIssuer"}:
        assert any((f.written, f.actual) == (planted["written"], planted["actual"]) for f in found)


@pytest.mark.parametrize("name", named(DOCUMENTS | DRAFTS, "accused"))
def test_nothing_right_is_accused(judged: Judged, name: str) -> None:
    document = (DOCUMENTS | DRAFTS)[name]
    if not can_read(document["form"]):
        pytest.skip("tesseract is not on this machine")
    findings = judged.findings[name] if name in DOCUMENTS else check_draft(judged.store, name)
    explained = {f.id for planted in document["planted"] for f in finds(planted, document, findings)}
    errors = [f for f in findings if f.severity == "error" and f.id not in explained]
    assert [(f.kind, f.quote, f.written, f.actual) for f in errors] == []


def test_a_copied_error_is_traced_to_where_it_was_first_written(judged: Judged) -> None:
    """From copy to copy, the way ends at the province's plan of 2024."""
    names = {record.text.source.sha256: name for name, record in judged.records.items()}
    sources: dict[str, str | None] = {}
    for name, document in DOCUMENTS.items():
        for planted in document["planted"]:
            if (planted["kind"], planted["written"]) == ("WrongDate", "2020-03-06"):
                (finding,) = finds(planted, document, judged.findings[name])
                sources[name] = names[finding.copied_from.rsplit("/", 1)[-1]] if finding.copied_from else None
    assert len(sources) >= 5
    assert [name for name, source in sources.items() if source is None] == ["kh-tinh-2024"]
    for name in sources:
        steps = [name]
        while (source := sources[steps[-1]]) is not None:
            assert source not in steps
            steps.append(source)
        assert steps[-1] == "kh-tinh-2024"


def test_every_finding_quotes_the_passage_it_points_at(judged: Judged) -> None:
    for name, findings in judged.findings.items():
        raw = judged.records[name].text.raw
        for finding in findings:
            assert finding.span is None or raw[finding.span.start : finding.span.end] == finding.quote
