"""Times of findings: those that came to be held later than their document have one, and nothing else."""

import datetime as dt
from collections.abc import Sequence

from graph.feed import changes_around, changes_for
from graph.find import find_work
from graph.findings import read_findings
from graph.found_times import read_times
from graph.load import load_records, unload
from graph.lookup import Lookup
from graph.names import cc
from graph.store import open_store
from graph.write import document_iri
from ontology.errors import Message
from ontology.values import Finding, Record, Resolution
from tests.graph.samples import DIRECTIVE, FOLLOWER, HOMONYM

LONG_AGO, LATER = "2020-01-01T00:00:00+00:00", "2020-02-02T00:00:00+00:00"


def judge(record: Record, resolutions: Sequence[Resolution], lookup: Lookup) -> list[Finding]:
    """Something is always wrong with the first citation; with another, where a second document stands on its work."""
    return [
        Finding(
            id=f"f{index}", kind="NotInForce", severity="error", confidence=0.9, span=citation.span,
            quote=citation.quote, written=None, actual=None, message=Message("vi", "en"), citation=index,
            work=resolution.work,
        )
        for index, (citation, resolution) in enumerate(zip(record.citations, resolutions, strict=True))
        if index == 0 or (resolution.work and len(lookup.citing(resolution.work)) > 1)
    ]  # fmt: skip


def test_a_finding_that_comes_later_is_later_in_the_feed() -> None:
    with open_store("memory:") as store:
        load_records(store, [FOLLOWER], judge=judge, now=LONG_AGO)
        follower = document_iri(FOLLOWER)
        assert [f.id for _, _, f in read_findings(store, follower)] == ["f0"]
        assert read_times(store, follower) == {}  # as old as the loading

        load_records(store, [HOMONYM], judge=judge, now=LATER)  # stands on 17/NQ-CP too
        (late,) = read_times(store, follower).items()
        assert late[0].endswith("finding-f1")
        assert dt.datetime.fromisoformat(late[1]) > dt.datetime.fromisoformat(LATER)
        entries = {e.id: e.at for e in changes_around(store, find_work(store, "17/NQ-CP"))}
        assert entries[late[0]] == late[1] == max(entries.values())
        assert sorted(set(entries.values()))[0] == LATER  # of the document that came with its findings

        own = {e.id: e.at for e in changes_for(store, "Sở Nội vụ tỉnh Hà Tĩnh")}
        assert own[late[0]] == late[1]
        assert own[follower] == LONG_AGO

        load_records(store, [DIRECTIVE], judge=judge, now=LATER)
        assert read_times(store, follower)[late[0]] == late[1]  # what is still held keeps its time

        for gone in (DIRECTIVE, HOMONYM):
            unload(store, document_iri(gone), judge=judge)
        assert read_times(store, follower) == {}  # what no longer holds takes its time with it
        unload(store, follower, judge=judge)
        assert store.match(None, cc("foundAt")) == []
