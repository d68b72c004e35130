"""Which cited documents a document carries out: the one rule behind `cc:implements`, its queries and the board.

A document carries out what it says it carries out ("Thực hiện Kế hoạch …"), and a plan also what a higher body's plan,
programme, scheme or directive of the same theme gives it where it names that among its bases ("Căn cứ Kế hoạch … của
UBND tỉnh"). Laws, decrees and decisions stay bases, and so do documents of the same or a lower level; where a level is
not known it refuses to say. The kinds of document are rows of `groups.toml`.
"""

from graph.assigned import carried_kinds, level_of
from graph.issuers import same_issuer
from graph.judge.passages import words_of
from ontology.fold import fold_text
from ontology.values import Citation, Document, Work


def carries_out(own: Document, citation: Citation, cited: Work | None) -> bool:
    """Whether the document of this header carries out the work that its citation means."""
    if citation.role != "legal_basis":
        return citation.role == "implements"
    kinds = carried_kinds()
    type_ = (cited.value("type") if cited else None) or citation.type or ""
    if fold_text(own.type or "") not in kinds.by or fold_text(type_) not in kinds.of:
        return False
    issuer = (cited.value("issuer") if cited else None) or citation.issuer or ""
    ours, theirs = level_of(own.issuer or ""), level_of(issuer)
    if ours is None or theirs is None or theirs >= ours:
        return False
    title = (cited.value("title") if cited else None) or citation.subject
    return one_theme(own.title, title, kinds.theme)


def answers_for_tasks(own: Document, citation: Citation, cited: Work | None) -> bool:
    """Whether the document is asked what became of each task: a plan or directive of another body, not above it.

    A decision that says "thực hiện Kế hoạch số …" tells others to, and a body's own papers share out its work.
    """
    if not carries_out(own, citation, cited) or fold_text(own.type or "") not in carried_kinds().held:
        return False
    issuer = (cited.value("issuer") if cited else None) or citation.issuer or ""
    ours, theirs = level_of(own.issuer or ""), level_of(issuer)
    above = ours is not None and theirs is not None and ours < theirs
    return not above and not (own.issuer and issuer and same_issuer(own.issuer, issuer))


def one_theme(one: str | None, other: str | None, least: float) -> bool:
    """A subject that nobody gives is no other theme."""
    ours, theirs = words_of(one or ""), words_of(other or "")
    shorter = min(len(ours), len(theirs))
    return not shorter or len(ours & theirs) >= least * shorter
