"""Tokens: who holds one may use the server in its role. Only a hash is kept; the token itself is shown once.

A token is 32 random bytes, so a plain SHA-256 is enough (nobody can try 2²⁵⁶ of them; slow hashes are for passwords),
and hashes are compared in constant time. The file is read again when it has changed: a revocation is heard by a running
server at its next request. Revoked tokens stay in the list, so that the trail's names keep their meaning, and a server
that has been closed once does not open again because its last token went.
"""

import datetime as dt
import hashlib
import hmac
import json
import re
import secrets
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from api.access.place import held, refuse_foreign_hands, replace_file
from api.access.roles import Actor, Role, parse_role
from ontology.dates import parse_day
from ontology.errors import NotFound, SettingError

PREFIX = "cancu_"
SHAPE = re.compile(r"cancu_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_FILE = "tokens.json"
_NOBODY = "0" * 64
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One row of the list. `expires` is the last day it holds; `digest` is empty once it is revoked."""

    id: str
    name: str
    role: Role
    digest: str
    created: str
    expires: str | None = None
    revoked: str | None = None

    def holds(self, today: dt.date | None = None) -> bool:
        """Whether it can be used today."""
        last = parse_day(self.expires) if self.expires else None
        return self.revoked is None and (last is None or (today or dt.date.today()) <= last)

    def actor(self) -> Actor:
        """Who acts with it."""
        return Actor(name=self.name, role=self.role, token=self.id)


def check_name(name: str) -> str:
    """A name that can stand in a list, a log and a header: printable, one line, not too long."""
    words = unicodedata.normalize("NFC", name).strip()
    if not words or len(words) > _LONGEST_NAME or not words.isprintable():
        raise SettingError(
            f"Tên của mã phải có từ 1 đến {_LONGEST_NAME} ký tự in được, trên một dòng.",
            f"A token's name has 1 to {_LONGEST_NAME} printable characters, on one line.",
        )
    return words


def check_expiry(words: str | None, today: dt.date) -> str | None:
    """The last day a token holds: a day, or in how many days (`90`)."""
    if words is None:
        return None
    day = today + dt.timedelta(days=int(words)) if re.fullmatch(r"[0-9]{1,5}", words) else parse_day(words)
    if day is None or day < today:
        raise SettingError(
            f"“{words}” không phải ngày sắp tới (năm-tháng-ngày) hay số ngày.",
            f"“{words}” is neither a coming day (YYYY-MM-DD) nor a number of days.",
        )
    return day.isoformat()


class TokenBook:
    """The tokens of one store, in one file of its state folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / _FILE
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] | None = None
        self._rows: tuple[Token, ...] = ()

    def tokens(self) -> Sequence[Token]:
        """Every token there ever was, the oldest first."""
        with self._lock:
            try:
                stat = self._path.stat()
            except FileNotFoundError:
                self._seen, self._rows = None, ()
                return ()
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size, stat.st_mode)
            if seen != self._seen:
                refuse_foreign_hands(self._path, stat.st_mode)
                self._rows = _read(self._path)
                self._seen = seen
            return self._rows

    def used(self) -> bool:
        """Whether a token was ever made: from then on everybody needs one."""
        return bool(self.tokens())

    def create(self, name: str, role: Role, expires: str | None = None) -> tuple[Token, str]:
        """A new token, and the words to hand to whoever will use it; they can not be had again."""
        words, last = check_name(name), check_expiry(expires, dt.date.today())
        with held(self._folder, _FILE):
            rows = self.tokens()
            if any(row.name.casefold() == words.casefold() and row.holds() for row in rows):
                raise SettingError(
                    f"Đã có mã mang tên “{words}”. Hãy chọn tên khác, hoặc thu hồi mã cũ: cancu token revoke.",
                    f"There is a token called “{words}”. Take another name, or revoke the old one: cancu token revoke.",
                )
            id_ = secrets.token_hex(4)
            secret = f"{PREFIX}{id_}_{secrets.token_urlsafe(32)}"
            made = Token(id=id_, name=words, role=role, digest=_digest(secret), created=_now(), expires=last)
            self._write([*rows, made])
        return made, secret

    def revoke(self, words: str) -> Token:
        """Take a token back, by its id or name. Its hash is forgotten at once."""
        with held(self._folder, _FILE):
            rows = list(self.tokens())
            found = [i for i, row in enumerate(rows) if words in (row.id, row.name) and row.revoked is None]
            if not found:
                raise NotFound(
                    f"Không có mã “{words}” còn dùng được. Xem: cancu token list.",
                    f"No token “{words}” is in use. See: cancu token list.",
                )
            rows[found[-1]] = replace(rows[found[-1]], revoked=_now(), digest="")
            self._write(rows)
            return rows[found[-1]]

    def find(self, id_: str) -> Token | None:
        """The token of this id, if it still holds."""
        return next((row for row in self.tokens() if row.id == id_ and row.holds()), None)

    def find_secret(self, secret: str) -> Token | None:
        """The token that these words are, if it still holds."""
        shape = SHAPE.fullmatch(secret)
        row = self.find(shape[1]) if shape else None
        same = hmac.compare_digest(_digest(secret), row.digest if row else _NOBODY)
        return row if same else None

    def _write(self, rows: Sequence[Token]) -> None:
        body = {"version": 1, "tokens": [{**asdict(row), "role": row.role.name} for row in rows]}
        replace_file(self._path, json.dumps(body, ensure_ascii=False, indent=1) + "\n")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _read(path: Path) -> tuple[Token, ...]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["tokens"]
        return tuple(Token(**{**row, "role": parse_role(row["role"])}) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise SettingError(
            f"{path}: danh sách mã bị hỏng nên không ai vào được. Hãy phục hồi tệp, hoặc xoá nó rồi tạo mã mới.",
            f"{path}: the list of tokens is damaged, so nobody is let in. Restore the file, or remove it and make new "
            "tokens.",
        ) from cause
