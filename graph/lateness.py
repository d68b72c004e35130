"""Which of a body's plans answers a directive's call, and whether it came after the day that was set.

A directive calls once, for the plan of its own year or period. A body goes on issuing: its next year's plan still cites
the old directive, a supplement follows the plan. So lateness is only said of the
first plan of the directive's time, and not where a plan without a whole date may have been the first.
"""

import re
from collections.abc import Collection, Sequence

_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?(?!\d)")
_LONGEST = 30  # years; what is longer is no period of a plan


def years_named(words: str | None) -> frozenset[int]:
    """The years that words name, a period written out.

    >>> sorted(years_named("Chuyển đổi số giai đoạn 2023 - 2025"))
    [2023, 2024, 2025]
    """
    found: set[int] = set()
    for first, last in _SPAN.findall(words or ""):
        start, end = int(first), int(last or first)
        found.update(range(start, end + 1) if 0 <= end - start <= _LONGEST else (start, end))
    return frozenset(found)


def of_another_time(title: str | None, years: Collection[int]) -> bool:
    """Whether a plan's title names years, and none of those that the directive's title names.

    >>> of_another_time("Chuyển đổi số năm 2025", {2024}), of_another_time("Chuyển đổi số 2022-2025", {2024})
    (True, False)
    """
    named = years_named(title)
    return bool(named and years) and named.isdisjoint(years)


def find_late(
    plans: Sequence[tuple[str | None, str | None]], due: str, years: Collection[int]
) -> tuple[bool | None, ...]:
    """Of each plan of one body, given by title and date: whether it came after the day; None where it is no answer.

    `years` are those the directive's title names; without them it is for the year of the day.
    """
    called = int(due[:4]) if not years or int(due[:4]) in years else min(years)
    answers = [i for i, (title, date) in enumerate(plans) if _answers(title, date, called, int(due[:4]))]
    dated = [i for i in answers if len(plans[i][1] or "") == 10]
    first = min(dated, key=lambda i: plans[i][1] or "", default=None)
    if first is None or (len(dated) < len(answers) and (plans[first][1] or "") > due):
        return (None,) * len(plans)
    return tuple(_late(date or "", due, i == first) if i in dated else None for i, (_, date) in enumerate(plans))


def _late(date: str, due: str, first: bool) -> bool | None:
    return False if date <= due else True if first else None


def _answers(title: str | None, date: str | None, called: int, due: int) -> bool:
    """Whether a plan is of the time that was called for: by its title, else by the year it was issued in."""
    named = years_named(title)
    if named:
        return called in named
    return not date or int(date[:4]) <= max(called, due)
