"""Where the subject of a cited document ends: every row of `subject_ends.toml`, and subjects that only look ended."""

import tomllib
from importlib import resources

import pytest

from loaders.citations import find_citations
from ontology.bodies import Context

HERE = Context(province="tỉnh Lào Cai", issuer="Ủy ban nhân dân tỉnh Lào Cai")
ROWS = tomllib.loads((resources.files("loaders.citations") / "subject_ends.toml").read_text(encoding="utf-8"))["end"]


def subject_of(text: str) -> str | None:
    citations, _ = find_citations(text, context=HERE, sections=())
    return citations[0].subject


@pytest.mark.parametrize(
    ("text", "subject"), [(row["text"], row["subject"]) for row in ROWS], ids=[r["id"] for r in ROWS]
)
def test_a_subject_ends_where_its_row_says(text: str, subject: str) -> None:
    assert subject_of(text) == subject


@pytest.mark.parametrize(
    "subject",
    [
        "bồi thường khi Nhà nước thu hồi đất",
        "bảo tồn đa dạng sinh học, giao rừng cho cộng đồng",
        "chế độ thông tin, báo cáo của các sở, ngành",
        "tăng cường trật tự, bảo đảm an toàn giao thông",
        "tổ chức các phiên chợ vùng cao",
    ],
)
def test_words_that_belong_to_a_subject(subject: str) -> None:
    assert subject_of(f"Thực hiện Kế hoạch số 12/KH-UBND ngày 03/2/2021 của UBND tỉnh về {subject};") == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Thực hiện Nghị quyết số 12/NQ-HĐND ngày 25/12/2017 của HĐND tỉnh về trồng rừng, UBND tỉnh đã giao đất.",
         "trồng rừng"),
        ("Theo Quyết định số 12/QĐ-UBND ngày 03/2/2021 của UBND tỉnh về\n\nII. NHIỆM VỤ", None),
    ],
)  # fmt: skip
def test_the_sentence_goes_on(text: str, subject: str | None) -> None:
    assert subject_of(text) == subject
