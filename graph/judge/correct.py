"""The corrected citation, in the writer's own style.

Only the wrong part is replaced: the date keeps its form (`7/3/2019`, `07-03-2019`, `ngày 07 tháng 3 năm 2019`),
everything else its words. Where the words themselves were misread by a scanner, the citation is written anew in the
formal style. When the wrong part cannot be found in the words, there is no correction: a wrong one would be worse.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ontology.dates import format_vietnamese, split_date
from ontology.fold import fold_text
from ontology.values import Citation, Finding

if TYPE_CHECKING:
    from graph.judge.case import Trial

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})(\s*[/.\-–]\s*)(\d{1,2})(\s*[/.\-–]\s*)(\d{3,6})(?!\d)")
_WORDED = re.compile(r"(?P<lead>ngày\s+)?(\d{1,2})(\s+tháng\s+)(\d{1,2})(\s+năm\s+)(\d{3,6})(?!\d)", re.I)


def one_line(words: str) -> str:
    """A quote on one line; a number broken at a line end is joined again."""
    line = re.sub(r"\s+", " ", words).strip()
    return re.sub(r"(?<=[-/]) (?=[A-ZĐ]{2})", "", line)


def _day(written: str, value: int) -> str:
    """The day with its zero, as the formal style has it, unless the writer leaves zeros out."""
    return str(value) if len(written) == 1 else f"{value:02d}"


def _month(written: str, value: int) -> str:
    """The month: the formal style puts a zero before 1 and 2 only; a writer who differs where it shows is followed."""
    bare = len(written) == 1 and int(written) < 3
    always = written.startswith("0") and int(written) >= 3
    return f"{value:02d}" if always or (value < 3 and not bare) else str(value)


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
        new = f"{_day(match[1], day)}{match[2]}{_month(match[3], month)}{match[4]}{year}"
        return words[: match.start()] + new + words[match.end() :]
    match = _WORDED.search(words)
    if match:
        days, months = _day(match[2], day), _month(match[4], month)
        new = f"{match['lead'] or ''}{days}{match[3]}{months}{match[5]}{year}"
        return words[: match.start()] + new + words[match.end() :]
    return None


def formal(citation: Citation, changes: Mapping[str, str]) -> str | None:
    """The citation written anew, where its letters were misread: what it says, in its own manner, nothing added.

    A writer without "số", with "ngày … tháng … năm …" or with "UBND tỉnh" keeps that.
    """
    said = {"type": citation.type, "number": citation.number, "date": citation.date, "issuer": citation.issuer}
    if citation.issuer_from not in (None, "words"):
        said["issuer"] = None  # worked out from the sign or the place: the words do not name it
    value = {**said, **changes}
    if not value["number"]:
        return None
    kind, so = _before_number(citation)
    parts = [value["type"] or "Văn bản"] if kind else []
    parts += [*(["số"] if so else []), value["number"]]
    if value["date"]:
        parts.append(_day_in_style(citation.date_as_written or "", value["date"]))
    if value["issuer"]:
        parts += ["của", _body_in_style(value["issuer"], citation.quote)]
    return " ".join(parts)


_MONTH_WORD = re.compile(r"\bth\w{0,2}ng")
_WORDED_DAY = "ngày 01 tháng 01 năm 2000"


def _day_in_style(written: str, date: str) -> str:
    """A day in figures with the writer's marks, or in words where he writes it so; its letters put right."""
    figures = _NUMERIC.search(written)
    if figures and (day := date_in_style(figures[0], date)):
        return f"ngày {day}"
    worded = _MONTH_WORD.search(fold_text(written)) and date_in_style(_WORDED_DAY, date)
    return worded or ("ngày " if len(date) == 10 else "") + format_vietnamese(date)


def _before_number(citation: Citation) -> tuple[bool, bool]:
    """Whether a type word and a "số" (or what a scanner made of one: s6, só, sé) stand before the number."""
    at = citation.number_span.start - citation.span.start if citation.number_span else None
    if at is None or at < 0:
        return True, True
    words = citation.quote[:at].split()
    so = bool(words) and bool(re.fullmatch(r"s\w?[:.]?", fold_text(words[-1])))
    return bool(words[: -1 if so else None]) or not words[:1], so


def _body_in_style(name: str, quote: str) -> str:
    """UBND where the writer writes UBND, "UBND tỉnh" without the place where he leaves it out."""
    short = shortened_as(name, quote)
    level, last = _own_level(short), fold_text(quote).rstrip(" .,;")
    if level and level["place"] and last.endswith(" " + fold_text(level["level"])):
        return short[: level.end("level")]
    return short


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
        swapped = _swap(line, written or "", _named_as(actual, written or "") if field == "issuer" else actual)
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


_TITLE_LEAD = re.compile(
    r"^(?:(?:v/v|về\s+việc|về)\s+)?(?:(?:ban\s+hành|phê\s+duyệt)\s+)?(?:(?:kế\s+hoạch|đề\s+án|chương\s+trình)\s+)?",
    re.I,
)


def title_in_style(written: str, actual: str) -> str | None:
    """The whole title as it is, opened as the writer opens it; None where the title is set in capitals only.

    >>> title_in_style("về cải cách tư pháp", "Cải cách hành chính năm 2024")
    'về cải cách hành chính năm 2024'
    """
    words = one_line(actual).strip(" “”\"'.")
    if not words or words.isupper():
        return None
    said, held = _TITLE_LEAD.match(one_line(written)), _TITLE_LEAD.match(words)
    if said is None or held is None or not said[0]:
        return words
    rest = words[held.end() :] if said[0].strip().lower().endswith(held[0].strip().lower()) else ""
    if not rest:  # it opens with words that the writer does not have
        lead = re.match(r"(?:v/v|về\s+việc|về)\s+", said[0], re.I)
        rest = re.sub(r"^(?:v/v|về\s+việc|về)\s+", "", words, flags=re.I)
        return (lead[0] if lead else "") + _small(rest)
    return said[0] + _small(rest)


def _small(words: str) -> str:
    """The first letter small, as within a sentence; a name keeps its capitals."""
    first = words.split()[:2]
    name = (len(first) == 2 and first[1][:1].isupper()) or words[:2].isupper()
    return words if name else words[:1].lower() + words[1:]


SHORT_BODIES = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"))


def _swap_issuer(line: str, actual: str) -> str | None:
    """Replace what follows "của", keeping UBND where the writer shortens."""
    match = re.search(r"\bcủa\s+(?P<body>[^,;.]+?)(?=\s+(?:về|ban hành|phê duyệt|quy định)\b|[,;.]|$)", line)
    if match is None:
        return None
    actual = _named_as(actual, match["body"])
    return line[: match.start("body")] + actual + line[match.end("body") :]


_LEVEL = re.compile(
    r"\b(?P<level>Tỉnh ủy|Thành ủy|Huyện ủy|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
    r"(?P<place>\s+[A-ZĐ][^,;]*)?$"
)
_SHORTENED = re.compile(r"\b(?:UBND|HĐND)\b")


def _own_level(name: str) -> re.Match[str] | None:
    """The level that closes a body's name and is its own, not that of the place it lies in ("…, tỉnh Nam Hải")."""
    level = _LEVEL.search(name)
    return None if level and name[: level.start()].rstrip().endswith(",") else level


def _named_as(actual: str, written: str) -> str:
    """A body as the writer names its like: UBND, "UBND tỉnh" without the place, the minister for the ministry.

    >>> _named_as("Ủy ban nhân dân tỉnh Nam Hải", "HĐND tỉnh"), _named_as("Bộ Tài chính", "Bộ trưởng Bộ Nội vụ")
    ('UBND tỉnh', 'Bộ trưởng Bộ Tài chính')
    """
    ours, theirs = _own_level(written), _own_level(actual)
    if ours and theirs and ours["level"] == theirs["level"] and not ours["place"]:
        actual = actual[: theirs.end("level")]
    elif theirs and theirs["place"] and not ours and written.split()[:1] == actual.split()[:1]:
        actual = actual[: theirs.start()].rstrip()  # "Sở Tài chính", as the writer names another department
    if _SHORTENED.search(written):
        for long, short in SHORT_BODIES:
            actual = actual.replace(long, short)
    office = "Bộ trưởng "
    return office + actual if written.startswith(office) and actual.startswith("Bộ ") else actual


def shortened_as(name: str, written: str) -> str:
    """UBND where the writer writes UBND."""
    for long, short in SHORT_BODIES:
        if short in written:
            name = name.replace(long, short)
    return name


_FIELD = {
    "WrongDate": "date",
    "WrongNumber": "number",
    "WrongType": "type",
    "WrongIssuer": "issuer",
    "SignFormat": "number",
}


def with_whole_corrections(trial: "Trial", findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Every correction mends all that is known to be wrong in its citation, so that taking one over leaves nothing."""
    changes: dict[int, dict[str, str]] = defaultdict(dict)
    for finding in findings:
        field = _FIELD.get(finding.kind)
        loud = finding.severity != "note" or finding.kind == "SignFormat" or trial.illegible
        if field and finding.citation is not None and finding.actual and loud:
            changes[finding.citation].setdefault(field, finding.actual)
    instead = {f.citation: f.correction for f in findings if f.kind == "NotInForce" and f.correction}
    mended = {f.citation for f in findings if f.kind in _FIELD and f.correction and f.citation not in instead}
    whole: list[Finding] = []
    for finding in findings:
        if finding.kind == "NoLongerInForce" and finding.citation in mended:
            finding = replace(finding, correction=None)  # one correction a citation: what it meant when it was signed
        known = changes.get(finding.citation if finding.citation is not None else -1, {})
        if finding.kind in _FIELD and finding.correction and finding.citation in instead:
            finding = replace(
                finding, correction=instead[finding.citation]
            )  # its date mended, it were still not in force
        elif finding.kind in _FIELD and finding.correction and _against_the_sign(trial, finding.citation, known):
            finding = replace(finding, correction=None)
        elif finding.kind in _FIELD and finding.correction and len(known) > 1:
            case = trial.cases[finding.citation or 0]
            finding = replace(
                finding, correction=with_changes(case.citation, known, misread=case.doubtful) or finding.correction
            )
        whole.append(finding)
    return tuple(whole)


def _against_the_sign(trial: "Trial", index: int | None, known: Mapping[str, str]) -> bool:
    """Type and body both go against the sign, and no work is known: then the number may be what is wrong."""
    return index is not None and {"type", "issuer"} <= set(known) and trial.cases[index].work is None


def with_changes(citation: Citation, changes: Mapping[str, str], *, misread: bool) -> str | None:
    if misread:
        return formal(citation, changes)
    current = citation
    for field, actual in changes.items():
        line = corrected(current, field, actual)
        if line is None:
            return None
        current = replace(current, quote=line)
    return current.quote
