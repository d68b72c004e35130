"""What the machine refuses (a folder that is not there, a full disk, no right to write), said in the reader's words.

One row for each cause; the traceback goes to the log all the same. It refuses to guess: a cause without a row stays
an unforeseen error.
"""

import errno
import os
from pathlib import Path

from ontology.errors import Message, SettingError

_CAUSES: dict[int, Message] = {
    errno.ENOENT: Message(
        "không có tệp hay thư mục này. Hãy xem lại đường dẫn.", "there is no such file or folder. Check the path."
    ),
    errno.ENOTDIR: Message(
        "một phần của đường dẫn là tệp, không phải thư mục. Hãy xem lại đường dẫn.",
        "a part of the path is a file, not a folder. Check the path.",
    ),
    errno.EISDIR: Message(
        "đây là thư mục, không phải tệp. Hãy chỉ tên một tệp.", "this is a folder, not a file. Name a file."
    ),
    errno.EEXIST: Message("đã có sẵn. Hãy chọn tên khác.", "is there already. Choose another name."),
    errno.EACCES: Message(
        "không được quyền đọc hoặc ghi. Hãy xin quyền, hoặc chọn nơi khác.",
        "reading or writing is not permitted. Ask for the right, or choose another place.",
    ),
    errno.EROFS: Message("ổ đĩa chỉ cho đọc. Hãy chọn nơi khác.", "the disk is read-only. Choose another place."),
    errno.ENOSPC: Message("ổ đĩa đã đầy. Hãy dọn bớt rồi chạy lại.", "the disk is full. Make room and run it again."),
    errno.ENAMETOOLONG: Message("tên dài quá. Hãy đặt tên ngắn hơn.", "the name is too long. Use a shorter one."),
    errno.EMFILE: Message(
        "quá nhiều tệp mở cùng lúc. Hãy tăng giới hạn của máy (ulimit -n).",
        "too many files are open at once. Raise the limit of the machine (ulimit -n).",
    ),
}
_CAUSES[errno.EPERM] = _CAUSES[errno.EACCES]
_CAUSES[errno.EDQUOT] = _CAUSES[errno.ENOSPC]


def refusal_of(cause: OSError) -> SettingError | None:
    """What to tell of an error of the system; None where no row knows it."""
    words = _CAUSES.get(cause.errno or 0)
    if words is None:
        return None
    name = os.fsdecode(cause.filename) if isinstance(cause.filename, str | bytes | os.PathLike) else ""
    folder = Path(name).parent
    if name and cause.errno == errno.ENOENT and not folder.exists():
        return SettingError(
            f"{name}: không có thư mục {folder}. Hãy tạo thư mục ấy, hoặc chọn nơi khác.",
            f"{name}: there is no folder {folder}. Make it, or choose another place.",
            file=name,
        )
    head = f"{name}: " if name else ""
    return SettingError(_capital(head + words.vi), _capital(head + words.en), file=name)


def _capital(words: str) -> str:
    return words if ":" in words else words[:1].upper() + words[1:]
