"""A day that is watched: it notes when a comparison made with it would come out otherwise.

Rules compare the day of judging with the days on which things begin and end. Each comparison with a later day holds
until that day comes; so after judging, the earliest of them is the day on which the judgement must be looked at again.
A rule knows nothing of this and stays a plain function of dates. Whatever else is asked of the day (its text, its
weekday, sums with it) is held to change with the next day: rather judged once too often than once too seldom.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

_ONE = dt.timedelta(days=1)


class WatchedDay(dt.date):
    """A date like any other, that calls `note` with each later day on which an answer of its own would change."""

    _note: Callable[[dt.date], None]

    @classmethod
    def of(cls, day: dt.date, note: Callable[[dt.date], None]) -> "WatchedDay":
        """The day, watched."""
        made = cls(day.year, day.month, day.day)
        made._note = note
        return made

    def _plain(self) -> dt.date:
        return dt.date.fromordinal(dt.date.toordinal(self))

    def _changes_tomorrow(self) -> dt.date:
        plain = self._plain()
        if plain < dt.date.max:
            self._note(plain + _ONE)
        return plain

    def _compared(self, other: object) -> dt.date:
        """Hold a comparison with another day: it changes on that day, or the day after it."""
        plain = self._plain()
        if isinstance(other, dt.date):
            ahead = dt.date.toordinal(other) - plain.toordinal()
            if ahead > 0 and other != dt.date.max:  # the last day stands for "never"
                self._note(dt.date.fromordinal(dt.date.toordinal(other)))
            elif ahead == 0:
                self._changes_tomorrow()
        return plain

    def __lt__(self, other: dt.date) -> bool:
        return self._compared(other) < other

    def __le__(self, other: dt.date) -> bool:
        return self._compared(other) <= other

    def __gt__(self, other: dt.date) -> bool:
        return self._compared(other) > other

    def __ge__(self, other: dt.date) -> bool:
        return self._compared(other) >= other

    def __eq__(self, other: object) -> bool:
        return self._compared(other) == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._changes_tomorrow())

    @property
    def year(self) -> int:
        plain = self._plain()
        if plain.year < dt.MAXYEAR:
            self._note(dt.date(plain.year + 1, 1, 1))
        return plain.year

    @property
    def month(self) -> int:
        return self._changes_tomorrow().month

    @property
    def day(self) -> int:
        return self._changes_tomorrow().day


def _asked_of_tomorrow(name: str) -> Callable[..., Any]:
    def ask(self: WatchedDay, *args: Any) -> Any:
        return getattr(self._changes_tomorrow(), name)(*args)

    ask.__name__ = name
    return ask


for _name in ("__add__", "__radd__", "__sub__", "__rsub__", "__str__", "__format__", "ctime", "isocalendar",
              "isoformat", "isoweekday", "replace", "strftime", "timetuple", "toordinal", "weekday"):  # fmt: skip
    setattr(WatchedDay, _name, _asked_of_tomorrow(_name))
