"""Searching one service's store: the question read from strings, the hits as plain dictionaries.

The index is brought to the state that the reader shows before it answers; a server of pages answers from the index as
it stands, says so, and lets it be brought up beside. A store elsewhere that others may write to unseen is compared
again when this program has written, and otherwise after a few seconds.
"""

import contextlib
import re
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from api.behind import note_behind
from api.service import Service
from graph.search import Asked, Found, Hit, Kind, State
from graph.search.marks import Marked
from ontology.errors import CancuError, SettingError

RECHECK_SECONDS = 5
SUGGESTED = 8
Place = tuple[int, float, int]


def search(service: Service, asked: Asked, *, limit: int = 20, after: Place | None = None) -> Found:
    """One page of hits."""
    store = service.reader()
    state = store.state() or service.state() or f"{service.writes} {int(time.monotonic() // RECHECK_SECONDS)}"
    if not service.looks_at_once():
        return service.index.find(asked, store, state, limit=limit, after=after)
    seen = service.index.find_at_once(asked, state, limit=limit, after=after)
    if seen is None:
        service.follow_soon()
        raise service.index.being_made()
    found, now = seen
    if not now:
        note_behind("search")
        service.follow_soon()
    return found


def warm_index(service: Service) -> threading.Thread:
    """Bring the index up to date beside everything else, so that the first question need not wait for it."""

    def bring() -> None:
        with contextlib.suppress(CancuError):  # whoever searches is told
            search(service, Asked())

    thread = threading.Thread(target=bring, name="search-index", daemon=True)
    thread.start()
    return thread


def suggest(service: Service, words: str, limit: int = SUGGESTED, *, type: str = "") -> list[Hit]:
    """The works that somebody who is still typing may mean."""
    return list(search(service, Asked(words=words, kinds=("work",), type=type), limit=limit).hits)


def read_asked(words: str, given: Mapping[str, str], kinds: Sequence[str] = ()) -> Asked:
    """A question from what a form or a command line holds; an unknown kind or status, or a year that is none, is told.

    >>> asked = read_asked("van thu", {"year": "2020-2024", "status": "in_force"}, ["work"])
    >>> asked.since, asked.until, asked.kinds
    (2020, 2024, ('work',))
    """
    for kind in kinds:
        if kind not in get_args(Kind):
            raise SettingError(
                f"Không tìm được trong “{kind}”; hãy dùng work, text hoặc task.",
                f"Nothing is searched under “{kind}”; use work, text or task.",
            )
    status = given.get("status") or None
    if status is not None and status not in get_args(State):
        raise SettingError(
            f"Không có tình trạng “{status}”; hãy dùng in_force, not_in_force hoặc unknown.",
            f"There is no status “{status}”; use in_force, not_in_force or unknown.",
        )
    first, last = read_years(given.get("year", ""))
    since, until = read_years(given.get("since", ""))[0], read_years(given.get("until", ""))[0]
    return Asked(
        words=words, kinds=cast(tuple[Kind, ...], tuple(dict.fromkeys(kinds))), issuer=given.get("issuer", ""),
        type=given.get("type", ""), since=since if since is not None else first,
        until=until if until is not None else last, status=cast(State | None, status),
    )  # fmt: skip


def read_years(written: str) -> tuple[int | None, int | None]:
    """`2024`, `2020-2024`, `2020-`, `-2024`."""
    if not written.strip():
        return None, None
    match = re.fullmatch(r"\s*(\d{4})?\s*([-–]?)\s*(\d{4})?\s*", written)
    if match is None or not (match[1] or match[3]):
        raise SettingError(
            f"“{written}” không phải là năm; hãy viết 2024 hoặc 2020-2024.",
            f"“{written}” is no year; write 2024 or 2020-2024.",
        )
    since, until = (int(match[1]) if match[1] else None), (int(match[3]) if match[3] else None)
    return (since, until) if match[2] else (since, since)


def hit_view(hit: Hit) -> dict[str, Any]:
    """A hit for a program."""
    return {
        "kind": hit.kind, "work": hit.work, "node": hit.node, "source": hit.source, "label": label_of_hit(hit),
        "type": hit.type, "number": hit.number, "title": hit.title, "issuer": hit.issuer, "date": hit.date,
        "status": hit.status, "by": hit.by, "snippet": _stretches(hit.snippet or hit.named), "start": hit.start,
        "end": hit.end, "section": hit.section,
    }  # fmt: skip


def suggestion_view(hit: Hit) -> dict[str, Any]:
    """A work to choose, for a program."""
    return {
        "work": hit.work, "label": label_of_hit(hit), "title": hit.title or None, "date": hit.date or None,
        "status": hit.status,
    }  # fmt: skip


def label_of_hit(hit: Hit) -> str:
    """Type and number, or the title of a work without a number."""
    return f"{hit.type} {hit.number or hit.title}".strip()


def _stretches(marked: Sequence[Marked]) -> list[dict[str, Any]]:
    return [{"text": m.text, "hit": m.hit} for m in marked]
