"""The reference tables: TOML files beside this module, one row one fact, and the one way to read them.

What differs by kind of document, body or date is a row here, never code. A row says where it is from (`source`); a row
without one is from general knowledge and waits for somebody to confirm it. A missing or broken table is an error at
once, not an empty answer.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]


@lru_cache(maxsize=64)
def read_table(name: str) -> Mapping[str, Any]:
    """The whole of `<name>.toml`."""
    with (files(__package__) / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def rows(table: str, kind: str) -> tuple[Row, ...]:
    """The rows `[[kind]]` of a table, in their order.

    >>> rows("document_types", "type")[0]["name"]
    'Hiến pháp'
    """
    return tuple(read_table(table)[kind])


def table_names() -> tuple[str, ...]:
    """Every table there is."""
    return tuple(sorted(p.name.removesuffix(".toml") for p in files(__package__).iterdir() if p.name.endswith(".toml")))
