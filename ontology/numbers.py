"""Document numbers: `08/KH-UBND`, `30/2020/NĐ-CP`, `12-NQ/TU`, taken apart and put together.

The forms are rows (`tables/number_forms.toml`), each with examples and counterexamples. A number is kept as it is
written, in correct spelling: capitals, Đ and stray spaces are put right; separators stay as written (`22/NQ-TU`,
`15/CTr.UBND`, `NĐCP`). Every such thing is named in `defects`, and `proper` is the number as it ought to be written.
It refuses to guess: what it cannot read is None, and a sign it does not know stays as it is.

>>> number = parse_number("61/2018/NĐCP")
>>> number.canonical, number.proper, number.type_abbr, number.body_abbr, number.style, number.defects
('61/2018/NĐCP', '61/2018/NĐ-CP', 'NĐ', 'CP', 'normative', ('hyphen_lost',))
>>> parse_number("22/NQ-TU").proper, parse_number("05-KH/UBND").proper
('22-NQ/TU', '05/KH-UBND')
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ontology.fold import fold_key, fold_text
from ontology.signs import is_party_sign, is_union_sign, spell_body
from ontology.types import TYPES, DocumentType, agrees, spell_abbreviation, types_of_abbreviation, types_of_sign

Style = Literal["state", "normative", "assembly", "party", "letter", "body_only", "unknown"]

_SERIAL = r"\d+(?:\.\d+)*(?:[a-zđ](?![^\W\d_]))?"
_NUMBER = re.compile(
    rf"\s*(?P<serial>{_SERIAL})\s*(?:/\s*(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"(?:\s*(?P<sep>[/-])\s*|[ ](?=[^\W\d_]{2,5}[/-][^\W\d_]{2}))(?P<sign>[^\W\d_].*?)[\s.,;:]*",
    re.I,
)
_SIGN = re.compile(r"[^\W_][\w&]*(?:[-/.,&][\w&]+)*")
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "\u2011": "-", "Ð": "Đ", "ð": "đ", "\u00ad": None})
_JOINT = frozenset({"TTLT", "TT-LT", "NQLT", "NQ-LT", "TTLB", "TT-LB"})
_MIXED = frozenset({"CTR", "TTR", "QYĐ", "QĐI", "TTG", "TRS"})
_ABBREVIATIONS = sorted({a for t in TYPES for a in t.abbreviations}, key=len, reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """A number taken apart.

    `canonical` is how the record writes it, `proper` how it ought to be written; `defects` are rows of
    `number_forms.toml`.
    """

    serial: str
    year: int | None
    sign: str
    canonical: str
    proper: str = ""
    type_abbr: str | None = None
    body_abbr: str | None = None
    style: Style = "unknown"
    defects: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[DocumentType, ...]:
        """The types its sign may stand for, the likeliest first."""
        if self.type_abbr is None:
            return types_of_sign(self.sign, party=self.party)
        return types_of_abbreviation(self.type_abbr, party=self.party or self.of_union)

    def allows(self, type_: str) -> bool | None:
        """Whether a type word can stand before it; None when either does not tell.

        The Front and the unions have the Party's types beside the State's: TT of theirs is a thông tri.

        >>> parse_number("28/TT-MTTW-BTT").allows("Thông tri"), parse_number("28/2023/TT-BTC").allows("Thông tri")
        (True, False)
        """
        lists = (True, False) if self.of_union else (self.party,)
        ways = {agrees(type_, self.sign, party=party) for party in lists}
        return True if True in ways else False if False in ways else None

    @property
    def blank(self) -> bool:
        """Whether a blank stands before the sign, as was typed before 2005 ("340 TT/TCCQ")."""
        return " " in self.canonical

    @property
    def party(self) -> bool:
        """Whether a Party body numbered it."""
        return bool(self.body_abbr and is_party_sign(self.body_abbr))

    @property
    def of_union(self) -> bool:
        """Whether the Front or a union numbered it."""
        return bool(self.body_abbr and is_union_sign(self.body_abbr))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What stands after the serial and the year, taken apart."""

    text: str
    type_abbr: str | None
    body_abbr: str | None
    defects: tuple[str, ...] = ()
    proper: str = ""  # in State form


@lru_cache(maxsize=65536)
def parse_number(written: str) -> DocumentNumber | None:
    """The parts of a number, or None."""
    plain = written.translate(_DASHES)
    match = _NUMBER.fullmatch(plain)
    sign = parse_sign(match["sign"]) if match else None
    if match is None or sign is None:
        return None
    serial, year, separator = match["serial"].lower(), match["year"], match["sep"] or " "
    head = f"{serial}/{year}" if year else serial
    style = _style(sign, separator, year is not None)
    defects = list(sign.defects)
    if len(written.split()) > (1 if match["sep"] else 2) and "space" not in defects:
        defects.append("space")
    if "Ð" in written or "ð" in written:
        defects.append("eth")
    defects += _misplaced(sign, separator, style)
    return DocumentNumber(
        serial=serial,
        year=int(year) if year else None,
        sign=sign.text,
        canonical=f"{head}{separator}{sign.text}",
        proper=_proper(head, separator, sign),
        type_abbr=sign.type_abbr,
        body_abbr=sign.body_abbr,
        style=style,
        defects=tuple(dict.fromkeys(defects)),
    )


@lru_cache(maxsize=65536)
def parse_sign(written: str) -> Sign | None:
    """A sign (`KH-UBND`, `NQ/TU`, `QH15`) in correct spelling, with its parts; None when it is no sign at all."""
    compact = re.sub(r"\s+", "", written.translate(_DASHES))
    if not _SIGN.fullmatch(compact) or not _capitals(compact):
        return None
    pieces = re.split(r"([-/.,])", compact)
    parts, marks = pieces[::2], pieces[1::2]
    defects: list[str] = []
    if len(parts) == 1 and (split := _split_glued(parts[0])):
        parts, marks = list(split), [""]
        defects.append("hyphen_lost")
    party = len(parts) > 1 and (is_party_sign(parts[-1]) or is_party_sign(parts[1]))
    size = _type_size(parts, party)
    types = [_respell(p, spell_abbreviation(p, party=party) if size == 1 else None) for p in parts[:size]]
    bodies = [_respell(p, spell_body(p)) for p in parts[size:]]
    if types + bodies != parts:
        marked = any(
            fold_key(a) == fold_key(b) and a.upper() != b.upper() for a, b in zip(parts, types + bodies, strict=True)
        )
        defects.append("marks_lost" if marked else "case")
    if marks and marks[0] in (".", ","):
        defects.append("dot")
    spelled = types + bodies
    text = spelled[0] + "".join(m + p for m, p in zip(marks, spelled[1:], strict=True))
    return Sign(
        text=text,
        type_abbr="-".join(types) or None,
        body_abbr=_body_of(bodies, joint="-".join(types) in _JOINT),
        defects=tuple(defects),
        proper=spelled[0] + "".join("-" + p for p in spelled[1:])
        if marks and marks[0] in ("", "/", ".", ",")
        else text,
    )


def _capitals(sign: str) -> bool:
    """A sign opens with two capitals, or with an abbreviation that is known to have a small letter (`CTr`, `Ctr`)."""
    first = re.split(r"[-/.,]", sign)[0]
    return sum(c.isupper() for c in first) > 1 or first.upper() in _MIXED or sign.startswith("L-")


def _respell(part: str, spelled: str | None) -> str:
    return spelled if spelled is not None else part


def _type_size(parts: list[str], party: bool) -> int:
    """How many leading parts are the type's abbreviation: `TT-LT` is two, `UBND-NC` none."""
    if len(parts) > 2 and spell_abbreviation("-".join(parts[:2])) and not spell_body(parts[1]):
        return 2
    if len(parts) == 1:
        return 0
    return 1 if spell_abbreviation(parts[0], party=party) and not _is_letter(parts) else 0


def _is_letter(parts: list[str]) -> bool:
    """`CT-…` may be a type or a body; a known body before an unknown one is an official letter."""
    return spell_body(parts[0]) == parts[0] and spell_body(parts[1]) is None


def _body_of(bodies: list[str], *, joint: bool) -> str | None:
    if not bodies:
        return None
    return "-".join(bodies) if joint else bodies[0]


def _split_glued(sign: str) -> tuple[str, str] | None:
    """`NĐCP` → NĐ, CP: a type's abbreviation and a known body's, with the hyphen lost."""
    if spell_body(sign):
        return None
    for abbr in _ABBREVIATIONS:
        rest = sign[len(abbr) :]
        if sign.upper().startswith(abbr.upper()) and len(rest) > 1 and spell_body(rest):
            return sign[: len(abbr)], rest
    return None


def _proper(head: str, separator: str, sign: Sign) -> str:
    """Party bodies: `12-NQ/TU`; State bodies: `08/KH-UBND`; the Front and the unions: either, as written."""
    if sign.type_abbr is None or sign.body_abbr is None or is_union_sign(sign.body_abbr):
        return f"{head}{separator}{sign.text}"
    if is_party_sign(sign.body_abbr):
        return f"{head}-" + sign.proper.replace("-", "/", 1)
    return f"{head}/{sign.proper}"


def _style(sign: Sign, separator: str, yeared: bool) -> Style:
    if sign.type_abbr is None:
        if re.fullmatch(r"(?:UBTVQH|QH)\d{1,2}", sign.text):
            return "assembly"
        if sign.body_abbr == sign.text and spell_body(sign.text):
            return "body_only"
        return (
            "letter" if separator == "/" and not yeared and sign.body_abbr and spell_body(sign.body_abbr) else "unknown"
        )
    if yeared:
        return "normative"
    return "party" if separator == "-" else "state"


def _misplaced(sign: Sign, separator: str, style: Style) -> list[str]:
    """A Party sign in State form, or the other way round."""
    if sign.type_abbr is None or sign.body_abbr is None or is_union_sign(sign.body_abbr):
        return []
    if style == "state" and separator == "/" and is_party_sign(sign.body_abbr):
        return ["party_sign_in_state_form"]
    if separator == "-" and spell_body(sign.body_abbr) and not is_party_sign(sign.body_abbr):
        return ["state_sign_in_party_form"]
    if style == "party" and "/" not in sign.text and is_party_sign(sign.body_abbr):
        return ["party_separators"]
    return []


_KEY = re.compile(rf"({_SERIAL})(?:/((?:19|20)\d\d)(?!\d))?(.*)", re.S)


@lru_cache(maxsize=65536)
def number_key(written: str) -> str:
    """For comparing two numbers however they are typed: folded, without spaces, leading zeros or separators.

    >>> number_key("08/KH-UBND") == number_key("8 KH UBND") == number_key("8/KH/UBND") == number_key("8/KHUBND")
    True
    >>> number_key("66.17/2026/NQ-CP"), number_key("30c/NQ-CP"), number_key("12-NQ/TU")
    ('66.17-2026-nqcp', '30c-nqcp', '12-nqtu')
    """
    folded = re.sub(r"\s+", " ", fold_text(written).translate(_DASHES)).strip()
    match = _KEY.fullmatch(re.sub(r"\s*/\s*", "/", folded))
    if match is None:
        return fold_key(written)
    serial = ".".join(part.lstrip("0") or "0" for part in match[1].split("."))
    letters = "".join(c for c in match[3] if c.isalnum())
    return "-".join(part for part in (serial, match[2], letters) if part)
