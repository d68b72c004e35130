"""A task that a part of the plan takes up as a whole: its heading names the matter, the rows under it are the cases.

"I. Danh mục văn bản cần tham mưu" over three decisions is the drafting of legal documents, though no row and no
sentence repeats the task. What is a case of what ("Quyết định quy định …" of "văn bản quy phạm pháp luật") are rows of
`groups.toml`. Rows under a heading that says nothing of the task are not put together: over enough of them every word
stands somewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.assigned import carried_kinds, cases_of
from graph.judge.passages import Weights, words_of
from ontology.fold import fold_text
from ontology.values import Record, Section, Span, Task

ENOUGH = 0.5  # of the task's words, by what they tell
_SHORT = 1_500  # characters under a heading that are read together; of more, each row is read with the heading alone
_NAMED = 3  # syllables of the task that the heading must hold, unless it is shorter
_LABEL = re.compile(r"^\W*(?:[IVXL]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/-]?\s+")
_LINE = re.compile(r"\n\s*(?:[-–+•*]\s*|\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[a-zđ]\)\s*)?|[;:]\s+")


_NO_PART = frozenset({"preamble", "closing", "footnotes", "margins"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A heading and what stands under it, as words."""

    span: Span
    heading: frozenset[str]
    words: frozenset[str]


def gather(plan: Record) -> tuple[Gathered, ...]:
    """The parts of a plan, each heading with what stands right under it."""
    under: dict[Section, list[Task]] = {}
    for task in plan.tasks:
        section = _innermost(plan.sections, task.span)
        if section is not None and section.heading:
            under.setdefault(section, []).append(task)
    found = []
    for at, section in enumerate(plan.sections):
        if not section.heading or section.path in _NO_PART:
            continue
        following = plan.sections[at + 1].span.start if at + 1 < len(plan.sections) else section.span.end
        text = plan.text.raw[section.span.start : min(section.span.end, max(following, section.span.start))]
        heading, place = words_of(_LABEL.sub("", section.heading)), _heading(plan, section)
        if len(text) <= _SHORT:
            found.append(Gathered(span=place, heading=heading, words=heading.union(_words(text))))
            continue
        rows = (_words("\n".join((t.content, *t.products))) for t in under.get(section, ()))
        found += [Gathered(span=place, heading=heading, words=heading.union(row)) for row in rows]
    return tuple(found)


def taken_up_under(task: Task, parts: Sequence[Gathered], weights: Weights) -> tuple[float, Span | None]:
    """How much of the task the part that takes it up best says, and where that part begins."""
    kinds = carried_kinds()
    words = words_of(kinds.tail.sub("", kinds.frame.sub("", task.content)))
    named = words_of(task.content)
    meant = (g for g in parts if len(g.heading & named) >= max(2, min(_NAMED, len(g.heading))))
    return max(((weights.share(words, g.words), g.span) for g in meant), key=lambda p: p[0], default=(0.0, None))


def _words(text: str) -> frozenset[str]:
    """The words of a text, and what its lines are cases of."""
    wholes = (whole for line in _LINE.split(text) for whole in cases_of(fold_text(line.strip())))
    return words_of(text).union(*map(words_of, wholes))


def _innermost(sections: Sequence[Section], span: Span | None) -> Section | None:
    holding = [s for s in sections if span and s.span.start <= span.start < s.span.end]
    return min(holding, key=lambda s: s.span.end - s.span.start, default=None)


def _heading(plan: Record, section: Section) -> Span:
    at = plan.text.raw.find(section.heading, section.span.start, section.span.end)
    return Span(at, at + len(section.heading)) if at >= 0 else section.span
