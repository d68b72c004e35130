"""Text files: decoded and otherwise untouched, so that every offset counts the characters of the file itself.

A page of a legal portal that somebody saved as text carries a block of properties before the document; they are read
into `properties`, and the text stays as it is.
"""

from loaders.read.draft import describe
from loaders.read.encodings import decode_text, find_legacy, from_legacy
from loaders.read.limits import Limits, check_characters, unsupported
from loaders.read.links import find_bare_links
from loaders.read.portal import find_properties
from loaders.read.quality import text_quality
from loaders.read.scan_signs import looks_scanned
from ontology.values import Text


def read_plain(name: str, data: bytes, limits: Limits, *, media_type: str = "text/plain") -> Text:
    """A text file as it stands."""
    decoded = decode_text(data)
    if decoded is None:
        raise unsupported(name, "tệp không phải văn bản chữ", "the file is not text")
    raw, encoding = decoded
    check_characters(name, len(raw), limits)
    judged = raw if (kind := find_legacy(raw)) is None else from_legacy(raw, kind)
    quality = text_quality(judged)
    return Text(
        raw=raw,
        source=describe(name, data, media_type, encoding=encoding),
        links=tuple(find_bare_links(raw)),
        scanned=looks_scanned(judged, quality),
        quality=quality,
        properties=find_properties(raw),
    )
