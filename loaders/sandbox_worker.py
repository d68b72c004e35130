"""The child's side of the sandbox: bind itself, then read the files it is told to, one answer a file.

It answers on a copy of standard output and points the real one at nothing, so that a chatty library cannot garble an
answer. Where the system has no resource limits (Windows) the parent's clock still holds.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from loaders.read import Limits, read_file
from loaders.read.limits import damaged, too_large
from loaders.read.text_json import error_to_json, text_to_json
from ontology.errors import LoadError

try:
    import resource
except ImportError:  # pragma: no cover - Windows
    resource = None  # type: ignore[assignment]


def _bind(limits: Limits) -> None:
    """Set this process's bounds for the next file."""
    if resource is None:
        return  # type: ignore[unreachable]
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 2
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.expanded_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, hard))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    """What becomes of one file: its text or its error."""
    limits, name = Limits(**request["limits"]), request["name"]
    try:
        _bind(limits)
        return {"text": text_to_json(read_file(Path(request["path"]), limits=limits))}
    except LoadError as error:
        return {"error": error_to_json(error)}
    except MemoryError:
        return {"error": error_to_json(too_large(name, "cần quá nhiều bộ nhớ", "it needs too much memory"))}
    except Exception as error:
        # A reader's own defect must not stop a batch: the file is refused, and the cause is kept for whoever mends it.
        what = f"{type(error).__name__}: {error}"
        refused = damaged(name, f"trình đọc gặp lỗi ({what})", f"the reader failed on it ({what})")
        return {"error": error_to_json(refused)}


def serve() -> None:
    """Read requests, one JSON object a line, until the parent closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    for line in sys.stdin.buffer:
        body = json.dumps(_answer(json.loads(line)), ensure_ascii=False).encode("utf-8", "surrogatepass")
        answers.write(b"%d\n" % len(body) + body)
        answers.flush()
