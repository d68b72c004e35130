"""Whether a document can do to another what its words seem to say: replace it, repeal it, amend it.

"Bãi bỏ các quy định thực hiện Quyết định số …" of a department's plan ends no decision of the Prime Minister, and a
proposal to repeal repeals nothing. Only a body of the same level or a higher one acts, papers that ask or report do
not, and plans act on plans, never on norms. What a register states is believed as it stands; this is for what a loaded
text seems to do. It refuses to judge where a level is not known.
"""

from graph.assigned import acting_kinds, level_of
from ontology.fold import fold_text
from ontology.values import Citation, Document, Work


def can_act_on(own: Document, citation: Citation, cited: Work | None) -> bool:
    """Whether the document of this header can change the work that its citation means."""
    kinds = acting_kinds()
    type_ = fold_text((cited.value("type") if cited else None) or citation.type or "")
    ours = fold_text(own.type or "")
    if ours in kinds.never or (ours in kinds.plans and type_ in kinds.norms):
        return False
    issuer = (cited.value("issuer") if cited else None) or citation.issuer or ""
    mine, theirs = level_of(own.issuer or ""), level_of(issuer)
    return mine is None or theirs is None or mine <= theirs
