"""Where a document speaks from, when its header does not say the province.

A plan of a district or a commune names its province only in passing ("chuyển đổi số tỉnh Hà Tĩnh năm 2024"), yet
"UBND tỉnh" in it means that province. It is taken when the whole text names exactly one; with two it stays unknown.
A name that no table lists counts when it is written twice.
"""

import re
from collections import Counter
from dataclasses import replace

from ontology.bodies import Context
from ontology.places import parse_place, provinces

_PROVINCE = re.compile(r"[tT](?<!\w.)(?:(?<=t)ỉnh|(?<=T)ỈNH)\s+([^\W\d_a-z]\w*(?:(?:\s+-)?\s+[^\W\d_a-z]\w*){1,4})")
_CITY = re.compile(  # a city of provincial rank, where a body of it is named
    r"[UnủH](?<!\w.)(?:(?<=U)BND|(?<=n)hân dân|(?<=ủ)y|(?<=H)ĐND)\s+(?:[Tt]hành\s+phố|TP\.?)\s+"
    r"(Hà\s+Nội|Hồ\s+Chí\s+Minh|Hải\s+Phòng|Đà\s+Nẵng|Cần\s+Thơ|Huế)\b"
)
_KNOWN = {place.full for place in provinces().values()}


def settle_context(context: Context, words: str) -> Context:
    """The context with the one province that the text names, where the header gave none.

    >>> settle_context(Context(), "Kế hoạch của UBND tỉnh về thư viện ở tỉnh Hà Tĩnh năm 2024").province
    'tỉnh Hà Tĩnh'
    >>> settle_context(Context(), "Theo kế hoạch của UBND Thành phố Hồ Chí Minh, các phường …").province
    'thành phố Hồ Chí Minh'
    >>> settle_context(Context(), "giáp tỉnh Hà Tĩnh và tỉnh Nghệ An").province is None
    True
    """
    if context.province is not None:
        return context
    found = Counter(name for match in _PROVINCE.finditer(words) if (name := _name(match[1])))
    found.update(f"thành phố {' '.join(match[1].split())}" for match in _CITY.finditer(words))
    named = [name for name, times in found.items() if times > 1 or name in _KNOWN]
    return replace(context, province=named[0]) if len(named) == 1 else context


def _name(words: str) -> str | None:
    """The longest known province that the words begin with, else their first two as a name that no table lists."""
    parts = words.split()
    for size in range(len(parts), 1, -1):
        place = parse_place("tỉnh " + " ".join(parts[:size]))
        if place and place.full in _KNOWN:
            return place.full
    place = parse_place("tỉnh " + " ".join(parts[:2]))
    return place.full if place and all(part[1:].islower() for part in parts[:2]) else None
