"""Councils that governed before 1992 among citations. Every sentence here is our own."""

from loaders.units import find_mentions, make_setting
from ontology.bodies import Context
from ontology.values import Document


def test_the_next_document_is_no_part_of_a_council() -> None:
    text = (
        "theo Quyết định 13/CP của Hội đồng Chính phủ, Quyết định số 11/HĐBT của Hội đồng Bộ trưởng và Quyết định 2/TTg"
    )
    setting = make_setting(Context(), Document(type="Thông tư"))
    assert [m.name for m in find_mentions(text, setting, 0, len(text))] == ["Hội đồng Chính phủ", "Hội đồng Bộ trưởng"]
    free = "do Hội đồng Thẩm định cá giống và Quyết định số 3/QĐ-UB nêu"
    assert [m.name for m in find_mentions(free, setting, 0, len(free))] == ["Hội đồng Thẩm định cá giống"]
