"""A task that a part of the plan takes up as a whole: its heading names the matter, the rows under it are the cases.

"I. Danh mục văn bản cần tham mưu" over three decisions is the drafting of legal documents, though no row and no
sentence repeats the task. What is a case of what ("Quyết định quy định …" of "văn bản quy phạm pháp luật") are rows of
`groups.toml`. Rows under a heading that says nothing of the task are not put together: over enough of them every word
stands somewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.assigned import carried_kinds, cases_of
from graph.judge.passages import Weights, words_of
from ontology.fold import fold_text
from ontology.values import Record, Section, Span, Task

_FEW = 12  # rows that are read together; of more, each is read with the heading alone
_NAMED = 3  # syllables of the task that the heading must hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A heading and what stands under it, as words."""

    span: Span
    heading: frozenset[str]
    words: frozenset[str]


def gather(plan: Record) -> tuple[Gathered, ...]:
    """The parts of a plan whose heading stands over tasks."""
    under: dict[Section, list[Task]] = {}
    for task in plan.tasks:
        section = _innermost(plan.sections, task.span)
        if section is not None and section.heading:
            under.setdefault(section, []).append(task)
    found = []
    for section, tasks in under.items():
        heading = words_of(section.heading)
        for rows in [tasks] if len(tasks) <= _FEW else [[t] for t in tasks]:
            words = heading.union(*map(_words, rows))
            found.append(Gathered(span=_heading(plan, section), heading=heading, words=words))
    return tuple(found)


def taken_up_under(task: Task, parts: Sequence[Gathered], weights: Weights) -> tuple[float, Span | None]:
    """How much of the task the part that takes it up best says, and where that part begins."""
    kinds = carried_kinds()
    words = words_of(kinds.tail.sub("", kinds.frame.sub("", task.content)))
    named = words_of(task.content)
    meant = (g for g in parts if len(g.heading & named) >= _NAMED)
    return max(((weights.share(words, g.words), g.span) for g in meant), key=lambda p: p[0], default=(0.0, None))


def _words(task: Task) -> frozenset[str]:
    own = words_of(" ".join((task.content, *task.products)))
    return own.union(*(words_of(whole) for whole in cases_of(fold_text(task.content))))


def _innermost(sections: Sequence[Section], span: Span | None) -> Section | None:
    holding = [s for s in sections if span and s.span.start <= span.start < s.span.end]
    return min(holding, key=lambda s: s.span.end - s.span.start, default=None)


def _heading(plan: Record, section: Section) -> Span:
    at = plan.text.raw.find(section.heading, section.span.start, section.span.end)
    return Span(at, at + len(section.heading)) if at >= 0 else section.span
