"""Content negotiation: which of the types we have does the client want most?

>>> choose_type("text/html, application/ld+json;q=0.5", ["text/turtle", "application/ld+json"])
'application/ld+json'
>>> choose_type("image/png", ["text/turtle"]) is None
True
"""

from collections.abc import Sequence


def _accepted(header: str) -> list[tuple[str, float]]:
    result = []
    for part in header.split(","):
        media, *parameters = (p.strip() for p in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if media:
            result.append((media.lower(), quality))
    return result


def _quality(media: str, accepted: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that takes this type."""
    best = (-1, 0.0)
    for wanted, quality in accepted:
        if wanted == media:
            rank = 2
        elif wanted.endswith("/*") and media.startswith(wanted[:-1]):
            rank = 1
        elif wanted == "*/*":
            rank = 0
        else:
            continue
        best = max(best, (rank, quality))
    return best[1]


def choose_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered type of the highest quality (the first of equals); None when the client takes none of them."""
    if not accept or not accept.strip():
        return offered[0]
    accepted = _accepted(accept)
    ranked = [(_quality(media, accepted), -i, media) for i, media in enumerate(offered)]
    quality, _, media = max(ranked)
    return media if quality > 0 else None
