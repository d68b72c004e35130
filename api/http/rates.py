"""How often costly work may be asked for: a bucket of tokens for each caller and kind of work.

A bucket holds a minute's worth and fills evenly, so a burst passes and a flood does not. The caller is told in the
`RateLimit` and `RateLimit-Policy` headers (draft of the IETF's HTTPAPI group) and, when refused, in `Retry-After`.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_MINUTE = 60.0
_MOST_CALLERS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a caller was told: whether it may, what is left, in how many seconds there is more."""

    allowed: bool
    cost: str
    quota: int
    left: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """As the client reads it."""
        told = {
            "RateLimit-Policy": f'"{self.cost}";q={self.quota};w={_MINUTE:.0f}',
            "RateLimit": f'"{self.cost}";r={self.left};t={self.seconds}',
        }
        return told if self.allowed else {**told, "Retry-After": str(self.seconds)}


class Rates:
    """The buckets of one server. `quotas` says how much of each kind of work a caller may ask for in a minute."""

    def __init__(self, quotas: Mapping[str, int], clock: Callable[[], float] = time.monotonic) -> None:
        self._quotas = quotas
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, cost: str, caller: str) -> Allowance | None:
        """One piece of work for a caller; None when this kind of work is not counted."""
        quota = self._quotas.get(cost, 0)
        if quota <= 0:
            return None
        now = self._clock()
        with self._lock:
            level, at = self._buckets.pop((cost, caller), (float(quota), now))
            level = min(float(quota), level + (now - at) * quota / _MINUTE)
            allowed = level >= 1
            if allowed:
                level -= 1
            self._buckets[cost, caller] = (level, now)
            while len(self._buckets) > _MOST_CALLERS:
                self._buckets.popitem(last=False)
        missing = (quota - level) if allowed else 1 - level
        seconds = max(1, math.ceil(missing * _MINUTE / quota)) if missing > 0 else 0
        return Allowance(allowed=allowed, cost=cost, quota=quota, left=int(level), seconds=seconds)
