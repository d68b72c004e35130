"""Which strings are Vietnamese syllables: onset, rime and tone, from the rules of the spelling.

The repair needs to know "could this be a word" without shipping a dictionary. A written syllable is an onset, a
rime and one of six tones; the tables below list the onsets and rimes of the standard spelling and which go
together, and both ways of placing the tone on `oa`, `oe`, `uy` (hòa, hoà) count as right. It refuses loan words and
names of other languages: what is not in the rules is simply "not a syllable", never "wrong".

>>> is_syllable("hoạch"), is_syllable("Hoà"), is_syllable("hiêṇ"), is_syllable("kế"), is_syllable("cế")
(True, True, False, True, False)
>>> place_tone("thưc", DOT)
'thực'
"""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES = GRAVE + ACUTE + TILDE + HOOK + DOT
_QUALITY = "ăâêôơư"
VOWELS = "aăâeêioôơuưy"

_TABLE = tomllib.loads((files("loaders.repair") / "syllables.toml").read_text(encoding="utf-8"))
_ONSETS, _RIMES, _AFTER_QU = (_TABLE[name].split() for name in ("onsets", "rimes", "after_qu"))
_AFTER_GI = [r for r in _RIMES if r[0] not in "iy"] + _TABLE["after_gi_also"].split()
_STOPS = ("c", "ch", "p", "t")


def _fits(onset: str, rime: str) -> bool:
    """Whether the spelling lets this onset stand before this rime."""
    front = rime[0] in "eêiy"
    match onset:
        case "c":
            return not front
        case "k":
            return front
        case "g" | "ng":
            return not front or (onset == "g" and rime in ("i", "in"))
        case "gh" | "ngh":
            return front and rime[0] != "y"
        case "qu":
            return rime in _AFTER_QU
        case "gi":
            return rime in _AFTER_GI
    if rime[0] == "y" and onset:
        return rime == "y"
    return True


def _tone_places(rime: str) -> tuple[int, ...]:
    """Where the tone may stand in a rime, the commoner place first."""
    vowels = len(rime) - len(rime.lstrip(VOWELS))
    marked = [i for i in range(vowels) if rime[i] in _QUALITY]
    if marked:
        return (marked[-1],)
    if vowels == 1:
        return (0,)
    if vowels < len(rime):
        return (vowels - 1,)
    if vowels == 3:
        return (1,)
    return (0, 1) if rime in ("oa", "oe", "uy") else (0,)


def _with_tone(onset: str, rime: str, tone: str, place: int) -> str:
    return unicodedata.normalize("NFC", onset + rime[: place + 1] + tone + rime[place + 1 :])


@cache
def _forms() -> dict[tuple[str, str], str]:
    """(toneless syllable, tone) to its usual written form."""
    forms: dict[tuple[str, str], str] = {}
    for onset in [*_ONSETS, ""]:
        for rime in _RIMES if onset not in ("qu", "gi") else (_AFTER_QU if onset == "qu" else _AFTER_GI):
            if not _fits(onset, rime):
                continue
            places = _tone_places(rime)
            for tone in ["", *TONES]:
                if rime.endswith(_STOPS) and tone not in (ACUTE, DOT):
                    continue
                forms.setdefault((onset + rime, tone), _with_tone(onset, rime, tone, places[0]))
    return forms


@cache
def all_syllables() -> frozenset[str]:
    """Every syllable of the rules in lower case, with both ways of placing the tone."""
    found = set(_forms().values())
    for onset in [*_ONSETS, ""]:
        for rime in ("oa", "oe", "uy"):
            if _fits(onset, rime) and onset != "qu":
                found.update(_with_tone(onset, rime, tone, 1) for tone in TONES)
    found.update(_TABLE["also"].split())
    return frozenset(found)


def is_syllable(word: str) -> bool:
    """Whether the word could be a Vietnamese syllable."""
    return word.lower() in all_syllables()


def place_tone(base: str, tone: str) -> str | None:
    """The written form of a toneless syllable with a tone; None when the rules have no such syllable."""
    form = _forms().get((base.lower(), tone))
    if form is None:
        return None
    if base.isupper() and len(base) > 1:
        return form.upper()
    return form.capitalize() if base[:1].isupper() else form


@cache
def _new_style() -> dict[str, str]:
    """hoà → hòa: the forms with the tone on the second vowel, to the commoner ones."""
    forms: dict[str, str] = {}
    for onset in [*_ONSETS, ""]:
        for rime in ("oa", "oe", "uy"):
            if _fits(onset, rime) and onset != "qu":
                for tone in TONES:
                    forms[_with_tone(onset, rime, tone, 1)] = _with_tone(onset, rime, tone, 0)
    return forms


def settle_style(word: str) -> str:
    """One way of placing the tone on oa, oe, uy, for counting and comparing.

    >>> settle_style("hoà"), settle_style("toán")
    ('hòa', 'toán')
    """
    return _new_style().get(word, word)
