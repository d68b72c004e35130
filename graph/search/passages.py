"""A text as passages: what full-text search finds and shows, each with its place in the raw text.

A passage is a paragraph as far as the file tells: lines up to a blank one, or to one that ends a sentence. Lines that a
PDF broke stay together, so that a phrase is found across them.

>>> raw = "MỤC ĐÍCH\\n\\nNâng cao chất lượng\\nphục vụ.\\n"
>>> [raw[s.start:s.end] for s in cut_passages(raw)]
['MỤC ĐÍCH', 'Nâng cao chất lượng\\nphục vụ.']
"""

from collections.abc import Iterator, Sequence

from ontology.values import Section, Span

ENOUGH, MOST = 20, 1200


def cut_passages(raw: str) -> Iterator[Span]:
    """The passages in their order; they hold every word, and none overlaps."""
    start = end = at = 0
    for line in raw.splitlines(keepends=True):
        words = line.strip()
        begins = at + line.find(words) if words else at
        if end > start and (not words or begins + len(words) - start > MOST):
            yield from _pieces(raw, start, end)
            start = end = begins
        if words:
            start = start if end > start else begins
            end = begins + len(words)
            if end - start >= ENOUGH and words[-1] in ".;:":
                yield from _pieces(raw, start, end)
                start = end
        at += len(line)
    if end > start:
        yield from _pieces(raw, start, end)


def _pieces(raw: str, start: int, end: int) -> Iterator[Span]:
    """A line longer than a passage may be, in pieces cut between words where there are any."""
    while end - start > 2 * MOST:
        cut = raw.rfind(" ", start, start + MOST)
        cut = cut if cut > start else start + MOST
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def section_at(sections: Sequence[Section], place: int) -> str | None:
    """The label of the innermost numbered part in which a place stands."""
    inside = [s for s in sections if s.span.start <= place < s.span.end]
    return min(inside, key=lambda s: s.span.end - s.span.start).path if inside else None
