"""Reading files from strangers where the reader can be stopped: a child process with bounds on time and memory.

A parser that loops, eats memory or crashes takes only its own process with it: the file gets an error of the one
family, and the rest of the batch goes on. Workers stay warm between files, so a batch pays for starting them once.
What comes back from a child is JSON, never pickled objects, because a child that was taken over must not take the
parent.

    text = read_untrusted(path, limits=Limits())     for path, result in read_all(paths, workers=2): ...
"""

import atexit
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from loaders.read.limits import SANDBOXED, Limits, damaged, shown_name, too_large, too_long
from loaders.read.text_json import error_from_json, text_from_json
from ontology.errors import LoadError, TookTooLong
from ontology.values import Text

_ROOT = Path(__file__).resolve().parent.parent
_START = "import sys; sys.path.insert(0, {root!r}); from loaders.sandbox_worker import serve; serve()"
_FILES_PER_WORKER = 200  # after so many files a worker is replaced, so that nothing it leaks grows


class _Worker:
    """One child process that reads files, one at a time."""

    def __init__(self) -> None:
        self.files = 0
        self._folder = tempfile.mkdtemp(prefix="cancu-")  # what a stopped reader leaves behind goes with its worker
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START.format(root=str(_ROOT))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, SANDBOXED: "1", "TMPDIR": self._folder, "TMP": self._folder, "TEMP": self._folder},
        )

    def read(self, path: Path, limits: Limits) -> Text:
        """Send one file and wait for what becomes of it, no longer than the limits say."""
        self.files += 1
        assert self._process.stdin is not None
        request = {"path": str(path.absolute()), "name": shown_name(path), "limits": asdict(limits)}
        late = threading.Event()
        timer = threading.Timer(limits.seconds, self._stop_late, [late])
        timer.daemon = True
        timer.start()
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
            answer = self._answer()
        except (OSError, ValueError):  # the child is gone, or its pipe with it
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.kill()
            raise too_long(shown_name(path), limits.seconds) if late.is_set() else self._died(shown_name(path), limits)
        if "error" in answer:
            error = error_from_json(answer["error"])
            if isinstance(error, TookTooLong):
                self.kill()  # with whatever it had started
            raise error
        return text_from_json(answer["text"])

    def _answer(self) -> dict[str, Any] | None:
        """The child's answer: its length on a line, then so many bytes."""
        assert self._process.stdout is not None
        head = self._process.stdout.readline(32)
        if not head.strip().isdigit():
            return None
        body = self._process.stdout.read(int(head))
        if len(body) < int(head):
            return None
        answer: dict[str, Any] = json.loads(body)
        return answer

    def _stop_late(self, late: threading.Event) -> None:
        late.set()
        self.kill()

    def _died(self, name: str, limits: Limits) -> LoadError:
        """What the way a child ended says of the file."""
        code = self._process.wait()
        if code == -getattr(signal, "SIGXCPU", 24):
            return too_long(name, limits.seconds)
        if code in (-9, -6):  # the machine or an allocator gave up
            return too_large(name, "cần quá nhiều bộ nhớ để đọc", "it needs too much memory to read")
        return damaged(name, "trình đọc bị sập khi đọc tệp này", "the reader crashed on it")

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """End the child and whatever it started."""
        try:
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        except (ProcessLookupError, PermissionError):
            pass
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None and not stream.closed:
                try:
                    stream.close()
                except OSError:
                    continue


class _Pool:
    """Warm workers waiting for files. As many are made as are used at one time."""

    def __init__(self) -> None:
        self._waiting: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._owner = os.getpid()

    def take(self) -> _Worker:
        if os.getpid() != self._owner:  # a fork must not share its parent's pipes
            self._waiting, self._owner = queue.LifoQueue(), os.getpid()
        while True:
            try:
                worker = self._waiting.get_nowait()
            except queue.Empty:
                return _Worker()
            if worker.alive and worker.files < _FILES_PER_WORKER:
                return worker
            worker.kill()

    def give_back(self, worker: _Worker) -> None:
        if worker.alive:
            self._waiting.put(worker)

    def close(self) -> None:
        if os.getpid() != self._owner:
            return
        while True:
            try:
                self._waiting.get_nowait().kill()
            except queue.Empty:
                return


_POOL = _Pool()
atexit.register(_POOL.close)


def read_untrusted(path: Path, *, limits: Limits | None = None) -> Text:
    """Read one file in a child process within limits. May be called from several threads at once."""
    worker = _POOL.take()
    try:
        return worker.read(path, limits or Limits())
    finally:
        _POOL.give_back(worker)


def read_all(
    paths: Iterable[Path], *, workers: int = 2, limits: Limits | None = None
) -> Iterator[tuple[Path, Text | LoadError]]:
    """Read many files, each to its text or its error, in the order given; reading begins at the call."""

    def read(path: Path) -> tuple[Path, Text | LoadError]:
        try:
            return path, read_untrusted(path, limits=limits)
        except LoadError as error:
            return path, error

    threads = ThreadPoolExecutor(max_workers=max(1, workers))
    return _until_done(threads, threads.map(read, paths))


_Read = TypeVar("_Read")


def _until_done(threads: ThreadPoolExecutor, results: Iterator[_Read]) -> Iterator[_Read]:
    """The results; when they end, or nobody asks for more, what has not begun is not read."""
    try:
        yield from results
    finally:
        threads.shutdown(cancel_futures=True)


def close() -> None:
    """End the waiting workers now; the next file starts new ones."""
    _POOL.close()


__all__ = ["close", "read_all", "read_untrusted"]
