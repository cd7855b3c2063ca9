"""Every command: its name, its help, what it takes, and which act it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kinerja_graph.cli.access_options import (
    InWhich,
    KeyNamed,
    LogPart,
    NewKey,
    PersonNamed,
    Served,
)
from kinerja_graph.cli.arguments import Asked, Chosen, Drawn, Dropped, Place, Shown
from kinerja_graph.cli.cause_options import Sides, Supposed
from kinerja_graph.cli.declare import Command
from kinerja_graph.cli.doctor_options import Examined
from kinerja_graph.cli.history_options import Breadth, HistoryArguments
from kinerja_graph.cli.import_options import Importing
from kinerja_graph.cli.options import (
    AuditArguments,
    EditionArguments,
    HowToRead,
    InputPath,
    Separator,
)
from kinerja_graph.cli.output_options import (
    BackedUp,
    Exporting,
    InputPaths,
    Restored,
    Templated,
)
from kinerja_graph.cli.people_options import Measured
from kinerja_graph.cli.report_options import Reporting
from kinerja_graph.cli.rule_options import Begun, Proved, RuleArguments, RuleFolder
from kinerja_graph.cli.view_commands import view_command
from kinerja_graph.report.formats.registry import FORMATS
from kinerja_graph.texts import Text, _
from kinerja_graph.views.registry import VIEWS

_SHARED: Final[Mapping[str, Command]] = {
    "individual": Command(
        "individual",
        _("What a post is measured by: SOP tasks and indicators; or all posts."),
        "individual:individual",
        {"what": Measured, "which": EditionArguments},
    ),
    "whatif": Command(
        "whatif",
        _(
            "What is lost or at risk if something is removed or misses its targets; "
            "the weakest points."
        ),
        "whatif:whatif",
        {"what": Supposed, "which": EditionArguments},
    ),
}
"""Commands that ask several views, by name."""


def _view_commands() -> Iterator[Command]:
    """The commands of the views, in the order of these."""
    commands: dict[str, Command] = {}
    for view in VIEWS.values():
        if isinstance(view.command, str):
            commands[view.command] = _SHARED[view.command]
        else:
            commands[view.name] = view_command(view)
    yield from commands.values()


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "demo",
        _("The main job on the example: load, audit, align, draw."),
        "show:demo",
        {"place": Place},
    ),
    Command(
        "validate",
        _("Read and check plan files, load nothing."),
        "inputs:validate",
        {"at": InputPath, "numbers": Separator},
    ),
    Command(
        "load",
        _("Load plan files as one edition, whole or not at all."),
        "inputs:load",
        {"at": InputPaths, "how": HowToRead},
    ),
    Command(
        "check",
        _("Read and audit plan files, keep nothing."),
        "audits:check",
        {
            "at": InputPath,
            "how": HowToRead,
            "options": AuditArguments,
            "about": RuleArguments,
            "history": HistoryArguments,
        },
    ),
    Command(
        "datasets",
        _("What is loaded."),
        "snapshots:datasets",
    ),
    Command(
        "drop",
        _("Remove one edition, or a whole dataset."),
        "removing:drop",
        {"what": Dropped},
    ),
    Command(
        "audit",
        _("Run all rules over an edition, or those named by --rule."),
        "audits:audit",
        {
            "which": EditionArguments,
            "breadth": Breadth,
            "options": AuditArguments,
            "about": RuleArguments,
            "history": HistoryArguments,
        },
    ),
    *_view_commands(),
    Command(
        "compare",
        _("Two editions: added, removed, moved, re-owned, re-targeted."),
        "comparing:compare",
        {"sides": Sides},
    ),
    Command(
        "query",
        _("Read-only Cypher."),
        "queries:query",
        {"what": Asked, "which": EditionArguments},
    ),
    Command(
        "render",
        _("A picture: interactive in one HTML file without internet, or still (SVG, PNG)."),
        "pictures:render",
        {"what": Drawn, "which": EditionArguments},
    ),
    Command(
        "report",
        _("Findings and views as a report: {formats}."),
        "reports:report",
        {"what": Reporting, "which": EditionArguments},
        facts={"formats": ", ".join(name.upper() for name in FORMATS)},
    ),
    Command(
        "export",
        _("Export an edition: CSV, JSON, GraphML, Parquet, neo4j-admin."),
        "exports:export",
        {"what": Exporting, "which": EditionArguments},
    ),
    Command(
        "import",
        _("Turn a government's own wide table into plan tables, every record with its cell."),
        "importing:import_matrix",
        {"what": Importing},
    ),
    Command(
        "template",
        _("Write an empty workbook to fill in: sheets, drop-downs and notes."),
        "exports:template",
        {"what": Templated},
    ),
    Command(
        "serve",
        _("The web service: explorer and API, for this machine alone or with sign-in."),
        "serving:serve",
        {"where": Served},
    ),
    Command(
        "backup",
        _("Save every edition and the ledger into one file, checked by digests."),
        "backups:backup",
        {"what": BackedUp},
    ),
    Command(
        "restore",
        _("Restore everything from a backup, on either engine."),
        "backups:restore",
        {"what": Restored},
    ),
    Command(
        "doctor",
        _("What is installed, reachable and allowed; how to fix what is not."),
        "doctor:doctor",
        {"how": Examined},
    ),
)
GROUPS: Final[Mapping[str, tuple[Text, tuple[Command, ...]]]] = {
    "rules": (
        _("The rules of the audit."),
        (
            Command(
                "list",
                _("All rules."),
                "rules:rules_list",
                {"where": RuleFolder},
            ),
            Command(
                "show",
                _("One rule's page."),
                "rules:rules_show",
                {"what": Shown, "where": RuleFolder},
            ),
            Command(
                "test",
                _("Test a folder of rules with its case files."),
                "rules:rules_test",
                {"what": Proved},
            ),
            Command(
                "new",
                _("Write a skeleton of a new rule with its case file."),
                "rules:rules_new",
                {"what": Begun},
            ),
        ),
    ),
    "keys": (
        _("The API keys of the web service."),
        (
            Command(
                "add",
                _("Create a key; it is shown once."),
                "access:keys_add",
                {"what": NewKey, "where": InWhich},
            ),
            Command("list", _("All keys."), "access:keys_list"),
            Command(
                "revoke",
                _("Revoke a key, at once."),
                "access:keys_revoke",
                {"what": KeyNamed},
            ),
        ),
    ),
    "users": (
        _("Who may sign in to the web service."),
        (
            Command("list", _("All people."), "access:users_list"),
            Command(
                "grant",
                _("Give a role."),
                "access:users_grant",
                {"who": PersonNamed, "where": InWhich},
            ),
            Command(
                "withdraw",
                _("Revoke a role, at once."),
                "access:users_withdraw",
                {"who": PersonNamed, "where": InWhich},
            ),
            Command(
                "forget",
                _("Remove a person, their roles and sessions."),
                "access:users_forget",
                {"who": PersonNamed},
            ),
            Command(
                "log",
                _("Who did what."),
                "access:users_log",
                {"part": LogPart},
            ),
        ),
    ),
    "db": (
        _("The database engines that kinerja runs itself."),
        (
            Command(
                "start",
                _("Start the engine."),
                "engines:start",
                {"chosen": Chosen},
            ),
            Command(
                "stop",
                _("Stop the engine."),
                "engines:stop",
                {"chosen": Chosen},
            ),
            Command(
                "status",
                _("Whether the engine runs."),
                "engines:status",
                {"chosen": Chosen},
            ),
        ),
    ),
}
