"""Which document or finding a name means, and what a question that ships looks like."""

from collections.abc import Iterable
from typing import Any, get_args

from pyoxigraph import NamedNode

from graph.find import find_work
from graph.names import PREAMBLE, is_document
from graph.queries import NamedQuery
from graph.review import State
from graph.store import Store
from graph.store_lookup import StoreLookup
from ontology.errors import Message, NotFound, SettingError
from ontology.finding_kinds import Family, finding_kinds
from ontology.values import Severity

_SHORTEST = 5  # letters of an id that may stand for it


def document_of(store: Store, words: str) -> str:
    """The loaded document that an IRI or words mean."""
    if is_document(words):
        return iri(words).value
    lookup = StoreLookup(store)
    sources = lookup.documents_of(find_work(store, words))
    if not sources:
        raise NotFound(
            f"“{words}” chưa có toàn văn trong kho. Hãy nạp văn bản đó.",
            f"The text of “{words}” is not in the store. Load it.",
        )
    return sources[0]


def finding_id(store: Store, words: str) -> str:
    """The id of a stored finding, named by its id, the beginning of one that only one has, or its IRI."""
    rows = store.select(PREAMBLE + "SELECT ?id WHERE { ?f cc:findingId $id, ?id } LIMIT 1", id=words).column("id")
    if not rows and words.startswith(("http://", "https://", "urn:")):
        rows = store.select(PREAMBLE + "SELECT ?id WHERE { $f cc:findingId ?id } LIMIT 1", f=iri(words)).column("id")
    elif not rows and len(words) >= _SHORTEST:
        begun = "SELECT DISTINCT ?id WHERE { ?f cc:findingId ?id FILTER(STRSTARTS(?id, $words)) } LIMIT 2"
        rows = store.select(PREAMBLE + begun, words=words).column("id")
    if len(rows) != 1:
        raise NotFound(
            f"Không có phát hiện “{words}” trong kho. Hãy lấy mã trong danh sách phát hiện.",
            f"There is no finding “{words}” in the store. Take its id from the list of findings.",
        )
    return rows[0]


def iri(words: str) -> NamedNode:
    """An IRI that somebody typed."""
    try:
        return NamedNode(words)
    except ValueError:
        raise NotFound(f"“{words}” không phải một IRI.", f"“{words}” is not an IRI.") from None


def refuse_unknown(name: Message, given: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a value that nothing can have, with the list of those there are: an empty answer would look like none."""
    known = list(known)
    for value in given:
        if value not in known:
            listed = ", ".join(known)
            raise SettingError(
                f"Không có {name.vi} “{value}”. Có: {listed}.", f"There is no {name.en} “{value}”. There are: {listed}."
            )


def refuse_unknown_filters(
    *, kind: Iterable[str] = (), severity: Iterable[str] = (), family: Iterable[str] = (), state: Iterable[str] = ()
) -> None:
    """Refuse filters of findings that no finding can meet."""
    kinds = finding_kinds()
    refuse_unknown(Message("loại", "kind"), kind, [k.id for k in kinds])
    refuse_unknown(Message("mức", "severity"), severity, get_args(Severity))
    refuse_unknown(Message("họ", "family"), family, get_args(Family))
    refuse_unknown(Message("tình trạng", "state"), state, get_args(State))


def query_view(query: NamedQuery) -> dict[str, Any]:
    """A question that ships, for a program."""
    return {
        "name": query.id, "title": query.name.as_dict(), "answers": query.answers.as_dict(), "text": query.text,
        "parameters": [
            {"name": p.name, "kind": p.kind, "default": p.default, "meaning": p.meaning.as_dict()}
            for p in query.parameters
        ],
    }  # fmt: skip
