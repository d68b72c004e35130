"""Places: 63 provinces and 34, their names and short forms, districts and what is no place."""

import pytest

from ontology.places import Place, districts, parse_place, province_slug, settle_tones, title_name
from ontology.tables import Row, rows

PROVINCES = rows("provinces", "province")


def test_there_were_63_and_there_are_34() -> None:
    before = [r for r in PROVINCES if r.get("since", "") <= "2024-12-31" and r.get("until", "9") > "2024-12-31"]
    after = [r for r in PROVINCES if r.get("until", "9") > "2025-07-01"]
    assert len(before) == 63
    assert len(after) == 34
    assert sum(r["kind"] == "thành phố" for r in before) == 5
    assert sum(r["kind"] == "thành phố" for r in after) == 6


@pytest.mark.parametrize("row", PROVINCES, ids=lambda r: str(r["name"]))
def test_every_province_is_read_in_every_form(row: Row) -> None:
    full = f"{row['kind']} {row['name']}"
    short = "TP." if row["kind"] == "thành phố" else "tỉnh"
    for words in (full, full.upper(), f"{short} {row['name']}", row["name"], *row.get("abbr", ())):
        place = parse_place(words)
        assert place is not None, words
        assert (place.full, place.level) == (full, "province")
    assert province_slug(row["name"]) == row["slug"]
    if row.get("into"):
        assert row["into"] in {r["name"] for r in PROVINCES if "until" not in r}


@pytest.mark.parametrize("row", rows("districts", "district"), ids=lambda r: f"{r['kind']} {r['name']}")
def test_every_district_knows_its_province(row: Row) -> None:
    place = parse_place(f"{row['kind']} {row['name']}")
    assert place in districts()[next(k for k, hits in districts().items() if place in hits)]
    assert place is not None
    assert (place.level, place.province) == ("district", row["province"])
    assert (place.until or "9") <= "2025-07-01"


@pytest.mark.parametrize(
    ("words", "full", "level"),
    [
        ("tỉnh Lam Giang", "tỉnh Lam Giang", "province"),  # unknown to the tables: its level word says enough
        ("xã Cẩm Bình", "xã Cẩm Bình", "commune"),
        ("PHƯỜNG THẠCH TRUNG", "phường Thạch Trung", "commune"),
        ("thị trấn Nghèn", "thị trấn Nghèn", "commune"),
        ("quận 1", "quận 1", "district"),
        ("huyện Hoà Vang", "huyện Hòa Vang", "district"),
        ("thành phố Hà Tĩnh", "thành phố Hà Tĩnh", "district"),
        ("TP.HCM", "thành phố Hồ Chí Minh", "province"),
        ("TX. Kỳ Anh", "thị xã Kỳ Anh", "district"),
    ],
)
def test_other_places(words: str, full: str, level: str) -> None:
    place = parse_place(words)
    assert place is not None
    assert (place.full, place.level) == (full, level)


@pytest.mark.parametrize(
    "words",
    ["", "tỉnh", "huyện", "xã hội", "thành phố thông minh", "huyện, thành phố", "Kỳ Anh", "quận"],
)
def test_what_is_no_place(words: str) -> None:
    assert parse_place(words) is None


def test_a_bare_name_takes_the_level_it_is_asked_for() -> None:
    assert parse_place("Hà Tĩnh", "province") == parse_place("tỉnh Hà Tĩnh")
    assert parse_place("Cẩm Xuyên", "district") == parse_place("huyện Cẩm Xuyên")
    assert parse_place("Cẩm Xuyên", "province") is None


def test_spelling() -> None:
    assert (
        settle_tones("Uỷ ban nhân dân xã Hoà Bình, quý I, thuỷ lợi") == "Ủy ban nhân dân xã Hòa Bình, quý I, thủy lợi"
    )
    assert title_name("HÀ  TĨNH") == "Hà Tĩnh"
    assert Place(kind="xã", name="A", level="commune").full == "xã A"
