"""What pages show of stored documents: judged today, and as of any day."""

import datetime as dt
from pathlib import Path

from api.service import Service
from api.views import view_work


def test_a_stored_document_is_judged_as_of_any_day(root: Path) -> None:
    """The plan cites what was replaced after it was signed: outdated now, in force then."""
    service = Service("memory:")
    service.import_register(root / "examples" / "register.csv")
    service.load([root / "examples" / "corpus" / "kh-tinh-2024.docx"])
    store = service.reader()
    with service.look() as look:
        [row] = look.documents().rows

    def outdated(day: dt.date | None) -> int:
        text = view_work(store, row["work"], day)["text"]
        assert [
            f for c in text["citations"] for f in c["findings"] if f not in {g["id"] for g in text["findings"]}
        ] == []
        return sum(c["status"] == "outdated" for c in text["citations"])

    assert outdated(dt.date(2024, 2, 1)) == 0
    assert outdated(dt.date(2026, 11, 21)) == 2
