"""Tasks with a deadline as a calendar file (ICS), one day-long event each."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from icalendar import Calendar, Event

from api.words import name_work, pick
from ontology.dates import parse_day
from ontology.record_json import fold_spaces


def tasks_ics(tasks: Iterable[Mapping[str, str]], lang: str = "vi") -> bytes:
    """The calendar; tasks without a whole date are left out, and counted in its description."""
    calendar = Calendar()
    calendar.add("prodid", "-//Cancu//Cancu//VI")
    calendar.add("version", "2.0")
    stamp, left_out = dt.datetime.now(dt.UTC), 0
    for task in tasks:
        day = parse_day(task.get("deadline"))
        if day is None:
            left_out += 1
            continue
        event = Event()
        name = "\x00".join((task["work"], task["id"], task["unit"]))
        event.add("uid", hashlib.sha256(name.encode()).hexdigest()[:32] + "@cancu")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
        event.add("summary", fold_spaces(f"{task['unit']}: {task['content']}")[:200])
        event.add("description", f"{name_work(task['label'])} · {task['id']}")
        calendar.add_component(event)
    if left_out:
        vi = f"{left_out} việc không ghi ngày cụ thể (cả việc hằng tháng, hằng năm) không có trong lịch này."
        en = f"{left_out} tasks without a whole date (monthly and yearly ones too) are not in this calendar."
        calendar.add("x-wr-caldesc", pick(lang, vi, en))
    return bytes(calendar.to_ical())
