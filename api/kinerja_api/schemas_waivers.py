"""Waivers and baselines, as the ledger keeps them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kinerja_api.models import Out


class WaiverIn(BaseModel):
    """What is to be accepted: the findings of a rule about a record, and why, until when, by whom.

    ``other`` narrows it to one link, ``fingerprint`` to one finding; one of ``subject`` (an id, or
    ``@dataset`` for the finding on the dataset) and ``fingerprint`` is needed.
    """

    model_config = ConfigDict(extra="forbid")

    rule: str = Field(min_length=1, max_length=200)
    subject: str = Field("", max_length=4000)
    other: str | None = Field(None, max_length=4000)
    fingerprint: str | None = Field(None, max_length=100)
    reason: str = Field(min_length=1, max_length=4000)
    until: date
    by: str = Field(min_length=1, max_length=200)


class WaiverRecordOut(Out):
    """A waiver: what it accepts, its state, who proposed it and who decided, and when."""

    number: int
    dataset: str
    rule: str
    subject: str = Field(description="Empty where the fingerprint alone says it.")
    other: str | None
    fingerprint: str | None
    reason: str | None
    until: str | None
    by: str | None
    state: Literal["proposed", "approved", "rejected", "withdrawn"]
    proposed_by: str
    proposed_at: str
    decided_by: str | None
    decided_at: str | None
    four_eyes: bool | None = Field(
        description="Whether another approved it than who proposed it; null: it is not approved."
    )


class WaiversOut(Out):
    """The waivers of a dataset, in the order in which they were proposed."""

    dataset: str
    waivers: list[WaiverRecordOut]


class TakenOut(Out):
    """How many waivers of a file are new."""

    dataset: str
    taken: int


class BaselineOut(Out):
    """Who said what is known of a dataset, and when; null where nobody has."""

    dataset: str
    set_by: str | None
    set_at: str | None
