"""What the words around a citation say of the work themselves, so that nobody is told what the author wrote.

    … (được thay thế bởi …) · (thay thế Luật số …) · Năm 2023, huyện đã thực hiện Nghị định số …

It refuses to read further than the sentence.
"""

import datetime as dt
import re

from graph.judge.case import Case
from ontology.fold import fold_text

_BESIDE = re.compile(r"thay the|het hieu luc|bai bo|huy bo|sua doi, bo sung|hop nhat|dinh chi")
_BEFORE = re.compile(r"(?:thay the|bai bo|huy bo)(?: cho)?(?: cac)?$|\((?:thay the|bai bo|huy bo) [^()]*$")
_THEN = re.compile(r"\b(?:nam|giai doan|nhiem ky)\s+((?:19|20)\d\d)(?:\s*-\s*((?:19|20)\d\d))?(?!/)")
_SENTENCE = re.compile(r"[;.]\s|\n\s*\n")


def said_beside(case: Case) -> bool:
    """The words after the citation say what became of the work."""
    end = case.citation.span.end
    after = case.trial.record.text.raw[end : end + 160]
    return bool(_BESIDE.search(fold_text(_SENTENCE.split(after, maxsplit=1)[0])))


def said_before(case: Case) -> bool:
    """The words before it say that another took its place: "…, thay thế Nghị định số …"."""
    return bool(_BEFORE.search(_sentence_before(case)))


def tells_of_before(case: Case, day: dt.date) -> bool:
    """The sentence tells of years before a day: "Năm 2023, huyện đã thực hiện Nghị định số …"."""
    years = [int(y) for found in _THEN.finditer(_sentence_before(case)) for y in found.groups() if y]
    return bool(years) and max(years) < day.year


def _sentence_before(case: Case) -> str:
    start = case.citation.span.start
    return fold_text(_SENTENCE.split(case.trial.record.text.raw[max(0, start - 240) : start])[-1]).strip()
