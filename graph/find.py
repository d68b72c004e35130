"""Which work does a person mean? An IRI, a number with enough beside it (`08/KH-UBND 2024 Hà Tĩnh`), or a label as
lists print it, or a citation as documents write it (`Kế hoạch số 08/KH-UBND ngày 08/01/2024 của UBND tỉnh Hà Tĩnh`).

A number alone is taken when only one work carries it. It refuses to choose: several are named in the error; and it
refuses a work that anything typed contradicts.
"""

import re

from pyoxigraph import Literal, NamedNode

from graph.lookup import name_words
from graph.names import LABEL, cc, graph_named
from graph.reconcile import Asked, find_matches, read_words
from graph.store.seam import Store
from graph.store_lookup import StoreLookup
from ontology.errors import NotFound, NotUnique
from ontology.values import Work

_NUMBER = re.compile(
    r"^\s*(?:số\s+)?(\d+[\d.]*[a-zđ]?\s*(?:/\s*(?:19|20)\d\d)?\s*[/\- ]\s*[^\W\d_][^\s,;]*)\s*(.*)$", re.I
)
_SHOWN = 8


def find_work(store: Store, words: str) -> str:
    """The IRI of the one work that these words mean."""
    lookup = StoreLookup(store)
    if words.startswith(("http://", "https://", "urn:")):
        if not _is_iri(words):
            raise _nothing(words)
        if lookup.identity(words) is None:
            owner = lookup.work_of(words)
            if owner is None:
                raise _nothing(words)
            return owner
        return words
    found = _labelled(store, lookup, words) or _candidates(lookup, words) or _as_cited(lookup, words)
    if len(found) > 1:
        loaded = [w for w in found if w.loaded]
        found = loaded if len(loaded) == 1 else found
    if not found:
        raise _nothing(words)
    if len(found) > 1:
        shown = "; ".join(f"{_label(w)} <{w.iri}>" for w in found[:_SHOWN])
        raise NotUnique(
            f"“{words}” có thể là {len(found)} văn bản. Hãy thêm ngày, năm hoặc nơi ban hành, hoặc dùng IRI: {shown}",
            f"“{words}” may be {len(found)} documents. Add the day, the year or the place, or use the IRI: {shown}",
            candidates=[w.iri for w in found],
        )
    return found[0].iri


_DOCUMENTS = "SELECT DISTINCT ?d WHERE { { ?d $source $work } UNION { ?d $identity $work } } ORDER BY STR(?d)"
NAMED = "SELECT DISTINCT ?d ?f WHERE { GRAPH $loads { ?d $file ?f } } ORDER BY STR(?d)"


def find_document(store: Store, words: str) -> str:
    """The IRI of the one loaded document that these words mean: its own IRI, the name of its file, or its work."""
    named = store.select(NAMED, loads=graph_named("loads"), file=cc("fileName")).texts()
    found = sorted({str(d) for d, file in named if words in (d, file, str(file).rpartition("/")[2])})
    if not found:
        work = NamedNode(find_work(store, words))
        found = store.select(_DOCUMENTS, source=cc("sourceOf"), identity=cc("identity"), work=work).column("d")
    if not found:
        raise NotFound(
            f"“{words}” chỉ biết qua viện dẫn, chưa nạp văn bản nào. Hãy nạp văn bản ấy, hoặc chọn văn bản đã nạp.",
            f"“{words}” is known from citations only; no text of it is loaded. Load it, or choose one that is.",
        )
    if len(found) > 1:
        shown = "; ".join(f"<{d}>" for d in found[:_SHOWN])
        raise NotUnique(
            f"“{words}” có {len(found)} văn bản đã nạp. Hãy dùng tên tệp hoặc IRI: {shown}",
            f"“{words}” has {len(found)} loaded documents. Use a file name or the IRI: {shown}",
            candidates=found,
        )
    return found[0]


def _candidates(lookup: StoreLookup, words: str) -> list[Work]:
    match = _NUMBER.match(words)
    if match is None:
        return [w for w in lookup.works_named(words) if name_words(words) in name_words(w.value("title") or "")]
    number, beside = match[1], name_words(match[2]).split()
    works = list(lookup.works_for_number(number))
    while not works and beside:  # "8 KH UBND": the number may be typed with spaces
        number = f"{number} {beside.pop(0)}"
        works = list(lookup.works_for_number(number))
    return [w for w in works if all(word in _about(w) for word in beside)]


def _labelled(store: Store, lookup: StoreLookup, words: str) -> list[Work]:
    """The works that a list shows under just these words, copied from there; also one without a number."""
    held = {
        q.subject.value for q in store.match(None, LABEL, Literal(words.strip())) if isinstance(q.subject, NamedNode)
    }
    return [w for iri in sorted(held) if (w := lookup.identity(iri))]


def _as_cited(lookup: StoreLookup, words: str) -> list[Work]:
    """The works that a whole citation may mean: type, number, date and issuer in any spelling, none of them amiss.
    Without a number the title must agree: much alike is another document."""
    read = read_words(words)
    found = [m for m in find_matches(Asked(words=words), lookup, limit=_SHOWN) if m.agrees and not m.differs]
    return [m.work for m in found if read.number or read.serial or "title" in m.agrees]


def _is_iri(words: str) -> bool:
    try:
        NamedNode(words)
    except ValueError:
        return False
    return True


def _about(work: Work) -> set[str]:
    values = " ".join(work.value(name) or "" for name in ("type", "date", "issuer", "title", "period"))
    return set(name_words(values).split())


def _label(work: Work) -> str:
    return " ".join(v for name in ("type", "number", "date", "issuer") if (v := work.value(name)))


def _nothing(words: str) -> NotFound:
    return NotFound(
        f"Không thấy văn bản nào là “{words}”. Hãy tìm bằng số hoặc vài chữ của trích yếu.",
        f"No document is “{words}”. Search by its number or a few words of its title.",
    )
