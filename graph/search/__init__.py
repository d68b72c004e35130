"""Search: a projection of the store that can be thrown away and made again. `SearchIndex` is the door.

SQLite's FTS5 holds words that we have folded ourselves (its own folding misses đ), beside the words as written, so that
exact accents rank first. The index names the state of the store it shows and is brought to the state asked for before
it answers: it never disagrees with the store.
"""

from graph.search.asked import KINDS, STATES, Asked, Kind, Standing, State, parse_words
from graph.search.index import Found, Hit, SearchIndex
from graph.search.marks import Marked

__all__ = [
    "KINDS",
    "STATES",
    "Asked",
    "Found",
    "Hit",
    "Kind",
    "Marked",
    "SearchIndex",
    "Standing",
    "State",
    "parse_words",
]
