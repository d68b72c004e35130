"""Opening packed office files without being flattened: entries, expansion and depth are bounded before use.

A zip bomb announces little and expands to much, or announces falsely; so both the directory and what really comes out
are counted. XML is parsed without entities, network or DTD, and its depth is measured while parsing.
"""

import io
import zipfile
import zlib

from lxml import etree

from loaders.read.limits import MEGABYTE, Limits, damaged, encrypted, too_large


class Archive:
    """A packed file whose parts can be read within limits."""

    def __init__(self, file: str, data: bytes, limits: Limits) -> None:
        self._file, self._limits, self._left = file, limits, limits.expanded_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, EOFError) as error:
            raise damaged(file, "tệp nén bị hỏng hoặc bị cắt cụt", "the packed file is broken or cut short") from error
        entries = self._zip.infolist()
        if len(entries) > limits.entries:
            raise self._bomb()
        for entry in entries:
            packed = max(1, entry.compress_size)
            if entry.file_size > 10 * MEGABYTE and entry.file_size // packed > limits.ratio:
                raise self._bomb()
        if sum(entry.file_size for entry in entries) > limits.expanded_bytes:
            raise self._bomb()
        self.names = {entry.filename.replace("\\", "/"): entry for entry in reversed(entries)}

    def _bomb(self) -> Exception:
        return too_large(
            self._file,
            "tệp nén bung ra quá lớn (có thể là bom nén)",
            "unpacked it becomes too large (possibly a zip bomb)",
        )

    def read(self, name: str) -> bytes | None:
        """One part, or None when there is none of that name."""
        entry = self.names.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise encrypted(self._file)
        try:
            with self._zip.open(entry) as part:
                content = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as e:
            raise damaged(self._file, f"phần {name} bị hỏng", f"its part {name} is broken") from e
        self._left -= len(content)
        if self._left < 0:
            raise self._bomb()
        return content

    def read_xml(self, name: str) -> "etree._Element | None":
        """One part as XML, or None."""
        content = self.read(name)
        return None if content is None else parse_xml(self._file, name, content, self._limits)


def _check_depth(file: str, content: bytes, limits: Limits) -> None:
    """Count how deep elements stand in one another, without building them."""
    depth = deepest = position = 0
    find = content.find
    while (start := find(b"<", position)) >= 0:
        following = content[start + 1 : start + 2]
        end = find(b">", start)
        if end < 0:
            break
        if following == b"/":
            depth -= 1
        elif following not in (b"?", b"!") and content[end - 1 : end] != b"/":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > limits.depth:
                raise too_large(
                    file,
                    f"các phần tử lồng nhau quá {limits.depth} lớp",
                    f"its elements stand more than {limits.depth} deep in one another",
                )
        position = end + 1


def parse_xml(file: str, name: str, content: bytes, limits: Limits) -> "etree._Element":
    """Parse XML from strangers: no entities, no DTD, no network, bounded depth."""
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:64] else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise damaged(
            file, f"phần {name} có khai báo DTD, không được phép trong tệp văn phòng",
            f"its part {name} declares a DTD, which office files never do",
        )  # fmt: skip
    _check_depth(file, plain, limits)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(file, f"phần {name} không phải XML đúng", f"its part {name} is not well-formed XML") from error
