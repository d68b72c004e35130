"""The corrected citation, in the writer's own style.

Only the wrong part is replaced: the date keeps its form (`7/3/2019`, `07-03-2019`, `ngày 07 tháng 3 năm 2019`),
everything else its words. Where
the words themselves were misread by a scanner, the citation is written anew in the formal style. When the wrong part
cannot be found in
the words, there is no correction: a wrong one would be worse.
"""

import re
from collections.abc import Mapping

from ontology.dates import format_vietnamese, make_date, split_date
from ontology.values import Citation

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})(\s*[/.\-–]\s*)(\d{1,2})(\s*[/.\-–]\s*)(\d{4,5})(?!\d)")
_WORDED = re.compile(r"(?P<lead>ngày\s+)?(\d{1,2})(\s+tháng\s+)(\d{1,2})(\s+năm\s+)(\d{4,5})(?!\d)", re.I)


def one_line(words: str) -> str:
    """A quote on one line; a number broken at a line end is joined again."""
    line = re.sub(r"\s+", " ", words).strip()
    return re.sub(r"(?<=[-/]) (?=[A-ZĐ]{2})", "", line)


def _padded(written: str, value: int, formal: bool) -> str:
    """A day or month with or without its zero, as the writer does where that shows."""
    if value >= 10:
        return str(value)
    if len(written) == 1:
        return str(value)
    if written.startswith("0"):
        return f"{value:02d}"
    return f"{value:02d}" if formal else str(value)


def date_in_style(words: str, actual: str) -> str | None:
    """The words with their date replaced by `actual`, in the same form; None when no whole date stands there.

    >>> date_in_style("ngày 17/3/2019", "2019-03-07"), date_in_style("ngày 26 tháng 05 năm 2023", "2022-05-06")
    ('ngày 07/3/2019', 'ngày 06 tháng 05 năm 2022')
    """
    year, month, day = split_date(actual)
    if month is None or day is None:
        return None
    match = _NUMERIC.search(words)
    if match:
        new = f"{_padded(match[1], day, True)}{match[2]}{_padded(match[3], month, month < 3)}{match[4]}{year}"
        return words[: match.start()] + new + words[match.end() :]
    match = _WORDED.search(words)
    if match:
        days, months = _padded(match[2], day, True), _padded(match[4], month, month < 3)
        new = f"{match['lead'] or ''}{days}{match[3]}{months}{match[5]}{year}"
        return words[: match.start()] + new + words[match.end() :]
    return None


def written_date(words: str) -> str | None:
    """The first whole date in some words, as a date string."""
    match = _NUMERIC.search(words)
    if match:
        return make_date(int(match[1]), int(match[3]), int(match[5][:4]))
    match = _WORDED.search(words)
    return make_date(int(match[2]), int(match[4]), int(match[6][:4])) if match else None


def formal(citation: Citation, changes: Mapping[str, str]) -> str | None:
    """The citation written anew: type, number, date, issuing body."""
    value = {
        "type": citation.type,
        "number": citation.number,
        "date": citation.date,
        "issuer": citation.issuer,
        **changes,
    }
    if not value["number"]:
        return None
    parts = [value["type"] or "Văn bản", "số", value["number"]]
    if value["date"]:
        parts += ["ngày" if len(value["date"]) == 10 else "", format_vietnamese(value["date"])]
    if value["issuer"]:
        parts += ["của", value["issuer"]]
    return " ".join(p for p in parts if p)


def corrected(citation: Citation, field: str, actual: str, *, misread: bool = False) -> str | None:
    """The citation with one field as it is; None when the wrong part cannot be found in the words."""
    if misread:
        return formal(citation, {field: actual})
    line = one_line(citation.quote)
    if field == "date":
        return date_in_style(line, actual)
    if field in {"number", "type", "issuer"}:
        written = {
            "number": citation.number_as_written or citation.number,
            "type": citation.type,
            "issuer": citation.issuer,
        }[field]
        swapped = _swap(line, written or "", actual)
        if swapped is None and field == "number" and citation.number:
            swapped = _swap(line, citation.number, actual)
        if swapped is None and field == "issuer":
            swapped = _swap_issuer(line, actual)
        return swapped
    return None


def _swap(line: str, old: str, new: str) -> str | None:
    """Replace words that may be spaced otherwise in the line; the first letter keeps its case."""
    if not old.strip():
        return None
    pattern = r"\s*".join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", old))
    match = re.search(pattern, line, re.I)
    if match is None:
        return None
    if match[0][:1].islower() and new[:1].isupper() and not new[:2].isupper():
        new = new[0].lower() + new[1:]
    return line[: match.start()] + new + line[match.end() :]


_SHORT_BODIES = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"))


def _swap_issuer(line: str, actual: str) -> str | None:
    """Replace what follows "của", keeping UBND where the writer shortens."""
    match = re.search(r"\bcủa\s+(?P<body>[^,;.]+?)(?=\s+(?:về|ban hành|phê duyệt|quy định)\b|[,;.]|$)", line)
    if match is None:
        return None
    for long, short in _SHORT_BODIES:
        if short in match["body"]:
            actual = actual.replace(long, short)
    return line[: match.start("body")] + actual + line[match.end("body") :]
