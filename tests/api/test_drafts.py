"""Drafts are held in memory for a while, for the browser that sent them, and for nobody else."""

import datetime as dt
import time

import pytest

from api.draft_changes import compare_checks
from api.drafts import DraftDesk, DraftLimits
from api.service import Service
from ontology.errors import NotFound, TooLarge

DAY = dt.date(2024, 4, 1)
DRAFT = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: 15/KH-UBND\nHà Tĩnh, ngày 15 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    "Tập huấn kỹ năng số\n\nCăn cứ Nghị quyết số 17/NQ-CP ngày {} của Chính phủ;\n"
    "Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:\n"
)
WRONG, RIGHT = DRAFT.format("17/3/2019").encode(), DRAFT.format("07/3/2019").encode()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def service() -> Service:
    return Service("memory:")


def checked(desk: DraftDesk, owner: str = "a", name: str = "x.txt", data: bytes = WRONG) -> str:
    draft = desk.start(owner, name, data, DAY)
    assert draft.ended.wait(60)
    assert draft.stage == "done"
    return draft.id


def test_only_its_owner_finds_a_draft(service: Service) -> None:
    desk = DraftDesk(service)
    one = checked(desk)
    assert desk.find("a", one).name == "x.txt"
    for owner, id_ in (("b", one), ("", one), ("a", one[:-1]), ("a", "")):
        with pytest.raises(NotFound):
            desk.find(owner, id_)
    assert [d.id for d in desk.of_owner("b")] == []
    desk.close()


def test_a_draft_goes_a_set_time_after_its_last_use(service: Service) -> None:
    clock = Clock()
    desk = DraftDesk(service, DraftLimits(seconds=100), clock)
    one = checked(desk)
    clock.now += 99
    desk.find("a", one)
    clock.now += 99
    desk.find("a", one)
    clock.now += 100
    with pytest.raises(NotFound):
        desk.find("a", one)
    desk.close()


def test_a_draft_goes_also_when_nobody_asks_any_more(service: Service) -> None:
    desk = DraftDesk(service, DraftLimits(seconds=0.5))
    checked(desk)
    end = time.monotonic() + 10
    while desk._held and time.monotonic() < end:
        time.sleep(0.05)
    assert desk._held == {}
    desk.close()


def test_its_owner_can_forget_it_now_and_nobody_else(service: Service) -> None:
    desk = DraftDesk(service)
    one = checked(desk)
    with pytest.raises(NotFound):
        desk.forget("b", one)
    desk.forget("a", one)
    assert desk._held == {}
    desk.close()


def test_the_least_used_go_where_there_is_no_room(service: Service) -> None:
    clock = Clock()
    desk = DraftDesk(service, DraftLimits(count=2), clock)
    first = checked(desk)
    clock.now += 1
    second = checked(desk)
    clock.now += 1
    desk.find("a", first)
    clock.now += 1
    third = checked(desk)
    assert {d.id for d in desk.of_owner("a")} == {first, third} != {second}
    desk.close()


def test_the_room_is_counted_in_memory_too(service: Service) -> None:
    desk = DraftDesk(service, DraftLimits(megabytes=1))
    with pytest.raises(TooLarge):
        desk.start("a", "x.txt", b"x" * 1_000_001, DAY)
    checked(desk)
    desk.start("a", "y.txt", b"y" * 999_999, DAY).ended.wait(60)
    assert [d.name for d in desk.of_owner("a")] != ["x.txt"]
    assert sum(d.size() for d in desk._held.values()) <= 1_000_000
    desk.close()


def test_a_broken_draft_says_why_and_keeps_no_bytes(service: Service) -> None:
    desk = DraftDesk(service)
    draft = desk.start("a", "hong.docx", b"PK\x03\x04 no zip at all", DAY)
    assert draft.ended.wait(60)
    assert (draft.stage, draft.data) == ("failed", b"")
    with pytest.raises(Exception, match=r"hong\.docx"):
        desk.judged(draft, DAY)
    desk.close()


def test_checking_writes_nothing(service: Service) -> None:
    before = service.state(), service.holdings()
    desk = DraftDesk(service)
    checked(desk)
    desk.close()
    assert (service.state(), service.holdings()) == before


def test_a_held_draft_is_judged_as_of_another_day(service: Service) -> None:
    desk = DraftDesk(service)
    draft = desk.find("a", checked(desk))
    assert desk.judged(draft, dt.date(2020, 1, 1)).report["as_of"] == "2020-01-01"
    assert desk.judged(draft, DAY).report["as_of"] == DAY.isoformat()
    desk.close()


def test_what_was_mended_is_told_from_what_is_left(service: Service) -> None:
    desk = DraftDesk(service)
    before = desk.find("a", checked(desk)).checked
    now = desk.find("a", checked(desk, data=RIGHT)).checked
    assert before is not None
    assert now is not None
    wrong, right = before.report["findings"], now.report["findings"]
    changes = compare_checks(wrong, right)
    assert [f["kind"] for f in changes.mended if f["severity"] == "error"] == ["WrongDate"]
    assert not [f for f in changes.new if f["severity"] == "error"]
    assert len(changes.mended) + len(changes.left) == len(wrong)
    assert len(changes.left) + len(changes.new) == len(right)
    again = compare_checks(wrong + wrong, wrong)
    assert (len(again.mended), len(again.left), len(again.new)) == (len(wrong), len(wrong), 0)
    desk.close()
