"""Every row of the table of number forms, proven by its own examples and counterexamples, in a sentence of ours."""

from collections.abc import Callable

import pytest

from loaders.citations.folded import fold_page
from loaders.citations.numbers import FORMS, form_of, read_number
from ontology.numbers import number_key
from ontology.values import Citation

Cite = Callable[..., tuple[Citation, ...]]
EXAMPLES = [(row.id, example) for row in FORMS for example in row.examples]
COUNTER = [(row.id, example) for row in FORMS for example in row.counterexamples]


def _form(number: str, *, marked: bool = True) -> str | None:
    page = fold_page(number)
    digit = next(i for i in range(len(number) - 1, -1, -1) if not set("/- ") & set(number[: i + 1]))
    read = read_number(page, digit)
    return form_of(read, marked=marked) if read else None


@pytest.mark.parametrize(("row", "number"), EXAMPLES)
def test_examples_follow_their_row(row: str, number: str) -> None:
    assert _form(number) == row


@pytest.mark.parametrize(("row", "number"), COUNTER)
def test_counterexamples_do_not(row: str, number: str) -> None:
    assert _form(number) != row


@pytest.mark.parametrize(("row", "number"), EXAMPLES)
def test_each_is_cited_in_a_sentence(cite: Cite, row: str, number: str) -> None:
    text = f"Phòng chuyên môn tham khảo Văn bản số {number} ngày 02/3/2021 khi lập hồ sơ."
    (found,) = cite(text)
    assert number_key(found.number or "") == number_key(number)
    assert found.date == "2021-03-02"
    assert found.quote == text[found.span.start : found.span.end] == f"Văn bản số {number} ngày 02/3/2021"


WRITTEN = [
    ("Kế hoạch số 08 /KH-UBND ngày 08/01/2024", "08/KH-UBND", "2024-01-08"),
    ("Kế hoạch số 08/KH-\n\nUBND ngày 08/01/2024", "08/KH-UBND", "2024-01-08"),
    ("Nghị quyết số 71/NQ -CP ngày 01/7/2021", "71/NQ-CP", "2021-07-01"),
    ("Quyết định số 1234 /QÐ-UBND", "1234/QĐ-UBND", None),
    ("Quyết định số 1234/QD–UBND", "1234/QĐ-UBND", None),
    ("Nghị quyết số76/NQ-CPngày15/7/2021", "76/NQ-CP", "2021-07-15"),
    ("Chỉ thị số 32/CT-TTG ngày 04/12/2023", "32/CT-TTg", "2023-12-04"),
    ("Chương trình hành động số 71-Ctr/HU ngày 17/10/2023", "71-CTr/HU", "2023-10-17"),
    ("Nghị quyết số 12-\nNQ/TU ngày 26/5/2022", "12-NQ/TU", "2022-05-26"),
    ("Nghị quyết số: 05/NQ-HĐND", "05/NQ-HĐND", None),
    ("Kế hoạch 08/KH-UBND", "08/KH-UBND", None),
    ("Thông tư số 12/2021 / TT-BTTTT", "12/2021/TT-BTTTT", None),
    ("Kế hoạch số 12/KH-UBND - Ủy ban nhân dân", "12/KH-UBND", None),
]


@pytest.mark.parametrize(("words", "number", "date"), WRITTEN)
def test_numbers_however_they_are_typed(cite: Cite, words: str, number: str, date: str | None) -> None:
    (found,) = cite(f"Đơn vị làm theo {words}; xong trong quý.")
    assert (found.number, found.date) == (number, date)


@pytest.mark.parametrize(
    "text", ["200m3/ngày", "12 lần/năm", "QH13-K1", "24/7", "50%/năm", "VX1-TH", "2020-2025", "31/12/2024"]
)
def test_what_is_no_number(cite: Cite, text: str) -> None:
    assert cite(f"Tổ chuyên trách ghi {text} vào sổ.") == ()


@pytest.mark.parametrize(
    ("words", "number", "issuer"),
    [
        ("Quyết định số 1212 QĐ/UB-TH ngày 03/6/1996", "1212 QĐ/UB-TH", "Ủy ban nhân dân tỉnh Hà Giang"),
        ("Thông tư số 14 TC/NSNN ngày 03/6/1996 của Bộ Tài chính", "14 TC/NSNN", "Bộ Tài chính"),
        ("tờ trình số 350 TT/TCCQ ngày 03/6/1996", "350 TT/TCCQ", None),
        ("Thông tư 23 TT-LB ngày 03/6/1996", "23 TT-LB", None),
    ],
)
def test_a_blank_before_the_sign_as_before_2005(cite: Cite, words: str, number: str, issuer: str | None) -> None:
    (found,) = cite(f"Cơ quan thi hành {words}.")
    assert (found.quote, found.number, found.date) == (words, number, "1996-06-03")
    assert issuer is None or found.issuer == issuer


@pytest.mark.parametrize("text", ["ngày 03/6/1996 UB-TH họp", "Phòng 12 KT-HT xã", "năm 1998 QĐ-TTg"])
def test_a_figure_before_a_sign_alone_is_no_number(cite: Cite, text: str) -> None:
    assert cite(f"Việc ghi vào sổ {text}.") == ()
