"""The words that name a type of document in a citation, as rows.

`name` is the canonical name the record writes, `folded` what the page shows without its marks, `marked` the spellings
that count where marks are to be trusted (so that "sở" is not "số", "luật" not "luat"). `group` says how the type is
cited without a number: a law by its name, a programme by its name, subject or period, an act only by its number.
"""

import re
from dataclasses import dataclass
from typing import Literal

from loaders.citations.folded import fold_words

Group = Literal["law", "act", "programme", "paper"]

_LAWS = "Hiến pháp|Bộ luật|Luật|Pháp lệnh"
_ACTS = (
    "Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Lệnh|Sắc lệnh|Kết luận|"
    "Văn bản hợp nhất|Thông tri"
)
_PROGRAMMES = (
    "Chương trình hành động|Chương trình|Kế hoạch hành động|Kế hoạch|Đề án|Chiến lược|Quy hoạch|Dự án|Phương án"
)
_PAPERS = (
    "Công văn|Văn bản|Thông báo kết luận|Thông báo|Hướng dẫn|Báo cáo|Tờ trình|Quy định|Quy chế|Công điện|Điều lệ|"
    "Thông cáo|Biên bản|Giấy mời|Giấy phép|Hợp đồng|Phiếu trình|Phiếu chuyển|Bản ghi nhớ|Bản thỏa thuận|"
    "Giấy ủy quyền|Giấy giới thiệu"
)


@dataclass(frozen=True, slots=True)
class TypeWord:
    """One type word."""

    name: str
    folded: str
    group: Group


def _rows(group: Group, names: str) -> list[TypeWord]:
    return [TypeWord(name, fold_words(name), group) for name in names.split("|")]


TYPE_WORDS: tuple[TypeWord, ...] = tuple(
    _rows("law", _LAWS) + _rows("act", _ACTS) + _rows("programme", _PROGRAMMES) + _rows("paper", _PAPERS)
)
TYPE_BY_FOLDED = {row.folded: row for row in TYPE_WORDS}


# The type a sign speaks of, for numbers that stand alone: first part of the sign, folded.
_SIGN_TYPES = {
    "NQ": "Nghị quyết", "QD": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyD": "Quy định", "QDi": "Quy định",
    "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "DA": "Đề án",
    "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình", "CD": "Công điện", "ND": "Nghị định", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "NQLT": "Nghị quyết liên tịch", "VBHN": "Văn bản hợp nhất", "KL": "Kết luận",
    "CV": "Công văn", "UBTVQH": "Nghị quyết", "PL": "Pháp lệnh",
    "KHLT": "Kế hoạch", "KHPH": "Kế hoạch", "CTPH": "Chương trình", "QCPH": "Quy chế",
}  # fmt: skip


def type_of_sign(folded_sign: str) -> str | None:
    """The type a folded sign names; a body in the first place makes an official letter; None when it may be either."""
    first = re.split(r"[-/.]", folded_sign)[0].rstrip("0123456789")
    if first in _SIGN_TYPES:
        return _SIGN_TYPES[first]
    if first == "QH":
        return None
    return "Công văn" if re.match(r"[A-Z]{3,}.*-|TTg-", folded_sign) else None
