"""Which work does a citation mean? Exactly one, several, or none that is known.

`resolve_citations` is a pure function of a record and a `Lookup`. Order of the rules: the citation's own date decides;
then the series (a number is unique in its period, so another date is a misquote); then title, period and day-and-month
together across periods; otherwise the candidates are kept with their scores. It refuses to take the only candidate
because it is the only one: a number is not a key.
"""

import re
from collections.abc import Iterable

from graph.fit import Fit, Written, compare, title_likeness
from graph.identity import cell_of, names_one_body, same_body, type_of, work_key
from graph.lookup import Lookup, bare_name, name_words
from ontology.dates import format_day, parse_day
from ontology.errors import Message
from ontology.numbers import parse_number
from ontology.values import Candidate, Citation, Record, Resolution, Work

_AMBIGUOUS_FROM = 0.55
_KEPT = 8
_SAME_NAME = 0.9
_SPAN = re.compile(r"(\d{4})-(\d{4})")
RESTING = ("legal_basis", "implements")  # roles of what a document rests on


def resolve_citations(record: Record, lookup: Lookup, *, own_work: str | None = None) -> tuple[Resolution, ...]:
    """One resolution for each citation of the record, in their order. `own_work` is what `self` citations mean."""
    first = [resolve_citation(c, lookup, cited_on=record.document.date, own_work=own_work) for c in record.citations]
    return tuple(_follow(index, record.citations, first) for index in range(len(first)))


def _follow(index: int, citations: tuple[Citation, ...], resolutions: list[Resolution]) -> Resolution:
    """A short form or an anaphora means what the citation means that it stands for."""
    seen = {index}
    citation = citations[index]
    if citation.kind == "short" and citation.date is None and (several := _homonyms(index, citations, resolutions)):
        return several
    while citation.refers_to is not None and citation.refers_to not in seen and citation.refers_to < len(citations):
        index = citation.refers_to
        seen.add(index)
        citation = citations[index]
    return resolutions[index]


def _homonyms(index: int, citations: tuple[Citation, ...], resolutions: list[Resolution]) -> Resolution | None:
    """Two documents of one type and number stand before a short form: "Nghị quyết 76" may be either."""
    stands_for = citations[index].refers_to
    meant = citations[stands_for] if stands_for is not None and stands_for < len(citations) else None
    if meant is None or not meant.number:
        return None
    cell = cell_of(meant.number)
    named = {
        resolution.work or resolution.key: resolution
        for citation, resolution in zip(citations[:index], resolutions, strict=False)
        if citation.kind == "numbered" and citation.type == meant.type and cell_of(citation.number or "") == cell
    }
    if len(named) < 2:
        return None
    works = [r.work for r in named.values() if r.work]
    why = Message(
        f"Văn bản này dẫn {len(named)} văn bản cùng số {meant.number}; chưa rõ ở đây nói văn bản nào.",
        f"This text cites {len(named)} documents numbered {meant.number}; which one is meant here is not said.",
    )
    candidates = tuple(Candidate(work=w, score=round(1 / len(named), 2), reasons=("number",)) for w in works)
    return Resolution(outcome="ambiguous", key=None, candidates=candidates, why=why)


def resolve_citation(
    citation: Citation, lookup: Lookup, *, cited_on: str | None = None, own_work: str | None = None
) -> Resolution:
    """One citation by itself."""
    if citation.role == "self" or citation.kind == "self":
        why = Message("Trích dẫn chính văn bản này.", "The document means itself.")
        return Resolution(outcome="resolved" if own_work else "unresolved", key=None, work=own_work, why=why)
    if citation.number and parse_number(citation.number):
        itself = own_work if citation.section == "preamble" and citation.role in RESTING else None
        return _resolve_number(citation, citation.number, lookup, cited_on, itself)
    title = citation.subject or (citation.quote if citation.kind == "named" else None)
    return _resolve_name(citation, title, lookup, cited_on)


def written_of(citation: Citation, number: str) -> Written:
    """What a citation says, for comparing."""
    return Written(
        number=number, type=type_of(number, citation.type), date=citation.date, issuer=citation.issuer,
        title=citation.subject, period=citation.period, issuer_guessed=citation.issuer_from == "context",
    )  # fmt: skip


def written_of_work(work: Work) -> Written:
    """The best that is known of a work, for comparing."""
    number = work.value("number") or ""
    return Written(
        number=number, type=type_of(number, work.value("type")), date=work.value("date"),
        issuer=work.value("issuer"), title=work.value("title"), period=work.value("period"),
    )  # fmt: skip


def _resolve_number(
    citation: Citation, number: str, lookup: Lookup, cited_on: str | None, itself: str | None
) -> Resolution:
    """`itself` is the document that rests on what is cited: never what is meant."""
    said = written_of(citation, number)
    key = work_key(citation.issuer, citation.type, number, citation.date) or "number:" + cell_of(number)
    fits = fits_of(said, (w for w in lookup.works_for_number(number) if w.iri != itself))
    candidates = tuple(Candidate(work=w.iri, score=f.score, reasons=_reasons(f)) for f, w in fits[:_KEPT])
    chosen = choose(said, fits, cited_on)
    if chosen is not None:
        return Resolution(outcome="resolved", key=key, work=chosen.iri, candidates=candidates, why=_why(chosen, fits))
    near = [f for f, _ in fits if f.score >= _AMBIGUOUS_FROM or f.date == "unknown"]
    if near:
        why = Message(
            f"Có {len(near)} văn bản mang số này nhưng chưa đủ căn cứ để chọn một.",
            f"{len(near)} documents carry this number and nothing decides between them.",
        )
        if len(near) == 1:
            why = Message(
                "Có một văn bản mang số này nhưng chưa đủ căn cứ để nói đó là văn bản được dẫn.",
                "One document carries this number, and too little says that it is the one meant.",
            )
        return Resolution(outcome="ambiguous", key=key, candidates=candidates, why=why)
    return Resolution(outcome="unresolved", key=key, candidates=candidates, why=_unknown(fits))


_DAYS_TOLD = 3


def _unknown(fits: list[tuple[Fit, Work]]) -> Message:
    """Nothing fits; the days of the documents that this body is known to have given the number to are told."""
    dates = (w.value("date") or "" for f, w in fits if f.issuer == "same" and not f.type_differs)
    days = sorted({d for d in dates if parse_day(d) is not None})[-_DAYS_TOLD:]
    vi, en = "Chưa biết văn bản nào khớp với trích dẫn này", "No known document fits this citation"
    if days:
        vi += "; mang số này, kho chỉ biết văn bản ngày " + ", ".join(format_day(d, "vi") for d in days)
        en += "; under this number the store knows only that of " + ", ".join(format_day(d, "en") for d in days)
    return Message(vi + ".", en + ".")


def fits_of(said: Written, works: Iterable[Work]) -> list[tuple[Fit, Work]]:
    """The works that are possible, best first."""
    found = [(compare(said, written_of_work(w)), w) for w in works]
    return sorted(((f, w) for f, w in found if f.possible), key=lambda fw: (-fw[0].score, fw[1].iri))


def choose(said: Written, fits: list[tuple[Fit, Work]], cited_on: str | None) -> Work | None:
    """The one work meant, or None. `fits` are the possible ones, best first."""
    for pool in (
        [fw for fw in fits if fw[0].date == "same"],
        [fw for fw in fits if fw[0].date == "partial"],
        [fw for fw in fits if fw[0].same_document and fw[0].same_series],
        [fw for fw in fits if fw[0].same_document],
    ):
        one = _only(pool)
        if one is not None:
            return _rather_known(one, fits)
        if pool:
            return None
    if said.date is None:
        return _undated(fits, cited_on)
    return None


def _rather_known(one: Work, fits: list[tuple[Fit, Work]]) -> Work:
    """Not a work of another body that only citations speak of, when the body's own under this number is known."""
    fit = next(f for f, w in fits if w is one)
    if fit.issuer == "same" or _known_by_itself(one):
        return one
    own = [w for f, w in fits if f.issuer == "same" and f.same_series and _known_by_itself(w)]
    return own[0] if len(own) == 1 else one


def _known_by_itself(work: Work) -> bool:
    date = work.best("date")
    return date is not None and date.rank != "consensus"


def _only(pool: list[tuple[Fit, Work]]) -> Work | None:
    """The only one, or the only one whose issuer (then title) is known to agree."""
    if len(pool) == 1:
        return pool[0][1]
    for narrowed in (
        [fw for fw in pool if fw[0].issuer == "same"],
        [fw for fw in pool if (fw[0].title or 0) >= 0.85],
        [fw for fw in pool if fw[0].issuer == "same" and not fw[0].type_differs],
    ):
        if len(narrowed) == 1:
            return narrowed[0][1]
    return None


def _undated(fits: list[tuple[Fit, Work]], cited_on: str | None) -> Work | None:
    """A citation without a date: title or a number unique by itself decides; else one candidate of a known issuer."""
    earlier = [
        (f, w) for f, w in fits
        if not f.contradicted and (not cited_on or not (d := w.value("date")) or d[: len(cited_on)] <= cited_on)
    ]  # fmt: skip
    titled = [(f, w) for f, w in earlier if (f.title or 0) >= 0.85]
    if len(titled) == 1:
        return titled[0][1]
    sure = [(f, w) for f, w in earlier if f.issuer == "same"]
    return sure[0][1] if len(sure) == 1 else None


def _resolve_name(citation: Citation, title: str | None, lookup: Lookup, cited_on: str | None) -> Resolution:
    """A law or programme by name: the one work whose name it is, that could be meant on that day.

    Offices of a kind give their plans the same names, so a local work must be of the issuer that is written; and a name
    without a date is not held to mean a work that was already out of force.
    """
    if not title:
        return Resolution(outcome="unresolved", key=None, why=Message("Không có số và tên.", "No number and no name."))
    kind, words = name_words(citation.type or ""), bare_name(title)
    hits = sorted(
        ((_name_score(citation, words, w), w) for w in lookup.works_named(title) if _type_fits(kind, w)),
        key=lambda h: (-h[0], h[1].iri),
    )
    candidates = tuple(Candidate(work=w.iri, score=s, reasons=("title",)) for s, w in hits[:_KEPT])
    alike = [w for s, w in hits if s >= _SAME_NAME]
    good = [w for w in alike if _may_be_meant(citation, words, w, cited_on)]
    good = [w for w in good if w.facts[0].rank != "consensus"] or good  # a work somebody has seen, before hearsay
    key = "name:" + (f"{kind} " if kind else "") + words
    if len(good) == 1:
        why = Message("Khớp theo tên gọi.", "Found by its name.")
        return Resolution(outcome="resolved", key=key, work=good[0].iri, candidates=candidates, why=why)
    if alike:
        why = Message(
            "Có văn bản mang tên gọi này nhưng chưa đủ căn cứ để chọn.", "Documents bear this name; nothing decides."
        )
        return Resolution(outcome="ambiguous", key=key, candidates=candidates, why=why)
    why = Message("Chưa biết văn bản nào có tên này.", "No known document bears this name.")
    return Resolution(outcome="unresolved", key=key, candidates=candidates, why=why)


def _type_fits(kind: str, work: Work) -> bool:
    """The type word is the work's, or heads its title: a scheme approved by a decision is cited as a scheme."""
    actual, title = work.value("type"), name_words(work.value("title") or "")
    return not kind or not actual or kind == name_words(actual) or f" {kind} " in f" {title} "[: len(kind) + 24]


def _name_score(citation: Citation, words: str, work: Work) -> float:
    likeness = title_likeness(words, bare_name(work.value("title") or ""))
    dated, actual = citation.date, work.value("date")
    if dated and actual and not (dated.startswith(actual) or actual.startswith(dated)):
        likeness -= 0.3
    if citation.period and work.value("period") == citation.period:
        likeness += 0.05
    return round(max(0.0, min(1.0, likeness)), 3)


def _may_be_meant(citation: Citation, words: str, work: Work, cited_on: str | None) -> bool:
    number, issuer, date = work.value("number"), work.value("issuer"), work.value("date")
    of_one_body = (number and names_one_body(number)) or same_body(citation.issuer, issuer)
    if not of_one_body and not (citation.issuer is None and _names_place(words, issuer)):
        return False
    if citation.date:
        return True
    if _another_period(citation.period, work.value("period")):
        return False
    if not cited_on:
        return True
    if date and date[: len(cited_on)] > cited_on:
        return False
    ends = [p.until for p in work.force if p.until]
    return not ends or max(ends) > cited_on


def _another_period(written: str | None, actual: str | None) -> bool:
    """Begun and ended in other years: the programme of one period follows that of another under the same name."""
    years, known = (_SPAN.fullmatch(period or "") for period in (written, actual))
    return bool(years and known and years[1] != known[1] and years[2] != known[2])


def _names_place(words: str, issuer: str | None) -> bool:
    """The name itself says whose it is: "Chuyển đổi số tỉnh Hà Tĩnh" is of a body of Hà Tĩnh."""
    place = " ".join(name_words(issuer or "").split()[-2:])
    return bool(place) and f" {place} " in f" {words} "


def _reasons(fit: Fit) -> tuple[str, ...]:
    reasons = ["number", f"issuer_{fit.issuer}", f"date_{fit.date}"]
    if fit.title is not None:
        reasons.append("title_same" if fit.title >= 0.85 else "title_other" if fit.contradicted else "title_alike")
    if fit.same_series:
        reasons.append("series")
    if fit.type_differs:
        reasons.append("type_differs")
    if fit.period_agrees:
        reasons.append("period")
    return tuple(reasons)


def _why(chosen: Work, fits: list[tuple[Fit, Work]]) -> Message:
    fit = next(f for f, w in fits if w.iri == chosen.iri)
    if fit.date in ("same", "partial"):
        return Message("Khớp số, ngày và cơ quan ban hành.", "Number, date and issuer agree.")
    if fit.date == "unknown":
        return Message(
            "Khớp số và cơ quan ban hành; không so được ngày.", "Number and issuer agree; no date to compare."
        )
    if fit.same_series:
        return Message(
            "Số này chỉ cấp một lần trong kỳ, nên đây là văn bản được nhắc tới dù ngày khác.",
            "The number is given once in its period, so this is the document meant although the date differs.",
        )
    return Message(
        "Khớp số cùng trích yếu, thời kỳ hoặc ngày tháng, chỉ khác năm.",
        "Number and title, period or day and month agree; only the year differs.",
    )
