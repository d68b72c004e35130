"""What a column is about, from the words of its heading (rows in `roles.toml`).

Headings are compared without marks and with a little damage allowed ("CHE TRI", "PHOI HQP"), because scanners spoil
capitals most. It refuses to name a column from a single shared letter: unknown headings are `other`.
"""

import functools
import re
import tomllib
from importlib import resources
from typing import cast

from rapidfuzz import fuzz

from loaders.tables.grid import Role
from loaders.units.plain import plain_text

# The words headings are made of, without marks.
HEAD_WORDS = frozenset(
    [
        "tt",
        "stt",
        "so",
        "thu",
        "tu",
        "nhiem",
        "vu",
        "noi",
        "dung",
        "cong",
        "viec",
        "san",
        "pham",
        "ket",
        "qua",
        "dau",
        "ra",
        "co",
        "quan",
        "don",
        "vi",
        "chu",
        "tri",
        "phoi",
        "hop",
        "thuc",
        "hien",
        "thoi",
        "gian",
        "han",
        "hoan",
        "thanh",
        "du",
        "kien",
        "kinh",
        "phi",
        "nguon",
        "von",
        "ghi",
        "tien",
        "do",
        "phu",
        "trach",
        "ten",
        "de",
        "an",
        "hoat",
        "dong",
        "giai",
        "phap",
        "cac",
        "va",
        "to",
        "chuc",
        "lo",
        "trinh",
        "chinh",
        "ve",
        "trong",
        "tam",
        "cap",
        "tham",
        "trieu",
        "nghin",
        "vnd",
    ]
)


@functools.cache
def load_roles() -> tuple[tuple[Role, tuple[str, ...], bool], ...]:
    """(role, words, exact) in the order of the table."""
    data = tomllib.loads((resources.files(__package__) / "roles.toml").read_text(encoding="utf-8"))
    return tuple((cast("Role", r["id"]), tuple(r["words"]), bool(r.get("exact"))) for r in data["role"])


def heading_words(words: str) -> str:
    """A heading as it is compared."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain_text(words)).split())


@functools.lru_cache(maxsize=4096)
def find_role(words: str, *, damaged: bool = False) -> Role:
    """The role of a column with this heading."""
    key = heading_words(words)
    if not key or len(key) > 90:
        return "other"
    for role, names, exact in load_roles():
        for name in names:
            if key == name if exact else re.search(rf"\b{name}\b", key):
                return role
    if damaged and len(key) > 4:
        key = re.sub(r"\b(?:co quan|don vi)\b", "", key).strip()
        scored = [
            (fuzz.partial_ratio(name, key), len(name), role)
            for role, names, exact in load_roles()
            if not exact
            for name in names
            if len(name) > 5 and not name.startswith(("co quan", "don vi"))
        ]
        best = max(scored)
        if best[0] >= 74:
            return best[2]
    return "other"
