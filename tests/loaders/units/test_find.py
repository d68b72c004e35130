"""The list of bodies of a document."""

from dataclasses import dataclass

from loaders.units import find_units, make_setting
from ontology.values import Document, Span, Task


@dataclass(frozen=True)
class Where:
    province: str | None = None
    district: str | None = None
    commune: str | None = None
    issuer: str | None = None


PROVINCE = Where(province="Lào Cai", issuer="Ủy ban nhân dân tỉnh Lào Cai")
HEADER = Document(type="Kế hoạch", year=2023)


def test_each_body_once_with_its_forms() -> None:
    text = "Sở Nội vụ chủ trì. Các sở: Nội vụ, Y tế phối hợp. Báo cáo UBND tỉnh; Ủy ban nhân dân tỉnh xem xét."
    found = {u.name: u for u in find_units(text, context=PROVINCE, header=HEADER, tasks=())}
    assert set(found) == {"Sở Nội vụ tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Lào Cai"}
    assert found["Ủy ban nhân dân tỉnh Lào Cai"].variants == ("UBND tỉnh", "Ủy ban nhân dân tỉnh")
    assert found["Ủy ban nhân dân tỉnh Lào Cai"].kind == "province"


def test_classes_without_an_owner_are_left_out() -> None:
    text = "Các cơ quan, đơn vị, địa phương liên quan triển khai; các sở, ban, ngành báo cáo."
    names = [u.name for u in find_units(text, context=PROVINCE, header=HEADER, tasks=())]
    assert "Các sở, ban, ngành cấp tỉnh" in names
    assert not any("liên quan" in n for n in names)


def test_the_setting_of_a_department() -> None:
    setting = make_setting(Where(issuer="Sở Lao động - Thương binh và Xã hội tỉnh Lào Cai"), HEADER)
    assert (setting.level, setting.own) == ("department", "Sở Lao động - Thương binh và Xã hội")
    assert setting.province == "tỉnh Lào Cai"


def test_the_setting_of_a_city_and_a_district() -> None:
    assert make_setting(Where(province="Đà Nẵng"), HEADER).province == "thành phố Đà Nẵng"
    setting = make_setting(Where(province="Lào Cai", district="Sa Pa", issuer="Ủy ban nhân dân thị xã Sa Pa"), HEADER)
    assert setting.level == "district"


def test_a_central_body_has_no_province() -> None:
    where = Where(province="Hà Nội", issuer="Thủ tướng Chính phủ")
    assert make_setting(where, HEADER).province is None
    names = [u.name for u in find_units("Giao Bộ Y tế và Sở Y tế.", context=where, header=HEADER, tasks=())]
    assert "Sở Y tế" in names


def test_a_class_that_opens_another_is_no_second_unit() -> None:
    text = "Các huyện ủy, thành ủy trực thuộc Tỉnh ủy lập kế hoạch. Nơi nhận: các huyện ủy, thành ủy."
    found = [u.name for u in find_units(text, context=PROVINCE, header=HEADER, tasks=())]
    assert [n for n in found if "ủy, thành" in n] == ["Các huyện ủy, thành ủy trực thuộc Tỉnh ủy"]


def test_a_portal_is_a_body_only_where_it_is_told_to_act() -> None:
    text = "Đăng trên Cổng Thông tin điện tử tỉnh."
    portal = "Cổng Thông tin điện tử tỉnh Lào Cai"
    told = Task(id="TC.1", content="Đăng tin", lead=(portal,))
    assert portal not in [u.name for u in find_units(text, context=PROVINCE, header=HEADER, tasks=())]
    assert portal in [u.name for u in find_units(text, context=PROVINCE, header=HEADER, tasks=(told,))]


def test_a_torn_table_gives_only_names_the_table_holds() -> None:
    text = "Báo cáo gửi Sở Nội vụ.\nĐài Phát thanh và AN | Sở Y tế"
    torn = Span(text.index("Đài"), len(text))
    found = [u.name for u in find_units(text, context=PROVINCE, header=HEADER, tasks=(), scanned=True, torn=[torn])]
    assert found == ["Sở Nội vụ tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"]


def test_a_district_of_another_province_is_another_body() -> None:
    """Phú Tân is a district of two provinces; Châu Thành is one whole name."""
    where = Where(province="Cà Mau", issuer="Ban Dân tộc tỉnh Cà Mau")
    text = (
        "Phòng Dân tộc huyện Phú Tân phối hợp với Phòng Dân tộc huyện Phú Tân, tỉnh An Giang; UBND huyện Tri Tôn"
        " (An Giang), UBND huyện Châu Thành - Bến Tre, UBND huyện Châu Thành Tỉnh ủy, UBND huyện Cái Nước, tỉnh Cà Mau."
    )
    names = [u.name for u in find_units(text, context=where, header=HEADER, tasks=())]
    assert [n for n in names if "huyện" in n] == [
        "Phòng Dân tộc huyện Phú Tân", "Phòng Dân tộc huyện Phú Tân, tỉnh An Giang",
        "Ủy ban nhân dân huyện Tri Tôn, tỉnh An Giang", "Ủy ban nhân dân huyện Châu Thành, tỉnh Bến Tre",
        "Ủy ban nhân dân huyện Châu Thành", "Ủy ban nhân dân huyện Cái Nước",
    ]  # fmt: skip
