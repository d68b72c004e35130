"""Repealed in part: who cites exactly that part is told, who cites another part is left alone."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.judge import judge_record
from graph.judge.parts import read_places
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Provision, Relation
from tests.graph.judge.works import cite, record, work

OLD = work("urn:904", type="Quyết định", number="904/QĐ-TTg", date="2022-03-04", issuer="Thủ tướng Chính phủ")
NEW = work("urn:978", type="Quyết định", number="978/QĐ-TTg", date="2023-09-01", issuer="Thủ tướng Chính phủ")


def at(article: str | None = None, clause: str | None = None, point: str | None = None) -> Provision:
    return Provision(article=article, clause=clause, point=point)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Điều 7", (at("7"),)),
        ("Khoản 2 Điều 5", (at("5", "2"),)),
        ("điểm a khoản 2 Điều 5; Điều 9", (at("5", "2", "a"), at("9"))),
        ("khoản 1, khoản 3 Điều 4", (at("4", "1"), at("4", "3"))),
        ("các Điều 5, 6 và 7a", (at("5"), at("6"), at("7a"))),
        ("một phần", ()),
        ("Phụ lục II", ()),
        ("Điều 7 và Phụ lục I", ()),  # what is not understood wholly is not used to acquit or accuse
    ],
)
def test_places_are_read_from_the_words_of_a_register(words: str, places: tuple[Provision, ...]) -> None:
    assert read_places(words) == places


def found_of(part: str | None, *cited: Provision, as_of: dt.date = dt.date(2024, 3, 1), kind: str = "partly_repeals",
             signed: str = "2024-01-20") -> list[tuple[str, str]]:  # fmt: skip
    act = Relation(kind=kind, actor=NEW.iri, target=OLD.iri, since="2023-09-01", source="urn:row", part=part)  # type: ignore[arg-type]
    said = cite("Quyết định số 904/QĐ-TTg ngày 04/3/2022 của Thủ tướng Chính phủ", "904/QĐ-TTg", type="Quyết định",
                date="2022-03-04", issuer="Thủ tướng Chính phủ", role="legal_basis", provisions=cited)  # fmt: skip
    table = WorksTable((replace(OLD, acted_on=(act,)), NEW))
    judged = record(said, date=signed)
    findings = judge_record(judged, resolve_citations(judged, table), table, as_of=as_of)
    for finding in findings:
        if finding.kind in {"NotInForce", "NoLongerInForce"}:
            assert "978/QĐ-TTg" in finding.message.vi
            assert (part or "") in finding.message.vi
    return [(f.kind, f.severity) for f in findings if f.kind in {"NotInForce", "NoLongerInForce", "Amended"}]


def test_the_whole_document_draws_a_note() -> None:
    assert found_of("Điều 7") == [("Amended", "note")]


@pytest.mark.parametrize("cited", [at("7"), at("7", "1"), at("7", "1", "b")])
def test_the_repealed_article_itself_is_no_basis(cited: Provision) -> None:
    assert found_of("Điều 7", cited) == [("NotInForce", "error")]


@pytest.mark.parametrize("part", ["Điều 7", "khoản 2 Điều 3"])
def test_another_article_is_left_alone(part: str) -> None:
    assert found_of(part, at("5")) == []


def test_an_article_of_which_a_clause_went_is_to_be_looked_at() -> None:
    assert found_of("khoản 2 Điều 7", at("7")) == [("Amended", "note")]
    assert found_of("khoản 2 Điều 7", at("7", "1")) == []


def test_a_part_that_is_not_said_or_not_understood_stays_a_note() -> None:
    assert found_of(None, at("7")) == [("Amended", "note")]
    assert found_of("Phụ lục II", at("7")) == [("Amended", "note")]


def test_after_signing_it_is_no_longer_in_force() -> None:
    assert found_of("Điều 7", at("7"), signed="2023-01-20") == [("NoLongerInForce", "warning")]


def test_an_amended_article_is_still_there() -> None:
    assert found_of("Điều 7", at("7"), kind="amends") == [("Amended", "note")]
    assert found_of("Điều 7", at("8"), kind="amends") == []
