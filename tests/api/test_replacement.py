"""A replacement that nobody has loaded is read from its citation."""

import pytest

from api.replacement import read_replacement
from graph.store import open_store
from ontology.errors import NotFound


def test_a_replacement_that_is_not_in_the_store_is_read_from_its_citation() -> None:
    with open_store("memory:") as store:
        found = read_replacement(store, "Nghị quyết số 99/NQ-CP ngày 01/2/2024 của Chính phủ")
        assert found is not None
        values = [found.value(name) for name in ("type", "number", "date", "issuer")]
        assert values == ["Nghị quyết", "99/NQ-CP", "2024-02-01", "Chính phủ"]
        with pytest.raises(NotFound):
            read_replacement(store, "một văn bản nào đó")
