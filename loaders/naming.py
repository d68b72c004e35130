"""Names set in capitals, written as they are in running text: SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG, PHÓ CHỦ TỊCH, LÊ VĂN AN.

Headers and signature blocks are in capitals; the record wants names in correct spelling. The rules of Nghị định
30/2020, appendix II: the first syllable of a body's kind and of each part of its function are capital, a place is
capital in all its syllables. It refuses to complete a name: that needs the context, and is done where the context
is known.

>>> name_of_body("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"), name_of_body("UBND TỈNH HÀ TĨNH"), name_of_role("PHÓ CHỦ TỊCH")
('Sở Tài nguyên và Môi trường', 'Ủy ban nhân dân tỉnh Hà Tĩnh', 'Phó Chủ tịch')
"""

import re

from loaders.header_words import header_words
from ontology.fold import fold_text

_SHORT = {
    "ubnd": "Ủy ban nhân dân",
    "hdnd": "Hội đồng nhân dân",
    "ubmttq": "Ủy ban Mặt trận Tổ quốc",
    "mttq": "Mặt trận Tổ quốc",
    "tp": "thành phố",
    "tp.": "thành phố",
    "bch": "Ban Chấp hành",
    "btv": "Ban Thường vụ",
}
_PLACES = ("thanh pho", "thi tran", "thi xa", "dac khu", "tinh", "huyen", "quan", "phuong", "xa")
_PHRASES, _KINDS = header_words()["phrases"], header_words()["kinds"]
_BY_FOLD: dict[str, list[tuple[list[str], list[str]]]] = {}  # by the first word, the longer before the shorter
for _phrase in sorted((*_PHRASES, *_KINDS), key=lambda p: -len(fold_text(p).split())):
    _BY_FOLD.setdefault(fold_text(_phrase).split()[0], []).append((fold_text(_phrase).split(), _phrase.split()))
_OTHER_WORDS = frozenset(header_words()["other_words"])
_KIND_FOLDS = {fold_text(k) for k in _KINDS}


def name_of_body(written: str) -> str:
    """A body's name with the capitals of running text. A name that is not all capitals keeps its own."""
    words = [_SHORT.get(fold_text(w), w) for w in written.replace("–", "-").split()]
    words = " ".join(words).split()
    if not _capitals(written):
        return " ".join(words)
    folded = [fold_text(w).strip(",") for w in words]
    out: list[str] = []
    at, capital = 0, True
    while at < len(words):
        place = next((p.split() for p in _PLACES if folded[at : at + len(p.split())] == p.split()), None)
        if place and (at or len(words) > len(place)) and not _is_no_place(folded, at):
            out += [w.lower() for w in words[at : at + len(place)]]
            at += len(place)
            while at < len(words) and not _kind_at(folded, at):
                out.append(_capital(words[at]))
                at += 1
            continue
        phrase = _phrase_at(folded, at)
        if phrase and (len(phrase) > 1 or (capital and words[at].lower().strip(",") not in _OTHER_WORDS)):
            at += len(phrase)
            out += [*phrase[:-1], phrase[-1] + ("," if words[at - 1].endswith(",") else "")]
            if phrase[-1] == "ủy" and phrase[0] != "Đảng":  # Tỉnh ủy Hà Tĩnh
                while at < len(words) and not _kind_at(folded, at):
                    out.append(_capital(words[at]))
                    at += 1
                continue
            kind = " ".join(fold_text(w) for w in phrase)
            capital = kind in _KIND_FOLDS and not (kind == "phong" and at > 1 and capital)  # Cục Phòng bệnh
            continue
        lower = words[at].lower()
        joins = folded[at] in ("va", "-") or lower.endswith(",")
        out.append(_capital(lower) if capital and folded[at] not in ("va", "-") else lower)
        capital = joins
        at += 1
    name = " ".join(out)
    return name[:1].upper() + name[1:]


def name_of_role(written: str) -> str:
    """A role in a signature block: Phó Chủ tịch, Giám đốc, Chánh Văn phòng.

    >>> name_of_role("KT. CHỦ TỊCH"), name_of_role("PHÓ TRƯỞNG BAN THƯỜNG TRỰC")
    ('KT. Chủ tịch', 'Phó Trưởng ban Thường trực')
    """
    if not _capitals(written):
        return written
    name = name_of_body(re.sub(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*\.?\s*", "", written))
    name = re.sub(r"^Phó (\w)", lambda m: f"Phó {m[1].upper()}", name)
    name = re.sub(r"\bthường trực\b", "Thường trực", name)
    prefix = re.match(r"(TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*\.?\s*", written)
    return f"{prefix[1].replace('/', '')}. {name}" if prefix else name


def name_of_person(written: str) -> str:
    """A person's name with a capital on each syllable."""
    return " ".join(_capital(w) for w in written.split())


def _capitals(written: str) -> bool:
    letters = [c for c in written if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _is_no_place(folded: list[str], at: int) -> bool:
    """xã hội, tỉnh ủy, quận ủy, xã viên: a word that elsewhere opens a place."""
    return folded[at + 1 : at + 2] in (["uy"], ["hoi"], ["vien"], ["doi"], ["dan"], ["ly"], ["su"])


def _phrase_at(folded: list[str], at: int) -> list[str] | None:
    for keys, words in _BY_FOLD.get(folded[at], ()):
        if folded[at : at + len(keys)] == keys:
            return words
    return None


def _kind_at(folded: list[str], at: int) -> bool:
    phrase = _phrase_at(folded, at)
    return (
        phrase is not None
        and len(phrase) > 1
        and " ".join(fold_text(w) for w in phrase) not in ("viet nam", "trung uong")
    )
