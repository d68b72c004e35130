"""`python -m examples.build`: makes the office files of the corpus, the drafts and the answer key from the sources.

Files that a rebuild would not change are left alone, so that a checkout stays clean; scans are only made when missing
or asked for with `--scans`, because image libraries differ by a grain between versions.
"""

import json
import sys
from pathlib import Path

from examples.key import EXTENSIONS, make_key
from examples.paper import render_docx, render_pdf, render_scan
from examples.source import HERE, Example, read_sources
from examples.text_forms import encode_tcvn3, render_html, render_text

RENDER = {
    "txt": lambda example: render_text(example).encode(),
    "tcvn3": lambda example: encode_tcvn3(render_text(example)),
    "html": lambda example: render_html(example).encode(),
    "docx": render_docx,
    "pdf": render_pdf,
    "scan": render_scan,
}


def file_of(example: Example, folder: str = "corpus") -> Path:
    """Where a document of the corpus stands."""
    return HERE / folder / f"{example.id}.{EXTENSIONS[example.form]}"


def build(*, scans: bool = False) -> list[Path]:
    """Writes what differs and returns it."""
    changed = []
    examples = read_sources()
    for example in examples:
        path = file_of(example)
        if example.form != "scan" or scans or not path.exists():
            changed += _write(path, RENDER[example.form](example))
    drafts = read_sources(HERE / "sources" / "drafts")
    for example in drafts:
        changed += _write(file_of(example, "drafts"), RENDER[example.form](example))
    changed += _write(HERE / "key.json", format_key(make_key(examples, drafts)).encode())
    return changed


def format_key(key: object) -> str:
    """JSON as it is committed."""
    return json.dumps(key, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, data: bytes) -> list[Path]:
    if path.exists() and path.read_bytes() == data:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return [path]


if __name__ == "__main__":
    for written in build(scans="--scans" in sys.argv):
        print(written.relative_to(HERE))
