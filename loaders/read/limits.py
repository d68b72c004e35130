"""How far reading one file may go, and the refusals it ends in.

Every bound is a number here, so that a hostile file meets a stated limit and not the machine's. The refusals are
functions, because each must name the file, the cause and what to do, in both languages.
"""

from dataclasses import dataclass
from pathlib import Path

from ontology.errors import (
    DamagedFile,
    EmptyFile,
    LoadError,
    MissingPart,
    NotADocument,
    TookTooLong,
    TooLarge,
    UnsupportedFile,
)

MEGABYTE = 1 << 20
SANDBOXED = "CANCU_SANDBOXED"  # set in the environment of a child process that reads for another


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one file. Seconds and memory hold where the file is read in a child process (`loaders.sandbox`)."""

    file_bytes: int = 100 * MEGABYTE
    seconds: float = 120.0
    memory: int = 3072 * MEGABYTE
    pages: int = 2000
    scanned_pages: int = 300
    pixels: int = 120_000_000  # of one page image
    expanded_bytes: int = 400 * MEGABYTE  # of a packed file, all parts together
    ratio: int = 200  # unpacked to packed, for parts above 10 MB
    entries: int = 5000
    depth: int = 200  # elements inside one another
    characters: int = 60_000_000


def shown_name(path: Path) -> str:
    """A file's name as it can be printed, whatever bytes the system allowed in it."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def empty(file: str) -> EmptyFile:
    return EmptyFile(
        f"{file}: tệp không có chữ nào. Hãy kiểm tra lại tệp hoặc xin lại bản gốc.",
        f"{file}: there is no text in it. Check the file or ask for the original again.",
        file=file,
    )


def damaged(file: str, vi: str, en: str) -> DamagedFile:
    return DamagedFile(
        f"{file}: {vi}. Hãy mở thử bằng phần mềm gốc, lưu lại hoặc xin lại bản khác.",
        f"{file}: {en}. Open it in its own program and save it again, or ask for another copy.",
        file=file,
    )


def cannot_open(file: str, cause: OSError) -> LoadError:
    """A path that gives no bytes, in the reader's words and not the system's."""
    if isinstance(cause, FileNotFoundError):
        return LoadError(
            f"{file}: không có tệp này. Hãy xem lại đường dẫn.",
            f"{file}: there is no such file. Check the path.",
            file=file,
        )
    if isinstance(cause, IsADirectoryError):
        return LoadError(
            f"{file}: đây là thư mục, không phải tệp. Hãy chỉ tên một tệp.",
            f"{file}: this is a folder, not a file. Name one file.",
            file=file,
        )
    if isinstance(cause, PermissionError):
        return LoadError(
            f"{file}: không được quyền đọc. Hãy xin quyền đọc tệp này.",
            f"{file}: reading it is not permitted. Ask for the right to read it.",
            file=file,
        )
    return damaged(
        file, f"không đọc được từ đĩa (mã {cause.errno})", f"cannot be read from the disk (code {cause.errno})"
    )


def encrypted(file: str) -> DamagedFile:
    return DamagedFile(
        f"{file}: tệp được đặt mật khẩu. Hãy bỏ mật khẩu (mở tệp, lưu lại không mật khẩu) rồi nạp lại.",
        f"{file}: the file is protected by a password. Open it, save it without one, and load it again.",
        file=file,
        encrypted=True,
    )


def unsupported(file: str, vi: str, en: str) -> UnsupportedFile:
    return UnsupportedFile(
        f"{file}: {vi}. Các loại đọc được: txt, md, html, docx, doc, rtf, odt, pdf, png, jpeg, tiff.",
        f"{file}: {en}. Kinds that are read: txt, md, html, docx, doc, rtf, odt, pdf, png, jpeg, tiff.",
        file=file,
    )


def too_large(file: str, vi: str, en: str) -> TooLarge:
    return TooLarge(
        f"{file}: {vi}. Hãy tách tệp ra, hoặc nâng giới hạn nếu biết chắc tệp đáng tin.",
        f"{file}: {en}. Split the file, or raise the limit if you know it can be trusted.",
        file=file,
    )


def too_long(file: str, seconds: float) -> TookTooLong:
    return TookTooLong(
        f"{file}: đọc quá {seconds:g} giây nên đã dừng. Hãy tách tệp, hoặc nâng thiết lập file_seconds.",
        f"{file}: stopped after {seconds:g} seconds of reading. Split the file, or raise the setting file_seconds.",
        file=file,
        seconds=seconds,
    )


def not_a_document(file: str) -> NotADocument:
    return NotADocument(
        f"{file}: không thấy tiếng Việt của một văn bản hành chính. Hãy kiểm tra xem có chọn nhầm tệp không.",
        f"{file}: no Vietnamese administrative text was found in it. Check that it is the file you meant.",
        file=file,
    )


def missing(file: str, part_vi: str, part_en: str, how: str) -> MissingPart:
    return MissingPart(
        f"{file}: cần {part_vi} để đọc. Cài bằng: {how}",
        f"{file}: {part_en} is needed to read it. Install it with: {how}",
        file=file,
        part=part_en,
    )


def check_characters(file: str, count: int, limits: Limits) -> None:
    """Refuse a text longer than anyone would write."""
    if count > limits.characters:
        raise too_large(
            file,
            f"phần chữ dài {count} ký tự, quá giới hạn {limits.characters}",
            f"its text has {count} characters, beyond the limit of {limits.characters}",
        )
