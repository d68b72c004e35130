"""Lines of a text, as table reading needs them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `fresh` says that no blank line stands before it, `page` that a page starts with it."""

    start: int
    end: int
    fresh: bool
    page: bool
    soft: bool = False  # begins in the middle of a line of the text


def read_lines(text: str, start: int, end: int) -> list[Line]:
    """The lines of text[start:end] that are not blank."""
    lines: list[Line] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        written = text[at:stop]
        if written.strip():
            before = text[lines[-1].end : at] if lines else "\n\n"
            fresh = before.count("\n") < 2
            page = "\f" in before or "\f" in written or (fresh and written[:1] == " " and text[at + 1 : at + 2] != " ")
            lines.append(Line(at, stop, fresh, page))
        at = stop + 1
    return lines
