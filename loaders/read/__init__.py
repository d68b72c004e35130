"""From a file to a `Text`: the one door through which documents come in.

The kind is decided by content, never by name, and each kind has its module. Whatever a file holds, what comes out is a
`Text` or a `LoadError` that names the file, the cause and what to do. Files from strangers are read through
`loaders.sandbox`, where a reader that runs away can be stopped.
"""

import stat
from pathlib import Path

from loaders.read.kinds import find_kind
from loaders.read.limits import (
    Limits,
    cannot_open,
    damaged,
    empty,
    encrypted,
    not_a_document,
    shown_name,
    too_large,
    unsupported,
)
from ontology.errors import LoadError
from ontology.values import Text

_HEAD = 1 << 16
_PACKED = (".docx", ".docm", ".dotx", ".odt", ".doc", ".pdf")  # bare words in one are a text renamed, or remains

__all__ = ["Limits", "read_bytes", "read_file"]


def read_file(path: Path, *, limits: Limits | None = None) -> Text:
    """Read one file in this process."""
    bounds = limits or Limits()
    name = shown_name(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise unsupported(name, "đây không phải tệp thường", "this is no regular file")  # a pipe would never end
        size = found.st_size
        if size > bounds.file_bytes:
            raise _too_big(name, size, bounds)
        with path.open("rb") as file:
            head = file.read(_HEAD)
            _check_head(name, head)
            data = head + file.read()
    except OSError as error:
        raise cannot_open(name, error) from error
    return read_bytes(name, data, limits=bounds)


def _check_head(name: str, head: bytes) -> None:
    """Refuse noise by its first bytes, before the rest of a large file is read."""
    if len(head) == _HEAD and find_kind(head) == "text":
        from loaders.read.encodings import decode_text

        if decode_text(head) is None:
            raise _no_text(name)


def _no_text(name: str) -> LoadError:
    return unsupported(name, "tệp không phải văn bản chữ", "the file is not text")


def _too_big(name: str, size: int, limits: Limits) -> LoadError:
    mb, most = size / (1 << 20), limits.file_bytes / (1 << 20)
    return too_large(
        name,
        f"tệp nặng {mb:.0f} MB, quá giới hạn {most:.0f} MB (thiết lập max_file_mb)",
        f"the file has {mb:.0f} MB, beyond the limit of {most:.0f} MB (setting max_file_mb)",
    )


def read_bytes(name: str, data: bytes, *, limits: Limits | None = None) -> Text:
    """Read a file already in memory; `name` is for messages and the record."""
    bounds = limits or Limits()
    if len(data) > bounds.file_bytes:
        raise _too_big(name, len(data), bounds)
    try:
        text = _read(name, data, bounds)
    except RecursionError as error:
        raise too_large(name, "cấu trúc lồng nhau quá sâu", "its structure is nested too deeply") from error
    except MemoryError as error:
        raise too_large(name, "cần quá nhiều bộ nhớ", "it needs too much memory") from error
    if not text.raw.strip():
        raise empty(name)
    from loaders.read.encodings import find_legacy
    from loaders.read.quality import looks_vietnamese, says_enough

    if not looks_vietnamese(text.raw) and find_legacy(text.raw) is None:
        raise not_a_document(name)
    if text.source.media_type == "text/plain" and Path(name).suffix.lower() in _PACKED and not says_enough(text.raw):
        raise damaged(
            name, "bên trong không phải tệp của loại ghi ở đuôi tên", "it is not the kind of file its name says"
        )
    return text


def _read(name: str, data: bytes, limits: Limits) -> Text:
    """Hand the bytes to the module of their kind."""
    kind = find_kind(data, Path(name).suffix)
    match kind:
        case "empty":
            raise empty(name)
        case "markdown":
            from loaders.read.markdown import read_markdown

            return read_markdown(name, data, limits)
        case "text":
            from loaders.read.plain import read_plain

            return read_plain(name, data, limits)
        case "docx":
            from loaders.read.docx import read_docx

            return read_docx(name, data, limits)
        case "pdf":
            from loaders.read.pdf import read_pdf

            return read_pdf(name, data, limits)
        case "html":
            from loaders.read.html import read_html

            return read_html(name, data, limits)
        case "doc" | "rtf" | "odt" | "wordxml":
            from loaders.read.office import read_office

            return read_office(name, data, kind, limits)
        case "mht":
            from loaders.read.webarchive import read_web_archive

            return read_web_archive(name, data, limits)
        case "ole" if "EncryptedPackage".encode("utf-16-le") in data:
            raise encrypted(name)
        case "image":
            from loaders.read.image import read_images

            return read_images(name, data, limits)
        case _:
            raise unsupported(name, "không phải loại tệp đọc được", "this is not a kind of file that is read")
