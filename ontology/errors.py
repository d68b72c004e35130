"""Every error a user can meet, in one family.

    CancuError
    ├── LoadError (ValueError)          one file could not be read; the batch goes on
    │   ├── EmptyFile
    │   ├── DamagedFile                 truncated, broken, encrypted
    │   ├── UnsupportedFile             not a kind of file we read
    │   ├── TooLarge                    beyond a stated bound (bytes, pages, depth, expansion)
    │   ├── TookTooLong                 parsing was stopped
    │   ├── NotADocument                no Vietnamese administrative text in it
    │   └── MissingPart                 needs a part of the system that is not installed
    ├── StoreError (RuntimeError)       the store cannot be opened, is locked, is of another version
    │   ├── StoreOutdated               written by an older program, and not yet migrated
    │   └── StoreBusy
    │       └── ListsBusy               its lists are being made for the first time
    ├── QueryError (ValueError)         a query is wrong, refused or went past its limits
    ├── RegisterError (ValueError)      a register row or file cannot be taken
    ├── NotFound (LookupError)          nothing carries this name
    │   └── NotUnique                   more than one thing does
    ├── ChangedMeanwhile (RuntimeError)  somebody else has decided since the caller looked
    ├── AccessError (PermissionError)   the caller may not do this
    └── SettingError (ValueError)       a setting is unknown or wrong

An error carries what happened and what to do next, in Vietnamese and in English; `str()` gives the language of
`CANCU_LANG`. It refuses to be raised without both.
"""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for people, in both languages."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if os.environ.get("CANCU_LANG", "vi").lower().startswith("en") else self.vi

    def as_dict(self) -> dict[str, str]:
        return {"vi": self.vi, "en": self.en}


class CancuError(Exception):
    """The root: a message in two languages, and the data it speaks of."""

    def __init__(self, vi: str, en: str, **data: object) -> None:
        super().__init__(vi, en)
        self.message = Message(vi, en)
        self.data = data

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message.vi, self.message.en, self.data))


def _rebuild(kind: type[CancuError], vi: str, en: str, data: dict[str, object]) -> CancuError:
    return kind(vi, en, **data)


class LoadError(CancuError, ValueError):
    """One file could not be read. `data["file"]` names it."""


class EmptyFile(LoadError):
    """Nothing in it."""


class DamagedFile(LoadError):
    """Truncated, broken or encrypted."""


class UnsupportedFile(LoadError):
    """Not a kind of file we read."""


class TooLarge(LoadError):
    """Beyond a stated bound."""


class TookTooLong(LoadError):
    """Parsing was stopped."""


class NotADocument(LoadError):
    """No Vietnamese administrative text in it."""


class MissingPart(LoadError):
    """Needs a part of the system that is not installed; the message says which and how to get it."""


class StoreError(CancuError, RuntimeError):
    """The store cannot be opened or has another version."""


class StoreOutdated(StoreError):
    """An older program wrote the store; opened for writing it is migrated."""


class StoreBusy(StoreError):
    """Another process is writing."""


class ListsBusy(StoreBusy):
    """The lists of the store are being made for the first time."""


class QueryError(CancuError, ValueError):
    """A query is wrong, refused or went past its limits."""


class RegisterError(CancuError, ValueError):
    """A register row or file cannot be taken."""


class NotFound(CancuError, LookupError):
    """Nothing carries this name."""


class NotUnique(NotFound):
    """More than one thing does."""


class ChangedMeanwhile(CancuError, RuntimeError):
    """Somebody else has decided since the caller looked."""


class AccessError(CancuError, PermissionError):
    """The caller may not do this."""


class SettingError(CancuError, ValueError):
    """A setting is unknown or wrong."""
