"""Relations of the register that cannot be as they are stated.

The store is asked for those that are wrong, one query a check: it reads a million relations in seconds, and only these
come out of it. Nothing is mended.
"""

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from graph.names import PREAMBLE, graph_named
from graph.register.audit_entries import MOST, AuditEntry, Row, date_en, date_vi, entry_of
from graph.register.rows import find_label
from graph.store.seam import Store

_TOLD = "?relation cc:label ?label ; cc:statedBy ?row . ?row cc:statedNumber ?number ."
_UNPLACED = "GRAPH $g { ?relation cc:relatedNumber ?related . OPTIONAL { ?relation cc:actor ?itself } TOLD }"
_ITSELF = "GRAPH $g { ?relation cc:actor ?one ; cc:target ?other FILTER(?one = ?other) TOLD }"
_BEFORE_TARGET = """GRAPH $g { ?relation cc:actorDate ?acted ; cc:targetDate ?suffered
  FILTER(STR(?acted) < STR(?suffered)) TOLD }"""
_BEFORE_DATE = """GRAPH $g { ?relation cc:since ?since ; cc:actorDate ?acted
  FILTER(STRLEN(STR(?since)) = STRLEN(STR(?acted)) && STR(?since) < STR(?acted)) TOLD }"""
_OTHERWISE = """GRAPH $g { ?relation DATED ?said ; END ?work } ?work cc:describedBy ?own .
  GRAPH $g { ?own a cc:RegisterRow ; cc:statedDate ?day . TOLD } FILTER(STR(?day) != STR(?said))"""
_DAYS = """SELECT DISTINCT ?day WHERE { $work cc:describedBy ?own .
  GRAPH $g { ?own a cc:RegisterRow ; cc:statedDate ?day } } ORDER BY STR(?day)"""
_ACT = "cc:relationKind ?kind ; cc:actor ?actor ; cc:target ?target ; cc:source"
_BOTH_WAYS = f"""SELECT DISTINCT ?source WHERE {{ {{ SELECT ?source WHERE {{ GRAPH $g {{ ?one {_ACT} ?source }} }}
  GROUP BY ?source ?kind ?actor ?target HAVING(COUNT(*) > 1) }} }} ORDER BY ?source"""
_ONE_WAY = f"""{{ SELECT (SAMPLE(?one) AS ?relation) ?actor ?target WHERE {{ GRAPH $g {{ ?one {_ACT} $source }} }}
  GROUP BY ?kind ?actor ?target HAVING(COUNT(*) = 1) }}
  FILTER EXISTS {{ ?actor cc:describedBy ?mine . GRAPH $g {{ ?mine a cc:RegisterRow }} }}
  FILTER EXISTS {{ ?target cc:describedBy ?theirs . GRAPH $g {{ ?theirs a cc:RegisterRow }} }}
  GRAPH $g {{ TOLD }}"""


def audit_relations(store: Store) -> Iterator[AuditEntry]:
    """The relations that are wrong, check by check, in a fixed order."""
    for where, check in _CHECKS:
        for relation in _wrong(store, where):
            yield from check(relation)
    for end in ("actor", "target"):
        for relation in _wrong(store, _OTHERWISE.replace("DATED", f"cc:{end}Date").replace("END", f"cc:{end}")):
            yield from _dated_otherwise(store, relation)
    yield from _one_sided(store)


def _one_sided(store: Store) -> Iterator[AuditEntry]:
    """A register that states some acts from both sides, and this one from one side only, although it has both rows."""
    for source in store.select(PREAMBLE + _BOTH_WAYS, g=graph_named("register")).column("source"):
        for relation in _wrong(store, _ONE_WAY, source=source):
            yield entry_of("missing_inverse", [relation], f"quan hệ “{relation['label']}” chỉ ghi ở một phía",
                           f"the relation “{relation['label']}” is stated on one side only")  # fmt: skip


def _wrong(store: Store, where: str, **values: str) -> Iterator[Row]:
    text = f"SELECT * WHERE {{ {where.replace('TOLD', _TOLD)} }} ORDER BY STR(?relation) LIMIT {MOST}"
    yield from store.select(PREAMBLE + text, g=graph_named("register"), **values).dicts()


def _unplaced(relation: Row) -> Iterator[AuditEntry]:
    label, related = relation["label"], relation["related"]
    known = find_label(label)
    if "itself" in relation:
        yield from _itself(relation)
    elif known is None:
        yield entry_of("unknown_label", [relation], f"chưa biết nhãn quan hệ “{label}”", f"unknown label “{label}”")
    elif known[1] == "unverified":
        yield entry_of("unverified_label", [relation], f"nhãn “{label}” không cho biết chiều quan hệ",
                       f"the label “{label}” does not say who acts")  # fmt: skip
    else:
        yield entry_of("related_unplaced", [relation], f"chưa đủ cơ quan, ngày để xác định {related}",
                       f"issuer or date are missing to tell which {related} is meant")  # fmt: skip


def _itself(relation: Row) -> Iterator[AuditEntry]:
    label = relation["label"]
    yield entry_of("acts_on_itself", [relation], f"văn bản “{label}” chính nó", f"a document acts on itself: “{label}”")


def _before_target(relation: Row) -> Iterator[AuditEntry]:
    label, acted, suffered = relation["label"], relation["acted"], relation["suffered"]
    yield entry_of("acts_before_target", [relation],
                   f"“{label}”: ban hành {date_vi(acted)}, trước văn bản kia ({date_vi(suffered)})",
                   f"“{label}”: dated {date_en(acted)}, before its target's {date_en(suffered)}")  # fmt: skip


def _before_date(relation: Row) -> Iterator[AuditEntry]:
    label, since, acted = relation["label"], relation["since"], relation["acted"]
    yield entry_of("acts_before_date", [relation],
                   f"“{label}” tính từ {date_vi(since)}, trước ngày ban hành của văn bản tác động ({date_vi(acted)})",
                   f"“{label}” counts from {date_en(since)}, before its document's date {date_en(acted)}")  # fmt: skip


def _dated_otherwise(store: Store, relation: Row) -> Iterator[AuditEntry]:
    """A relation that gives the other document another day than any row of that document does."""
    said, label = relation["said"], relation["label"]
    own = store.select(PREAMBLE + _DAYS, work=NamedNode(relation["work"]), g=graph_named("register")).column("day")
    if not any(day.startswith(said) or said.startswith(day) for day in own):
        vi, en = ", ".join(map(date_vi, own)), ", ".join(map(date_en, own))
        yield entry_of("related_date", [relation],
                       f"“{label}” ghi văn bản kia ngày {date_vi(said)}, dòng của văn bản ấy ghi {vi}",
                       f"“{label}” dates the other document {date_en(said)}, its own row {en}")  # fmt: skip


_CHECKS: tuple[tuple[str, Callable[[Row], Iterator[AuditEntry]]], ...] = (
    (_UNPLACED, _unplaced),
    (_ITSELF, _itself),
    (_BEFORE_TARGET, _before_target),
    (_BEFORE_DATE, _before_date),
)
