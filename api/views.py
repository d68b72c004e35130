"""What a page or an endpoint shows of stored documents: plain dictionaries, made from the store in a few look-ups."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from api.lists import iri as iri_typed
from graph import cells
from graph.findings import copied_by, error_key, read_findings
from graph.judge import finding_to_json, judge_record, verdicts
from graph.listing import Look
from graph.names import PREAMBLE
from graph.review import reviewed_to_json, set_aside
from graph.store import Store
from graph.store_lookup import CHANGING, StoreLookup
from ontology.errors import NotFound
from ontology.record_json import citation_to_json, fold_spaces, record_to_json
from ontology.values import Finding, Work

CITING_SHOWN = 100  # of those who cite a work, which may be tens of thousands; the rest is counted
_FIELDS = ("type", "number", "date", "issuer", "title", "period")


def view_work(store: Store, look: Look, iri: str, as_of: dt.date | None = None) -> dict[str, Any]:
    """A work: facts with sources, who cites it (the newest, and how many in each role), and its text with citations
    and findings where it is loaded."""
    lookup = StoreLookup(store)
    work = lookup.work_and_acts(iri_typed(iri).value)
    if work is None:
        raise NotFound(f"Không có văn bản {iri} trong kho.", f"There is no work {iri} in the store.")
    view: dict[str, Any] = {
        "iri": iri,
        "label": label_of(work),
        "facts": facts_of(work),
        "force": [{"since": p.since, "until": p.until, "state": p.state, "source": p.source} for p in work.force],
        "acted_on": [_relation(r.kind, r.actor, r.since, r.label, lookup) for r in work.acted_on if r.kind in CHANGING],
        "acts": [_relation(r.kind, r.target, r.since, r.label, lookup) for r in work.acts if r.kind in CHANGING],
        **view_citing(look, iri, until=as_of.isoformat() if as_of else ""),
        "editions": [{name: e[name] for name in ("iri", "label", "date")} for e in look.editions(iri)],
        "text": None,
    }
    sources = lookup.documents_of(iri)
    if sources:
        view["text"] = view_document(store, lookup, sources[0], as_of)
    return view


def view_document(store: Store, lookup: StoreLookup, document: str, as_of: dt.date | None = None) -> dict[str, Any]:
    """A loaded document: its text, its citations judged, its findings; judged again where a day is named."""
    record = lookup.record(document)
    if record is None:
        raise NotFound(f"Không có văn bản {document} trong kho.", f"There is no document {document} in the store.")
    resolutions = lookup.resolutions(document)
    findings: list[Finding] = [f for _, _, f in read_findings(store, document)]
    if as_of is not None:
        findings = list(judge_record(record, resolutions, lookup, as_of=as_of, own=lookup.work_of(document)))
    standing, aside = set_aside(store, findings)
    held = verdicts(record, resolutions, standing, lookup, as_of=as_of, aside=[r.finding for r in aside])
    plain = record_to_json(record)
    citations = [
        {
            **citation_to_json(c),
            "status": v.status,
            "why": v.why.as_dict(),
            "findings": list(v.findings),
            "work": r.work,
        }
        for c, r, v in zip(record.citations, resolutions, held, strict=True)
    ]
    ordered = sorted(standing, key=lambda f: (f.span.start if f.span else -1, f.kind))
    copies = copied_by(store, document) if ordered else {}
    return {
        "document_iri": document,
        "raw": record.text.raw,
        "file": record.text.source.file,
        "sha256": record.text.source.sha256,
        "document": plain["document"],
        "citations": citations,
        "findings": [{**finding_to_json(f), "copied_by": copies.get(error_key(f), [])} for f in ordered],
        "set_aside": [{**finding_to_json(r.finding), **reviewed_to_json(r)} for r in aside],
        "tasks": plain["tasks"],
        "skipped": plain["skipped"],
        "scanned": record.text.scanned,
        "quality": record.text.quality,
    }


def source_labels(store: Store, findings: Collection[Mapping[str, Any]]) -> dict[str, str]:
    """What the documents and register rows are called that these findings rest on or that copied one another, by their
    addresses."""
    rests = (e["source"].partition("#")[0] for f in findings for e in f["evidence"])
    way = (step["source"] for f in findings for step in f["way"])
    copies = (name for f in findings for name in f.get("copied_by", ()))
    return name_sources(store, {*rests, *way, *copies})


def name_sources(store: Store, named: Iterable[str]) -> dict[str, str]:
    """What the stored documents and the register rows among these addresses are called."""
    some = set(named)
    return _name_documents(store, some) | _name_rows(store, some)


def _name_documents(store: Store, named: Iterable[str]) -> dict[str, str]:
    """What the stored documents among these addresses are called."""
    wanted = sorted({name for name in named if "/document/" in name})
    if not wanted:
        return {}
    some = " ".join(str(iri_typed(name)) for name in wanted)
    rows = store.select(PREAMBLE + f"SELECT ?d ?l WHERE {{ VALUES ?d {{ {some} }} ?d cc:sourceOf/rdfs:label ?l }}")
    return {row["d"]: row["l"] for row in rows.dicts()}


def _name_rows(store: Store, named: Iterable[str]) -> dict[str, str]:
    """What the register rows among these addresses are called: whose list it is, and which document it tells of."""
    wanted = sorted({name for name in named if "/register/" in name})
    if not wanted:
        return {}
    some = " ".join(str(iri_typed(name)) for name in wanted)
    rows = store.select(
        PREAMBLE
        + f"""SELECT ?r ?list ?type ?number WHERE {{ VALUES ?r {{ {some} }} ?r cc:statedNumber ?number
  OPTIONAL {{ ?r cc:source ?list }} OPTIONAL {{ ?r cc:statedType ?type }} }}"""
    )
    return {
        row["r"]: ": ".join(v for v in (row["list"], " ".join(w for w in (row["type"], row["number"]) if w)) if v)
        for row in rows.dicts()
    }


def view_citing(look: Look, iri: str, limit: int = CITING_SHOWN, until: str = "") -> dict[str, Any]:
    """The newest that cite a work, and how often it is cited in each role; by a day, where one is named."""
    found = look.citing(iri, limit=limit, until=until).rows
    names = ("work", "label", "quote", "role", "date")
    counts = look.count_citing(iri, until)
    return {
        "citing": [{n: fold_spaces(r[n]) if n == "quote" else r[n] for n in names if n in r} for r in found],
        "cited": {"total": sum(counts.values()), "roles": counts, "more": sum(counts.values()) - len(found)},
    }


def facts_of(work: Work) -> list[dict[str, Any]]:
    """Every fact with who says it, the best of each field first."""
    rows = [
        {"field": f.field, "value": f.value, "rank": f.rank, "source": f.source, "confidence": f.confidence}
        for f in work.facts
    ]
    return sorted(rows, key=lambda row: _FIELDS.index(str(row["field"])))


def label_of(work: Work | None) -> str:
    """A work's type, number and issuer on one line; of one that says nothing of itself its subject, or that it has no
    number."""
    if work is None:
        return "?"
    said = " ".join(v for name in ("type", "number", "issuer") if (v := work.value(name)))
    return said or work.value("title") or "Văn bản (chưa có số)"


def label_with_day(work: Work | None) -> str:
    """The same with the day: a body's numbers begin anew every year.

    `name_work` makes of it what an office writes.
    """
    dated = work is not None and work.value("number") and work.value("date")
    return cells.label_of(work) if work is not None and dated else label_of(work)


def _relation(kind: str, other: str, since: str | None, label: str, lookup: StoreLookup) -> dict[str, Any]:
    return {"kind": kind, "work": other, "label": label_of(lookup.identity(other)), "since": since, "words": label}
