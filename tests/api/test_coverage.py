"""The coverage matrix read from a store."""

from pathlib import Path

import pytest

import api.coverage
from api.coverage import Matrix, read_matrix
from api.service import Service
from ontology.errors import NotFound


@pytest.fixture(scope="module")
def matrix(root: Path) -> Matrix:
    service = Service("memory:")
    corpus = root / "examples" / "corpus"
    service.load([corpus / name for name in ("kh-tinh-2024.docx", "kh-stttt-2024.docx", "kh-phuoctrach-2024.txt")])
    return read_matrix(service, "11/KH-UBND")


def test_every_task_has_a_cell_for_every_plan(matrix: Matrix) -> None:
    assert {c.number for c in matrix.columns} == {"58/KH-STTTT", "19/KH-UBND"}
    assert matrix.tasks
    for task in matrix.tasks:
        assert set(task["cells"]) == {c.work for c in matrix.columns}


def test_who_only_helps_is_never_said_to_miss_a_task(matrix: Matrix) -> None:
    works = {c.number: c.work for c in matrix.columns}
    led = next(t for t in matrix.tasks if t["lead"] == ["Sở Thông tin và Truyền thông tỉnh Thuận Giang"])
    assert led["cells"][works["58/KH-STTTT"]] == "carried_out"
    assert led["cells"][works["19/KH-UBND"]] == "helps"


def test_a_cell_whose_plan_changes_something_in_the_task_says_so(root: Path) -> None:
    service = Service("memory:")
    corpus = root / "examples" / "corpus"
    service.load([corpus / name for name in ("kh-tinh-2024.docx", "kh-luongkhe-2024.docx", "kh-phuoctrach-2024.txt")])
    changing = read_matrix(service, "11/KH-UBND")
    works = {c.number: c.work for c in changing.columns}
    assert {t["task"] for t in changing.tasks if works["24/KH-UBND"] in t["changed"]} == {"PL.2"}  # a later day
    assert [t for t in changing.tasks if works["19/KH-UBND"] in t["changed"]] == []


def test_a_second_look_compares_nothing_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service("memory:")
    corpus = root / "examples" / "corpus"
    service.load([corpus / name for name in ("kh-tinh-2024.docx", "kh-stttt-2024.docx")])
    first = read_matrix(service, "11/KH-UBND", 1)

    def never(*_: object, **__: object) -> list[object]:
        raise AssertionError("compared again")

    monkeypatch.setattr(api.coverage, "compare_tasks", never)
    assert read_matrix(service, "11/KH-UBND", 1) == first


def test_many_plans_stand_on_pages(matrix: Matrix, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (matrix.pages, matrix.total) == (1, 2)
    service = Service("memory:")
    corpus = root / "examples" / "corpus"
    service.load([corpus / name for name in ("kh-tinh-2024.docx", "kh-stttt-2024.docx", "kh-phuoctrach-2024.txt")])
    monkeypatch.setattr(api.coverage, "WIDE", 1)
    one, two = (read_matrix(service, "11/KH-UBND", page) for page in (1, 2))
    assert (one.pages, two.page, two.total) == (2, 2, 2)
    assert {c.work for m in (one, two) for c in m.columns} == {c.work for c in matrix.columns}
    assert read_matrix(service, "11/KH-UBND", 99).page == 2
    assert len(read_matrix(service, "11/KH-UBND").columns) == 2  # a file has them all


def test_a_directive_without_text_is_refused(root: Path) -> None:
    service = Service("memory:")
    service.load([root / "examples" / "corpus" / "kh-stttt-2024.docx"])
    with pytest.raises(NotFound):
        read_matrix(service, "11/KH-UBND")
