"""What an upload would change in a loaded edition, as JSON and as blocks of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.report.answers.compare import compare_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.store.load import Progress
from kinerja_graph.texts import LANGUAGES, Language, Text, _
from kinerja_graph.workflow.comparing import Compared, PlanFile, compare
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.rule_sets import read_rule_set

_FILES: Final = _("{n} files")
MOST_CHANGES: Final = 40
"""Maximum number of changes of each kind on a page."""
MOST_LISTED: Final = 5_000
"""Maximum length of each list in the JSON: the service keeps it in memory."""


def preview_upload(
    path: Path,
    how: ReadOptions,
    settings: Settings,
    before: Mapping[str, Any],
    names: Sequence[str],
    progress: Progress,
) -> dict[Language, dict[str, Any]]:
    """Compare the plan at ``path`` with a loaded edition, by the rules of ``settings``.

    It is loaded out of sight, audited and removed again.

    Args:
        path: the plan.
        how: how to read it.
        settings: of the service.
        before: the dataset and the name of the edition.
        names: the sender's names of its files, which readers see in place of its edition.
        progress: called while it is loaded, and before each rule (stage ``audit``).

    Raises:
        InputRefused: the plan has errors.
        KinerjaError: as ``comparing.compare``.

    Returns:
        by language, the JSON (``answer``) and the blocks (``blocks``).
    """
    rules = read_rule_set(settings)
    with connect_and_list(settings) as (store, found):
        told = compare(
            store,
            (EditionRef(**before), PlanFile(path, how, settings, progress)),
            rule_set=rules,
            found=found,
            progress=lambda done, total, _rule: progress("audit", done, total),
        )
    name = _FILES.filled(n=len(names)) if len(names) > 1 else Text(id=names[0], en=names[0])
    titles = {rule.id: rule.title for rule in rules.graded}
    return {
        language: {
            "answer": _limited(as_json(told, language)),
            "blocks": _plain_blocks(told, language, name.say(language), titles),
        }
        for language in LANGUAGES
    }


def _plain_blocks(
    told: Compared, language: Language, name: str, titles: Mapping[str, Text]
) -> list[dict[str, Any]]:
    """Return the blocks as plain data; records are linked to the loaded edition."""
    blocks = compare_blocks(
        replace(told.changes, after=name),
        language,
        Amount(MOST_CHANGES),
        findings=told.findings,
        titles=titles,
        level=2,
        linked="before",
    )
    return [{"block": type(one).__name__, **asdict(one)} for one in blocks]


def _limited(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Shorten every list of an answer to ``MOST_LISTED``, and say so where one was longer."""
    short = {key: _shortened(value) for key, value in answer.items()}
    return short if short == answer else short | {"truncated": True, "limit": MOST_LISTED}


def _shortened(value: object) -> object:
    pairs, listed = as_mapping(value), as_list(value)
    if pairs is not None:
        return {key: _shortened(one) for key, one in pairs.items()}
    return value if listed is None else listed[:MOST_LISTED]
