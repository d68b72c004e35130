"""What a judge says of real documents: every accusation, for a person to check.

    python -m benchmarks.accusations FOLDER [REGISTER.csv]

Reads and loads every file of a folder into a store in memory, after the rows of a register or of a list of
citations (`number, type, date, issuer, title_prefix, files_citing`: rows that at least three files agree on), and
prints how many citations were judged, how many findings of each kind there are, and each error with its words.
"""

import argparse
import csv
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from graph.findings import read_findings
from graph.judge import judge_record
from graph.load import load_records
from graph.lookup import Lookup
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow, row_of
from graph.store import open_store
from graph.write import document_iri
from loaders.extract import extract_record
from loaders.sandbox import read_untrusted
from ontology.values import Finding, Record, Resolution

WITNESSES = 3


def judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> tuple[Finding, ...]:
    return judge_record(record, resolutions, lookup, as_of=dt.date.today())


def rows_of(path: Path) -> list[RegisterRow]:
    """The rows that enough files agree on, as register rows."""
    with path.open(encoding="utf-8") as file:
        read = [r for r in csv.DictReader(file) if int(r.get("files_citing") or WITNESSES) >= WITNESSES]
    today = dt.date.today().isoformat()
    named = (
        {**r, "title": r.get("title") or r.get("title_prefix", ""), "source": path.name, "retrieved_on": today}
        for r in read
    )
    made = [row_of(dict(r), i) for i, r in enumerate(named)]
    return [r for r in made if isinstance(r, RegisterRow)]


def main() -> None:
    """Judge the folder and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("register", type=Path, nargs="?")
    given = parser.parse_args()
    records = [
        extract_record(read_untrusted(p))
        for p in sorted(given.folder.glob("*"))
        if p.suffix in {".txt", ".docx", ".pdf"}
    ]
    names = {document_iri(r): r.text.source.file for r in records}
    with open_store("memory:") as store:
        if given.register:
            import_register(store, rows_of(given.register))
        load_records(store, records, judge=judge)
        found = read_findings(store)
    print(f"{sum(len(r.citations) for r in records)} citations in {len(records)} documents")
    for (kind, severity), count in sorted(Counter((f.kind, f.severity) for _, _, f in found).items()):
        print(f"  {kind:20} {severity:8} {count}")
    for _, document, finding in found:
        if finding.severity == "error":
            quote = " ".join(finding.quote.split())
            print(f"{names[document]}: {finding.kind} {finding.written} -> {finding.actual} | {quote}")


if __name__ == "__main__":
    main()
