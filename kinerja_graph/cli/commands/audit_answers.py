"""An audit in the form that was asked for, and where it goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.audit.answer import FailOn, csv_text, csv_text_of_all
from kinerja_graph.cli.commands.command_context import CommandContext, json_text
from kinerja_graph.cli.formatters.drawing import draw_text
from kinerja_graph.cli.formatters.findings import (
    LINES,
    SHOWN,
    answer_parts,
    answer_parts_of_all,
    finding_parts,
    step_lines,
)
from kinerja_graph.cli.formatters.history import broken_parts, history_parts, sum_parts
from kinerja_graph.cli.formatters.words import NEXT, line, next_step
from kinerja_graph.cli.options import AuditArguments
from kinerja_graph.cli.rule_options import RuleArguments
from kinerja_graph.cli.screen import has_colour, width, write_text
from kinerja_graph.errors import UsageError
from kinerja_graph.files import write_whole
from kinerja_graph.library.references import resolve
from kinerja_graph.report.answers.audit import audit_groups
from kinerja_graph.report.audit_sentences import MOST_NAMED
from kinerja_graph.report.report_context import Audited
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import _
from kinerja_graph.workflow.auditing import Everything
from kinerja_graph.workflow.reporting import (
    FORMS,
    FORMS_OF_ALL,
    file_names,
    overview,
    report,
    report_context,
)
from kinerja_graph.workflow.rule_sets import RuleSet, evidence_sheet

if TYPE_CHECKING:
    from kinerja_graph.audit.evidence import SheetEvidence

INDEX: Final = "index.html"
ENDINGS: Final = {"table": "txt", "junit": "xml"}
"""Endings of files whose form has another name."""
_SHEET_EVIDENCE: Final = "audit.evidence:sheet_evidence"
_EVIDENCED: Final = "audit.evidence:EvidencedAudit"
_EVIDENCE_PARTS: Final = "cli.formatters.evidence:evidence_parts"
_WRITTEN_EACH: Final = _("Written: {number:file|files} in {path}")
WRITTEN: Final = _("Written: {path}")
_SINCE: Final = _("New and resolved since {edition}:")
_THE_FINDINGS: Final = _("The findings:")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOutput:
    """How an audit is written, and what is said beside it.

    Attributes:
        form: its form.
        options: what is listed, and where it is written to.
        decided: the rules that ran.
        fail_on: what the audit must not come to.
        command: the command that was typed, and what was ``given`` to it.
        evidence: the sheet by whose criteria the findings are ordered.
        path: the input.
        beside: sentences that belong to the verdict.
        before: an earlier edition of the dataset; None if there is none, or if the audit was
            compared with something.
    """

    form: str
    options: AuditArguments
    decided: RuleSet
    fail_on: FailOn
    command: str = "audit"
    given: tuple[str, ...] = ()
    evidence: str | None = None
    path: Path | None = None
    beside: tuple[str, ...] = ()
    before: str | None = None

    @property
    def is_answer(self) -> bool:
        """Whether it sums the findings up rather than listing them."""
        return self.form == "table" and not self.options.lists and self.evidence is None

    @property
    def to_file(self) -> bool:
        """Whether it goes to a file."""
        return self.options.out is not None


def form_of(context: CommandContext, options: AuditArguments, about: RuleArguments) -> str:
    """Return the form of the answer: that of ``--format``, else JSON with ``--json``, else a table.

    Raises:
        UsageError: options that contradict each other.
    """
    if context.json and options.format not in (None, "json"):
        raise _contradiction("--json", options)
    if about.evidence and options.format not in (None, "table", "json"):
        raise _contradiction("--evidence", options)
    form = options.format or ("json" if context.json else "table")
    if options.limit is not None and form != "table":
        raise _contradiction("--limit", replace(options, format=form))
    return form


def write(context: CommandContext, text: str, out: Path | None) -> None:
    """Write an answer to its file, else to standard output."""
    if out is None:
        write_text(text, sys.stdout)
    else:
        write_whole(out, text)
        context.note(line(context.say(WRITTEN, path=out), "dim"))


def folder_of(output: AuditOutput) -> Path | None:
    """Return the folder that gets a file for each dataset of ``--all``.

    Pages always need one; other forms use one if ``--out`` is an existing folder.
    """
    out = output.options.out
    return out if out is not None and (output.form == "html" or out.is_dir()) else None


def write_each(
    context: CommandContext, found: Everything, output: AuditOutput, folder: Path
) -> None:
    """Write the audit of each dataset to a file of its own; for pages, an index too."""
    ending = ENDINGS.get(output.form, output.form)
    names = file_names((one.edition.dataset for one in found.audited), ending)
    for name, one in zip(names, found.audited, strict=True):
        write_whole(folder / name, text_of(context, one, output))
    context.note(*sum_parts(found, context.language))
    if output.form == "html":
        page = overview(found, names, output.decided.graded, context.language)
        write(context, page, folder / INDEX)
    else:
        text = context.say(_WRITTEN_EACH, number=len(names), path=folder)
        context.note(line(text, "dim"))


def text_of(
    context: CommandContext,
    found: Audited,
    output: AuditOutput,
    if_clean: Callable[[], Line] = Line,
) -> str:
    """Return an audit in the form asked for; ``if_clean`` names the next step without findings."""
    for form in FORMS:
        if output.form == form:
            return report(form, [found], output.decided.graded, context.language, path=output.path)
    evidence: SheetEvidence | None = None
    if output.evidence:
        evidence = resolve(_SHEET_EVIDENCE)(found.audit, evidence_sheet(context.settings))
    if output.form == "json":
        return json_text(as_json(resolve(_EVIDENCED)(found.audit, evidence), context.language))
    if output.form == "csv":
        return csv_text(found.audit, context.language)
    parts: Iterable[RenderableType]
    if evidence is not None:
        parts = resolve(_EVIDENCE_PARTS)(found.audit, evidence, context.language)
    elif output.options.lists:
        parts = _listed(context, found, output)
    else:
        told = report_context(output.decided.graded, context.language)
        step = if_clean()
        if found.audit.overview.rules:
            words = (output.command, *output.given, "--findings")
            step = next_step(context.say(_THE_FINDINGS), *words)
        if output.before is not None:
            words = (output.command, *output.given, "--since", output.before)
            since = next_step(context.say(_SINCE, edition=output.before), *words)
            step = Line("\n", no_wrap=True).join([since, step]) if step else since
        columns = width(sys.stdout)
        lines = LINES - step_lines(step, columns)
        groups = audit_groups(found, told, *output.beside, lines=lines)
        parts = answer_parts(groups, step, columns)
    return _drawn(parts, output)


def text_of_all(context: CommandContext, found: Everything, output: AuditOutput) -> str:
    """Return the audits of all datasets in the form asked for.

    Raises:
        UsageError: the form is for a single audit.
    """
    for form in FORMS_OF_ALL:
        if output.form == form:
            return report(form, found.audited, output.decided.graded, context.language)
    if output.form == "json":
        return json_text(as_json(found, context.language))
    if output.form == "csv":
        return csv_text_of_all((one.audit for one in found.audited), context.language)
    return _drawn(_parts_of_all(context, found, output), output)


def _listed(
    context: CommandContext, found: Audited, output: AuditOutput
) -> Iterable[RenderableType]:
    most = output.options.limit or SHOWN
    named = output.options.limit or MOST_NAMED
    yield from finding_parts(found, output.decided.graded, context.language, most=most, named=named)
    yield from history_parts(found.audit, output.decided.graded, context.language)


def _parts_of_all(
    context: CommandContext, found: Everything, output: AuditOutput
) -> Iterable[RenderableType]:
    if not output.options.lists:
        yield from answer_parts_of_all(
            found,
            lambda worst: next_step(
                context.say(NEXT),
                *("audit", "--dataset", worst.dataset, "--edition", worst.edition),
                *output.given,
            ),
            context.language,
            width(sys.stdout),
        )
        return
    yield from sum_parts(found, context.language)
    for one in found.outcomes:
        yield Line()
        if isinstance(one, Audited):
            yield from _listed(context, one, output)
        else:
            yield from broken_parts(one, context.language)


def _drawn(parts: Iterable[RenderableType], output: AuditOutput) -> str:
    drawn_parts: Sequence[RenderableType] = list(parts)
    colour = has_colour(sys.stdout) and not output.to_file
    return draw_text(*drawn_parts, colour=colour, columns=width(sys.stdout))


def _contradiction(option: str, options: AuditArguments) -> UsageError:
    mends = {
        "--json": _("Leave one of them out."),
        "--evidence": _("Use --format table or json."),
        "--limit": _("Leave --limit out: only a table is cut."),
    }
    return UsageError(
        _("{option} and --format {form} cannot be used together."),
        mend=mends[option],
        where="--format" if option == "--json" else option,
        option=option,
        form=options.format,
    )
