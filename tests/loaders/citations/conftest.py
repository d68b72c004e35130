"""One way to read a sentence: as a plan of tỉnh Hà Giang would hold it."""

from collections.abc import Callable

import pytest

from loaders.citations import find_citations
from loaders.sections import find_sections
from ontology.bodies import Context, context_of
from ontology.values import Citation, Skipped

Reading = tuple[tuple[Citation, ...], tuple[Skipped, ...]]
HA_GIANG = context_of("Ủy ban nhân dân tỉnh Hà Giang", place="Hà Giang", date="2024-03-05")


def read_text(text: str, *, context: Context = HA_GIANG, scanned: bool = False) -> Reading:
    return find_citations(text, context=context, sections=find_sections(text), scanned=scanned)


@pytest.fixture
def read() -> Callable[..., Reading]:
    return read_text


@pytest.fixture
def cite() -> Callable[..., tuple[Citation, ...]]:
    return lambda text, **options: read_text(text, **options)[0]
