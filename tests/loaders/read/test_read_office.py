"""Old Word files, RTF and OpenDocument through LibreOffice."""

import subprocess
from pathlib import Path

import pytest

from loaders.read import Limits, office, read_bytes
from ontology.errors import DamagedFile, MissingPart, TookTooLong
from tests.loaders.read.made import PLAN, plan_docx

RTF = r"{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0 Times New Roman;}}\f0 \u7910?y ban nh\u226?n d\u226?n x\u227? " + (
    r"ban h\u224?nh k\u7871? ho\u7841?ch tr\u7891?ng c\u226?y.\par}"
)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("kind", "media"), [("doc", "application/msword"), ("odt", "opendocument"), ("rtf", "rtf")])
def test_each_format_reads_as_the_same_text(tmp_path: Path, kind: str, media: str) -> None:
    (tmp_path / "plan.docx").write_bytes(plan_docx())
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / "plan.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = read_bytes("kế hoạch.bin", (tmp_path / f"plan.{kind}").read_bytes())
    assert text.raw.strip() == PLAN.strip()
    assert media in text.source.media_type
    assert text.tables


@pytest.mark.libreoffice
def test_a_conversion_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: str(slow))
    with pytest.raises(TookTooLong):
        read_bytes("a.rtf", RTF.encode(), limits=Limits(seconds=1))


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(MissingPart, match="libreoffice-writer-nogui"):
        read_bytes("a.rtf", RTF.encode())


def test_an_encrypted_old_word_file_says_so() -> None:
    data = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040) + "WordDocument".encode("utf-16-le"))
    data[512:514], data[512 + 11] = b"\xec\xa5", 1
    with pytest.raises(DamagedFile) as refused:
        read_bytes("a.doc", bytes(data))
    assert refused.value.data["encrypted"] is True
