"""The forms about who is asking and who changed what; the others stand in `api/schemas.py`."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

RoleName = Literal["reader", "reviewer", "loader", "administrator"]


class HealthView(BaseModel):
    """The server answers."""

    status: Literal["ok"]


class ActorView(BaseModel):
    """Who is asking; `token` is its id, null for the person at the machine itself."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"name": "Phòng Pháp chế", "role": "reviewer", "token": "5f0c2a91"}}
    )
    name: str
    role: RoleName
    token: str | None


class TrailEntry(BaseModel):
    """One write: who, when, what, and how it ended."""

    at: str
    who: str
    role: RoleName
    token: str | None
    action: str
    what: dict[str, Any]
    outcome: Literal["done", "refused", "failed"]
