"""Bodies in the cells of tables, and names a document shows whole. Our own rows."""

from loaders.units import CellWords, find_units, headed_names, make_setting
from loaders.units.mentions import find_mentions
from ontology.bodies import Context
from ontology.values import Document, Span

HEADER = Document(type="Kế hoạch", year=2024)
HERE = Context(province="tỉnh Bến Tre", issuer="Sở Công Thương tỉnh Bến Tre")


def cells_of(text: str, *cells: str) -> tuple[CellWords, ...]:
    """Each cell with the lines it takes, in order."""
    out, at = [], 0
    for cell in cells:
        spans = []
        for line in cell.split("\n"):
            start = text.index(line, at)
            at = start + len(line)
            spans.append(Span(start, at))
        out.append(CellWords(cell, tuple(spans)))
    return tuple(out)


def names(text: str, cells: tuple[CellWords, ...] = ()) -> list[str]:
    return [u.name for u in find_units(text, context=HERE, header=HEADER, tasks=(), cells=cells)]


def test_no_name_runs_from_its_cell_into_the_next() -> None:
    text = "1\nĐào ao\nUBND huyện Ba Tri\nQuý III\n2\nMở lớp\nVăn phòng Sở\nBan An toàn giao thông tỉnh\nTháng 9\n"
    cells = cells_of(
        text, "Đào ao", "UBND huyện Ba Tri", "Quý III", "Mở lớp", "Văn phòng Sở", "Ban An toàn giao thông tỉnh"
    )
    assert names(text, cells) == [
        "Ủy ban nhân dân huyện Ba Tri",
        "Văn phòng Sở Công Thương",
        "Ban An toàn giao thông tỉnh Bến Tre",
    ]


def test_a_name_that_its_cell_breaks_stays_whole() -> None:
    text = "1\nĐào ao\nPhòng Quản lý\nthương mại\nSở Xây dựng\n"
    cells = cells_of(text, "Đào ao", "Phòng Quản lý\nthương mại", "Sở Xây dựng")
    assert names(text, cells) == ["Phòng Quản lý thương mại Sở Công Thương", "Sở Xây dựng tỉnh Bến Tre"]


def test_a_name_with_a_comma_is_known_from_the_item_that_shows_it_whole() -> None:
    plan = "1. Phòng Quản lý điện, năng lượng và an toàn là đầu mối tổng hợp.\n2. Giao Thanh tra Sở chủ trì kiểm tra."
    assert headed_names(plan) == ("phong quan ly dien, nang luong va an toan",)
    setting = make_setting(HERE, HEADER, headed=headed_names(plan))
    (found,) = find_mentions("Phòng Quản lý\nđiện, năng lượng\nvà an toàn", setting)
    assert found.name == "Phòng Quản lý điện, năng lượng và an toàn Sở Công Thương"


def test_two_bodies_before_a_verb_are_no_one_name() -> None:
    assert headed_names("1. Phòng Nội vụ, các đơn vị có liên quan chủ trì rà soát.") == ()


def test_in_an_offices_plan_the_office_is_the_writer() -> None:
    office = "Văn phòng Ủy ban nhân dân tỉnh Bến Tre"
    setting = make_setting(Context(province="tỉnh Bến Tre", issuer=office), HEADER)
    text = "Phòng Nội chính phối hợp với các phòng, đơn vị thuộc Văn phòng triển khai."
    assert [m.name for m in find_mentions(text, setting)] == [
        f"Phòng Nội chính {office}",
        f"Các phòng, đơn vị thuộc {office}",
    ]


def test_a_word_that_ends_like_a_body_takes_nothing_from_the_next() -> None:
    text = "kiểm tra hồ sơ nội bộ\nPhòng Kỹ thuật; kiểm tra nội bộ\nSở Nội vụ"
    setting = make_setting(HERE, HEADER)
    assert [m.name for m in find_mentions(text, setting)] == [
        "Phòng Kỹ thuật Sở Công Thương",
        "Sở Nội vụ tỉnh Bến Tre",
    ]
