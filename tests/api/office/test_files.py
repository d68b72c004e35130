"""The files people take away: opened again, with hostile words in them."""

import io
from typing import Any

import docx
import openpyxl
import pytest

from api.office.check_sheet import check_sheet
from api.office.sheet import report_xlsx, write_xlsx

HOSTILE = '=HYPERLINK("http://x.example","<script>alert(1)</script>")\x07'


def _report(title: str = "Chuyển đổi số năm 2024") -> dict[str, Any]:
    return {
        "file": "dự thảo.docx",
        "as_of": "2026-11-21",
        "document": {"type": "Kế hoạch", "number": None, "title": title, "issuer": "Sở Nội vụ tỉnh An Lộc"},
        "citations": [
            {
                "quote": title, "type": "Nghị quyết", "number": "17/NQ-CP", "date": "2019-03-17", "issuer": "Chính phủ",
                "section": "I.1", "status": "wrong", "why": {"vi": "ngày không khớp", "en": "the date differs"},
            }
        ],
        "findings": [
            {
                "id": "f1", "kind": "WrongDate", "severity": "error", "confidence": 0.99, "quote": title,
                "written": "2019-03-17", "actual": "2019-03-07", "correction": title,
                "message": {"vi": "Sai ngày", "en": "Wrong date"},
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_report_workbook_opens_again(lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(_report(), lang)))
    assert [len(list(s.rows)) for s in book.worksheets] == [2, 2]
    assert book.worksheets[0]["E2"].value == "2019-03-17"
    assert book.worksheets[0].freeze_panes == "A2"


def test_a_title_is_never_a_formula() -> None:
    cell = openpyxl.load_workbook(io.BytesIO(write_xlsx([("a", ["b"], [[HOSTILE]])])))["a"]["A2"]
    assert cell.data_type == "s"
    assert cell.value == HOSTILE.rstrip("\x07")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_check_sheet_names_file_register_and_right_references(lang: str) -> None:
    data = check_sheet(_report(HOSTILE), lang, sha256="ab" * 32, store_version="7", checked_at="2026-11-21 10:00")
    document = docx.Document(io.BytesIO(data))
    words = "\n".join(p.text for p in document.paragraphs)
    assert "ab" * 32 in words
    assert "2026-11-21" in words
    assert len(document.tables) == 3
    assert HOSTILE.rstrip("\x07") in document.tables[1].rows[1].cells[1].text
