"""Numbers, dates and issuers as real documents cite them: cited rightly, they draw no error.

The rows are evidence by machine, not a register, and some of them are misquotes themselves; so only rows that do
not contradict themselves (the year in the number is the year of the date, the term fits) are cited. Half of them
are known to the register, half are not.
"""

import csv
import datetime as dt
import random
from pathlib import Path

import pytest

from graph.judge import judge_record
from graph.judge.series import ASSEMBLY_TERMS, assembly_term, year_in_number
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.dates import format_vietnamese
from ontology.values import Citation
from tests.graph.judge.works import cite, record, work

pytestmark = pytest.mark.shared
CENTRAL = ("Chính phủ", "Thủ tướng Chính phủ", "Quốc hội")


def _consistent(row: dict[str, str]) -> bool:
    year, term = year_in_number(row["number"]), assembly_term(row["number"])
    if len(row["date"]) != 10 or year not in (None, int(row["date"][:4])):
        return False
    first, last = ASSEMBLY_TERMS.get(term or 0, (0, 9999))
    signed_by = {"NĐ-CP": "Chính phủ", "NQ-CP": "Chính phủ", "QĐ-TTg": "Thủ tướng Chính phủ"}
    of_sign = next((body for sign, body in signed_by.items() if row["number"].endswith(sign)), None)
    own_words = of_sign is None or row["issuer"] not in CENTRAL or row["issuer"] == of_sign
    return first <= int(row["date"][:4]) <= last and own_words


def _citation(row: dict[str, str], chance: random.Random) -> Citation:
    quote = f"{row['type']} số {row['number']} ngày {format_vietnamese(row['date'])}"
    subject = row["title_prefix"] if chance.random() < 0.6 else ""
    issuer = row["issuer"] if row["issuer"] in CENTRAL else ""
    return cite(
        quote + (f" của {issuer}" if issuer else ""), row["number"], type=row["type"], date=row["date"],
        issuer=issuer or None, subject=subject or None, role="legal_basis",
    )  # fmt: skip


def test_right_references_of_real_documents_draw_no_error(shared: Path) -> None:
    chance = random.Random(8)
    with (shared / "register" / "from_citations.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if _consistent(r)]
    columns = {"type": "type", "number": "number", "date": "date", "issuer": "issuer", "title": "title_prefix"}
    works = [work(f"urn:{i}", **{f: r[c] for f, c in columns.items() if r[c]}) for i, r in enumerate(rows)]
    lookup = WorksTable([w for w in works if chance.random() < 0.5])
    chance.shuffle(rows)
    errors, cited = [], 0
    for start in range(0, min(len(rows), 2000), 10):
        citations = [_citation(r, chance) for r in rows[start : start + 10]]
        judged = record(*citations, date="2026-11-20")
        found = judge_record(judged, resolve_citations(judged, lookup), lookup, as_of=dt.date(2026, 11, 21))
        errors += [(judged.citations[f.citation or 0].quote, f) for f in found if f.severity == "error"]
        cited += len(citations)
    assert cited > 1500
    assert errors == []
