"""The forms of decisions about findings and of what is accepted from now on."""

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import FILLED, form


class ReviewRow(BaseModel):
    """One decision about a finding: what, who, when, why."""

    model_config = form(
        finding="f5b0f",
        decision="dismissed",
        by="Nguyễn Thị Mai",
        at="2026-11-21T01:00:00+00:00",
        reason="bản đính chính",
    )
    finding: str
    decision: str
    by: str
    at: str
    reason: str


class AcceptForm(BaseModel):
    """A finding to dismiss, and to accept for its work from now on."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "finding": "f5b0f",
                    "reviewer": "Nguyễn Thị Mai",
                    "reason": "tên gọi tắt quen dùng",
                    "any_value": False,
                }
            ]
        },
    )
    finding: str = Field(description="The finding's id or IRI", max_length=2000, json_schema_extra=FILLED)
    reviewer: str = Field(max_length=200, json_schema_extra=FILLED)
    reason: str = Field(max_length=5000, json_schema_extra=FILLED)
    any_value: bool = Field(default=False, description="Accept whatever is written, not this value alone")
