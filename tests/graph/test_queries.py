# ruff: noqa: E501 -- one line per case
"""Every query that ships answers, and every store answers alike."""

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

import pytest
import rdflib
from pyoxigraph import NamedNode

from graph.find import find_work
from graph.impact import find_impact
from graph.interchange import canonical_lines
from graph.load import load_records
from graph.lookup import Lookup
from graph.names import PREAMBLE
from graph.queries import filled_query, get_query, list_queries, parse_query, run_query
from graph.register.import_ import import_register
from graph.register.rows import RegisterRow
from graph.store import Store, open_store
from graph.store.guard import parameters
from graph.store_lookup import StoreLookup
from graph.write import document_iri
from ontology.errors import Message, NotFound, NotUnique, QueryError
from ontology.values import Evidence, Finding, Record, Resolution, Task, Unit
from tests.graph.samples import ALL, DIRECTIVE, FOLLOWER, PROVINCE, record

GOVERNMENT = "Chính phủ"
REGISTER = [
    RegisterRow(
        number="17/NQ-CP",
        date="2019-03-07",
        issuer=GOVERNMENT,
        title="về một số nhiệm vụ",
        in_force_to="2023-12-31",
        source="danh mục",
    ),
    RegisterRow(
        number="9/NQ-CP",
        date="2025-02-02",
        issuer=GOVERNMENT,
        relation="bãi bỏ",
        related_number="76/NQ-CP",
        related_date="2021-07-15",
        related_issuer=GOVERNMENT,
        source="danh mục",
    ),
    RegisterRow(
        number="76/NQ-CP",
        date="2021-07-15",
        issuer=GOVERNMENT,
        title="chương trình tổng thể cải cách hành chính",
        source="danh mục",
    ),
    RegisterRow(
        number="76/NQ-CP",
        date="2021-07-15",
        issuer=GOVERNMENT,
        title="chương trình tổng thể cải cách hành chính nhà nước",
        source="danh mục khác",
        relation="bị bãi bỏ bởi",
        related_number="9/NQ-CP",
        related_date="2025-02-02",
        related_issuer=GOVERNMENT,
    ),
]
SUB = record(
    "sub", ("12/KH-SNV", "2024-01-20", "Sở Nội vụ tỉnh Hà Tĩnh", None, "implements"), ("7/CT-TTX", None, None, None, "mentions"), number="3/KH-PNV", date="2024-03-01",
    issuer="Phòng Nội vụ huyện Cẩm Xuyên", type="Kế hoạch", title="kế hoạch cấp huyện",
)  # fmt: skip
TASKED = dataclasses.replace(
    DIRECTIVE,
    tasks=(
        Task(id="PL.1", content="Rà soát thủ tục", lead=("Sở Nội vụ tỉnh Hà Tĩnh",), deadline="2024-06-30"),
        Task(id="PL.2", content="Công khai kết quả", time="Quý IV"),
    ),
    units=(Unit(name="Sở Nội vụ tỉnh Hà Tĩnh", kind="department", variants=("Sở Nội vụ",)),),
    document=dataclasses.replace(DIRECTIVE.document, recipients=("Thường trực Tỉnh ủy", "Sở Nội vụ")),
)
EVERYTHING = [TASKED, SUB, *(r for r in ALL if r is not DIRECTIVE)]


def small_judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> list[Finding]:
    findings = []
    for index, (citation, resolution) in enumerate(zip(record.citations, resolutions, strict=True)):
        work = lookup.work(resolution.work) if resolution.work else None
        actual = work.value("date") if work else None
        kind = "WrongDate" if actual and citation.date and citation.date != actual else None
        if work and work.force and not kind:
            kind = "NotInForce"
        if index == 0 and record.document.number is None:
            kind = "NoSuperiorBasis"
        if kind:
            findings.append(
                Finding(
                    id=f"f{index}", kind=kind, severity="error", confidence=0.9, span=citation.span, quote=citation.quote,
                    written=citation.date, actual=actual, message=Message("sai", "wrong"), citation=index, work=resolution.work,
                    copied_from=document_iri(TASKED) if record == FOLLOWER else None,
                    way=(Evidence(source=document_iri(TASKED), quote="sai"),) if record == FOLLOWER else (),
                )
            )  # fmt: skip
    if record.document.number == FOLLOWER.document.number:
        findings.append(
            Finding(id="f-missing", kind="TaskNotCarriedOut", severity="warning", confidence=0.8, span=None, quote="", written=None,
                    actual="Rà soát thủ tục", message=Message("chưa thấy", "missing"))
        )  # fmt: skip
    return findings


def fill_store(store: Store) -> None:
    import_register(store, REGISTER)
    load_records(store, EVERYTHING, judge=small_judge)


PARAMETERS = {
    "work": "08/KH-UBND 2024 Hà Tĩnh tỉnh cải cách", "number": "8 KH UBND", "title": "Về việc cải cách hành chính tỉnh năm", "day": "2025-01-01",
    "unit": "Sở Nội vụ tỉnh Hà Tĩnh", "issuer": PROVINCE,
}  # fmt: skip


def answers(store: Store, **other: str) -> dict[str, list[tuple[str | None, ...]]]:
    found = {}
    for query in list_queries():
        values = {p.name: ({**PARAMETERS, **other})[p.name] for p in query.parameters if p.default is None}
        found[query.id] = run_query(store, query.id, values).texts()
    return found


@pytest.fixture(scope="module")
def known() -> dict[str, list[tuple[str | None, ...]]]:
    with open_store("memory:") as store:
        fill_store(store)
        return answers(store)


def test_every_store_answers_alike(store: Store, known: dict[str, list[tuple[str | None, ...]]]) -> None:
    fill_store(store)
    for name, rows in answers(store).items():
        assert sorted(map(str, rows)) == sorted(map(str, known[name])), name


EMPTY_FOR_THE_DIRECTIVE = {"tasks-due"}


def test_every_query_has_something_to_say(known: dict[str, list[tuple[str | None, ...]]]) -> None:
    """A query that never answers is not tested: each answers for the directive or for the resolution it cites."""
    with open_store("memory:") as store:
        fill_store(store)
        for work in ("76/NQ-CP", "17/NQ-CP", "9/NQ-CP"):
            for name, rows in answers(store, work=work).items():
                known[name] = known[name] + rows
    assert [name for name, rows in known.items() if not rows] == []


@pytest.mark.parametrize(("name", "work"), [("replaced-by", "76/NQ-CP"), ("replaces", "9/NQ-CP")])
def test_what_a_register_states_from_both_sides_is_told_once(store: Store, name: str, work: str) -> None:
    fill_store(store)
    assert len(run_query(store, name, {"work": work})) == 1


def test_there_are_enough_queries_each_in_both_languages() -> None:
    queries = list_queries()
    assert len(queries) >= 20
    for query in queries:
        for said in (query.name, query.answers, *(p.meaning for p in query.parameters)):
            assert said.vi
            assert said.en
            assert said.vi != said.en
        assert sorted(parameters(query.text)) == sorted(p.name for p in query.parameters)


def test_no_query_falls_into_a_known_trap() -> None:
    """VALUES ruins rdflib; a type pattern beside a path ruins Oxigraph."""
    for query in list_queries():
        body = re.sub(r"#.*", "", query.text)
        assert "VALUES" not in body, query.id
        assert "SERVICE" not in body, query.id
        if re.search(r"[+*]\s+\$work", body):
            assert not re.search(r"[.;]\s*\?\w+ a cc:", body), query.id


def test_plans_at_any_depth() -> None:
    with open_store("memory:") as store:
        fill_store(store)
        plans = run_query(store, "implementers", {"work": PARAMETERS["work"]}).column("label")
        assert [p.split(" (")[0] for p in plans] == ["Kế hoạch 12/KH-SNV", "Kế hoạch 3/KH-PNV"]


def test_tasks_that_the_plan_of_their_body_leaves_out() -> None:
    with open_store("memory:") as store:
        fill_store(store)
        rows = run_query(store, "tasks-not-carried-out", {"work": PARAMETERS["work"]}).dicts()
        assert [(r["id"], r["lead"]) for r in rows] == [("PL.1", "Sở Nội vụ tỉnh Hà Tĩnh")]
    with open_store("memory:") as store:  # the plan takes it up: nothing is said of it
        load_records(store, EVERYTHING)
        assert run_query(store, "tasks-not-carried-out", {"work": PARAMETERS["work"]}).dicts() == []


def test_a_document_of_two_files_is_told_once() -> None:
    values = {**PARAMETERS, "work": "08/KH-UBND 2024 Hà Tĩnh tỉnh cải cách"}
    source = dataclasses.replace(TASKED.text.source, file="scan.pdf", sha256="5c" * 32)
    scan = dataclasses.replace(TASKED, text=dataclasses.replace(TASKED.text, source=source, quality=0.6, scanned=True))
    told = []
    for records in (EVERYTHING, [*EVERYTHING, scan]):
        with open_store("memory:") as store:
            load_records(store, records)
            held = {p.name for name in ONCE for p in get_query(name).parameters}
            asked = {
                name: {n: values[n] for n in held & {p.name for p in get_query(name).parameters} if n in values}
                for name in ONCE
            }
            told.append({name: sorted(map(str, run_query(store, name, asked[name]).texts())) for name in ONCE})
            work = find_work(store, values["work"])
            assert run_query(store, "disagreements", {"work": work}).texts() == []
            lookup = StoreLookup(store)
            (basis,) = lookup.works_for_number("76/NQ-CP")
            told[-1]["impact"] = [c.sentence for c in find_impact(basis.iri, lookup, on=dt.date(2025, 1, 1)).changes]
    assert told[0] == told[1]
    assert all(told[0].values())


ONCE = ("tasks-of", "tasks-for", "tasks-due", "tasks-without-lead", "bases", "citing")


def test_where_a_wrong_date_was_first_written() -> None:
    with open_store("memory:") as store:
        fill_store(store)
        rows = run_query(store, "first-wrong-date", {"work": "17/NQ-CP"}).dicts()
        assert [(r["written"], r["signed"]) for r in rows] == [
            ("2019-03-17", "2024-01-08"),
            ("2019-03-17", "2024-01-20"),
        ]


def test_whom_a_repeal_touches() -> None:
    with open_store("memory:") as store:
        fill_store(store)
        touched = run_query(store, "repeal-touches", {"work": "17/NQ-CP"}).column("label")
        assert len(touched) == 3  # the directive, its follower, and the follower's follower


@pytest.mark.parametrize(
    ("name", "values", "error"),
    [
        ("nothing", {}, NotFound), ("citing", {}, QueryError), ("citing", {"work": "999/NQ-CP"}, NotFound),
        ("citing", {"work": "08/KH-UBND"}, NotUnique), ("documents", {"count": "x"}, QueryError), ("documents", {"other": "x"}, QueryError),
        ("tasks-due", {"day": "31/12/2024"}, QueryError), ("citing", {"work": "https://cancu.example/none"}, NotFound),
        ("documents", {"count": "1; DROP ALL"}, QueryError),
    ],
)  # fmt: skip
def test_wrong_values_are_refused_in_words(name: str, values: dict[str, str], error: type[Exception]) -> None:
    with open_store("memory:") as store:
        fill_store(store)
        with pytest.raises(error) as caught:
            run_query(store, name, values)
        assert str(caught.value)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("17/NQ-CP", "17/NQ-CP"), ("17 nq cp", "17/NQ-CP"), ("số 17/NQ-CP Chính phủ", "17/NQ-CP"), ("12/KH-SNV 2024", "12/KH-SNV"),
        ("Kế hoạch số 12/KH-SNV", "12/KH-SNV"), ("Nghị quyết số 17/NQ-CP của Chính phủ", "17/NQ-CP"),
        ("Kế hoạch số 08/KH-UBND ngày 15/01/2024 của UBND tỉnh Hà Tĩnh", "08/KH-UBND"), ("NQ 17/NQ-CP về Chính phủ", "17/NQ-CP"),
        ("08/KH-UBND 2024-01-15", "08/KH-UBND"), ("phòng chống thiên tai trên địa bàn", "08/KH-UBND"),
    ],
)  # fmt: skip
def test_one_document_is_found_by_words(words: str, number: str) -> None:
    with open_store("memory:") as store:
        fill_store(store)
        (label,) = store.select("PREFIX eli: <http://data.europa.eu/eli/ontology#> SELECT ?n WHERE { $w eli:id_local ?n }", w=_node(find_work(store, words))).column("n")  # fmt: skip
        assert label == number


def test_every_label_of_a_list_opens_its_work() -> None:
    """Also one without a number; and what somebody types amiss beside a number is not overlooked."""
    with open_store("memory:") as store:
        fill_store(store)
        found = run_query(store, "documents", {})
        for work, label in zip(found.column("work"), found.column("label"), strict=True):
            assert find_work(store, str(label)) == work, label
        with pytest.raises(NotFound):
            find_work(store, "Kế hoạch số 08/KH-UBND ngày 15/01/2024 của UBND tỉnh Bắc Ninh")
        with pytest.raises(NotFound):  # much alike, and another document
            find_work(store, "Kế hoạch năm 2024 cải cách hành chính ngành y tế")
        with pytest.raises(NotUnique):
            find_work(store, "Kế hoạch số 08/KH-UBND của UBND tỉnh Hà Tĩnh")


def _node(iri: str):  # type: ignore[no-untyped-def]
    from pyoxigraph import NamedNode

    return NamedNode(iri)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own Dataset warns of its own names
def test_rdflib_answers_alike(known: dict[str, list[tuple[str | None, ...]]]) -> None:
    """An engine that shares no code with the stores gives the same rows: the queries are plain SPARQL."""
    with open_store("memory:") as store:
        fill_store(store)
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data="\n".join(canonical_lines(store.dump())), format="nquads")
        for query in list_queries():
            values = {p.name: PARAMETERS[p.name] for p in query.parameters if p.default is None}
            rows = dataset.query(filled_query(store, query.id, values))
            texts = [tuple(None if term is None else str(term) for term in row) for row in rows]  # type: ignore[union-attr]
            assert sorted(map(str, texts)) == sorted(map(str, run_query(store, query.id, values).texts())), query.id


def test_a_heading_is_read() -> None:
    query = parse_query(
        "x", "# name.vi: a\n# name.en: b\n# answers.vi: c\n# answers.en: d\n# param: $n count=5 | e | f\nASK {}"
    )
    assert query.parameters[0].default == "5"
    assert get_query("citing").parameters[0].kind == "work"


def test_what_sources_say_differently_is_asked_once_for_a_work() -> None:
    """Compared in one count of each field, not fact by fact: on a large store each comparison went through all facts."""
    with open_store("memory:") as store:
        fill_store(store)
        rows = store.select(PREAMBLE + "SELECT DISTINCT ?w WHERE { ?w cc:fact ?f }").column("w")
        told = {work: run_query(store, "disagreements", {"work": work}).texts() for work in rows}
        for work, found in told.items():
            said: dict[str, set[str]] = {}
            text = PREAMBLE + "SELECT ?field ?value WHERE { $w cc:fact ?f . ?f cc:field ?field ; cc:value ?value }"
            for field, value in store.select(text, w=NamedNode(work)).texts():
                said.setdefault(field or "", set()).add(value or "")
            assert {row[0] for row in found} == {field for field, values in said.items() if len(values) > 1}
        assert any(told.values())
    assert "EXISTS" not in get_query("disagreements").text
