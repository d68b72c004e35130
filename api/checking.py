"""A draft against the store: read, resolved, judged, reported; nothing of it is kept.

A scanned draft is read twice: the documents of the store that stand on the same works may repeat its passages clean.
"""

import datetime as dt

from api.outcomes import Checked
from graph.judge import Trial, check_report, finding_to_json, judge_trial, verdicts
from graph.placed import place_bodies
from graph.resolve import resolve_citations
from graph.review import reviewed_to_json, set_aside
from graph.siblings import find_siblings
from graph.store import Store
from graph.store_lookup import StoreLookup
from ontology.values import Text


def check_text(store: Store, text: Text, as_of: dt.date) -> Checked:
    """Judge one text against the store."""
    from loaders.extract import extract_record  # heavy; a server's pages need none of it

    lookup = StoreLookup(store)
    record = place_bodies(extract_record(text))
    resolutions = resolve_citations(record, lookup)
    if text.scanned and (siblings := find_siblings(store, (r.work for r in resolutions if r.work))):
        record = place_bodies(extract_record(text, siblings=siblings))
        resolutions = resolve_citations(record, lookup)
    trial = Trial(record=record, resolutions=resolutions, lookup=lookup, as_of=as_of)
    standing, aside = set_aside(store, judge_trial(trial))
    held = verdicts(record, resolutions, standing, lookup, as_of=as_of, aside=[r.finding for r in aside], trial=trial)
    report = check_report(record, resolutions, standing, held, as_of)
    report["set_aside"] = [{**finding_to_json(r.finding), **reviewed_to_json(r)} for r in aside]
    return Checked(report=report, text=text, record=record)
