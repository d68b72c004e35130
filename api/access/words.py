"""The trail as people read it: what was done, how it ended and when, in the reader's language and local time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from api.access.roles import ROLE_NAMES, parse_role
from ontology.errors import Message

ACTION_NAMES: Mapping[str, Message] = {
    "load": Message("nạp văn bản", "load"),
    "unload": Message("gỡ văn bản", "unload"),
    "review": Message("xem xét", "review"),
    "rule accept": Message("lập quy tắc chấp nhận", "rule of acceptance"),
    "rule withdraw": Message("rút quy tắc chấp nhận", "rule withdrawn"),
    "register import": Message("nạp sổ đăng ký", "register import"),
    "register undo": Message("hoàn tác nạp sổ", "register undo"),
    "register propose": Message("đề xuất dòng sổ", "register propose"),
    "register accept": Message("nhận dòng sổ", "register accept"),
    "register reject": Message("bỏ dòng sổ", "register reject"),
    "sparql update": Message("cập nhật SPARQL", "SPARQL update"),
    "graph put": Message("thay đồ thị", "graph put"),
    "graph post": Message("thêm vào đồ thị", "graph post"),
    "graph delete": Message("xoá đồ thị", "graph delete"),
    "import": Message("nhập dữ liệu", "import"),
    "restore": Message("khôi phục kho", "restore"),
    "token create": Message("tạo mã", "token create"),
    "token revoke": Message("thu hồi mã", "token revoke"),
    "login": Message("đăng nhập", "login"),
}
OUTCOME_NAMES: Mapping[str, Message] = {
    "done": Message("xong", "done"),
    "refused": Message("bị từ chối", "refused"),
    "failed": Message("hỏng", "failed"),
}
FIELD_NAMES: Mapping[str, Message] = {
    "name": Message("tên", "name"),
    "role": Message("vai", "role"),
    "id": Message("mã số", "id"),
    "paths": Message("đường dẫn", "paths"),
    "files": Message("tệp", "files"),
    "documents": Message("văn bản", "documents"),
    "named": Message("văn bản", "documents"),  # by their files
    "changed": Message("đã đổi", "changed"),
    "unchanged": Message("không đổi", "unchanged"),
    "refused": Message("từ chối", "refused"),
    "findings": Message("điều tìm thấy", "findings"),
    "finding": Message("điều tìm thấy", "finding"),
    "decision": Message("quyết định", "decision"),
    "reviewer": Message("người xem", "reviewer"),
    "rule": Message("quy tắc", "rule"),
    "rows": Message("dòng", "rows"),
    "asked": Message("lượt nạp được hỏi", "import asked for"),
    "kept": Message("lượt nạp sổ", "import of the register"),
    "judged": Message("văn bản soát lại", "judged again"),
    "which": Message("mã được chỉ", "token meant"),
    "sha256": Message("dấu SHA-256 của tệp", "SHA-256 of the file"),
    "file": Message("tệp", "file"),
    "unread": Message("không đọc được", "not read"),
    "chosen": Message("dòng được chọn", "rows chosen"),
    "graphs": Message("đồ thị", "graphs"),
    "inserted": Message("phát biểu thêm vào", "statements added"),
    "deleted": Message("phát biểu bỏ đi", "statements taken out"),
    "quads": Message("phát biểu", "statements"),
}
_IN_SIGHT = 3  # of a long list


def entry_words(entry: Mapping[str, Any], lang: str) -> dict[str, str]:
    """One line of the trail in words; of a long list the first, and how many more there are."""

    def named(names: Mapping[str, Message], key: str) -> str:
        return names[key].as_dict()[lang] if key in names else key

    role = ROLE_NAMES[parse_role(entry["role"])].as_dict()[lang]
    return {
        "at": dt.datetime.fromisoformat(entry["at"]).astimezone().strftime("%d/%m/%Y %H:%M:%S"),
        "who": entry["who"],
        "role": f"{role} · {entry['token']}" if entry["token"] else role,
        "action": named(ACTION_NAMES, entry["action"]),
        "outcome": named(OUTCOME_NAMES, entry["outcome"]),
        "what": " · ".join(
            f"{named(FIELD_NAMES, name)}: {_short(value, lang)}"
            for name, value in entry["what"].items()
            if value is not None and not (name == "documents" and "named" in entry["what"])
        ),
    }


def _short(value: object, lang: str) -> str:
    if not isinstance(value, list):
        return str(value)
    some = ", ".join(map(str, value[:_IN_SIGHT]))
    told = str(value[-1]).removeprefix("… ") if value else ""  # the trail itself keeps so many, then says how many
    rest = (int(told) if told.isdecimal() and told != str(value[-1]) else len(value)) - _IN_SIGHT
    return some + Message(f" và {rest} nữa", f" and {rest} more").as_dict()[lang] * (rest > 0)
