"""Which modules a typed command needs: `cancu check` does not wait for what only `cancu serve` imports.

A row names the module that declares a command or a group. Where the first word typed is none of them (help, an option,
a slip of the hand), every module is imported, because the answer lists or searches all commands. A shell that completes
a line hands it over in the environment.
"""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

DECLARED_IN = {
    "check": "check",
    "query": "data", "export": "data", "import": "data", "verify": "data", "backup": "data", "restore": "data",
    "explain": "explain",
    "extract": "extract",
    "lineage": "lineage", "board": "lineage", "impact": "lineage", "compare": "lineage", "relied-on": "lineage",
    "editions": "lineage",
    "load": "load", "unload": "load", "findings": "load",
    "register": "register",
    "review": "review",
    "search": "search",
    "serve": "server", "config": "server",
    "token": "token", "audit": "token",
}  # fmt: skip


def declare_wanted(typed: Sequence[str]) -> "typer.Typer":
    """The application with the command that was typed, or with all of them."""
    typed = typed or _typed_so_far()
    if list(typed) == ["--version"]:
        from api.cli.app import app
    elif typed and typed[0] in DECLARED_IN:
        from api.cli.app import app

        import_module(f"api.cli.{DECLARED_IN[typed[0]]}")
    else:
        from api.cli.commands import app
    return app


def _typed_so_far() -> list[str]:
    """The whole words of a line that a shell completes, behind the program's name."""
    if "_CANCU_COMPLETE" not in os.environ:
        return []
    line = os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS", "")
    return line.split()[1:] if len(line.split()) > 2 or line[-1:].isspace() else []
