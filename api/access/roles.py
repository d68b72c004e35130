"""The four roles, each with the rights of those before it, and who is acting now.

Who acts is carried beside the call and not through every function's arguments: a request sets it, a loading that runs
on later keeps it, and on the command line it is the person who is logged in to the machine.
"""

import contextlib
import getpass
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ontology.errors import Message, SettingError


class Role(IntEnum):
    """In the order of their rights."""

    reader = 1
    reviewer = 2
    loader = 3
    administrator = 4


ROLE_NAMES = {
    Role.reader: Message("người đọc", "reader"),
    Role.reviewer: Message("người xem xét", "reviewer"),
    Role.loader: Message("người nạp", "loader"),
    Role.administrator: Message("quản trị", "administrator"),
}


def parse_role(words: str) -> Role:
    """A role by its name."""
    try:
        return Role[words]
    except KeyError:
        names = ", ".join(role.name for role in Role)
        raise SettingError(
            f"Không có vai “{words}”; có: {names}.", f"There is no role “{words}”; use {names}."
        ) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts: the bearer of a token, or (`token` None) the person at this machine."""

    name: str
    role: Role
    token: str | None = None


_ACTING: ContextVar[Actor | None] = ContextVar("acting", default=None)


@lru_cache(maxsize=1)
def local_user() -> Actor:
    """Whoever sits at this machine: it is theirs, they may do everything."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a user number without a name
        name = "local"
    return Actor(name=name, role=Role.administrator)


def acting() -> Actor:
    """Who acts in this call."""
    return _ACTING.get() or local_user()


def signing_name(said: str) -> str:
    """In whose name a decision is taken: that of the token, whatever is said; at one's own machine what is said."""
    actor = acting()
    return actor.name if actor.token is not None else said


@contextlib.contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Everything inside is done by this actor."""
    reset = _ACTING.set(actor)
    try:
        yield
    finally:
        _ACTING.reset(reset)
