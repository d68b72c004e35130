"""Two wordings of what a document is about, compared as a lawyer would.

Case, quotes, punctuation, known abbreviations, "về"/"về việc", spelling of one sound (hoá, hóa) and words without a
meaning of their own do not count. Leaving out a whole part at the end or a bracket is an abridgement; a word with a
meaning of its own that is changed, added or left out in the middle is a change, and is marked. It refuses to call
anything the same by likeness alone.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from graph.abbreviations import are_initials, find_spelled, join_parts, known_abbreviations
from ontology.fold import fold_text

_A_WORD = 2  # syllables of a word with a meaning of its own
_SENTENCE = 4  # so many words more than are missing at the end are no other title: the sentence goes on there


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleComparison:
    """How two titles differ; `dropped` stood in the actual title only, `added` in the written one only."""

    outcome: Literal["same", "abridged", "changed", "other"]
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def marked(self) -> tuple[str, ...]:
        return tuple(f"−{w}" for w in self.dropped) + tuple(f"+{w}" for w in self.added)


@lru_cache(maxsize=1)
def _rows() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "titles.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(_spell(w) for w in _rows()["empty"]["words"])


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(_spell(w) for w in _rows()["empty"]["light"])


@lru_cache(maxsize=1)
def _openings() -> tuple[tuple[str, ...], ...]:
    rows = [tuple(_spell(w) for w in phrase.split()) for phrase in _rows()["empty"]["openings"]]
    return tuple(sorted(rows, key=len, reverse=True))


_DATE = re.compile(r"(?:\bngày\s+)?\b0?(\d{1,2})(?:/|\s+tháng\s+)0?(\d{1,2})(?:/|\s+năm\s+)(\d{4})\b", re.I)
# What says of a figure that it is one: "số 34/…", "đến năm 2025", "giai đoạn 2021-2030", "10 năm 2021-2030".
_BEFORE_FIGURES = re.compile(
    r"\b(?:số\s+(?=\d)|(?:(?<!tháng\s)\d{1,2}\s+)?năm\s+(?=(?:19|20)\d\d\b)|giai\s+đoạn\s+(?=(?:19|20)\d\d\b))", re.I
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_TONES = {0x300, 0x301, 0x303, 0x309, 0x323}


@lru_cache(maxsize=50_000)
def _spell(word: str) -> str:
    """One spelling of a syllable: the tone at the end (hoá = hóa), i for y after a consonant (kỹ = kĩ)."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tone = "".join(c for c in decomposed if ord(c) in _TONES)
    letters = unicodedata.normalize("NFC", "".join(c for c in decomposed if ord(c) not in _TONES))
    if len(letters) > 1 and letters.endswith("y") and letters[-2] in "bcdđghklmnpqrstvx":
        letters = letters[:-1] + "i"
    return letters + tone


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared, and as shown."""

    key: str
    shown: str
    initials: bool = False


def title_words(title: str) -> list[Word]:
    """The words of a title that can differ: brackets gone, abbreviations written out, openings dropped."""
    return _without_openings(_all_words(title))


def _all_words(title: str, *, beside: str = "") -> list[Word]:
    """Every word of a title, abbreviations written out.

    What it puts in brackets is gone, unless the title beside it says the same without brackets: "(khóa XII)".
    """
    joined = re.sub(r"(?<=[a-zà-ỹ])\d{1,2}\s*$", "", join_parts(title))  # a footnote's mark
    joined = _DATE.sub(lambda m: f" {int(m[1])}/{int(m[2])}/{m[3]} ", joined)
    said = f" {_plain(_BRACKET.sub(' ', beside))} "
    plain = _BRACKET.sub(lambda m: f" {m[1]} " if f" {_plain(m[1])} " in said else " ", joined)
    plain = _BEFORE_FIGURES.sub("", plain)
    words: list[Word] = []
    known = known_abbreviations()
    for token in re.findall(r"[\w&%]+(?:[/.]\d+)*", plain.replace("_", " ")):
        low = token.lower()
        if low in known:
            words.extend(Word(_spell(w), w) for w in known[low].split())
        else:
            words.append(Word(_spell(low), low, are_initials(token, among=joined)))
    return words


def _plain(words: str) -> str:
    """Words in one spelling, one space between them."""
    return " ".join(_spell(w) for w in re.findall(r"\w+", words.lower()))


def _without_openings(words: list[Word]) -> list[Word]:
    changed = True
    while changed:
        changed = False
        for opening in _openings():
            if len(words) > len(opening) and tuple(w.key for w in words[: len(opening)]) == opening:
                words, changed = words[len(opening) :], True
                break
    return words


@lru_cache(maxsize=16384)
def compare_titles(written: str, actual: str) -> TitleComparison:
    """Compare a title as cited with the title as it is.

    >>> compare_titles("về việc đẩy mạnh CCHC", "Đẩy mạnh cải cách hành chính").outcome
    'same'
    """
    ours, theirs = _all_words(written, beside=actual), _all_words(actual, beside=written)
    ours, theirs = _spelled_out(ours, theirs), _spelled_out(theirs, ours)
    ours, theirs = _without_openings(ours), _without_openings(theirs)
    if [w.key for w in ours] == [w.key for w in theirs]:
        return TitleComparison(outcome="same")
    if not ours or not theirs:
        return TitleComparison(outcome="abridged")
    matcher = SequenceMatcher(a=[w.key for w in theirs], b=[w.key for w in ours], autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if shared < 0.5 * min(len(ours), len(theirs)):
        return TitleComparison(outcome="other")
    return _weigh(theirs, ours, matcher)


def _spelled_out(words: list[Word], beside: list[Word]) -> list[Word]:
    """Initials as the words that the other title has for them."""
    out: list[Word] = []
    for word in words:
        found = find_spelled(word.shown, [w.shown for w in beside]) if word.initials else None
        out += beside[slice(*found)] if found else [word]
    return out


def _weigh(theirs: list[Word], ours: list[Word], matcher: "SequenceMatcher[str]") -> TitleComparison:
    dropped: list[str] = []
    added: list[str] = []
    abridged = False
    opcodes = matcher.get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        gone, new = meaning_words(theirs[i1:i2]), meaning_words(ours[j1:j2])
        if tag == "equal" or _unmarked(gone) == _unmarked(new):
            continue
        at_end = place == len(opcodes) - 1
        left_out = at_end or (place == 0 and i2 <= 4) or all(w.key in _light() for w in gone)
        left_out = left_out or _goes_without_saying(theirs, i1, i2) or _said_once_for_both(theirs, i1, i2, beside=ours)
        cut = i2 - i1 == 1 and j2 > j1 and fold_text(ours[j1].shown).startswith(fold_text(theirs[i1].shown))
        runs_on = at_end and len(theirs) >= 4  # the known title is itself shortened, or the citation runs on
        if (not gone or cut) and runs_on:
            continue  # the whole title stands there; what follows it is the sentence
        swallowed = runs_on and i1 >= 4 and len(new) >= len(gone) + _SENTENCE
        put_in = not gone and (
            all(w.key in _light() for w in new)
            or _goes_without_saying(ours, j1, j2)
            or _said_once_for_both(ours, j1, j2, beside=theirs)
        )
        if (not new and left_out) or put_in or swallowed:  # shorter or longer, not other
            abridged = True
        else:
            dropped += _phrases(gone)
            added += _phrases(new)
    if dropped or added:
        return TitleComparison(outcome="changed", dropped=tuple(dropped), added=tuple(added))
    return TitleComparison(outcome="abridged" if abridged else "same")


def _goes_without_saying(words: list[Word], start: int, end: int) -> bool:
    """Words that offices leave out beside others: "hành chính (nhà nước)", "(trở) thành"."""
    said = [w.key for w in meaning_words(words[start:end])]
    before, after = ([w.key for w in run] for run in (words[:start], words[end:]))
    return any(
        said == unsaid and before[len(before) - len(lead) :] == lead and after[: len(follow)] == follow
        for lead, unsaid, follow in _left_unsaid()
    )


def _said_once_for_both(words: list[Word], start: int, end: int, *, beside: list[Word]) -> bool:
    """Words that stand a second time where "và" joins two things, and that the other title writes once for both.

    "(bầu cử) đại biểu … và bầu cử đại biểu …", "truyền tin (thiên tai) và cấp độ rủi ro thiên tai".
    """
    said, keys = [w.key for w in meaning_words(words[start:end])], [w.key for w in words]
    if len(said) < _A_WORD or not _places(said, [w.key for w in beside]):
        return False
    between = (keys[at + len(said) : start] if at < start else keys[end:at] for at in _places(said, keys))
    return any(_joining() & {*run, *keys[start:end]} for run in between if run)


def _places(said: list[str], keys: list[str]) -> list[int]:
    return [at for at in range(len(keys) - len(said) + 1) if keys[at : at + len(said)] == said]


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    return frozenset(_spell(w) for w in _rows()["empty"]["joining"])


@lru_cache(maxsize=1)
def _left_unsaid() -> tuple[tuple[list[str], list[str], list[str]], ...]:
    """What leads, what is left out, what follows: keys of each."""
    rows = (
        [[_spell(w) for w in r.get(name, "").split()] for name in ("after", "words", "before")]
        for r in _rows()["unsaid"]
    )
    return tuple((lead, unsaid, follow) for lead, unsaid, follow in rows)


def _phrases(words: list[Word]) -> list[str]:
    """Words that stand together as one phrase, as a reader sees them; figures by themselves."""
    runs = groupby((w.shown for w in words), key=lambda shown: shown[:1].isdigit())
    return [phrase for figures, run in runs for phrase in (run if figures else [" ".join(run)])]


def without_place(written: str, actual: str, kind: str, name: str) -> tuple[tuple[str, str], ...]:
    """Both titles without a place: its whole phrase gone, or its name alone gone.

    >>> without_place("về cải cách", "cải cách tỉnh Nam Hải", "tỉnh", "Nam Hải")[0]
    ('về cải cách', 'cải cách ')
    """
    leads = "|".join(re.escape(words) for words in _rows()["place"]["leads"])
    at, called = re.escape(kind), re.escape(name)
    whole = re.compile(rf"\b(?:(?:{leads})\s+{at}(?:\s+{called})?|{at}\s+{called})\b", re.I)
    named = re.compile(rf"\b{called}\b", re.I)
    return tuple((way.sub("", written), way.sub("", actual)) for way in (whole, named))


def says_something(title: str) -> bool:
    """Whether a subject has a word to compare; "về" alone has none.

    >>> says_something("về việc"), says_something("về chuyển đổi số")
    (False, True)
    """
    return bool(meaning_words([w for w in title_words(title) if (w.key,) not in _openings()]))


def meaning_words(words: list[Word]) -> list[Word]:
    return [w for w in words if w.key not in _empty()]


def _unmarked(words: list[Word]) -> list[str]:
    """For a slip in a mark only, which is a typing matter."""
    return [fold_text(w.shown) for w in words]


def law_name(kind: str, title: str) -> str:
    """A law's type and name, the type said once.

    >>> law_name("Luật", "Luật Đất đai"), law_name("Luật", "Đất đai")
    ('Luật Đất đai', 'Luật Đất đai')
    """
    return title if fold_text(title).startswith(fold_text(kind) + " ") else f"{kind} {title}"
