"""What is wrong with a field of a request, in both languages: the words of pydantic are English only.

A row for each kind of error that our forms can give; a kind without a row is told in general words beside the English.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ontology.errors import Message

_JSON = Message("không phải JSON hợp lệ", "is not valid JSON")
_TEXT = Message("phải là chữ", "must be text")
_WHOLE = Message("phải là số nguyên", "must be a whole number")
_NUMBER = Message("phải là số", "must be a number")
_TRUTH = Message("phải là true hoặc false", "must be true or false")
_DAY = Message("phải là một ngày, viết như 2026-11-21", "must be a date such as 2026-11-21")
_OBJECT = Message("phải là một đối tượng JSON", "must be a JSON object")
_LIST = Message("phải là một danh sách", "must be a list")
_WORDS: Mapping[str, Message] = {
    "missing": Message("còn thiếu", "is missing"),
    "extra_forbidden": Message("không có trường này", "is no field here"),
    "json_invalid": _JSON,
    "string_type": _TEXT,
    "string_too_short": Message("phải có ít nhất {min_length} ký tự", "must have at least {min_length} characters"),
    "string_too_long": Message("chỉ được tới {max_length} ký tự", "must have at most {max_length} characters"),
    "string_pattern_mismatch": Message("không đúng mẫu {pattern}", "is not of the form {pattern}"),
    "int_type": _WHOLE, "int_parsing": _WHOLE, "int_from_float": _WHOLE, "int_parsing_size": _WHOLE,
    "float_type": _NUMBER, "float_parsing": _NUMBER,
    "bool_type": _TRUTH, "bool_parsing": _TRUTH,
    "greater_than_equal": Message("phải từ {ge} trở lên", "must be {ge} or more"),
    "less_than_equal": Message("phải từ {le} trở xuống", "must be {le} or less"),
    "literal_error": Message("phải là {expected}", "must be {expected}"),
    "enum": Message("phải là {expected}", "must be {expected}"),
    "date_type": _DAY, "date_parsing": _DAY, "date_from_datetime_parsing": _DAY, "date_from_datetime_inexact": _DAY,
    "model_attributes_type": _OBJECT, "dict_type": _OBJECT, "model_type": _OBJECT,
    "list_type": _LIST,
    "too_long": Message("có quá {max_length} phần tử", "has more than {max_length} items"),
    "too_short": Message("có ít hơn {min_length} phần tử", "has fewer than {min_length} items"),
}  # fmt: skip
_OTHERWISE = Message("có giá trị không đúng", "has a wrong value")


def describe_errors(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """Where each error is, and why: in pydantic's words, and as a sentence in both languages.

    >>> describe_errors([{"type": "missing", "loc": ("query", "id"), "msg": "Field required"}])[0]["message"]
    {'vi': '“id” còn thiếu.', 'en': '“id” is missing.'}
    """
    return [{"in": [str(p) for p in e["loc"]], "why": e["msg"], "message": _sentence(e).as_dict()} for e in errors]


def say_errors(errors: Sequence[Mapping[str, Any]]) -> Message:
    """All of them in one line, for a person.

    >>> say_errors([{"type": "missing", "loc": ("query", "id"), "msg": "Field required"}]).vi
    'Địa chỉ hoặc biểu mẫu này không đúng: “id” còn thiếu.'
    """
    told = [_sentence(e) for e in errors]
    return Message(
        "Địa chỉ hoặc biểu mẫu này không đúng: " + " ".join(m.vi for m in told),
        "This address or form is not right: " + " ".join(m.en for m in told),
    )


def _sentence(error: Mapping[str, Any]) -> Message:
    words = _WORDS.get(error["type"], _OTHERWISE)
    name, given = str((error["loc"] or ("?",))[-1]), {k: str(v) for k, v in (error.get("ctx") or {}).items()}
    listed = {k: v.replace(" or ", ", ") for k, v in given.items()}
    return Message(f"“{name}” {_filled(words.vi, listed)}.", f"“{name}” {_filled(words.en, given)}.")


def _filled(words: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        words = words.replace("{" + name + "}", value)
    return words
