"""Values of `ontology.values` as compact JSON text, and back, without loss.

The store keeps the record and the derived state of a work whole beside their triples, so that reading them back is one
look-up and gives exactly what went in. Fields at their default are left out. It refuses nothing: it only reads what it
wrote.

>>> from ontology.values import Citation, Span
>>> c = Citation(span=Span(1, 4), quote="abc", kind="numbered", doubts=("ocr",))
>>> decode(Citation, encode(c)) == c
True
"""

import dataclasses
import json
import types
import typing
from functools import lru_cache
from typing import Any, TypeVar

from ontology.values import Span

T = TypeVar("T")


def encode(value: Any) -> str:
    """The JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The value of this type."""
    value: T = _value(kind, json.loads(text))
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {}
        for name, default, _ in _fields(type(value)):
            got = getattr(value, name)
            if got != default or type(got) is not type(default):
                plain[name] = _plain(got)
        return plain
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value


@lru_cache(maxsize=256)
def _fields(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """Name, default and type of every field."""
    hints = typing.get_type_hints(kind)
    found = []
    for field in dataclasses.fields(kind):
        default = field.default
        if default is dataclasses.MISSING and field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        found.append((field.name, default, hints[field.name]))
    return tuple(found)


@lru_cache(maxsize=1024)
def _shape(hint: Any) -> tuple[str, Any]:
    """What a type hint asks for."""
    if hint is Span:
        return "span", None
    if dataclasses.is_dataclass(hint):
        return "value", hint
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        return _shape(inner[0]) if len(inner) == 1 else ("plain", None)
    if origin is tuple:
        inside = typing.get_args(hint)
        return ("many", inside[0]) if inside[-1] is Ellipsis else ("fixed", inside)
    return "plain", None


def _value(hint: Any, plain: Any) -> Any:
    if plain is None:
        return None
    shape, inner = _shape(hint)
    if shape == "span":
        return Span(plain[0], plain[1])
    if shape == "value":
        hints = {name: kind for name, _, kind in _fields(inner)}
        return inner(**{name: _value(hints[name], v) for name, v in plain.items() if name in hints})
    if shape == "many":
        return tuple(_value(inner, v) for v in plain)
    if shape == "fixed":
        return tuple(_value(h, v) for h, v in zip(inner, plain, strict=True))
    return plain
