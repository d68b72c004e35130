"""What a list says of one document, and the row to review that it makes.

Whose a document is, a list seldom writes out: the words beside it ("của HĐND tỉnh") and its sign are read from the
place of the body that decided the list. A province that others were merged into lists the documents of all of them:
what is older than the merger is read from the one that the row names. What neither tells stays open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.register.rows import RegisterRow
from ontology.bodies import Context, find_body
from ontology.body_history import merged_into
from ontology.body_signs import issuer_of_sign
from ontology.dates import make_date
from ontology.fold import fold_text
from ontology.numbers import parse_number
from ontology.places import Place

_NUMBER = re.compile(r"\b(\d+[\d.]*[a-zđ]?\s*(?:/\s*(?:19|20)\d\d)?\s*[/-]\s*[^\W\d_][^\s,;()]*)", re.I)
_DATE = re.compile(
    r"(\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(\d{1,2})\s*(?:/|-|\.|\s+năm\s+)\s*"
    r"((?:19|20)\d\d|(?:1\s9|2\s0)\d\d|(?:19|20)\s\d\d|(?:19|20)\d\s\d)(?!\d)"  # or broken by a narrow column
)
_REST = re.compile(r"\s+([^\s,;()]+)")
_REASON = re.compile(
    r"(?P<act>thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|sửa\s+đổi(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?|bổ\s+sung|hết\s+hiệu\s+lực(?=\s+một))"
    r"\s*(?P<part>một\s+phần\s*)?(?:bởi|bằng|theo|tại|của)\s*(?P<rest>.+)",
    re.I | re.S,
)
# What was done, folded, and the register's label for it: to the whole, and to a part.
_ACTS = (
    ("thay the", "được thay thế bởi", "hết hiệu lực một phần bởi"),
    ("sua doi", "được sửa đổi, bổ sung bởi", "được sửa đổi, bổ sung bởi"),
    ("bo sung", "được bổ sung bởi", "được bổ sung bởi"),
    ("", "bị bãi bỏ bởi", "hết hiệu lực một phần bởi"),
)
_CHANGED_ONLY = ("sua doi", "bo sung")  # a document that was amended goes on
_SUBJECT = re.compile(
    r"\b(?:về|quy định|hướng dẫn|sửa đổi|ban hành|phê duyệt|điều chỉnh|bãi bỏ|thay thế|công bố|bổ sung)\b", re.I
)
TYPES = ("Nghị quyết liên tịch", "Thông tư liên tịch", "Nghị quyết", "Quyết định", "Chỉ thị", "Nghị định", "Thông tư",
         "Pháp lệnh", "Bộ luật", "Luật", "Kế hoạch")  # fmt: skip
_JOINED = re.compile(rf"\s*(?:,|;|\bvà\b)\s*(?:{'|'.join(TYPES)})?\s*(?:số\s*)?$", re.I)  # before the next number
# "Quyết định của UBND tỉnh ban hành …", "Nghị quyết về …": the type is no part of the subject
_OPENING_TYPE = re.compile(
    rf"\s*(?:{'|'.join(TYPES)})\s+(?=(?:của|do|về|quy định|hướng dẫn|sửa đổi|ban hành|phê duyệt|điều chỉnh|bãi bỏ|"
    r"thay thế|công bố|bổ sung|thông qua)\b)",
    re.I,
)
_WORDS_BEFORE_DATE = 12  # "của Ủy ban nhân dân tỉnh … ban hành ngày"
_OF_BODY = re.compile(r"^\W*(?:của|do)\s+(?P<body>[^,;.()]+)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One document of a list. `partly`: only a part of it is no longer in force, `part` names it. `by`: whose it is,
    as the list words it."""

    number: str
    type: str | None
    date: str | None
    title: str | None
    reason: str
    until: str | None
    partly: bool = False
    part: str | None = None
    by: str | None = None

    def rows(self, *, here: Context, source: str, retrieved_on: str | None) -> tuple[RegisterRow, ...]:
        """The rows to review: one for each document that acted, or one. `here` is the place of the body whose list it
        is."""
        reason = _REASON.search(self.reason)
        acting = _find_acting(reason["rest"]) if reason else []
        act = fold_text(reason["act"]) if reason else ""
        changed = act.startswith(_CHANGED_ONLY)
        partly = self.partly or changed or bool(reason and reason["part"])
        _, whole_label, part_label = next(row for row in _ACTS if act.startswith(row[0]))
        words = f"{self.title or ''} {self.by or ''} {self.reason}"
        issuer = _issuer(self.number, self.by, _at_the_time(here, self.date, words))
        actors = [_issuer(a.number, a.by, _at_the_time(here, a.date, a.by or "")) for a in acting]
        for a, actor in zip(acting, actors, strict=True):  # two documents of one sign: one body
            if _same_office(self.number, a.number) and _same_era(here, self.date, a.date):
                issuer = issuer or actor
        row = RegisterRow(
            number=self.number, type=self.type, date=self.date, issuer=issuer, title=self.title,
            in_force_to=None if partly else self.until, part=(self.part or "một phần") if partly else None,
            source=source, retrieved_on=retrieved_on,
        )  # fmt: skip
        return tuple(
            replace(
                row, relation=part_label if partly else whole_label, related_number=a.number, related_type=a.type,
                related_date=a.date, relation_from=self.until,
                related_issuer=actor or (issuer if _same_office(self.number, a.number) else None),
            )
            for a, actor in zip(acting, actors, strict=True)
        ) or (row,)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Acting:
    """A document that a reason names."""

    number: str
    type: str | None
    date: str | None
    by: str | None


def _find_acting(words: str) -> list[_Acting]:
    """The documents that acted: the first that is named, and those joined to it by "và" or a comma; a number within a
    subject is another's. What is said of the body behind the last holds for all.

    >>> [a.number for a in _find_acting("Nghị quyết số 9/2025/NQ-HĐND ngày 16/8/2025 và Nghị quyết số 10/2025/NQ-HĐND")]
    ['9/2025/NQ-HĐND', '10/2025/NQ-HĐND']
    >>> [a.number for a in _find_acting("Quyết định số 5/2025/QĐ-UBND sửa đổi Quyết định số 6/2020/QĐ-UBND")]
    ['5/2025/QĐ-UBND']
    """
    places = [m.start() for m in _NUMBER.finditer(words)]
    found: list[_Acting] = []
    opened = 0
    for at, start in enumerate(places):
        joined = _JOINED.search(words, places[at - 1] if at else 0, start)
        if at and (joined is None or _SUBJECT.search(words, places[at - 1], joined.start())):
            break
        opened = joined.start() if at and joined else opened
        following = _JOINED.search(words, start, places[at + 1]) if at + 1 < len(places) else None
        own = words[opened : following.start() if following else len(words)]
        if number := find_number(own):
            found.append(_Acting(number=number, type=find_type_word(own), date=find_date(own), by=find_body_words(own)))
    last = next((a.by for a in reversed(found) if a.by), None)
    return [replace(a, by=a.by or (last if _same_office(a.number, found[-1].number) else None)) for a in found]


def _issuer(number: str, by: str | None, there: Context) -> str | None:
    """Whose a document is: the body that words name, else the one that its sign means there."""
    return _body_named(by, there) or _issuer_by_sign(number, there)


def _at_the_time(here: Context, date: str | None, words: str) -> Context:
    """The place that a document of a day speaks from: before a merger, the one province that the words name."""
    former = merged_into(here.province) if here.province else ()
    if not former or not here.province or not _is_older(former, date):
        return here
    said = fold_text(words)
    named = {p for p in (here.province, *(f.full for f in former)) if re.search(rf"\b{fold_text(p)}\b", said)}
    if len(named) != 1:
        return Context()
    return Context(province=named.pop())


def _is_older(former: Sequence[Place], date: str | None) -> bool:
    return any(date is None or (place.until is not None and date < place.until) for place in former)


def _same_era(here: Context, one: str | None, other: str | None) -> bool:
    """Whether both days lie on one side of a merger."""
    former = merged_into(here.province) if here.province else ()
    return _is_older(former, one) == _is_older(former, other)


def _issuer_by_sign(number: str, here: Context) -> str | None:
    """Who numbers so at the level of the body whose list it is: a province's list holds the province's documents."""
    parsed = parse_number(number)
    if parsed is None:
        return None
    body = find_body(here.issuer, context=here) if here.issuer else None
    if body is not None and body.place is not None:
        here = replace(Context(), **{body.place.level: body.place.full})
    return issuer_of_sign(parsed.sign, context=here)


def _body_named(words: str | None, here: Context) -> str | None:
    """The full name of the body that the words mean, read from `here`; None while its place is open."""
    body = find_body(words, context=here) if words else None
    return body.name if body is not None and body.placed and not body.collective else None


def _same_office(number: str, acting: str) -> bool:
    """Two signs that end in the same body."""
    return fold_text(re.split(r"[-/]", number)[-1]) == fold_text(re.split(r"[-/]", acting)[-1])


def find_number(words: str) -> str | None:
    """The first document number in a cell; one that a narrow column broke is put together.

    >>> find_number("Thông tư số 05/2024/TT-BLĐTBXH ngày 10/5/2024"), find_number("không")
    ('05/2024/TT-BLĐTBXH', None)
    >>> find_number("08/2024/N Q-HĐND ngày 12/11/201 8"), find_number("15/2020/QĐ -UBND ngày 2/3/2020")
    ('08/2024/NQ-HĐND', '15/2020/QĐ-UBND')
    """
    match = _NUMBER.search(words)
    if match is None:
        return None
    number = re.sub(r"\s+", "", match[1]).rstrip(".")
    rest = _REST.match(words, match.end())
    if rest and (rest[1][0] in "-/" or not is_whole(number)) and is_whole(number + rest[1].rstrip(".")):
        return number + rest[1].rstrip(".")
    return number


def is_whole(number: str) -> bool:
    """Whether a number has a sign that documents have, rather than half of one."""
    parsed = parse_number(number)
    return parsed is not None and bool(parsed.types)


def find_date(words: str) -> str | None:
    """The first date in a cell.

    >>> find_date("ngày 12/11/201 8"), find_date("02 tháng 3 năm 2020")
    ('2018-11-12', '2020-03-02')
    """
    match = _DATE.search(words)
    return make_date(int(match[1]), int(match[2]), int("".join(match[3].split()))) if match else None


def find_body_words(words: str) -> str | None:
    """Whose document it is, as the words after its number and date say.

    >>> find_body_words("Nghị quyết số 5/2024/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh quy định mức thu")
    'HĐND tỉnh'
    """
    match = _OF_BODY.search(_after_name(words))
    if match is None:
        return None
    subject = _SUBJECT.search(match["body"])
    return (match["body"][: subject.start()] if subject else match["body"]).strip() or None


def find_title(words: str) -> str | None:
    """The subject, without the number, the date and the body that a cell or an entry opens with.

    >>> find_title("50/2021/QĐ-UBND ngày 10/12/2021 ban hành Quy định về giá đất"), find_title("Về việc khác")
    ('ban hành Quy định về giá đất', 'Về việc khác')
    """
    rest = _after_name(words)
    if body := _OF_BODY.search(rest):
        subject = _SUBJECT.search(rest, body.start("body"))
        rest = rest[subject.start() :] if subject else rest[body.end() :]
    return rest.strip(" .,;:–-") or None


def strip_type(title: str) -> str:
    """A title without the type that it opens with.

    >>> strip_type("Quyết định ban hành Quy định B, thay thế Quyết định số 11/2010/QĐ-UBND")
    'ban hành Quy định B, thay thế Quyết định số 11/2010/QĐ-UBND'
    """
    opening = _OPENING_TYPE.match(title)
    return title[opening.end() :] if opening else title


def _after_name(words: str) -> str:
    """What follows the number and the date that words open with; all of them when they open with neither."""
    words = strip_type(words)
    number = _NUMBER.search(words)
    opening = words[: number.start()] if number else ""
    if number is None or _SUBJECT.search(opening):  # a number inside the subject is another document's
        return words
    rest = words[number.end() :]
    date = _DATE.search(rest)
    if date and not _SUBJECT.search(rest, 0, date.start()) and len(rest[: date.start()].split()) <= _WORDS_BEFORE_DATE:
        between = rest[: date.start()]
        of = _OF_BODY.search(between)
        rest = (between[of.start() :] if of else "") + rest[date.end() :]
    return rest


def find_type_word(words: str) -> str | None:
    """The first type word of a cell, wherever it stands."""
    folded = fold_text(words)
    places = [(at, -len(name), name) for name in TYPES if (at := folded.find(fold_text(name))) >= 0]
    return min(places)[2] if places else None
