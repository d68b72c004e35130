"""The forms about who is asking and who changed what; the others stand in `api/schemas.py`."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

RoleName = Literal["reader", "reviewer", "loader", "administrator"]


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class HealthView(BaseModel):
    """The server answers."""

    model_config = _example(status="ok")
    status: Literal["ok"]


class ActorView(BaseModel):
    """Who is asking; `token` is its id, null for the person at the machine itself."""

    model_config = _example(name="Phòng Pháp chế", role="reviewer", token="5f0c2a91")  # noqa: S106
    name: str
    role: RoleName
    token: str | None


class TrailEntry(BaseModel):
    """One write: who, when, what, and how it ended."""

    model_config = _example(
        at="2026-11-21T08:15:00.000+00:00",
        who="Phòng Pháp chế",
        role="reviewer",
        token="5f0c2a91",  # noqa: S106
        action="review",
        what={"findings": ["https://cancu.example/finding/1"], "decision": "confirmed", "reviewer": "An"},
        outcome="done",
    )
    at: str
    who: str
    role: RoleName
    token: str | None
    action: str
    what: dict[str, Any]
    outcome: Literal["done", "refused", "failed"]
