"""The Vietnamese guide names only what there is: commands, options, files of the example corpus."""

import re
from pathlib import Path

import pytest
import typer.main

from api.cli.commands import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.vi.md", ROOT / "docs" / "huong-dan.md"]
COMMANDS = typer.main.get_command(app)


def lines_of(page: Path) -> list[str]:
    """Command lines: indented, or between backquotes."""
    text = page.read_text(encoding="utf-8")
    return re.findall(r"^    (?:\S*/)?(cancu .*)$", text, re.M) + re.findall(r"`(cancu [^`]+)`", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_exist(page: Path) -> None:
    lines = lines_of(page)
    assert lines
    for line in lines:
        words = line.split()[1:]
        command = COMMANDS
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]
        assert command is not COMMANDS, line
        options = {name for parameter in command.params for name in parameter.opts} | {"--help"}
        assert {w for w in words if re.fullmatch(r"--?[a-z-]+", w)} <= options, line


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_files_named_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"(?:examples|docs)/[\w./-]+\.\w+", text):
        assert (ROOT / name).exists() or (page.parent / name).exists(), name
