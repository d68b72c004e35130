"""A body is found by as much of its name as means one; what means several or none is refused in words."""

import dataclasses
from collections.abc import Iterator

import pytest

from graph.called import find_called
from graph.load import load_records
from graph.names import cc
from graph.queries import run_query
from graph.store import Store, open_store
from ontology.errors import NotFound, NotUnique
from ontology.values import Task
from tests.graph.samples import ALL, DIRECTIVE, PROVINCE

LEADS = (
    "Sở Y tế tỉnh Hà Tĩnh",
    "Trung tâm Kiểm soát bệnh tật thuộc Sở Y tế tỉnh Hà Tĩnh",
    "Sở Tư pháp tỉnh Hà Tĩnh",
    "Sở Tư pháp tỉnh Nghệ An",
    "Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh",
    "Đài Truyền thanh huyện Kỳ Anh",
    "Hạt Kiểm lâm huyện Kỳ Anh",
    "Hat Kiểm lâm Kỳ Sơn",
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    tasks = tuple(Task(id=f"PL.{n}", content=f"Việc {n}", lead=(name,)) for n, name in enumerate(LEADS, 1))
    asked = dataclasses.replace(DIRECTIVE, tasks=tasks)
    with open_store("memory:") as opened:
        load_records(opened, [asked, *(r for r in ALL if r is not DIRECTIVE)])
        yield opened


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Sở Y tế tỉnh Hà Tĩnh", "Sở Y tế tỉnh Hà Tĩnh"),
        ("Sở Y tế", "Sở Y tế tỉnh Hà Tĩnh"),
        ("sở y tế", "Sở Y tế tỉnh Hà Tĩnh"),
        ("so y te", "Sở Y tế tỉnh Hà Tĩnh"),
        ("Giám đốc Sở Y tế", "Sở Y tế tỉnh Hà Tĩnh"),
        ("  Sở  Y tế ", "Sở Y tế tỉnh Hà Tĩnh"),
        ("Sở Tư pháp Nghệ An", "Sở Tư pháp tỉnh Nghệ An"),
        ("kiểm soát bệnh tật", "Trung tâm Kiểm soát bệnh tật thuộc Sở Y tế tỉnh Hà Tĩnh"),
        ("Văn phòng UBND tỉnh Hà Tĩnh", "Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("Hạt Kiểm lâm", "Hạt Kiểm lâm huyện Kỳ Anh"),
        ("dai truyen thanh", "Đài Truyền thanh huyện Kỳ Anh"),
    ],
)
def test_a_body_is_found_by_as_much_of_its_name_as_means_one(store: Store, words: str, name: str) -> None:
    assert find_called(store, words, cc("leadName")) == name
    assert run_query(store, "tasks-for", {"unit": words}).column("id") == [f"PL.{LEADS.index(name) + 1}"]


def test_a_name_that_several_bodies_have_is_refused_with_the_full_names(store: Store) -> None:
    with pytest.raises(NotUnique) as caught:
        run_query(store, "tasks-for", {"unit": "Sở Tư pháp"})
    assert "Sở Tư pháp tỉnh Hà Tĩnh; Sở Tư pháp tỉnh Nghệ An" in str(caught.value)


@pytest.mark.parametrize("words", ["Sở Ngoại vụ", "Y t", "-", ""])
def test_a_name_that_nothing_has_is_no_empty_answer(store: Store, words: str) -> None:
    with pytest.raises(NotFound, match="Không văn bản nào"):
        run_query(store, "tasks-for", {"unit": words})


def test_the_documents_of_a_body_are_found_by_its_short_name(store: Store) -> None:
    rows = run_query(store, "issued-by", {"issuer": "UBND tỉnh Hà Tĩnh"}).texts()
    assert rows == run_query(store, "issued-by", {"issuer": PROVINCE}).texts()
    assert rows
