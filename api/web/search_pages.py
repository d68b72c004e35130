"""Search as you type, and citing in full: each a plain form that works without script.

The part of a page that changes while somebody types is a template of its own, asked for with `part=1` and put in place
by a small script; what it says is the same.
"""

import datetime as dt
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.http.problems import status_of
from api.http.v1.paging import write_cursor
from api.http.v1.searching import place_of
from api.searching import label_of_hit, read_asked, search
from api.service import Service
from api.views import label_of
from api.web.render import Pages, language, work_address
from api.words import pick
from graph.cite import force_of, meant_instead, quote_work
from graph.search import Asked, Found, Hit
from graph.store import Store
from graph.store_lookup import StoreLookup
from ontology.errors import CancuError, NotFound
from ontology.types import TYPES
from ontology.values import Work

SHOWN = 20
_FILTERS = ("issuer", "type", "since", "until", "status")


def hit_address(hit: Hit) -> str:
    """The page of a hit; of a passage, the place: browsers that know text fragments go to the words and mark them."""
    address = work_address(hit.work)
    if hit.kind == "work":
        return address
    escaped = quote(hit.pointed, safe="").replace("-", "%2D")
    return f"{address}#text:~:text={escaped}"


def hit_row(hit: Hit) -> dict[str, Any]:
    """A hit as the page lists it."""
    return {"hit": hit, "href": hit_address(hit), "label": label_of_hit(hit)}


def told(found: Found, words: str, lang: str) -> str:
    """What a screen reader hears when the hits have changed."""
    if not words.strip() and not found.hits:
        return ""
    if not found.hits:
        return pick(lang, "Không thấy gì.", "Nothing was found.")
    if found.loosely:
        return pick(
            lang,
            f"Không văn bản nào chứa đủ các từ; {found.total} kết quả mang số này.",
            f"No document has all the words; {found.total} hits carry the number.",
        )
    return pick(lang, f"{found.total} kết quả.", "1 hit." if found.total == 1 else f"{found.total} hits.")


def next_page(request: Request, found: Found) -> str:
    """The address of the hits after these."""
    if not found.more:
        return ""
    tier, score, id_ = found.hits[-1].place
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("after", "part")]
    return "/search?" + urlencode([*kept, ("after", write_cursor((str(tier), repr(score), str(id_))))])


def citation_card(store: Store, work: Work, lookup: StoreLookup) -> dict[str, Any]:
    """How a work is cited, and whether it may be."""
    meant = lookup.identity(found) if (found := meant_instead(store, work)) else None
    force = force_of(work, dt.date.today(), lookup)
    return {
        "iri": work.iri,
        "label": label_of(work),
        "quote": quote_work(work),
        "force": force,
        "meant": (meant.iri, quote_work(meant).first) if meant else None,
        "replaced_by": [(w.iri, (quote := quote_work(w)).precise or quote.first) for w in force.replaced_by],
        "changed_by": [(w.iri, label_of(w), kind, since.isoformat()) for w, kind, since in force.changed_by],
    }


def search_router(service: Service, pages: Pages) -> APIRouter:
    """The pages that find."""
    router = APIRouter(include_in_schema=False)

    @router.get("/search")
    def search_page(request: Request, q: str = "", after: str = "", part: str = "") -> HTMLResponse:
        lang, given = language(request), {name: request.query_params.get(name, "") for name in _FILTERS}
        kinds = [k for k in request.query_params.getlist("in") if k]
        found, message, status = Found(), "", 200
        try:
            asked = read_asked(q[:500], given, kinds)
            found = search(service, asked, limit=SHOWN, after=place_of(after or None))
        except CancuError as error:
            message, status = error.message.as_dict()[lang], status_of(error)
        return pages.render(
            request,
            "search_found.html" if part else "search.html",
            status,
            q=q,
            given=given,
            kinds=kinds,
            types=[t.name for t in TYPES],
            rows=[hit_row(hit) for hit in found.hits],
            told=told(found, q, lang),
            message=message,
            more=next_page(request, found),
        )

    @router.get("/cite")
    def cite_page(request: Request, q: str = "", work: str = "", part: str = "") -> HTMLResponse:
        lang, lookup = language(request), StoreLookup(service.reader())
        asked = Asked(words=q[:500], kinds=("work",))
        found = search(service, asked, limit=SHOWN // 2)
        iri = work or (found.hits[0].work if len(found.hits) == 1 else "")
        meant = lookup.work(iri) if iri and not part else None
        if work and meant is None and not part:
            raise NotFound(f"Không có văn bản {work} trong kho.", f"There is no work {work} in the store.")
        return pages.render(
            request,
            "cite_found.html" if part else "cite.html",
            q=q,
            chosen=iri,
            rows=[{**hit_row(hit), "href": "/cite?" + urlencode({"q": q, "work": hit.work})} for hit in found.hits],
            told=told(found, q, lang),
            card=citation_card(service.reader(), meant, lookup) if meant else None,
        )

    return router
