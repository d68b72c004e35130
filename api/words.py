"""Saying one thing in the reader's language, and a work's name as an office writes it."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from ontology.dates import format_vietnamese, parse_day
from ontology.errors import Message

# In what role a document is cited, as it follows "được viện dẫn".
CITED_AS: Mapping[str, Message] = {
    "legal_basis": Message("làm căn cứ", "as a basis"),
    "implements": Message("để thực hiện", "to carry it out"),
    "amends": Message("để sửa đổi, bổ sung", "to amend it"),
    "replaces": Message("để thay thế", "to replace it"),
    "repeals": Message("để bãi bỏ", "to repeal it"),
    "guides": Message("để hướng dẫn", "to guide on it"),
    "mentions": Message("nhắc đến", "in passing"),
    "self": Message("tự nhắc đến mình", "of itself"),
}
_DATED = re.compile(r" \((\d{4}(?:-\d\d){0,2})\)(?: (?=\S))?")


@cache
def program_version() -> str:
    """The version of the program that runs, read once: it stands on every page and in every tag."""
    return version("cancu")


def say(vi: str, en: str) -> str:
    """The sentence in the language of CANCU_LANG."""
    return str(Message(vi, en))


def pick(lang: str, vi: str, en: str) -> str:
    """The sentence in a language that the caller names (a page's, a request's)."""
    return en if lang == "en" else vi


def name_work(label: str) -> str:
    """The label of a work, which keeps its date as the graph has it, as an office writes it.

    >>> name_work("Kế hoạch 11/KH-UBND (2024-01-12) Ủy ban nhân dân tỉnh Thuận Giang")
    'Kế hoạch 11/KH-UBND ngày 12/01/2024 của Ủy ban nhân dân tỉnh Thuận Giang'
    >>> name_work("Luật 77/2015/QH13 (2015)")
    'Luật 77/2015/QH13 năm 2015'
    """
    found = _DATED.search(label)
    if found is None:
        return label
    date, rest = found[1], label[found.end() :]
    day = ("ngày " if parse_day(date) else "") + format_vietnamese(date)
    return f"{label[: found.start()]} {day}" + (f" của {rest}" if rest else "")


def name_dated(label: str) -> str:
    """The label of a work without its issuer, as a table of one body's documents has it.

    >>> name_dated("Kế hoạch 11/KH-UBND (2024-01-12) Ủy ban nhân dân tỉnh Thuận Giang")
    'Kế hoạch 11/KH-UBND ngày 12/01/2024'
    """
    found = _DATED.search(label)
    return name_work(label[: found.end()].rstrip()) if found else label
