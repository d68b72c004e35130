"""Errors on the face of a citation: they need no register.

Each rule rests on something the page itself contradicts: the year in the number against the date, the type word
against the sign, a day that no calendar has, a date after the document's own. Where the page may have been misread,
the finding is a note.
"""

import datetime as dt
import re
from collections.abc import Iterator

from graph.issuers import same_issuer
from graph.judge.beside import gives_other_name
from graph.judge.case import Case
from graph.judge.correct import corrected
from graph.judge.numbering import impossible_row
from graph.judge.sentence import about_citation, say_date, shown
from graph.judge.series import ASSEMBLY_TERMS, assembly_term, out_of_term, year_in_number
from ontology.bodies import find_body
from ontology.body_signs import issuer_of_sign
from ontology.dates import parse_day, split_date
from ontology.errors import Message
from ontology.fold import fold_key
from ontology.numbers import parse_number
from ontology.values import Finding, Work


def impossible_date(case: Case) -> Iterator[Finding]:
    """A day that no calendar has: 31/4/2023."""
    date = case.citation.date
    if case.of_itself or date is None or len(date) != 10 or parse_day(date) is not None:
        return
    yield about_citation(
        case,
        "WrongDate",
        top="error",
        confidence=0.97,
        written=date,
        actual=None,
        message=Message(
            f"Ngày {_as_written(case)} không có trong lịch.", f"The day {_as_written(case)} does not exist."
        ),
    )


def _as_written(case: Case) -> str:
    if case.citation.date_as_written:
        return re.sub(r"^ngày\s+", "", case.citation.date_as_written.strip(), flags=re.I)
    year, month, day = split_date(case.citation.date or "0")
    return "/".join(str(p) for p in (day, month, year) if p is not None)


def year_against_number(case: Case) -> Iterator[Finding]:
    """The number carries its year: 35/2022/NĐ-CP cannot be of 2024."""
    date, year = case.citation.date, year_in_number(case.citation.number)
    if case.of_itself or date is None or year is None or split_date(date)[0] == year:
        return
    of_date = split_date(date)[0]
    if _with_year(case, of_date) is not None:
        return  # the date is right and the number is not: said there
    if assembly_term(case.citation.number) is not None and out_of_term(case.citation.number):
        return  # the number is the wrong one: said there
    footnote = (
        not case.date_is_introduced or "footnote" in case.citation.doubts or "date_shared" in case.citation.doubts
    )
    yield about_citation(
        case,
        "WrongDate",
        top="error",
        confidence=0.5 if footnote else 0.97,
        written=date,
        actual=None,
        message=Message(
            f"Số {case.citation.number} mang năm {year} nhưng ngày ghi năm {of_date}.",
            f"The number {case.citation.number} carries the year {year}, the date says {of_date}.",
        ),
    )


def _with_year(case: Case, year: int) -> Work | None:
    """The work under the same number with another year, when its date is the one written."""
    number = case.citation.number or ""
    found = case.trial.lookup.works_for_number(re.sub(r"/\s*(19|20)\d\d\s*/", f"/{year}/", number, count=1))
    dated = [w for w in found if w.value("date") == case.citation.date]
    return dated[0] if len(dated) == 1 else None


def year_of_number(case: Case) -> Iterator[Finding]:
    """The number carries another year than its date, and a work has that number with the date's own year."""
    date, year = case.citation.date, year_in_number(case.citation.number)
    if case.of_itself or date is None or year is None or split_date(date)[0] == year:
        return
    meant = _with_year(case, split_date(date)[0])
    if meant is None:
        return
    number, actual = case.citation.number or "", meant.value("number") or ""
    yield about_citation(
        case,
        "WrongNumber",
        top="error",
        confidence=0.95,
        written=number,
        actual=actual,
        work=meant.iri,
        message=Message(
            f"Số {number} mang năm {year}; văn bản ban hành ngày này là {actual}.",
            f"The number {number} carries the year {year}; the document of this date is {actual}.",
        ),
        evidence=[shown(f) for f in meant.facts if f.field in {"number", "date"}][:2],
        correction=corrected(case.citation, "number", actual, misread=case.doubtful),
    )


_LONG_YEAR = re.compile(r"(?<!\d)(\d{4})(\d{1,2})\s*$")
_NO_YEAR = re.compile(r"(?<!\d)\d{3,4}\s*$")  # read as garbled: 202, 2924


def garbled_year(case: Case) -> Iterator[Finding]:
    """A year of five or six digits: garbled, unless the last ones are a footnote's; one of three, or none at all."""
    written = case.citation.date_as_written or ""
    match = _LONG_YEAR.search(written)
    if case.of_itself:
        return
    known = case.work.value("date") if case.work else None
    right = int(known[:4]) if known else year_in_number(case.citation.number)
    if match is None:
        if "garbled_year" in case.citation.doubts and _NO_YEAR.search(written):
            yield _garbled(case, written, known, sure=True)
        return
    year = int(match[1])
    if right == year:  # the year is right; the fifth digit is a footnote's, but none is numbered 0
        if match[2].startswith("0"):
            yield _garbled(case, written, known, sure=False)
        return
    if (
        right is None
        and len(match[2]) == 1
        and match[2] != "0"
        and not _doubled(*match.groups())
        and _plausible(case, year)
    ):
        return  # nothing speaks against the first four digits
    yield _garbled(case, written, known, sure=right is not None)


def _garbled(case: Case, written: str, known: str | None, *, sure: bool) -> Finding:
    return about_citation(
        case,
        "WrongDate",
        top="error" if sure else "warning",
        confidence=0.95 if sure else 0.7,
        written=written,
        actual=known,
        message=Message(f"Năm viết sai: {written}.", f"The year is garbled: {written}."),
        correction=corrected(case.citation, "date", known) if known else None,
    )


def _doubled(year: str, digit: str) -> bool:
    """20205 is 2025 with a digit too many rather than 2020 and a note 5: the digits 202 stand before and 5 ends it."""
    return year[2:] == "20" and digit != "1"


def _plausible(case: Case, year: int) -> bool:
    return year <= case.trial.signed.last.year


def not_yet_issued(case: Case) -> Iterator[Finding]:
    """Citing what did not yet exist: the date cited lies after the document's own."""
    date = parse_day(case.citation.date)
    own = case.trial.record.document.date  # perhaps a month only, and so it is told
    if case.of_itself or date is None or own is None:
        return
    signed = case.trial.signed.last
    if date <= signed or (year_in_number(case.citation.number) or 9999) < date.year:
        return
    known = case.work.value("date") if case.work else None
    if known is not None and known != case.citation.date and (parse_day(known) or date) <= signed:
        return  # the work is older; its date is miswritten, which is said elsewhere
    many = sum(1 for c in case.trial.record.citations if (parse_day(c.date) or dt.date.min) > signed)
    dated = sum(1 for c in case.trial.record.citations if parse_day(c.date))
    own_date_in_doubt = many >= 3 and many * 2 > dated
    yield about_citation(
        case,
        "NotYetIssued",
        top="error",
        confidence=0.5 if own_date_in_doubt else 0.95,
        written=case.citation.date,
        actual=None,
        message=Message(
            f"Văn bản viện dẫn ghi ngày {_as_written(case)}, sau ngày của chính văn bản này ({say_date(own)}).",
            f"The document cited is dated {say_date(date, 'en')}, after this document's own date"
            f" ({say_date(own, 'en')}).",
        ),
    )


def type_against_sign(case: Case) -> Iterator[Finding]:
    """The type word disagrees with the sign: "Đề án số 2454/QĐ-UBND" is a scheme approved by a decision."""
    citation = case.citation
    if case.of_itself or not citation.number or not citation.type or "type_shared" in citation.doubts:
        return
    number = parse_number(citation.number)
    if (
        number is None
        or number.blank  # abbreviations were not yet fixed: TT stood for tờ trình too
        or number.allows(citation.type) is not False
        or not _stands_before(case)
        or impossible_row(case) is not None  # a sign that nothing has is no type's
    ):
        return
    of_sign = number.types[0].name
    yield about_citation(
        case,
        "WrongType",
        top="warning",
        confidence=0.9,
        written=citation.type,
        actual=of_sign,
        message=Message(
            f"Ký hiệu {citation.number} là của {of_sign}, nhưng gọi là {citation.type}.",
            f"The sign of {citation.number} is that of a {of_sign}, but it is called a {citation.type}.",
        ),
        correction=corrected(citation, "type", of_sign, misread=case.doubtful),
    )


def _stands_before(case: Case) -> bool:
    """The type word stands right before the number, so that it is the number's own, or with a law's name between."""
    if case.doubtful:
        return True
    number = fold_key(case.citation.number_as_written or case.citation.number or "")
    if not number:  # signs alone, which no alphabet folds
        return False
    head = fold_key(case.citation.quote).partition(number)[0].removesuffix("so")
    type_ = fold_key(case.citation.type or "")
    return head.endswith(type_) or (assembly_term(case.citation.number) is not None and _heads_name(case, type_))


_LEADS_ON = re.compile(
    r"\b(?:luật|pháp lệnh|hiến pháp|nghị (?:định|quyết)|thông tư|quyết định|quy định|hướng dẫn|sửa đổi)\b", re.I
)
_LAW_NAME = re.compile(r"^((?:\s+\w+){1,8}?)(?:\s+năm\s+\d{4})?\s*\(?\s*số\b", re.I)


def _heads_name(case: Case, type_: str) -> bool:
    """ "Nghị định Giáo dục số 43/2019/QH14": a law's name and no other type between the type word and the number."""
    quote = case.citation.quote
    at = next((i for i in range(len(quote) + 1) if fold_key(quote[:i]) == type_), None)
    between = _LAW_NAME.match(quote[at:]) if at else None
    return between is not None and not _LEADS_ON.search(between[1])


def issuer_against_sign(case: Case) -> Iterator[Finding]:
    """The sign names its body: 749/QĐ-TTg is the Prime Minister's, whatever the words say."""
    citation = case.citation
    if case.of_itself or not citation.number or not citation.issuer or citation.issuer_from not in (None, "words"):
        return
    number = parse_number(citation.number)
    actual = issuer_of_sign(number.sign) if number else None
    named = find_body(citation.issuer)
    if actual is None or ";" in actual or same_issuer(citation.issuer, actual):
        return
    if named is None or named.name == actual or actual in named.into or impossible_row(case) is not None:
        return  # an impossible sign says of nobody whose document it is
    if gives_other_name(case, actual):
        return
    central = named.level == "central"
    yield about_citation(
        case,
        "WrongIssuer",
        top="error" if central else "warning",
        confidence=0.95 if _tops(named.name, actual) else 0.8,
        written=citation.issuer,
        actual=actual,
        message=Message(
            f"Ký hiệu {citation.number} là của {actual}, không phải {citation.issuer}.",
            f"The sign of {citation.number} is that of {actual}, not of {citation.issuer}.",
        ),
        correction=corrected(citation, "issuer", actual, misread=case.doubtful),
    )


def _tops(*names: str) -> bool:
    """Bodies whose signs never change hands; a ministry's may stand for its predecessor's."""
    return any(name in {"Chính phủ", "Thủ tướng Chính phủ", "Quốc hội"} for name in names)


def impossible_number(case: Case) -> Iterator[Finding]:
    """A number that its series cannot have: 15/2015/QH15 (that term began in 2021), number 0."""
    citation = case.citation
    if case.of_itself or not citation.number:
        return
    term, year = assembly_term(citation.number), year_in_number(citation.number)
    if term in ASSEMBLY_TERMS and year is not None:
        first, last = ASSEMBLY_TERMS[term]
        if not first <= year <= last:
            yield about_citation(
                case,
                "WrongNumber",
                top="error",
                confidence=0.97,
                written=citation.number,
                actual=None,
                message=Message(
                    f"Quốc hội khóa {term} ({first}–{last}) không có văn bản mang năm {year}.",
                    f"The National Assembly of term {term} ({first}–{last}) has no document of {year}.",
                ),
            )
    if re.match(r"^\s*0+\s*[/-]", citation.number):
        yield about_citation(
            case,
            "WrongNumber",
            top="error",
            confidence=0.95,
            written=citation.number,
            actual=None,
            message=Message(
                f"Số {citation.number} không thể có: số thứ tự bằng 0.", f"{citation.number} cannot exist: serial 0."
            ),
        )


def sign_format(case: Case) -> Iterator[Finding]:
    """The sign is written in another form than the rules give: 27/NQ-TU for 27-NQ/TU."""
    citation = case.citation
    if case.of_itself or case.doubtful or not citation.number:
        return
    written = re.sub(r"\s+", "", citation.number_as_written or citation.number)
    number = parse_number(written)
    if number is None or not number.proper or number.proper == written:
        return
    known = case.work.value("number") if case.work else None
    if known == written:
        return  # that is how it was numbered
    yield about_citation(
        case,
        "SignFormat",
        top="note",
        confidence=0.9,
        written=written,
        actual=number.proper,
        message=Message(
            f"Ký hiệu viết {written}, đúng thể thức là {number.proper}.",
            f"The sign is written {written}; its form is {number.proper}.",
        ),
        correction=corrected(citation, "number", number.proper),
    )
