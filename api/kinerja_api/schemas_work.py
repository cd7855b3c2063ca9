"""What is asked of free queries."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class CypherIn(BaseModel):
    """A reading Cypher statement; ``$scope`` is that of the edition named."""

    model_config = ConfigDict(extra="forbid")

    cypher: str = Field(min_length=1, max_length=100_000)
