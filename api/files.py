"""Files as they come in: named on a command line, in folders, or uploaded; read where reading can be stopped."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from api.settings import number_setting
from loaders.read.limits import Limits
from loaders.sandbox import read_untrusted
from ontology.errors import UnsupportedFile
from ontology.values import Table, Text


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in a fixed order; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            yield from (p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts))
        elif path.exists():
            yield path
        else:
            yield path  # reading it gives the error that names it


def rows_of(table: Table, raw: str) -> list[list[str]]:
    """A table as rows of plain cells."""
    width = 1 + max((c.column for c in table.cells), default=0)
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, [""] * width)[cell.column] = raw[cell.span.start : cell.span.end]
    return [rows[i] for i in sorted(rows)]


def file_limits() -> Limits:
    """What reading one file may use, by the settings."""
    return Limits(file_bytes=number_setting("max_file_mb") * 1024 * 1024, seconds=float(number_setting("file_seconds")))


def read_file(path: Path) -> Text:
    """The text of a file, read in a process that can be stopped, within the limits that are set."""
    return read_untrusted(path, limits=file_limits())


def safe_name(name: str) -> str:
    """The last part of the name of an uploaded file, which can stand in a folder of ours and nowhere else."""
    safe = re.sub(r"[\x00-\x1f]", "", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ") or "tệp"
    if len(safe.encode()) > 200:
        raise UnsupportedFile(f"Tên tệp quá dài: {safe[:60]}…", f"The file name is too long: {safe[:60]}…", file=safe)
    return safe


def read_upload(name: str, data: bytes) -> Text:
    """The text of an uploaded file, read in a process that can be stopped; messages keep the file's own name."""
    safe = safe_name(name)
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        path = Path(folder) / safe
        path.write_bytes(data)
        text = read_file(path)
    return replace(text, source=replace(text.source, file=safe))
