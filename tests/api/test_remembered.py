"""Answers over the whole store are found once for each state of it."""

import threading

from api.remembered import Remembered


def test_an_answer_is_kept_while_the_store_stays_as_it_is() -> None:
    remembered, asked = Remembered(), iter(range(10))
    assert [remembered.answer("q", state, lambda: next(asked)) for state in ("a", "a", "b", "b")] == [0, 0, 1, 1]
    assert [remembered.answer("q", None, lambda: next(asked)) for _ in range(2)] == [2, 3]


def test_many_who_ask_at_once_wait_for_one_answer() -> None:
    remembered, begun, found = Remembered(), threading.Event(), []

    def find() -> int:
        found.append(1)
        begun.wait(5)
        return 7

    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(remembered.answer("q", "a", find))) for _ in range(4)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join()
    assert (answers, found) == ([7] * 4, [1])


def test_only_the_last_few_are_kept() -> None:
    remembered, found = Remembered(), []
    for i in range(20):
        remembered.answer(str(i), "a", lambda: found.append(1))
    remembered.answer("19", "a", lambda: found.append(1))
    remembered.answer("0", "a", lambda: found.append(1))
    assert len(found) == 21
