"""“Phiếu kiểm tra viện dẫn”: the sheet that is signed and filed, as DOCX.

It names the file by its hash and the register by its version, and gives a verdict for every citation, the right ones
too, so that the sheet proves what was looked at. It refuses to say more than the report does.
"""

import io
from collections.abc import Mapping
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from api.office.tables import add_table, clean, start_sheet
from api.office.words import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    gravest,
    name_of,
    nothing_found,
    shown_day,
    shown_section,
    verdict_of,
)
from api.words import pick
from ontology.record_json import fold_spaces


def check_sheet(report: Mapping[str, Any], lang: str, *, sha256: str, store_version: str, checked_at: str) -> bytes:
    """The sheet for one report."""

    def t(vi: str, en: str) -> str:
        return pick(lang, vi, en)

    document = start_sheet(t("PHIẾU KIỂM TRA VIỆN DẪN", "CITATION CHECK SHEET"))
    about = report["document"]
    for name, value in (
        (t("Tệp", "File"), report["file"]),
        ("SHA-256", sha256),
        (t("Văn bản", "Document"), " ".join(clean(about.get(k)) for k in ("type", "number", "title") if about.get(k))),
        (t("Cơ quan ban hành", "Issuer"), about.get("issuer")),
        (t("Hiệu lực tính đến", "In force as of"), shown_day(report["as_of"], lang)),
        (t("Phiên bản kho và sổ đăng ký", "Version of store and register"), store_version),
        (t("Kiểm tra lúc", "Checked at"), checked_at),
    ):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(clean(value))
    document.add_heading(t("1. Điều cần xem", "1. Findings"), level=2)
    if report["findings"]:
        add_table(
            document,
            [
                t("TT", "No."),
                t("Mức", "Severity"),
                t("Nguyên văn", "Quote"),
                t("Giải thích", "Explanation"),
                t("Sửa thành", "Correction"),
            ],
            [
                [
                    i,
                    name_of(SEVERITY_NAMES, f["severity"], lang),
                    fold_spaces(f["quote"] or ""),
                    f["message"][lang],
                    f["correction"],
                ]
                for i, f in enumerate(gravest(report["findings"]), 1)
            ],
            [1.2, 2.2, 7, 8.3, 7],
        )
    else:
        document.add_paragraph(nothing_found(report, lang))
    document.add_heading(t("2. Mọi viện dẫn và kết luận", "2. Every citation and its verdict"), level=2)
    add_table(
        document,
        [t("TT", "No."), t("Viện dẫn", "Citation"), t("Mục", "Section"), t("Kết luận", "Verdict"), t("Vì sao", "Why")],
        [
            [
                i,
                fold_spaces(c["quote"]),
                shown_section(c["section"], lang),
                name_of(STATUS_NAMES, verdict_of(c), lang),
                c["why"][lang],
            ]
            for i, c in enumerate(report["citations"], 1)
        ],
        [1.2, 10, 2.9, 3.1, 8.5],
    )
    document.add_paragraph()
    sign = document.add_table(rows=1, cols=2)
    for cell, words in zip(
        sign.rows[0].cells, (t("NGƯỜI KIỂM TRA", "CHECKED BY"), t("NGƯỜI DUYỆT", "APPROVED BY")), strict=True
    ):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.paragraphs[0].add_run(words).bold = True
        cell.add_paragraph().alignment = WD_ALIGN_PARAGRAPH.CENTER
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
