"""A work as a first citation must name it, how later ones may, and what is not known for it.

Nghị định 30/2020/NĐ-CP: the first time type, number and sign, date, issuing body and subject; a law or an ordinance by
type and name; afterwards type and number. It refuses to invent: what is not known stays out, and is named.

>>> subject_words("Chuyển đổi số năm 2024"), subject_words("V/v đôn đốc"), subject_words("Quy định mức chi")
('về chuyển đổi số năm 2024', 'về việc đôn đốc', 'quy định mức chi')
"""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from graph.judge.force import begins, ending_at
from graph.judge.parts import in_part
from graph.judge.titles import law_name
from graph.lookup import Lookup
from graph.names import PREAMBLE
from graph.search.asked import Standing
from graph.search.standing import standing_on
from graph.store.seam import Store
from ontology.dates import format_words, parse_day
from ontology.errors import Message
from ontology.values import Work

FIELDS = ("type", "number", "date", "issuer", "title")
_CHAIN = 8
_CHANGES = ("amends", "partly_repeals", "corrects", "consolidates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotable:
    """How a work is cited. `precise` tells laws of one name apart; `unsure` fields are known from citations only."""

    first: str
    later: str
    precise: str | None = None
    missing: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Whether a work may still be cited: its state on a day, why and since when, what replaced it, what changed it."""

    state: Standing
    since: dt.date | None = None
    why: Message | None = None
    replaced_by: tuple[Work, ...] = ()  # by whom, by whom that one, … the last is the one to cite
    changed_by: tuple[tuple[Work, str, dt.date], ...] = ()


@lru_cache(maxsize=1)
def read_forms() -> Mapping[str, Any]:
    """The rows of this module's table."""
    return tomllib.loads((Path(__file__).parent / "cite.toml").read_text(encoding="utf-8"))


def quote_work(work: Work) -> Quotable:
    """The citation of a work, from the best of each of its facts."""
    value = {name: work.value(name) for name in FIELDS}
    day = parse_day(value["date"])
    named = value["type"] in read_forms()["named"]["types"]
    needed = ("type", "title") if named else FIELDS
    missing = [name for name in needed if not value[name]]
    if not named and value["date"] and day is None:
        missing.append("date")
    missing = [name for name in needed if name in missing]
    weak = {f.field for name in needed if (f := work.best(name)) and f.rank == "consensus"}
    numbered = _joined(value["type"] or "Văn bản", value["number"] and f"số {value['number']}")
    dated = f"ngày {format_words(value['date'])}" if value["date"] and day else None
    later = numbered if value["number"] else _joined(value["type"] or "Văn bản", subject_words(value["title"] or ""))
    unsure = tuple(name for name in needed if name in weak)
    if named and value["title"]:
        name = law_name(str(value["type"]), value["title"])
        precise = _joined(name, value["number"] and f"số {value['number']}", dated)
        return Quotable(first=name, later=name, precise=precise, missing=tuple(missing), unsure=unsure)
    issuer = value["issuer"] and f"của {value['issuer']}"
    first = _joined(numbered, dated, issuer, subject_words(value["title"] or ""))
    return Quotable(first=first, later=later, missing=tuple(missing), unsure=unsure)


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def subject_words(title: str) -> str:
    """A title as it goes on a sentence: with its "về", in small letters where it opens with a common word."""
    line = re.sub(r"\s+", " ", title).strip().rstrip(".")
    line = re.sub(r"^v\s*/\s*v\b", "về việc", line, flags=re.I)
    if not line:
        return ""
    words = line.split(" ")
    proper = words[0][1:2].isupper() or (len(words) > 1 and words[1][:1].isupper())
    line = line if proper else line[0].lower() + line[1:]
    opened = any(re.match(re.escape(row["words"]) + r"\b", line.lower()) for row in read_forms()["opening"])
    return line if opened else f"về {line}"


def force_of(work: Work, day: dt.date, lookup: Lookup) -> Force:
    """Its force on a day; `work` is given with what acted on it."""
    standing = standing_on(work, day, lookup)
    ending = ending_at(work, day, lookup)
    changed: dict[tuple[str, str], tuple[Work, str, dt.date]] = {}
    for relation in work.acted_on:
        since, actor = begins(relation, lookup), lookup.identity(relation.actor)
        if relation.kind in _CHANGES and actor is not None and since is not None and since <= day:
            known = changed.get((actor.iri, relation.kind))
            changed[actor.iri, relation.kind] = (actor, relation.kind, min(since, known[2]) if known else since)
    return Force(
        state=standing.state,
        since=ending.since if ending else None,
        why=ending.why if ending else None,
        replaced_by=_successors(work, day, lookup),
        changed_by=tuple(sorted(changed.values(), key=lambda c: (c[2], c[0].iri, c[1]))),
    )


_CITED_AS = """SELECT ?meant (COUNT(DISTINCT ?c) AS ?n) WHERE {
  ?c cc:citedWork $work .
  OPTIONAL {
    ?f cc:aboutCitation ?c ; cc:kind "WrongNumber" ; cc:aboutWork ?meant
    FILTER NOT EXISTS { ?f cc:reviewedAs "dismissed" }
  }
} GROUP BY ?meant"""


def meant_instead(store: Store, work: Work) -> str | None:
    """The work that is meant wherever this one is cited, where every one of its citations is held to have a wrong
    number: what is known from such citations only may not exist."""
    if work.loaded or any(f.rank != "consensus" for f in work.facts):
        return None
    rows = store.select(PREAMBLE + _CITED_AS, work=NamedNode(work.iri)).texts()
    meant = [(int(n or 0), iri) for iri, n in rows if iri]
    return max(meant)[1] if meant and len(meant) == len(rows) else None


def _successors(work: Work, day: dt.date, lookup: Lookup) -> tuple[Work, ...]:
    """What replaced it, and what replaced that: as far as it goes."""
    chain: list[Work] = []
    seen = {work.iri}
    current: Work | None = work
    while current is not None and len(chain) < _CHAIN:
        whole = [r for r in current.acted_on if r.kind == "replaces" and not in_part(r, lookup)]
        acts = [(s, r.actor) for r in whole if (s := begins(r, lookup))]
        due = sorted((s, actor) for s, actor in acts if s <= day and actor not in seen)
        current = lookup.work(due[-1][1]) if due else None
        if current is not None:
            seen.add(current.iri)
            chain.append(current)
    return tuple(chain)
