"""The fixed words of headers and signatures, from `header.toml`."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def header_words() -> dict[str, tuple[str, ...]]:
    """Every list of the table."""
    table = tomllib.loads((files("loaders") / "header.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in table.items()}


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
