"""A letter that stands for a digit: "ngày 19/11/2O15", "số l2/2020/NĐ-CP".

What was meant is plain, and the loader reads it so; but the page says something else, and a scanner or a slip of the
hand may have made more than one letter of it. So it is a note with the figures, whatever else the citation says, and
nothing found on such a citation is ever louder than that it is to be checked.
"""

import re
from collections.abc import Iterator

from graph.judge.case import Case
from graph.judge.correct import formal, one_line
from graph.judge.sentence import about_citation, say_date
from ontology.dates import parse_day
from ontology.errors import Message
from ontology.values import Citation, Finding

_IN_FIGURES = re.compile(r"(?<![^\W\d_])[OoIlS]*\d[\dOoIlS]*[OoIlS][\dOoIlS]*|[OoIlS][OoIlS]*\d")


_FIGURES = str.maketrans("OoIlS", "00115")


def letters_for_digits(case: Case) -> Iterator[Finding]:
    """The number or the day is written with letters among its digits."""
    citation = case.citation
    if case.of_itself or "lettered" not in citation.doubts:
        return
    number, day = citation.number_as_written or "", citation.date_as_written or ""
    serial = number[: max(number.rfind("/"), number.rfind("-"))]
    if _IN_FIGURES.search(day) and citation.date:
        said = {
            lang: say_date(citation.date, lang) if parse_day(citation.date) else citation.date for lang in ("vi", "en")
        }
        yield _note(case, "WrongDate", day, citation.date, said["vi"], said["en"])
    if _IN_FIGURES.search(serial) and citation.number:
        yield _note(case, "SignFormat", number, citation.number, citation.number, citation.number)


def _note(case: Case, kind: str, written: str, actual: str, vi: str, en: str) -> Finding:
    return about_citation(
        case,
        kind,
        top="note",
        confidence=0.5,
        written=written,
        actual=actual,
        message=Message(
            f"“{written}” có chữ cái ở chỗ của chữ số; đọc là {vi}.",
            f"“{written}” has letters in the place of digits; it is read as {en}.",
        ),
        correction=formal(case.citation, {}) if case.trial.illegible else _in_figures(case.citation),
    )


def _in_figures(citation: Citation) -> str:
    """The citation with its figures where the letters stand."""
    line = one_line(citation.quote)
    for words in (citation.number_as_written, citation.date_as_written):
        if words and words in line:
            line = line.replace(words, _IN_FIGURES.sub(lambda m: m[0].translate(_FIGURES), words), 1)
    return line
