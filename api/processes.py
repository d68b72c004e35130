"""How processes beside a server are begun: whoever interrupts the server at its terminal interrupts the server alone.

A terminal sends its interrupt to every process there; one that is still loading its modules would answer it with a
traceback. It refuses nothing: where signals cannot be held back, a process is begun as it is.
"""

import contextlib
import signal
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """What is begun meanwhile holds interrupts back for as long as it lives."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_uninterrupted(process: BaseProcess) -> None:
    """Begin a process that only the server ends."""
    resource_tracker.ensure_running()  # beginning that one lets interrupts through again
    with _interrupts_held():
        process.start()
