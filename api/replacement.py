"""What replaces a work, where nobody has loaded it yet: its citation, read as any citation is.

It refuses words in which no number is read.
"""

import hashlib

from graph.find import find_work
from graph.store import Store
from graph.store_lookup import StoreLookup
from ontology.errors import NotFound
from ontology.values import Fact, Source, Text, Work

_FIELDS = (("type", "type"), ("number", "number"), ("date", "date"), ("issuer", "issuer"), ("title", "subject"))


def read_replacement(store: Store, words: str) -> Work | None:
    """The work of the store that these words mean, else what they say of one that is not there."""
    try:
        return StoreLookup(store).work(find_work(store, words))
    except NotFound:
        work = _as_cited(words)
        if work is None:
            raise
        return work


def _as_cited(words: str) -> Work | None:
    from loaders.extract import extract_record  # heavy; a server's pages need none of it

    raw = f"Căn cứ {words.strip().rstrip(';.')};"
    digest = hashlib.sha256(raw.encode()).hexdigest()
    text = Text(raw=raw, source=Source(file="", sha256=digest, media_type="text/plain", size=len(raw)))
    cited = next((c for c in extract_record(text).citations if c.number), None)
    if cited is None:
        return None
    said = {name: value for name, written in _FIELDS if (value := getattr(cited, written))}
    source = f"urn:cancu:cited:{digest[:24]}"
    facts = tuple(Fact(field=n, value=v, rank="consensus", source=source, quote=words) for n, v in said.items())  # type: ignore[arg-type]
    return Work(iri=source, key="", facts=facts)
