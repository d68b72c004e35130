"""An update with the dataset that the protocol names beside it (`using-graph-uri`), put into its own words."""

import re
from collections.abc import Sequence

from ontology.errors import QueryError


def with_using(text: str, using: Sequence[str], using_named: Sequence[str]) -> str:
    """An update with the dataset that the protocol named beside it."""
    if not using and not using_named:
        return text
    if re.search(r"\b(USING|WITH)\b", text, re.I):
        raise QueryError(
            "Cập nhật đã có USING hoặc WITH thì không được nêu thêm using-graph-uri.",
            "An update with USING or WITH takes no using-graph-uri beside it.",
        )
    named = "".join(f" USING <{checked_iri(g)}>" for g in using)
    named += "".join(f" USING NAMED <{checked_iri(g)}>" for g in using_named)
    return re.sub(r"\bWHERE\b", lambda m: f"{named} {m.group()}", text, flags=re.I)


def checked_iri(words: str) -> str:
    """An IRI that can stand between angle brackets."""
    if re.search(r"[<>\"{}|^`\\\x00-\x20]", words) or ":" not in words:
        raise QueryError(f"Không phải một IRI: {words[:80]}", f"Not an IRI: {words[:80]}")
    return words
