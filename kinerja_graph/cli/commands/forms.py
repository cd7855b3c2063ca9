"""``forms``: fill an official form, list forms, show one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.form_options import (
    CheckFormsArguments,
    FillArguments,
    FormArguments,
    FormFolderOption,
    NewFormArguments,
)
from kinerja_graph.cli.formatters.forms import form_list_parts, form_parts
from kinerja_graph.cli.formatters.words import GOOD_STYLE, line
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.errors import UsageError
from kinerja_graph.files import refuse_unwritable
from kinerja_graph.forms.filling import Asked
from kinerja_graph.report.official.names import form_format_of
from kinerja_graph.texts import _
from kinerja_graph.workflow import forms as use
from kinerja_graph.workflow.reports import time_of_report
from kinerja_graph.workflow.views import open_checked_edition

_WRITTEN: Final = _("✔ Form {form} is written ({rows:row|rows}): {path}")

_NEW: Final = _("✔ A copy to change is written: {path}")
_THEN: Final = _("Then: kinerja forms check {folder}")
_CHECKED: Final = _("Of {all:form|forms}, {good} can be filled.")


def forms_fill(context: CommandContext, what: FillArguments, edition_ref: EditionArguments) -> int:
    """Fill a form: answer with its rows, or write it to a file."""
    form = use.form_folder(context.settings, what.forms).read(what.name)
    if what.out is not None:
        form_format_of(what.out)
        refuse_unwritable(what.out)
    elif not context.json:
        raise UsageError(
            _("A filled form needs a place to go."),
            mend=_("Add --out F.xlsx (or .docx, .pdf), or --json."),
            where="kinerja forms fill",
            code="bad-value",
        )
    made = time_of_report()
    asked = Asked(
        unit=what.unit,
        position=what.position,
        tag=what.tag,
        year=what.year,
        since=what.since,
        baseline=None if what.baseline is None else str(what.baseline),
    )
    with open_checked_edition(context.settings, edition_ref) as (store, edition):
        found = use.fill_form(store, edition, form, asked, settings=context.settings)
    if what.out is None:
        context.data(found)
        return 0
    written = use.write_form(found, what.out, language=context.language, made=made)
    if context.json:
        context.data(written)
    else:
        text = context.say(_WRITTEN, path=what.out, form=form.name, rows=written.rows)
        context.answer(line(text, GOOD_STYLE))
    return 0


def forms_list(context: CommandContext, where: FormFolderOption) -> int:
    """List all forms."""
    found = use.list_forms(use.form_folder(context.settings, where.forms))
    if context.json:
        context.data(found)
    else:
        context.answer(*form_list_parts(found, context.language))
    return 0


def forms_show(context: CommandContext, what: FormArguments, where: FormFolderOption) -> int:
    """Show the page of one form."""
    folder = use.form_folder(context.settings, where.forms)
    page = use.show_form(folder, what.name, with_fields=what.fields)
    if context.json:
        context.data(page)
    else:
        context.answer(*form_parts(page, context.language))
    return 0


def forms_new(context: CommandContext, what: NewFormArguments) -> int:
    """Copy a form into a folder of one's own, under a new name."""
    folder = use.form_folder(context.settings, what.forms)
    into = what.forms or folder.own or Path()
    written = use.new_form(what.name, model=what.model, into=into)
    if context.json:
        context.data(written)
    else:
        context.answer(line(context.say(_NEW, path=written.path), GOOD_STYLE))
        context.note(line(context.say(_THEN, folder=into), "dim"))
    return 0


def forms_check(context: CommandContext, what: CheckFormsArguments) -> int:
    """Check the forms of a folder; return 2 if one cannot be used."""
    found = use.check_forms(what.folder)
    if context.json:
        context.data(found)
    else:
        for fault in found.faults:
            context.answer(*map(line, fault.tell(context.language).splitlines()))
        context.answer(line(context.say(_CHECKED, good=found.good, all=len(found.forms))))
    return UsageError.exit_code if found.faults else 0
