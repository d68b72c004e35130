"""What pages show of stored documents: judged today, and as of any day."""

import datetime as dt
import re
from pathlib import Path

from api.service import Service
from api.views import source_labels, view_citing, view_work


def test_a_stored_document_is_judged_as_of_any_day(root: Path) -> None:
    """The plan cites what was replaced after it was signed: outdated now, in force then."""
    service = Service("memory:")
    service.import_register(root / "examples" / "register.csv")
    service.load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    store = service.reader()
    with service.look() as look:
        [row] = look.documents().rows
        works = [w["work"] for w in look.works(limit=500).rows]
        cited = {w: view_work(store, look, w)["cited"]["total"] for w in works}
    assert 0 < sum(cited.values()) < 100

    def outdated(day: dt.date | None) -> int:
        with service.look() as look:
            text = view_work(store, look, row["work"], day)["text"]
        assert [
            f for c in text["citations"] for f in c["findings"] if f not in {g["id"] for g in text["findings"]}
        ] == []
        return sum(c["status"] == "outdated" for c in text["citations"])

    assert outdated(dt.date(2024, 2, 1)) == 0
    assert outdated(dt.date(2026, 11, 21)) == 2


def test_who_cites_a_work_is_shown_newest_first_and_the_rest_is_counted(root: Path) -> None:
    service = Service("memory:")
    service.load([root / "examples" / "corpus"])
    with service.look() as look:
        most = max((w["work"] for w in look.works(limit=500).rows), key=lambda w: sum(look.count_citing(w).values()))
        whole = view_citing(look, most)
        short = view_citing(look, most, limit=2)
    assert whole["cited"]["more"] == 0
    assert len(whole["citing"]) == whole["cited"]["total"] == sum(whole["cited"]["roles"].values())
    assert short["citing"] == whole["citing"][:2]
    assert short["cited"]["more"] == whole["cited"]["total"] - 2 > 5
    days = [c.get("date", "") for c in whole["citing"]]
    assert days == sorted(days, reverse=True)


def test_a_register_row_that_evidence_rests_on_is_named_by_its_list_and_its_document(root: Path) -> None:
    service = Service("memory:")
    service.import_register(root / "examples" / "register.csv")
    service.load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    store = service.reader()
    with service.look() as look:
        text = view_work(store, look, look.documents().rows[0]["work"])["text"]
    rests = {e["source"] for f in text["findings"] for e in f["evidence"] if "/register/row/" in e["source"]}
    names = source_labels(store, text["findings"])
    assert rests
    assert [row for row in rests if not re.search(r"^\D.+: .*\d+.*/", names[row]) or "row/" in names[row]] == []
