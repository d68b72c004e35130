"""Tracked changes: for any edits at all, accepting gives exactly the corrected text and rejecting the original."""

import io
import itertools
from typing import Any

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from api.office.tracked import corrected_docx
from loaders.read import read_bytes
from tests.api.office.test_comments import _commented, _shown

_TOKENS = st.sampled_from(["Kế", "hoạch", "số", "11/KH-UBND", "ngày", "21/01/2024", "của", "UBND", "tỉnh,", "năm", "7"])
_OPENING = "ỦY BAN NHÂN DÂN TỈNH AN LỘC ban hành kế hoạch chuyển đổi số"  # by which the reader knows a document
_WORDS = st.lists(_TOKENS, min_size=1, max_size=7).map(" ".join)


@st.composite
def _edited(draw: st.DrawFn) -> tuple[list[list[str]], list[tuple[int, int, str]]]:
    """Paragraphs cut into runs anywhere, and stretches of the text with what they are to become."""
    paragraphs, edits, base = [[_OPENING]], [], len(_OPENING) + 1
    for _ in range(draw(st.integers(1, 3))):
        pieces = draw(st.lists(_WORDS, min_size=1, max_size=6))
        text, at = " ".join(pieces), 0
        for piece in pieces:
            if draw(st.booleans()):
                edits.append((base + at, base + at + len(piece), draw(_WORDS)))
            at += len(piece) + 1
        cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=5))})
        paragraphs.append([text[a:b] for a, b in itertools.pairwise(cuts)])
        base += len(text) + 1
    return paragraphs, edits


def _document(paragraphs: list[list[str]]) -> bytes:
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for i, words in enumerate(runs):
            paragraph.add_run(words).bold = bool(i % 2)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _finding(raw: str, start: int, end: int, correction: str | None, kind: str = "WrongDate") -> dict[str, Any]:
    return {"kind": kind, "severity": "error", "start": start, "end": end, "quote": raw[start:end],
            "correction": correction, "message": {"vi": "Sai", "en": "Wrong"}, "evidence": []}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(_edited())
def test_any_edits_accept_to_the_correction_and_reject_to_the_original(
    edited: tuple[list[list[str]], list[tuple[int, int, str]]],
) -> None:
    paragraphs, edits = edited
    data = _document(paragraphs)
    text = read_bytes("du-thao.docx", data)
    out = corrected_docx(data, text.places, {"findings": [_finding(text.raw, *edit) for edit in edits]}, "vi", {})
    wanted = text.raw
    for start, end, correction in reversed(edits):
        wanted = wanted[:start] + correction + wanted[end:]
    assert "\n".join(_shown(out, accept=True)) == wanted.rstrip("\n")
    assert "\n".join(_shown(out, accept=False)) == text.raw.rstrip("\n")


def test_edits_of_several_findings_in_one_numbered_paragraph_do_not_drift() -> None:
    document = docx.Document()
    words = "Theo Kế hoạch số 11/KH-UBND ngày 21/01/2024 và Kế hoạch số 12/KH-UBND ngày 22/01/2024."
    document.add_paragraph(words, style="List Number")
    out = io.BytesIO()
    document.save(out)
    text = read_bytes("du-thao.docx", out.getvalue())
    first, second = text.raw.index("21/01/2024"), text.raw.index("22/01/2024")
    findings = [_finding(text.raw, first, first + 10, "12 tháng 01 năm 2024"),
                _finding(text.raw, second, second + 10, "2/9/2024")]  # fmt: skip
    made = corrected_docx(out.getvalue(), text.places, {"findings": findings}, "vi", {})
    assert _shown(made, accept=True) == [
        words.replace("21/01/2024", "12 tháng 01 năm 2024").replace("22/01/2024", "2/9/2024")
    ]


def test_a_correction_over_two_paragraphs_is_told_not_half_put_in() -> None:
    data = _document([["Luật số 77/2015/QH13"], ["ngày 19/6/2015;"]])
    text = read_bytes("du-thao.docx", data)
    findings = [_finding(text.raw, 0, text.raw.index(";"), "Luật")]
    made = corrected_docx(data, text.places, {"findings": findings}, "vi", {})
    assert _shown(made, accept=True) == _shown(data, accept=True)
    assert len(_commented(made)) == 1


def test_a_basis_in_force_at_signing_is_told_not_overwritten() -> None:
    words = "Căn cứ Luật số 77/2015/QH13 ngày 19/6/2015;"
    data = _document([[words]])
    text = read_bytes("du-thao.docx", data)
    findings = [_finding(text.raw, 7, text.raw.index(";"), "Luật số 72/2025/QH15", kind="NoLongerInForce")]
    made = corrected_docx(data, text.places, {"findings": findings}, "vi", {})
    assert _shown(made, accept=True) == [words]
    assert _commented(made) == [words[7:-1]]


def test_a_comment_keeps_to_one_table_cell() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Theo 11/KH-UBND", "Công chức"
    out = io.BytesIO()
    document.save(out)
    text = read_bytes("du-thao.docx", out.getvalue())
    findings = [_finding(text.raw, 5, text.raw.index(" chức"), "12/KH-UBND", kind="NoLongerInForce")]
    made = corrected_docx(out.getvalue(), text.places, {"findings": findings}, "vi", {})
    assert _commented(made) == ["11/KH-UBND"]
