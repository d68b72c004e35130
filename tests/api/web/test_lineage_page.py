"""The lineage page: groups that open, also those that were too many to read."""

from api.web.lineage_pages import Asked
from graph.folding import Group, Wanted


def _asked(day: str = "") -> Asked:
    return Asked(up=2, down=2, roles="basis", wanted=Wanted(), opened={}, day=day)


def _group(*, below: bool, members: tuple[str, ...] = ()) -> Group:
    return Group(id="g1", on="urn:law", below=below, kind=None, level=0, count=43, members=members)


def test_a_group_that_was_read_opens_in_the_picture() -> None:
    assert _asked().open_also("urn:p", _group(below=True, members=("urn:a",))) == (
        "/lineage?work=urn%3Ap&up=2&down=2&roles=basis&open=g1.1#luoc-do"
    )


def test_a_group_that_was_not_read_opens_as_the_list_of_who_cites() -> None:
    """Issue 7, D7-30: "+43 văn bản" led nowhere."""
    assert _asked("2024-01-20").open_also("urn:p", _group(below=True)) == "/citing?work=urn%3Alaw&as_of=2024-01-20"
    assert _asked().open_also("urn:p", _group(below=False)) == "/lineage?work=urn%3Alaw&up=1&down=0&roles=basis"
