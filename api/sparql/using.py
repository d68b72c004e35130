"""IRIs that come from outside, beside a query or an update (`using-graph-uri`, `graph`)."""

import re

from ontology.errors import QueryError


def checked_iri(words: str) -> str:
    """An IRI that can stand between angle brackets."""
    if re.search(r"[<>\"{}|^`\\\x00-\x20]", words) or not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", words):
        raise QueryError(f"Không phải một IRI: {words[:80]}", f"Not an IRI: {words[:80]}")
    return words
