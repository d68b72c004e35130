"""Was the cited work in force, on the day of signing and on the day of judging?

Repealed, replaced, expired, suspended and resumed, its period over, last year's edition. A document that itself
repeals, replaces or amends a work, or that says beside the citation what became of it, is not accused. Nothing is
concluded from silence: a work whose end is unknown counts as in force, and what cannot be dated is not said.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.issuers import same_issuer
from graph.judge.beside import compares, listed_as_over, said_before, said_beside, seems_past, tells_of_before
from graph.judge.case import Case, Trial
from graph.judge.correct import shortened_as
from graph.judge.parts import in_part
from graph.judge.sentence import about_citation, say_date, shown
from graph.judge.titles import law_name
from graph.judge.told import cue
from graph.lookup import Lookup, edition_key
from ontology.dates import format_vietnamese, parse_day
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.values import Evidence, Finding, Relation, Severity, Work

_ENDING = {"replaces": ("thay thế", "replaced"), "repeals": ("bãi bỏ", "repealed")}
ACTING_ROLES = {"amends", "replaces", "repeals"}
_PLANS = {"ke hoach", "chuong trinh", "de an", "phuong an"}
STANDING_ROLES = {"legal_basis", "implements"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why and since when a work is not in force. `actor` is the work that ended it."""

    since: dt.date
    why: Message
    evidence: Evidence
    actor: Work | None = None  # its own facts; what acts on it is asked for when the chain is followed
    relation: Relation | None = None
    replaced: bool = False  # the actor stands in the work's place


def begins(relation: Relation, lookup: Lookup) -> dt.date | None:
    """From when a relation acts: its own date, else the day the acting work came into force, else the work's date.

    A law signed in February that is in force from March ends the old one in March.
    """
    day = parse_day(relation.since)
    if day is not None:
        return day
    actor = lookup.identity(relation.actor)
    if actor is None:
        return None
    starts = [start for period in actor.force if (start := parse_day(period.since)) is not None]
    return min(starts, default=parse_day(actor.value("date")))


def known_by(since: str | None, day: dt.date) -> bool | None:
    """Whether something was known by a day, since it was known; None when nobody says since when."""
    known = parse_day(since)
    if known is not None:
        return day >= known
    return None if since is None else since <= day.isoformat()


def known_then(relation: Relation, day: dt.date) -> bool | None:
    """Whether a change was known by a day. A register that shows it later does not say since when it did."""
    known, seen = known_by(relation.known_since, day), parse_day(relation.seen_on)
    return True if known is not True and seen is not None and seen <= day else known


def say_known(known: bool | None) -> Message:
    """What a sentence adds about what could be known on the day of signing."""
    if known is None:
        return Message("", "")
    if known:
        return Message(" Vào ngày ký đã tra được điều này.", " It could be looked up on the day of signing.")
    return Message(" Vào ngày ký chưa tra được điều này.", " It could not yet be looked up on the day of signing.")


def name_of(work: Work | None) -> str:
    """How a work is named in a sentence."""
    if work is None:
        return ""
    kind, number, date = work.value("type") or "", work.value("number"), work.value("date")
    name = f"{kind} số {number}" if number else f"{kind} {work.value('title') or ''}".strip()
    return f"{name} ngày {format_vietnamese(date)}" if date and len(date) == 10 else name


def by_whom(actor: Work | None, vi: str, en: str) -> Message:
    """Who acted, by the name people know; a work that only a relation speaks of has none, and its IRI is no name."""
    name = name_of(actor)
    return Message(f"{vi} {name or 'một văn bản khác'}", f"{en} {name or 'another document'}")


def ending_at(work: Work, day: dt.date, lookup: Lookup) -> Ending | None:
    """The earliest end of a work that had come by a day, or its suspension on that day."""
    found: list[Ending] = []
    for relation in work.acted_on:
        since = begins(relation, lookup) if relation.kind in _ENDING else None
        if since is not None and since <= day and not in_part(relation, lookup):
            vi, en = _ENDING[relation.kind]
            actor = lookup.identity(relation.actor)
            found.append(
                Ending(
                    since=since,
                    actor=actor,
                    relation=relation,
                    replaced=relation.kind == "replaces",
                    why=by_whom(actor, f"bị {vi} bởi", f"{en} by"),
                    evidence=Evidence(source=relation.source or relation.actor, quote=relation.label or relation.kind),
                )
            )
    for period in work.force:
        until = parse_day(period.until)
        if until is not None and until <= day and not _resumes(work, until, day):
            why = Message("hết hiệu lực", "expired")
            found.append(
                Ending(
                    since=until,
                    why=why,
                    evidence=Evidence(source=period.source, quote=f"hết hiệu lực từ ngày {say_date(until)}"),
                )
            )
    suspended = _suspension(work, day, lookup)
    if suspended:
        found.append(suspended)
    return min(found, key=lambda e: (e.since, e.actor is None), default=None)


def later_successors(ending: Ending, day: dt.date, lookup: Lookup) -> tuple[tuple[Ending, ...], Work | None]:
    """What became of a replacement by a day: each later ending in its turn, and the work that stands now, if any."""
    chain: list[Ending] = []
    last, seen = ending, set[str]()
    while last.replaced and last.actor is not None and last.actor.iri not in seen:
        seen.add(last.actor.iri)
        standing = lookup.work(last.actor.iri)
        following = ending_at(standing, day, lookup) if standing is not None else None
        if following is None:
            return tuple(chain), last.actor
        chain.append(following)
        last = following
    return tuple(chain), None


def _resumes(work: Work, until: dt.date, day: dt.date) -> bool:
    """A later force period that had begun by the day."""
    starts = [parse_day(p.since) for p in work.force]
    ends = {parse_day(p.since): parse_day(p.until) for p in work.force}
    return any(s is not None and until <= s <= day and (ends[s] is None or (ends[s] or day) > day) for s in starts)


def _suspension(work: Work, day: dt.date, lookup: Lookup) -> Ending | None:
    """The last suspension by a day that no resumption has followed."""
    state: Ending | None = None
    acts = [(begins(r, lookup), r) for r in work.acted_on if r.kind in {"suspends", "resumes"}]
    for since, relation in sorted(((s, r) for s, r in acts if s and s <= day), key=lambda a: (a[0], a[1].kind)):
        state = None
        if relation.kind == "suspends":
            actor = lookup.identity(relation.actor)
            state = Ending(
                since=since,
                actor=actor,
                relation=relation,
                why=by_whom(actor, "bị đình chỉ bởi", "suspended by"),
                evidence=Evidence(source=relation.source or relation.actor, quote=relation.label or relation.kind),
            )
    return state


def outdated(case: Case) -> Iterator[Finding]:
    """Not in force on signing, or no longer on the day of judging."""
    work = case.work
    if work is None or case.of_itself or case.citation.role in ACTING_ROLES or case.citation.kind == "anaphora":
        return
    signed, lookup = case.trial.signed, case.trial.lookup
    then = ending_at(work, signed.first, lookup)
    now = ending_at(work, case.trial.as_of, lookup)
    ending = then or now
    if ending is None or (ending.actor is not None and ending.actor.iri == case.trial.own_work):
        return  # in force, or ended by this very document
    if said_before(case):
        return
    if case.citation.role == "mentions" and (
        compares(case) or listed_as_over(case) or (then and tells_of_before(case, then.since))
    ):
        return
    standing = case.citation.role in STANDING_ROLES
    noted = said_beside(case) or seems_past(case, ending.actor.iri if ending.actor else None)
    top: Severity = ("error" if standing else "warning") if then else ("warning" if standing else "note")
    if noted:
        top = "note"
    day = say_date(ending.since)
    when = ("đã", "had been") if then else ("sau ngày ký văn bản này đã", "has since been")
    name = name_of(work) or case.citation.quote
    later, standing_now = later_successors(ending, case.trial.as_of, lookup)
    vi = f"{name} {when[0]} {ending.why.vi} từ ngày {day}"
    en = f"{name} {when[1]} {ending.why.en} from {say_date(ending.since, 'en')}"
    for one in later:
        vi += f"; văn bản ấy lại {one.why.vi} từ ngày {say_date(one.since)}"
        en += f"; that one was {one.why.en} from {say_date(one.since, 'en')}"
    actor = standing_now or (ending.actor if ending.replaced else None)
    known = known_then(ending.relation, signed.last) if ending.relation else None
    told = say_known(known) if then else Message("", "")
    yield about_citation(
        case,
        "NotInForce" if then else "NoLongerInForce",
        top=top,
        confidence=0.95,
        written=case.citation.number,
        actual=actor.value("number") if actor else None,
        message=Message(vi + "." + told.vi, en + "." + told.en),
        evidence=[ending.evidence, *(one.evidence for one in later)],
        known_then=known,
        correction=_replacement(actor, case.citation.quote, work) if standing_now or not later else None,
    )


def _replacement(actor: Work | None, quote: str, old: Work) -> str | None:
    """What to cite instead: only a work that stands in the other's place, not one that ends or suspends it.

    A law that the writer calls by its name is replaced by the name of the new one, number and day behind it.
    """
    if actor is None or actor.value("number") is None:
        return None
    kind, title, name = actor.value("type"), actor.value("title"), fold_text(old.value("title") or "")
    if kind and title and name and name in fold_text(quote.partition(old.value("number") or "\n")[0]):
        date = actor.value("date") or ""
        day = f" ngày {format_vietnamese(date)}" if len(date) == 10 else ""
        return f"{law_name(kind, title)} số {actor.value('number')}{day}"
    return shortened_as(_named_with_body(actor), quote)


def _named_with_body(work: Work) -> str:
    """A work as a first citation names it."""
    issuer = work.value("issuer")
    return name_of(work) + (f" của {issuer}" if issuer else "")


def _years(words: str | None) -> list[int]:
    return [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", words or "")]


def period_ended(case: Case) -> Iterator[Finding]:
    """A basis whose period was over when it was cited; or is over today, while the document itself still runs.

    Only a basis stands on a period: what a text mentions may well be past. Once for each work of a document.
    """
    if case.of_itself or case.citation.role not in STANDING_ROLES or _stood_on_before(case) or _looks_back(case):
        return
    period = (case.work.value("period") if case.work else None) or case.citation.period
    years = _years(period)
    if len(years) < 2 or years[1] <= years[0]:
        return
    end, signed = years[1], case.trial.signed.first
    title = (case.work.value("title") if case.work else None) or case.citation.subject
    horizon = max([end, *_years(title), *years])
    if case.trial.as_of <= dt.date(end, 12, 31):
        return
    at_signing = signed > dt.date(end, 12, 31)
    if not at_signing and (horizon > end or _itself_over(case)):
        return
    top: Severity = "warning" if at_signing and signed > dt.date(horizon, 12, 31) else "note"
    vi = f"Giai đoạn {years[0]}-{end} đã kết thúc {'trước khi ký' if at_signing else 'tính đến ngày kiểm tra'}"
    en = f"The period {years[0]}-{end} had ended {'before signing' if at_signing else 'by the day of checking'}"
    if horizon > end:
        vi, en = vi + f" (định hướng đến {horizon})", en + f" (its outlook runs to {horizon})"
    yield about_citation(
        case,
        "PeriodEnded",
        top=top,
        confidence=0.85,
        written=period,
        actual=None,
        message=Message(vi + ".", en + "."),
    )


def _stood_on_before(case: Case) -> bool:
    """An earlier citation of the same work as a basis, in the same document."""
    earlier = case.trial.cases[: case.index]
    return any(c.key == case.key and c.citation.role in STANDING_ROLES for c in earlier)


def _looks_back(case: Case) -> bool:
    """A report, a conclusion of an inspection: the period is the one it looks at."""
    citation, back = case.citation, cue("looks_back")
    if any(back.match(fold_text(words)) for words in (citation.type or "", citation.quote)):
        return True
    opening = " ".join(fold_text(citation.subject or "").split()[:4])
    return fold_text(citation.type or "") not in _PLANS and bool(back.search(opening))


def _itself_over(case: Case) -> bool:
    """The document is of a year or a period that has passed: what its bases are worth today concerns nobody."""
    own = case.trial.record.document
    years = [*_years(own.title), *([own.year] if own.year else [])]
    return bool(years) and case.trial.as_of > dt.date(max(years), 12, 31)


def superseded_edition(case: Case) -> Iterator[Finding]:
    """A plan that carries out last year's edition of a yearly plan; louder when this year's is known."""
    citation, own = case.citation, case.trial.record.document
    if case.of_itself or citation.role not in STANDING_ROLES or own.year is None or citation.number is None:
        return
    if fold_text(citation.type or "") not in {"ke hoach", "chuong trinh"}:
        return
    period = (case.work.value("period") if case.work else None) or citation.period or ""
    if not re.fullmatch(r"\d{4}", period) or int(period) >= own.year:
        return
    newer = _edition(case, own.year)
    if newer is not None and newer.iri in case.trial.cited:
        return  # both are named: the older one on purpose
    if newer is None and case.trial.signed.last.year <= int(period):
        return  # the edition of the year that ran on signing, and no later one is known of
    vi = f"{citation.type} {citation.number} là của năm {period}, còn văn bản này của năm {own.year}"
    en = f"{citation.number} is the edition of {period}; this document is of {own.year}"
    if newer is not None:
        vi, en = f"{vi}; bản của năm {own.year} là {name_of(newer)}", f"{en}; that of {own.year} is {name_of(newer)}"
    yield about_citation(
        case,
        "SupersededEdition",
        top="warning",
        confidence=0.9 if newer is not None else 0.6,
        written=citation.number,
        actual=newer.value("number") if newer is not None else None,
        message=Message(vi + ".", en + "."),
        evidence=[shown(f) for f in newer.facts if f.field in {"number", "title"}][:2] if newer is not None else (),
        correction=shortened_as(_named_with_body(newer), citation.quote) if newer is not None else None,
    )


def _edition(case: Case, year: int) -> Work | None:
    """The same body's plan of the same name for a year, when exactly one had been issued by the signing: no document
    is told to rest on itself."""
    work = case.work
    title, issuer = (work.value("title"), work.value("issuer")) if work else (None, None)
    if not title or not issuer:
        return None
    wanted = re.sub(r"(?<!\d)20\d\d(?!\d)", str(year), title)
    found = [
        w
        for w in case.trial.lookup.editions(wanted, issuer)
        if known_by(w.value("date") or "9999", case.trial.signed.last) and not _is_itself(case.trial, w)
    ]
    return found[0] if len(found) == 1 else None


def _is_itself(trial: Trial, work: Work) -> bool:
    """Whether a work is the document that is judged, in the store or as a draft of it: its name or its number."""
    own, issuer = trial.record.document, work.value("issuer")
    if work.iri == trial.own_work or own.issuer is None or issuer is None or not same_issuer(own.issuer, issuer):
        return work.iri == trial.own_work
    name = edition_key(own.title, own.issuer)
    return own.number == work.value("number") or (name is not None and name == edition_key(work.value("title"), issuer))
