"""Bodies that no longer exist: a name is right or wrong at a date.

Only what the document itself asks of a body is looked at: its units, where they stand outside citations (a document
of 2019 keeps the name of the body that
issued it) and outside words that speak of the past ("nguyên", "cũ", "sáp nhập").
"""

import re
from collections.abc import Iterator

from graph.judge.case import Trial
from graph.judge.force import known_by
from graph.judge.sentence import about_document
from ontology.bodies import Context, context_of, find_body, successors
from ontology.dates import format_vietnamese
from ontology.errors import Message
from ontology.fold import fold_text
from ontology.values import Evidence, Finding, Span

_DISTRICT = re.compile(r"^(Ủy ban|Hội đồng) nhân dân (huyện|thị xã|quận)\b|\b(huyện|thị xã|quận) [A-ZĐÀ-Ỹ]")
_OF_THE_PAST = re.compile(r"\b(nguyen|truoc day la|sap nhap|hop nhat|giai the|chuyen giao tu|tiep nhan tu|ke thua)\b")

_WORDING = re.compile(r"\b(?:cụm từ|từ ngữ|các từ|các chữ)\b[^.\n]*[\"“][^\"”\n]*$", re.IGNORECASE)


def abolished(trial: Trial) -> Iterator[Finding]:
    """Units named that had been merged or abolished when the document was signed, with who stands in their place."""
    own = trial.record.document
    if trial.illegible:
        return
    context = context_of(own.issuer, place=own.place, parent=own.parent, date=own.date)
    signed = trial.signed.first
    for unit in trial.record.units:
        body = find_body(unit.name, context=context)
        if body is None or body.collective or body.until is None or not known_by(body.until, signed):
            continue
        if not body.into and not (body.placed and _DISTRICT.search(body.name)):
            continue  # a division or a centre may live on elsewhere
        place = _place(trial, (*unit.variants, unit.name))
        if place is None:
            continue
        written = trial.record.text.raw[place.start : place.end]
        yield _finding(
            trial, " ".join(written.split()), body.name, body.until, body.source, place, context, signed.isoformat()
        )


def _finding(
    trial: Trial, written: str, name: str, until: str, source: str, place: Span, context: Context, signed: str
) -> Finding:
    following = successors(name, signed, context=context)
    now = "; ".join(following)
    vi = f"{name} không còn từ ngày {format_vietnamese(until)}" + (f"; nay là {now}" if now else "")
    en = f"{name} has not existed since {until}" + (f"; its place was taken by {now}" if now else "")
    return about_document(
        trial,
        "BodyAbolished",
        severity="warning",
        confidence=0.85,
        written=written,
        actual=now or None,
        span=place,
        message=Message(vi + ".", en + "."),
        evidence=[Evidence(source=source or "bodies", quote=f"{name}: đến {until}")],
    )


def _place(trial: Trial, variants: tuple[str, ...]) -> Span | None:
    """The first place where the body is asked something, not cited nor remembered."""
    raw = trial.record.text.raw
    for variant in sorted(set(variants), key=len, reverse=True):
        if len(variant) < 5:
            continue
        for match in re.finditer(r"\s+".join(map(re.escape, variant.split())), raw):
            span = Span(match.start(), match.end())
            if not (_in_citation(trial, span) or _remembered(raw, span) or _mere_words(raw, span)):
                return span
    return None


def _in_citation(trial: Trial, span: Span) -> bool:
    """Within a citation, or in the subject that follows it in the same sentence."""
    raw = trial.record.text.raw
    for citation in trial.record.citations:
        if citation.role == "self":
            continue
        if citation.span.start <= span.start < citation.span.end:
            return True
        between = raw[citation.span.end : span.start]
        follows = citation.number is not None and 0 <= span.start - citation.span.end <= 400
        if follows and not re.search(r"[;.]\s|\n\s*\n|[,]\s+(?:giao|đề nghị|yêu cầu)", between):
            return True
    return False


def _remembered(raw: str, span: Span) -> bool:
    """The same sentence speaks of the body as of the past, right before its name or right after."""
    before = re.split(r"[.;\n]", raw[max(0, span.start - 40) : span.start])[-1]
    return bool(_OF_THE_PAST.search(fold_text(before)) or re.match(r"\s*\(?cũ\b", raw[span.end : span.end + 12]))


def _mere_words(raw: str, span: Span) -> bool:
    """Quoted as wording that an amendment takes out or puts in ("thay thế cụm từ …"): nothing is asked of the body."""
    return bool(_WORDING.search(raw[max(0, span.start - 240) : span.start]))
