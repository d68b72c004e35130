"""The files people take away: opened again, with hostile words in them."""

import io
from typing import Any

import docx
import openpyxl
import pytest

from api.office.check_sheet import check_sheet
from api.office.sheet import report_xlsx, write_xlsx
from api.office.words import gravest, nothing_found, shown_evidence, shown_section

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
                "id": "f1", "kind": "WrongDate", "severity": "error", "confidence": 0.99, "quote": title, "start": 0,
                "written": "2019-03-17", "actual": "2019-03-07", "correction": title,
                "message": {"vi": "Sai ngày", "en": "Wrong date"},
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_report_workbook_opens_again(lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(_report(), lang)))
    assert [len(list(s.rows)) for s in book.worksheets] == [2, 2]
    assert book.worksheets[0]["E2"].value == ("17/3/2019" if lang == "vi" else "17 March 2019")
    assert book.worksheets[0]["C2"].value == ("Sai ngày ban hành" if lang == "vi" else "Wrong date")
    assert book.worksheets[0].freeze_panes == "A2"
    for sheet in book.worksheets:  # on paper as wide as the page, its headings on every one
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"


def test_wrapped_words_are_not_cut_off() -> None:
    rows = [["x", "Kế hoạch " * 20], ["x", "y"]]
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx([("a", ["b", "c"], rows)])))["a"]
    assert sheet.row_dimensions[2].height >= 15 * len(rows[0][1]) / sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[3].height is None  # one line: as high as the program likes


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
    assert "2026-11-21 10:00" in words
    assert ("21/11/2026" in words) == (lang == "vi")
    assert len(document.tables) == 3
    grid = [column.width for column in document.tables[1].columns]
    assert [cell.width for cell in document.tables[1].rows[1].cells] == grid  # Word reads one, LibreOffice the other
    assert grid[0] < grid[2] < grid[1]
    assert HOSTILE.rstrip("\x07") in document.tables[1].rows[1].cells[1].text


def test_evidence_is_said_in_words_not_in_addresses() -> None:
    fact = {"source": "https://cancu.example/document/e3e5", "quote": "number: 31/2023/NQ-HĐND"}
    assert shown_evidence(fact, "vi") == "số, ký hiệu 31/2023/NQ-HĐND"
    assert shown_evidence({**fact, "quote": "amends"}, "en") == "amending document"
    assert shown_evidence({"source": "45/2025/NĐ-CP", "quote": "từ 2025"}, "vi") == "từ 2025 (45/2025/NĐ-CP)"


def test_the_part_of_the_bases_has_a_name() -> None:
    assert (shown_section("preamble", "vi"), shown_section("II.1", "vi")) == ("phần căn cứ", "II.1")


def test_no_citation_to_check_is_not_said_to_be_without_errors() -> None:
    itself = {"kind": "self"}
    assert "Không tìm thấy viện dẫn nào" in nothing_found({"citations": []}, "vi")
    assert "No citation was found" in nothing_found({"citations": [itself]}, "en")
    assert nothing_found({"citations": [itself, {"kind": "numbered"}]}, "vi") == "Không thấy lỗi nào."


def test_findings_stand_by_severity_then_by_place() -> None:
    found = [{"severity": s, "start": at} for s, at in (("note", 1), ("error", 9), ("warning", 3), ("error", 4))]
    assert [(f["severity"], f["start"]) for f in gravest(found)] == [
        ("error", 4),
        ("error", 9),
        ("warning", 3),
        ("note", 1),
    ]
