"""A text cut into stretches, plain or marked with the citation they belong to: none overlaps, no letter is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.office.words import verdict_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words of the text; `index` is the citation they cite, `status` how it was judged."""

    words: str
    index: int | None = None
    status: str = ""
    anchor: bool = False  # the first stretch of its citation carries the id
    part: str = ""  # the id of the numbered part that begins here


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
        status = verdict_of(citation) if "status" in citation else ""
        result.append(Stretch(words=raw[start:end], index=index, status=status, anchor=True))
        at = end
    if at < len(raw):
        result.append(Stretch(words=raw[at:]))
    return result


def mark_parts(stretches: Sequence[Stretch], parts: Mapping[int, str]) -> list[Stretch]:
    """The same stretches, plain ones cut again where a numbered part begins, so that an outline can lead there."""
    waiting = sorted(parts.items())
    result: list[Stretch] = []
    at = 0
    for stretch in stretches:
        words, end = stretch.words, at + len(stretch.words)
        while stretch.index is None and waiting and waiting[0][0] < end:
            offset, id_ = waiting.pop(0)
            cut = max(0, offset - at)
            if cut:
                result.append(replace(stretch, words=words[:cut]))
            words, at = words[cut:], at + cut
            stretch = replace(stretch, part=id_)
        result.append(replace(stretch, words=words))
        at = end
    return result
