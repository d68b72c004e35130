"""What the page of a document shows beside its text: force on a day, its parts as an outline, a small lineage.

Everything is bounded: a law that thousands cite shows the first of them and how many there are.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from api.views import label_of
from api.web.lineage_pages import inline_svg
from api.web.marks import Stretch, mark_parts
from api.web.render import lineage_address, work_address
from graph.cite import Force, force_of
from graph.folding import fold_lineage
from graph.lineage import read_lineage
from graph.picture import Links, draw_folded
from graph.store import Store
from graph.store_lookup import StoreLookup
from ontology.record_json import fold_spaces
from ontology.values import Record, Work

IN_SIGHT = 15  # citing documents before the rest is folded away
_DRAWN = 14
_READ = 80  # works around it; what goes beyond is counted
_PARTS = 120


def read_force(lookup: StoreLookup, work: Work, day: dt.date) -> tuple[Force, list[tuple[str, str]]]:
    """Its force on a day, and what replaced it, by whom that, and so on."""
    force = force_of(work, day, lookup)
    return force, [(w.iri, label_of(w)) for w in force.replaced_by]


def outline_of(record: Record) -> list[dict[str, Any]]:
    """The numbered parts as far as a reader wants them: the upper two levels, with a place in the text each."""
    parts = [s for s in record.sections if s.path.count(".") <= 1 and fold_spaces(s.heading)]
    return [
        {
            "id": f"p{number}",
            "at": s.span.start,
            "deep": s.path.count("."),
            "words": _short(fold_spaces(s.heading)),
        }
        for number, s in enumerate(parts[:_PARTS])
    ]


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …"


def with_outline(stretches: Sequence[Stretch], outline: Sequence[Mapping[str, Any]]) -> list[Stretch]:
    """The text with the places that the outline leads to."""
    return mark_parts(stretches, {part["at"]: part["id"] for part in outline})


def small_lineage(store: Store, work: str, lang: str, day: str = "") -> Markup | None:
    """One step up and one down as of a day, drawn small; nothing where nothing is known."""
    found = read_lineage(store, work, up=1, down=1, limit=_READ, day=day or None)
    if not found.edges:
        return None
    more: Callable[[object], str] = lambda _: lineage_address(work, day)  # noqa: E731
    folded = fold_lineage(found, _DRAWN)
    links = Links(work=lambda iri: work_address(iri, day), group=more)
    return inline_svg(draw_folded(folded, "svg", lang=lang, links=links))
