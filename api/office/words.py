"""What statuses, severities and decisions are called, in both languages: one table for pages, sheets and comments."""

from ontology.errors import Message

STATUS_NAMES: dict[str, Message] = {
    "right": Message("đúng", "right"),
    "wrong": Message("sai", "wrong"),
    "outdated": Message("lỗi thời", "outdated"),
    "ambiguous": Message("chưa rõ", "ambiguous"),
    "not_in_graph": Message("chưa có trong kho", "not in the store"),
    "not_checked": Message("chưa kiểm tra", "not checked"),
}
SEVERITY_NAMES: dict[str, Message] = {
    "error": Message("Lỗi", "Error"),
    "warning": Message("Cảnh báo", "Warning"),
    "note": Message("Ghi chú", "Note"),
}
FORCE_NAMES: dict[str, Message] = {
    "in_force": Message("còn hiệu lực", "in force"),
    "not_in_force": Message("không còn hiệu lực", "not in force"),
    "not_yet": Message("chưa có hiệu lực", "not yet in force"),
    "unknown": Message("chưa rõ hiệu lực", "force not known"),
}
STATE_NAMES: dict[str, Message] = {
    "open": Message("chưa xem", "open"),
    "confirmed": Message("đã xác nhận", "confirmed"),
    "dismissed": Message("đã bỏ qua", "dismissed"),
    "fixed": Message("đã sửa", "fixed"),
    "reopened": Message("mở lại", "reopened"),
}


def name_of(table: dict[str, Message], key: str, lang: str) -> str:
    """The name of a status or severity; an unknown one is shown as it is."""
    message = table.get(key)
    return key if message is None else message.as_dict()["en" if lang == "en" else "vi"]
