"""What an answer shows of an earlier state than the store's, noted while it is made and told with it.

Lists and the search index follow the store. While they catch up, a reader takes what they say of the state before,
which is whole, and is told so: a page shows a note, every answer carries the header `Cancu-Behind`, and none has a tag
that would let a client keep it. It refuses to guess: who reads a projection notes what it saw, and nobody else does.
"""

from contextvars import ContextVar
from typing import Literal

Projection = Literal["lists", "search"]

_NOTED: ContextVar[set[Projection] | None] = ContextVar("behind", default=None)


def listen() -> set[Projection]:
    """Begin an answer; what is noted until it is sent gathers in the set returned, in whichever thread."""
    noted: set[Projection] = set()
    _NOTED.set(noted)
    return noted


def note_behind(what: Projection) -> None:
    """This answer shows an earlier state of it. Where no answer is being made, nobody is told."""
    noted = _NOTED.get()
    if noted is not None:
        noted.add(what)


def behind() -> list[Projection]:
    """What was noted of the answer that is being made."""
    return sorted(_NOTED.get() or ())
