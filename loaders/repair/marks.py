"""Marks that stand in the wrong place, and characters that only look right: NFC, tone marks, Đ, spaces, ligatures.

Word processors of the 2000s wrote tones as combining characters behind the whole rime (`thưc̣`, `hiêṇ`), and PDF text
layers put a space or a comma between a letter and its mark (`xa ̃hôị`, `vi,̣`). A letter is changed only where the
word as it stands is no Vietnamese syllable and the word with its tone moved is one; anything else keeps its letters.
"""

import re
import unicodedata
from collections.abc import Iterator

from loaders.patterns import Hint, utf8
from loaders.repair.patches import Edit
from loaders.repair.syllables import ACUTE, DOT, GRAVE, HOOK, TILDE, TONES, is_syllable, place_tone

_MARKS = "\u0300-\u036f"
_LETTER = f"[^\\W\\d_]|[{_MARKS}]"
_TONE_OF = {"\u0340": GRAVE, "\u0341": ACUTE, "\u0342": TILDE, "\u0312": HOOK, "\u0316": DOT}

# characters that are never right in Vietnamese text, and what they stand for
_PLAIN = {
    "\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0111": "đ",
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u3000": " ",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\u200e": "", "\u200f": "",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
}  # fmt: skip
_STRANGE = "".join(c for c, plain in _PLAIN.items() if c != plain)
_ALIEN = re.compile(f"[{_STRANGE}]")

# a combining mark, or a consonant that carries one in Unicode: ṇ ṭ ḥ ṃ ǹ ń ñ …
_CARRIERS = "ǹńñṇṅḥḣṭḿṃṗṕćĉċĝǵġḳṿẉẅḍḅḷṛṣṓṑ"
_STRAY_LETTERS = f"{_MARKS}{_CARRIERS}{_CARRIERS.upper()}"
_STRAY = re.compile(f"[{_STRAY_LETTERS}]")


def _both(letters: str) -> str:
    return f"[{letters}{letters.upper()}]"


# a tone that stands behind the vowel it belongs to: hôị, ươì, taị, yêú, toaǹ; giá and quá are right
_A, _E, _I, _O, _U = "àáãảạ", "èéẽẻẹ", "ìíĩỉịỳýỹỷỵ", "òóõỏọ", "ùúũủụ"
_LATE = re.compile(
    _both(_A + _E + _I + _O + _U)
    + f"(?:(?<={_both('ăâêôơư')}.)|(?<={_both('aeo')}{_both(_I + _U)})|(?<={_both('aeu')}{_both(_O)})"
    + f"|(?<=[^gG][iI]{_both(_A + _O + _U)})|(?<=[^qQ][uU]{_both(_A)}))"
)
# Most texts hold none of these: what shows that a text may.
_ANY_ALIEN = Hint(f"[{_STRANGE}]")
_ANY_MARK = (
    Hint(f"[{_STRAY_LETTERS}]"),
    Hint(
        f"{_both('ăâêôơư')}{_both(_A + _E + _I + _O + _U)}|{_both('aeo')}{_both(_I + _U)}|{_both('aeu')}{_both(_O)}"
        f"|[^gG][iI]{_both(_A + _O + _U)}|[^qQ][uU]{_both(_A)}"
    ),
)
_WORD = re.compile(f"(?:{_LETTER})+")
_WORD_AND_MARKS = re.compile(f"((?:{_LETTER})+)([ ,.;:)\\]]{{1,2}})(?=([{_MARKS}]+))")


def find_alien(text: str) -> Iterator[Edit]:
    """Look-alikes of Đ, hard and empty spaces, ligatures."""
    if not _ANY_ALIEN.within(utf8(text)):
        return
    for match in _ALIEN.finditer(text):
        new = _PLAIN[match[0]]
        if match[0] == "\u00f0" and not _vietnamese_around(text, match.start()):
            continue
        yield Edit(start=match.start(), end=match.end(), new=new, rule="look_alike" if new.isalpha() else "space")


def find_marks(text: str) -> Iterator[Edit]:
    """Marks back on their vowel, everything composed."""
    data = utf8(text)
    if not any(hint.within(data) for hint in _ANY_MARK):
        return
    done = 0
    for start, end in _suspects(text):
        if start < done:
            continue
        new, end = _rewritten(text, start, end)
        done = end
        if new != text[start:end]:
            yield Edit(start=start, end=end, new=new, rule="marks", confidence=1.0)


def _suspects(text: str) -> Iterator[tuple[int, int]]:
    """Words that hold a mark which may be out of place, in order."""
    stray = [m.start() for m in _STRAY.finditer(text)]
    late = [m.start() for m in _LATE.finditer(text)]
    for at in sorted(stray + late):
        start = at
        while start and (text[start - 1].isalpha() or unicodedata.combining(text[start - 1])):
            start -= 1
        if start == at and unicodedata.combining(text[at]):  # a mark cut off from its word
            while start and text[start - 1] in " ,.;:)]" and at - start < 2:
                start -= 1
            while start and (text[start - 1].isalpha() or unicodedata.combining(text[start - 1])):
                start -= 1
        found = _WORD.match(text, start)
        yield start, found.end() if found else at + 1


def _rewritten(text: str, start: int, end: int) -> tuple[str, int]:
    """The words from `start` with their marks in place, and where they end."""
    cut = _WORD_AND_MARKS.match(text, start)
    if cut is None:
        return settle(text[start:end]), end
    marks_end = cut.end() + len(cut[3])
    word = settle(cut[1] + cut[3])
    if not is_syllable(word):
        return unicodedata.normalize("NFC", text[start:marks_end]), marks_end
    rest = _WORD.match(text, marks_end)
    if rest is not None:  # the separator also parts this word from the next: xa ̃hôị
        return word + cut[2] + settle(rest[0]), rest.end()
    return word + cut[2].replace(" ", ""), marks_end


def settle(word: str) -> str:
    """One word composed, its tone on the vowel where the spelling wants it; unchanged (but NFC) when that is no
    syllable.

    >>> settle("thưc\u0323"), settle("hôị"), settle("hoà"), settle("España")
    ('thực', 'hội', 'hoà', 'España')
    """
    composed = unicodedata.normalize("NFC", word)
    if is_syllable(composed):
        return composed
    apart = "".join(_TONE_OF.get(c, c) for c in unicodedata.normalize("NFD", word))
    tones = {c for c in apart if c in TONES}
    if len(tones) != 1:
        return composed
    tone = tones.pop()
    base = unicodedata.normalize("NFC", apart.replace(tone, ""))
    return place_tone(base, tone) or composed


def _vietnamese_around(text: str, at: int) -> bool:
    """ð is đ only before a vowel (it is also a letter of Icelandic names)."""
    return text[at + 1 : at + 2].lower() in set("aăâeêioôơuưyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữự")
