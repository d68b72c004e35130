"""Numbers that are not citations, and the row that says why.

`skipped.toml` has the rows: id, the sentence for the reader in both languages, what stands before such a number. It
refuses to drop anything in silence: every reason is an id of that table.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.citations.drafts import Draft
from loaders.citations.folded import Page
from loaders.citations.numbers import WrittenNumber
from loaders.citations.own import Own
from ontology.errors import Message
from ontology.numbers import number_key


@dataclass(frozen=True, slots=True)
class SkipRow:
    """A reason: what it says, and what stands before or is itself such a string."""

    id: str
    why: Message
    before: re.Pattern[str] | None
    itself: re.Pattern[str] | None
    examples: tuple[str, ...]


@cache
def skip_rows() -> dict[str, SkipRow]:
    """The rows by id, in the order they are tried."""
    rows = tomllib.loads(Path(__file__).with_name("skipped.toml").read_text(encoding="utf-8"))["skip"]
    return {
        row["id"]: SkipRow(
            row["id"],
            Message(row["vi"], row["en"]),
            re.compile(row["before"] + r"$") if "before" in row else None,
            re.compile(row["itself"]) if "itself" in row else None,
            tuple(row.get("examples", ())),
        )
        for row in rows
    }


def reason_before(page: Page, start: int) -> str | None:
    """The row whose words stand directly before an offset, running heads among them."""
    window = page.whole[max(0, start - 60) : start].decode("ascii").lower()
    return next((row.id for row in skip_rows().values() if row.before and row.before.search(window)), None)


def in_address(page: Page, start: int) -> bool:
    """Whether an offset stands inside a web or mail address."""
    low = max(0, start - 300)
    begin = max(page.low.rfind(" ", low, start), page.low.rfind("\n", low, start)) + 1
    head = page.low[max(begin, low) : start]
    return "://" in head or "www." in head or "@" in head


def _may_be_own(number: WrittenNumber, own: Own) -> bool:
    """Whether a number of the header that no type word precedes can be the text's own: its "Số:" may be lost."""
    return not own.spans or own.key == number_key(number.canonical)


def reject_reason(page: Page, draft: Draft, own: Own, header_end: int) -> str | None:
    """Why a number is not a citation; None when it is one."""
    number = draft.number
    if number is None:
        return None
    if any(start <= number.start < end for start, end in own.spans):
        return "own_number"
    if draft.hit is None and number.start < header_end and _may_be_own(number, own):
        return "own_number"
    if in_address(page, number.start):
        return "url"
    if draft.hit is None and (reason := reason_before(page, number.start)):
        return reason
    if draft.rule.startswith("none:"):
        return "unknown_sign"
    return None
