"""Whom a list of bodies means: every row of the table by its own examples."""

import pytest

from graph.assigned import (
    EndedLevel,
    _table,
    cases_of,
    concerns,
    ended_levels,
    groups,
    groups_in,
    handed_on,
    kind_of,
    organ_before,
)
from ontology.fold import fold_text


@pytest.mark.parametrize("row", _table()["group"], ids=lambda r: str(r["id"]))
def test_every_group_row(row: dict[str, object]) -> None:
    for example in row["examples"]:  # type: ignore[attr-defined]
        assert row["id"] in {g.id for g in groups_in(example)}, example
    for example in row["counterexamples"]:  # type: ignore[attr-defined]
        assert row["id"] not in {g.id for g in groups_in(example)}, example


@pytest.mark.parametrize("level", ended_levels(), ids=lambda e: e.id)
def test_every_row_of_an_ended_level(level: EndedLevel) -> None:
    row = next(r for r in _table()["ended"] if r["id"] == level.id)
    assert [e for e in row["examples"] if not level.pattern.search(e)] == []  # type: ignore[attr-defined]
    assert [e for e in row["counterexamples"] if level.pattern.search(e)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", _table()["handed"], ids=lambda r: str(r["source"]))
def test_every_row_of_work_handed_on(row: dict[str, object]) -> None:
    def source(name: object) -> str | None:
        found = handed_on(str(name), str(row["until"]))
        return found.source if found else None

    assert {source(e) for e in row["examples"]} == {row["source"]}  # type: ignore[attr-defined]
    assert row["source"] not in {source(e) for e in row["counterexamples"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", _table()["case"], ids=lambda r: str(r["whole"]))
def test_every_row_of_cases(row: dict[str, object]) -> None:
    assert [e for e in row["examples"] if row["whole"] not in cases_of(fold_text(e))] == []  # type: ignore[attr-defined]
    assert [e for e in row["counterexamples"] if row["whole"] in cases_of(fold_text(e))] == []  # type: ignore[attr-defined]


def test_the_row_of_organs() -> None:
    row = _table()["organ"]
    assert [e for e in row["examples"] if not organ_before().search(fold_text(e))] == []  # type: ignore[call-overload]
    assert [e for e in row["counterexamples"] if organ_before().search(fold_text(e))] == []  # type: ignore[call-overload]


def test_groups_were_collected() -> None:
    assert len(groups()) >= 5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sở Công Thương tỉnh Nam Hải", "department"),
        ("Ủy ban nhân dân huyện Đông Hải", "district"),
        ("Ủy ban nhân dân thành phố Đồng Hới", "district"),
        ("Ủy ban nhân dân thành phố Cần Thơ", "province"),
        ("Ủy ban nhân dân xã Hải Hòa", "commune"),
        ("Ủy ban nhân dân tỉnh Nam Hải", "province"),
        ("Bộ Tài chính", "central"),
        ("Phòng Nội vụ huyện Đông Hải", "division"),
        ("Câu lạc bộ thơ", None),
    ],
)
def test_kinds(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("words", "body", "concern"),
    [
        ("Sở Nội vụ tỉnh Nam Hải", "Sở Nội vụ tỉnh Nam Hải", "named"),
        ("Sở Nội vụ; Sở Tài chính", "Sở Nội vụ tỉnh Nam Hải", "named"),
        ("Các sở, ban, ngành; UBND các huyện", "Sở Nội vụ tỉnh Nam Hải", "group"),
        ("Các sở, ban, ngành; UBND các huyện", "Ủy ban nhân dân huyện Đông Hải", "group"),
        ("Các sở, ban, ngành", "Ủy ban nhân dân huyện Đông Hải", None),
        ("Sở Tài chính tỉnh Nam Hải", "Sở Nội vụ tỉnh Nam Hải", None),
        ("UBND huyện Hạ Lộc", "Ủy ban nhân dân huyện Đông Hải", None),
        ("", "Ủy ban nhân dân huyện Đông Hải", None),
        ("Ban cán sự đảng UBND tỉnh Nam Hải", "Ủy ban nhân dân tỉnh Nam Hải", None),
        ("Văn phòng UBND huyện Đông Hải", "Ủy ban nhân dân huyện Đông Hải", None),
        ("Phòng Nội vụ và UBND huyện Đông Hải", "Ủy ban nhân dân huyện Đông Hải", "named"),
        ("Chủ tịch UBND huyện Đông Hải", "Ủy ban nhân dân huyện Đông Hải", "named"),
    ],
)
def test_concerns(words: str, body: str, concern: str | None) -> None:
    assert concerns(words, body) == concern
