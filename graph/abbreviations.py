"""Words written by their initials: those everybody in an office knows, and those that another wording spells out.

    CCHC, KT-XH                          known: a row of `abbreviations.toml`
    MTQG beside "mục tiêu quốc gia"      the initials of words that stand in the other title, in order

It refuses to guess: initials without words beside them that they fit stay as they are.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

_JOINED = re.compile(r"(?<=[A-ZĐ]) ?[-–] ?(?=[A-ZĐ])")  # KT-XH is KTXH
_TOKEN = re.compile(r"[^\W\d_][\w&]*")
_BETWEEN = frozenset({"và", "của", "cho", "về", "-"})  # words that initials may leave out


@lru_cache(maxsize=1)
def known_abbreviations() -> dict[str, str]:
    """The full words of each abbreviation, under its small letters."""
    rows = tomllib.loads((Path(__file__).parent / "abbreviations.toml").read_text(encoding="utf-8"))["abbreviation"]
    return {row["short"].lower(): row["long"] for row in rows}


def join_parts(words: str) -> str:
    """Abbreviations whose parts are held by a hyphen, in one piece."""
    return _JOINED.sub("", unicodedata.normalize("NFC", words))


def spell_out(words: str) -> str:
    """The words with every known abbreviation written out.

    >>> spell_out("CCHC gắn với phát triển KT-XH")
    'cải cách hành chính gắn với phát triển kinh tế xã hội'
    """
    known = known_abbreviations()
    return _TOKEN.sub(lambda m: known.get(m[0].lower(), m[0]), join_parts(words))


def are_initials(word: str, *, among: str) -> bool:
    """Whether a word looks like initials where it stands: two capitals or more in a text that also has small letters.

    >>> are_initials("MTQG", among="Chương trình MTQG"), are_initials("XÃ", among="XÃ HÒA BÌNH")
    (True, False)
    """
    letters = [c for c in word if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters) and any(c.islower() for c in among)


def find_spelled(initials: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Where words stand that these are the initials of, in order; joining words may be left out.

    >>> find_spelled("KHCN", ["phát", "triển", "khoa", "học", "và", "công", "nghệ"])
    (2, 7)
    """
    letters = [c.lower() for c in initials if c.isalpha()]
    for start in range(len(words)):
        at = start
        for place, letter in enumerate(letters):
            while place and at < len(words) and words[at] in _BETWEEN and _initial(words[at]) != letter:
                at += 1
            if at >= len(words) or _initial(words[at]) != _initial(letter):
                break
            at += 1
        else:
            return start, at
    return None


@lru_cache(maxsize=4096)
def _initial(word: str) -> str:
    """The first letter without its marks; đ is a letter of its own."""
    return unicodedata.normalize("NFD", word[:1].lower())[:1]
