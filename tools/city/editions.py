"""The editions of the city: the flawless plan, the changes of an edition, planted defects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from city.changes import apply
from city.draft import Draft, Tables
from city.growth import add_sums, grow_agency
from city.series import CLOSED, FIRST, LAST

PLAN: Final = Path(__file__).parent / "plan"
DATASET: Final = "kota-contoh"
ORIGINAL: Final = "2026-murni"
REVISED: Final = "2026-perubahan"
EDITIONS: Final[Mapping[str, str]] = {
    ORIGINAL: "Rencana kinerja Kota Contoh 2025–2029, 2026 murni",
    REVISED: "Rencana kinerja Kota Contoh 2025–2029, 2026 perubahan",
}


@dataclass(frozen=True, slots=True)
class Defect:
    """One fault planted on purpose.

    Attributes:
        rule: the rule that finds it.
        what: what was done to the plan.
        editions: the editions that have it.
        findings: subject id and, of a link, the other id, for each finding.
        changes: how it is planted.
    """

    rule: str
    what: str
    editions: tuple[str, ...]
    findings: tuple[tuple[str, str | None], ...]
    changes: Sequence[Mapping[str, Any]]


def sound() -> Draft:
    """Return the plan without any mistakes."""
    draft = Draft()
    links = _read_yaml("crosscutting.yaml")
    lagging = frozenset(links["lagging"])
    for path in sorted(PLAN.glob("[0-9]*.yaml")):
        grow_agency(draft, _read_yaml(path.name), lagging)
    for link in links["links"]:
        draft.add("contributions", **link)
    add_sums(draft, links["links"])
    return draft


def tables_of(edition: str, *, flawed: bool = True) -> Tables:
    """Return the input tables of one edition, without its defects if ``flawed`` is False."""
    draft = sound()
    draft.add(
        "dataset",
        dataset=DATASET,
        edition=edition,
        name=EDITIONS[edition],
        first_year=FIRST,
        last_year=LAST,
        as_of=CLOSED,
    )
    if edition == REVISED:
        apply(draft, _read_yaml("perubahan.yaml")["changes"])
    for defect in defects(edition) if flawed else ():
        apply(draft, defect.changes)
    return draft.tables()


def defects(edition: str) -> Iterator[Defect]:
    """Yield the defects of one edition, in the order they are planted."""
    return (item for item in every_defect() if edition in item.editions)


@cache
def every_defect() -> tuple[Defect, ...]:
    """Return the defects of all editions, in the order they are planted."""
    return tuple(
        Defect(
            rule=item["rule"],
            what=item["what"],
            editions=tuple(item.get("editions", EDITIONS)),
            findings=tuple((found[0], found[1] if found[1:] else None) for found in item["finds"]),
            changes=item["changes"],
        )
        for item in _read_yaml("defects.yaml")["defects"]
    )


def _read_yaml(name: str) -> Any:
    return yaml.safe_load((PLAN / name).read_text("utf-8"))
