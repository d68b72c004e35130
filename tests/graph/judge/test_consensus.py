"""What independent citations settle, and what copies do not."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graph.judge.consensus import Witness, consensus, independent


def says(document: str, value: str, *follows: str, **fields: object) -> Witness:
    return Witness(document=document, value=value, follows=follows, **fields)  # type: ignore[arg-type]


def test_two_that_disagree_settle_nothing() -> None:
    found = consensus([says("a", "2022-05-26"), says("b", "2023-05-26")])
    assert found is not None
    assert found.confidence < 0.6


def test_three_against_one_settle_it() -> None:
    found = consensus(
        [says("a", "2022-05-26"), says("b", "2022-05-26"), says("c", "2022-05-26"), says("d", "2023-05-26")]
    )
    assert found is not None
    assert (found.value, found.support, found.against) == ("2022-05-26", 3, 1)
    assert found.confidence > 0.95


def test_no_majority_of_copies_outvotes_an_original() -> None:
    copies = [says(f"c{i}", "2023-05-26", "plan") for i in range(20)]
    found = consensus([says("a", "2022-05-26"), says("b", "2022-05-26"), *copies])
    assert found is not None
    assert found.value == "2022-05-26"
    assert found.against == 1


def test_copies_of_a_document_count_with_it() -> None:
    directive = says("d", "2019-03-17", work="plan")
    followers = [says(f"c{i}", "2019-03-17", "plan") for i in range(5)]
    assert len(independent([directive, *followers])) == 1


def test_a_work_is_not_younger_than_the_first_document_that_cites_it() -> None:
    early = says("early", "2022-12-04", date="2023-02-10")
    late = [says(f"l{i}", "2023-12-04", date="2024-01-20") for i in range(3)]
    found = consensus([early, *late])
    assert found is not None
    assert found.value == "2022-12-04"
    assert found.confidence > 0.9


def test_a_scan_is_a_weak_witness() -> None:
    clear = consensus([says("a", "2022-05-26"), says("b", "2022-05-28")])
    scanned = consensus([says("a", "2022-05-26"), says("b", "2022-05-28", legibility=0.4)])
    assert clear is not None
    assert scanned is not None
    assert scanned.value == "2022-05-26"
    assert scanned.confidence > clear.confidence


def test_nobody_says_nothing() -> None:
    assert consensus([]) is None


@given(
    st.lists(
        st.builds(
            says,
            st.sampled_from("abcdef"),
            st.sampled_from(["2021-01-02", "2022-01-02", "2022-02-01"]),
            st.sampled_from(["p", "q", "r"]),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda w: w.document,
    )
)
def test_order_does_not_matter(witnesses: list[Witness]) -> None:
    assert len({consensus(order) for order in permutations(witnesses)}) == 1
