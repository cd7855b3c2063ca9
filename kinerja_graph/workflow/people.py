"""Draft the SKP items of every post of an edition, as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja_graph.analysis.individual import Individuals
from kinerja_graph.analysis.individual_reading import individuals
from kinerja_graph.analysis.plan_years import plan_years
from kinerja_graph.errors import UsageError
from kinerja_graph.files import WrittenFile, write_whole
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.skp_book import skp_workbook
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.texts import Language, Text, _
from kinerja_graph.workflow.edition_cache import checking_editions

_OUTSIDE: Final = _(
    "{year} is outside the years of this plan ({first}–{last}); choose one of them with --year, "
    "or leave --year out."
)
_NO_YEARS: Final = _("This plan names no years and has no targets; --year {year} gives no target.")


@json_keys("*file", "posts", "items")
@dataclass(frozen=True, slots=True)
class SkpDraft:
    """A draft that was written, and the answer it was made from."""

    file: WrittenFile
    answer: Individuals

    @property
    def posts(self) -> int:
        """How many posts it contains."""
        return len(self.answer.people)

    @property
    def items(self) -> int:
        """How many SKP items it contains, over all posts."""
        return sum(len(person.measures) for person in self.answer.people)


def draft_skp(
    store: Store, edition: Edition, out: Path, *, language: Language, year: int | None = None
) -> SkpDraft:
    """Write a draft of every post's SKP items to ``out``, with the targets of ``year`` or today.

    Raises:
        EditionGone: the edition was removed while it was read.
        UsageError: ``out`` is not an ``.xlsx`` file, or cannot be written (``not-written``).
    """
    check_workbook(out)
    with checking_editions(store, edition):
        answer = individuals(store, edition, year=year)
    return SkpDraft(write_whole(out, skp_workbook(answer, language)), answer)


def year_hint(store: Store, edition: Edition, year: int | None) -> Text | None:
    """Return a hint if ``year`` is outside the years of the plan, otherwise None."""
    if year is None:
        return None
    years = plan_years(store, edition)
    if years.first is None or years.last is None:
        return _NO_YEARS.filled(year=year)
    if years.first <= year <= years.last:
        return None
    return _OUTSIDE.filled(year=year, first=years.first, last=years.last)


def check_workbook(out: Path) -> None:
    """Check that a name ends in ``.xlsx``.

    Raises:
        UsageError: it does not (``bad-value``).
    """
    if out.suffix.lower() != ".xlsx":
        raise UsageError(
            _("The SKP draft is written as a workbook .xlsx, not {name}."),
            mend=_("Give a name that ends in .xlsx."),
            where="--out",
            code="bad-value",
            name=out.name,
        )
