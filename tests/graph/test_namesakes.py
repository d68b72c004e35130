"""Two bodies of one name: their papers under one number and day stay two works where no province is told."""

import dataclasses
import itertools

import pytest

from graph.identity import is_of_many
from graph.load import load_records, unload
from graph.store import open_store
from graph.store_lookup import StoreLookup
from graph.write import document_iri
from ontology.values import Record
from tests.graph.samples import canonical, nosy_judge, record

NAMESAKE = "Ủy ban nhân dân huyện Châu Thành"


def plan(name: str, title: str, issuer: str = NAMESAKE) -> Record:
    return record(name, number="15/KH-UBND", date="2024-01-12", issuer=issuer, type="Kế hoạch", title=title)


ONE = plan("one", "Cải cách hành chính năm 2024")
TWO = plan("two", "Phòng, chống dịch bệnh trên gia súc, gia cầm năm 2024")
COPY = plan("copy", "Về cải cách hành chính năm 2024")
CITING = record(
    "citing", ("15/KH-UBND", "2024-01-12", NAMESAKE, TWO.document.title, "implements"),
    ("15/KH-UBND", "2024-01-12", NAMESAKE, None, "mentions"), number="3/KH-PNN", date="2024-02-01",
    issuer="Phòng Nông nghiệp huyện Châu Thành", type="Kế hoạch", title="Tiêm phòng",
)  # fmt: skip
EVERY = [ONE, TWO, COPY, CITING]


@pytest.mark.parametrize(
    ("name", "many"),
    [
        (NAMESAKE, True), (f"{NAMESAKE}, tỉnh Long An", False), ("Ủy ban nhân dân xã Tân Lập", True),
        ("Ủy ban nhân dân huyện", True), ("Ủy ban nhân dân tỉnh Hà Tĩnh", False), ("Sở Y tế", True),
        ("Ủy ban nhân dân huyện Cẩm Xuyên", False), ("Bộ Y tế", False), ("Công ty cấp nước", False), (None, False),
    ],
)  # fmt: skip
def test_which_names_several_bodies_have(name: str | None, many: bool) -> None:
    assert is_of_many(name) is many


@pytest.mark.parametrize("order", list(itertools.permutations(EVERY)))
def test_plans_of_two_districts_of_one_name_stay_two_works(order: tuple[Record, ...]) -> None:
    with open_store("memory:") as store:
        load_records(store, order[:2], judge=nosy_judge)
        load_records(store, order[2:], judge=nosy_judge)
        lookup = StoreLookup(store)
        works = {lookup.work_of(document_iri(r)) for r in (ONE, TWO, COPY)}
        assert len(works) == len(lookup.works_for_number("15/KH-UBND")) == 2
        assert lookup.work_of(document_iri(ONE)) == lookup.work_of(document_iri(COPY))
        by_title, bare = lookup.resolutions(document_iri(CITING))
        assert by_title.work == lookup.work_of(document_iri(TWO))
        assert (bare.outcome, bare.work) == ("ambiguous", None)
        with open_store("memory:") as other:
            load_records(other, EVERY, judge=nosy_judge)
            assert canonical(other) == canonical(store)
        unload(store, document_iri(TWO), judge=nosy_judge)
        assert len(StoreLookup(store).works_for_number("15/KH-UBND")) == 1


@pytest.mark.parametrize("issuer", ["Ủy ban nhân dân tỉnh Hà Tĩnh", f"{NAMESAKE}, tỉnh Long An"])
def test_a_body_that_is_told_numbers_one_paper_so(issuer: str) -> None:
    """Two titles of one body under one number and day are a matter for the page, not for the identity."""
    with open_store("memory:") as store:
        load_records(store, [plan("one", "Cải cách", issuer), plan("two", "Phòng dịch", issuer)], judge=nosy_judge)
        assert len(StoreLookup(store).works_for_number("15/KH-UBND")) == 1


def test_a_scan_with_a_misread_title_is_the_same_paper() -> None:
    scan = dataclasses.replace(TWO, text=dataclasses.replace(TWO.text, quality=0.6, scanned=True))
    with open_store("memory:") as store:
        load_records(store, [ONE, scan], judge=nosy_judge)
        assert len(StoreLookup(store).works_for_number("15/KH-UBND")) == 1
