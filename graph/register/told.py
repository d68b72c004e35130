"""What a list says of one document, and the row to review that it makes."""

import re
from dataclasses import dataclass

from graph.register.rows import RegisterRow
from ontology.bodies import issuer_of_sign
from ontology.dates import make_date
from ontology.fold import fold_text
from ontology.numbers import parse_number

_NUMBER = re.compile(r"\b(\d+[\d.]*[a-zđ]?\s*(?:/\s*(?:19|20)\d\d)?\s*[/-]\s*[^\W\d_][^\s,;()]*)", re.I)
_DATE = re.compile(r"(\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(\d{1,2})\s*(?:/|-|\.|\s+năm\s+)\s*((?:19|20)\d\d)")
_REASON = re.compile(
    r"(?P<act>thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)\s*(?:một\s+phần\s*)?(?:bởi|bằng|theo|tại|của)\s*(?P<rest>.+)",
    re.I | re.S,
)
TYPES = ("Nghị quyết liên tịch", "Thông tư liên tịch", "Nghị quyết", "Quyết định", "Chỉ thị", "Nghị định", "Thông tư",
         "Pháp lệnh", "Bộ luật", "Luật", "Kế hoạch")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One document of a list. `partly`: only a part of it is no longer in force."""

    number: str
    type: str | None
    date: str | None
    title: str | None
    reason: str
    until: str | None
    partly: bool = False

    def row(self, *, issuer: str | None, source: str, retrieved_on: str | None) -> RegisterRow:
        """The row to review. The sign says whose a document is where it can; else `issuer`, whose list it is."""
        reason = _REASON.search(self.reason)
        acting = find_number(reason["rest"]) if reason else None
        replaced = reason is not None and fold_text(reason["act"]) == "thay the"
        label = "được thay thế bởi" if replaced else "bị bãi bỏ bởi"
        if self.partly:
            label = "hết hiệu lực một phần bởi"
        rest = reason["rest"] if acting and reason else ""
        same = issuer if acting and _same_office(self.number, acting) else None
        return RegisterRow(
            number=self.number, type=self.type, date=self.date, issuer=_issuer(self.number, issuer), title=self.title,
            in_force_to=None if self.partly else self.until, relation=label if acting else None,
            related_number=acting, related_type=find_type_word(rest), related_date=find_date(rest),
            related_issuer=_issuer(acting, same) if acting else None, relation_from=self.until if acting else None,
            source=source, retrieved_on=retrieved_on,
        )  # fmt: skip


def _issuer(number: str, otherwise: str | None) -> str | None:
    parsed = parse_number(number)
    return (issuer_of_sign(parsed.sign) if parsed else None) or otherwise


def _same_office(number: str, acting: str) -> bool:
    """Two signs that end in the same body."""
    return fold_text(re.split(r"[-/]", number)[-1]) == fold_text(re.split(r"[-/]", acting)[-1])


def find_number(words: str) -> str | None:
    """The first document number in a cell.

    >>> find_number("Thông tư số 05/2024/TT-BLĐTBXH ngày 10/5/2024"), find_number("không")
    ('05/2024/TT-BLĐTBXH', None)
    """
    match = _NUMBER.search(words)
    return re.sub(r"\s+", "", match[1]).rstrip(".") if match else None


def find_date(words: str) -> str | None:
    """The first date in a cell."""
    match = _DATE.search(words)
    return make_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def find_type_word(words: str) -> str | None:
    """The first type word of a cell, wherever it stands."""
    folded = fold_text(words)
    places = [(at, -len(name), name) for name in TYPES if (at := folded.find(fold_text(name))) >= 0]
    return min(places)[2] if places else None
