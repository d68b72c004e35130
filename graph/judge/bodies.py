"""Bodies that no longer exist: a name is right or wrong at a date.

Only what the document itself asks of a body is looked at: its units, where they stand outside citations (a document
of 2019 keeps the name of the body that issued it) and outside words that speak of the past ("nguyên", "cũ", "sáp
nhập").
"""

import re
from collections.abc import Iterator

from graph.assigned import ended_levels, handed_on
from graph.judge.beside import names_day_until
from graph.judge.case import Trial
from graph.judge.force import known_by
from graph.judge.sentence import about_document, say_date
from graph.judge.told import among_results, cue, told_until
from ontology.bodies import Context, context_of, find_body
from ontology.body_history import in_merged_province, successors
from ontology.dates import parse_day
from ontology.errors import Message
from ontology.fold import CAPITALS, fold_text
from ontology.values import Evidence, Finding, Span

_DISTRICT = re.compile(
    rf"^(Ủy ban|Hội đồng) nhân dân (huyện|thị xã|quận)\b|^(Huyện|Thị|Quận) ủy \S|\b(huyện|thị xã|quận) [{CAPITALS}]"
)
_OF_THE_PAST = re.compile(r"\b(nguyen|truoc day|sap nhap|hop nhat|giai the|chuyen giao tu|tiep nhan tu|ke thua)\b")

_AS_IT_WAS = re.compile(r"\s*\(?cũ\b|\s*,?\s*\(?nay (?:là|thuộc|do|trực thuộc|sáp nhập|hợp nhất)\b")
_HAD_DONE = re.compile(r"\s*(?:cũ\s+)?(?:cũng\s+)?đã\s")  # what a body did is asked of nobody
_OF_ITS_YEARS = re.compile(
    r"\s*(?:trong\s+)?(?:giai đoạn|thời kỳ|nhiệm kỳ|các năm|năm)\s+(?:\d{4}\s*[-–]\s*)?(\d{4})\b"
)
_ITS_SENTENCE = re.compile(r"\.\s|\n\s*\n|\n\s*(?:[-–+•*]|\d+[.)]|[a-zđ]\))\s")
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
        merged = not body.into and in_merged_province(body.name, signed.isoformat()) != body.name
        if not body.into and not merged and not (body.placed and _DISTRICT.search(body.name)):
            continue  # a division or a centre may live on elsewhere
        ways = (*unit.variants, unit.name)
        if merged and body.place is not None:  # of a province that is written, not only of the document's own
            ways = tuple(way for way in ways if body.place.name.lower() in way.lower())
        place = _place(trial, ways, until=body.until)
        if place is None:
            continue
        written = trial.record.text.raw[place.start : place.end]
        yield _finding(
            trial, " ".join(written.split()), body.name, body.until, body.source, place, context, signed.isoformat()
        )


def abolished_levels(trial: Trial) -> Iterator[Finding]:
    """A group of bodies of a level that had been ended, given a task or named among the recipients."""
    if trial.illegible:
        return
    record, signed = trial.record, trial.signed.first
    asked = {name for task in record.tasks for name in (*task.lead, *task.coordinate)}
    written = {u.name: (*u.variants, u.name) for u in record.units}
    called = [(name, written.get(name, (name,))) for name in sorted(asked)]
    called += [(line, (line,)) for line in record.document.recipients]
    for level in ended_levels():
        if not known_by(level.until, signed):
            continue
        groups = [(name, ways) for name, ways in called if level.pattern.search(name.strip(" -"))]
        places = [p for _, ways in groups if (p := _place(trial, ways)) and not _told_as_past(trial, p)]
        if not places:
            continue
        place = min(places)
        words = " ".join(record.text.raw[place.start : place.end].split()).strip(" -.;")
        vi = f"Từ ngày {say_date(level.until)} không còn cấp huyện; “{words}” nay là {level.into}."
        en = f"There has been no district level since {say_date(level.until, 'en')}; “{words}” is now {level.into}."
        yield about_document(
            trial,
            "BodyAbolished",
            severity="warning",
            confidence=0.85,
            written=words,
            actual=level.into,
            span=place,
            message=Message(vi, en),
            evidence=[Evidence(source=level.id, quote=level.source)],
        )


_TOLD = re.compile(
    r"\b(trước đây|trước khi|trước ngày 01/0?7/2025|nguyên|cũ|sáp nhập|sắp xếp|giải thể|kết thúc hoạt động|chấm dứt|"
    r"không tổ chức|không còn|bàn giao|chuyển giao|tiếp nhận|kế thừa)\b",
    re.I,
)


def _told_as_past(trial: Trial, place: Span) -> bool:
    """The sentence speaks of what was, or of the ending itself."""
    raw = trial.record.text.raw
    before = re.split(r"[.;]\s|\n\s*\n", raw[max(0, place.start - 200) : place.start])[-1]
    after = re.split(r"[.;]\s|\n\s*\n", raw[place.end : place.end + 200])[0]
    return bool(_TOLD.search(f"{before} {after}"))


def _finding(
    trial: Trial, written: str, name: str, until: str, source: str, place: Span, context: Context, signed: str
) -> Finding:
    later = successors(name, signed, context=context) or (name,)
    following = dict.fromkeys(n for one in later if (n := in_merged_province(one, signed)) != name)
    now = "; ".join(following)
    vi = f"{name} không còn từ ngày {say_date(until)}" + (f"; nay là {now}" if now else "")
    en = f"{name} has not existed since {say_date(until, 'en')}" + (f"; its place was taken by {now}" if now else "")
    handed = None if now else handed_on(name, until)
    if handed is not None:
        vi, en = f"{vi}: {handed.told.vi} ({handed.source})", f"{en}: {handed.told.en} ({handed.source})"
    return about_document(
        trial,
        "BodyAbolished",
        severity="warning",
        confidence=0.85,
        written=written,
        actual=now or None,
        span=place,
        message=Message(vi + ".", en + "."),
        evidence=[
            Evidence(source=source or (handed.source if handed else "bodies"), quote=f"{name}: đến {say_date(until)}")
        ],
    )


def _place(trial: Trial, variants: tuple[str, ...], until: str = "") -> Span | None:
    """The first place where the body is asked something, not cited nor remembered."""
    raw = trial.record.text.raw
    others = [v for u in trial.record.units for v in (u.name, *u.variants) if v not in variants]
    for variant in sorted(set(variants), key=len, reverse=True):
        if len(variant) < 5:
            continue
        for match in re.finditer(r"\s+".join(map(re.escape, variant.split())), raw):
            span = Span(match.start(), match.end())
            if _names_another(raw, span, [name for name in others if name.startswith(variant)]):
                continue
            if not (_in_citation(trial, span) or _remembered(trial, span, until) or _mere_words(raw, span)):
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


def _names_another(raw: str, span: Span, longer: list[str]) -> bool:
    """The words are the beginning of another body's name: "Sở Y tế" in "Sở Y tế tỉnh Bến Tre"."""
    return any(" ".join(raw[span.start : span.end + 200].split()).startswith(name) for name in longer)


def _remembered(trial: Trial, span: Span, until: str = "") -> bool:
    """The same sentence speaks of the body as of the past: near its name, or by a day that had come by the signing."""
    raw = trial.record.text.raw
    before = re.split(r"[.;\n]", raw[max(0, span.start - 40) : span.start])[-1]
    after = raw[span.end : span.end + 160]
    if _OF_THE_PAST.search(fold_text(before)) or _AS_IT_WAS.match(after) or _HAD_DONE.match(after):
        return True
    years = _OF_ITS_YEARS.match(after)
    if years and int(years[1]) < trial.signed.first.year:
        return True  # papers, results of years that were over
    head = _ITS_SENTENCE.split(raw[max(0, span.start - 240) : span.start])[-1]
    sentence = fold_text(f"{head} {_ITS_SENTENCE.split(after, maxsplit=1)[0]}")
    ended, times = parse_day(until), told_until(fold_text(head))
    return (
        names_day_until(sentence, trial.signed.first)
        or bool(cue("rearranged").search(sentence))
        or bool(ended and times and max(times) < ended)
        or among_results(trial.record, span.start, trial.signed.first)
    )


def _mere_words(raw: str, span: Span) -> bool:
    """Quoted as wording that an amendment takes out or puts in ("thay thế cụm từ …"): nothing is asked of the body."""
    return bool(_WORDING.search(raw[max(0, span.start - 240) : span.start]))
