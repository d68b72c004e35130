"""Bodies: every row under every name it has, in any province; what contexts decide; what stays open."""

# ruff: noqa: E501 (one line for each case of a table)
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.bodies import Context, canonical_body, context_of, find_bodies, find_body
from ontology.body_history import existed, successors
from ontology.body_signs import issuer_of_sign
from ontology.body_tables import COMMITTEES, central_bodies, local_bodies
from ontology.fold import fold_key
from ontology.places import parse_place, provinces, settle_tones
from ontology.tables import Row, rows

HA_TINH = Context(province="tỉnh Hà Tĩnh")
CAM_XUYEN = Context(province="tỉnh Hà Tĩnh", district="huyện Cẩm Xuyên")
SO_NOI_VU = Context(province="tỉnh Hà Tĩnh", issuer="Sở Nội vụ tỉnh Hà Tĩnh")
PLACES = {"province": "tỉnh Nghệ An", "district": "huyện Cẩm Xuyên", "commune": "xã Cẩm Bình"}


@pytest.mark.parametrize("row", rows("bodies_central", "body"), ids=lambda r: str(r["name"]))
def test_every_central_body_is_found_by_every_name(row: Row) -> None:
    for words in (row["name"], row["name"].upper(), *row.get("aliases", ()), *row.get("heads", ())):
        body = find_body(words)
        assert body is not None, words
        assert (body.name, body.kind, body.level) == (row["name"], row["kind"], "central")


@pytest.mark.parametrize(
    ("row", "level"),
    [(r, level) for r in rows("bodies_local", "local") for level in r["levels"] if "{committee}" not in r["name"]],
    ids=lambda v: v if isinstance(v, str) else str(v["name"]),
)
def test_every_local_body_is_named_with_its_place(row: Row, level: str) -> None:
    place = parse_place(PLACES[level])
    assert place is not None
    expected = f"{row['name']} {place.name if row.get('form') == 'bare' else place.full}"
    body = find_body(f"{row['name']} {place.full}")
    assert body is not None
    assert (body.name, body.level, body.placed) == (expected, level, True)
    assert body.kind == (row["kind"] if isinstance(row["kind"], str) else row["kind"][level])
    assert canonical_body(expected) == expected


@pytest.mark.parametrize("row", rows("bodies_local", "local"), ids=lambda r: str(r["name"]))
def test_every_alias_means_its_row(row: Row) -> None:
    where = PLACES[row["levels"][0] if row["levels"] else "province"]
    for alias in row.get("aliases", ()):
        words = alias.replace("{committee}", "Tỉnh ủy") + " " + where
        body = find_body(words)
        name = row["name"].replace("{committee}", "")
        assert body is not None, alias
        assert body.base.startswith(name.strip()), alias


def test_the_committee_is_named_by_the_kind_of_place() -> None:
    names = {"tỉnh Nghệ An": "Tỉnh ủy Nghệ An", "thành phố Cần Thơ": "Thành ủy Cần Thơ", "huyện Cẩm Xuyên": "Huyện ủy Cẩm Xuyên",
             "thị xã Kỳ Anh": "Thị ủy Kỳ Anh", "quận 1": "Quận ủy 1", "xã Cẩm Bình": "Đảng ủy xã Cẩm Bình"}  # fmt: skip
    for place, name in names.items():
        assert canonical_body(name) == name, place
    assert set(COMMITTEES) == {"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"}


@pytest.mark.parametrize(
    ("words", "context", "name"),
    [
        ("UBND tỉnh", HA_TINH, "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("UBND tỉnh", CAM_XUYEN, "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("UBND huyện", CAM_XUYEN, "Ủy ban nhân dân huyện Cẩm Xuyên"),
        ("Ủy ban nhân dân", CAM_XUYEN, "Ủy ban nhân dân huyện Cẩm Xuyên"),
        ("UBND TP", Context(province="thành phố Cần Thơ"), "Ủy ban nhân dân thành phố Cần Thơ"),
        ("UBND thành phố", Context(province="tỉnh Hà Tĩnh", district="thành phố Hà Tĩnh"), "Ủy ban nhân dân thành phố Hà Tĩnh"),
        ("Sở TT&TT", CAM_XUYEN, "Sở Thông tin và Truyền thông tỉnh Hà Tĩnh"),
        ("SỞ TÀI CHÍNH", HA_TINH, "Sở Tài chính tỉnh Hà Tĩnh"),
        ("Sở", SO_NOI_VU, "Sở Nội vụ tỉnh Hà Tĩnh"),
        ("Văn phòng", SO_NOI_VU, "Văn phòng Sở Nội vụ"),
        ("Thanh tra Sở", SO_NOI_VU, "Thanh tra Sở Nội vụ"),
        ("Phòng Tổ chức", SO_NOI_VU, "Phòng Tổ chức Sở Nội vụ"),
        ("Phòng VHTT", CAM_XUYEN, "Phòng Văn hóa - Thông tin huyện Cẩm Xuyên"),
        ("Văn phòng HĐND-UBND huyện", CAM_XUYEN, "Văn phòng Hội đồng nhân dân - Ủy ban nhân dân huyện Cẩm Xuyên"),
        ("Ban Tuyên giáo Huyện ủy", CAM_XUYEN, "Ban Tuyên giáo Huyện ủy Cẩm Xuyên"),
        ("Ban Chấp hành Đảng bộ tỉnh", HA_TINH, "Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh"),
        ("Báo Hà Tĩnh", HA_TINH, "Báo Hà Tĩnh"),
        ("Đài PT&TH tỉnh", HA_TINH, "Đài Phát thanh và Truyền hình tỉnh Hà Tĩnh"),
        ("UBMT Tổ quốc", CAM_XUYEN, "Ủy ban Mặt trận Tổ quốc huyện Cẩm Xuyên"),
        ("UBND các huyện, thành phố, thị xã", HA_TINH, "Ủy ban nhân dân các huyện, thành phố, thị xã"),
        ("UBND cấp xã", HA_TINH, "Ủy ban nhân dân cấp xã"),
        ("UBND huyện Châu Thành, tỉnh Tiền Giang", HA_TINH, "Ủy ban nhân dân huyện Châu Thành, tỉnh Tiền Giang"),
        ("UBND huyện Châu Thành tỉnh Tiền Giang", HA_TINH, "Ủy ban nhân dân huyện Châu Thành, tỉnh Tiền Giang"),
        ("UBND huyện Châu Thành (Tiền Giang)", HA_TINH, "Ủy ban nhân dân huyện Châu Thành, tỉnh Tiền Giang"),
        ("HĐND huyện Đất Đỏ - Bà Rịa - Vũng Tàu", HA_TINH, "Hội đồng nhân dân huyện Đất Đỏ, tỉnh Bà Rịa - Vũng Tàu"),
        ("UBND tỉnh Bà Rịa - Vũng Tàu", HA_TINH, "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        ("Uỷ ban nhân dân xã Hoà Bình", HA_TINH, "Ủy ban nhân dân xã Hòa Bình"),
        ("Sở Ngoại giao Nhân dân", HA_TINH, "Sở Ngoại giao Nhân dân tỉnh Hà Tĩnh"),
    ],
)  # fmt: skip
def test_what_words_mean_in_a_context(words: str, context: Context, name: str) -> None:
    assert canonical_body(words, context=context) == name


@pytest.mark.parametrize(
    "words",
    [
        "",
        "cả",
        "ca",
        "báo",
        "báo cáo",
        "thanh tra",
        "Bộ",
        "Sở",
        "Phòng",
        "phòng ngừa",
        "công an nhân dân là",
        "tỉnh",
        "Các",
        "17",
    ],
)
def test_other_words_are_no_body(words: str) -> None:
    assert find_body(words, context=HA_TINH) is None


def test_without_a_context_the_place_stays_open() -> None:
    body = find_body("UBND tỉnh")
    assert body is not None
    assert (body.name, body.placed) == ("Ủy ban nhân dân tỉnh", False)


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("2012-10-31", "Ban Chấp hành Trung ương Đảng khóa XI"),
        ("2017-10-25", "Ban Chấp hành Trung ương Đảng khóa XII"),
        ("2022", "Ban Chấp hành Trung ương Đảng khóa XIII"),
        ("2021", "Ban Chấp hành Trung ương Đảng"),
        (None, "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_the_central_committee_is_named_by_its_term(date: str | None, name: str) -> None:
    assert canonical_body("Ban Chấp hành Trung ương", date=date) == name


def test_a_minister_issues_what_is_the_ministrys_and_is_still_told() -> None:
    body = find_body("Bộ trưởng Bộ Tài chính")
    assert body is not None
    assert (body.name, body.office) == ("Bộ Tài chính", "Bộ trưởng Bộ Tài chính")
    assert find_body("Bộ Tài chính").office is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Bộ Tài chính", ["Bộ Tài chính"]),
        ("Bộ Tài chính, Bộ Tư pháp", ["Bộ Tài chính", "Bộ Tư pháp"]),
        ("Bộ Y tế và Bộ Giáo dục và Đào tạo", ["Bộ Y tế", "Bộ Giáo dục và Đào tạo"]),
        ("Bộ Văn hóa, Thể thao và Du lịch", ["Bộ Văn hóa, Thể thao và Du lịch"]),
        ("Bộ trưởng Bộ Y tế - Bộ trưởng Bộ Quốc phòng", ["Bộ Y tế", "Bộ Quốc phòng"]),
        ("liên Bộ Công Thương - Tài chính", ["Bộ Công Thương", "Bộ Tài chính"]),
        ("Sở Nội vụ, Sở Tài chính", ["Sở Nội vụ tỉnh Hà Tĩnh", "Sở Tài chính tỉnh Hà Tĩnh"]),
        ("Bộ Chính trị, Ban Bí thư", ["Bộ Chính trị", "Ban Bí thư"]),
        ("Chính phủ và", []),
        ("Chính phủ, theo cơ chế", []),
        ("", []),
    ],
)
def test_bodies_named_together(words: str, names: list[str]) -> None:
    assert [b.name for b in find_bodies(words, context=HA_TINH)] == names
    joined = all(not n.startswith("Sở") for n in names)
    assert canonical_body(words, context=HA_TINH) == ("; ".join(names) or None if joined else None)


@pytest.mark.parametrize("words", ["Bộ trưởng Bộ GD&ĐT", "Bộ trưởng Bộ GDĐT", "Bộ trưởng BGDĐT"])
def test_a_minister_may_be_named_by_a_short_form(words: str) -> None:
    body = find_body(words)
    assert body is not None
    assert (body.name, body.office) == ("Bộ Giáo dục và Đào tạo", "Bộ trưởng Bộ Giáo dục và Đào tạo")


@pytest.mark.parametrize(
    ("sign", "context", "name"),
    [
        ("NQ-CP", HA_TINH, "Chính phủ"),
        ("QĐ-TTg", HA_TINH, "Thủ tướng Chính phủ"),
        ("QĐ-TTG", HA_TINH, "Thủ tướng Chính phủ"),
        ("TT-BTNMT", HA_TINH, "Bộ Tài nguyên và Môi trường"),
        ("TTLT-BTC-BNV", HA_TINH, "Bộ Tài chính; Bộ Nội vụ"),
        ("QH15", HA_TINH, "Quốc hội"),
        ("NQ-UBTVQH15", HA_TINH, "Ủy ban Thường vụ Quốc hội"),
        ("KH-UBND", HA_TINH, "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("KH-UBND", CAM_XUYEN, None),
        ("KH-UBND", Context(), None),
        ("NQ/TU", CAM_XUYEN, "Tỉnh ủy Hà Tĩnh"),
        ("CTr/HU", CAM_XUYEN, "Huyện ủy Cẩm Xuyên"),
        ("CTr/HU", HA_TINH, None),
        ("NQ/TW", HA_TINH, None),
        ("KH-STTTT", HA_TINH, "Sở Thông tin và Truyền thông tỉnh Hà Tĩnh"),
        ("UBND-NC", HA_TINH, "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("CV/BTGTU", HA_TINH, "Ban Tuyên giáo Tỉnh ủy Hà Tĩnh"),
        ("QĐ-XYZ", HA_TINH, None),
    ],
)
def test_who_numbers_with_a_sign(sign: str, context: Context, name: str | None) -> None:
    assert issuer_of_sign(sign, context=context) == name


@pytest.mark.parametrize("body", [b for b in central_bodies() if b.signs and b.name != "Ban Chấp hành Trung ương Đảng"],
                         ids=lambda b: b.name)  # fmt: skip
def test_every_central_sign_leads_to_one_body(body: object) -> None:
    shared = {s for b in local_bodies() for s in b.signs}  # ĐUK is the centre's and every province's: it stays open
    for sign in body.signs:  # type: ignore[attr-defined]
        assert issuer_of_sign(f"QĐ-{sign}") == (None if sign in shared else body.name)  # type: ignore[attr-defined]


@pytest.mark.parametrize("province", sorted({p.full for p in provinces().values()}))
def test_every_province_works_like_any_other(province: str) -> None:
    context = context_of(f"UBND {province}")
    assert context.province == province
    assert canonical_body("Sở Nội vụ", context=context) == f"Sở Nội vụ {province}"
    assert issuer_of_sign("KH-UBND", context=context) == f"Ủy ban nhân dân {province}"
    assert context_of(f"Sở Tài chính {province}").province == province


def test_a_context_comes_from_issuer_parent_and_place() -> None:
    assert context_of("Phòng Nội vụ huyện Cẩm Xuyên") == Context(
        province="tỉnh Hà Tĩnh", district="huyện Cẩm Xuyên", issuer="Phòng Nội vụ huyện Cẩm Xuyên"
    )
    assert context_of("Sở Nội vụ", place="Hà Tĩnh").issuer == "Sở Nội vụ tỉnh Hà Tĩnh"
    assert context_of("Sở Nội vụ", parent="UBND tỉnh Nghệ An").province == "tỉnh Nghệ An"
    assert context_of("Bộ Nội vụ", place="Hà Nội", date="2024-01-02").date == "2024-01-02"
    assert context_of(None) == Context()


@pytest.mark.parametrize(
    ("name", "day", "later"),
    [
        ("Sở Thông tin và Truyền thông tỉnh Hà Tĩnh", "2025-06-01", ("Sở Khoa học và Công nghệ tỉnh Hà Tĩnh",)),
        ("Sở Thông tin và Truyền thông tỉnh Hà Tĩnh", "2025-02-28", ()),
        ("Bộ Kế hoạch và Đầu tư", "2025-03-01", ("Bộ Tài chính",)),
        ("Bộ Tài chính", "2026-01-01", ()),
        ("Sở Tài nguyên và Môi trường tỉnh Nghệ An", "2026-01-01", ("Sở Nông nghiệp và Môi trường tỉnh Nghệ An",)),
    ],
)
def test_what_stands_in_a_bodys_place(name: str, day: str, later: tuple[str, ...]) -> None:
    assert successors(name, day) == later


def test_no_district_exists_from_the_first_of_july_2025() -> None:
    body = find_body("UBND huyện Cẩm Xuyên")
    assert body is not None
    assert existed(body, "2025-06-30") is True
    assert existed(body, "2025-07-01") is False


@given(
    st.sampled_from(local_bodies()),
    st.sampled_from(["huyện Cẩm Xuyên", "tỉnh Hà Tĩnh", "thành phố Cần Thơ", "xã Cẩm Bình"]),
)
def test_a_canonical_name_means_itself(body: object, place: str) -> None:
    name = canonical_body(f"{body.name} {place}".replace("{committee}", "Tỉnh ủy"))  # type: ignore[attr-defined]
    if name is not None:
        assert canonical_body(name) == name


@given(st.text(max_size=40))
def test_strange_words_never_raise(words: str) -> None:
    body = find_body(words, context=CAM_XUYEN)
    assert body is None or body.name


@given(st.text(alphabet="oaeuyàáảãạèéẻẽẹỳýỷỹỵòóỏõọùúủũụqhtn ", max_size=20))
def test_settled_tones_stay_settled(words: str) -> None:
    once = settle_tones(words)
    assert settle_tones(once) == once
    assert fold_key(once) == fold_key(words)


@pytest.mark.shared
def test_gold_units_keep_their_names_and_kinds(shared: Path) -> None:
    """The full names of the gold list are canonical here too; the rest are listed, and their number may only fall."""
    gold = json.loads((shared / "gold" / "dev.json").read_text(encoding="utf-8"))
    other = []
    for record in gold:
        said = record["document"]
        context = context_of(said["issuer"], date=said["date"])
        for unit in record["units"]:
            body = find_body(unit["name"], context=context)
            if body is None or (body.name, body.kind) != (unit["name"], unit["kind"]):
                other.append(unit["name"])
    total = sum(len(r["units"]) for r in gold)
    assert len(other) <= 9, other
    assert total > 80
