"""Comments and tracked changes: at the words concerned, and nothing else in the file differs."""

import copy
import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from api.office.comments import comment_docx
from api.office.tracked import changes, corrected_docx
from loaders.read import read_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRONG = "Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ"
RIGHT = "Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ"


def _draft() -> bytes:
    """A draft whose citation is cut into runs of several looks, once in the text and once in a table cell."""
    document = docx.Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN TỈNH AN LỘC")
    document.add_paragraph("Mục thứ nhất", style="List Number")
    paragraph = document.add_paragraph("Căn cứ ")
    paragraph.add_run("Nghị quyết số 17/").bold = True
    paragraph.add_run("NQ-CP ngày 17").italic = True
    paragraph.add_run("/3/2019 của Chính phủ về phát triển Chính phủ điện tử;")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "1"
    table.cell(0, 1).text = f"Theo {WRONG}."
    document.add_paragraph("Nơi nhận: như trên.")
    document.sections[0].header.paragraphs[0].text = "Bản thảo"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _report(raw: str, quote: str = WRONG) -> dict[str, Any]:
    findings, at = [], raw.find(quote)
    while at >= 0:
        findings.append(
            {
                "id": f"f{at}",
                "kind": "WrongDate",
                "severity": "error",
                "start": at,
                "end": at + len(quote),
                "quote": quote,
                "correction": RIGHT,
                "message": {"vi": "Sai ngày <ban hành>", "en": "Wrong date"},
                "evidence": [],
            }
        )
        at = raw.find(quote, at + 1)
    return {"findings": findings}


def _shown(data: bytes, *, accept: bool) -> list[str]:
    """The paragraphs as somebody reads them who accepts (or rejects) every change."""
    root = docx.Document(io.BytesIO(data)).element
    lines = []
    for paragraph in root.iter(W + "p"):
        words = []
        for node in paragraph.iter(W + "t", W + "delText"):
            inserted = any(a.tag == W + "ins" for a in node.iterancestors())
            deleted = any(a.tag == W + "del" for a in node.iterancestors())
            if not (deleted if accept else inserted):
                words.append(node.text or "")
        lines.append("".join(words))
    return lines


def _commented(data: bytes) -> list[str]:
    """The words inside each comment's range."""
    root = docx.Document(io.BytesIO(data)).element
    result: dict[str, str] = {}
    open_: set[str] = set()
    for node in root.iter():
        if node.tag == W + "commentRangeStart":
            open_.add(node.get(W + "id"))
        elif node.tag == W + "commentRangeEnd":
            open_.discard(node.get(W + "id"))
        elif node.tag == W + "t":
            for number in open_:
                result[number] = result.get(number, "") + (node.text or "")
    return [result[n] for n in sorted(result)]


def _other_parts(data: bytes) -> dict[str, bytes]:
    """Every part but the text and what a comment brings with it, in canonical XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        ours = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
        parts = {n: package.read(n) for n in package.namelist() if n not in ours}
    return {n: etree.tostring(etree.fromstring(d), method="c14n") if d[:1] == b"<" else d for n, d in parts.items()}


def _formatting(data: bytes) -> list[tuple[str, str]]:
    """Each letter of the body with its formatting."""
    letters = []
    for node in docx.Document(io.BytesIO(data)).element.iter(W + "t", W + "delText"):
        run = node.getparent()
        look = run.find(W + "rPr")
        shown = "" if look is None else etree.tostring(copy.deepcopy(look), method="c14n").decode()
        letters += [(letter, shown) for letter in node.text or ""]
    return letters


@pytest.fixture(scope="module")
def draft() -> bytes:
    return _draft()


def test_comments_land_on_the_words(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    report = _report(text.raw)
    assert len(report["findings"]) == 2
    out = comment_docx(draft, text.places, report, "vi", {"WrongDate": "Sai ngày"})
    assert _commented(out) == [WRONG, WRONG]
    assert [c.text.split("\n")[1] for c in docx.Document(io.BytesIO(out)).comments] == ["Sai ngày <ban hành>"] * 2


def test_only_comments_differ(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    out = comment_docx(draft, text.places, _report(text.raw), "vi", {})
    assert _other_parts(out) == _other_parts(draft)
    assert _shown(out, accept=True) == _shown(draft, accept=True)
    assert _formatting(out) == _formatting(draft)


def test_tracked_changes_accept_to_the_correction_and_reject_to_the_original(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    out = corrected_docx(draft, text.places, _report(text.raw), "vi", {})
    assert _shown(out, accept=False) == _shown(draft, accept=False)
    assert [line.replace(WRONG, RIGHT) for line in _shown(draft, accept=True)] == _shown(out, accept=True)
    assert read_bytes("x.docx", out).raw == text.raw.replace(WRONG, RIGHT)
    assert _other_parts(out) == _other_parts(draft)


def test_a_note_of_form_is_corrected_and_a_doubt_told(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    report = _report(text.raw)
    first, second = ({**f, "severity": "note"} for f in report["findings"])
    found = [{**first, "kind": "SignFormat"}, {**second, "kind": "WrongDate"}]  # how it is written; what may be wrong
    out = corrected_docx(draft, text.places, {"findings": found}, "vi", {})
    read = " ".join(_shown(out, accept=True))
    assert (read.count(RIGHT), read.count(WRONG)) == (1, 1)
    assert _commented(out) == [WRONG]
    assert RIGHT in next(iter(docx.Document(io.BytesIO(out)).comments)).text


def test_a_finding_out_of_reach_is_still_told(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    report = _report(text.raw, "Bản thảo")
    out = comment_docx(draft, text.places, report, "vi", {})
    assert "Sai ngày" in next(iter(docx.Document(io.BytesIO(out)).comments)).text


def test_a_copied_error_says_from_which_document_and_evidence_whose_it_is(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    report = _report(text.raw)
    evidence = [
        {"source": "https://a.example/register/row/41ad0a", "quote": "date: 2019-03-07"},
        {"source": "https://a.example/register/row/77bc", "quote": "number: 17/NQ-CP"},
        {"source": "https://a.example/document/e2", "quote": WRONG},
        {"source": "https://a.example/document/e1", "quote": f"{WRONG} (1)"},
    ]
    way = [{"source": "https://a.example/document/e1"}, {"source": "https://a.example/document/e2"}]
    report["findings"] = [
        {**f, "evidence": evidence, "copied_from": "https://a.example/document/e2", "way": way}
        for f in report["findings"]
    ]
    names = {
        "https://a.example/register/row/41ad0a": "Sổ văn bản tỉnh: Nghị quyết 17/NQ-CP",
        "https://a.example/document/e1": "Quyết định 1/QĐ-UBND",
        "https://a.example/document/e2": "Kế hoạch 11/KH-UBND (2024-01-12) UBND tỉnh",
    }
    out = comment_docx(draft, text.places, report, "vi", {}, names)
    said = next(iter(docx.Document(io.BytesIO(out)).comments)).text.split("\n")
    assert f"Chép từ: Kế hoạch 11/KH-UBND ngày 12/01/2024 của UBND tỉnh: “{WRONG}”" in said
    assert f"Ghi lần đầu ở: Quyết định 1/QĐ-UBND: “{WRONG} (1)”" in said
    assert "Chứng cứ: ngày ban hành 07/3/2019 (Sổ văn bản tỉnh: Nghị quyết 17/NQ-CP)" in said
    assert "Chứng cứ: số, ký hiệu 17/NQ-CP (sổ đăng ký)" in said  # the name of a row within the store says nothing


@pytest.mark.parametrize(
    ("quote", "correction"),
    [
        (WRONG, RIGHT),
        ("số 76/NQ-CP", "số 76/NQ-CP ngày 15/7/2021"),
        ("của UBND tỉnh", "của Ủy ban nhân dân tỉnh An Lộc"),
        ("a b c", "a c"),
        ("giống", "giống"),
        ("17/NQ-CP", "Nghị quyết số 17/NQ-CP"),
        ("Luật Tổ chức số 77/2015/QH13 ngày 19 tháng 6 năm 2015", "Luật số 72/2025/QH15 ngày 16/6/2025 của Quốc hội"),
    ],
)
def test_changes_make_the_correction(quote: str, correction: str) -> None:
    made = quote
    for start, end, words in reversed(list(changes(quote, correction))):
        made = made[:start] + words + made[end:]
    assert made == correction


@pytest.mark.libreoffice
def test_libreoffice_opens_both(draft: bytes, tmp_path: Path) -> None:
    text = read_bytes("du-thao.docx", draft)
    report = _report(text.raw)
    for name, data in (
        ("nhan-xet", comment_docx(draft, text.places, report, "vi", {})),
        ("sua", corrected_docx(draft, text.places, report, "vi", {})),
    ):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert (tmp_path / f"{name}.pdf").stat().st_size > 5_000
