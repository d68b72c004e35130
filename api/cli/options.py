"""Options that several commands share, and how a command speaks: data on stdout, everything else on stderr."""

import contextlib
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.access.place import state_folder
from api.access.trail import Trail
from api.audited import AuditedService
from api.settings import number_setting, pass_on, setting
from api.words import say

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="DIR|URL|memory:",
        help=say("Kho: thư mục, địa chỉ SPARQL hoặc memory:", "The store: a directory, a SPARQL URL, or memory:"),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=say("In JSON", "Print JSON"))]


def use_store(store: str | None) -> None:
    """A --store flag, wherever it stands, is what the command uses."""
    if store:
        pass_on("store", store)


_OPENED = contextlib.ExitStack()


def close_services() -> None:
    """Let go of everything the command opened."""
    _OPENED.close()


def open_service() -> AuditedService:
    """The service over the store that is set, every write recorded; let go of when the command ends."""
    where = setting("store")
    service = AuditedService(where, Trail(state_folder(where, setting("state"))))
    _OPENED.callback(service.close)
    return service


def print_json(value: Any) -> None:
    """One JSON value on stdout, readable and with its letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def console() -> Console:
    """Where tables for people go."""
    return Console(highlight=False)


def progress() -> Progress:
    """A progress bar on stderr that stays quiet in pipes."""
    screen = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=screen,
        disable=not screen.is_terminal,
        transient=True,
    )


def write_out(data: bytes, output: Path | None, name: str) -> None:
    """Bytes to a file, or to stdout where that is a pipe; a terminal gets a file of a plain name."""
    if output is None and not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
        return
    path = output or Path(name)
    path.write_bytes(data)
    warn(str(path))


def warn(words: str) -> None:
    """One line for people on stderr."""
    sys.stderr.write(words + "\n")


def number_or_default(name: str, flag: int | None) -> int:
    """A whole-number setting, a flag first."""
    return number_setting(name, flag)
