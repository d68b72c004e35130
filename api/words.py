"""Saying one thing in the reader's language."""

from ontology.errors import Message


def say(vi: str, en: str) -> str:
    """The sentence in the language of CANCU_LANG."""
    return str(Message(vi, en))


def pick(lang: str, vi: str, en: str) -> str:
    """The sentence in a language that the caller names (a page's, a request's)."""
    return en if lang == "en" else vi
