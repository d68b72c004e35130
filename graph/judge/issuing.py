"""Bodies that cannot number with the sign written: a department with another's sign, the State with a Party sign.

    Kế hoạch số 09/KH-STC của Sở Tư pháp · Kế hoạch số 12/KH-HĐND của UBND tỉnh
    Hướng dẫn số 12-HD/BTGTU của Ban Tổ chức Tỉnh ủy · 05-CT/TW của Chính phủ · 21-NQ/TU của Bộ Chính trị
    Kế hoạch số 12-KH/ThU của Tỉnh ủy · Nghị quyết số 05-NQ/ĐU của Huyện ủy

What a local sign means depends on the place, so it is read at the place of the body written. A predecessor, a
successor and a body whose own initials the sign spells ("SNV": Nội vụ, Ngoại vụ) are left alone; so is an issuer that
the words do not give with "của". Central signs are `face.issuer_against_sign`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.issuers import same_issuer
from graph.judge.beside import gives_other_name
from graph.judge.case import Case
from graph.judge.correct import corrected
from graph.judge.numbering import impossible_row
from graph.judge.sentence import about_citation, shown
from ontology.bodies import Body, context_of, find_body
from ontology.body_signs import issuer_of_sign
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.numbers import DocumentNumber, parse_number
from ontology.values import Finding

_STATE = {"central", "province", "district", "commune", "department", "division"}
_COUNCIL_AND_COMMITTEE = (("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"))
_PARTY_ORGANS = ("Ban ", "Văn phòng ", "Ủy ban Kiểm tra ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """The sign that ends those of a level's Party committees and their organs, and which committees sign so beside."""

    sign: str
    of: tuple[str, ...]
    vi: str
    en: str
    also: re.Pattern[str]  # of whatever level

    def fits(self, body: Body) -> bool:
        """Whether a body may number with this sign."""
        return body.level in self.of or self.also.search(body.base) is not None


_NONE, _CITIES = re.compile(r"(?!)"), re.compile(r"(?:Thành|Thị) ủy$|Đảng bộ$")
_LEVELS = (  # cities and towns within a province number as it does, or as towns
    _Level(sign="TW", of=("central",), also=_NONE, vi="Trung ương", en="the Party's centre"),
    _Level(sign="TU", of=("province",), also=_CITIES, vi="cấp ủy tỉnh", en="a province's Party committee"),
    _Level(sign="HU", of=("district",), also=_NONE, vi="huyện ủy", en="a district's Party committee"),
    _Level(sign="QU", of=("district",), also=_NONE, vi="quận ủy", en="an urban district's Party committee"),
    _Level(sign="ThU", of=(), also=_CITIES, vi="thành ủy, thị ủy", en="a town's Party committee"),
    _Level(sign="ĐU", of=("commune",), also=re.compile(r"\bĐảng ủy\b"), vi="đảng ủy", en="a lower Party committee"),
)


def issuer_against_local_sign(case: Case) -> Iterator[Finding]:
    """A local department's or Party organ's sign, or any Party sign, beside a body that cannot sign so."""
    citation = case.citation
    if case.of_itself or not citation.number or not citation.issuer or citation.issuer_from not in (None, "words"):
        return
    number, named = parse_number(citation.number), find_body(citation.issuer)
    if number is None or number.blank or named is None or " cua " not in fold_text(citation.quote):
        return
    if impossible_row(case) is not None:
        return  # an impossible sign says of nobody whose document it is
    if number.party and named.kind in _STATE:
        yield _finding(case, None, "của Đảng", "a Party sign", 0.9)
        return
    if (level := _other_level(number, named)) is not None:
        yield _of_other_level(case, number, named, level)
        return
    if (council := _council_for_committee(number, named)) is not None:
        yield _finding(case, council, f"của {council}", f"that of {council}", 0.8)
        return
    actual = _body_of(number, case)
    if actual is None or not _alike(named, actual) or same_issuer(citation.issuer, actual.name):
        return
    if (
        gives_other_name(case, actual.name)
        or {named.name, actual.name} & {*named.into, *actual.into}
        or _spells(number.sign, named.base)
    ):
        return
    yield _finding(case, actual.name, f"của {actual.name}", f"that of {actual.name}", 0.8)


def _other_level(number: DocumentNumber, named: Body) -> _Level | None:
    """The level whose Party committees number so, when the body written is of another."""
    level = _level_of(number)
    return None if level is None or named.kind != "party" or named.level is None or level.fits(named) else level


def _level_of(number: DocumentNumber) -> _Level | None:
    abbr = number.body_abbr or ""
    return next((level for level in _LEVELS if number.party and abbr.endswith(level.sign)), None)


def _of_other_level(case: Case, number: DocumentNumber, named: Body, level: _Level) -> Finding:
    """With the sign of the body's own level a document of that day may be known: then the number is the wrong one."""
    stem = number.canonical.removesuffix(level.sign) if number.canonical.endswith(level.sign) else ""
    meant = [
        (stem + own.sign, work)
        for own in _LEVELS
        if stem and own.fits(named)
        for work in case.trial.lookup.works_for_number(stem + own.sign)
        if work.value("date") == case.citation.date and same_issuer(named.name, work.value("issuer") or "")
    ]
    if len(meant) != 1 or not case.citation.date:
        return _finding(case, None, f"của {level.vi}", f"that of {level.en}", 0.9)
    swapped, work = meant[0]
    return about_citation(
        case,
        "WrongNumber",
        top="warning",
        confidence=0.9,
        written=case.citation.number,
        actual=swapped,
        work=work.iri,
        message=Message(
            f"Ký hiệu {number.canonical} là của {level.vi}; văn bản ngày này của {named.name} là {swapped}.",
            f"The sign of {number.canonical} is that of {level.en}; "
            f"the document of this day of {named.name} is {swapped}.",
        ),
        evidence=[shown(f) for f in work.facts if f.field in {"number", "date"}][:2],
        correction=corrected(case.citation, "number", swapped, misread=case.doubtful),
    )


def _council_for_committee(number: DocumentNumber, named: Body) -> str | None:
    """People's council and people's committee of one place, the one written with the sign of the other."""
    of_sign = dict(_COUNCIL_AND_COMMITTEE).get(number.sign.replace("/", "-").rpartition("-")[2])
    bases = {base for _, base in _COUNCIL_AND_COMMITTEE}
    if of_sign is None or named.base == of_sign or named.base not in bases:
        return None
    return named.name.replace(named.base, of_sign, 1)


def _body_of(number: DocumentNumber, case: Case) -> Body | None:
    """Whose sign it is at the place of the body written."""
    context = context_of(case.citation.issuer, place=case.trial.record.document.place)
    name = issuer_of_sign(number.sign, context=context)
    return find_body(name) if name and ";" not in name else None


def _alike(named: Body, actual: Body) -> bool:
    """Two departments, or two organs of Party committees: a committee and its organs are named for each other."""
    if named.kind == actual.kind == "department":
        return named.base.startswith("Sở ") and actual.base.startswith("Sở ")
    return named.kind == actual.kind == "party" and all(b.base.startswith(_PARTY_ORGANS) for b in (named, actual))


def _spells(sign: str, base: str) -> bool:
    """The body's initials hold the letters of the sign's last part, in their order."""
    letters = [c for c in fold_text(sign.replace("/", "-").rpartition("-")[2]) if c.isalpha()]
    initials = iter(word[0] for word in fold_text(base).split() if word[0].isalpha())
    return all(letter in initials for letter in letters)


def _finding(case: Case, actual: str | None, vi: str, en: str, confidence: float) -> Finding:
    citation = case.citation
    return about_citation(
        case,
        "WrongIssuer",
        top="warning",
        confidence=confidence,
        written=citation.issuer,
        actual=actual,
        message=Message(
            f"Ký hiệu {citation.number} là {vi}, không phải của {citation.issuer}.",
            f"The sign of {citation.number} is {en}, not that of {citation.issuer}.",
        ),
        correction=corrected(citation, "issuer", actual, misread=case.doubtful) if actual else None,
    )
