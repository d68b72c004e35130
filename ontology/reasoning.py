"""A second opinion by description logic: the vocabulary proved consistent, a document's neighbourhood classified.

owlready2 loads the vocabulary and HermiT reasons. The fast rules of the judge and this reasoner come to their answers
by different ways; where both speak they must agree, and `cancu explain` shows this one's account. OWL cannot compare
two dates, so comparisons are computed first and stated as true or false; what could not be compared is not stated.
Titles are left out: how much of a title one may shorten is for a person.

HermiT needs Java; without it everything else works and this says what to install. Pellet is never used. owlready2
reads Turtle as nothing without an error, so the file is converted, and the number of classes is held against it.
"""

import io
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any, Literal

import owlready2
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from ontology.bodies import find_body
from ontology.dates import parse_day, split_date
from ontology.errors import Message, MissingPart
from ontology.identifiers import series_body
from ontology.numbers import number_key, parse_number
from ontology.types import find_type, type_named
from ontology.values import Citation, Record, Resolution, Work
from ontology.vocabulary import NAMESPACE, ontology_graph, vocabulary

Field = Literal["date", "number", "issuer", "type", "period"]
FIELDS: tuple[Field, ...] = ("date", "number", "issuer", "type", "period")
DEFINED = (
    "MisquotingCitation", "OutdatedCitation", "OutdatedBasisCitation", "MisquotingDocument", "DocumentOnOutdatedBasis",
    "OrphanPlan",
)  # fmt: skip
_BUILT_IN = (str(OWL), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
_RDF_LANG_STRING = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One citation beside the work it means: what agrees (True), differs (False) or cannot be told (absent)."""

    index: int
    role: str
    work: str
    work_type: str | None = None
    agrees: Mapping[Field, bool] = field(default_factory=dict)
    in_force_then: bool | None = None
    written: Mapping[Field, str] = field(default_factory=dict)
    actual: Mapping[Field, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """A document, its citations that mean a known work, and whether all its citations could be resolved."""

    type: str | None
    citations: tuple[Comparison, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the reasoner inferred: classes of the document, classes of each citation, and why in words."""

    consistent: bool
    document: tuple[str, ...] = ()
    citations: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    grounds: tuple[tuple[int | None, Message], ...] = ()  # index of the citation, None for the document itself
    unsatisfiable: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[Message, ...]:
        return tuple(message for _, message in self.grounds)

    def about(self, citation: int | None) -> tuple[Message, ...]:
        """What the reasoner says of one citation, or of the document; when nothing was inferred it says that."""
        found = tuple(message for index, message in self.grounds if index == citation)
        if not self.consistent:
            found = (
                Message(
                    "Dữ liệu quanh văn bản này tự mâu thuẫn; bộ suy luận không kết luận gì.",
                    "What is stated around this document contradicts itself; the reasoner concludes nothing.",
                ),
            )
        return found or (
            Message(
                "Bộ suy luận không xếp vào lớp nào: không yếu tố nào so được là khác.",
                "The reasoner infers no class: nothing that could be compared differs.",
            ),
        )


# ------------------------------------------------------------------ loading


def java() -> str | None:
    """The Java that HermiT would run on, or None."""
    return shutil.which(str(owlready2.JAVA_EXE))


def require_java() -> None:
    """Say what to install when there is no Java."""
    if java() is None:
        raise MissingPart(
            "Bộ suy luận HermiT cần Java. Cài bằng: apt-get install default-jre-headless (các phần khác vẫn chạy).",
            "The HermiT reasoner needs Java. Install it: apt-get install default-jre-headless (all else works).",
            part="java",
        )


def reasoning_graph(extra: str = "") -> Graph:
    """The vocabulary as a reasoner can take it: foreign parents declared, no text ranges; `extra` is more Turtle."""
    graph = ontology_graph()
    if extra:
        graph.parse(data=extra, format="turtle")
    for kind, link in ((OWL.Class, RDFS.subClassOf), (OWL.ObjectProperty, RDFS.subPropertyOf)):
        for child, parent in list(graph.subject_objects(link)):
            if isinstance(parent, URIRef) and (child, RDF.type, kind) in graph:
                graph.add((parent, RDF.type, kind))
    for property_, range_ in list(graph.subject_objects(RDFS.range)):
        if range_ == _RDF_LANG_STRING:
            graph.remove((property_, RDFS.range, range_))
    for value in set(graph.objects(None, RDFS.domain)) | set(graph.objects(None, RDFS.range)):
        if isinstance(value, URIRef) and not str(value).startswith(_BUILT_IN):
            graph.add((value, RDF.type, OWL.Class))
    return graph


def load_ontology(extra: str = "") -> Any:
    """The vocabulary in a world of its own; fails when fewer classes arrive than the file has."""
    graph = reasoning_graph(extra)
    world = owlready2.World()
    triples = graph.serialize(format="nt", encoding="utf-8")
    ontology = world.get_ontology(NAMESPACE).load(fileobj=io.BytesIO(triples))
    arrived = {c.name for c in world.classes() if c.iri.startswith(NAMESPACE)}
    expected = {t.name for t in vocabulary() if t.kind == "class"}
    if not expected <= arrived:
        raise ValueError(f"owlready2 took {len(arrived)} of {len(expected)} classes")
    return ontology


def check_consistency(extra: str = "") -> Account:
    """Whether the vocabulary, with some more Turtle, is free of contradiction, and which classes can have no member."""
    ontology = load_ontology(extra)
    if not _reason(ontology):
        return Account(consistent=False)
    empty = tuple(sorted(c.name for c in ontology.world.inconsistent_classes() if c is not owlready2.Nothing))
    return Account(consistent=True, unsatisfiable=empty)


def _reason(ontology: Any) -> bool:
    """Run HermiT; False when it finds a contradiction."""
    require_java()
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            owlready2.sync_reasoner_hermit(ontology.world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return True


# ------------------------------------------------------------------ comparing


def neighbourhood_of(record: Record, resolutions: Sequence[Resolution], works: Mapping[str, Work]) -> Neighbourhood:
    """A document and the works its citations mean, compared field by field."""
    found = tuple(
        _compare(index, citation, works[resolution.work], record.document.date)
        for index, (citation, resolution) in enumerate(zip(record.citations, resolutions, strict=True))
        if resolution.work in works and citation.role != "self" and resolution.work is not None
    )
    others = [c for c in record.citations if c.role in ("legal_basis", "implements")]
    resolved = [c for c in found if c.role in ("legal_basis", "implements")]
    return Neighbourhood(type=record.document.type, citations=found, complete=len(others) == len(resolved))


def _compare(index: int, citation: Citation, work: Work, on: str | None) -> Comparison:
    written = {name: value for name in FIELDS if (value := _written(citation, name)) is not None}
    actual = {name: value for name in FIELDS if (value := work.value(name)) is not None}
    agrees: dict[Field, bool] = {}
    for name in FIELDS:
        if name in written and name in actual:
            same = _SAME[name](written[name], actual[name], citation, work)
            if same is not None:
                agrees[name] = same
    return Comparison(
        index=index,
        role=citation.role,
        work=work.iri,
        work_type=work.value("type"),
        agrees=agrees,
        in_force_then=_in_force(work, on),
        written=written,
        actual=actual,
    )


def _written(citation: Citation, name: Field) -> str | None:
    if name == "issuer" and citation.issuer_from != "words":
        return None  # not written, only worked out
    value = getattr(citation, name)
    return str(value) if value else None


def _same_date(one: str, other: str, citation: Citation, work: Work) -> bool | None:
    """As far as both are written."""
    return all(
        a == b for a, b in zip(split_date(one), split_date(other), strict=True) if a is not None and b is not None
    )


def _same_number(one: str, other: str, citation: Citation, work: Work) -> bool | None:
    return number_key(one) == number_key(other)


def _same_issuer(one: str, other: str, citation: Citation, work: Work) -> bool | None:
    """One body, or two that number in one series (a committee and its standing board)."""
    number = parse_number(work.value("number") or "")
    if one == other:
        return True
    first, second = find_body(one), find_body(other)
    if first is None or second is None or not (first.placed and second.placed):
        return None
    if first.name == second.name or number is None:
        return first.name == second.name
    sign = number.body_abbr or ""
    if sign.upper() in ("TW", "TU", "HU") or "UBND" in sign:
        return series_body(one, number.sign) == series_body(other, number.sign) or None
    return False


def _same_type(one: str, other: str, citation: Citation, work: Work) -> bool | None:
    first, second = find_type(one), find_type(other)
    if first is None or second is None:
        return None
    bases = {first.name, first.base} & {second.name, second.base} - {None}
    return bool(bases)


def _same_period(one: str, other: str, citation: Citation, work: Work) -> bool | None:
    return one.replace(" ", "") == other.replace(" ", "")


_SAME = {
    "date": _same_date, "number": _same_number, "issuer": _same_issuer, "type": _same_type, "period": _same_period,
}  # fmt: skip


def _in_force(work: Work, on: str | None) -> bool | None:
    """Whether a work is in force on a day, by its periods and by what replaced or repealed it; None when unknown."""
    if parse_day(on) is None or on is None:
        return None
    ends = [r.since for r in work.acted_on if r.kind in ("replaces", "repeals")]
    if any(since is not None and since <= on for since in ends):
        return False
    if not work.force or None in ends:
        return None
    for period in work.force:
        if (period.since is None or period.since <= on) and (period.until is None or on < period.until):
            return period.state != "suspended"
    return False


# ------------------------------------------------------------------ classifying


def explain(record: Record, resolutions: Sequence[Resolution], works: Mapping[str, Work]) -> Account:
    """What the reasoner makes of a document: the account for `cancu explain`."""
    return classify(neighbourhood_of(record, resolutions, works))


def classify(around: Neighbourhood) -> Account:
    """Classify one neighbourhood with HermiT."""
    ontology = load_ontology()
    with ontology:
        me = ontology[_class_of(around.type)]("document")
        works = {
            c.work: ontology[_class_of(c.work_type)](f"work-{i}") for i, c in enumerate(_first_of(around.citations))
        }
        nodes = {c.index: _state(ontology, c, me, works[c.work]) for c in around.citations}
        bases = [works[c.work] for c in around.citations if c.role in ("legal_basis", "implements")]
        me.standsOn = list(dict.fromkeys(bases))
        if around.complete:
            closed = owlready2.OneOf(me.standsOn) if me.standsOn else owlready2.Nothing
            me.is_a.append(ontology.standsOn.only(closed))
        owlready2.AllDifferent([me, *works.values(), *nodes.values()])
    if not _reason(ontology):
        return Account(consistent=False)
    inferred = {index: _defined(node) for index, node in nodes.items()}
    document = _defined(me)
    return Account(
        consistent=True,
        document=document,
        citations=inferred,
        grounds=tuple(_reasons(around, document, inferred)),
    )


def _first_of(citations: Iterable[Comparison]) -> list[Comparison]:
    return list({c.work: c for c in citations}.values())


def _class_of(type_: str | None) -> str:
    kind = type_named(type_) or find_type(type_) if type_ else None
    return kind.class_name if kind else "Work"


def _state(ontology: Any, compared: Comparison, me: Any, work: Any) -> Any:
    """The citation as an individual, with what was compared."""
    node = ontology.Citation(f"citation-{compared.index}")
    node.citingDocument = [me]
    node.citedWork = work
    me.hasCitation.append(node)
    node.role = [ontology[f"role-{compared.role}"]]
    for name, same in compared.agrees.items():
        setattr(node, f"{name}Agrees", same)
    if compared.in_force_then is not None:
        node.inForceThen = compared.in_force_then
    return node


def _defined(node: Any) -> tuple[str, ...]:
    names = {c.name for kind in node.is_a if hasattr(kind, "ancestors") for c in kind.ancestors()}
    return tuple(name for name in DEFINED if name in names)


_FIELD_WORDS: Mapping[Field, str] = {
    "date": "ngày", "number": "số", "issuer": "cơ quan ban hành", "type": "loại", "period": "giai đoạn",
}  # fmt: skip


def _reasons(
    around: Neighbourhood, document: tuple[str, ...], inferred: Mapping[int, tuple[str, ...]]
) -> Iterable[tuple[int | None, Message]]:
    """From the definitions back to what was stated."""
    labels = {t.name: t.label for t in vocabulary() if t.name in DEFINED}
    for compared in around.citations:
        for name in inferred[compared.index]:
            label = labels[name]
            why = list(_grounds(name, compared))
            vi, en = "; ".join(w.vi for w in why), "; ".join(w.en for w in why)
            said = Message(
                f"Viện dẫn thứ {compared.index + 1} thuộc lớp “{label.vi}” (cc:{name}), vì {vi}.",
                f"Citation {compared.index + 1} is a “{label.en}” (cc:{name}), because {en}.",
            )
            yield compared.index, said
    for name in document:
        label = labels[name]
        holders = [i + 1 for i, names in inferred.items() if _CARRIERS.get(name) in names]
        shown = ", ".join(str(i) for i in holders)
        vi = (
            f"có viện dẫn thứ {shown} thuộc lớp cc:{_CARRIERS[name]}"
            if holders
            else "không căn cứ, thực hiện văn bản nào"
        )
        en = f"citation {shown} is a cc:{_CARRIERS[name]}" if holders else "it rests on no work and carries out none"
        said = Message(
            f"Văn bản thuộc lớp “{label.vi}” (cc:{name}), vì {vi}.",
            f"The document is a “{label.en}” (cc:{name}), because {en}.",
        )
        yield None, said


_CARRIERS = {"MisquotingDocument": "MisquotingCitation", "DocumentOnOutdatedBasis": "OutdatedBasisCitation"}


def _grounds(name: str, compared: Comparison) -> Iterable[Message]:
    if name == "MisquotingCitation":
        for name_, same in compared.agrees.items():
            if not same:
                written, actual = compared.written[name_], compared.actual[name_]
                yield Message(
                    f"{_FIELD_WORDS[name_]} viết “{written}”, văn bản là “{actual}” (cc:{name_}Agrees = false)",
                    f"the {name_} written is “{written}”, the work's is “{actual}” (cc:{name_}Agrees = false)",
                )
        return
    yield Message(
        "văn bản được viện dẫn không có hiệu lực vào ngày ban hành (cc:inForceThen = false)",
        "the cited work was not in force on the day of the document (cc:inForceThen = false)",
    )
    if name == "OutdatedBasisCitation":
        yield Message(f"vai trò là cc:role-{compared.role}", f"its role is cc:role-{compared.role}")
