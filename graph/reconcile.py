"""Which work does a row of somebody's spreadsheet mean? A messy number, and what the other columns say of it.

`08/KH-UBND 2024`, `kh 08`, `NQ 76/NQ-CP 15/7/2021`, a title: the words are taken apart by `read_words`, every work that
could be meant is compared field by field with the measure that resolving uses, and whatever was given and disagrees is
named. A match is only said when exactly one candidate is left that nothing contradicts and something beside the number
agrees: `08/KH-UBND` alone exists in every province, every year. It refuses to choose between two.

>>> read_words("NQ 76/NQ-CP 15/7/2021")
Read(number='76/NQ-CP', serial=None, type='Nghị quyết', date='2021-07-15', rest='')
>>> read_words("kh 08 năm 2024 Hà Tĩnh")
Read(number=None, serial='08', type='Kế hoạch', date='2024', rest='Hà Tĩnh')
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.fit import SAME_TITLE, Fit, Written, compare
from graph.identity import names_one_body, same_body, type_of
from graph.issuers import issuer_words, same_issuer
from graph.lookup import Lookup, name_words
from graph.resolve import written_of_work
from ontology.body_tables import sign_index
from ontology.dates import make_date
from ontology.numbers import parse_number
from ontology.types import DocumentType, find_type, spell_abbreviation, type_named
from ontology.values import Work

_DAY = re.compile(
    r"(?:\bng[àa]y\s*)?(?<![\d/])(\d{1,2})(?:\s*[/.-]\s*|\s*th[áa]ng\s*)(\d{1,2})(?:\s*[/.-]\s*|\s*,?\s*n[ăa]m\s*)"
    r"((?:19|20)\d\d)(?![\d/])",
    re.I,
)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)")
_MONTH = re.compile(r"(?:th[áa]ng\s*)?(\d{1,2})(?:\s*[/.-]\s*|\s*,?\s*n[ăa]m\s*)((?:19|20)\d\d)", re.I)
_ISO_PART = re.compile(r"((?:19|20)\d\d)(?:-(\d\d?))?")
_YEAR = re.compile(r"(?:\bn[ăa]m\s*)?(?<![\d/-])((?:19|20)\d\d)(?![\d/-])", re.I)
_NAMED_YEAR = re.compile(r"\bn[ăa]m\s*((?:19|20)\d\d)(?![\d/-])", re.I)
_NUMBER = re.compile(
    r"(?:(?<!\w)s[ốo]\s*:?\s*)?(?<![\w/.-])(\d+(?:\.\d+)*[a-zđ]?)\s*(?:/\s*((?:19|20)\d\d))?\s*[/-]\s*"
    r"([^\W\d_][\w&]*(?:[-/.,&][\w&]+)*)",
    re.I,
)
_SERIAL = re.compile(r"\s*(?:s[ốo]\s*:?\s*)?(\d{1,5}(?:\.\d+)*[a-zđ]?)(?![\w.]|\s*[-–/]\s*\d)", re.I)
# No "số" here: it opens a number, and ends "chuyển đổi số".
_FILLERS = re.compile(r"(?<!\w)(?:ng[àa]y|n[ăa]m|c[ủu]a|v[ềe](?:\s+vi[ệe]c)?|v/v)(?!\w)[:.]?", re.I)
_TYPE_WORDS = 4  # "Chương trình hành động" is the longest
_TITLE_WORDS = 5  # as many loose words as this are a title; fewer are a place or a body
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody's words taken apart. `serial` is a number without a sign; `date` may be only a year."""

    number: str | None
    serial: str | None
    type: str | None
    date: str | None
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One row: the words, and what its other columns say. `types` are canonical names, any of which may fit."""

    words: str = ""
    types: tuple[str, ...] = ()
    number: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A work that may be meant. `agrees` and `differs` name the fields that were given and compared."""

    work: Work
    score: float
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    sure: bool = False


# ------------------------------------------------------------------ taking the words apart


def read_words(words: str) -> Read:
    """A number, a type, a date and what is left, in any order and spelling."""
    text = " ".join(unicodedata.normalize("NFC", words).split())
    date, text = _take_date(text)
    if date is None and (year := _NAMED_YEAR.search(text)):  # before a number: "Kế hoạch năm 2024" is no 2024th plan
        date, text = year[1], f"{text[: year.start()]} {text[year.end() :]}"
    number, serial, kind = None, None, None
    found = _NUMBER.search(text)
    if found and (short := _short_type(found[3])):  # "08/KH": the body is left out
        kind, serial = short, found[1]
        text = f"{text[: found.start()]} {text[found.end() :]}"
    elif found:
        number = _spelled(found)
        kind, before = _take_type(text[: found.start()])
        text = f"{before} {text[found.end() :]}"
    else:
        kind, text = _take_type(text)
        if found := _SERIAL.match(text):
            serial, text = found[1], text[found.end() :]
            if kind is None:  # "08 kh"
                kind, text = _take_type(text)
    if date is None and (year := _YEAR.search(text)):
        date, text = year[1], f"{text[: year.start()]} {text[year.end() :]}"
    rest = " ".join(_FILLERS.sub(" ", text).replace(",", " ").replace(";", " ").split()).strip("-–. ")
    return Read(number, serial, kind, date, rest)


def read_date(cell: str) -> str | None:
    """The day, month or year that a cell of dates says; None where it says none, for such columns hold anything.

    >>> read_date("7.3.2019"), read_date("2019-3-7"), read_date("tháng 3/2019"), read_date("không rõ")
    ('2019-03-07', '2019-03-07', '2019-03', None)
    """
    words = " ".join(unicodedata.normalize("NFC", cell).split())
    if found := _MONTH.fullmatch(words):
        month, year = int(found[1]), int(found[2])
    elif found := _ISO_PART.fullmatch(words):
        if found[2] is None:
            return found[1]
        year, month = int(found[1]), int(found[2])
    else:
        return read_words(words).date
    return make_date(None, month, year) if 1 <= month <= 12 else None


def _spelled(found: re.Match[str]) -> str:
    """The number with a sign in capitals where it was typed small, so that it can be read."""
    year = f"/{found[2]}" if found[2] else ""
    written = f"{found[1]}{year}/{found[3].rstrip('.,-/')}"
    parsed = parse_number(written) or parse_number(f"{found[1].lower()}{year}/{found[3].upper()}")
    return parsed.canonical if parsed else written


def _take_date(text: str) -> tuple[str | None, str]:
    if found := _ISO.search(text):
        year, month, day = found.groups()
    elif found := _DAY.search(text):
        day, month, year = found.groups()
    else:
        return None, text
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None, text
    return make_date(int(day), int(month), int(year)), f"{text[: found.start()]} {text[found.end() :]}"


def _take_type(text: str) -> tuple[str | None, str]:
    """The type word that opens the text, and the text without it."""
    bare = " ".join(_FILLERS.sub(" ", text).split())
    tokens = bare.split()
    for size in range(min(_TYPE_WORDS, len(tokens)), 0, -1):
        word = " ".join(tokens[:size]).strip(".:,-")
        kind = _short_type(word) if size == 1 else None
        if kind or (found := find_type(word)):
            return kind or (found.name if found else None), " ".join(tokens[size:])
    return None, bare


def _short_type(word: str) -> str | None:
    """The type that an abbreviation means, also typed small and without marks: `kh`, `ND`."""
    found = find_type(spell_abbreviation(word.upper()) or word.upper()) if word.isalpha() else None
    return found.name if found else None


# ------------------------------------------------------------------ works that may be meant


def find_matches(asked: Asked, lookup: Lookup, *, limit: int = 10) -> list[Match]:
    """The works that may be meant, best first; at most one of them is sure."""
    read = read_words(asked.words)
    if asked.number:
        of_number = read_words(asked.number)
        rest = read.rest if asked.words.strip() != asked.number.strip() else ""
        kind = of_number.type or read.type
        read = replace(read, number=of_number.number, serial=of_number.serial, type=kind, rest=rest)
    if asked.type and (named := find_type(asked.type)):
        read = replace(read, type=named.name)
    date = read_date(asked.date or "") or read.date
    title = asked.title or (read.rest if len(read.rest.split()) >= _TITLE_WORDS or not _numbered(read) else None)
    said = Written(
        number=read.number or "", type=read.type, date=date, issuer=asked.issuer, title=title or None,
    )  # fmt: skip
    beside = read.rest if title is not read.rest else ""
    judged = [
        _judge(work, said, beside, asked)
        for work in _possible(read, title, lookup)
        if not asked.types or _is_of(work, asked.types)
    ]
    if not _numbered(read):
        judged = [m for m in judged if m.score >= _ALIKE]
    judged.sort(key=lambda m: (bool(m.differs), -m.score, m.work.iri))
    left = [m for m in judged if not m.differs]
    if len(left) == 1 and _settled(left[0], read):
        judged = [replace(m, sure=m is left[0]) for m in judged]
    return judged[:limit]


def _numbered(read: Read) -> bool:
    return bool(read.number or (read.serial and read.type))


def _possible(read: Read, title: str | None, lookup: Lookup) -> Iterable[Work]:
    if read.number:
        return lookup.works_for_number(read.number)
    if read.serial and read.type:
        kind = type_named(read.type)
        found = {w.iri: w for number in _completed(read.serial, kind) for w in lookup.works_for_number(number)}
        return found.values()
    return lookup.works_named(title) if title else ()


def _completed(serial: str, kind: DocumentType | None) -> Iterator[str]:
    """Every number that a serial and a type may stand for: one for each body that numbers documents."""
    for abbr in kind.abbreviations if kind else ():
        for body in sign_index():
            yield f"{serial}/{abbr}-{body}"


def _is_of(work: Work, types: tuple[str, ...]) -> bool:
    own = find_type(work.value("type") or "")
    return own is not None and (own.name in types or own.base in types)


# ------------------------------------------------------------------ one work against what was said


def _judge(work: Work, said: Written, beside: str, asked: Asked) -> Match:
    actual = written_of_work(work)
    fit = compare(replace(said, number=said.number or actual.number), actual)
    agrees: list[str] = []
    differs: list[str] = []
    for name, verdict in (
        ("date", _date_agrees(fit, said)),
        ("type", _type_agrees(said, actual, headed=not said.number and not asked.number)),
        ("issuer", _issuer_agrees(asked.issuer, actual.issuer)),
        ("title", _title_agrees(fit)),
        ("words", _words_agree(beside, work) if beside else None),
    ):
        if verdict is not None:
            (agrees if verdict else differs).append(name)
    score = fit.score + 0.15 * ("words" in agrees) - 0.2 * ("words" in differs)
    score += 0.2 * ("issuer" in agrees and fit.issuer != "same")
    return Match(
        work=work, score=round(100 * min(1.0, max(0.0, score)), 1) / 100, agrees=tuple(agrees), differs=tuple(differs)
    )


def _date_agrees(fit: Fit, said: Written) -> bool | None:
    if not said.date or fit.date == "unknown":
        return None
    return fit.date in ("same", "partial")


def _type_agrees(said: Written, actual: Written, *, headed: bool) -> bool | None:
    if not said.type or not actual.type:
        return None
    if headed and name_words(said.type) in name_words(actual.title or ""):
        return True  # a programme approved by a resolution goes by its own name
    kind = find_type(said.type)
    return said.type == actual.type or (kind is not None and kind.base == actual.type)


def _issuer_agrees(given: str | None, actual: str | None) -> bool | None:
    """By name alone: whose number it is, the sign has said already."""
    if not given or not actual:
        return None
    if same_body(given, actual) or same_issuer(given, actual):
        return True
    return set(issuer_words(given).split()) <= set(issuer_words(actual).split())


def _title_agrees(fit: Fit) -> bool | None:
    """A title that is only somewhat alike says nothing."""
    if fit.title is None or _ALIKE <= fit.title < SAME_TITLE:
        return None
    return fit.title >= SAME_TITLE


def _words_agree(beside: str, work: Work) -> bool:
    """Whether everything typed beside the number is said of the work: a place, a body, words of the title."""
    values = [work.value(name) or "" for name in ("type", "date", "issuer", "title", "period")]
    about = set(name_words(" ".join(values)).split()) | set(issuer_words(work.value("issuer") or "").split())
    return set(name_words(beside).split()) <= about or set(issuer_words(beside).split()) <= about


def _settled(match: Match, read: Read) -> bool:
    """Something beside the number agrees, or the number is given to one document only."""
    if read.number:
        beside = set(match.agrees) - {"type"}
        return bool(beside) or _unique(read.number)
    if read.serial and read.type:
        of_a_body = "issuer" in match.agrees or ("words" in match.agrees and len(read.rest.split()) > 1)
        return of_a_body and "date" in match.agrees
    return "title" in match.agrees


def _unique(number: str) -> bool:
    """`30/2020/NĐ-CP`, `77/2015/QH13`: the number says the body and the year."""
    parsed = parse_number(number)
    return bool(parsed and parsed.year and names_one_body(number) and type_of(number, None))
