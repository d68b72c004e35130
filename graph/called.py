"""Which body do some words mean, among those that the store names in one role?

Documents name bodies in full ("Sở Y tế tỉnh Hà Tĩnh"); people type "Sở Y tế" or "UBND tỉnh Hà Tĩnh". A name the store
holds is taken as it is; else the one name that these words begin, or occur in. It refuses to choose: several are named
in the error, as is one that nothing names, because an empty answer would look as if the body had nothing. A body that
is only meant within a group ("UBND các huyện") is refused too, but told which group, by documents that speak to it.
"""

import unicodedata

from pyoxigraph import NamedNode

from graph.issuers import issuer_words
from graph.members import groups_of, speaks_to
from graph.names import PREAMBLE
from graph.store.seam import Store
from ontology.bodies import canonical_body
from ontology.errors import NotFound, NotUnique

_SHOWN = 8
_GIVEN_BY = (
    PREAMBLE
    + """SELECT DISTINCT ?issuer WHERE {
  ?one $role $name ; cc:inDocument ?source . ?source cc:sourceOf ?work . ?work cc:issuerName ?issuer
}"""
)


def find_called(store: Store, words: str, role: NamedNode) -> str:
    """The full name of the one body that these words mean, among the values of the role."""
    typed = " ".join(unicodedata.normalize("NFC", words).split())
    for name in (typed, canonical_body(typed)):
        if name and store.ask("ASK { ?one $role $name }", role=role, name=name):
            return name
    names = store.select("SELECT DISTINCT ?name WHERE { ?one $role ?name }", role=role).column("name")
    found = _called(typed, names)
    if not found:
        if groups := _groups_with(store, canonical_body(typed) or typed, names, role):
            shown = "; ".join(f"“{name}”" for name in groups[:_SHOWN])
            raise NotFound(
                f"Không văn bản nào ở đây gọi đích danh “{words}” ở vai này, nhưng có việc giao chung cho nhóm "
                f"có cơ quan đó: {shown}. Gõ tên cơ quan ở trang Nhiệm vụ để xem, hoặc hỏi bằng tên nhóm.",
                f"No document here names “{words}” itself in this role, but tasks are given to a group it belongs to: "
                f"{shown}. Type the body's name on the page Tasks to see them, or ask by the name of the group.",
            )
        raise NotFound(
            f"Không văn bản nào ở đây nêu cơ quan “{words}” ở vai này. Hãy ghi tên đầy đủ, như “Sở Y tế tỉnh Hà Tĩnh”.",
            f"No document here names a body “{words}” in this role. Give the full name, like “Sở Y tế tỉnh Hà Tĩnh”.",
        )
    if len(found) > 1:
        more = len(found) - _SHOWN
        shown = "; ".join(found[:_SHOWN]) + (f"; … (+{more})" if more > 0 else "")
        raise NotUnique(
            f"“{words}” có thể là {len(found)} cơ quan. Hãy ghi tên đầy đủ: {shown}",
            f"“{words}” may be {len(found)} bodies. Give the full name: {shown}",
            candidates=found,
        )
    return found[0]


def _groups_with(store: Store, body: str, names: list[str], role: NamedNode) -> list[str]:
    """Those of the names that mean this body within a group, in documents of bodies that speak to it."""
    return [
        name
        for name in sorted(groups_of(body, names))
        if any(speaks_to(by, body) for by in store.select(_GIVEN_BY, role=role, name=name).column("issuer"))
    ]


def _called(typed: str, names: list[str]) -> list[str]:
    """The names that these words mean: spelt alike, else beginning so, else holding them; exact accents first."""
    wanted = f" {issuer_words(typed)} "
    if not wanted.strip():
        return []
    folded = [(name, f" {issuer_words(name)} ") for name in sorted(names)]
    marked = " ".join(typed.lower().split())
    for found in (
        [name for name, _ in folded if name.lower() == marked],
        [name for name, words in folded if words == wanted],
        [name for name, _ in folded if name.lower().startswith(marked + " ")],
        [name for name, words in folded if words.startswith(wanted)],
        [name for name, words in folded if wanted in words],
    ):
        if found:
            return found
    return []
