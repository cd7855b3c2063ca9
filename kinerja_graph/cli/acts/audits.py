"""``audit`` and ``check``."""

from __future__ import annotations

import sys
from typing import Final

from kinerja_graph.audit.answer import csv_text, exceeds, json_text
from kinerja_graph.audit.finding import Audit
from kinerja_graph.cli.acts.desk import Desk
from kinerja_graph.cli.acts.inputs import refused, warned, wish
from kinerja_graph.cli.options import AuditOptions, HowToRead, InputPath, Which
from kinerja_graph.cli.progress import audit_progress
from kinerja_graph.cli.screen import coloured, put, width
from kinerja_graph.cli.telling.drawing import drawn
from kinerja_graph.cli.telling.findings import MOST, finding_parts
from kinerja_graph.cli.telling.words import line
from kinerja_graph.errors import AuditError, UsageError
from kinerja_graph.texts import Text
from kinerja_graph.workflow import loading, views
from kinerja_graph.workflow.files import write_whole
from kinerja_graph.workflow.opening import opened
from kinerja_graph.workflow.reading import InputRefused
from kinerja_graph.workflow.rules import chosen_rules, rules_list

_FOUND: Final = 1
_WRITTEN: Final = Text(id="Ditulis: {path}", en="Written: {path}")


def audit(desk: Desk, which: Which, options: AuditOptions) -> int:
    """Runs the rules over a loaded edition."""
    form = _form(desk, options)
    chosen_rules(options.rule)
    choice = views.Choice(which.dataset, which.edition)
    with opened(desk.settings) as store, audit_progress(desk.language) as progress:
        found = views.audit(store, choice, rules=options.rule, progress=progress)
    return _told(desk, found, form, options)


def check(desk: Desk, at: InputPath, how: HowToRead, options: AuditOptions) -> int:
    """Reads and audits an input and keeps nothing of it."""
    form = _form(desk, options)
    try:
        with audit_progress(desk.language) as progress:
            done = loading.check(
                at.path,
                settings=desk.settings,
                wish=wish(how),
                rules=options.rule,
                progress=progress,
            )
    except InputRefused as refusal:
        return refused(desk, at.path, refusal.reading)
    if form == "table":
        warned(desk, done.reading.problems)
    return _told(desk, done.audit, form, options)


def _form(desk: Desk, options: AuditOptions) -> str:
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
    return options.format or ("json" if desk.json else "table")


def _told(desk: Desk, found: Audit, form: str, options: AuditOptions) -> int:
    text = _text(desk, found, form, to_file=options.out is not None)
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


def _text(desk: Desk, found: Audit, form: str, *, to_file: bool) -> str:
    if form == "json":
        return json_text(found, desk.language)
    if form == "csv":
        return csv_text(found, desk.language)
    on_terminal = sys.stdout.isatty() and not to_file
    parts = finding_parts(found, rules_list(), desk.language, most=MOST if on_terminal else None)
    colour = coloured(sys.stdout) and not to_file
    return drawn(*parts, colour=colour, columns=width(sys.stdout))
