"""What kind of file this is, told from its first bytes and, for packages, from its parts. The name decides nothing."""

import io
import re
import zipfile
from typing import Literal

Kind = Literal[
    "text",
    "markdown",
    "html",
    "docx",
    "odt",
    "doc",
    "rtf",
    "pdf",
    "image",
    "zip",
    "ole",
    "program",
    "xml",
    "wordxml",
    "mht",
    "empty",
]
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"BM", "image"),
    (b"GIF8", "image"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"Rar!", "zip"),
    (b"\x1f\x8b", "zip"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<(?:head|body|title|meta|div|p|table|span|h[1-6])[\s>/]", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _package(data: bytes) -> Kind:
    """Which office format a zip holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist()[:10_000])
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                stated = packed.read("mimetype")
                if b"opendocument.text" in stated:
                    return "odt"
    except Exception:
        return "docx" if b"word/" in data else "zip"
    return "docx" if any(n.replace("\\", "/").startswith("word/") for n in names) else "zip"


def _ole(data: bytes) -> Kind:
    """Word's old format names its stream; an encrypted Word package names another."""
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    return "ole"


def find_kind(data: bytes, suffix: str = "") -> Kind:
    """The kind of a file. `suffix` only tells Markdown from text, which nothing in the bytes can for certain."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _package(data)
    if data.startswith(_OLE):
        return _ole(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:4096].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"<") and _HTML.search(head):
        return "html"
    if head.startswith(b"<?xml"):
        return "wordxml" if b'progid="Word.Document"' in head else "xml"
    if re.match(rb"(?i)(?:from|mime-version|subject|date|content-\w+|snapshot-\w+|x-[\w-]+):", head) and (
        b"multipart/related" in head or b"text/html" in head
    ):
        return "mht"
    return "markdown" if suffix.lower() in (".md", ".markdown") else "text"
