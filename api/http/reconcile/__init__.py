"""The Reconciliation Service API 0.2 (W3C community group) at `/reconcile`: a column of document numbers, matched.

OpenRefine and what else speaks the protocol ask in batches, get candidates with scores, and fill columns with what is
known of each. JSONP is refused: a script tag of any page could read the store with it; pages of other origins are let
in by name, with the CORS setting.
"""

from api.http.reconcile.service import reconcile_router

__all__ = ["reconcile_router"]
