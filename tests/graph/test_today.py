"""When days pass, only what crosses a boundary is judged again, and the result is that of judging everything anew."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.decide import add_rule, decide, withdraw_rule
from graph.findings import read_findings
from graph.judge import judge_record
from graph.judgements import Judge, due_documents
from graph.load import catch_up, load_records
from graph.lookup import Lookup
from graph.register.import_ import import_register
from graph.register.rows import read_rows
from graph.review import Review, rule_from
from graph.store import Store, open_store
from graph.store_lookup import Recorder
from graph.today import WatchedDay
from ontology.values import Finding, Record, Resolution
from tests.graph.judge.test_examples import FOLDER, KEY, judged
from tests.graph.samples import canonical

DAYS = st.dates(dt.date(2023, 6, 1), dt.date(2031, 6, 1))


def judge_on(day: dt.date) -> Judge:
    def judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> Sequence[Finding]:
        assert isinstance(lookup, Recorder)
        return judge_record(record, resolutions, lookup, as_of=lookup.watch(day))

    return judge


def records() -> list[Record]:
    drafts = {d["id"] for d in KEY["drafts"]}
    return [r for i, r in judged()[0].items() if i not in drafts]


def load(store: Store, day: dt.date) -> None:
    import_register(store, read_rows(FOLDER / "register.csv"))
    load_records(store, records(), judge=judge_on(day))


@cache
def anew(day: dt.date) -> tuple[str, ...]:
    with open_store("memory:") as store:
        load(store, day)
        return tuple(canonical(store))


@settings(max_examples=4, deadline=None)
@given(days=st.lists(DAYS, min_size=2, max_size=3, unique=True).map(sorted))
def test_catching_up_equals_judging_everything_anew(days: list[dt.date]) -> None:
    with open_store("memory:") as store:
        load(store, days[0])
        for day in days[1:]:
            catch_up(store, day, judge=judge_on(day))
            assert tuple(canonical(store)) == anew(day)


def test_only_what_crosses_a_boundary_is_judged_again() -> None:
    first, later = dt.date(2023, 6, 1), dt.date(2026, 11, 21)
    assert anew(first) != anew(later)
    with open_store("memory:") as store:
        load(store, first)
        due = due_documents(store, later)
        assert 0 < len(due) < len(records())
        assert catch_up(store, later, judge=judge_on(later)) == len(due)
        assert catch_up(store, later, judge=judge_on(later)) == 0


@given(
    day=DAYS,
    others=st.lists(DAYS, min_size=1, max_size=4),
    later=st.integers(0, 1200),
)
def test_an_answer_of_a_watched_day_holds_until_the_day_noted(day: dt.date, others: list[dt.date], later: int) -> None:
    def answers(of: dt.date) -> list[object]:
        found: list[object] = [(of < o, o <= of, of == o, o > of, max(of, o) == o) for o in others]
        return [*found, of.year]

    noted: list[dt.date] = []
    answers(WatchedDay.of(day, noted.append))
    then = day + dt.timedelta(days=later)
    assert min(noted) > day
    if then < min(noted):
        assert answers(then) == answers(day)


@given(day=DAYS)
def test_whatever_else_is_asked_of_a_watched_day_changes_tomorrow(day: dt.date) -> None:
    for ask in (
        str,
        hash,
        lambda d: f"on {d.isoformat()}",
        lambda d: f"{d:%d/%m}",
        lambda d: d - dt.date(2020, 1, 1),
        lambda d: d.day,
    ):
        noted: list[dt.date] = []
        assert ask(WatchedDay.of(day, noted.append)) == ask(day)
        assert noted == [day + dt.timedelta(days=1)]


def test_a_rule_and_its_withdrawal_equal_judging_anew() -> None:
    day = dt.date(2026, 11, 21)
    at, reason = "2026-11-21T08:00:00+07:00", "đã đối chiếu với bản gốc"
    with open_store("memory:") as store:
        load(store, day)
        before = [q for q in canonical(store) if "/graph/reviews>" not in q]
        found = next(f for _, _, f in read_findings(store) if f.kind == "WrongDate" and f.work and f.copied_from)
        rule = rule_from(
            found, Review(finding=found.id, decision="dismissed", reviewer="Lê A", at=at, reason=reason), any_value=True
        )
        shortcut = "SELECT ?p WHERE { ?p <https://w3id.org/cancu/ontology#misquotes> ?w FILTER(STR(?w) = $w) }"
        accused = set(store.select(shortcut, w=rule.work).column("p"))
        add_rule(store, rule, judge=judge_on(day))
        ruled = canonical(store)
        assert set(store.select(shortcut, w=rule.work).column("p")) < accused
        with open_store("memory:") as other:  # the rule first, the documents afterwards
            add_rule(other, rule)
            load(other, day)
            assert canonical(other) == ruled
        withdraw_rule(store, rule, "Trần B", "2026-11-22T08:00:00+07:00", judge=judge_on(day))
        assert [q for q in canonical(store) if "/graph/reviews>" not in q] == before
        decide(store, [Review(finding=found.id, decision="dismissed", reviewer="Lê A", at=at, reason=reason)])
        changed = set(canonical(store)) ^ set(before)
        assert any("reviewedAs" in q for q in changed)
        again = Review(finding=found.id, decision="reopened", reviewer="Lê A", at="2026-11-23T08:00:00Z")
        decide(store, [again])
        assert [q for q in canonical(store) if "/graph/reviews>" not in q] == before
