"""Options that several commands share, and how a command speaks: data on stdout, everything else on stderr."""

import json
import os
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.settings import number_setting
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
        os.environ["CANCU_STORE"] = store


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


def warn(words: str) -> None:
    """One line for people on stderr."""
    sys.stderr.write(words + "\n")


def number_or_default(name: str, flag: int | None) -> int:
    """A whole-number setting, a flag first."""
    return number_setting(name, flag)
