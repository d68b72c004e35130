"""The table of finding kinds: whole rows, and just the kinds that the contract promises."""

from typing import get_args

from ontology.finding_kinds import Family, Needs, find_kind, finding_kinds
from ontology.values import Severity

PROMISED = [
    "WrongDate",
    "WrongNumber",
    "WrongIssuer",
    "WrongType",
    "WrongTitle",
    "WrongPeriod",
    "SignFormat",
    "NotInForce",
    "NoLongerInForce",
    "PeriodEnded",
    "Amended",
    "SupersededEdition",
    "BodyAbolished",
    "NotYetIssued",
    "IncompleteCitation",
    "UnnumberedCitation",
    "BlankOwnNumber",
    "BlankOwnDate",
    "SelfMismatch",
    "StaleYear",
    "SystematicShift",
    "RankInversion",
    "CircularBasis",
    "NoSuperiorBasis",
    "TaskNotCarriedOut",
    "DeadlineSlipped",
    "TargetWeakened",
    "UnitChanged",
]


def test_just_the_promised_kinds() -> None:
    assert sorted(k.id for k in finding_kinds()) == sorted(PROMISED)


def test_rows_are_whole() -> None:
    for kind in finding_kinds():
        words = (kind.name.vi, kind.name.en, kind.rule.vi, kind.rule.en, kind.example, kind.counterexample)
        assert all(words), kind.id
        assert kind.example != kind.counterexample
        assert kind.family in get_args(Family)
        assert kind.severity in get_args(Severity)
        assert kind.needs in get_args(Needs)


def test_names_are_told_apart() -> None:
    assert len({k.name.vi for k in finding_kinds()}) == len({k.name.en for k in finding_kinds()}) == len(PROMISED)
    assert find_kind("WrongDate") is finding_kinds()[0]
    assert find_kind("NoSuchKind") is None
