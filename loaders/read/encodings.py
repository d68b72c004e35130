"""Bytes to Vietnamese text: UTF-8, UTF-16, Windows-1258, TCVN3 (ABC) and VNI, told apart by what reads as Vietnamese.

Legacy fonts drew Vietnamese over Latin-1 code points, so the bytes alone never say which encoding they are in: every
candidate is decoded and scored. UTF-8 that is valid is UTF-8 and is left exactly as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, cast

from loaders.read.quality import mark_share, vietnamese_share

# TCVN 5712:1993 (VN3) as the .VnTime fonts have it, from 0xA1; capitals beyond these share the small letters' codes.
_TCVN3_HIGH = {
    0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ",
    0xA8: "ă", 0xA9: "â", 0xAA: "ê", 0xAB: "ô", 0xAC: "ơ", 0xAD: "ư", 0xAE: "đ",
    0xB5: "à", 0xB6: "ả", 0xB7: "ã", 0xB8: "á", 0xB9: "ạ", 0xBB: "ằ", 0xBC: "ẳ", 0xBD: "ẵ", 0xBE: "ắ", 0xC6: "ặ",
    0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ", 0xCC: "è", 0xCE: "ẻ", 0xCF: "ẽ", 0xD0: "é", 0xD1: "ẹ",
    0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế", 0xD6: "ệ", 0xD7: "ì", 0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị",
    0xDF: "ò", 0xE1: "ỏ", 0xE2: "õ", 0xE3: "ó", 0xE4: "ọ", 0xE5: "ồ", 0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ",
    0xEA: "ờ", 0xEB: "ở", 0xEC: "ỡ", 0xED: "ớ", 0xEE: "ợ", 0xEF: "ù", 0xF1: "ủ", 0xF2: "ũ", 0xF3: "ú", 0xF4: "ụ",
    0xF5: "ừ", 0xF6: "ử", 0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự", 0xFA: "ỳ", 0xFB: "ỷ", 0xFC: "ỹ", 0xFD: "ý", 0xFE: "ỵ",
}  # fmt: skip
_TCVN3 = {chr(code): char for code, char in _TCVN3_HIGH.items()}

# VNI Windows: a letter, then a mark code. The mark's own case follows the letter's.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_SINGLE = {
    "ñ": "đ", "Ñ": "Đ", "ö": "ư", "Ö": "Ư", "ô": "ơ", "Ô": "Ơ",
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
    "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ",
}  # fmt: skip
_VNI_PAIR = re.compile(
    "([aeouyöôAEOUYÖÔ])([" + "".join(_VNI_MARKS) + "".join(m.upper() for m in _VNI_MARKS) + "])|(["
    + "".join(_VNI_SINGLE) + "])"
)  # fmt: skip
_TCVN3_RUN = re.compile("[" + "".join(_TCVN3) + "]+")
_SHOWN = re.compile("[\u00a1-\u00ff]")
# Letters and marks that Latin-1 has not, the commonest first.
_MODERN = "".join(
    dict.fromkeys(
        [
            "đ",
            "ư",
            "ạ",
            "ộ",
            "ế",
            "ơ",
            "ệ",
            *"ăĩũĂĐĨŨƠƯ",
            *map(chr, range(0x1EA0, 0x1EFA)),
            *map(chr, range(0x300, 0x324)),
        ]
    )
)
_SAMPLE = 20_000
Legacy = Literal["tcvn3", "vni"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


# Words without a small ASCII letter, side by side: a line drawn in a capitals font when one of them is plainly that.
_CAPITALS = re.compile(r"(?<![^\W\d_])[^\W\d_a-z]+(?:[ -][^\W\d_a-z]+)*(?![^\W\d_])")
_PLAINLY = re.compile(r"[à-ỹ][A-Z]|[A-ZĐ]{2}[à-ỹ]")


def from_tcvn3(text: str) -> str:
    """TCVN3 shown as Latin-1, read as it was drawn; capitals fonts drew the small accented letters as capitals.

    >>> from_tcvn3("Céng hoµ x· héi"), from_tcvn3("X· T¢N TH¦îNG, Sè: 09")
    ('Cộng hoà xã hội', 'XÃ TÂN THƯỢNG, Số: 09')
    """
    return _CAPITALS.sub(_raise_capitals, "".join(_TCVN3.get(char, char) for char in text))


def _raise_capitals(match: re.Match[str]) -> str:
    return match[0].upper() if _PLAINLY.search(match[0]) else match[0]


def _vni_letter(match: re.Match[str]) -> str:
    letter, mark, single = match.groups()
    if single:
        return _VNI_SINGLE[single]
    base = _VNI_SINGLE.get(letter, letter)
    return unicodedata.normalize("NFC", base + _VNI_MARKS[mark.lower()])


def from_vni(text: str) -> str:
    """VNI shown as Latin-1 (cp1252), read as it was drawn.

    >>> from_vni("Coäng hoøa xaõ hoäi")
    'Cộng hòa xã hội'
    """
    return _VNI_PAIR.sub(_vni_letter, text)


def _legacy_score(text: str) -> float:
    return vietnamese_share(text) * min(1.0, mark_share(text) / 0.12)


def find_legacy(text: str) -> Legacy | None:
    """Which legacy font a text was written for, when it shows its letters as Latin-1 ones; None for all other texts.

    >>> find_legacy("Céng hoµ x· héi chñ nghÜa ViÖt Nam, tØnh Hµ TÜnh, c¸c së, ngµnh")
    'tcvn3'
    """
    sample = text[:_SAMPLE]
    modern = 0
    for letter in _MODERN:
        modern += sample.count(letter)
        if modern > len(sample) // 20:  # most texts are full of them
            return None
    shown = len(_SHOWN.findall(sample))
    if shown < 5 or modern > shown // 20:
        return None
    plain = _legacy_score(sample)
    score, kind = max((_legacy_score(from_tcvn3(sample)), "tcvn3"), (_legacy_score(from_vni(sample)), "vni"))
    return cast(Legacy, kind) if score > 0.75 and score > plain + 0.3 else None


def from_legacy(text: str, kind: Legacy) -> str:
    """A text shown in Latin-1 letters, read as its font drew it."""
    return from_tcvn3(text) if kind == "tcvn3" else from_vni(text)


def find_legacy_stretches(text: str, kind: Legacy) -> Iterator[tuple[int, int, str]]:
    """Every stretch that reads otherwise than it shows: where it is, and what it reads."""
    pattern = _TCVN3_RUN if kind == "tcvn3" else _VNI_PAIR
    # TCVN3 has no capitals of its own: which case a letter has shows in the word around it, so the whole is read.
    whole = from_tcvn3(text) if kind == "tcvn3" else ""
    for match in pattern.finditer(text):
        one_for_one = len(whole) == len(text)
        yield (
            match.start(),
            match.end(),
            whole[match.start() : match.end()] if one_for_one else from_legacy(match[0], kind),
        )


def _score(text: str) -> float:
    """How far a text reads as Vietnamese; marks count, so that a text stripped of them never wins."""
    return vietnamese_share(text[:60_000]) * min(1.0, mark_share(text[:60_000]) / 0.12)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of its spaces and digits is zero."""
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) < len(sample) // 10:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) > max(even, odd) // 4:
        return None
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _by_mark(data: bytes) -> tuple[str, str] | None:
    """The text and encoding that a byte order mark announces."""
    marks = (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    )
    for mark, name in marks:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    return None


def _legacy(data: bytes) -> tuple[str, str] | None:
    """The eight-bit encoding under which the bytes read best, when one reads as Vietnamese at all."""
    latin = data.decode("cp1252", errors="replace")
    candidates = [
        ("windows-1258", data.decode("cp1258", errors="replace")),
        ("tcvn3", from_tcvn3(data.decode("latin-1"))),
        ("vni", from_vni(latin)),
        ("windows-1252", latin),
    ]
    score, name, text = max(((_score(text), name, text) for name, text in candidates), key=lambda c: c[0])
    return (text, name) if score > 0.3 else None


def decode_text(data: bytes) -> tuple[str, str] | None:
    """The characters of a text file and the name of their encoding; None when the bytes are no text."""
    if marked := _by_mark(data):
        return marked
    if (wide := _utf16(data)) is not None:
        return wide, "utf-16"
    if len(_CONTROL.findall(data[:65536].decode("latin-1"))) > len(data[:65536]) // 100:
        return None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    # A file cut in the middle of a letter, or with a few spoilt bytes, is still UTF-8.
    letters = sum(not char.isascii() for char in text)
    if text.count("\ufffd") <= letters // 20:
        return text, "utf-8"
    return _legacy(data) or ((data.decode("cp1252", errors="replace"), "windows-1252") if _printable(data) else None)


def _printable(data: bytes) -> bool:
    """Whether most of the bytes are plain letters, digits and spaces."""
    plain = sum(32 <= b < 127 or b in (9, 10, 13) for b in data[:65536])
    return plain > len(data[:65536]) * 0.7
