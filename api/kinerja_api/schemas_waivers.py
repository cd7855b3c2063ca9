"""Waivers and baselines, as the ledger keeps them."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from kinerja_api.models import Model


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


class TakenWaivers(Model):
    """How many waivers of a file are new."""

    dataset: str
    taken: int


class BaselineStatus(Model):
    """Who said what is known of a dataset, and when; null where nobody has."""

    dataset: str
    set_by: str | None
    set_at: str | None
