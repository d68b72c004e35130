"""A directive against the plans that carry it out: what one may ask. The work is done in `graph.judge.comparison`."""

from graph.judge.comparison import (
    PlanComparison,
    TaskRow,
    compare_plans,
    comparison_to_json,
    coverage,
    weakened,
)
from graph.judge.passages import PassagePair, align_passages

__all__ = [
    "PassagePair",
    "PlanComparison",
    "TaskRow",
    "align_passages",
    "compare_plans",
    "comparison_to_json",
    "coverage",
    "weakened",
]
