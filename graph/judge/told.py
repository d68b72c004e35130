"""The times and headings by which a text tells of what was.

    Từ đầu năm đến ngày 20/8/2021 … · Sáu tháng đầu năm 2025 … · trận lũ ngày 12/6/2021 … · I. KẾT QUẢ NĂM 2025

The words are rows (`told.toml`). A time counts by its last day; one without a year has none, and is not guessed.
"""

import datetime as dt
import re
import tomllib
from functools import lru_cache
from pathlib import Path

from ontology.dates import parse_day
from ontology.deadlines import find_deadline
from ontology.fold import fold_text
from ontology.values import Record

_YEAR = r"((?:19|20)\d\d)"
_NOT_SINCE = r"(?<!\btu )(?<!\btu ngay )(?<!\bsau )(?<!\bsau ngay )"  # from when, not until when
_UP_TO = r"(?P<up>(?:den|truoc)(?P<whole> het)?(?: ngay)? )?"
_DAY = r"(?:ngay )?\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|ngay \d{1,2} thang \d{1,2} nam (?:19|20)\d\d"
_OTHER = r"thang \d{1,2} ?(?:[/.-]| nam) ?(?:19|20)\d\d|quy (?:i{1,3}|iv|[1-4])(?: ?[/,] ?| )(?:nam )?(?:19|20)\d\d"


def told_until(words: str) -> list[dt.date]:
    """The last day of each time that folded words name.

    >>> told_until("tu dau nam den ngay 20/8/2021"), told_until("6 thang dau nam 2025, huyen da tham hoi")
    ([datetime.date(2021, 8, 19)], [datetime.date(2025, 6, 30)])
    """
    return [day for match in _times().finditer(words) if (day := _last_day(match)) is not None]


def _last_day(match: re.Match[str]) -> dt.date | None:
    if match["stretch"]:
        return parse_day(f"{match['year']}-{_stretches()[match['stretch']]}")
    if match["single"]:
        return parse_day(f"{match['last'] or match['single']}-12-31")
    day = parse_day(find_deadline(match["time"], year=None))
    up_to = day is not None and match["up"] and not match["whole"]
    return day - dt.timedelta(days=1) if up_to and day else day


@lru_cache(maxsize=1)
def _times() -> re.Pattern[str]:
    stretches = "|".join(map(re.escape, sorted(_stretches(), key=len, reverse=True)))
    return re.compile(
        rf"\b(?:(?P<stretch>{stretches})(?: cua)?(?: nam)? (?P<year>{_YEAR})"
        rf"|{_NOT_SINCE}{_UP_TO}(?P<time>{_DAY}|{_OTHER})"
        rf"|(?:nam|giai doan|nhiem ky) (?P<single>{_YEAR})(?: ?- ?(?P<last>{_YEAR}))?)(?![\d/])"
    )


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((Path(__file__).parent / "told.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _stretches() -> dict[str, str]:
    return {fold_text(w): str(row["last"]) for row in _rows()["stretch"] for w in row["words"]}  # type: ignore[attr-defined]


@lru_cache(maxsize=8)
def cue(name: str) -> re.Pattern[str]:
    """The words of one row of cues, for folded text."""
    words = _rows()["cues"][name]  # type: ignore[call-overload]
    return re.compile("|".join(rf"\b{re.escape(fold_text(word))}\b" for word in words))


def headings_above(record: Record, at: int) -> list[str]:
    """The folded headings of the parts in which a place lies, without the item it stands in itself."""
    inside = [s for s in record.sections if s.span.start <= at < s.span.end]
    path = inside[-1].path if inside else ""
    found: dict[str, str] = {s.path: s.heading for s in record.sections if s.span.start <= at}
    above = [".".join(path.split(".")[:n]) for n in range(1, len(path.split(".")))]
    return [fold_text(found[p]) for p in above if p in found]


def among_results(record: Record, at: int, before: dt.date) -> bool:
    """Below a heading of results of a time before a day ("I. KẾT QUẢ NĂM 2025"); the nearest one with a time counts."""
    for head in reversed(headings_above(record, at)):
        times = told_until(head)
        if times:
            return max(times) < before and bool(cue("results").search(head))
    return False
