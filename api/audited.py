"""The service as people and programs use it: every write leaves a line in the trail, every decision its maker's name.

A test holds it to the service: a new use that writes must be recorded here. What is recorded are names, counts and
IRIs; the words of documents, reasons and updates are not. It refuses decisions in another's name: who holds a token
decides in the name of the token.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from api.access.roles import signing_name
from api.access.trail import Trail
from api.outcomes import Refused, Touched
from api.service import Service, file_names
from graph.load import Loaded, LoadReport
from graph.register.expired import Proposal
from graph.register.report import ImportReport
from graph.register.undo import Undone
from graph.review import AcceptRule
from graph.store import Store

OnFile = Callable[[Loaded | Refused], None]


class AuditedService(Service):
    """A service that records who wrote."""

    def __init__(self, where: str, trail: Trail) -> None:
        super().__init__(where)
        self.trail = trail

    def load(
        self, paths: Sequence[Path], *, workers: int = 2, on_file: OnFile | None = None
    ) -> tuple[LoadReport, list[Refused]]:
        with self.trail.recording("load", paths=[str(p) for p in paths]) as entry:
            report, refused = super().load(paths, workers=workers, on_file=on_file)
            entry.update(_loaded(report, refused))
        return report, refused

    def load_uploads(
        self, uploads: Sequence[tuple[str, bytes]], on_file: OnFile | None = None
    ) -> tuple[LoadReport, list[Refused]]:
        with self.trail.recording("load", files=[name for name, _ in uploads]) as entry:
            report, refused = super().load_uploads(uploads, on_file)
            entry.update(_loaded(report, refused))
        return report, refused

    def unload(self, sources: Sequence[str], on_document: Callable[[], None] = lambda: None) -> None:
        names = file_names(self.reader())
        with self.trail.recording("unload", documents=list(sources), named=[names.get(s, s) for s in sources]):
            super().unload(sources, on_document)

    def review_all(
        self, findings: Sequence[str], decision: str, reviewer: str, reason: str = "", *, seen: str | None = None
    ) -> None:
        reviewer = signing_name(reviewer)
        with self.trail.recording("review", findings=list(findings), decision=decision, reviewer=reviewer):
            super().review_all(findings, decision, reviewer, reason, seen=seen)

    def accept_finding(self, finding: str, reviewer: str, reason: str, *, any_value: bool = False) -> AcceptRule:
        reviewer = signing_name(reviewer)
        with self.trail.recording("rule accept", finding=finding, reviewer=reviewer) as entry:
            rule = super().accept_finding(finding, reviewer, reason, any_value=any_value)
            entry.update(rule=rule.id)
        return rule

    def withdraw_rule(self, rule: str, reviewer: str) -> AcceptRule:
        reviewer = signing_name(reviewer)
        with self.trail.recording("rule withdraw", rule=rule, reviewer=reviewer):
            return super().withdraw_rule(rule, reviewer)

    def import_register(self, path: Path, on_rows: Callable[[int], None] | None = None) -> ImportReport:
        with self.trail.recording("register import", sha256=_sha256(path)) as entry:
            report = super().import_register(path, on_rows)
            entry.update(rows=report.rows, refused=len(report.refused), judged=report.judged, kept=report.kept)
        return report

    def undo_register(self, words: str) -> Undone:
        with self.trail.recording("register undo", asked=words) as entry:
            undone = super().undo_register(words)
            entry.update(kept=undone.kept.id, rows=undone.kept.rows, judged=undone.judged)
        return undone

    def propose_expired(self, path: Path) -> Proposal:
        with self.trail.recording("register propose", file=path.name) as entry:
            found = super().propose_expired(path)
            entry.update(rows=len(found.rows), unread=len(found.unread))
        return found

    def accept(self, chosen: Sequence[str] | None = None) -> ImportReport:
        with self.trail.recording("register accept", chosen=list(chosen) if chosen is not None else None) as entry:
            report = super().accept(chosen)
            entry.update(rows=report.rows, judged=report.judged)
        return report

    def reject(self, chosen: Sequence[str]) -> int:
        with self.trail.recording("register reject", chosen=list(chosen)):
            return super().reject(chosen)

    def update(self, action: str, change: Callable[[Store], Touched]) -> Touched:
        with self.trail.recording(action) as entry:
            touched = super().update(action, change)
            entry.update(graphs=sorted(touched.graphs), inserted=touched.inserted, deleted=touched.deleted)
        return touched


def _loaded(report: LoadReport, refused: Sequence[Refused]) -> dict[str, object]:
    changed = [d for d in report.documents if d.state != "unchanged"]
    return {
        "documents": [d.document for d in changed],
        "named": [d.file for d in changed],
        "changed": len(changed),
        "unchanged": len(report.documents) - len(changed),
        "refused": len(refused),
    }


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except OSError:
        return None
