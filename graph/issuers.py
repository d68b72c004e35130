"""Two names of bodies beside each other: may they be of one?

A citation shortens names, leaves out the place, or names the head for the body. Equal means reduced to the same
words; a name without its place may be that body. It never takes the Government for the Prime Minister.
"""

import re

from ontology.bodies import canonical_body
from ontology.fold import fold_text

_OFFICE = re.compile(
    r"^(bo truong|thu truong|thong doc|chu nhiem|chu tich|tong thanh tra|vien truong|chanh an|giam doc|tong giam doc"
    r"|truong ban)\b,?\s*"
)
_LOOSE = re.compile(r"\b(khoa\s+[ivxl]+|nhiem ky \S+|dang cong san viet nam|dang|nuoc chxhcn viet nam)\b")
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ttg": "thu tuong chinh phu",
    "bch": "ban chap hanh",
    "tw": "trung uong",
    "tu": "tinh uy",
    "ubtvqh": "uy ban thuong vu quoc hoi",
}
_TOPS = {"chinh phu", "thu tuong chinh phu", "thu tuong", "quoc hoi", "uy ban thuong vu quoc hoi"}


def issuer_words(name: str) -> str:
    """The name of a body reduced to what tells it from others: no marks, no office of its head, no term.

    >>> issuer_words("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ") == issuer_words("Văn phòng Chính phủ")
    True
    """
    words = re.sub(r"[^\w\s]", " ", fold_text(name))
    words = " ".join(_SHORT.get(w, w) for w in words.split())
    previous = ""
    while words != previous and words not in {"chu tich nuoc"}:
        previous, words = words, _OFFICE.sub("", words)
    words = " ".join(_LOOSE.sub(" ", words).split())
    if words.startswith("tinh uy "):
        words = "ban chap hanh bo tinh " + words[8:]
    return words


def names_meant(typed: str) -> tuple[str, ...]:
    """What somebody may mean who types a body's name: the words, the full name, the words with short forms spelt out.

    >>> names_meant("UBND tỉnh Hà Tĩnh")
    ('UBND tỉnh Hà Tĩnh', 'Ủy ban nhân dân tỉnh Hà Tĩnh', 'uy ban nhan dan tinh ha tinh')
    >>> names_meant("stnmt")
    ('stnmt', 'Sở Tài nguyên và Môi trường')
    """
    spelt = " ".join(_SHORT.get(word, word) for word in fold_text(typed).split())
    found = (typed, canonical_body(typed) or canonical_body(typed.upper()), spelt)
    return tuple(dict.fromkeys(name for name in found if name))


def same_issuer(written: str, actual: str) -> bool:
    """Whether two names may be of one body: equal, or one leaves out the place the other gives."""
    ones = {issuer_words(part) for part in written.split(";")}
    others = {issuer_words(part) for part in actual.split(";")}
    return any(_may_be_one(a, b) for a in ones for b in others)


def _may_be_one(a: str, b: str) -> bool:
    if a == b:
        return True
    if a in _TOPS or b in _TOPS:  # "Chính phủ" is no short form of "Thủ tướng Chính phủ" or "Văn phòng Chính phủ"
        top, other = (a, b) if a in _TOPS else (b, a)
        return {a, b} == {"thu tuong", "thu tuong chinh phu"} or (other not in _TOPS and other.startswith(top + " "))
    short, long = sorted((a, b), key=len)
    return bool(short) and (long.startswith(short + " ") or long.endswith(" " + short))
