"""What somebody asks: words and filters, and the FTS5 expressions they become.

Every word is quoted, so that nothing a person types is syntax: no query errors, none reaches beyond its words. Words
between quotation marks stand together; the last word may be unfinished. It refuses nothing: no words give no query.

>>> parse_words("cải cach").every, parse_words("cải cach").exact
('"cai" AND "cach"*', 'exact : "cải" AND "cach"*')
>>> parse_words("08/KH-UBND").number
'number : ^"8" AND {number about} : ("kh" OR "ubnd")'
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from graph.search.tokens import exact_tokens, fold_tokens

Kind = Literal["work", "text", "task"]
State = Literal["in_force", "not_in_force", "unknown"]  # as asked
Standing = Literal["in_force", "not_in_force", "not_yet", "unknown"]  # as told
KINDS: tuple[Kind, ...] = ("work", "task", "text")  # in the order in which hits are gathered
STATES: tuple[State, ...] = ("in_force", "not_in_force", "unknown")

AT_MOST = 24  # words that count; the rest of a pasted page would only slow the answer
_PIECE = re.compile(r'["“”„«]([^"“”„«»]*)(["“”»]|$)|(\S+)')
_NUMBERED = re.compile(r"\d[\w.]*[/-](?:\d+/)?[^\W\d_]")
_GLUED = re.compile(r"([a-z]{2,5})(\d{1,5})|(\d{1,5})([a-z]{2,})")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the index."""

    words: str = ""
    kinds: tuple[Kind, ...] = ()  # none: all
    issuer: str = ""  # words that the issuer's name has, accents or not
    type: str = ""  # a type's name, accents or not
    since: int | None = None  # year from
    until: int | None = None  # year to
    status: State | None = None
    day: dt.date | None = None  # the day of which force is told; None: today


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Expressions: all the words; the same with their accents; a document's number. And what is to be marked."""

    every: str = ""
    exact: str = ""  # empty where no accents were typed
    number: str = ""  # empty where nothing looks like a number
    loose: str = ""  # what carries the number, and any of the words
    tokens: tuple[str, ...] = ()
    prefix: str = ""  # the last word, when it may go on


def parse_words(words: str) -> Words:
    """The expressions of what somebody typed."""
    folded: list[str] = []
    exact: list[str] = []
    tokens: list[str] = []
    accents = False
    open_end = bool(words) and words[-1].isalnum()
    pieces = list(_PIECE.finditer(words))
    for at, piece in enumerate(pieces):
        quoted = piece[1] is not None
        text = piece[1] if quoted else piece[3]
        plain, marked = fold_tokens(text)[: AT_MOST - len(tokens)], exact_tokens(text)
        if not plain:
            continue
        numbered = not quoted and len(plain) > 1 and bool(_NUMBERED.search(text))
        goes_on = open_end and at == len(pieces) - 1 and not quoted and (numbered or _may_go_on(plain[-1]))
        tokens += plain
        if quoted or len(marked) < len(plain):
            marked = marked[: len(plain)] if quoted else plain
        if quoted:
            folded.append(_phrase(plain))
            exact.append("exact : " + _phrase(marked))
            accents = accents or marked != plain
            continue
        if numbered:
            every = " AND ".join(_word(t, last and goes_on) for last, t in _lasts(plain))
            folded.append(f"({_phrase(plain)}{'*' if goes_on else ''} OR number : ({every}))")
            exact.append(folded[-1])
            continue
        for (last, token), written in zip(_lasts(plain), marked, strict=False):
            folded.append(_word(token, last and goes_on))
            exact.append("exact : " + _quoted(written, last and goes_on) if written != token else folded[-1])
            accents = accents or written != token
    ends = bool(tokens) and open_end and _may_go_on(tokens[-1])
    number = _number(words, tokens)
    some = " OR ".join(_quoted(t) for t in dict.fromkeys(tokens))
    return Words(
        every=" AND ".join(folded),
        exact=" AND ".join(exact) if accents else "",
        number=number,
        loose=f"{number} AND ({some})" if number else "",
        tokens=tuple(tokens),
        prefix=tokens[-1] if ends else "",
    )


def _may_go_on(token: str) -> bool:
    """One letter alone would go on to half of all words."""
    return len(token) > 1 or token.isdigit()


def _lasts(tokens: list[str]) -> list[tuple[bool, str]]:
    return [(i == len(tokens) - 1, t) for i, t in enumerate(tokens)]


def _quoted(token: str, goes_on: bool = False) -> str:
    return f'"{token}"*' if goes_on else f'"{token}"'


def _phrase(tokens: list[str]) -> str:
    return '"' + " ".join(tokens) + '"'


def _word(token: str, goes_on: bool) -> str:
    """A word; one typed together with a figure (`kh08`, `8kh`) may be two."""
    glued = _GLUED.fullmatch(token)
    if glued is None:
        return _quoted(token, goes_on)
    one, other = (glued[1], glued[2]) if glued[1] else (glued[3], glued[4])
    other = other.lstrip("0") or "0" if other.isdigit() else other
    return f"({_quoted(token, goes_on)} OR ({_quoted(one)} AND {_quoted(other, goes_on)}))"


def _number(words: str, tokens: list[str]) -> str:
    """What finds the documents whose own number this may be: the serial opens it, a sign or the type stands by."""
    split = [part for t in tokens for part in _apart(t)]
    serial = next((t for t in split if t[0].isdigit() and (not _YEAR.fullmatch(t) or f"{t}/" in words)), None)
    if serial is None and len(split) == 1 and split[0].isdigit():
        serial = split[0]
    if serial is None:
        return ""
    signs = list(dict.fromkeys(t for t in split if not t.isdigit()))
    if not signs:
        return f'number : ^"{serial}"'
    return f'number : ^"{serial}" AND {{number about}} : ({" OR ".join(_quoted(s) for s in signs)})'


def _apart(token: str) -> list[str]:
    glued = _GLUED.fullmatch(token)
    return [token] if glued is None else [(p.lstrip("0") or "0") for p in glued.groups() if p]
