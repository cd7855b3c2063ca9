"""``import``: a wide matrix into the contract's tables, or a map proposed for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from rich.text import Text as Line

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.inputs import refused
from kinerja_graph.cli.failures import failed
from kinerja_graph.cli.formatters.amount import ALL_IN_JSON, most_shown
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.importing import guess_parts, import_parts, question_parts
from kinerja_graph.cli.formatters.words import CHECK_IT, line, marked, next_step
from kinerja_graph.cli.import_options import ImportArguments
from kinerja_graph.cli.screen import width, write_text
from kinerja_graph.errors import UsageError
from kinerja_graph.report.answers.proposed_import import proposal_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.sources.wide.proposing import ImportProposal
from kinerja_graph.texts import _
from kinerja_graph.workflow import importing
from kinerja_graph.workflow.reading import InputRefused

_BOTH: Final = _("--guess proposes a map and --map uses one; use only one of them.")
_ONE: Final = _("Leave out --map for a proposal, or --guess to import.")
_WRITTEN: Final = _("A map proposed for {matrix} is written: {out}.")
_MAP_WRITTEN: Final = _("The map is written: {map}. Nothing is imported yet.")
_PROMPT: Final = _("Import it? y/e/f/q: ")
_LEFT: Final = _("Nothing was imported or written.")
_NO_OTHER: Final = _("No other form fits this sheet.")
_UNKNOWN: Final = _("Answer y, e, f or q.")


def import_matrix(context: CommandContext, what: ImportArguments) -> int:
    """Read a matrix by its map and write the contract's tables, or propose a map and ask."""
    try:
        if what.guess:
            return _guess(context, what)
        if what.map is None:
            return _propose(context, what)
        done = importing.import_matrix(
            what.matrix,
            map_name=what.map,
            out=what.out,
            settings=context.settings,
            language=context.language,
        )
    except InputRefused as refusal:
        return refused(context, what.matrix, refusal.reading)
    if context.json:
        context.data(done)
    else:
        context.answer(*import_parts(done, context.language))
    return 0


def _propose(context: CommandContext, what: ImportArguments) -> int:
    """Propose an import and show what it would read; ask on a terminal, else write the map."""
    out, map_file = importing.places_beside(what.matrix)
    out = what.out or out
    proposals = importing.propose_import(what.matrix, context.settings)
    at_terminal = bool(sys.stdin) and sys.stdin.isatty() and sys.stdout.isatty()
    if at_terminal and not context.json:
        return _ask(context, what.matrix, out, map_file)
    proposal = next(proposals)
    language = context.language
    importing.write_proposed_map(proposal, out=map_file, language=language)
    if context.json:
        context.data(importing.ProposedImport(proposal, map_file))
        return 0
    _show(context, proposal)
    _tell_map(context, what.matrix, out, map_file)
    return 0


def _show(context: CommandContext, proposal: ImportProposal) -> None:
    amount = Amount(most_shown(), ALL_IN_JSON)
    blocks = proposal_blocks(proposal, amount, context.language)
    context.answer(*block_parts(blocks, width(sys.stdout)))


def _tell_map(context: CommandContext, matrix: Path, out: Path, map_file: Path) -> None:
    context.answer(
        line(""),
        line(context.say(_MAP_WRITTEN, map=map_file), "bold"),
        _import_by(context, matrix, map_file, out),
    )


def _import_by(context: CommandContext, matrix: Path, map_file: Path, out: Path) -> Line:
    """Tell the user to check the map, and how to import by it then."""
    words = ("import", matrix, "--map", map_file, "--out", out)
    return next_step(context.say(CHECK_IT), *words)


def _ask(context: CommandContext, matrix: Path, out: Path, map_file: Path) -> int:
    """Show one form after another until a person accepts one or quits."""
    proposals = importing.propose_import(matrix, context.settings)
    proposal = next(proposals)
    alone = True
    while True:
        _show(context, proposal)
        answer = ""
        while answer != "f":
            context.answer(line(""), *question_parts(out, map_file, context.language))
            answer = _answer(context)
            if _settled(context, answer, proposal, out, map_file):
                return 0
        following = next(proposals, None)
        if following is None:  # the first again, after the last
            if alone:
                context.answer(line(context.say(_NO_OTHER)))
            proposals = importing.propose_import(matrix, context.settings)
            following = next(proposals)
        else:
            alone = False
        proposal = following


def _settled(
    context: CommandContext, answer: str, proposal: ImportProposal, out: Path, map_file: Path
) -> bool:
    """Do what a person chose; return whether the dialog ends. Report a place that is taken."""
    language = context.language
    try:
        if answer == "y":
            done = importing.import_as_proposed(proposal, out=out, language=language)
            context.answer(*import_parts(done, language))
        elif answer == "e":
            importing.write_proposed_map(proposal, out=map_file, language=language)
            _tell_map(context, proposal.matrix, out, map_file)
        elif answer == "q":
            context.answer(line(context.say(_LEFT)))
        elif answer != "f":
            context.answer(line(context.say(_UNKNOWN)))
    except UsageError as error:
        failed(error, language, as_json=False)
        return False
    return answer in {"y", "e", "q"}


def _answer(context: CommandContext) -> str:
    """Return what a person types; the end of input quits, as q does."""
    write_text(context.say(_PROMPT), sys.stdout)
    typed = sys.stdin.readline()
    return typed.strip().casefold() if typed else "q"


def _guess(context: CommandContext, what: ImportArguments) -> int:
    """Propose a map: the map on standard output, what was not understood on standard error."""
    if what.map is not None:
        raise UsageError(_BOTH, mend=_ONE, where="--guess", code="extra-argument")
    done = importing.guess_map(
        what.matrix, out=what.out, settings=context.settings, language=context.language
    )
    if context.json:
        context.data(done)
        return 0
    if done.out is None:
        write_text(done.text, sys.stdout)
    else:
        out, _ = importing.places_beside(done.matrix)
        context.answer(
            marked(
                "warning" if done.proposal.doubts else "good",
                context.say(_WRITTEN, out=done.out, matrix=done.matrix),
            ),
            _import_by(context, done.matrix, done.out, out),
        )
    context.note(*guess_parts(done, context.language))
    return 0
