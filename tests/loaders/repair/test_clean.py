"""Clean texts come through untouched, in the example corpus and in the owner's real documents."""

import re
from pathlib import Path

import pytest

from loaders.repair import repair_text

_SCANS = ("38_ocr", "39_ocr")


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def test_example_texts_are_identical(root: Path) -> None:
    paths = sorted((root / "examples" / "sources").rglob("*.txt")) + sorted(
        (root / "examples" / "corpus").glob("kh-*.txt")
    )
    assert paths
    for path in paths:
        try:
            text = _read(path)
        except UnicodeDecodeError:  # one that is stored in an old encoding on purpose
            continue
        if "\u0300" <= max(text) <= "\u036f" or any("\u0300" <= c <= "\u036f" for c in text):
            continue  # one that is decomposed on purpose
        repaired = repair_text(text)
        assert [(r.rule, text[r.span.start : r.span.end]) for r in repaired.repairs] == [], path.name


@pytest.mark.shared
def test_real_clean_documents_are_identical(shared: Path) -> None:
    paths = [p for p in sorted((shared / "real").glob("*.txt")) if not p.name.startswith(_SCANS)]
    assert len(paths) >= 10
    for path in paths:
        text = _read(path)
        repaired = repair_text(text)
        assert repaired.text == text, path.name
        assert repaired.origins is None


@pytest.mark.shared
def test_repairing_the_seeds_twice_is_repairing_them_once(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        for scanned in (False, True):
            once = repair_text(_read(path), scanned=scanned).text
            assert repair_text(once, scanned=scanned).text == once, path.name


@pytest.mark.shared
def test_the_numbers_of_the_seeds_survive(shared: Path) -> None:
    """Every run of digits with a slash stays, but for the letter Đ of its sign."""
    number = re.compile(r"\d+ ?/[^\s;,.)]+|\d+/\d+/\d{4}")
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = _read(path)
        plain = [n.replace("Đ", "D") for n in number.findall(text)]
        fixed = [n.replace("Đ", "D") for n in number.findall(repair_text(text, scanned=True).text)]
        assert [re.sub(r"\D", "", n) for n in fixed] == [re.sub(r"\D", "", n) for n in plain], path.name
