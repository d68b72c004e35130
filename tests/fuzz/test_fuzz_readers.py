"""Spoilt files: whatever is changed in a valid file, what comes out is a sound text or a load error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.read import ocr, office
from tests.fuzz.spoiled import check, make_seeds, spoil_part
from tests.loaders.read.made import unzipped

SEEDS = make_seeds()
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["cut", "put", "set", "twice"]), st.binary(max_size=12)),
    min_size=1,
    max_size=8,
)
PARTS = [n for n in unzipped(SEEDS["docx"]) if n.endswith((".xml", ".rels"))]


@pytest.fixture(autouse=True)
def _no_slow_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can_read_images", lambda: False)
    monkeypatch.setattr(office, "find_office", lambda: None)


def spoil(data: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    """Cut, insert, overwrite or repeat some bytes."""
    for place, kind, words in changes:
        at = int(place * len(data))
        if kind == "cut":
            data = data[:at] + data[at + 1 + len(words) * 8 :]
        elif kind == "put":
            data = data[:at] + words + data[at:]
        elif kind == "set":
            data = data[:at] + words + data[at + len(words) :]
        else:
            data = data[:at] + data[max(0, at - 40) : at] + data[at:]
    return data


@pytest.mark.parametrize("kind", sorted(SEEDS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_spoilt_files(kind: str, changes: list[tuple[float, str, bytes]]) -> None:
    check(f"hỏng.{kind}", spoil(SEEDS[kind], changes))


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"]
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_spoilt_parts(part: str, changes: list[tuple[float, str, bytes]]) -> None:
    assert part in PARTS
    check("hỏng.docx", spoil_part(SEEDS["docx"], part, lambda data: spoil(data, changes)))


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_the_seeds_themselves_are_sound(kind: str) -> None:
    check(f"tốt.{kind}", SEEDS[kind])
