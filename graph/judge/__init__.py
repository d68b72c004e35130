"""Findings: what is written beside what is.

`judge_record` gives the findings of one record, `verdicts` one status a citation, `check_report` both in the
contract's form. All are pure: they read works through a `Lookup` and know no store.
"""

from graph.judge.case import Trial
from graph.judge.judge import judge_record, judge_trial
from graph.judge.report import check_report, finding_to_json
from graph.judge.verdicts import Verdict, verdicts

__all__ = [
    "Trial",
    "Verdict",
    "check_report",
    "finding_to_json",
    "judge_record",
    "judge_trial",
    "verdicts",
]
