"""Types of document: their names, abbreviations, branch (State, normative, Party) and rank among norms.

The rows are `tables/document_types.toml`. One abbreviation may stand for two types (`TT` is Thông tư in a State number
and Thông tri in a Party one; `QĐ` of a Party body is Quyết định or, in older papers, Quy định), so the question "which
type does this sign mean" has a tuple for an answer; `type_of_sign` gives the likeliest. It refuses to take a word for a
type because it sounds like one.

>>> find_type("kế hoạch").name, find_type("QĐ").name, find_type("Chương trình hành động").base
('Kế hoạch', 'Quyết định', 'Chương trình')
>>> [t.name for t in types_of_sign("TT-BTC")], [t.name for t in types_of_sign("QĐ/TW", party=True)]
(['Thông tư'], ['Quyết định', 'Quy định'])
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from ontology.fold import fold_key
from ontology.tables import rows

Branch = Literal["state", "normative", "party"]
OFFICIAL_LETTER = "Công văn"
# A Party body numbered its rules "QĐ" before the sign "QĐi" was set apart.
_ALSO_PARTY = {"QĐ": ("Quy định",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """One type. `class_name` is its class in the vocabulary, `abbreviations` all of its signs."""

    id: str
    name: str
    en: str
    class_name: str
    branches: tuple[Branch, ...]
    state_abbr: tuple[str, ...] = ()
    party_abbr: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    base: str | None = None
    source: str = ""

    @property
    def abbreviations(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.state_abbr + self.party_abbr))

    @property
    def branch(self) -> Branch:
        """Where it belongs first."""
        return self.branches[0]


def _read() -> tuple[DocumentType, ...]:
    return tuple(
        DocumentType(
            id=row["id"],
            name=row["name"],
            en=row["en"],
            class_name=row["class"],
            branches=tuple(row["branches"]),
            state_abbr=tuple(row.get("state", ())),
            party_abbr=tuple(row.get("party", ())),
            aliases=tuple(row.get("aliases", ())),
            base=row.get("base"),
            source=row["source"],
        )
        for row in rows("document_types", "type")
    )


TYPES: tuple[DocumentType, ...] = _read()
_BY_NAME: Mapping[str, DocumentType] = MappingProxyType({t.name: t for t in TYPES})


def _index(pairs: Iterable[tuple[str, DocumentType]]) -> Mapping[str, tuple[DocumentType, ...]]:
    found: dict[str, list[DocumentType]] = {}
    for key, kind in pairs:
        if kind not in found.setdefault(key, []):
            found[key].append(kind)
    return MappingProxyType({key: tuple(kinds) for key, kinds in found.items()})


_GENERAL = frozenset(fold_key(word) for row in rows("document_types", "type") for word in row.get("general", ()))
_BY_WORDS = _index((fold_key(word), t) for t in TYPES for word in (t.name, *t.aliases))
_STATE = _index((abbr.upper(), t) for t in TYPES for abbr in t.state_abbr)
_PARTY = _index(
    [(abbr.upper(), t) for t in TYPES for abbr in t.party_abbr]
    + [(abbr, _BY_NAME[name]) for abbr, names in _ALSO_PARTY.items() for name in names]
)
_STATE_FOLDED = _index((fold_key(abbr), t) for t in TYPES for abbr in t.state_abbr)
_PARTY_FOLDED = _index((fold_key(abbr), t) for t in TYPES for abbr in t.party_abbr)
_SPELLED: Mapping[str, str] = MappingProxyType(
    {abbr.upper(): abbr for t in reversed(TYPES) for abbr in (*t.party_abbr, *t.state_abbr)}
)


def type_named(name: str) -> DocumentType | None:
    """The type with exactly this canonical name."""
    return _BY_NAME.get(name)


@lru_cache(maxsize=4096)
def find_type(words: str) -> DocumentType | None:
    """The type meant by a type word ("KẾ HOẠCH", "nghi quyet") or by an abbreviation written as one ("QĐ", "CTr")."""
    by_name = _BY_WORDS.get(fold_key(words))
    if by_name:
        return by_name[0]
    word = words.strip().replace("Ð", "Đ")
    if word.isalpha() and word[:1].isupper() and len(word) > 1:
        hit = _STATE.get(word.upper()) or _PARTY.get(word.upper())
        return hit[0] if hit else None
    return None


@lru_cache(maxsize=1024)
def spell_abbreviation(written: str, *, party: bool = False) -> str | None:
    """A type's abbreviation in correct spelling, however it was typed; None when it is none.

    >>> spell_abbreviation("CTR"), spell_abbreviation("QD"), spell_abbreviation("HD"), spell_abbreviation("UBND")
    ('CTr', 'QĐ', 'HD', None)
    """
    word = written.replace("Ð", "Đ")
    if (exact := word.upper()) in _SPELLED:
        return _SPELLED[exact]
    folded = _PARTY_FOLDED if party else _STATE_FOLDED
    hits = folded.get(fold_key(word), ())
    if not word.isupper() or len(word) < 2 or not hits:
        return None
    return next(a for a in (hits[0].party_abbr if party else hits[0].state_abbr) if fold_key(a) == fold_key(word))


def types_of_abbreviation(abbr: str, *, party: bool = False) -> tuple[DocumentType, ...]:
    """Every type an abbreviation may stand for, the likeliest first."""
    word = abbr.replace("Ð", "Đ").upper()
    first, other = (_PARTY, _STATE) if party else (_STATE, _PARTY)
    return first.get(word, ()) or other.get(word, ())


@lru_cache(maxsize=4096)
def types_of_sign(sign: str, *, party: bool | None = None) -> tuple[DocumentType, ...]:
    """Every type a sign (`KH-UBND`, `NQ/TU`, `QH15`) may stand for. Empty: the sign does not tell.

    `party` says whose sign it is; when None, the slash before the body says it.
    """
    plain = sign.strip().replace("Ð", "Đ")
    if re.fullmatch(r"(?:UBTVQH|QH)\d{1,2}", plain, re.I):
        names = ("Nghị quyết", "Pháp lệnh") if plain.upper().startswith("UB") else ("Luật", "Nghị quyết", "Bộ luật")
        return tuple(_BY_NAME[n] for n in names)
    if plain.upper() == "CP":
        return (_BY_NAME["Nghị định"], _BY_NAME["Nghị quyết"])
    if party is None:
        party = bool(re.match(r"[^\W\d_]+\s*/", plain))
    parts = re.split(r"\s*[-/.]\s*", plain)
    for size in (2, 1):
        hits = types_of_abbreviation("-".join(parts[:size]), party=party) if len(parts) >= size else ()
        if hits:
            return hits
    return ()


def type_of_sign(sign: str) -> DocumentType | None:
    """The likeliest type of a sign; None when the sign does not tell (an official letter, an unknown abbreviation).

    >>> type_of_sign("KH-UBND").name, type_of_sign("CTr/HU").name, type_of_sign("UBND-NC")
    ('Kế hoạch', 'Chương trình', None)
    """
    hits = types_of_sign(sign)
    return hits[0] if hits else None


def names_any_type(words: str) -> bool:
    """Whether a type word is said of a document of any type ("Văn bản số …"), so that it denies none."""
    return fold_key(words) in _GENERAL


def agrees(written: str | None, sign: str, *, party: bool | None = None) -> bool | None:
    """Whether a type word can stand before a sign; None when either does not tell.

    >>> agrees("Đề án", "QĐ-UBND"), agrees("Chương trình hành động", "CTr/HU"), agrees("Quy định", "QĐ/TW")
    (False, True, True)
    """
    kind = find_type(written) if written else None
    allowed = types_of_sign(sign, party=party)
    if kind is None or not allowed or names_any_type(written or ""):
        return None
    names = {t.name for t in allowed} | {t.base for t in allowed if t.base}
    return kind.name in names or kind.base in names


def norm_rank(type_name: str | None, issuer: str | None, level: str | None = None) -> int | None:
    """The rank of a norm (1 Constitution … 13 commune), by type and issuer (a name, or its level or kind)."""
    for row in rows("document_types", "rank"):
        if row["type"] == type_name and (issuer in row["issuers"] or (level is not None and level in row["issuers"])):
            return int(row["rank"])
    return None


def sole_issuer(type_name: str | None) -> str | None:
    """Who alone issues norms of a type; None where several do.

    >>> sole_issuer("Luật"), sole_issuer("Nghị định"), sole_issuer("Quyết định")
    ('Quốc hội', 'Chính phủ', None)
    """
    issuers = {
        issuer for row in rows("document_types", "rank") if row["type"] == type_name for issuer in row["issuers"]
    }
    return issuers.pop() if len(issuers) == 1 else None
