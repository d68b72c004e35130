"""How the parts of a Word package hang together: the main part, relations, and what its properties say."""

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from loaders.read.archive import Archive

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KNOWN = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "creator",
    "{http://purl.org/dc/elements/1.1/}subject": "subject",
    "{http://purl.org/dc/terms/}created": "created",
    "{http://purl.org/dc/terms/}modified": "modified",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy": "last_modified_by",
}


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of one part: id to type, target and whether it lies outside the package."""

    rows: dict[str, tuple[str, str, bool]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive, part: str) -> "Relations":
        folder, _, file = part.rpartition("/")
        root = archive.read_xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        rows: dict[str, tuple[str, str, bool]] = {}
        for row in () if root is None else root:
            kind = (row.get("Type") or "").rpartition("/")[2]
            rows[row.get("Id") or ""] = (kind, row.get("Target") or "", row.get("TargetMode") == "External")
        return cls(rows)

    def address(self, hyperlink: "etree._Element") -> str | None:
        """Where a hyperlink leads outside the document."""
        _, target, outside = self.rows.get(hyperlink.get(_R + "id") or "", ("", "", False))
        return target if outside and target else None

    def margins(self, folder: str) -> list[tuple[str, str]]:
        """The header and footer parts, headers first."""
        found = {(kind, _target(folder, target)) for kind, target, outside in self.rows.values()
                 if kind in ("header", "footer") and not outside}  # fmt: skip
        return sorted(found, key=lambda f: (f[0] != "header", f[1]))


def find_main_part(archive: Archive) -> str | None:
    """The part that holds the document, as the package says or under its usual name."""
    for kind, target, outside in Relations.of(archive, "").rows.values():
        if kind == "officeDocument" and not outside and _target("", target) in archive.names:
            return _target("", target)
    return "word/document.xml" if "word/document.xml" in archive.names else None


def properties_of(archive: Archive) -> list[tuple[str, str]]:
    """What the file says of itself: title, author, dates."""
    root = archive.read_xml("docProps/core.xml")
    rows = [] if root is None else [(_KNOWN[e.tag], (e.text or "").strip()) for e in root if e.tag in _KNOWN]
    return [row for row in rows if row[1]]
