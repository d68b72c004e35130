"""Help and glossary: the words are those of docs/glossary.md, the figures those of the README."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.http.app import create_app
from api.office.words import STATUS_NAMES
from api.service import Service
from api.web.help_pages import GROUPS, measures, terms


def test_every_word_is_one_of_the_glossary(root: Path) -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", (root / "docs" / "glossary.md").read_text(encoding="utf-8"), re.M)
    assert len(terms()) > 30
    assert [(t.name.vi, t.name.en) for t in terms() if (t.name.vi, t.name.en) not in rows] == []


def test_words_have_an_id_each_and_a_group() -> None:
    assert len({t.id for t in terms()}) == len(terms())
    assert {t.group for t in terms()} == set(GROUPS)


def test_every_figure_is_one_of_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert len(measures()) >= 5
    assert [m.figure for m in measures() if m.figure not in readme] == []


def test_a_term_linked_from_a_page_stands_in_the_glossary(root: Path) -> None:
    pages = (root / "api" / "web" / "templates").glob("*.html")
    linked = {id_ for p in pages for id_ in re.findall(r'term\("([^"]+)"', p.read_text(encoding="utf-8"))}
    assert linked <= {t.id for t in terms()}


@pytest.mark.parametrize(("lang", "words"), [("vi", "thẩm định"), ("en", "A person's decision on a finding")])
def test_the_glossary_speaks_both_languages(lang: str, words: str) -> None:
    with TestClient(create_app(Service("memory:"))) as client:
        page = client.get("/glossary", params={"lang": lang}).text
    assert words in page.replace("&#39;", "'")
    assert 'id="hieu-luc"' in page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_verdict_of_the_pages_is_explained(lang: str) -> None:
    with TestClient(create_app(Service("memory:"))) as client:
        page = client.get("/help", params={"lang": lang}).text
    [listed] = re.findall(r'<section class="card" id="ket-luan">.*?</section>', page, re.S)
    told = re.findall(r'<span class="badge (\w+)">([^<]+)</span></dt><dd>[^<]{20,}', listed)
    assert dict(told) == {status: name.as_dict()[lang] for status, name in STATUS_NAMES.items()}
