"""One thing that is wrong with the register, in words; dates in each language's own manner."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.dates import format_english, format_vietnamese
from ontology.errors import Message

MOST = 5_000  # of one kind: whoever has more mends these first and asks again
Row = dict[str, str]
_DATED = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing wrong with the register, and the rows it stands in."""

    check: str
    rows: tuple[str, ...]
    number: str
    message: Message


def entry_of(check: str, rows: Sequence[Row], vi: str, en: str) -> AuditEntry:
    """What is wrong with rows of one document, under its number."""
    number = rows[0]["number"]
    return AuditEntry(
        check=check,
        rows=tuple(row["row"] for row in rows),
        number=number,
        message=Message(f"{number}: {vi}", f"{number}: {en}"),
    )


def date_vi(date: str) -> str:
    """A date as Vietnamese readers write it; words that are none stay."""
    return format_vietnamese(date) if _DATED.fullmatch(date) else date


def date_en(date: str) -> str:
    """A date as English readers write it; words that are none stay."""
    return format_english(date) if _DATED.fullmatch(date) else date
