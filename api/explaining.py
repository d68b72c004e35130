"""Why a finding is held: the description-logic reasoner's account of it, beside the rules that made it."""

from api.lists import finding_id
from api.outcomes import Told
from graph.findings import find_finding
from graph.store import Store
from graph.store_lookup import StoreLookup
from ontology.errors import NotFound


def explain_finding(store: Store, words: str) -> Told:
    """The account of one finding, named by its IRI or id."""
    from ontology.reasoning import explain  # the reasoner is heavy, and only this needs it

    lookup = StoreLookup(store)
    stored = find_finding(store, finding_id(store, words))
    if stored is None:
        raise NotFound(
            f"Không có phát hiện “{words}”. Hãy lấy mã trong danh sách phát hiện.",
            f"There is no finding “{words}”. Take its id from the list of findings.",
        )
    document, finding = stored
    record = lookup.record(document)
    if record is None:
        raise NotFound(f"Không có văn bản {document}.", f"There is no document {document}.")
    resolutions = lookup.resolutions(document)
    meant = {r.work for r in resolutions if r.work}
    works = {iri: work for iri in sorted(meant) if (work := lookup.work(iri))}
    account = explain(record, resolutions, works)
    classes = account.document if finding.citation is None else account.citations.get(finding.citation, ())
    return Told(
        finding=finding, consistent=account.consistent, classes=classes, reasons=account.about(finding.citation)
    )
