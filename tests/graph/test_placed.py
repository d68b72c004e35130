"""Districts and communes of one name in several provinces are several bodies."""

from dataclasses import replace

import pytest

from graph.identity import same_body
from graph.lookup import WorksTable
from graph.placed import place_bodies
from graph.resolve import resolve_citations
from ontology.bodies import context_of
from ontology.values import Document, Fact, Record, Work
from tests.graph.samples import record

DISTRICT = "Ủy ban nhân dân huyện Châu Thành"


@pytest.mark.parametrize(
    ("issuer", "parent", "named"),
    [
        (DISTRICT, "Ủy ban nhân dân tỉnh Long An", f"{DISTRICT}, tỉnh Long An"),
        (DISTRICT, None, DISTRICT),
        ("Ủy ban nhân dân huyện Cẩm Xuyên", "Ủy ban nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân huyện Cẩm Xuyên"),
        ("Sở Nội vụ tỉnh Long An", "Ủy ban nhân dân tỉnh Long An", "Sở Nội vụ tỉnh Long An"),
        ("Chính phủ", None, "Chính phủ"),
    ],
)  # fmt: skip
def test_a_body_no_table_places_is_named_with_its_province(issuer: str, parent: str | None, named: str) -> None:
    said = replace(record("x"), document=Document(issuer=issuer, parent=parent))
    assert place_bodies(said).document.issuer == named
    assert place_bodies(place_bodies(said)) == place_bodies(said)


def test_a_commune_speaks_of_the_district_of_its_own_province() -> None:
    commune = record(
        "commune", ("21/KH-UBND", "2024-03-20", DISTRICT, None, "legal_basis"),
        issuer="Ủy ban nhân dân xã An Lạc, Huyện Châu Thành, tỉnh Tiền Giang",
    )  # fmt: skip
    assert place_bodies(commune).citations[0].issuer == f"{DISTRICT}, tỉnh Tiền Giang"


SUPERIOR = ("03/KH-UBND", "2024-01-05", "Ủy ban nhân dân tỉnh Tiền Giang", None, "implements")
FOREIGN = ("45/KH-UBND", "2024-01-05", "Ủy ban nhân dân tỉnh Long An", None, "mentions")


@pytest.mark.parametrize(
    ("cited", "recipients", "raw", "province"),
    [
        ((SUPERIOR,), (), "", ", tỉnh Tiền Giang"),
        ((), ("UBND tỉnh Tiền Giang", "Lưu: VT"), "", ", tỉnh Tiền Giang"),
        ((SUPERIOR, FOREIGN), (), "", ""),  # two provinces: either may be its own
        ((SUPERIOR, FOREIGN), (), "Nhân dân huyện Châu Thành, tỉnh Tiền Giang thi đua", ", tỉnh Tiền Giang"),
        ((), (), "xã Tân Hương, huyện Châu Thành, tỉnh Long An và tỉnh khác", ", tỉnh Long An"),
    ],
)
def test_the_page_tells_whose_district_it_is(
    cited: tuple[tuple[str, str, str, None, str], ...], recipients: tuple[str, ...], raw: str, province: str
) -> None:
    page = record("d", *cited, number="20/KH-UBND", issuer=DISTRICT)  # type: ignore[arg-type]
    page = replace(
        page, document=replace(page.document, recipients=recipients), text=replace(page.text, raw=raw or page.text.raw)
    )
    placed = place_bodies(page)
    assert placed.document.issuer == DISTRICT + province
    assert place_bodies(placed) == placed


def test_two_provinces_make_two_bodies_and_no_province_none_that_is_known() -> None:
    assert same_body(f"{DISTRICT}, tỉnh Long An", f"{DISTRICT}, tỉnh Tiền Giang") is False
    assert same_body(f"{DISTRICT}, tỉnh Long An", DISTRICT) is None
    assert same_body(DISTRICT, DISTRICT) is True


def test_a_commune_named_like_a_province_is_not_in_that_province() -> None:
    assert context_of("Ủy ban nhân dân xã Hòa Bình", place="Hòa Bình").province is None
    assert context_of("Ủy ban nhân dân thành phố Bắc Ninh", place="Bắc Ninh").province == "tỉnh Bắc Ninh"


def _work(iri: str, issuer: str, date: str, rank: str) -> Work:
    said = {"number": "11/KH-UBND", "type": "Kế hoạch", "date": date, "issuer": issuer}
    return Work(
        iri=iri,
        key=iri,
        facts=tuple(Fact(field=f, value=v, rank=rank, source="urn:s") for f, v in said.items()),  # type: ignore[arg-type]
    )


def test_a_known_plan_of_the_body_is_meant_rather_than_one_that_only_a_citation_gives_to_another() -> None:
    """A misdated citation with a wrongly told province stays alone: it does not hide the error of the next."""
    ours, theirs = "Ủy ban nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân tỉnh Hòa Bình"
    known = _work("urn:known", ours, "2024-01-12", "own_text")
    lone = _work("urn:lone", theirs, "2024-01-21", "consensus")
    said: Record = record("draft", ("11/KH-UBND", "2024-01-21", ours, None, "implements"))
    citing = replace(said, citations=(replace(said.citations[0], issuer_from="context"),))
    (found,) = resolve_citations(citing, WorksTable((known, lone)))
    assert found.work == "urn:known"
    loaded = _work("urn:lone", theirs, "2024-01-21", "own_text")
    (found,) = resolve_citations(citing, WorksTable((known, loaded)))
    assert found.work == "urn:lone"


def test_the_short_name_may_mean_the_district_of_another_province_that_the_page_named() -> None:
    """A page of Tiền Giang that has named huyện Châu Thành of Bến Tre: the bare name behind it may be either."""
    page = record(
        "p", ("45/KH-UBND", "2024-02-12", f"{DISTRICT}, tỉnh Bến Tre", None, "mentions"),
        ("12/KH-UBND", "2024-01-03", DISTRICT, None, "mentions"),
        ("13/KH-UBND", "2024-01-04", "Ủy ban nhân dân huyện Cái Bè", None, "mentions"),
        number="19/KH-STTTT", issuer="Sở Thông tin và Truyền thông tỉnh Tiền Giang",
    )  # fmt: skip
    assert [c.issuer for c in place_bodies(page).citations] == [
        f"{DISTRICT}, tỉnh Bến Tre", DISTRICT, "Ủy ban nhân dân huyện Cái Bè, tỉnh Tiền Giang",
    ]  # fmt: skip
