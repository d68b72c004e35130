"""Comparing Vietnamese words without their marks.

`fold_text` drops case, tone and vowel marks, turns đ into d and every dash into a hyphen; `fold_key` also drops what is
neither letter nor digit. Both are for comparing, never for showing.

>>> fold_text("Quyết định số 08/QÐ–UBND")
'quyet dinh so 08/qd-ubnd'
>>> fold_key("Sở Tài nguyên  và Môi trường")
'sotainguyenvamoitruong'
"""

import unicodedata

_SPECIAL = {
    "đ": "d",
    "Đ": "d",
    "Ð": "d",
    "ð": "d",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "\u2011": "-",
    "\u00ad": "",
    "\u200b": "",
    "\ufeff": "",
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "\u00a0": " ",
}
# The letters of Vietnamese by case, for use inside the brackets of a pattern. Unicode's ranges mix the cases: "À-Ỹ"
# holds "ạ" as well.
CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝÐĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
SMALLS = f"a-z{CAPITALS[3:].lower()}"
_KEPT_BELOW = 0x3000  # a text in another script does not fill the table


class _Folds(dict[int, str]):
    """What each character folds to, worked out when it is first met: texts are folded many times over."""

    def __missing__(self, code: int) -> str:
        written = chr(code)
        parts = unicodedata.normalize("NFD", _SPECIAL.get(written, written))
        folded = "".join(c for c in parts if not unicodedata.combining(c)).lower()
        if code < _KEPT_BELOW:
            self[code] = folded
        return folded


_FOLDS = _Folds()


def fold_text(text: str) -> str:
    """Lower case, no marks, plain dashes and quotes, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(text.translate(_FOLDS).split())


def fold_key(text: str) -> str:
    """Only the folded letters and digits."""
    return "".join(c for c in fold_text(text) if c.isalnum())
