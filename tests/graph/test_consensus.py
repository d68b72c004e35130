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
