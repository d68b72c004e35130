"""IRIs that come from outside, beside a query or an update (`using-graph-uri`, `graph`)."""

import re

from ontology.errors import QueryError

IRI_PATTERN = r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*'
IRI_SCHEMA = {"type": "string", "format": "iri", "minLength": 2, "pattern": f"^{IRI_PATTERN}$"}


def checked_iri(words: str) -> str:
    """An IRI that can stand between angle brackets."""
    if re.fullmatch(IRI_PATTERN, words) is None:
        raise QueryError(f"Không phải một IRI: {words[:80]}", f"Not an IRI: {words[:80]}")
    return words
