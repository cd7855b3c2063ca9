"""``frozen_record``: a cheap dataclass for millions of records that are never modified."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen_record(cls: type[T]) -> type[T]:
    """Create a keyword-only dataclass with slots, which type checkers treat as frozen.

    Python's own frozen dataclasses set each field through ``object.__setattr__``, which takes two
    to three times as long, and a large plan has millions of records (decision 0071).
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)
