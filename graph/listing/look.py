"""What is asked of the lists: pages, counts and filters, all from one state of them."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.listing.pages import Key, Listing, Page, count_rows, read_page
from ontology.fold import fold_text

_T = TypeVar("_T")
NO_DEADLINE = "9999"
_AT_ONCE = 500
_DOCUMENTS = Listing("documents", "work, label, date, issuer, title", ("date", "document", "work"), falling=True)
_TASKS = Listing("tasks", "content, work", ("deadline", "unit", "label", "id", "task"))
_WORKS = Listing("works", "label, date, issuer, title", ("work",))
_UNITS = Listing("units", "documents", ("name", "kind"))
_BY_GRADE = Listing("findings", "severity", ("grade", "label", "place", "kind", "iri"))
_BY_DOCUMENT = Listing("findings", "severity", ("document", "place", "kind", "iri"))
_CITED = Listing("cited", "label, work, role, quote, date", ("date", "label", "citation", "work"), falling=True)
_REMEMBERED = 200  # sums of one state of the lists
_FACETS = ("severity", "kind", "state", "issuer", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """Which findings are wanted; an empty field wants all."""

    severity: Sequence[str] = ()
    kind: Sequence[str] = ()
    state: Sequence[str] = ()
    issuer: Sequence[str] = ()
    year: Sequence[str] = ()
    document: Sequence[str] = ()
    copied: bool = False
    directive: str = ""

    def conditions(self) -> tuple[list[str], list[str]]:
        """As SQL, with its values."""
        where, values = (["copied = 1"] if self.copied else []), []
        for name in (*_FACETS, "document"):
            wanted = getattr(self, name)
            if wanted:
                where.append(f"{name} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        if self.directive:
            where.append(
                "document IN (SELECT document FROM carries_out WHERE directive = ? "
                "UNION SELECT document FROM documents WHERE work = ?)"
            )
            values += [self.directive, self.directive]
        return where, values


def _by_deadline(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["deadline"], row["unit"], row["label"], row["id"], row["task"])


class Look:
    """The lists as they are at one moment."""

    def __init__(self, db: sqlite3.Connection, kept: dict[str, Any] | None = None) -> None:
        self._db = db
        self._kept = {} if kept is None else kept  # sums that every page of this state shows, made once

    def _once(self, name: str, make: Callable[[], _T]) -> _T:
        if name not in self._kept:
            if len(self._kept) >= _REMEMBERED:
                return make()
            self._kept[name] = make()
        found: _T = self._kept[name]
        return found

    def documents(
        self, words: str = "", *, limit: int = 100, after: Key | None = None, before: Key | None = None
    ) -> Page:
        """Loaded documents, the newest first; those that have all of the words, accents or not."""
        where, values = _having(words)
        page = read_page(self._db, _DOCUMENTS, where, values, limit=limit, after=after, before=before)
        return _without(page, "date", "")

    def count_documents(self, words: str = "") -> int:
        """How many documents have all of the words."""
        having = _having(words)
        return self._once(f"documents {having[1]}", lambda: count_rows(self._db, "documents", *having))

    def tasks(self, unit: str = "", *, limit: int = 100, after: Key | None = None, before: Key | None = None) -> Page:
        """Who must do what by when, the earliest deadline first."""
        where, values = _having(unit)
        page = read_page(self._db, _TASKS, where, values, limit=limit, after=after, before=before)
        return _without(page, "deadline", NO_DEADLINE)

    def count_tasks(self, unit: str = "") -> int:
        """How many tasks units of this name lead."""
        having = _having(unit)
        return self._once(f"tasks {having[1]}", lambda: count_rows(self._db, "tasks", *having))

    def units(self, words: str = "", *, limit: int = 100, after: Key | None = None, before: Key | None = None) -> Page:
        """Bodies that documents name, with how many documents name each."""
        where, values = _having(words)
        return read_page(self._db, _UNITS, where, values, limit=limit, after=after, before=before)

    def findings(
        self,
        wanted: FindingFilter,
        *,
        by_document: bool = False,
        limit: int = 100,
        after: Key | None = None,
        before: Key | None = None,
    ) -> Page:
        """Findings with what was decided about them: the gravest first, or by document and place."""
        where, values = wanted.conditions()
        listing = _BY_DOCUMENT if by_document else _BY_GRADE
        page = read_page(self._db, listing, where, values, limit=limit, after=after, before=before)
        rows = [self._body(row["iri"]) for row in page.rows]
        return Page(rows, page.next, page.previous)

    def every_finding(self, wanted: FindingFilter) -> Iterator[dict[str, Any]]:
        """All findings that are wanted, the gravest first, for a file to take away."""
        yield from _turned(lambda after: self.findings(wanted, limit=_AT_ONCE, after=after))

    def every_task(self, unit: str = "") -> Iterator[dict[str, Any]]:
        """All tasks that units of this name lead, for a calendar."""
        yield from _turned(lambda after: self.tasks(unit, limit=_AT_ONCE, after=after))

    def task_units(self) -> list[str]:
        """The names under which tasks are given."""
        return self._once("task units", lambda: [r[0] for r in self._db.execute("SELECT DISTINCT unit FROM tasks")])

    def tasks_given(self, units: Sequence[str], bodies: Sequence[str], works: Sequence[str]) -> list[dict[str, Any]]:
        """The tasks that documents of these bodies (in `issuer_words`), or these works, give under just these names."""
        text = (
            "SELECT t.deadline, t.unit, t.label, t.id, t.task, t.content, t.work FROM documents d "
            "JOIN tasks t ON t.document = d.document AND t.work = d.work WHERE d.{} = ? AND t.unit = ?"
        )
        cursor = self._db.cursor()
        cursor.row_factory = sqlite3.Row
        found: dict[str, dict[str, Any]] = {}
        for name, values in (("body", bodies), ("work", works)):
            for value in values:
                for unit in units:
                    rows = cursor.execute(text.format(name), (value, unit))
                    found |= {row["task"] + row["unit"]: dict(row) for row in rows}
        return _without(Page(sorted(found.values(), key=_by_deadline)), "deadline", NO_DEADLINE).rows

    def carried_by(self, body: str) -> list[str]:
        """The works that documents of a body (in `issuer_words`, its province named or not) carry out."""
        rows = self._db.execute(
            "SELECT DISTINCT c.directive FROM documents d JOIN carries_out c USING (document) "
            "WHERE d.body = ? OR d.body BETWEEN ? AND ?",
            (body, f"{body} tinh ", f"{body} tinh z"),
        )
        return [row[0] for row in rows]

    def count_findings(self, wanted: FindingFilter) -> int:
        """How many findings are wanted."""
        if wanted.document or wanted.directive:
            return count_rows(self._db, "findings", *wanted.conditions())
        return self._once(f"findings {wanted}", lambda: sum(int(row[-1]) for row in self._counted(wanted)))

    def facets(self, wanted: FindingFilter) -> dict[str, list[tuple[str, int]]]:
        """The values of each field among the findings that are wanted (of all documents), the frequent first."""
        return self._once(f"facets {wanted}", lambda: self._facets(wanted))

    def _facets(self, wanted: FindingFilter) -> dict[str, list[tuple[str, int]]]:
        grouped = self._counted(wanted)
        found: dict[str, list[tuple[str, int]]] = {}
        for place, name in enumerate(_FACETS):
            counts: dict[str, int] = {}
            for row in grouped:
                counts[row[place]] = counts.get(row[place], 0) + row[-1]
            found[name] = sorted(((v, n) for v, n in counts.items() if v), key=lambda c: (-c[1], c[0]))
        return found

    def _counted(self, wanted: FindingFilter) -> list[tuple[Any, ...]]:
        """How many findings there are of each combination of the fields."""
        where, values = wanted.conditions()
        held = " AND ".join(["1", *where])
        return self._db.execute(
            f"SELECT {', '.join(_FACETS)}, found FROM finding_counts WHERE {held}",  # noqa: S608
            values,
        ).fetchall()

    def directives(self, limit: int = 200) -> list[tuple[str, str, int]]:
        """What documents carry out: the directive, its label, how many findings stand in it and in its plans."""
        return self._once(f"directives {limit}", lambda: self._directives(limit))

    def _directives(self, limit: int) -> list[tuple[str, str, int]]:
        return self._db.execute(
            "SELECT c.directive, MIN(c.label), SUM(d.findings) + "
            "COALESCE((SELECT SUM(own.findings) FROM documents own WHERE own.work = c.directive), 0) AS found "
            "FROM carries_out c JOIN documents d USING (document) GROUP BY c.directive "
            "ORDER BY found DESC, c.directive LIMIT ?",
            (limit,),
        ).fetchall()

    def carried_out(self, works: Sequence[str]) -> dict[str, dict[str, str]]:
        """What each of these works carries out: the labels of its directives by their IRIs."""
        found: dict[str, dict[str, str]] = {}
        for work in dict.fromkeys(works):
            rows = self._db.execute(
                "SELECT c.directive, c.label FROM carries_out c JOIN documents d USING (document) WHERE d.work = ?",
                (work,),
            )
            found[work] = dict(rows.fetchall())
        return found

    def label_of(self, work: str) -> str:
        """What a known work is called; its IRI where it is not listed."""
        row = self._db.execute("SELECT label FROM works WHERE work = ?", (work,)).fetchone()
        return str(row[0]) if row else work

    def editions(self, work: str) -> list[dict[str, str | None]]:
        """The yearly editions of one plan, in succession: same body and type, the same title but for its year. A
        title that names no year, or more than one, has no others."""
        cursor = self._db.cursor()
        cursor.row_factory = sqlite3.Row
        rows = cursor.execute(
            "SELECT e.work AS iri, e.label, e.date, e.title FROM works w JOIN works e "
            "ON e.work = w.work OR e.succession = w.succession WHERE w.work = ? ORDER BY COALESCE(e.date, ''), e.work",
            (work,),
        )
        return [dict(row) for row in rows] or [{"iri": work, "label": work, "date": None, "title": None}]

    def works(self, *, limit: int = 100, after: Key | None = None) -> Page:
        """Every work that is known, in the order of their IRIs."""
        page = read_page(self._db, _WORKS, [], [], limit=limit, after=after)
        loaded = {
            row[0]
            for w in page.rows
            for row in self._db.execute("SELECT work FROM documents WHERE work = ? LIMIT 1", (w["work"],))
        }
        return Page([{**w, "loaded": w["work"] in loaded} for w in page.rows], page.next, page.previous)

    def citing(
        self, work: str, *, limit: int = 100, after: Key | None = None, before: Key | None = None, until: str = ""
    ) -> Page:
        """Who cites a work and how, the newest first; none that was issued after a day, where one is named."""
        where, values = ["target = ?"], [work]
        if until:
            where, values = [*where, "date <= ?"], [*values, until]
        page = read_page(self._db, _CITED, where, values, limit=limit, after=after, before=before)
        return _without(page, "date", "")

    def count_citing(self, work: str, until: str = "") -> dict[str, int]:
        """How often a work is cited in each role, the frequent first; by a day, where one is named."""
        if until:
            text = "SELECT role, COUNT(*) AS found FROM cited WHERE target = ? AND date <= ? GROUP BY role"
            rows = self._db.execute(f"{text} ORDER BY found DESC, role", (work, until))
        else:
            text = "SELECT role, found FROM cited_counts WHERE target = ? ORDER BY found DESC, role"
            rows = self._db.execute(text, (work,))
        return dict(rows.fetchall())

    def plans_of(self, directive: str) -> list[dict[str, Any]]:
        """The documents that carry out a work, the oldest first, each with the findings that stand: id, severity."""
        cursor = self._db.cursor()
        cursor.row_factory = sqlite3.Row
        rows = cursor.execute(
            "SELECT d.document, d.work, d.number, NULLIF(d.date, '') AS date, d.title, d.body, d.findings AS found, "
            "COALESCE(d.own, d.issuer, '?') AS issuer FROM carries_out c JOIN documents d USING (document) "
            "WHERE c.directive = ? AND d.work <> c.directive ORDER BY d.date = '', d.date, d.document",
            (directive,),
        ).fetchall()
        text = "SELECT id, severity FROM findings WHERE document = ? AND state <> 'dismissed' ORDER BY place, kind, iri"
        return [
            {**row, "found": self._db.execute(text, (row["document"],)).fetchall() if row["found"] else []}
            for row in map(dict, rows)
        ]

    def has_issued(self, body: str, since: str = "") -> bool:
        """Whether a document of this body (in `issuer_words`) is loaded, of a day or later or of no known day."""
        text = "SELECT 1 FROM documents WHERE body = ? AND (date >= ? OR date = '') LIMIT 1"
        return self._db.execute(text, (body, since)).fetchone() is not None

    def issued_by(self, body: str, since: str, until: str) -> list[dict[str, Any]]:
        """The documents of a body (in `issuer_words`) between two days, the oldest first; texts of one work once."""
        cursor = self._db.cursor()
        cursor.row_factory = sqlite3.Row
        text = (
            "SELECT MIN(document) AS document, work, number, date, title FROM documents "
            "WHERE body = ? AND date BETWEEN ? AND ? GROUP BY work ORDER BY date, document"
        )
        return [dict(row) for row in cursor.execute(text, (body, since, until)).fetchall()]

    def issuers(self, since: str = "") -> list[str]:
        """The bodies of which a document is loaded, of a day or later, or of no known day."""
        return self._once(f"issuers {since}", lambda: self._issuers(since))

    def _issuers(self, since: str) -> list[str]:
        rows = self._db.execute(
            "SELECT DISTINCT issuer FROM documents WHERE issuer IS NOT NULL AND (date >= ? OR date = '')", (since,)
        )
        return sorted(row[0] for row in rows)

    def held(self) -> dict[str, int]:
        """How many documents, citations and findings there are."""
        return self._once("held", self._held)

    def _held(self) -> dict[str, int]:
        documents = self._db.execute("SELECT COUNT(DISTINCT document) FROM documents").fetchone()[0]
        citations = self._db.execute(
            "SELECT SUM(n) FROM (SELECT MAX(citations) AS n FROM documents GROUP BY document)"
        ).fetchone()[0]
        return {
            "SourceDocument": documents,
            "Citation": citations or 0,
            "Finding": self.count_findings(FindingFilter()),
        }

    def _body(self, iri: str) -> dict[str, Any]:
        row = self._db.execute("SELECT body FROM finding_bodies WHERE iri = ?", (iri,)).fetchone()
        body: dict[str, Any] = json.loads(row[0])
        return body


def _turned(page_after: Callable[[Key | None], Page]) -> Iterator[dict[str, Any]]:
    """The rows of all pages."""
    after: Key | None = None
    while True:
        page = page_after(after)
        yield from page.rows
        if page.next is None:
            return
        after = page.next


def _having(words: str) -> tuple[list[str], list[str]]:
    """Conditions that the folded words of a row have all of these."""
    wanted = fold_text(words).split()
    return ["instr(folded, ?) > 0"] * len(wanted), wanted


def _without(page: Page, name: str, nothing: str) -> Page:
    """The page with a field left out where it stands for nothing."""
    rows = [{k: v for k, v in row.items() if k != name or v != nothing} for row in page.rows]
    return Page(rows, page.next, page.previous)
