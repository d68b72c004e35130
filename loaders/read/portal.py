"""What a legal portal says of a document in the block before its text: number, type, issuer, signer, dates, state.

Portals print these as labelled fields. They are second-hand facts, kept beside the text as `properties` and never
mixed into it; "Đang cập nhật" and "Đã biết" say nothing and are dropped.
"""

import re

# label on the page -> name of the property
LABELS = {
    "số hiệu": "number",
    "số ký hiệu": "number",
    "số/ký hiệu": "number",
    "loại văn bản": "type",
    "hình thức văn bản": "type",
    "nơi ban hành": "issuer",
    "cơ quan ban hành": "issuer",
    "cơ quan ban hành/ chức danh/ người ký": "issuer",
    "người ký": "signer",
    "chức danh": "signer_role",
    "ngày ban hành": "date",
    "ngày có hiệu lực": "in_force_since",
    "ngày hiệu lực": "in_force_since",
    "ngày hết hiệu lực": "in_force_until",
    "ngày công báo": "gazette_date",
    "ngày đăng công báo": "gazette_date",
    "số công báo": "gazette_number",
    "tình trạng": "state",
    "tình trạng hiệu lực": "state",
    "lĩnh vực": "field",
    "trích yếu": "title",
}
_EMPTY = re.compile(r"^(?:đã biết|đang cập nhật|đang tải.*|\.+|-+|)$", re.I)
_NOISE = re.compile(r"[*_|#\xa0]+")
_FIELD = re.compile(r"^\s*([^:\n]{4,40}?)\s*:\s*(.*)$")
_HEAD_LINES = 250


def clean_value(value: str) -> str:
    return " ".join(_NOISE.sub(" ", value).split())


def find_properties(raw: str) -> tuple[tuple[str, str], ...]:
    """The labelled fields before the text. Fewer than three is no block: a document's own line is not a portal's."""
    lines = [_NOISE.sub(" ", line).strip() for line in raw[:40_000].split("\n")[:_HEAD_LINES]]
    found: dict[str, str] = {}
    labels = 0
    for i, line in enumerate(lines):
        match = _FIELD.match(line)
        name = LABELS.get(" ".join(match[1].lower().split())) if match else None
        if match is None or name is None:
            continue
        labels += 1
        value = clean_value(match[2]) or next((x for x in lines[i + 1 : i + 5] if x), "")
        following = _FIELD.match(value)
        if following and " ".join(following[1].lower().split()) in LABELS:
            continue
        if not _EMPTY.match(value) and len(value) < 300:
            found.setdefault(name, value)
    return tuple(found.items()) if labels >= 3 else ()
