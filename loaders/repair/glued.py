"""Words that lost the space between them: `địa bànhuyện`, `vềTTHC`.

Inside one Vietnamese syllable the vowels stand together, so a vowel behind a consonant behind a vowel shows two
words. They are parted only when exactly one cut gives two syllables that prose is known to use so. Names (capitals),
foreign words and anything with a digit stay whole: glued numbers and dates are for the number grammar.
"""

import re
from collections.abc import Iterator

from loaders.patterns import Hint, utf8
from loaders.repair.model import syllable_model
from loaders.repair.patches import Edit
from loaders.repair.syllables import is_syllable, settle_style

_V = "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_C = "bcdđghklmnpqrstvx"
_TWO = re.compile(rf"(?<![^\W\d_])[{_C}{_V}]*[{_V}][{_C}]+[{_V}][{_C}{_V}]*(?![\w@.-])(?<![a-z]{{12}})")
_SUSPECT = re.compile(rf"[{_V}][{_C}]{{1,4}}[{_V}]")
_ANY_SUSPECT = Hint(_SUSPECT.pattern)
_BEFORE_CAPITALS = re.compile(rf"[A-ZĐ](?<=[{_C}{_V}].)[A-ZĐ]+(?![a-z])")
_LAST_WORD = re.compile(rf"(?<![\w@/.])[{_C}{_V}]{{2,7}}$")
_CAPITAL = (_C + _V).upper()
_CAPITAL_BEHIND_SMALL = re.compile(rf"[A-Z{_CAPITAL}](?<=[{_C}{_V}].)")
_INNER_CAPITAL = re.compile(rf"[{_C}{_V}][{_CAPITAL}](?=[{_C}{_V}])")
_NAME = re.compile(rf"[{_CAPITAL}][{_C}{_V}]{{1,6}}(?![\w])")
_SEEN = 3  # how often the rarer half must have been counted


def find_glued(text: str) -> Iterator[Edit]:
    """Spaces put back, in order."""
    if text.isascii():
        return
    edits = [*_two_words(text)] if _ANY_SUSPECT.within(utf8(text)) else []
    if _CAPITAL_BEHIND_SMALL.search(text):
        edits += [*_before_capitals(text), *_before_names(text)]
    edits.sort(key=lambda e: e.start)
    yield from edits


def _two_words(text: str) -> Iterator[Edit]:
    done = 0
    for hint in _SUSPECT.finditer(text):
        if hint.start() < done:
            continue
        start, end = hint.span()
        while start and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end].isalpha():
            end += 1
        done = end
        word = text[start:end]
        if word.isascii() or not word.islower() or not _TWO.fullmatch(word) or _near_code(text, start, end):
            continue
        cuts = [c for c in range(1, len(word)) if _neighbours(word[:c], word[c:])]
        if len(cuts) == 1 and not is_syllable(word):
            yield _space(text, start + cuts[0])


def _before_capitals(text: str) -> Iterator[Edit]:
    for match in _BEFORE_CAPITALS.finditer(text):
        word = _LAST_WORD.search(text, max(0, match.start() - 9), match.start())
        if word and not word[0].isascii() and _known(word[0]):
            yield _space(text, match.start())


def _before_names(text: str) -> Iterator[Edit]:
    """`củaChính phủ`, `hiệnNghị quyết`: two syllables, the second with a capital."""
    for match in _INNER_CAPITAL.finditer(text):
        at = match.start() + 1
        word, name = _LAST_WORD.search(text, max(0, at - 9), at), _NAME.match(text, at)
        if word is None or name is None or (word[0].isascii() and name[0].isascii()):
            continue
        if _known(word[0]) and _known(name[0].lower()) and not _near_code(text, word.start(), name.end()):
            yield _space(text, at)


def _neighbours(one: str, other: str) -> bool:
    return _known(one) and _known(other) and syllable_model().follows(settle_style(other), settle_style(one))


def _near_code(text: str, start: int, end: int) -> bool:
    """Part of an address or a longer name."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(c.isalnum() or c in "@_/\\" for c in around)


def _known(word: str) -> bool:
    return len(word) > 1 and syllable_model().counts.get(settle_style(word), 0) >= _SEEN


def _space(text: str, at: int) -> Edit:
    """A space before this character: written as the letter before with a space behind it."""
    return Edit(start=at - 1, end=at, new=text[at - 1] + " ", rule="glued", confidence=0.9)
