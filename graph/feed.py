"""What has happened around a directive or for a unit, newest first: the entries of their feeds.

Around a work: documents that carry it out arrived, findings about it or in those documents, acts of a register or a
text that change it. For a unit: tasks it leads, documents it issued, findings in them. The time of an entry is when the
store came to know it; its id is the IRI of the thing itself, so that a reader never sees one thing twice. It refuses to
date an act before its source says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import NamedNode

from graph.findings import read_findings
from graph.found_times import read_latest, read_latest_of, read_times
from graph.names import PREAMBLE, graph_named
from graph.store import Store
from ontology.dates import format_english, format_vietnamese
from ontology.errors import Message
from ontology.finding_kinds import find_kind
from ontology.record_json import fold_spaces

Kind = Literal["document", "finding", "act", "task"]
_SEVERITIES = {"error", "warning"}
MOST = 100  # a law that thousands stand on: the findings of the newest documents are news, the others are not
_PLANS = """
SELECT ?document ?work ?label ?title ?at WHERE {
  ?work cc:implements $work . ?document cc:sourceOf ?work . ?work rdfs:label ?label .
  GRAPH $loads { ?document cc:loadedAt ?at } OPTIONAL { ?work eli:title ?title }
  FILTER(?work != $work)
}"""
_ABOUT = """
SELECT DISTINCT ?document ?work ?label ?at WHERE {
  ?finding cc:aboutWork $work ; cc:inDocument ?document . ?document cc:sourceOf ?work . ?work rdfs:label ?label .
  GRAPH $loads { ?document cc:loadedAt ?at }
}"""
_OWN = """
SELECT ?document ?work ?label ?title ?at WHERE {
  ?document cc:sourceOf ?work . GRAPH $loads { ?document cc:loadedAt ?at }
  ?work rdfs:label ?label . OPTIONAL { ?work eli:title ?title } FILTER(?work = $work)
}"""
_CHANGES = """
SELECT ?act ?kind ?actor ?label ?since ?known ?dated WHERE {
  ?act cc:changes $work ; cc:relationKind ?kind ; cc:actor ?actor .
  OPTIONAL { ?actor rdfs:label ?label } OPTIONAL { ?act cc:since ?since } OPTIONAL { ?act cc:knownSince ?known }
  OPTIONAL { ?act cc:actorDate ?dated }
}"""
_TASKS = """
SELECT ?task ?content ?deadline ?work ?label ?at WHERE {
  ?task cc:leadName $name ; cc:content ?content ; cc:inDocument ?document . ?document cc:sourceOf ?work .
  ?work rdfs:label ?label . GRAPH $loads { ?document cc:loadedAt ?at } OPTIONAL { ?task cc:deadline ?deadline }
}"""
_ISSUED = """
SELECT ?document ?work ?label ?title ?at WHERE {
  ?work cc:issuerName $name ; rdfs:label ?label . ?document cc:sourceOf ?work .
  GRAPH $loads { ?document cc:loadedAt ?at } OPTIONAL { ?work eli:title ?title }
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened. `about` is the work whose page shows it; `at` is a time in ISO form with its zone."""

    id: str
    kind: Kind
    at: str
    title: Message
    summary: Message
    about: str


def changes_around(store: Store, work: str) -> list[Entry]:
    """What happened around a work."""
    node, loads = NamedNode(work), graph_named("loads")
    plans = _earliest(store.select(PREAMBLE + _PLANS, work=node, loads=loads).dicts())
    own = _earliest(store.select(PREAMBLE + _OWN, work=node, loads=loads).dicts())
    about = _earliest(store.select(PREAMBLE + _ABOUT, work=node, loads=loads).dicts())
    judged = {row["document"]: row for row in (*plans, *about, *own)}
    entries = [_document(row) for row in (*plans, *own)]
    for document, row in _newest(judged, read_latest(store, work)):
        whole = row in plans or row in own
        entries += _findings(store, document, row, None if whole else work)
    acts = store.select(PREAMBLE + _CHANGES, work=node).dicts()
    return _newest_first([*entries, *(e for row in acts if (e := _act(row, work)))])


def changes_for(store: Store, unit: str) -> list[Entry]:
    """What happened for a body, under its full name."""
    loads = graph_named("loads")
    issued = _earliest(store.select(PREAMBLE + _ISSUED, name=unit, loads=loads).dicts())
    tasks = _earliest(store.select(PREAMBLE + _TASKS, name=unit, loads=loads).dicts(), "task")
    judged = _newest({row["document"]: row for row in issued}, read_latest_of(store, unit))
    found = [e for document, row in judged for e in _findings(store, document, row, None)]
    return _newest_first([*map(_document, issued), *map(_task, tasks), *found])


def _newest(judged: dict[str, dict[str, str]], latest: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The documents that came last, or of which something was found last."""
    times = {d: max(row["at"], latest.get(d, "")) for d, row in judged.items()}
    return [(d, judged[d]) for d in sorted(judged, key=lambda d: (times[d], d), reverse=True)[:MOST]]


def _earliest(rows: Iterable[dict[str, str]], thing: str = "document") -> list[dict[str, str]]:
    """One row a thing, from when it was first loaded."""
    first: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda r: (r["at"], r["label"])):
        first.setdefault(row[thing], row)
    return list(first.values())


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    unique = {e.id: e for e in entries}
    return sorted(sorted(unique.values(), key=lambda e: e.id), key=lambda e: e.at, reverse=True)


def _document(row: dict[str, str]) -> Entry:
    title = row.get("title", "")
    return Entry(
        id=row["document"], kind="document", at=row["at"], about=row["work"], summary=Message(title, title),
        title=Message(f"Văn bản: {row['label']}", f"Document: {row['label']}"),
    )  # fmt: skip


def _findings(store: Store, document: str, row: dict[str, str], only_about: str | None) -> Iterator[Entry]:
    times = read_times(store, document)
    for iri, _, finding in read_findings(store, document):
        if finding.severity not in _SEVERITIES or (only_about and finding.work != only_about):
            continue
        kind = find_kind(finding.kind)
        name = kind.name if kind else Message(finding.kind, finding.kind)
        quoted = f" “{fold_spaces(finding.quote)}”" if finding.quote else ""
        yield Entry(
            id=iri, kind="finding", at=times.get(iri, row["at"]), about=row["work"],
            title=Message(f"{name.vi} – {row['label']}", f"{name.en} – {row['label']}"),
            summary=Message(f"{finding.message.vi}{quoted}", f"{finding.message.en}{quoted}"),
        )  # fmt: skip


_ACT_NAMES = {
    "replaces": Message("thay thế", "replaces"), "repeals": Message("bãi bỏ", "repeals"),
    "partly_repeals": Message("bãi bỏ một phần", "repeals in part"), "amends": Message("sửa đổi", "amends"),
    "suspends": Message("đình chỉ", "suspends"), "resumes": Message("cho thi hành lại", "resumes"),
    "corrects": Message("đính chính", "corrects"), "consolidates": Message("hợp nhất", "consolidates"),
    "guides": Message("hướng dẫn", "guides"), "details": Message("quy định chi tiết", "details"),
}  # fmt: skip


def _act(row: dict[str, str], work: str) -> Entry | None:
    """An act upon the work, from the day its source gives; None where it gives none."""
    day = row.get("known") or row.get("since") or row.get("dated")
    if not day or len(day) != 10 or row["actor"] == work:
        return None
    name = _ACT_NAMES.get(row["kind"], Message(row["kind"], row["kind"]))
    label, since = row.get("label", row["actor"]), row.get("since", day)
    return Entry(
        id=row["act"], kind="act", at=f"{day}T00:00:00+00:00", about=row["actor"],
        title=Message(f"{label} {name.vi} văn bản này", f"{label} {name.en} this document"),
        summary=Message(f"Từ ngày {format_vietnamese(since)}.", f"From {format_english(since)}."),
    )  # fmt: skip


def _task(row: dict[str, str]) -> Entry:
    due = row.get("deadline")
    until = Message(f" (hạn {format_vietnamese(due)})", f" (due {format_english(due)})") if due else Message("", "")
    return Entry(
        id=row["task"], kind="task", at=row["at"], about=row["work"],
        title=Message(f"Nhiệm vụ trong {row['label']}{until.vi}", f"Task in {row['label']}{until.en}"),
        summary=Message(row["content"], row["content"]),
    )  # fmt: skip
