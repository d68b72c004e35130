"""Many patterns in one pass: a thin coat over Hyperscan.

A compiled set of patterns reads any bytes in time linear in their length. A database owns working memory that two
threads may not use at once, so each thread compiles its own (some milliseconds, once).
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import hyperscan

Hit = tuple[int, int, int]  # start, end, index of the pattern


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Patterns over folded text; `caseless[i]` says whether pattern i minds capitals."""

    patterns: Sequence[bytes]
    caseless: Sequence[bool]
    _own: threading.local = field(default_factory=threading.local, repr=False, compare=False)

    def _database(self) -> hyperscan.Database:
        database = getattr(self._own, "database", None)
        if database is None:
            flags = [
                hyperscan.HS_FLAG_SOM_LEFTMOST | (hyperscan.HS_FLAG_CASELESS if small else 0) for small in self.caseless
            ]
            database = hyperscan.Database()
            count = len(self.patterns)
            database.compile(expressions=list(self.patterns), ids=list(range(count)), elements=count, flags=flags)
            self._own.database = database
        return database

    def scan(self, data: bytes) -> list[Hit]:
        """Every match, by where it starts."""
        hits: list[tuple[int, int, int, int, object]] = []
        if data:
            self._database().scan(data, match_event_handler=lambda *hit: hits.append(hit))
        return sorted((start, end, pattern) for pattern, start, end, _, _ in hits)
