"""Document numbers where they stand: `30/2020/NĐ-CP`, `18-NQ/TW`, `08/KH-⏎⏎UBND`, `số76/NQ-CPngày`.

The forms are rows of `number_forms.toml`, each with its examples and counterexamples; this module finds where a number begins
and ends around an anchor and says which row it follows. It refuses what has no letters after its digits, and digits that
are part of a longer word.
"""

# ruff: noqa: E501  patterns are read as one line

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.citations.folded import Page, fold_page

_W = r"\s{0,90}"
# A part of a sign: capitals, with small letters only where rows have them (TTg, CTr, ThU), then perhaps a term (QH13).
# What follows must not be a small letter, unless a word is glued on ("CPngày").
_PART = (
    r"(?:[A-Z&]{2,14}(?:[a-z]{1,2}[A-Z]{0,10})?|[A-Z][a-z]{1,2}[A-Z]{1,10}|[CT]tr|Qd|Nd|Kh|Tb|Hd|Nq|Bc|Ct|[A-Z])\d{0,3}"
    r"(?:(?![A-Za-z0-9])|(?=ngay|cua|ve\b)|(?=[A-Z][a-z]{2}))"
)
_HEAD = re.compile(
    r"(?P<serial>\d{1,9}(?:\.\d{1,3})?[A-Za-z]?)(?:"
    + _W
    + r"(?=[/-])|(?= ))(?:/"
    + _W
    + r"(?P<year>(?:19|20)\d\d)"
    + _W
    + r"(?=[/-]))?"
    r"(?:(?P<sep>[/-])" + _W + r"|(?<!\s)[ ]{1,2}(?=[A-Z]{2,5}[a-z]?[ ]?[/-][ ]?[A-Z]{2}))"
)
_SMALL_SIGN = re.compile(r"[a-z]{2,8}\d{0,2}(?:[-/][a-z]{2,12}\d{0,2}){0,3}(?![A-Za-z0-9/-])")
# The division behind a council's sign: 88/BC-HĐND.KTNS. A new sentence glued to a number is none.
_DIVISION = re.compile(
    r"\.(?!(?:UBND|HDND|UB|TM|TL|TUQ|BCH|BTV|CP|TTHC|CCHC|TW|TU)(?![A-Z]))[A-Z]{2,5}\d?(?=[\s,;:)]|$)(?!\s+[A-Z])"
)
_SIGN_PART = re.compile(_PART)
_JOINT = re.compile(r"(?P<before>\s{0,90})(?P<joint>[-/.])(?P<after>\s{0,90})")
_YEAR_BEFORE = re.compile(r"(?P<serial>\d{1,9}(?:\.\d{1,3})?[A-Za-z]?)\s{0,90}/\s{0,90}$")


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A row: how the folded sign of such a number looks, and how numbers of its kind are written."""

    id: str
    vi: str
    en: str
    pattern: re.Pattern[str]
    marked_only: bool  # counts only after "số" or a type word
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number as it stands. `sign` is its text without spaces, `folded` its sign without marks."""

    start: int
    end: int
    serial: str
    year: int | None
    sign: str
    folded_sign: str
    canonical: str


def read_forms() -> tuple[NumberForm, ...]:
    """The rows, in the order they are tried."""
    rows = tomllib.loads(Path(__file__).with_name("number_forms.toml").read_text(encoding="utf-8"))["form"]
    return tuple(
        NumberForm(
            row["id"],
            row["vi"],
            row["en"],
            re.compile(row["pattern"]),
            row.get("marked_only", False),
            tuple(row["examples"]),
            tuple(row.get("counterexamples", ())),
        )
        for row in rows
    )


FORMS = read_forms()

# How parts are spelt where the page lost the mark or the case: folded in lower case -> as the rules spell it.
_SPELT = {
    part.translate(str.maketrans("Đđ", "Dd")).lower(): part
    for part in [
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "QyĐ",
        "TC",
        "TB",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "BC",
        "BB",
        "TTr",
        "CĐ",
        "NĐ",
        "TT",
        "TTLT",
        "NQLT",
        "VBHN",
        "KL",
        "QĐi",
        "CV",
        "TTg",
        "CP",
        "QH",
        "HĐND",
        "UBND",
        "UBTVQH",
        "TW",
        "TU",
        "HU",
        "ThU",
        "ĐU",
        "BLĐTBXH",
        "BKHĐT",
        "BGDĐT",
        "BGTVT",
        "BTTTT",
        "BTNMT",
        "BKHCN",
        "BNV",
        "BTC",
        "BTP",
        "BYT",
        "BXD",
        "BCT",
        "BNNPTNT",
        "BNNMT",
        "BQP",
        "BCA",
        "VPCP",
        "HĐTP",
        "TANDTC",
        "SLĐTBXH",
        "SKHĐT",
        "SGDĐT",
        "STTTT",
        "STNMT",
        "SKHCN",
        "SNV",
        "STC",
        "STP",
        "SYT",
        "SXD",
        "SCT",
        "BTGTU",
        "BTGDVTW",
        "VPTW",
        "VPTU",
        "BTCTW",
        "UBKTTW",
        "BCĐ",
        "CTUBND",
        "HĐTĐ",
    ]
}


@lru_cache(maxsize=4096)
def _spelt_and_folded(sign: str) -> tuple[str, str]:
    spelt = spell_sign(sign)
    return spelt, fold_page(spelt).folded


def spell_sign(sign: str) -> str:
    """A sign in correct spelling: `Qd-UBND` and `QD–UBND` are `QĐ-UBND`. What no row knows stays as it is."""
    plain = sign.replace("Ð", "Đ").replace("–", "-").replace("—", "-").replace("−", "-").replace("‑", "-")
    parts = re.split(r"([-/.])", plain)
    return "".join(_SPELT.get(fold_page(part).low, part) for part in parts)


def _number_start(folded: str, digit: int) -> int | None:
    """Where the number around a digit begins: back over its digits, and over a serial before a year."""
    start = digit
    while start > 0 and digit - start < 10 and (folded[start - 1].isdigit() or folded[start - 1] == "."):
        start -= 1
    while folded[start] == ".":
        start += 1
    if digit - start >= 10:
        return None
    if folded[max(0, start - 91) : start].rstrip().endswith("/"):
        before = _YEAR_BEFORE.search(folded, max(0, start - 110), start)
        start = before.start() if before is not None else start
    if (
        start
        and folded[start - 1].isalpha()
        and not re.search(r"(?:\b|[a-z])so$", folded[max(0, start - 4) : start].lower())
    ):
        return None
    return start


def _sign_end(folded: str, at: int, party: bool) -> int:
    """Where a sign that begins at `at` ends; `at` itself when there is none."""
    end, parts, body = at, 0, False
    while parts < 6:
        part = _SIGN_PART.match(folded, at)
        if part is None:
            return end
        end, parts = part.end(), parts + 1
        joint = _JOINT.match(folded, end)
        if joint is None or (body and joint["before"] and joint["after"]):
            return end
        if joint["joint"] == "." and parts > 1:
            division = _DIVISION.match(folded, end)
            return division.end() if division else end
        if joint["joint"] == "." and (joint["before"] or joint["after"]):
            return end
        if joint["joint"] == "/" and body and (joint["before"] or joint["after"]):
            return end
        body = body or not party or joint["joint"] == "/"
        at = joint.end()
    return end


def _small_sign_end(folded: str, at: int) -> int:
    """Where a sign in small letters ends whose parts are all known: nđ-cp, qh15; `at` itself when there is none."""
    found = _SMALL_SIGN.match(folded, at)
    parts = re.split(r"[-/]", found[0]) if found else []
    known = bool(parts) and all(part.rstrip("0123456789") in _SPELT for part in parts)
    return found.end() if found and known else at


def read_number(page: Page, digit: int) -> WrittenNumber | None:
    """The number around an anchor's digit, or None when what stands there is not shaped like one."""
    folded = page.folded
    start = _number_start(folded, digit)
    if start is None:
        return None
    head = _HEAD.match(folded, start)
    if head is None:
        return None
    at = head.end()
    joint = head["sep"] or " "  # "1112 QĐ/UB" has a blank there
    end = _sign_end(folded, at, joint != "/")
    small = end == at
    if small:
        end = _small_sign_end(folded, at)
    if end == at:
        return None
    sign, shown = page.text[at:end], folded[at:end]
    if len(shown.split()) > 1:  # broken over lines or cells
        sign = "".join(c for c, plain in zip(sign, shown, strict=True) if not plain.isspace())
    sign = sign.upper() if small else sign
    spelt, folded_sign = _spelt_and_folded(sign)
    year = int(head["year"]) if head["year"] else None
    middle = f"/{year}" if year else ""
    return WrittenNumber(
        start,
        end,
        head["serial"],
        year,
        spelt,
        folded_sign,
        f"{head['serial']}{middle}{joint}{spelt}",
    )


def form_of(number: WrittenNumber, *, marked: bool) -> str | None:
    """The id of the row a number follows; None when no row admits it."""
    return _form(_form_key(number), marked)


def _form_key(number: WrittenNumber) -> str:
    """The number folded, its digits made one: numbers of one form have one key."""
    serial = "1.1" if "." in number.serial else "1"
    tail = number.serial[-1:] if number.serial[-1:].isalpha() else ""
    year = "/2000" if number.year else ""
    joint = number.canonical[len(number.canonical) - len(number.sign) - 1]
    return f"{serial}{tail}{year}{joint}{number.folded_sign}"


@lru_cache(maxsize=4096)
def _form(key: str, marked: bool) -> str | None:
    return next((row.id for row in FORMS if (marked or not row.marked_only) and row.pattern.fullmatch(key)), None)
