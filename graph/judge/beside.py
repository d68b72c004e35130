"""What the words around a citation say of the work themselves, so that nobody is told what the author wrote.

    … (được thay thế bởi …) · (thay thế Luật số …) · Năm 2023, huyện đã thực hiện Nghị định số …
    Hồ sơ tiếp nhận trước ngày 01/7/2025 … · nhiệm vụ chuyển tiếp từ Luật số …
    Các văn bản sau đây hết hiệu lực: 1. … 2. …

It refuses to read further than the sentence, and the line that leads a list in.
"""

import datetime as dt
import re

from graph.judge.case import Case
from ontology.dates import parse_day
from ontology.fold import fold_text

_BESIDE = re.compile(r"thay the|het hieu luc|bai bo|huy bo|sua doi, bo sung|hop nhat|dinh chi")
_BEFORE = re.compile(r"(?:thay the|bai bo|huy bo)(?: cho)?(?: cac)?$|\((?:thay the|bai bo|huy bo) [^()]*$")
_THEN = re.compile(r"\b(?:nam|giai doan|nhiem ky)\s+((?:19|20)\d\d)(?:\s*-\s*((?:19|20)\d\d))?(?!/)")
_BEFORE_DAY = re.compile(r"\btruoc (?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})(?:[/.-]| nam )((?:19|20)\d\d)\b")
_CARRIED_OVER = re.compile(r"\bchuyen tiep\b")
_OVER = re.compile(r"\b(?:het hieu luc|ngung hieu luc|bai bo|huy bo|thay the)\b")
_LIST_OF_OVER = re.compile(r"\bdanh muc.*(?:het hieu luc|ngung hieu luc)")
_ITEM = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[-–+•*])\s")
_LIST_REACH = 6000
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
    """The sentence tells of years before a day: "Năm 2023, huyện đã thực hiện Nghị định số …".

    Or of what was begun before it and goes on under the old rules: "Hồ sơ tiếp nhận trước ngày …", "chuyển tiếp".
    """
    before, raw, end = _sentence_before(case), case.trial.record.text.raw, case.citation.span.end
    years = [int(y) for found in _THEN.finditer(before) for y in found.groups() if y]
    sentence = f"{before} {fold_text(_SENTENCE.split(raw[end : end + 160], maxsplit=1)[0])}"
    return (
        (bool(years) and max(years) < day.year)
        or bool(_CARRIED_OVER.search(sentence))
        or names_day_until(sentence, case.trial.signed.last)
    )


def names_day_until(sentence: str, day: dt.date) -> bool:
    """Folded words say "before" a day that had come by another: what they tell is over."""
    days = [parse_day(f"{y}-{int(m):02d}-{int(d):02d}") for d, m, y in _BEFORE_DAY.findall(sentence)]
    return any(d is not None and d <= day for d in days)


def listed_as_over(case: Case) -> bool:
    """It stands in a list of what is no longer in force: the document is such a list, or the line above leads it in."""
    raw, start = case.trial.record.text.raw, case.citation.span.start
    if _LIST_OF_OVER.search(fold_text(case.trial.record.document.title or "")):
        return True
    line = raw.rfind("\n", 0, start) + 1
    if not _ITEM.match(raw[line:start]):
        return False
    for above in reversed(raw[max(0, line - _LIST_REACH) : line].splitlines()):
        if above.rstrip().endswith(":"):
            return bool(_OVER.search(fold_text(above)))
        if above.strip() and not _ITEM.match(above):
            return False
    return False


def _sentence_before(case: Case) -> str:
    start = case.citation.span.start
    return fold_text(_SENTENCE.split(case.trial.record.text.raw[max(0, start - 240) : start])[-1]).strip()
