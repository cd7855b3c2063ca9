"""Every command: its name, its help, what it takes, and which act it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kinerja_graph.cli.declare import Command
from kinerja_graph.report.formats.registry import FORMATS
from kinerja_graph.texts import Text, _
from kinerja_graph.views.registry import VIEWS

_EDITION: Final = "cli.options:EditionArguments"
_SHARED: Final[Mapping[str, Command]] = {
    "individual": Command(
        "individual",
        _("What a post is measured by: SOP tasks and indicators; or all posts."),
        "individual:individual",
        {"what": "cli.people_options:IndividualArguments", "edition_ref": _EDITION},
    ),
    "whatif": Command(
        "whatif",
        _(
            "What is lost or at risk if something is removed or misses its targets; "
            "the weakest points."
        ),
        "whatif:whatif",
        {"what": "cli.cause_options:WhatIfArguments", "edition_ref": _EDITION},
    ),
}
"""Commands that ask several views, by name."""


def _view_commands() -> Iterator[Command]:
    """Yield the commands of the views, in their order."""
    commands: dict[str, Command] = {}
    for view in VIEWS.values():
        if isinstance(view.command, str):
            commands[view.command] = _SHARED[view.command]
        else:
            commands[view.name] = Command(
                view.name, view.command, "views:show_view", {"edition_ref": _EDITION}, view
            )
    yield from commands.values()


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "demo",
        _("The main job on the example: load, audit, align, draw."),
        "show:demo",
        {"place": "cli.arguments:DemoOptions"},
    ),
    Command(
        "validate",
        _("Read and check plan files, load nothing."),
        "inputs:validate",
        {"at": "cli.options:InputPath", "numbers": "cli.options:Separator"},
    ),
    Command(
        "load",
        _("Load plan files as one edition, whole or not at all."),
        "inputs:load",
        {"at": "cli.output_options:InputPaths", "how": "cli.options:ReadArguments"},
    ),
    Command(
        "check",
        _("Read and audit plan files, keep nothing."),
        "audits:check",
        {
            "at": "cli.options:CheckArguments",
            "how": "cli.options:ReadArguments",
            "options": "cli.options:AuditArguments",
            "about": "cli.rule_options:RuleArguments",
            "history": "cli.history_options:HistoryArguments",
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
        {"what": "cli.arguments:DropArguments"},
    ),
    Command(
        "audit",
        _("Run all rules over an edition, or those named by --rule."),
        "audits:audit",
        {
            "edition_ref": _EDITION,
            "breadth": "cli.history_options:Breadth",
            "options": "cli.options:AuditArguments",
            "about": "cli.rule_options:RuleArguments",
            "history": "cli.history_options:HistoryArguments",
        },
    ),
    *_view_commands(),
    Command(
        "compare",
        _("Two editions: added, removed, moved, re-owned, re-targeted."),
        "comparing:compare",
        {"sides": "cli.cause_options:CompareArguments"},
    ),
    Command(
        "documents",
        _("The documents of an edition against each other: in what they disagree, cell by cell."),
        "documents:documents",
        {"what": "cli.document_options:DocumentsArguments"},
    ),
    Command(
        "query",
        _("Read-only Cypher."),
        "queries:query",
        {"what": "cli.arguments:QueryArguments", "edition_ref": _EDITION},
    ),
    Command(
        "render",
        _("A picture: interactive in one HTML file without internet, or still (SVG, PNG)."),
        "pictures:render",
        {"what": "cli.arguments:RenderArguments", "edition_ref": _EDITION},
    ),
    Command(
        "report",
        _("Findings and views as a report: {formats}."),
        "reports:report",
        {"what": "cli.report_options:ReportArguments", "edition_ref": _EDITION},
        facts={"formats": ", ".join(name.upper() for name in FORMATS)},
    ),
    Command(
        "export",
        _("Export an edition: CSV, JSON, GraphML, Parquet, neo4j-admin."),
        "exports:export",
        {"what": "cli.output_options:ExportOptions", "edition_ref": _EDITION},
    ),
    Command(
        "import",
        _("Turn a government's own wide table into plan tables, every record with its cell."),
        "importing:import_matrix",
        {"what": "cli.import_options:ImportArguments"},
    ),
    Command(
        "template",
        _("Write an empty workbook to fill in: sheets, drop-downs and notes."),
        "exports:template",
        {"what": "cli.output_options:TemplateOptions"},
    ),
    Command(
        "open",
        _("From a sheet to findings and a report, in your browser."),
        "opening:open_desk",
        {"what": "cli.access_options:OpenArguments"},
    ),
    Command(
        "serve",
        _("The web service: explorer and API, for this machine alone or with sign-in."),
        "serving:serve",
        {"where": "cli.access_options:ServeOptions"},
    ),
    Command(
        "mcp",
        _("A read-only server for assistants (MCP), over standard input and output."),
        "assistants:serve_mcp",
    ),
    Command(
        "backup",
        _("Save every edition and the accounts database into one file, checked by digests."),
        "backups:backup",
        {"what": "cli.output_options:BackupArguments"},
    ),
    Command(
        "restore",
        _("Restore everything from a backup, on either engine."),
        "backups:restore",
        {"what": "cli.output_options:RestoreArguments"},
    ),
    Command(
        "doctor",
        _("What is installed, reachable and allowed; how to fix what is not."),
        "doctor:doctor",
        {"how": "cli.doctor_options:DoctorOptions"},
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
                {"where": "cli.rule_options:RuleFolder"},
            ),
            Command(
                "show",
                _("One rule's page."),
                "rules:rules_show",
                {"what": "cli.arguments:RuleArgument", "where": "cli.rule_options:RuleFolder"},
            ),
            Command(
                "test",
                _("Test a folder of rules with its case files."),
                "rules:rules_test",
                {"what": "cli.rule_options:RulesTestArguments"},
            ),
            Command(
                "new",
                _("Write a skeleton of a new rule with its case file."),
                "rules:rules_new",
                {"what": "cli.rule_options:RulesNewArguments"},
            ),
        ),
    ),
    "forms": (
        _("Official forms, filled from a plan."),
        (
            Command(
                "fill",
                _("Fill a form from an edition."),
                "forms:forms_fill",
                {"what": "cli.form_options:FillArguments", "edition_ref": _EDITION},
            ),
            Command(
                "list",
                _("All forms, with their options."),
                "forms:forms_list",
                {"where": "cli.form_options:FormFolderOption"},
            ),
            Command(
                "show",
                _("One form: its rows, its columns, what they may name."),
                "forms:forms_show",
                {
                    "what": "cli.form_options:FormArguments",
                    "where": "cli.form_options:FormFolderOption",
                },
            ),
            Command(
                "new",
                _("Copy a form into your own folder, to change it."),
                "forms:forms_new",
                {"what": "cli.form_options:NewFormArguments"},
            ),
            Command(
                "check",
                _("Check the forms of a folder: what is wrong, in which line."),
                "forms:forms_check",
                {"what": "cli.form_options:CheckFormsArguments"},
            ),
        ),
    ),
    "follow-up": (
        _("What is done about findings, and notes on records."),
        (
            Command(
                "set",
                _("Enter the follow-up of a finding: state, person, due date, note."),
                "follow_up:follow_up_set",
                {"what": "cli.follow_up_options:FollowUpArguments", "edition_ref": _EDITION},
            ),
            Command(
                "list",
                _("All follow-ups, overdue ones first, as the audit has them."),
                "follow_up:follow_up_list",
                {"chosen": "cli.follow_up_options:FollowUpListOptions", "edition_ref": _EDITION},
            ),
            Command(
                "show",
                _("One follow-up and its history."),
                "follow_up:follow_up_show",
                {"what": "cli.follow_up_options:FollowUpArgument", "edition_ref": _EDITION},
            ),
            Command(
                "note",
                _("Write a note on a record."),
                "follow_up:follow_up_note",
                {"what": "cli.follow_up_options:NoteArguments", "edition_ref": _EDITION},
            ),
            Command(
                "notes",
                _("The notes on a record, or on all records."),
                "follow_up:follow_up_notes",
                {"what": "cli.follow_up_options:NotesArgument", "edition_ref": _EDITION},
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
                {
                    "what": "cli.access_options:KeyArguments",
                    "where": "cli.access_options:RoleOptions",
                },
            ),
            Command("list", _("All keys."), "access:keys_list"),
            Command(
                "revoke",
                _("Revoke a key, at once."),
                "access:keys_revoke",
                {"what": "cli.access_options:KeyArgument"},
            ),
        ),
    ),
    "webhooks": (
        _("Addresses that the web service tells of loads and audits."),
        (
            Command(
                "add",
                _("Add an address; the secret that signs is shown once."),
                "webhooks:webhooks_add",
                {"what": "cli.webhook_options:WebhookArguments"},
            ),
            Command("list", _("All webhooks."), "webhooks:webhooks_list"),
            Command(
                "remove",
                _("Remove a webhook, at once."),
                "webhooks:webhooks_remove",
                {"what": "cli.webhook_options:WebhookArgument"},
            ),
            Command(
                "log",
                _("What was sent, and how it went."),
                "webhooks:webhooks_log",
                {"part": "cli.webhook_options:DeliveryOptions"},
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
                {
                    "who": "cli.access_options:PersonArgument",
                    "where": "cli.access_options:RoleOptions",
                },
            ),
            Command(
                "withdraw",
                _("Revoke a role, at once."),
                "access:users_withdraw",
                {
                    "who": "cli.access_options:PersonArgument",
                    "where": "cli.access_options:RoleOptions",
                },
            ),
            Command(
                "forget",
                _("Remove a person, their roles and sessions."),
                "access:users_forget",
                {"who": "cli.access_options:PersonArgument"},
            ),
            Command(
                "log",
                _("Who did what."),
                "access:users_log",
                {"part": "cli.access_options:LogOptions"},
            ),
        ),
    ),
    "fleet": (
        _("Many governments at once, on the workers of a Dask cluster."),
        (
            Command(
                "check",
                _("Read and audit every plan in these folders, keep none."),
                "fleet:fleet_check",
                {
                    "what": "cli.fleet_options:FleetPlans",
                    "how": "cli.fleet_options:FleetArguments",
                    "rules": "cli.fleet_options:FleetRules",
                    "limits": "cli.fleet_options:FleetLimits",
                },
            ),
            Command(
                "audit",
                _("Audit the newest edition of every dataset, wherever it is loaded."),
                "fleet:fleet_audit",
                {
                    "what": "cli.fleet_options:FleetAddresses",
                    "breadth": "cli.fleet_options:FleetEditions",
                    "how": "cli.fleet_options:FleetArguments",
                    "rules": "cli.fleet_options:FleetRules",
                    "limits": "cli.fleet_options:FleetLimits",
                },
            ),
            Command(
                "report",
                _("Write the report of every edition, and the page of the country."),
                "fleet:fleet_report",
                {
                    "what": "cli.fleet_options:FleetReports",
                    "breadth": "cli.fleet_options:FleetEditions",
                    "how": "cli.fleet_options:FleetArguments",
                    "rules": "cli.fleet_options:FleetRules",
                    "about": "cli.fleet_options:FleetWaivers",
                },
            ),
            Command(
                "page",
                _("Write the page of the country from the results of the last run."),
                "fleet:fleet_page",
                {"what": "cli.fleet_options:FleetPage", "where": "cli.fleet_options:FleetFolder"},
            ),
            Command(
                "query",
                _("Ask the results in SQL."),
                "fleet:fleet_query",
                {"what": "cli.fleet_options:FleetQuery", "where": "cli.fleet_options:FleetFolder"},
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
                {"chosen": "cli.arguments:EngineOptions"},
            ),
            Command(
                "stop",
                _("Stop the engine."),
                "engines:stop",
                {"chosen": "cli.arguments:EngineOptions"},
            ),
            Command(
                "status",
                _("Whether the engine runs."),
                "engines:status",
                {"chosen": "cli.arguments:EngineOptions"},
            ),
        ),
    ),
}
