"""The Typer application: every command, declared in one place, in the language that is set."""

from importlib.metadata import version
from typing import Annotated

import typer

from api.cli.options import StoreOption, use_store
from api.cli.speech import SpokenTyper
from api.words import say

app = SpokenTyper(
    name="cancu",
    help=say(
        "Đọc văn bản hành chính, nối từng kế hoạch với căn cứ của nó, chỉ ra viện dẫn sai hoặc lỗi thời.",
        "Reads administrative documents, ties every plan to its bases, says which references are wrong or out of date.",
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cancu {version('cancu')}")
        raise typer.Exit


@app.callback()
def root(
    store: StoreOption = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help=say("In phiên bản", "Print the version")),
    ] = False,
) -> None:
    """Options that hold for every command."""
    use_store(store)
