"""Old Word files, RTF and OpenDocument, turned into Word's present format by LibreOffice and read from that.

LibreOffice runs without a window, in a profile of its own that is thrown away, with macros and outside links off, and
is stopped when its time is over. Without it `MissingPart` says what to install.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from loaders.read.docx import read_docx
from loaders.read.draft import describe
from loaders.read.limits import SANDBOXED, Limits, damaged, encrypted, missing, too_long
from ontology.values import Text

MEDIA_TYPES = {
    "doc": "application/msword",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "wordxml": "application/xml",
}
_INSTALL = "apt-get install libreoffice-writer-nogui"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def find_office() -> str | None:
    """LibreOffice's program, when it is here."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _is_locked(kind: str, data: bytes) -> bool:
    """Whether an old Word file says in its head that it is encrypted."""
    return kind == "doc" and data[512:514] == b"\xec\xa5" and bool(data[512 + 11] & 1)


def _run(command: list[str], seconds: float) -> bool:
    """Run the conversion and end everything it started when it takes too long; whether it ended by itself."""
    apart = SANDBOXED not in os.environ  # in the sandbox it stays in the worker's group and dies with it
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=apart,
    )  # fmt: skip
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        if os.name == "posix" and apart:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        return False
    return True


def read_office(name: str, data: bytes, kind: str, limits: Limits) -> Text:
    """A doc, rtf or odt as text."""
    if _is_locked(kind, data):
        raise encrypted(name)
    office = find_office()
    if office is None:
        raise missing(name, "LibreOffice", "LibreOffice", _INSTALL)
    seconds = max(5.0, limits.seconds * 0.8)
    with tempfile.TemporaryDirectory(prefix="cancu-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        profile = work / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        given = work / f"given.{'xml' if kind == 'wordxml' else kind}"
        given.write_bytes(data)
        out = work / "out"
        command = [
            office, f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(given),
        ]  # fmt: skip
        if not _run(command, seconds):
            raise too_long(name, seconds)
        made = out / "given.docx"
        if not made.is_file():
            raise damaged(name, "LibreOffice không mở được tệp", "LibreOffice cannot open it")
        text = read_docx(name, made.read_bytes(), limits)
    return replace(text, source=describe(name, data, MEDIA_TYPES[kind]))
