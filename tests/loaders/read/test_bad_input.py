"""Files that are broken, locked, absurd or hostile: one family of errors, each naming file, cause and what to do."""

import io
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from loaders.read import Limits, read_bytes, read_file
from ontology.errors import (
    DamagedFile,
    EmptyFile,
    LoadError,
    NotADocument,
    TooLarge,
    UnsupportedFile,
)
from tests.loaders.read.drawn import image_bytes, paragraph, pdf_of
from tests.loaders.read.made import PLAN, plan_docx, unzipped, zipped

ENGLISH = "The committee met on Tuesday and agreed that the bridge should be painted green before the summer. " * 20


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def page(canvas: Canvas) -> None:
    paragraph(canvas, 100, PLAN)


def locked_pdf() -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, encrypt=StandardEncryption("mật khẩu", canPrint=0))
    canvas.drawString(100, 700, "x")
    canvas.save()
    return held.getvalue()


def locked_docx() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def with_document(xml: str) -> bytes:
    parts = unzipped(plan_docx())
    parts["word/document.xml"] = xml.encode()
    return zipped(parts)


def nested_tables(depth: int) -> bytes:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    body = opening * depth + "<w:p/>" + closing * depth
    return with_document(f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>")


LAUGHS = "".join(f'<!ENTITY l{i} "{"".join([f"&l{i - 1};"] * 10)}">' for i in range(1, 12))


def billion_laughs() -> bytes:
    xml = f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{LAUGHS}]><w:document {nsdecls("w")}><w:body><w:p a="&l11;"/>'
    return with_document(f"{xml}</w:body></w:document>")


def bomb(**parts: bytes) -> bytes:
    return zipped({**unzipped(plan_docx()), **{f"word/{name}.xml": data for name, data in parts.items()}})


def many_entries() -> bytes:
    return zipped({f"word/{i}.xml": b"" for i in range(6000)}, compression=zipfile.ZIP_STORED)


def false_sizes() -> bytes:
    """A directory that announces a small part which unpacks to a large one."""
    data = bytearray(bomb(media=b"\0" * (30 << 20)))
    size = (30 << 20).to_bytes(4, "little")
    at = data.find(size)
    while at >= 0:
        data[at : at + 4] = (1000).to_bytes(4, "little")
        at = data.find(size, at + 1)
    return bytes(data)


CASES: list[tuple[str, Callable[[], bytes], type[LoadError]]] = [
    ("rỗng.txt", lambda: b"", EmptyFile),
    ("trắng.docx", lambda: b" \r\n\t\n", EmptyFile),
    ("nhiễu.txt", lambda: noise(50_000), UnsupportedFile),
    ("nhiễu.pdf", lambda: b"%PDF-1.7\n" + noise(20_000), DamagedFile),
    ("nhiễu.docx", lambda: b"PK\x03\x04" + noise(20_000), UnsupportedFile),
    ("nhiễu.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(20_000), UnsupportedFile),
    ("nhiễu.png", lambda: b"\x89PNG\r\n\x1a\n" + noise(2_000), DamagedFile),
    ("cụt.docx", lambda: plan_docx()[:3000], DamagedFile),
    ("cụt.pdf", lambda: pdf_of(page)[:700], DamagedFile),
    ("khóa.pdf", locked_pdf, DamagedFile),
    ("hỏng.docx", lambda: b"not a docx", DamagedFile),
    ("hỏng.pdf", lambda: "tệp hỏng".encode(), DamagedFile),
    ("khóa.docx", locked_docx, DamagedFile),
    ("bảng tính.xlsx", lambda: zipped({"xl/workbook.xml": b"<x/>"}), UnsupportedFile),
    ("chương trình.doc", lambda: b"MZ\x90\x00" + noise(500), UnsupportedFile),
    ("nén.txt", lambda: b"\x1f\x8b\x08" + noise(500), UnsupportedFile),
    ("dữ liệu.xml", lambda: b"<?xml version='1.0'?><rows><r/></rows>", UnsupportedFile),
    ("english.txt", lambda: ENGLISH.encode(), NotADocument),
    ("số liệu.txt", lambda: b"0.13 44.2 17\n" * 500, NotADocument),
    ("không phải Word.docx", lambda: with_document("<a>"), DamagedFile),
    ("không có thân.docx", lambda: with_document("<a/>"), DamagedFile),
    ("cười.docx", billion_laughs, DamagedFile),
    ("bom.docx", lambda: bomb(media=b"\0" * (60 << 20)), TooLarge),
    ("bom nhiều phần.docx", many_entries, TooLarge),
    ("lồng.docx", lambda: nested_tables(5000), TooLarge),
    ("ảnh.png", lambda: image_bytes(Image.new("1", (30_000, 30_000))), TooLarge),
]


@pytest.mark.parametrize(("name", "made", "kind"), CASES, ids=[name for name, _, _ in CASES])
def test_each_bad_file_has_its_error(name: str, made: Callable[[], bytes], kind: type[LoadError]) -> None:
    with pytest.raises(LoadError) as refused:
        read_bytes(name, made())
    error = refused.value
    assert type(error) is kind
    assert error.data["file"] == name
    assert error.message.vi.startswith(f"{name}: ")
    assert error.message.en.startswith(f"{name}: ")
    assert ". " in error.message.vi  # the cause, then what to do


def test_a_password_is_named_as_the_cause() -> None:
    for data in (locked_pdf(), locked_docx()):
        with pytest.raises(DamagedFile, match="mật khẩu"):
            read_bytes("a", data)


def test_a_part_that_lies_about_its_size_is_not_unpacked() -> None:
    from loaders.read.archive import Archive

    archive = Archive("a.docx", false_sizes(), Limits(expanded_bytes=5 << 20))
    with pytest.raises(LoadError):
        archive.read("word/media.xml")


def test_the_name_decides_nothing() -> None:
    assert read_bytes("kế hoạch.pdf", plan_docx()).raw == PLAN
    assert read_bytes("kế hoạch.docx", PLAN.encode()).raw == PLAN
    assert "310/QĐ-UBND" in read_bytes("kế hoạch.txt", pdf_of(page)).raw


def test_ten_thousand_pages_are_refused() -> None:
    def nothing(canvas: Canvas) -> None:
        canvas.setTitle("trắng")

    with pytest.raises(TooLarge, match="trang"):
        read_bytes("dày.pdf", pdf_of(*[nothing] * 2001))


def test_a_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "to.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(TooLarge, match="1024 MB"):
        read_file(path)


def test_large_noise_is_refused_by_its_head(tmp_path: Path) -> None:
    path = tmp_path / "nhiễu.txt"
    with path.open("wb") as file:
        file.write(noise(1 << 17))
        file.truncate(6 << 30)  # read whole, it would not fit
    with pytest.raises(UnsupportedFile):
        read_file(path, limits=Limits(file_bytes=8 << 30))


def test_short_drafts_pass() -> None:
    for raw in ("Kế hoạch", "UBND huyện họp.", "So: 45/KH-UBND ngay 12/3/2024 cua UBND huyen"):
        assert read_bytes("nháp.txt", raw.encode()).raw == raw


def test_a_folder_and_a_missing_file_are_load_errors(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "không có.txt"):
        with pytest.raises(LoadError):
            read_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnsupportedFile, match=r"pipe\.txt: đây không phải tệp thường"):
        read_file(tmp_path / "pipe.txt")


def test_reading_text_loads_no_heavy_reader() -> None:
    code = (
        "import sys; from loaders.read import read_bytes; read_bytes('a.txt', 'Ủy ban nhân dân xã'.encode());"
        "print(sorted({'lxml', 'PIL', 'pypdfium2', 'tesserocr', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
