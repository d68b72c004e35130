"""Who was to act on a directive, who has, and who is not known to have."""

import json
from collections.abc import Sequence

from graph.assigned import Group
from graph.board import Board, board_to_json, known_issuers, make_board
from ontology.values import Record
from tests.graph.rollout import DEPARTMENT, DISTRICTS, country


def members(group: Group, directive: Record) -> Sequence[str]:
    return DISTRICTS if group.id == "districts" else ()


def board(known: tuple[str, ...] = ()) -> Board:
    return make_board("urn:w:7", country(), members=members, known_issuers=known)


def states(found: Board) -> dict[str, str]:
    return {row.body: row.state for row in found.rows}


def test_who_has_and_when() -> None:
    rows = {r.body: r for r in board().rows}
    assert [p.number for p in rows[DISTRICTS[0]].plans] == ["31/KH-UBND"]
    assert [p.date for p in rows[DEPARTMENT].plans] == ["2024-01-25"]


def test_has_not_is_only_said_of_those_whose_documents_the_store_holds() -> None:
    assert states(board())[DISTRICTS[1]] == "unknown"
    lookup = country()
    held = tuple(known_issuers(["d:7", "d:31", "d:4", "d:2", "d:9"], lookup))
    assert states(board(held)) == {
        DISTRICTS[0]: "has", DEPARTMENT: "has", DISTRICTS[1]: "has_not", DISTRICTS[2]: "unknown",
    }  # fmt: skip


def test_every_asking_shows_its_words() -> None:
    asked = {r.body: r.asked_by for r in board().rows}
    assert asked[DISTRICTS[1]] == (("group", "UBND các huyện, thị xã"),)
    assert asked[DEPARTMENT] == (("lead", DEPARTMENT),)


def test_a_group_without_known_members_is_named() -> None:
    assert board().not_expanded == ("Các sở, ban, ngành cấp tỉnh",)


def test_it_is_json() -> None:
    assert json.loads(json.dumps(board_to_json(board())))["directive"] == "urn:w:7"
