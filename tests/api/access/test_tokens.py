"""Tokens at rest, in use and taken back; sessions; who may read the files."""

import datetime as dt
import json
import os
import stat
from pathlib import Path

import pytest

from api.access.place import has_begun, state_folder
from api.access.roles import Role, acting, acting_as, local_user
from api.access.sessions import Sessions
from api.access.tokens import SHAPE, Token, TokenBook
from ontology.errors import NotFound, SettingError


@pytest.fixture
def book(tmp_path: Path) -> TokenBook:
    return TokenBook(tmp_path / "access")


def test_a_token_is_found_by_its_words_alone(book: TokenBook) -> None:
    made, secret = book.create("Phòng Pháp chế", Role.reviewer)
    assert SHAPE.fullmatch(secret)
    assert book.find_secret(secret) == made
    for wrong in ("", "cancu_", secret[:-1], secret + "x", secret.upper(), f"cancu_{made.id}_" + "A" * 43, "đ" * 50):
        assert book.find_secret(wrong) is None


def test_only_a_hash_is_kept_and_only_the_owner_can_read_it(book: TokenBook, tmp_path: Path) -> None:
    _, secret = book.create("a", Role.reader)
    folder = tmp_path / "access"
    for path in folder.iterdir():
        assert secret.rpartition("_")[2] not in path.read_text()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_list_that_others_can_change_is_refused(book: TokenBook, tmp_path: Path) -> None:
    book.create("a", Role.reader)
    (tmp_path / "access" / "tokens.json").chmod(0o666)
    with pytest.raises(SettingError, match="chmod 600"):
        book.tokens()


def test_revoking_is_heard_by_who_has_the_list_open_and_closes_for_good(book: TokenBook, tmp_path: Path) -> None:
    made, secret = book.create("a", Role.reader)
    other = TokenBook(tmp_path / "access")  # another process
    assert other.find_secret(secret) == made
    book.revoke("a")
    assert other.find_secret(secret) is None
    assert other.find(made.id) is None
    assert other.used()
    assert json.loads((tmp_path / "access" / "tokens.json").read_text())["tokens"][0]["digest"] == ""
    with pytest.raises(NotFound):
        book.revoke(made.id)


def test_a_name_is_one_token_at_a_time(book: TokenBook) -> None:
    book.create("An", Role.reader)
    with pytest.raises(SettingError):
        book.create("AN", Role.loader)
    book.revoke("An")
    assert book.create("An", Role.loader)[0].role is Role.loader


@pytest.mark.parametrize("name", ["", "  ", "a\r\nSet-Cookie: x=1", "a\x00b", "x" * 81, "a\u2028b", "\x1b[31mđỏ"])
def test_names_that_could_break_a_line_are_refused(book: TokenBook, name: str) -> None:
    with pytest.raises(SettingError):
        book.create(name, Role.reader)
    assert not book.used()


@pytest.mark.parametrize(
    ("last", "today", "holds"),
    [
        (None, "2030-01-01", True),
        ("2026-12-31", "2026-12-31", True),
        ("2026-12-31", "2027-01-01", False),
    ],
)
def test_the_last_day_is_a_day_it_holds(last: str | None, today: str, holds: bool) -> None:
    row = Token(id="0" * 8, name="a", role=Role.reader, digest="", created="", expires=last)
    assert row.holds(dt.date.fromisoformat(today)) is holds


@pytest.mark.parametrize("words", ["2020-01-01", "mai", "-1", "2026-02-30", "٣"])
def test_an_expiry_that_is_no_coming_day_is_refused(book: TokenBook, words: str) -> None:
    with pytest.raises(SettingError):
        book.create("a", Role.reader, words)


def test_an_expiry_in_days(book: TokenBook) -> None:
    made, _ = book.create("a", Role.reader, "30")
    assert made.expires == (dt.date.today() + dt.timedelta(days=30)).isoformat()


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"tokens": [{"id": 1}]}', '{"tokens": [{"role": "king"}]}'])
def test_a_damaged_list_lets_nobody_in(book: TokenBook, tmp_path: Path, damaged: str) -> None:
    _, secret = book.create("a", Role.reader)
    path = tmp_path / "access" / "tokens.json"
    path.write_text(damaged)
    os.utime(path, (1, 1))
    with pytest.raises(SettingError):
        book.find_secret(secret)


def test_a_session_stands_for_its_token_and_ends() -> None:
    now = [0.0]
    sessions = Sessions(10, clock=lambda: now[0])
    one, other = sessions.begin("t1"), sessions.begin("t1")
    assert one != other
    assert sessions.token_of(one) == "t1"
    sessions.end(one)
    assert sessions.token_of(one) is None
    now[0] = 11
    assert sessions.token_of(other) is None
    assert sessions.token_of("made up") is None


def test_who_acts_is_the_person_at_the_machine_until_said_otherwise() -> None:
    assert acting() == local_user()
    assert acting().role is Role.administrator
    row = Token(id="0" * 8, name="a", role=Role.reader, digest="", created="")
    with acting_as(row.actor()):
        assert acting().name == "a"
    assert acting() == local_user()


def test_where_the_state_is_kept(tmp_path: Path) -> None:
    assert state_folder(str(tmp_path / "s")) == tmp_path / "s" / "access"
    assert state_folder("memory:", str(tmp_path)) == tmp_path
    secret = state_folder("http://user:pass@host/sparql")
    assert "pass" not in str(secret)
    assert secret != state_folder("http://host/sparql")


def test_a_token_may_come_before_the_store(tmp_path: Path) -> None:
    store = tmp_path / "s"
    assert not has_begun(store)
    TokenBook(state_folder(str(store))).create("a", Role.reader)
    assert not has_begun(store)
    (store / "live").mkdir()
    assert has_begun(store)
