"""The pages of commands and settings are what the program declares, and speak both languages."""

import re
from pathlib import Path

import pytest

from api.reference import PAGES
from api.settings import SETTINGS


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_program_declares(root: Path, name: str) -> None:
    assert (root / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run: python -m api.reference --write"


def test_every_command_has_help_in_both_languages(root: Path) -> None:
    text = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## `(cancu[^`]*)`\n\n(.*) · (.*)$", text, re.M)
    assert {"cancu check", "cancu load", "cancu extract", "cancu serve", "cancu register import"} <= {
        h[0] for h in heads
    }
    assert len(heads) == len(re.findall(r"^## ", text, re.M))
    assert all(vi and en and vi != en for _, vi, en in heads)


def test_every_option_has_help_in_both_languages(root: Path) -> None:
    text = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    rows = [re.split(r"(?<!\\)\|", line) for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) > 60
    assert not [r[1] for r in rows if not r[2].strip() or not r[3].strip()]


def test_settings_name_no_folder_of_this_machine(root: Path) -> None:
    text = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    assert text.count("\n| `") == len(SETTINGS)
    assert "/home/" not in text
    assert str(Path.home()) + "/" not in text
