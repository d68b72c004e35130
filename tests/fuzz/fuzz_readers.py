"""A coverage-guided run over the readers; the command is in README.md beside this file.

The first byte of an input chooses the kind: a whole file, or a part of a Word package whose packing would hide changes.
"""

import sys
from importlib import import_module

import atheris

READERS = (
    "archive docx draft encodings flow grid html kinds layout lines links markdown numbering pages pdf plain portal "
    "quality running scan_signs webarchive word_parts"
)
with atheris.instrument_imports(include=["loaders"]):  # before anything else imports them
    for reader in READERS.split():
        import_module(f"loaders.read.{reader}")

from tests.fuzz.spoiled import check, leave_out_slow_parts, make_seeds  # noqa: E402
from tests.loaders.read.made import unzipped, zipped  # noqa: E402

PARTS = (
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "word/footnotes.xml",
)
SEEDS = make_seeds()
PACKAGE = unzipped(SEEDS["docx"])


def read_one(data: bytes) -> None:
    """One input: as it is, or as a part of a Word package."""
    if not data:
        return
    which, rest = data[0] % (len(PARTS) + 1), data[1:]
    check("vào.bin", zipped({**PACKAGE, PARTS[which - 1]: rest}) if which else rest)


def write_corpus(folder: str) -> None:
    """The valid files as inputs to start from."""
    from pathlib import Path

    made = Path(folder)
    made.mkdir(parents=True, exist_ok=True)
    for kind, data in SEEDS.items():
        (made / kind).write_bytes(b"\0" + data)
    for i, part in enumerate(PARTS, 1):
        (made / f"part{i}").write_bytes(bytes([i]) + PACKAGE.get(part, b"<w:footnotes/>"))


if __name__ == "__main__":
    leave_out_slow_parts()
    if not sys.argv[-1].startswith("-") and len(sys.argv) > 1:
        write_corpus(sys.argv[-1])
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
