"""What witnesses of a work that nobody has loaded say together."""

from graph.consensus import Witness, consensus_facts
from graph.fit import Written


def _witness(name: str, issuer: str, *, guessed: bool = False) -> Witness:
    said = Written(
        number="23/2016/QĐ-UBND", type="Quyết định", date="2016-08-05", issuer=issuer, issuer_guessed=guessed
    )
    return Witness(citation=f"urn:{name}#c", document=f"urn:{name}", said=said, quote=f"Quyết định {name}")


def _issuers(*witnesses: Witness) -> list[str]:
    return [f.value for f in consensus_facts(list(witnesses)) if f.field == "issuer"]


def test_an_issuer_worked_out_from_the_place_does_not_speak_against_a_written_one() -> None:
    """A city that took a province in cites "Quyết định số 23/2016/QĐ-UBND" again without its body."""
    written = _witness("a", "Ủy ban nhân dân tỉnh Đông Hải")
    worked_out = [_witness(n, "Ủy ban nhân dân thành phố Tân Cảng", guessed=True) for n in "bcd"]
    assert _issuers(written, *worked_out) == ["Ủy ban nhân dân tỉnh Đông Hải"]


def test_where_nobody_writes_the_issuer_what_was_worked_out_counts() -> None:
    assert _issuers(_witness("b", "Ủy ban nhân dân thành phố Tân Cảng", guessed=True)) == [
        "Ủy ban nhân dân thành phố Tân Cảng"
    ]


def test_nobody_speaks_against_a_sign_that_is_one_body_s() -> None:
    said = Written(number="89/2025/QH15", type="Luật", date="2025-06-25", issuer="Sở Tài chính tỉnh Đông Hải")
    misread = Witness(citation="urn:a#c", document="urn:a", said=said, quote="Luật số 89/2025/QH15 Sở Tài chính")
    assert _issuers(misread) == []


def _dated(name: str, date: str, *, own: str = "", bases: tuple[str, ...] = ()) -> Witness:
    said = Written(number="45/2020/NĐ-CP", type="Nghị định", date=date, issuer="Chính phủ")
    quote = f"Nghị định số 45/2020/NĐ-CP, theo lời của {name}"
    return Witness(citation=f"urn:{name}#c", document=f"urn:{name}", said=said, quote=quote, own=own, bases=bases)


def _dates(*witnesses: Witness) -> list[tuple[str, int]]:
    return [(f.value, f.witnesses) for f in consensus_facts(list(witnesses)) if f.field == "date"]


def test_who_rests_on_a_document_is_one_voice_with_it_in_whatever_words() -> None:
    """A directive misdates a decree; a plan with "Căn cứ Kế hoạch …" and a plan below that one take the day over."""
    top = _dated("top", "2020-08-04", own="973-khubnd 2023-12-29")
    plan = _dated("plan", "2020-08-04", own="7-khsnv 2024-01-12", bases=("973-khubnd 2023-12-29",))
    below = _dated("below", "2020-08-04", own="3-kh 2024-02-01", bases=("7-khsnv 2024-01-12",))
    assert _dates(top, plan, below) == [("2020-08-04", 1)]


def test_who_rests_on_a_document_and_writes_another_value_has_a_voice_of_its_own() -> None:
    top = _dated("top", "2020-08-04", own="973-khubnd 2023-12-29")
    careful = _dated("careful", "2020-04-08", bases=("973-khubnd 2023-12-29",))
    other = _dated("other", "2020-04-08")
    assert _dates(top, careful, other) == [("2020-04-08", 2), ("2020-08-04", 1)]
