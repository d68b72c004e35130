"""Comparing Vietnamese words without their marks.

`fold_text` drops case, tone and vowel marks, turns đ into d and every dash into a hyphen; `fold_key` also drops what is
neither letter nor digit. Both are for comparing, never for showing.

>>> fold_text("Quyết định số 08/QÐ–UBND")
'quyet dinh so 08/qd-ubnd'
>>> fold_key("Sở Tài nguyên  và Môi trường")
'sotainguyenvamoitruong'
"""

import unicodedata

_SPECIAL = str.maketrans(
    {
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
)


def fold_text(text: str) -> str:
    """Lower case, no marks, plain dashes and quotes, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFD", text.translate(_SPECIAL))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).lower().split())


def fold_key(text: str) -> str:
    """Only the folded letters and digits."""
    return "".join(c for c in fold_text(text) if c.isalnum())
