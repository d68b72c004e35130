"""What independent witnesses agree on.

A copy is not a witness: citations with the same line in documents that stand in one lineage (one implements the
other, or both carry out the same directive) are one voice. So is a value, in whatever words, of a document and of
everyone who names that document as a basis: who rests on a page has read it. A badly scanned page is half a voice. A
work cannot be younger than the first document that cites it, so a later date than that is no candidate. Votes are
counted up to a small number only: beyond it more of the same changes nothing, which keeps a popular work from being
judged anew with every plan.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from graph.fit import Written
from graph.issuers import same_issuer
from ontology.body_signs import issuer_of_sign
from ontology.fold import fold_key
from ontology.numbers import parse_number
from ontology.values import Fact

Field = Literal["number", "type", "date", "issuer", "title", "period"]

VOTES_AT_MOST = 5
_LEAD_AT_MOST = 3
_ODDS_PER_VOICE = 20.0  # what one more independent voice is worth; copies that look independent keep it this low
_VALUES_KEPT = 3
_FIELDS: tuple[Field, ...] = ("number", "type", "date", "issuer", "title", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One citation of a work, and what makes it independent of others."""

    citation: str  # IRI
    document: str  # IRI of the source document
    said: Written
    quote: str
    cited_on: str | None = None
    own: str = ""  # who the citing document is: number and date
    superiors: tuple[str, ...] = ()  # whom it carries out, in the same form
    bases: tuple[str, ...] = ()  # which other witnesses it rests on, in the same form
    weak: bool = False  # a scan may have misread it


_line = lru_cache(maxsize=65536)(fold_key)


def voices(witnesses: Iterable[Witness]) -> float:
    """How many independent voices these are: lines copied along a lineage count once, a weak one half."""
    return sum(0.5 if all(w.weak for w in group) else 1.0 for group in independent(witnesses))


def _weights(camps: dict[str, list[Witness]], voice_of: dict[str, int]) -> dict[str, float]:
    """The voices of every camp, of witnesses already grouped."""
    weights = {}
    for value, camp in camps.items():
        leader = _taken_over(camp, voice_of)
        loud = {leader[voice_of[w.citation]] for w in camp if not w.weak}
        soft = {leader[voice_of[w.citation]] for w in camp if w.weak} - loud
        weights[value] = min(len(loud) + 0.5 * len(soft), float(VOTES_AT_MOST))
    return weights


def _taken_over(camp: list[Witness], voice_of: dict[str, int]) -> dict[int, int]:
    """The voices of a camp, one for those who rest on each other: a value is taken over whatever the words are."""
    leader = {voice_of[w.citation]: voice_of[w.citation] for w in camp}
    if not any(w.bases for w in camp):
        return leader
    owns = {w.own: voice_of[w.citation] for w in camp if w.own}

    def find(voice: int) -> int:
        while leader[voice] != voice:
            voice = leader[voice]
        return voice

    for witness in camp:
        for basis in witness.bases:
            if basis in owns:
                one, other = sorted((find(voice_of[witness.citation]), find(owns[basis])))
                leader[other] = one
    return {voice: find(voice) for voice in leader}


def independent(witnesses: Iterable[Witness]) -> list[list[Witness]]:
    """The witnesses, copies together."""
    lines: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        lines[_line(witness.quote)].append(witness)
    groups = []
    for _, same_line in sorted(lines.items()):
        groups += _lineages(same_line)
    return groups


def _lineages(witnesses: list[Witness]) -> list[list[Witness]]:
    """Joined where they share a document, a superior, or one is the other's superior."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        leader.setdefault(name, name)
        while leader[name] != name:
            name = leader[name]
        return name

    for witness in witnesses:
        names = [witness.document, *([witness.own] if witness.own else []), *witness.superiors]
        for name in names[1:]:
            one, other = sorted((find(names[0]), find(name)))
            leader[other] = one
    groups: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        groups[find(witness.document)].append(witness)
    return [groups[name] for name in sorted(groups)]


def consensus_facts(witnesses: list[Witness]) -> tuple[Fact, ...]:
    """The facts that these witnesses give, best attested first within each field."""
    earliest = min((w.cited_on for w in witnesses if w.cited_on and len(w.cited_on) == 10 and not w.weak), default=None)
    voice_of = {w.citation: i for i, group in enumerate(independent(witnesses)) for w in group}
    return tuple(fact for name in _FIELDS for fact in _field_facts(name, witnesses, earliest, voice_of))


def _field_facts(name: Field, witnesses: list[Witness], earliest: str | None, voice_of: dict[str, int]) -> list[Fact]:
    camps: dict[str, list[Witness]] = defaultdict(list)
    if name == "issuer":
        witnesses = _heard_on_issuer(witnesses)
    for witness in witnesses:
        value = getattr(witness.said, name)
        if value and not (name == "date" and earliest and value[:10] > earliest):
            camps[value if name != "title" else _line(value)].append(witness)
    weights = _weights(camps, voice_of)
    ordered = sorted(camps, key=lambda v: (-weights[v], v))
    facts = []
    for value in ordered[:_VALUES_KEPT]:
        others = max((weights[v] for v in ordered if v != value), default=0.0)
        first = min(camps[value], key=lambda w: (w.cited_on or "9", w.citation))
        facts.append(
            Fact(
                field=name, value=_spelling(name, value, camps[value]), rank="consensus", source=first.document,
                quote=first.quote, confidence=_confidence(weights[value] - others), witnesses=int(weights[value]),
            )
        )  # fmt: skip
    return facts


def _heard_on_issuer(witnesses: list[Witness]) -> list[Witness]:
    """What was only worked out speaks against nobody, and nobody against a sign that is one body's: 89/2025/QH15."""
    number = parse_number(witnesses[0].said.number) if witnesses else None
    actual = issuer_of_sign(number.sign) if number else None
    if actual is not None:
        witnesses = [w for w in witnesses if not w.said.issuer or same_issuer(w.said.issuer, actual)]
    written = [w for w in witnesses if not w.said.issuer_guessed]
    return written if any(w.said.issuer for w in written) else witnesses


def _spelling(name: str, value: str, camp: list[Witness]) -> str:
    """Titles are grouped folded and shown in the longest common spelling."""
    if name != "title":
        return value
    return min((w.said.title or "" for w in camp), key=lambda t: (-len(t), t))


def _confidence(lead: float) -> float:
    odds: float = _ODDS_PER_VOICE ** max(-_LEAD_AT_MOST, min(_LEAD_AT_MOST, lead))
    return round(odds / (1 + odds), 3)
