"""IRIs that come from outside, beside a query or an update (`using-graph-uri`, `graph`)."""

import re

from pyoxigraph import NamedNode

from ontology.errors import QueryError

IRI_PATTERN = r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*'
# The common ones of them, for whoever makes requests from the description: the engine has the last word.
_IN_PATH = r"(?:[!$&-.0-;=?-Z_a-z~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]|%[0-9A-Fa-f]{2})"
_BEHIND = _IN_PATH.replace("&-.0-;", "&-;")
_COMMON = rf"[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[A-Za-z0-9.-]+\/)?{_IN_PATH}{_BEHIND}*(?:#{_BEHIND}*)?"
IRI_SCHEMA = {"type": "string", "format": "iri", "minLength": 3, "pattern": f"^{_COMMON}$"}


def _is_iri(words: str) -> bool:
    """Whether the engine takes it: some characters are in no IRI (RFC 3987), which no pattern says in short."""
    try:
        NamedNode(words)
    except ValueError:
        return False
    return True


def checked_iri(words: str) -> str:
    """An IRI that can stand between angle brackets."""
    if re.fullmatch(IRI_PATTERN, words) is None or not _is_iri(words):
        raise QueryError(f"Không phải một IRI: {words[:80]}", f"Not an IRI: {words[:80]}")
    return words
