"""The log file: what was not foreseen is kept there whole, and whoever uses the program sees one line that names it.

A command logs the failure that ended it; a server everything its libraries and threads have to say. It refuses to show
a traceback where people read, and to lose one because the file cannot be made: then it says that too.
"""

import asyncio
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from api.settings import setting
from ontology.errors import Message

_LOGGERS = ("cancu", "uvicorn", "asyncio", "concurrent.futures")


def open_log() -> RotatingFileHandler | None:
    """The log file, open to be added to; None when it cannot be made."""
    path = Path(setting("log"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        return None


def log_failure(error: BaseException) -> Path | None:
    """Keep the traceback where support can find it; None when no log can be written."""
    handler = open_log()
    if handler is None:
        return None
    logger = logging.getLogger("cancu")
    logger.addHandler(handler)
    logger.error("%s\n%s", error, "".join(traceback.format_exception(error)))
    logger.removeHandler(handler)
    handler.close()
    return Path(handler.baseFilename)


def log_server() -> None:
    """From here on, what this process logs goes to the file whole and to the terminal as one line each."""
    kept = open_log()
    shown = logging.StreamHandler()
    shown.setFormatter(_OneLine(kept.baseFilename if kept else None))
    if kept is not None:
        kept.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.propagate = False
        for handler in (kept, shown):
            if handler is not None:
                handler.addFilter(_is_told)
                logger.addHandler(handler)
    threading.excepthook = _log_thread
    sys.unraisablehook = _log_unraisable


def _is_told(record: logging.LogRecord) -> bool:
    """Whether anybody wants to hear of it: an answer that was cut off because the server was told to stop is no
    failure."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


class _OneLine(logging.Formatter):
    """A record as people read it: its first line, and for a failure what it was and where its traceback is."""

    def __init__(self, path: str | None) -> None:
        super().__init__()
        self._path = path

    def format(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[0] is None:
            return record.getMessage().partition("\n")[0]
        name = record.exc_info[0].__name__
        where = (
            Message(f"; chi tiết ở {self._path}", f"; details are in {self._path}")
            if self._path
            else Message("; không ghi được tệp nhật ký", "; the log file cannot be written")
        )
        return str(Message(f"Lỗi không lường trước ({name}){where.vi}", f"Unforeseen error ({name}){where.en}"))


def _log_thread(failed: threading.ExceptHookArgs) -> None:
    name = failed.thread.name if failed.thread else "?"
    error = failed.exc_value or failed.exc_type()
    logging.getLogger("cancu").error("thread %s", name, exc_info=error)


def _log_unraisable(failed: "sys.UnraisableHookArgs") -> None:
    error = failed.exc_value or failed.exc_type()
    logging.getLogger("cancu").error("%s", failed.err_msg or "ignored", exc_info=error)
