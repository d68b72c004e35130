"""A text cut into stretches, plain or marked with the citation they belong to: none overlaps, no letter is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words of the text; `index` is the citation they cite, `status` how it was judged."""

    words: str
    index: int | None = None
    status: str = ""
    anchor: bool = False  # the first stretch of its citation carries the id


def cut_text(raw: str, citations: Sequence[Mapping[str, Any]]) -> list[Stretch]:
    """The whole text as stretches. Where two citations overlap, the one that starts first keeps the words."""
    result: list[Stretch] = []
    at = 0
    for index, citation in sorted(enumerate(citations), key=lambda pair: (pair[1]["start"], pair[1]["end"])):
        start, end = max(at, citation["start"]), min(len(raw), citation["end"])
        if end <= start:
            continue
        if start > at:
            result.append(Stretch(words=raw[at:start]))
        result.append(Stretch(words=raw[start:end], index=index, status=str(citation.get("status", "")), anchor=True))
        at = end
    if at < len(raw):
        result.append(Stretch(words=raw[at:]))
    return result
