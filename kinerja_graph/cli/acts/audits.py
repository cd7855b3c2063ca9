"""``audit`` and ``check``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rich.console import RenderableType

from kinerja_graph.audit.answer import as_json, csv_text, exceeds
from kinerja_graph.audit.evidence import evidence_json
from kinerja_graph.audit.finding import Audit
from kinerja_graph.cli.acts.desk import Desk
from kinerja_graph.cli.acts.desk import json_text as data_text
from kinerja_graph.cli.acts.inputs import refused, warned, wish
from kinerja_graph.cli.options import AuditOptions, HowToRead, InputPath, Which
from kinerja_graph.cli.progress import audit_progress
from kinerja_graph.cli.rule_options import RuleOptions
from kinerja_graph.cli.screen import coloured, put, width
from kinerja_graph.cli.telling.drawing import drawn
from kinerja_graph.cli.telling.evidence import evidence_parts
from kinerja_graph.cli.telling.findings import MOST, finding_parts
from kinerja_graph.cli.telling.words import line
from kinerja_graph.errors import AuditError, UsageError
from kinerja_graph.texts import Text
from kinerja_graph.workflow import loading, views
from kinerja_graph.workflow.files import write_whole
from kinerja_graph.workflow.opening import opened
from kinerja_graph.workflow.reading import InputRefused
from kinerja_graph.workflow.ruling import RuleWish, Ruling, evidence_sheet, ruling

_FOUND: Final = 1
_WRITTEN: Final = Text(id="Ditulis: {path}", en="Written: {path}")


def audit(desk: Desk, which: Which, options: AuditOptions, about: RuleOptions) -> int:
    """Runs the rules over a loaded edition."""
    form = _form(desk, options, about)
    decided = _ruling(desk, options, about)
    choice = views.Choice(which.dataset, which.edition)
    with opened(desk.settings) as store, audit_progress(desk.language) as progress:
        found = views.audit(store, choice, ruling=decided, progress=progress)
    return _told(desk, found, _Answer(form, options, decided, about.evidence))


def check(
    desk: Desk, at: InputPath, how: HowToRead, options: AuditOptions, about: RuleOptions
) -> int:
    """Reads and audits an input and keeps nothing of it."""
    form = _form(desk, options, about)
    decided = _ruling(desk, options, about)
    try:
        with audit_progress(desk.language) as progress:
            done = loading.check(
                at.path,
                settings=desk.settings,
                wish=wish(how),
                ruling=decided,
                progress=progress,
            )
    except InputRefused as refusal:
        return refused(desk, at.path, refusal.reading)
    if form == "table":
        warned(desk, done.reading.problems)
    return _told(desk, done.audit, _Answer(form, options, decided, about.evidence))


@dataclass(frozen=True, slots=True)
class _Answer:
    """How an audit is told: its form, where to, by which rules, and by which sheet."""

    form: str
    options: AuditOptions
    decided: Ruling
    evidence: str | None


def _ruling(desk: Desk, options: AuditOptions, about: RuleOptions) -> Ruling:
    wish = RuleWish(
        rules=tuple(options.rule), folder=about.rules, parameters=tuple(about.parameter)
    )
    return ruling(desk.settings, wish)


def _form(desk: Desk, options: AuditOptions, about: RuleOptions) -> str:
    """The form of the answer: what ``--format`` says, else JSON with ``--json``, else a table."""
    if desk.json and options.format not in (None, "json"):
        raise UsageError(
            Text(
                id="--json dan --format {form} tidak dapat dipakai bersama.",
                en="--json and --format {form} cannot go together.",
            ),
            mend=Text(id="Hilangkan salah satunya.", en="Leave one of them out."),
            where="--format",
            form=options.format,
        )
    if about.evidence and options.format not in (None, "table", "json"):
        raise UsageError(
            Text(
                id="--evidence dan --format {form} tidak dapat dipakai bersama.",
                en="--evidence and --format {form} cannot go together.",
            ),
            mend=Text(id="Pakai --format table atau json.", en="Use --format table or json."),
            where="--evidence",
            form=options.format,
        )
    return options.format or ("json" if desk.json else "table")


def _told(desk: Desk, found: Audit, how: _Answer) -> int:
    form, options = how.form, how.options
    text = _text(desk, found, how)
    if options.out is None:
        put(text, sys.stdout)
    else:
        write_whole(options.out, text)
        desk.note(line(desk.say(_WRITTEN, path=options.out), "dim"))
    if found.failed:
        if form != "table" or options.out is not None:
            desk.note(line_of_failure(desk, found))
        return AuditError.exit_code
    return _FOUND if exceeds(found, options.fail_on) else 0


def line_of_failure(desk: Desk, found: Audit) -> str:
    """Which rules failed, for those who read the answer elsewhere."""
    text = Text(
        id="Audit tidak lengkap; aturan gagal: {rules}",
        en="The audit is incomplete; rules failed: {rules}",
    )
    return desk.say(text, rules=", ".join(run.id for run in found.failed))


def _text(desk: Desk, found: Audit, how: _Answer) -> str:
    sheet = evidence_sheet(desk.settings) if how.evidence else None
    if how.form == "json":
        answer = as_json(found, desk.language)
        if sheet is not None:
            answer["evidence"] = evidence_json(found, sheet, desk.language)
        return data_text(answer)
    if how.form == "csv":
        return csv_text(found, desk.language)
    to_file = how.options.out is not None
    on_terminal = sys.stdout.isatty() and not to_file
    parts: Iterable[RenderableType]
    if sheet is not None:
        parts = evidence_parts(found, evidence_json(found, sheet, desk.language), desk.language)
    else:
        most = MOST if on_terminal else None
        parts = finding_parts(found, how.decided.graded, desk.language, most=most)
    colour = coloured(sys.stdout) and not to_file
    return drawn(*parts, colour=colour, columns=width(sys.stdout))
