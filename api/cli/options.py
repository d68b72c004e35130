"""Options that several commands share, and how a command speaks: data on stdout, everything else on stderr.

What only some commands need (the service, tables, progress bars) is imported when it is asked for: `cancu --version`
and help wait for none of it.
"""

import contextlib
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO, cast

import typer

from api.settings import number_setting, pass_on, setting
from api.words import say
from ontology.errors import StoreError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from api.audited import AuditedService

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="DIR|URL|memory:",
        help=say("Kho: thư mục, địa chỉ SPARQL hoặc memory:", "The store: a directory, a SPARQL URL, or memory:"),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=say("In JSON", "Print JSON"))]


class Format(StrEnum):
    """How a report is printed."""

    table = "table"
    json = "json"


def use_store(store: str | None) -> None:
    """A --store flag, wherever it stands, is what the command uses."""
    if store:
        pass_on("store", store)


_OPENED = contextlib.ExitStack()


def close_services() -> None:
    """Let go of everything the command opened."""
    _OPENED.close()


def has_store() -> bool:
    """Whether there is a store where one is set; of an address, its server tells."""
    from api.access.place import has_begun

    where = setting("store")
    return where == "memory:" or where.startswith("http") or has_begun(Path(where))


def open_service(*, begins: bool = False, aside: bool = False) -> "AuditedService":
    """The service over the store that is set, every write recorded; let go of when the command ends.

    `begins`: a command that puts something in, and begins a store where there is none. Any other refuses, since what a
    mistyped store does not hold looks like what nobody found. `aside`: over what ships alone, in memory.
    """
    from api.access.place import state_folder
    from api.access.trail import Trail
    from api.audited import AuditedService

    where = "memory:" if aside else setting("store")
    if not (begins or aside or has_store()):
        raise StoreError(
            f"Không có kho nào ở {where}. Hãy xem lại --store, hoặc nạp văn bản trước: cancu load.",
            f"There is no store at {where}. Check --store, or load documents first: cancu load.",
            where=where,
        )
    service = AuditedService(where, Trail(state_folder(where, setting("state"))))
    _OPENED.callback(service.close)
    return service


def print_json(value: Any) -> None:
    """One JSON value on stdout, readable and with its letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_json_list(values: Iterable[Any], out: TextIO) -> None:
    """The same for a list whose values come one by one: none is held longer than it is written."""
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2)
    before = "[\n  "
    for value in values:
        out.write(before)
        for piece in encoder.iterencode(value):
            out.write(piece.replace("\n", "\n  "))
        before = ",\n  "
    out.write("[]\n" if before.startswith("[") else "\n]\n")


def console() -> "Console":
    """Where tables for people go."""
    from rich.console import Console

    return Console(highlight=False)


class NoBar:
    """A progress bar where nobody looks: it counts for nobody, and what draws bars is not loaded."""

    def __enter__(self) -> "NoBar":
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def add_task(self, description: str, total: float | None = None) -> "TaskID":
        """The one job, whatever it is."""
        return cast("TaskID", 0)

    def advance(self, job: "TaskID", by: float = 1) -> None:
        """One more is done."""

    def update(self, job: "TaskID", *, completed: float | None = None) -> None:
        """So many are done."""


def progress() -> "Progress | NoBar":
    """A progress bar on stderr that stays quiet in pipes."""
    if not sys.stderr.isatty():
        return NoBar()
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

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
