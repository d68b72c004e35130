"""Identifiers: round trips, no collisions, the same on every machine, and one work under one key."""

# ruff: noqa: E501 (one line for each case of a table)
import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ontology.bodies import Context
from ontology.identifiers import (
    Parsed,
    finding_id,
    mint_body,
    mint_document,
    mint_finding,
    mint_graph,
    mint_part,
    mint_register_row,
    mint_review,
    mint_work,
    parse_iri,
    place_slug,
    slug,
    title_key,
    work_key,
)
from ontology.places import districts, provinces
from ontology.tables import rows

UBND = "Ủy ban nhân dân tỉnh Hà Tĩnh"
NFC = st.text(min_size=1, max_size=30).map(lambda s: __import__("unicodedata").normalize("NFC", s)).filter(
    lambda s: not any("\ud800" <= c <= "\udfff" for c in s)
)  # fmt: skip


@pytest.mark.parametrize(
    ("issuer", "type_", "number", "date", "key"),
    [
        (UBND, "Kế hoạch", "08/KH-UBND", "2024-01-08", "ha-tinh/ubnd/ke-hoach/2024/08"),
        (UBND, "Kế hoạch", "8/KH-UBND", "2024", "ha-tinh/ubnd/ke-hoach/2024/08"),
        (UBND, "Đề án", "2454/QĐ-UBND", "2022-12-04", "ha-tinh/ubnd/quyet-dinh/2022/2454"),
        ("Chủ tịch " + UBND, "Quyết định", "2916/QĐ-UBND", "2025-11-24", "ha-tinh/ubnd/quyet-dinh/2025/2916"),
        ("Chính phủ", "Nghị quyết", "17/NQ-CP", "2019-03-17", "chinh-phu/nghi-quyet/2019/17"),
        ("Quốc hội", "Nghị quyết", "76/NQ-CP", "2021-07-15", "chinh-phu/nghi-quyet/2021/76"),
        (None, "Nghị định", "61/2018/NĐCP", None, "chinh-phu/nghi-dinh/2018/61-2018"),
        ("Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh", "Nghị quyết", "12-NQ/TU", "2022-05-26", "ha-tinh/tinh-uy/nghi-quyet/2020-2025/12"),
        ("Tỉnh ủy Hà Tĩnh", "Nghị quyết", "12-NQ/TU", "2023-05-26", "ha-tinh/tinh-uy/nghi-quyet/2020-2025/12"),
        ("Ban Thường vụ Tỉnh ủy Hà Tĩnh", "Nghị quyết", "12/NQ-TU", "2022", "ha-tinh/tinh-uy/nghi-quyet/2020-2025/12"),
        ("Huyện ủy Cẩm Xuyên", "Chương trình hành động", "71-CTr/HU", "2023-10-17",
         "ha-tinh/huyen-cam-xuyen/huyen-uy/chuong-trinh/2020-2025/71"),
        ("Bộ Chính trị", "Nghị quyết", "18-NQ/TW", "2017-10-25", "trung-uong/nghi-quyet/2016-2021/18"),
        ("Ban Chấp hành Trung ương Đảng khóa XII", "Nghị quyết", "18-NQ/TW", "2017-10-25", "trung-uong/nghi-quyet/2016-2021/18"),
        ("Quốc hội", "Luật", "91/2015/QH13", None, "quoc-hoi/luat/QH13/91-2015"),
        ("Quốc hội", "Nghị quyết", "91/2015/QH13", None, "quoc-hoi/nghi-quyet/QH13/91-2015"),
        (None, "Thông tư liên tịch", "12/2013/TTLT-BTC-BTP", None, "bo-tai-chinh+bo-tu-phap/thong-tu-lien-tich/2013/12-2013"),
        (UBND, "Công văn", "123/UBND-NC", "2024-02-01", "ha-tinh/ubnd/cong-van/2024/123"),
        ("Bộ Nội vụ", "Quyết định", "876/QĐ-BNV", "2022-11-10", "bo-noi-vu/quyet-dinh/2022/876"),
        ("Sở Nội vụ tỉnh Hà Tĩnh", "Kế hoạch", "5/KH-SNV", "2024-01-08", "ha-tinh/so-noi-vu/ke-hoach/2024/05"),
        (UBND, "Quyết định", "84/2025/QĐ-UBND", "2025-12-02", "ha-tinh/ubnd/quyet-dinh/2025/84-2025"),
        (None, "Nghị quyết", "66.17/2026/NQ-CP", None, "chinh-phu/nghi-quyet/2026/66.17-2026"),
        (None, "Nghị quyết", "30c/NQ-CP", "2011-11-08", "chinh-phu/nghi-quyet/2011/30c"),
    ],
)  # fmt: skip
def test_the_key_of_a_document(issuer: str | None, type_: str, number: str, date: str | None, key: str) -> None:
    assert work_key(issuer, type_, number, date) == key


@pytest.mark.parametrize(
    ("issuer", "type_", "number", "date"),
    [
        (None, "Kế hoạch", "08/KH-UBND", "2024-01-08"),
        ("Ủy ban nhân dân tỉnh", "Kế hoạch", "08/KH-UBND", "2024-01-08"),
        (UBND, "Kế hoạch", "08/KH-UBND", None),
        (UBND, "Kế hoạch", None, "2024-01-08"),
        (UBND, "Kế hoạch", "số 08", "2024-01-08"),
        ("Quốc hội", None, "91/2015/QH13", "2015-11-24"),
        ("Tỉnh ủy Hà Tĩnh", "Nghị quyết", "12-NQ/TU", None),
    ],
)
def test_no_key_while_a_part_is_unknown(
    issuer: str | None, type_: str | None, number: str | None, date: str | None
) -> None:
    assert work_key(issuer, type_, number, date) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((UBND, "Quyết định", "84/QĐ-UBND", "2025-12-02"), (UBND, "Quyết định", "84/2025/QĐ-UBND", "2025-12-02")),
        (("Ủy ban nhân dân xã Tân Thạnh", "Kế hoạch", "1/KH-UBND", "2024"), ("Ủy ban nhân dân xã Tân Thành", "Kế hoạch", "1/KH-UBND", "2024")),
        ((UBND, "Kế hoạch", "8/KH-UBND", "2023"), (UBND, "Kế hoạch", "8/KH-UBND", "2024")),
        (("Ủy ban nhân dân huyện Kỳ Anh", "Kế hoạch", "8/KH-UBND", "2024"), ("Ủy ban nhân dân thị xã Kỳ Anh", "Kế hoạch", "8/KH-UBND", "2024")),
        ((UBND, "Kế hoạch", "8/KH-UBND", "2024"), ("Ủy ban nhân dân thành phố Hà Tĩnh", "Kế hoạch", "8/KH-UBND", "2024")),
        (("Tỉnh ủy Hà Tĩnh", "Nghị quyết", "12-NQ/TU", "2016"), ("Tỉnh ủy Hà Tĩnh", "Nghị quyết", "12-NQ/TU", "2022")),
        ((UBND, "Quyết định", "12/QĐ-UBND-HC", "2024"), (UBND, "Quyết định", "12/QĐ-UBND", "2024")),
    ],
)  # fmt: skip
def test_two_documents_have_two_keys(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    keys = work_key(*one), work_key(*other)
    assert None not in keys
    assert keys[0] != keys[1]


def test_a_context_adds_the_province_of_an_unknown_district() -> None:
    said = ("Ủy ban nhân dân huyện Châu Thành", "Kế hoạch", "1/KH-UBND", "2024-01-05")
    assert work_key(*said) == "huyện-châu-thành/ubnd/ke-hoach/2024/01"
    assert (
        work_key(*said, context=Context(province="tỉnh Tiền Giang"))
        == "tien-giang/huyện-châu-thành/ubnd/ke-hoach/2024/01"
    )
    far = ("Ủy ban nhân dân huyện Châu Thành, tỉnh Tiền Giang", *said[1:])
    assert work_key(*far) == "tien-giang/huyện-châu-thành/ubnd/ke-hoach/2024/01"


def test_slugs_of_the_tables_stay_apart() -> None:
    provinces_ = {p.full: place_slug(p) for p in provinces().values()}
    assert len(set(provinces_.values())) == len(provinces_)
    towns = {d.full: place_slug(d) for hits in districts().values() for d in hits}
    assert len(set(towns.values())) == len(towns)
    names = [r["name"] for r in rows("bodies_local", "local")]
    twins = {slug(n) for n in names if [slug(m) for m in names].count(slug(n)) > 1}
    assert not twins
    central = [r["name"] for r in rows("bodies_central", "body")]
    assert len({slug(n) for n in central}) == len(central)


@given(st.lists(NFC.filter(lambda s: "/" not in s), min_size=1, max_size=6))
def test_a_work_iri_gives_its_key_back(parts: list[str]) -> None:
    key = "/".join(parts)
    assert parse_iri(mint_work(key)) == Parsed(kind="work", values=(key,))
    assert mint_work(key).isascii()


@given(NFC)
def test_a_body_iri_gives_its_name_back(name: str) -> None:
    assert parse_iri(mint_body(name)) == Parsed(kind="body", values=(name,))


@given(NFC, NFC)
def test_two_names_have_two_iris(one: str, other: str) -> None:
    assume(one != other)
    assert mint_body(one) != mint_body(other)
    assert mint_document(one) != mint_document(other)


@given(NFC, NFC)
def test_every_other_iri_gives_its_parts_back(one: str, two: str) -> None:
    assert parse_iri(mint_document(one)) == Parsed(kind="document", values=(one,))
    assert parse_iri(mint_finding(one)) == Parsed(kind="finding", values=(one,))
    assert parse_iri(mint_review(one, two)) == Parsed(kind="review", values=(one, two))
    assert parse_iri(mint_register_row(one, two)) == Parsed(kind="register_row", values=(one, two))
    assert parse_iri(mint_graph("document", one)) == Parsed(kind="graph", values=("document", one))


def test_parts_and_graphs() -> None:
    document = mint_document("ab12")
    assert mint_part(document, "citation", 3) == "https://cancu.example/document/ab12#citation-3"
    assert parse_iri(mint_part(document, "citation", 3)) == Parsed(kind="part", values=("ab12", "citation", "3"))
    assert parse_iri(mint_graph("reviews")) == Parsed(kind="graph", values=("reviews",))
    assert mint_work("a/b", base="https://x.vn/") == "https://x.vn/vn/a/b"
    assert parse_iri("https://x.vn/vn/a") is None
    assert parse_iri("https://cancu.example/elsewhere/a") is None


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=4),
    st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=4),
)
def test_finding_ids_are_told_apart_by_their_parts(one: list[str | None], other: list[str | None]) -> None:
    assume(one != other)
    assume("\x00" not in one + other)
    assert finding_id("d", "WrongDate", *one) != finding_id("d", "WrongDate", *other)


def test_finding_ids_are_the_same_on_every_machine() -> None:
    assert finding_id("doc", "WrongDate", "work", "2019-03-17", None) == "f1b96e42336ea4908e9f"


def test_a_named_work_is_never_a_numbered_one() -> None:
    assert title_key("Luật", "Đất đai", 2024) == "theo-ten/luật/đất-đai/2024"


def test_keys_and_iris_do_not_depend_on_the_run() -> None:
    """The same in processes with other hash seeds."""
    code = (
        "from ontology.identifiers import work_key, mint_body, finding_id;"
        "print(work_key(None, 'Thông tư liên tịch', '12/2013/TTLT-BTC-BTP', None), mint_body('Sở Nội vụ_%'), finding_id('d', 'k', None))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert "bo-tai-chinh+bo-tu-phap" in said.pop()
