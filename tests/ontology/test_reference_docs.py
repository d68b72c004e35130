"""The reference pages are what the tables give, and say everything."""

import re
from pathlib import Path

import pytest

from ontology.finding_kinds import finding_kinds
from ontology.reference_docs import PAGES, write_pages
from ontology.types import TYPES
from ontology.vocabulary import vocabulary


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_tables_give(root: Path, name: str) -> None:
    assert (root / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_term_and_every_kind_has_its_line(tmp_path: Path) -> None:
    write_pages(tmp_path)
    terms = (tmp_path / "vocabulary.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `cc:([^`]+)`", terms, re.M) == [t.name for t in vocabulary()]
    kinds = (tmp_path / "findings-kinds.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### `(\w+)`", kinds, re.M)) == sorted(k.id for k in finding_kinds())


def _glossary(root: Path) -> list[list[str]]:
    text = (root / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [r for r in rows if not set(r[0]) <= {"-"} and r[0] != "Tiếng Việt"]


def test_the_glossary_has_one_word_for_one_concept(root: Path) -> None:
    rows = _glossary(root)
    assert len(rows) > 50
    assert all(len(r) == 4 and all(r[:3]) for r in rows)
    words = [r[1] for r in rows]
    assert len(set(words)) == len(words)
    vietnamese = [r[0].lower() for r in rows]
    assert len(set(vietnamese)) == len(vietnamese)


def test_no_word_of_the_glossary_is_also_one_not_to_use(root: Path) -> None:
    rows = _glossary(root)
    chosen = {r[1].lower() for r in rows}
    avoided = {w.strip().lower() for r in rows for w in r[3].split(",") if w.strip()}
    assert not chosen & avoided


def test_types_are_called_in_the_glossary_as_in_the_table(root: Path) -> None:
    said = {r[0]: r[1] for r in _glossary(root)}
    for kind in TYPES:
        if kind.name in said:
            assert said[kind.name] == kind.en.lower()
    assert len({k.name for k in TYPES} & set(said)) >= 20
