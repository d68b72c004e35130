"""Clean texts of the store that may repeat a scanned draft: documents that stand on the same works.

A subordinate plan copies its directive word for word, so a passage that a scanner spoiled often stands whole beside it.
Only drafts are read so. What is loaded is read by itself, or the graph would depend on the order of loading.
"""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode

from graph.store.seam import Store

_MOST = 5
_CITERS = 60  # a work that everybody cites tells little about who copied whom
_CITING = """PREFIX cc: <https://w3id.org/cancu/ontology#>
SELECT DISTINCT ?document WHERE {
  ?citation cc:citedWork $work ; cc:inDocument ?document . ?document cc:scanned "false"
} LIMIT 60"""
_TEXT = "PREFIX cc: <https://w3id.org/cancu/ontology#> SELECT ?text WHERE { $document cc:text ?text }"


def find_siblings(store: Store, works: Iterable[str], *, most: int = _MOST) -> tuple[str, ...]:
    """The texts of the documents that share most of these works, those works first that few documents cite."""
    weights: dict[str, float] = defaultdict(float)
    for work in sorted(set(works)):
        citing = store.select(_CITING, work=NamedNode(work)).column("document")
        if len(citing) < _CITERS:
            for document in citing:
                weights[document] += 1 / len(citing)
    best = sorted(weights, key=lambda d: (-weights[d], d))[:most]
    return tuple(text for d in best for text in store.select(_TEXT, document=NamedNode(d)).column("text"))
