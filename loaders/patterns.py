"""Many patterns in one pass, or one pattern in texts that seldom hold it: a thin coat over Hyperscan.

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
            database = self._own.database = _compile(self.patterns, flags)
        return database

    def scan(self, data: bytes) -> list[Hit]:
        """Every match, by where it starts."""
        hits: list[tuple[int, int, int, int, object]] = []
        if data:
            self._database().scan(data, match_event_handler=lambda *hit: hits.append(hit))
        return sorted((start, end, pattern) for pattern, start, end, _, _ in hits)


@dataclass(frozen=True, slots=True)
class Hint:
    """Whether a slower reading of a text can find anything at all, told at the speed of memory.

    >>> Hint("[ệộ]").within(utf8("Kế hoạch")), Hint("[ệộ]").within(utf8("hội nghị"))
    (False, True)
    """

    pattern: str
    _own: threading.local = field(default_factory=threading.local, repr=False, compare=False)

    def within(self, data: bytes, *, times: int = 1) -> bool:
        """Whether the pattern may stand so often in these bytes of UTF-8; where it may not, it does not."""
        database = getattr(self._own, "database", None)
        if database is None:
            database = self._own.database = _compile([self.pattern.encode()], [hyperscan.HS_FLAG_UTF8])
        ends: list[int] = []

        def enough(_pattern: int, _start: int, end: int, *_rest: object) -> bool:
            ends.append(end)
            return len(ends) >= times

        try:
            if data:
                database.scan(data, match_event_handler=enough)
        except hyperscan.ScanTerminated:
            return True
        return False


def utf8(text: str) -> bytes:
    """A text for `Hint`; half of a pair, which is no character, becomes a question mark."""
    return text.encode("utf-8", "replace")


def _compile(patterns: Sequence[bytes], flags: Sequence[int]) -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile(
        expressions=list(patterns), ids=list(range(len(patterns))), elements=len(patterns), flags=list(flags)
    )
    return database
