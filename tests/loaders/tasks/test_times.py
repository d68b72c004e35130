"""Every form of time in `times.toml` is found as it is written, and has the deadline its row says."""

import tomllib
from importlib import resources

import pytest

from loaders.tasks.times import find_times
from ontology.deadlines import find_deadline

ROWS = tomllib.loads((resources.files("loaders.tasks") / "times.toml").read_text(encoding="utf-8"))["time"]
EXAMPLES = [(row["id"], one["text"], one.get("deadline")) for row in ROWS for one in row["examples"]]
COUNTER = [(row["id"], words) for row in ROWS for words in row.get("counterexamples", ())]


@pytest.mark.parametrize(("row", "words", "deadline"), EXAMPLES)
def test_a_form_is_found_whole(row: str, words: str, deadline: str | None) -> None:
    duty = f"Sở Y tế tổng hợp, gửi báo cáo {words}; các xã thực hiện."
    assert find_times(duty, 0, len(duty)) == (words[0].upper() + words[1:],), row
    assert find_deadline(words, year=2024) == deadline, row


@pytest.mark.parametrize(("row", "words"), COUNTER)
def test_what_only_looks_like_a_time(row: str, words: str) -> None:
    assert find_times(words, 0, len(words)) == (), row


def test_times_of_a_duty_in_order_and_once() -> None:
    duty = "Gửi hằng quý, trước ngày 15/3/2024 và\nhằng quý; xong trong tháng 9/2024."
    assert find_times(duty, 0, len(duty)) == ("Hằng quý", "Trước ngày 15/3/2024", "Trong tháng 9/2024")
