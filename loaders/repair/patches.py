"""Changes to a text that keep the way back to its raw characters.

A repair runs in stages, each reading what the stage before made. `Patches` holds one flat list of replacements
against the raw text, whatever stage made them, so that the map back is built once and no stage needs to know of
another.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import merge

from ontology.values import Repair, Repaired, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Characters `start` to `end` of the text at hand are to be read as `new`."""

    start: int
    end: int
    new: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Patch:
    """A replacement against the raw text, with where it stands in the current one."""

    raw_start: int
    raw_end: int
    start: int
    new: str
    rule: str
    confidence: float

    @property
    def end(self) -> int:
        return self.start + len(self.new)


class Patches:
    """A raw text and what has been changed in it so far."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self._patches: list[_Patch] = []

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Make these changes, ordered and not overlapping; says whether anything changed."""
        wanted = [e for e in edits if self.text[e.start : e.end] != e.new]
        if wanted:
            self._rebuild(self._clusters(wanted))
        return bool(wanted)

    def changed_between(self, start: int, end: int) -> bool:
        """Whether a stage has already touched this stretch of the current text."""
        at = bisect_left(self._patches, start + 1, key=lambda p: p.end)
        return at < len(self._patches) and self._patches[at].start < end

    def finish(self) -> Repaired:
        """The repaired text with the way back."""
        if not self._patches:
            return Repaired(text=self.raw, origins=None)
        origins = array("L")  # a fifth of the room of a tuple
        done = 0
        for patch in self._patches:
            origins.extend(range(done, patch.raw_start))
            width, size = patch.raw_end - patch.raw_start, len(patch.new)
            origins.extend(patch.raw_start + (i if width == size else i * width // size) for i in range(size))
            done = patch.raw_end
        origins.extend(range(done, len(self.raw) + 1))
        repairs = tuple(
            Repair(
                span=Span(p.raw_start, p.raw_end), repaired=Span(p.start, p.end), rule=p.rule, confidence=p.confidence
            )
            for p in self._patches
        )
        return Repaired(text=self.text, origins=origins, repairs=repairs)

    def _clusters(self, edits: list[Edit]) -> list[list[_Patch | Edit]]:
        """Edits together with the older patches they touch, in order."""
        clusters: list[list[_Patch | Edit]] = []
        reach, has_edit = -1, False
        items: Iterable[_Patch | Edit] = merge(self._patches, edits, key=lambda item: (item.start, item.end))
        for item in items:
            is_edit = isinstance(item, Edit)
            touches = item.start < reach or (item.start == reach and item.start == item.end)
            if clusters and touches and (has_edit or is_edit):
                clusters[-1].append(item)
                reach, has_edit = max(reach, item.end), True
            else:
                clusters.append([item])
                reach, has_edit = item.end, is_edit
        return clusters

    def _rebuild(self, clusters: list[list[_Patch | Edit]]) -> None:
        """One new patch for each cluster, and the text they make."""
        patches: list[_Patch] = []
        pieces: list[str] = []
        done = length = shift = 0  # shift: raw offset minus current offset behind the patches passed
        for cluster in clusters:
            start, end = cluster[0].start, max(item.end for item in cluster)
            raw_start = start + shift
            shift += sum(p.raw_end - p.raw_start - len(p.new) for p in cluster if isinstance(p, _Patch))
            raw_end = end + shift
            edits = [e for e in cluster if isinstance(e, Edit)]
            new = self._written(start, end, edits)
            if self.raw[raw_start:raw_end] == new:
                continue
            pieces += (self.raw[done:raw_start], new)
            length += raw_start - done
            rule = edits[-1].rule if edits else cluster[0].rule
            patches.append(_Patch(raw_start, raw_end, length, new, rule, min(item.confidence for item in cluster)))
            length += len(new)
            done = raw_end
        pieces.append(self.raw[done:])
        self.text = "".join(pieces)
        self._patches = patches

    def _written(self, start: int, end: int, edits: list[Edit]) -> str:
        pieces: list[str] = []
        for edit in edits:
            pieces += (self.text[start : edit.start], edit.new)
            start = edit.end
        return "".join([*pieces, self.text[start:end]])
