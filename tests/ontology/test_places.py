"""Places by their names: the provinces of the table, and those it does not list."""

import pytest

from ontology.places import parse_place


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh"),
        ("TỈNH THUẬN GIANG", "tỉnh Thuận Giang"),  # not in the table: a name is still a name
        ("thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("xã Tân Thượng", "xã Tân Thượng"),
    ],
)
def test_a_level_word_and_a_name_are_a_place(words: str, full: str) -> None:
    place = parse_place(words)
    assert place is not None
    assert place.full == full


@pytest.mark.parametrize("words", ["tỉnh ủy", "tỉnh ta", "tỉnh Hồ Chí Minh", "các tỉnh"])
def test_what_is_no_name_is_no_place(words: str) -> None:
    assert parse_place(words) is None
