"""The hits of a question, best first: a document's own number, then words with the accents typed, then words alone.

Of words that stand in very many places the works and tasks are ranked whole, and the first so many of the passages: the
order of the rest would be one that nobody can use. Within each the weighted bm25 of FTS5 decides: a word in a number or
a title counts for more than one in a text. A page goes on after the rank of the last hit shown, so nothing is shown
twice.
"""

import sqlite3
from dataclasses import dataclass

from graph.issuers import names_meant
from graph.search.asked import Asked, Kind, Words, parse_words
from graph.search.marks import Marked, cut_snippet, mark_words, words_at_hit
from graph.search.schema import kind_of, range_of
from graph.search.tokens import fold_tokens

Place = tuple[int, float, int]  # tier, score, identifier: where a hit stands in the order
_HITS = """
WITH hit AS MATERIALIZED ({hits} LIMIT {most}), ranked AS MATERIALIZED (
  SELECT hit.id, hit.score, {tier} AS tier FROM hit)
SELECT ranked.tier, ranked.score, ranked.id, ({total}), item.node, item.title, item.about,
  item.body, item.start, item.stop, item.section, item.owner, work.iri, work.number, work.title, work.type, work.issuer,
  work.date, work.standing
FROM (SELECT * FROM ranked WHERE (tier, score, id) > (:tier, :score, :id)
      ORDER BY tier, score, id LIMIT :limit) AS ranked
JOIN item ON item.id = ranked.id JOIN work ON work.id = item.work ORDER BY ranked.tier, ranked.score, ranked.id"""
# Weights of number, title, what is said about it, text; the words as written only break ties by tier.
_SCORED = "SELECT words.rowid AS id, bm25(words, 12.0, 6.0, 1.5, 1.0, 0.0) AS score FROM words "
_MATCHED = _SCORED + "WHERE words MATCH :words"
# Filters first, in this order: what they leave out is not scored.
_FILTERED = _SCORED + (
    "CROSS JOIN item ON item.id = words.rowid CROSS JOIN work ON work.id = item.work WHERE words MATCH :words"
)
_IS_NUMBER = "WHEN hit.id IN (SELECT rowid FROM words WHERE words MATCH :number) THEN 0 "
_IS_EXACT = "WHEN hit.id IN (SELECT rowid FROM words WHERE words MATCH :exact) THEN 1 "
# Not in force any more, or not yet.
_STATUS = "(work.standing = :status OR (:status = 'not_in_force' AND work.standing = 'not_yet'))"
_LISTED = """SELECT item.id AS id, -CAST(substr(replace(work.date, '-', '') || '0000', 1, 8) AS REAL) AS score
FROM item JOIN work ON work.id = item.work WHERE TRUE"""
_COUNTED = "SELECT count(*) FROM words WHERE words MATCH :words"
MOST = 12_000
START: Place = (-1, 0.0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found. `work` is the document it is or stands in; a text or task has its place in the raw text."""

    kind: Kind
    work: str
    node: str
    source: str | None  # the loaded document of a text or task
    type: str
    number: str
    title: str
    issuer: str
    date: str
    status: str
    by: str  # "number", "accents" or "words"
    heading: tuple[Marked, ...]  # type and number, what was asked for marked
    named: tuple[Marked, ...]  # the title, marked
    snippet: tuple[Marked, ...]  # the words found in a text or task, marked
    start: int | None = None
    end: int | None = None
    section: str | None = None
    pointed: str = ""  # words of one line of the original that lead to the place
    place: Place = START


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The hits of one page, and how many there are in all. `loosely`: by the number alone, not by all the words."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    loosely: bool = False


_BY = ("number", "accents", "words")


def find_hits(connection: sqlite3.Connection, asked: Asked, *, limit: int, after: Place | None = None) -> Found:
    """One page of hits. Where not all the words stand together but a number does, what carries the number is found.

    No words at all, only filters: what passes them, the newest first.
    """
    words = parse_words(asked.words)
    if not words.every and (asked.words.strip() or not _filters(asked)[0]):
        return Found()
    rows = _rows(connection, asked, words, words.every, limit + 1, after)
    loosely = False
    if not rows and words.number and (after is None or after[0] == 0):
        rows, loosely = _rows(connection, asked, words, words.loose, limit + 1, after), True
    hits = tuple(_hit(row, words) for row in rows[:limit])
    return Found(
        hits=hits, total=rows[0][3] if rows else 0, more=len(rows) > limit, loosely=loosely and bool(rows)
    )  # fmt: skip


def _rows(
    connection: sqlite3.Connection, asked: Asked, words: Words, every: str, limit: int, after: Place | None
) -> list[tuple]:  # type: ignore[type-arg]
    tier, score, id_ = after or START
    values: dict[str, object] = {"words": every, "tier": tier, "score": score, "id": id_, "limit": limit}
    chosen = asked.kinds or (() if every else ("work",))
    only, more = _filters(asked)
    wide = bool(every) and not only
    source, key = (_MATCHED if wide else _FILTERED, "words.rowid") if every else (_LISTED, "item.id")
    kinds = " OR ".join("{} BETWEEN {} AND {}".format(key, *range_of(kind)) for kind in chosen)
    kept = f" AND ({kinds})" if kinds else ""
    kept += f" AND {only}" if only else ""
    text = _HITS.format(
        hits=source + kept, most=MOST if wide else -1, tier=_tier(words, values),
        total=_COUNTED + kept if wide else "SELECT count(*) FROM ranked",
    )  # fmt: skip
    return connection.execute(text, {**values, **more}).fetchall()


def _tier(words: Words, values: dict[str, object]) -> str:
    cases = ""
    for name, expression, case in (("number", words.number, _IS_NUMBER), ("exact", words.exact, _IS_EXACT)):
        if expression:
            values[name] = expression
            cases += case
    return f"CASE {cases}ELSE 2 END" if cases else "2"


def _of_issuer(typed: str, values: dict[str, object]) -> str:
    """The condition that the issuer's name has all words of one of the names that may be meant."""
    every = []
    for name, words in enumerate(dict.fromkeys(tuple(fold_tokens(meant)) for meant in names_meant(typed))):
        for at, word in enumerate(words):
            values[f"issuer{name}_{at}"] = f" {word} "
        every.append(" AND ".join(f"instr(work.issuer_key, :issuer{name}_{at}) > 0" for at in range(len(words))) or "1")
    return "(" + " OR ".join(every) + ")"


def _filters(asked: Asked) -> tuple[str, dict[str, object]]:
    """The conditions on the work of a hit."""
    conditions: list[str] = []
    values: dict[str, object] = {}
    if asked.issuer:
        conditions.append(_of_issuer(asked.issuer, values))
    for name, condition, value in (
        ("type", "work.type_key = :type", " ".join(fold_tokens(asked.type)) or None),
        ("since", "work.year >= :since", asked.since),
        ("until", "work.year <= :until", asked.until),
        ("status", _STATUS, asked.status),
    ):
        if value is not None:
            conditions.append(condition)
            values[name] = value
    return " AND ".join(conditions), values


def _hit(row: tuple, words: Words) -> Hit:  # type: ignore[type-arg]
    (tier, score, id_, _, node, title, about, body, start, stop, section, owner,
     work, number, name, type_, issuer, date, standing) = row  # fmt: skip
    kind = kind_of(id_)
    tokens, prefix = words.tokens, words.prefix
    said = {"work": "", "text": body, "task": f"{title} — {about}" if about else title}[kind]
    written = body if kind == "text" else title
    return Hit(
        kind=kind, work=work, node=node, source=None if kind == "work" else owner, type=type_, number=number,
        title=name, issuer=issuer, date=date, status=standing, by=_BY[tier],
        heading=mark_words(f"{type_} {number}".strip(), tokens=tokens, prefix=prefix),
        named=mark_words(name, tokens=tokens, prefix=prefix), snippet=cut_snippet(said, tokens=tokens, prefix=prefix),
        start=start, end=stop, section=section, pointed=words_at_hit(written, tokens=tokens, prefix=prefix),
        place=(tier, score, id_),
    )  # fmt: skip
