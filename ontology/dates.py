"""Dates as documents write them: whole, or only as far as somebody wrote.

A date is a string, `2024-01-08`, `2024-01` or `2024`, as the record promises; it may be a day that does not exist
(`2023-02-30`), because the record says what the page says. `parse_day` is where existence is decided.

>>> make_date(8, 1, 2024)
'2024-01-08'
>>> parse_day("2023-02-30") is None
True
>>> format_words("2020-03-05")
'05 tháng 3 năm 2020'
>>> format_vietnamese("2021-07-15"), format_vietnamese("2020-06-03"), format_vietnamese("2024-01")
('15/7/2021', '03/6/2020', 'tháng 01 năm 2024')
>>> format_english("2021-07-15"), format_english("2024-01"), format_english("2023-02-31")
('15 July 2021', 'January 2024', '31 February 2023')
"""

import calendar
import datetime as dt


def make_date(day: int | None, month: int | None, year: int) -> str:
    """The string for as much of a date as is known."""
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


def split_date(date: str) -> tuple[int, int | None, int | None]:
    """Year, month, day; None for what is not written."""
    parts = [int(p) for p in date.split("-")]
    return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None


def parse_day(date: str | None) -> dt.date | None:
    """A calendar day, or None when the date is partial or does not exist."""
    if date is None:
        return None
    try:
        return dt.date.fromisoformat(date) if len(date) == 10 else None
    except ValueError:
        return None


def format_vietnamese(date: str) -> str:
    """As the formal style writes it: the day, and months 1 and 2, with a leading zero (Nghị định 30/2020/NĐ-CP)."""
    year, month, day = split_date(date)
    if month is None:
        return f"năm {year}"
    shown = f"{month:02d}" if month < 3 else str(month)
    return f"tháng {shown} năm {year}" if day is None else f"{day:02d}/{shown}/{year}"


def format_words(date: str) -> str:
    """As the first line of a document and a citation in full have it, with the same zeros; partial dates as above."""
    year, month, day = split_date(date)
    return format_vietnamese(date) if day is None else f"{day:02d} {format_vietnamese(f'{year:04d}-{month:02d}')}"


def format_english(date: str) -> str:
    """As an English sentence has it: the month in letters, since 03/10 is another day to other readers."""
    year, month, day = split_date(date)
    if month is None:
        return str(year)
    named = calendar.month_name[month] if 1 <= month <= 12 else f"{month:02d}"
    return " ".join(str(part) for part in (day, named, year) if part is not None)


def format_day(date: str, lang: str) -> str:
    """A date in the reader's language."""
    return format_english(date) if lang == "en" else format_vietnamese(date)
