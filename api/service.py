"""What people and programs can ask of Cancu: one function a use, shared by the command line, the API and the pages.

It joins the loaders to the graph, the only place that knows both. It refuses to remember a draft: checking reads the
store and writes nothing. One file because it is the list of uses; what they do stands below.
"""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from api.checking import check_text
from api.decisions import accept_finding, withdraw_named
from api.explaining import explain_finding
from api.files import file_limits, find_files, read_file, read_upload, rows_of, safe_name
from api.opened import OpenStore
from api.outcomes import Checked, Refused, Told, Touched
from api.remembered import is_large
from api.replacement import read_replacement
from api.start import judge
from api.words import pick
from graph.board import Board, board_of
from graph.decide import decide
from graph.explore import explore_lineage
from graph.find import find_work
from graph.findings import read_findings
from graph.impact import Impact, find_impact
from graph.judge.comparison import PlanComparison, compare_plans
from graph.lineage import Lineage, find_labels, read_lineage
from graph.load import Loaded, LoadReport, load_records, unload
from graph.names import cc, graph_named
from graph.picture import draw_lineage
from graph.placed import place_bodies
from graph.queries import run_query
from graph.register.audit import audit_register
from graph.register.audit_entries import AuditEntry
from graph.register.edition import read_edition
from graph.register.expired import Proposal, accept, hold, pending_rows, reject
from graph.register.import_ import import_register
from graph.register.kept import Import, list_imports
from graph.register.lists import propose_list
from graph.register.report import ImportReport
from graph.register.rows import RegisterRow, read_rows
from graph.register.undo import Undone, undo_import
from graph.relied import Relied, read_relied_on
from graph.review import AcceptRule, check_unchanged, reviews_of
from graph.store import Rows, Store
from graph.store_lookup import StoreLookup
from graph.support import find_dependents_only_on
from loaders.sandbox import read_all
from ontology.bodies import context_of
from ontology.dates import format_vietnamese, parse_day
from ontology.errors import ListsBusy, LoadError, Message, NotFound
from ontology.finding_kinds import find_kind
from ontology.values import Finding, Record, Text

_HELD = {
    "SourceDocument": Message("văn bản đã nạp", "documents loaded"),
    "Citation": Message("viện dẫn", "citations"),
    "Finding": Message("điều tìm thấy", "findings"),
}


T = TypeVar("T")


class Service(OpenStore):
    """Everything over one store. Reading is shared by all threads; writing opens the store for as long as it takes."""

    # -------------------------------------------------------------- checking

    def check_text(self, text: Text, as_of: dt.date) -> Checked:
        """Judge one text against the store."""
        return check_text(self.reader(), text, as_of)

    def check_file(self, path: Path, as_of: dt.date) -> Checked:
        """Judge one file, read in a process that can be stopped."""
        return self.check_text(read_file(path), as_of)

    def check_bytes(self, name: str, data: bytes, as_of: dt.date) -> Checked:
        """Judge an uploaded file; nothing of it stays on the disk."""
        return self.check_text(read_upload(name, data), as_of)

    # -------------------------------------------------------------- loading

    def load(
        self,
        paths: Sequence[Path],
        *,
        workers: int = 2,
        on_file: Callable[[Loaded | Refused], None] | None = None,
    ) -> tuple[LoadReport, list[Refused]]:
        """Load files and folders; what cannot be read is refused by name and the rest goes on."""
        from loaders.extract import extract_record  # heavy; a server's pages need none of it

        refused: list[Refused] = []

        def records() -> Iterator[Record]:
            for path, text in read_all(list(find_files(paths)), workers=workers, limits=file_limits()):
                if isinstance(text, LoadError):
                    refused.append(Refused(file=str(path), error=text))
                    if on_file:
                        on_file(refused[-1])
                else:
                    yield place_bodies(extract_record(text))

        with self.write() as store:
            report = load_records(store, records(), judge=judge, on_loaded=on_file, renew=True)
        self.follow_load()
        return report, refused

    def load_uploads(
        self, uploads: Sequence[tuple[str, bytes]], on_file: Callable[[Loaded | Refused], None] | None = None
    ) -> tuple[LoadReport, list[Refused]]:
        """Load uploaded files under their own names."""
        if self.beside is not None:
            return self._written_beside(self.beside.load(uploads, on_file))
        from loaders.extract import extract_record  # heavy; a server's pages need none of it

        refused: list[Refused] = []

        def records() -> Iterator[Record]:
            for name, data in uploads:
                try:
                    yield place_bodies(extract_record(read_upload(name, data)))
                except LoadError as error:
                    refused.append(Refused(file=name, error=error))
                    if on_file:
                        on_file(refused[-1])

        with self.write() as store:
            report = load_records(store, records(), judge=judge, on_loaded=on_file, renew=True)
        self.follow_load()
        return report, refused

    def _written_beside(self, found: T) -> T:
        """What another process found while it wrote."""
        self.writes += 1
        self.follow_soon()
        return found

    def unload(self, sources: Sequence[str], on_document: Callable[[], None] = lambda: None) -> None:
        """Take loaded documents out again."""
        with self.write() as store:
            unload(store, *sources, judge=judge, on_document=on_document)

    def review(self, finding: str, decision: str, reviewer: str, reason: str = "", *, seen: str | None = None) -> None:
        """A person's decision about a finding; refused where another was made after the version that was seen."""
        self.review_all([finding], decision, reviewer, reason, seen=seen)

    def review_all(
        self, findings: Sequence[str], decision: str, reviewer: str, reason: str = "", *, seen: str | None = None
    ) -> None:
        """One decision about several findings."""
        kept = reviews_of(findings, decision, reviewer, reason)
        with self.write() as store:
            if seen is not None:
                for finding in findings:
                    check_unchanged(store, finding, seen)
            decide(store, kept, judge=judge)

    def accept_finding(self, finding: str, reviewer: str, reason: str, *, any_value: bool = False) -> AcceptRule:
        """Dismiss a finding and accept the same for its work from now on."""
        with self.write() as store:
            return accept_finding(store, finding, reviewer, reason, any_value=any_value)

    def withdraw_rule(self, rule: str, reviewer: str) -> AcceptRule:
        """Take a rule of acceptance back."""
        with self.write() as store:
            return withdraw_named(store, rule, reviewer)

    # -------------------------------------------------------------- the register

    def import_register_upload(self, name: str, data: bytes) -> ImportReport:
        """An uploaded register."""
        suffix = ".jsonl" if name.lower().endswith((".jsonl", ".ndjson")) else ".csv"
        with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
            path = Path(folder) / f"{Path(safe_name(name)).stem or 'register'}{suffix}"
            path.write_bytes(data)
            return self.import_register(path)

    def import_register(self, path: Path, on_rows: Callable[[int], None] | None = None) -> ImportReport:
        """Official rows, CSV or JSON Lines; documents they touch are judged again."""
        if self.beside is not None:
            return self._written_beside(self.beside.import_register(path, on_rows))
        with self.write() as store:
            return import_register(store, read_rows(path), judge=judge, on_rows=on_rows, name=path.name)

    def register_imports(self) -> list[Import]:
        """The imports that stand in the register, the latest first."""
        return list_imports(self.reader())

    def undo_register(self, words: str) -> Undone:
        """Take out what only the import of this id or file name brought; documents it touched are judged again. Rows
        that had waited for a person wait again."""
        if self.beside is not None:
            return self._written_beside(self.beside.undo_register(words))
        with self.write() as store:
            undone = undo_import(store, words, judge=judge)
            if undone.rows:
                hold(store, Proposal(rows=undone.rows, unread=()))
            return undone

    def propose_expired(self, path: Path) -> Proposal:
        """The yearly list of documents no longer in force, read into rows that wait for a person."""
        if self.beside is not None:
            return self._written_beside(self.beside.propose_expired(path))
        text = read_file(path)
        from loaders.extract import extract_record  # heavy; a server's pages need none of it

        own = extract_record(text).document
        day = ("ngày " if parse_day(own.date) else "") + format_vietnamese(own.date) if own.date else ""
        named = " ".join(v for v in (own.type, own.number, day) if v) or text.source.file
        here = context_of(own.issuer, place=own.place, parent=own.parent)
        tables: list[tuple[str, list[list[str]]]] = []
        above = 0
        for table in text.tables:
            tables.append((text.raw[above : table.span.start], rows_of(table, text.raw)))
            above = table.span.end
        found = propose_list(tables, text.raw, here=here, source=named)
        with self.write() as store:
            return hold(store, found)

    def pending(self) -> list[tuple[str, RegisterRow]]:
        """The rows that wait."""
        return pending_rows(self.reader())

    def accept(self, chosen: Sequence[str] | None = None) -> ImportReport:
        """Let rows that waited count."""
        if self.beside is not None:
            return self._written_beside(self.beside.accept(chosen))
        with self.write() as store:
            return accept(store, chosen, judge=judge)

    def reject(self, chosen: Sequence[str]) -> int:
        """Take rows that waited away."""
        with self.write() as store:
            return reject(store, chosen)

    def audit_register(self) -> list[AuditEntry]:
        """Rows of the register that contradict each other or themselves."""
        today = dt.date.today()

        def find() -> list[AuditEntry]:
            store = self.reader()
            if self.beside and is_large(store, "cc:statedNumber"):
                return self.beside.audit_register()
            return audit_register(store, today)

        return self.remember(f"audit {today}", find)

    def update(self, action: str, change: Callable[[Store], Touched]) -> Touched:
        """A change of an own graph by somebody allowed to write; `action` is what the trail calls it.

        Own graphs say nothing that lists read (`own_graphs`), so these are as they were.
        """
        with self.write() as store:
            return change(store)

    # -------------------------------------------------------------- what stands on what

    def find(self, words: str) -> str:
        """The IRI of the one work that these words mean."""
        return find_work(self.reader(), words)

    def lineage(self, id_: str, *, up: int = 3, down: int = 3, limit: int = 200, **options: Any) -> Lineage:
        """What a work stands on and what stands on it."""
        store = self.reader()
        return read_lineage(store, find_work(store, id_), up=up, down=down, limit=limit, **options)

    def only_on(self, work: str, day: str | None = None) -> tuple[tuple[str, str], ...]:
        """What loses every basis when a work goes, drawn or not: the IRI and the label of each."""
        store = self.reader()
        found = find_dependents_only_on(store, work, day)
        labels = find_labels(store, found)
        return tuple((iri, labels.get(iri, iri)) for iri in found)

    def editions(self, id_: str) -> list[dict[str, str | None]]:
        """The yearly editions of a plan, the oldest first."""
        work = self.find(id_)
        with self.look() as look:
            return look.editions(work)

    def relied_on(self, count: int) -> tuple[Relied, ...]:
        """The works that the store rests on most, each with its share."""

        def find() -> tuple[Relied, ...]:
            store = self.reader()
            if self.beside and is_large(store, "cc:hasLegalBasis"):
                return self.beside.relied_on(count)
            return read_relied_on(store, count)

        return self.remember(f"relied on {count}", find)

    @staticmethod
    def draw(found: Lineage, format_: str, lang: str, link: Callable[[str], str] = str) -> bytes:
        """The picture of a lineage: svg, png, or an HTML file of its own to explore."""
        if format_ == "html":
            return explore_lineage(found, lang=lang)
        return draw_lineage(found, format_, lang=lang, link=link)

    def impact(self, id_: str, by: str | None, on: dt.date) -> Impact:
        """What must change when a work is replaced on a day."""
        store = self.reader()
        lookup = StoreLookup(store)
        return find_impact(find_work(store, id_), lookup, on=on, by=read_replacement(store, by) if by else None)

    def board(self, id_: str) -> Board:
        """The roll-out board of a directive."""
        store = self.reader()
        work = find_work(store, id_)
        own = StoreLookup(store).identity(work)
        with self.look() as look:
            return board_of(store, look, work, since=parse_day(own.value("date")) if own else None)

    def compare(self, directive: str, plan: str) -> PlanComparison:
        """A directive beside a plan, both loaded."""
        store = self.reader()
        lookup = StoreLookup(store)
        pair = []
        for words in (directive, plan):
            work = find_work(store, words)
            sources = lookup.documents_of(work)
            record = lookup.record(sources[0]) if sources else None
            if record is None:
                raise NotFound(
                    f"“{words}” chưa có toàn văn trong kho. Hãy nạp văn bản đó.",
                    f"The text of “{words}” is not in the store. Load it.",
                )
            pair.append((work, record))
        (one, first), (other, second) = pair
        return compare_plans(first, second, directive_iri=one, plan_iri=other)

    # -------------------------------------------------------------- looking

    def explain(self, words: str) -> Told:
        """The reasoner's account of one finding, named by its IRI or id."""
        return explain_finding(self.reader(), words)

    def named(self, name: str, parameters: Mapping[str, str]) -> Rows:
        """The answer to a question that ships."""
        return run_query(self.reader(), name, parameters)

    def version(self, lang: str = "vi") -> str:
        """What names the state of store and register on a check sheet."""
        store = self.reader()
        shipped = store.match(graph_named("store"), cc("shippedRegister"), None, graph_named("store"))
        editions = ", ".join(sorted(str(getattr(q.object, "value", "")) for q in shipped))
        held = ", ".join(f"{count} {pick(lang, vi, en)}" for count, vi, en in self.holdings())
        register = read_edition(store)
        rows = pick(lang, f"{register.rows} dòng, mã {register.code}", f"{register.rows} rows, code {register.code}")
        return f"{held}; {pick(lang, 'sổ đăng ký', 'register')} {rows} ({pick(lang, 'kèm bản', 'with')} {editions})"

    def holdings(self) -> list[tuple[int, str, str]]:
        """What the store holds, counted, with the words for it in both languages; nothing while it is still counted."""
        try:
            with self.look() as look:
                held = look.held()
        except ListsBusy:  # nobody waits for a number beside something else
            return []
        return [(held[kind], name.vi, name.en) for kind, name in _HELD.items()]

    def findings(self) -> list[tuple[str, str, str, Finding]]:
        """Every stored finding: its IRI, its document's IRI and file, the finding."""
        store = self.reader()
        names = file_names(store)
        rows = [(iri, document, names.get(document, document), f) for iri, document, f in read_findings(store)]
        return sorted(rows, key=lambda row: (row[2], row[3].span.start if row[3].span else -1, row[3].kind))

    @staticmethod
    def kind_name(kind: str) -> Message:
        """What a kind of finding is called."""
        row = find_kind(kind)
        return Message(kind, kind) if row is None else row.name


def file_names(store: Store) -> dict[str, str]:
    """The file each loaded document came from."""
    rows = store.select("SELECT ?d ?f WHERE { ?d a $kind ; $name ?f }", kind=cc("SourceDocument"), name=cc("fileName"))
    return {row["d"]: row["f"] for row in rows.dicts()}
