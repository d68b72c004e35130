"""Names of bodies in scanned text. Every damaged line here is our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.units import Setting, find_mentions, mend_names
from loaders.units.scans import word_cost

CASES = [
    ("S& Noi vy trinh", "Sở Nội vụ trinh"),
    ("giao S6 Tai chinh va S¢ Xay dyng", "giao Sở Tài chính va Sở Xây dựng"),
    ("cac s0, ban, nganh", "các sở, ban, ngành"),
    ("UBND cdc xa, phuong, thi trdn", "UBND các xã, phường, thị trấn"),
    ("Bd Khoa hoc va Cong nghé", "Bộ Khoa học và Công nghệ"),
    ("IV. TO CHUC THUC HIEN", "IV. TỔ CHỨC THỰC HIỆN"),
]


@pytest.mark.parametrize(("scanned", "read"), CASES)
def test_names_are_put_right(scanned: str, read: str) -> None:
    assert mend_names(scanned)[0] == read


UNTOUCHED = [
    "lãnh đạo xây dựng đề án và kế hoạch hằng năm",
    "so sanh hai nam lien tiep",
    "mot hai ba bon nam",
    "",
    "12/KH-UBND",
    "S& 45 Nguyen Du",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_other_words_stay(text: str) -> None:
    assert mend_names(text)[0] == text


def test_a_name_does_not_reach_over_a_stop() -> None:
    assert mend_names("ve So. Noi vu tinh hinh")[0] == "ve So. Noi vu tinh hinh"


@given(st.text(alphabet="S&6o Noi vyTachinh,.\n", max_size=120))
def test_places_lead_back(text: str) -> None:
    mended, origins = mend_names(text)
    assert len(origins) == len(mended) + 1
    assert origins == sorted(origins)
    assert origins[-1] == len(text)


def test_a_scanned_list_is_read() -> None:
    setting = Setting(level="province", province="tỉnh Lào Cai", issuer="Ủy ban nhân dân tỉnh Lào Cai", scanned=True)
    text, _ = mend_names("chu tri, phdi hop voi S& Noi vy, S6 Xay dyng")
    assert [m.name for m in find_mentions(text, setting)] == ["Sở Nội vụ tỉnh Lào Cai", "Sở Xây dựng tỉnh Lào Cai"]


def test_word_cost_counts_letters() -> None:
    assert word_cost("noi", "noi") == 0
    assert word_cost("thgng", "thong") < 0.3
    assert word_cost("xanh", "thong") == 1
