"""What a unit must do, by urgency as of a day; and the calendar that others read."""

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest

from api.office.calendar import tasks_ics
from api.service import Service
from api.unit_tasks import read_unit, sort_by_urgency
from tests.api.http.conftest import fill

DAY = dt.date(2024, 6, 30)
HEAPS = ("overdue", "soon", "later", "undated")


@pytest.mark.parametrize(
    ("deadline", "heap"),
    [
        ("2024-06-29", "overdue"), ("2024-06-30", "soon"), ("2024-07-30", "soon"), ("2024-07-31", "later"),
        (None, "undated"), ("2024-06", "undated"), ("2024", "undated"), ("", "undated"),
    ],
)  # fmt: skip
def test_urgency(deadline: str | None, heap: str) -> None:
    row: dict[str, Any] = {"deadline": deadline} if deadline is not None else {}
    found = sort_by_urgency([row], DAY)
    assert [h for h in HEAPS if getattr(found, h)] == [heap]
    assert found.led() == 1


def test_a_unit_of_just_this_name() -> None:
    service = Service("memory:")
    fill(service)
    with service.look() as look:
        name = next(look.every_task())["unit"]
    assert read_unit(service, name, DAY).led() > 0
    assert read_unit(service, name[:-1], DAY).led() == 0
    assert len(read_unit(service, name, dt.date(2030, 1, 1)).overdue) > 0
    assert len(read_unit(service, name, dt.date(2020, 1, 1)).overdue) == 0
    service.close()


def test_the_calendar_follows_the_standard() -> None:
    """RFC 5545: CRLF, lines of at most 75 octets, every event with a uid of its own, a stamp and whole days."""
    words = 'Đồng chí; phẩy, xuống\ndòng "ngoặc" \\ ' + "rất dài " * 40
    given = {"unit": "Sở Nội vụ", "content": words, "label": "Kế hoạch 1", "work": "urn:a"}
    tasks = [
        {**given, "id": "PL.1", "deadline": "2024-12-31"},
        {**given, "id": "PL.2", "deadline": "2024-02-29"},
        {**given, "id": "PL.3", "deadline": "2024-02"},
        {**given, "id": "PL.4"},
    ]
    raw = tasks_ics(tasks)
    assert raw.count(b"\r\n") == raw.count(b"\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar.errors == []
    assert str(calendar["version"]) == "2.0"
    events = calendar.walk("VEVENT")
    assert [e.decoded("dtstart") for e in events] == [dt.date(2024, 12, 31), dt.date(2024, 2, 29)]
    assert [e.decoded("dtend") for e in events] == [dt.date(2025, 1, 1), dt.date(2024, 3, 1)]
    assert len({str(e["uid"]) for e in events}) == 2
    assert all(e.decoded("dtstamp").tzinfo is not None for e in events)
    assert "Đồng chí; phẩy, xuống dòng" in str(events[0]["summary"])
    assert str(calendar["x-wr-caldesc"]).startswith("2 việc không ghi ngày cụ thể")  # what is left out is said
    assert "x-wr-caldesc" not in icalendar.Calendar.from_ical(tasks_ics(tasks[:2]))


@pytest.mark.parametrize(
    ("unit", "given", "not_given"),
    [
        ("Sở Nội vụ tỉnh Thuận Giang", ("11/KH-UBND", "Các sở, ban, ngành cấp tỉnh"), None),
        ("Ủy ban nhân dân huyện Lương Khê", ("11/KH-UBND", "Ủy ban nhân dân các huyện, thị xã, thành phố"), None),
        ("Sở Nội vụ tỉnh Hà Tĩnh", None, "Các sở, ban, ngành cấp tỉnh"),
    ],
)
def test_what_is_given_to_a_group_is_given_to_its_members(
    root: Path, unit: str, given: tuple[str, str] | None, not_given: str | None
) -> None:
    """ "Các sở, ban, ngành" of a province means its departments, of no other."""
    service = Service("memory:")
    service.load([root / "examples" / "corpus" / n for n in ("kh-tinh-2024.docx", "kh-luongkhe-2024.docx")])
    found = read_unit(service, unit, DAY)
    rows = [(r["label"].split()[2], r["unit"]) for heap in HEAPS for r in getattr(found, heap)]
    assert given is None or given in rows
    assert not_given not in {unit for _, unit in rows}
    assert len({(r["work"], r["id"]) for heap in (*HEAPS, "helping") for r in getattr(found, heap)}) == sum(
        len(getattr(found, heap)) for heap in (*HEAPS, "helping")
    )
    service.close()
