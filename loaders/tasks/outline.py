"""A document's sections as a tree: what each part holds with everything below it, and which parts stand side by side.

It refuses appendices, what stands outside the numbered parts, and quoted wording: nobody is told there to do anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.units.plain import plain_text
from ontology.values import Section

_LABEL = re.compile(
    r"[ \t*_#|>]*(?:(?:dieu|muc|chuong|phan)\s+(?:thu\s+)?[a-z0-9]+[\s*_]*[.:]?|[ivxl]{1,6}[ ]{0,2}[.)/-]+"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[ ]{0,2}[.)-]?|[a-z][ ]{0,2}[.)-])[\s*_]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One part: its own label left out, everything below it included."""

    path: str
    start: int  # where its heading begins
    words: int  # where the words behind the label begin
    end: int
    heading: str  # without marks, in small letters
    children: int = 0

    @property
    def parent(self) -> str:
        return self.path.rpartition(".")[0]

    @property
    def is_article(self) -> bool:
        return self.path.rpartition(".")[2].startswith("Điều ")


def read_outline(text: str, sections: Sequence[Section], end: int) -> list[Node]:
    """The numbered parts of the body, in order."""
    plain = plain_text(text)
    kept = [s for s in sections if s.span.start < end]
    out: list[Node] = []
    for at, section in enumerate(kept):
        path = section.path
        if path in ("preamble", "closing", "footnotes", "margins") or path.startswith("PL") or "“" in path:
            continue
        below = at + 1
        while below < len(kept) and kept[below].path.startswith((f"{path}.", f"{path}.“")):
            below += 1
        stop = kept[below].span.start if below < len(kept) else min(end, section.span.end)
        label = _LABEL.match(plain, section.span.start)
        words = label.end() if label else section.span.start
        line = plain.find("\n", words, stop)
        out.append(
            Node(
                path=path,
                start=section.span.start,
                words=words,
                end=min(stop, end),
                heading=plain[words : line if line >= 0 else stop][:200],
                children=below - at - 1,
            )
        )
    return out
