"""From what many pages say to works as they are.

Everything said under one number (own texts, register rows, citations) is a cell. `derive_works` turns a cell into works
with ranked facts; it is a pure function of the cell, so the order of loading cannot matter. Own texts and register rows
found works; citations found one only where nothing authoritative fits, by the agreement of independent witnesses. Two
documents under one number stay two works; a typing error never founds a work of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.consensus import Witness, consensus_facts, voices
from graph.fit import OTHER_TITLE, SAME_TITLE, Written, compare, title_likeness
from graph.identity import is_of_many, names_one_body, same_body, work_key
from graph.lookup import Lookup
from graph.names import mint_work, name_of
from graph.resolve import choose, fits_of
from ontology.values import Fact, FactRank, ForcePeriod, Record, Work

_DRAFT_TITLE = 0.95
LEGIBLE = 0.8  # a text of a lower quality is a weak witness of itself
_FIELDS = ("number", "type", "date", "issuer", "title", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An own text or a register row: something that is a document, not a mention of one."""

    source: str  # IRI of the source document or of the row
    rank: FactRank
    said: Written
    quality: float = 1.0
    force: tuple[ForcePeriod, ...] = ()
    quote: str = ""
    type_as_said: str | None = None
    named: bool = False  # a register names it in a relation, and may have no row of it

    @property
    def legible(self) -> bool:
        return self.quality >= LEGIBLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The works of one number, and which work each source document or row is."""

    works: tuple[Work, ...]
    work_of: dict[str, str]


def derive_works(members: Iterable[Member], witnesses: Iterable[Witness]) -> Cell:
    """The works that these sayings give. A register row that does not say whose document it is gives none: the number
    alone is many bodies' number, and what the row says would be held against all of them."""
    ordered = sorted(_that_count(m for m in members if _is_somebodys(m)), key=lambda m: m.source)
    works, work_of = _found_by_members(ordered)
    attached, founders = _attach(works, sorted(witnesses, key=lambda w: w.citation))
    covered = {w.iri: _is_covered(w) for w in works}
    works = [w if covered[w.iri] else _with_consensus(w, attached.get(w.iri, [])) for w in works]
    works += _found_by_citations(founders, {w.iri for w in works})
    return Cell(works=tuple(sorted(works, key=lambda w: w.iri)), work_of=work_of)


def _is_somebodys(member: Member) -> bool:
    return member.rank != "register" or bool(member.said.issuer) or names_one_body(member.said.number)


def _that_count(members: Iterable[Member]) -> list[Member]:
    """A document that a register merely names says nothing where it has a row of its own, or is there itself."""
    every = list(members)
    full = {_plain_key(m) for m in every if not m.named and (m.rank == "register" or m.legible)}
    return [m for m in every if not m.named or _plain_key(m) not in full]


def covers(works: Iterable[Work], said: Written) -> bool:
    """Whether a citation means a work whose facts no citation can change, so that it is no witness of anything."""
    if said.date is None:
        return False  # an undated one is resolved by its document's date too
    fits = fits_of(said, works)
    chosen = choose(said, fits, None)
    return chosen is not None and _is_covered(chosen)


def _is_covered(work: Work) -> bool:
    return any(f.rank != "consensus" and f.confidence >= LEGIBLE for f in work.facts)


# ---------------------------------------------------------------- works from own texts and register rows


def _found_by_members(members: list[Member]) -> tuple[list[Work], dict[str, str]]:
    groups = _groups(members)
    keys = [_key_of(group) for group in groups]
    crowded = {key for key in keys if key and keys.count(key) > 1}
    works, work_of, taken = [], {}, set[str]()
    for group, key in zip(groups, keys, strict=True):
        name = key or "_/" + name_of(group[0].source)[-24:]
        if key in crowded:
            name = f"{key}~{_best(group).said.date or name_of(group[0].source)[-12:]}"
        if name in taken:  # of one day too
            name += "~" + min(name_of(m.source) for m in group)[-12:]
        taken.add(name)
        work = _member_work(mint_work(name), key or name, group)
        works.append(work)
        work_of.update({member.source: work.iri for member in group})
    return works, work_of


def _groups(members: list[Member]) -> list[list[Member]]:
    """Members that are one document, joined pair by pair."""
    leader = list(range(len(members)))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    buckets: dict[object, list[int]] = defaultdict(list)
    for i, member in enumerate(members):
        buckets[_plain_key(member) or "open"].append(i)
    open_ones = buckets.pop("open", [])
    for bucket in [*buckets.values()]:
        for at, i in enumerate(bucket):
            for j in [*bucket[at + 1 :], *open_ones]:
                if find(i) != find(j) and _one_document(members[i], members[j]):
                    leader[max(find(i), find(j))] = min(find(i), find(j))
    for at, i in enumerate(open_ones):
        for j in open_ones[at + 1 :]:
            if find(i) != find(j) and _one_document(members[i], members[j]):
                leader[max(find(i), find(j))] = min(find(i), find(j))
    groups: dict[int, list[Member]] = defaultdict(list)
    for i, member in enumerate(members):
        groups[find(i)].append(member)
    return [sorted(g, key=_authority) for _, g in sorted(groups.items())]


def _plain_key(member: Member) -> str | None:
    return work_key(member.said.issuer, member.said.type, member.said.number, member.said.date)


def _one_document(a: Member, b: Member) -> bool:
    """Draft, signed copy, scan and register row of one document; not two documents under one number."""
    fit = compare(a.said, b.said)
    if not fit.possible or fit.type_differs:
        return False
    if fit.date in ("same", "partial"):
        return not _of_two_namesakes(a, b)
    likeness = title_likeness(a.said.title or "", b.said.title or "")
    if fit.date == "unknown":
        return likeness >= SAME_TITLE or (fit.issuer == "same" and likeness > OTHER_TITLE)
    return fit.same_series and likeness >= SAME_TITLE


def _of_two_namesakes(a: Member, b: Member) -> bool:
    """Two legible papers of one number and day with different titles, by a body of a name that several have: plans of
    two districts "Châu Thành", whose pages name no province."""
    if not all(m.rank == "own_text" and m.legible and m.said.title and is_of_many(m.said.issuer) for m in (a, b)):
        return False
    return title_likeness(a.said.title or "", b.said.title or "") < SAME_TITLE


def _authority(member: Member) -> tuple[int, float, str]:
    """Own text that can be read, then register, then own text read badly."""
    rank = 1 if member.rank == "register" else 0 if member.legible else 2
    return rank, -member.quality, member.source


def _best(group: list[Member]) -> Member:
    return next((m for m in group if m.said.date), group[0])


def _key_of(group: list[Member]) -> str | None:
    return next((key for m in group if (key := _plain_key(m))), None)


def _member_work(iri: str, key: str, group: list[Member]) -> Work:
    facts = [
        Fact(field=name, value=value, rank=m.rank, source=m.source, quote=m.quote, confidence=m.quality)  # type: ignore[arg-type]
        for name in _FIELDS
        for m in group
        if (value := _said(m, name))
    ]
    own = [m.source for m in group if m.rank == "own_text"]
    force = tuple(p for m in group for p in m.force)
    return Work(iri=iri, key=key, facts=tuple(facts), force=force, loaded=own[0] if own else None)


def _said(member: Member, name: str) -> str | None:
    if name == "period":
        return member.said.period or (period_in(member.said.title) if member.said.title else None)
    if name == "type":
        return member.type_as_said or member.said.type
    value: str | None = getattr(member.said, name)
    return value


_SPAN = re.compile(r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?(20\d\d)\s*(?:-|–|đến(?:\s+năm)?)\s*(20\d\d)", re.I)
_ONE = re.compile(r"\bnăm\s+(20\d\d)\b", re.I)


def period_in(title: str) -> str | None:
    """The period a title names.

    >>> period_in("Kế hoạch cải cách hành chính giai đoạn 2021-2030"), period_in("công tác năm 2024"), period_in("x")
    ('2021-2030', '2024', None)
    """
    if found := _SPAN.search(title):
        return f"{found[1]}-{found[2]}"
    years = set(_ONE.findall(title))
    return years.pop() if len(years) == 1 else None


def own_work(record: Record, document: str, lookup: Lookup) -> tuple[Work, bool]:
    """The work of a document that carries no number: a numbered one with its issuer and title, or one of its own.

    The second value says whether it is a work that others know. A draft and its signed copy meet here.
    """
    said = record.document
    if said.title and said.issuer:
        likely = [
            w
            for w in lookup.works_named(said.title)
            if w.facts[0].rank != "consensus"
            and same_body(said.issuer, w.value("issuer"))
            and (not said.type or said.type == w.value("type"))
            and title_likeness(said.title, w.value("title") or "") >= _DRAFT_TITLE
            and _date_allows(said.date, w.value("date"))
        ]
        if len(likely) == 1:
            return likely[0], True
    key = "_/" + name_of(document)[-24:]
    quality = record.text.quality * (0.75 if record.text.scanned else 1.0)
    written = Written(number="", type=said.type, date=said.date, issuer=said.issuer, title=said.title)
    member = Member(source=document, rank="own_text", said=written, quality=round(quality, 3))
    return _member_work(mint_work(key), key, [member]), False


def _date_allows(draft: str | None, signed: str | None) -> bool:
    """A draft's date is left open, or agrees as far as it goes."""
    return not draft or not signed or signed.startswith(draft) or draft.startswith(signed)


# ---------------------------------------------------------------- works known only from citations


def _attach(works: list[Work], witnesses: list[Witness]) -> tuple[dict[str, list[Witness]], list[Witness]]:
    """Which witnesses mean a work that is already there, and which may found one."""
    attached: dict[str, list[Witness]] = defaultdict(list)
    founders = []
    for witness in witnesses:
        fits = fits_of(witness.said, works)
        chosen = choose(witness.said, fits, witness.cited_on)
        if chosen is not None:
            attached[chosen.iri].append(witness)
        elif witness.said.date and witness.said.issuer and not any(f.same_document for f, _ in fits):
            founders.append(witness)
    return attached, founders


def _with_consensus(work: Work, witnesses: list[Witness]) -> Work:
    """A work whose own text is hard to read, with what others write of it below its own facts."""
    if not witnesses:
        return work
    facts = [f for name in _FIELDS for f in (*_of(work.facts, name), *_of(consensus_facts(witnesses), name))]
    return replace(work, facts=tuple(facts), first_cited=_first_cited(witnesses))


def _of(facts: Iterable[Fact], name: str) -> list[Fact]:
    return [f for f in facts if f.field == name]


def _first_cited(witnesses: list[Witness]) -> str | None:
    return min((w.cited_on for w in witnesses if w.cited_on and len(w.cited_on) == 10), default=None)


def _found_by_citations(founders: list[Witness], taken: set[str]) -> list[Work]:
    """Clusters of witnesses, the best attested first; a typing error joins the cluster it misquotes."""
    by_key: dict[tuple[str, str], list[Witness]] = defaultdict(list)
    for witness in founders:
        said = witness.said
        key = work_key(said.issuer, said.type, said.number, said.date)
        if key:
            by_key[key, said.date or ""].append(witness)
    ordered = sorted(by_key.items(), key=lambda kv: (-voices(kv[1]), _first_cited(kv[1]) or "9", kv[0]))
    clusters: list[tuple[str, Written, list[Witness]]] = []
    for (key, _), group in ordered:
        said = _typical(group)
        fits = [(compare(said, other), i) for i, (_, other, _) in enumerate(clusters)]
        same = sorted((-f.score, i) for f, i in fits if f.same_document)
        if same:
            clusters[same[0][1]][2].extend(group)
        else:
            clusters.append((key, said, list(group)))
    works = []
    used = set(taken)
    for key, said, group in clusters:
        iri = mint_work(key)
        if iri in used:
            iri = mint_work(f"{key}~{said.date}")
        used.add(iri)
        group = sorted(group, key=lambda w: w.citation)
        works.append(Work(iri=iri, key=key, facts=consensus_facts(group), first_cited=_first_cited(group)))
    return works


def _typical(group: list[Witness]) -> Written:
    """What a group of equally dated witnesses says, for comparing with other groups."""
    facts = consensus_facts(group)
    best = {name: next((f.value for f in facts if f.field == name), None) for name in _FIELDS}
    return Written(
        number=best["number"] or group[0].said.number, type=best["type"], date=best["date"] or group[0].said.date,
        issuer=best["issuer"], title=best["title"], period=best["period"],
    )  # fmt: skip
