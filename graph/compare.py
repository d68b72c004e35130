"""A directive against the plans that carry it out: what one may ask. The work is done in `graph.judge.comparison`."""

from graph.judge.aims import weakened
from graph.judge.comparison import (
    PlanComparison,
    State,
    TaskRow,
    compare_plans,
    compare_tasks,
    comparison_to_json,
    cover_tasks,
    coverage,
)
from graph.judge.duties import duties_of
from graph.judge.passages import PassagePair, align_passages

__all__ = [
    "PassagePair",
    "PlanComparison",
    "State",
    "TaskRow",
    "align_passages",
    "compare_plans",
    "compare_tasks",
    "comparison_to_json",
    "cover_tasks",
    "coverage",
    "duties_of",
    "weakened",
]
