"""Lines of a text, as table reading needs them."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `fresh` says that no blank line stands before it, `page` that a page starts with it."""

    start: int
    end: int
    fresh: bool
    page: bool


def read_lines(text: str, start: int, end: int) -> list[Line]:
    """The lines of text[start:end] that are not blank."""
    lines: list[Line] = []
    for match in _LINE.finditer(text, start, end):
        before = text[lines[-1].end : match.start()] if lines else "\n\n"
        fresh = before.count("\n") < 2
        head = text[match.start() : match.start() + 2]
        page = "\f" in before or "\f" in match[0] or (fresh and head[:1] == " " and head[1:] != " ")
        lines.append(Line(match.start(), match.end(), fresh, page))
    return lines
