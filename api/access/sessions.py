"""Sessions of browsers: what a person gets for a token, so that the token need not be kept in the browser.

They live in this process only and end with it. A session is made new at every login and never taken from the request,
so nobody can be given one beforehand; it stands for its token, and ends when that is revoked.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST = 10_000


class Sessions:
    """The sessions of one server. Only hashes of their ids are kept."""

    def __init__(self, seconds: float = 12 * 3600, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._open: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def begin(self, token: str) -> str:
        """A new session for the token of this id."""
        session = secrets.token_urlsafe(32)
        with self._lock:
            self._open[_digest(session)] = (token, self._clock() + self.seconds)
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
        return session

    def token_of(self, session: str) -> str | None:
        """The id of the token that a session stands for."""
        with self._lock:
            token, until = self._open.get(_digest(session), ("", 0.0))
            if token and self._clock() < until:
                return token
            self._open.pop(_digest(session), None)
            return None

    def end(self, session: str) -> None:
        """Log out."""
        with self._lock:
            self._open.pop(_digest(session), None)


def _digest(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
