"""What a shell proposes while somebody types: works by number, loaded files by name, findings by id.

Each proposal is one word without blanks that `find_work` and its like understand: `09/KH-UBND` where one work carries
the number, else `09/KH-UBND,2025-01-10`, else with the body behind it. It refuses to look at more than one screen.
"""

from collections import Counter
from collections.abc import Iterator

from graph.find import NAMED
from graph.lookup import name_words
from graph.names import PREAMBLE, cc, graph_named
from graph.store.seam import Store

AT_MOST = 40
_WORKS = f"""{PREAMBLE}
SELECT DISTINCT ?work ?number ?date ?issuer ?label WHERE {{
  ?work eli:id_local ?number FILTER(STRSTARTS(?number, $begun) && !CONTAINS(?number, " "))
  ?work rdfs:label ?label
  OPTIONAL {{ ?work eli:date_document ?date }} OPTIONAL {{ ?work cc:issuerName ?issuer }}
}} LIMIT {AT_MOST}"""
_FINDINGS = f"""{PREAMBLE}
SELECT DISTINCT ?id ?kind ?quote WHERE {{
  ?finding cc:findingId ?id ; cc:kind ?kind FILTER(STRSTARTS(?id, $begun)) OPTIONAL {{ ?finding cc:quote ?quote }}
}} LIMIT {AT_MOST}"""
Proposal = tuple[str, str]


def begun_works(store: Store, begun: str) -> list[Proposal]:
    """The works whose number begins like this, each with its label."""
    number = begun.partition(",")[0]
    rows = list(store.select(_WORKS, begun=number).texts())
    held = [tuple(value or "" for value in row) for row in dict.fromkeys(rows)]
    same = Counter(number for _, number, *_ in held)
    dated = Counter((number, date) for _, number, date, *_ in held)
    found = []
    for _, number, date, issuer, label in held:
        word = number
        if same[number] > 1 or len(held) == AT_MOST:
            word += f",{date}" if date else ""
        if dated[number, date] > 1:
            word += "," + name_words(issuer).replace(" ", "-")
        found.append((word, label))
    return sorted(p for p in found if p[0].startswith(begun))


def begun_files(store: Store, begun: str) -> list[Proposal]:
    """The loaded files whose name begins like this."""
    rows = store.select(NAMED, loads=graph_named("loads"), file=cc("fileName")).texts()
    names = {str(file).rpartition("/")[2] for _, file in rows}
    return [(n, "") for n in sorted(names) if n.startswith(begun) and " " not in n][:AT_MOST]


def begun_findings(store: Store, begun: str) -> Iterator[Proposal]:
    """The findings whose id begins like this, each with its kind and the words it is about."""
    for id_, kind, quote in sorted(store.select(_FINDINGS, begun=begun).texts()):
        yield id_ or "", f"{kind}: {quote}" if quote else kind or ""
