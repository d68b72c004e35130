# ruff: noqa: E501 -- one line per document
"""Errors copied down a lineage: who wrote them first, measured on made-up roll-outs."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.calibration import measure
from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Document, Fact, Record, Work
from tests.graph.judge.world import PROVINCES, Written, correct_citations, digit_swap, make_country, record_of, written

AS_OF = dt.date(2024, 12, 1)


def _own_work(name: str, document: Document) -> Work:
    values = {"type": document.type, "number": document.number, "date": document.date, "issuer": document.issuer}
    facts = tuple(
        Fact(field=f, value=v or "", rank="own_text", source=name) for f, v in values.items()  # type: ignore[arg-type]
    )  # fmt: skip
    return Work(
        iri=f"urn:own:{name}",
        key=name,
        facts=(*facts, Fact(field="title", value=document.title or "", rank="own_text", source=name)),
        loaded=name,
    )


def roll_out(seed: int) -> Iterator[tuple[WorksTable, dict[str, Record], dict[str, str | None], str]]:
    """One directive with errors, districts that copy it, communes that copy a district, one that errs by itself.

    Gives the store, the records, who copied from whom, and the document where the error is first written.
    """
    chance = random.Random(seed)
    country = make_country(seed % 7)
    province = chance.choice(PROVINCES)
    pairs = correct_citations(country, chance, 4)
    spoiled = digit_swap(chance, *pairs[0], [], country)
    if spoiled is None:
        return
    wrong, right = spoiled.said, [s for _, s in pairs[1:]]
    top = Document(type="Kế hoạch", number=f"{chance.randint(5, 90)}/KH-UBND", date="2024-01-10", year=2024,
                   issuer=f"Ủy ban nhân dân tỉnh {province}", title="về chăm sóc cây xanh đô thị năm 2024")  # fmt: skip
    records = {"d:top": record_of([wrong, *right], top, name=f"top{seed}")}
    works = {"d:top": _own_work("d:top", top)}
    copied: dict[str, str | None] = {"d:top": None}
    for place in range(3):
        name = f"d:district{place}"
        own = Document(type="Kế hoạch", number=f"{chance.randint(100, 400)}/KH-UBND", date=f"2024-02-{place + 3:02d}", year=2024,
                       issuer=f"Ủy ban nhân dân huyện Số {['Một', 'Hai', 'Ba'][place]}", title=f"về cây xanh huyện {place} năm 2024")  # fmt: skip
        up = written(works["d:top"], chance, role="implements")
        careful = chance.random() < 0.3  # one that looked it up
        said: list[Written] = [up, right[0] if careful else wrong, *right[1:]]
        records[name] = record_of(said, own, name=f"{name}{seed}")
        works[name] = _own_work(name, own)
        if not careful:
            copied[name] = "d:top"
            commune = f"d:commune{place}"
            below = replace(own, number=f"{place + 1}/KH-UBND", date=f"2024-03-{place + 3:02d}",
                            issuer=f"Ủy ban nhân dân xã Số {place}", title=f"về cây xanh xã {place} năm 2024")  # fmt: skip
            records[commune] = record_of(
                [written(works[name], chance, role="implements"), wrong], below, name=f"{commune}{seed}"
            )
            copied[commune] = name
    every = (*country.works, *works.values())
    bare = WorksTable(every)
    table = WorksTable(
        every, records=records, resolutions={n: resolve_citations(r, bare) for n, r in records.items()},
        works_of={n: w.iri for n, w in works.items()},
    )  # fmt: skip
    yield table, records, copied, pairs[0][0].iri


def way_down(copied: dict[str, str | None], name: str) -> list[str]:
    """From where the error was first written to the document that was copied."""
    above = copied[name]
    return [] if above is None else [*way_down(copied, above), above]


def test_copies_are_traced_to_where_they_were_taken_from_and_to_the_first() -> None:
    near: list[bool] = []
    first: list[bool] = []
    for seed in range(60):
        for table, records, copied, work in roll_out(seed):
            for name, record in records.items():
                own = table.work_of(name)
                found = judge_record(record, table.resolutions(name), table, as_of=AS_OF, own=own)
                errors = [f for f in found if f.kind == "WrongDate" and f.work == work]
                if name in copied:
                    near.append(bool(errors) and errors[0].copied_from == copied[name])
                    first.append(bool(errors) and [e.source for e in errors[0].way] == way_down(copied, name))
    assert len(near) > 150
    assert len(first) > 150
    assert sum(near) / len(near) >= 0.95
    assert sum(first) / len(first) >= 0.95


def test_the_confidence_of_a_consensus_can_be_believed() -> None:
    """In every bin with enough cases at least as many are right as the bin promises, but for chance."""
    checked = 0
    for curve in measure(8000, seed=3).values():
        for start, rights in curve.items():
            if len(rights) < 40:
                continue
            chance = 3 * (max(start * (1 - start), 1e-4) / len(rights)) ** 0.5
            assert sum(rights) / len(rights) >= min(start, 1.0) - chance
            checked += 1
    assert checked >= 3
