"""``fleet check``, ``fleet audit`` and ``fleet query``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.fleet_options import (
    FleetAddresses,
    FleetArguments,
    FleetFolder,
    FleetPlans,
    FleetQuery,
    FleetRules,
)
from kinerja_graph.cli.formatters.fleet import announcement, fleet_parts
from kinerja_graph.cli.formatters.tables import query_parts
from kinerja_graph.cli.progress import DATASETS, audit_progress
from kinerja_graph.errors import AuditError, SourceError
from kinerja_graph.fleet.jobs import Job, JobContext, edition_jobs, make_context, plan_jobs
from kinerja_graph.fleet.query import query_fleet
from kinerja_graph.fleet.run import FleetOptions, run_fleet
from kinerja_graph.workflow.rule_sets import read_rule_set


def fleet_check(
    context: CommandContext, what: FleetPlans, how: FleetArguments, rules: FleetRules
) -> int:
    """Read and audit every plan on the workers of a cluster."""
    return _run(context, partial(plan_jobs, what.paths), how, rules)


def fleet_audit(
    context: CommandContext, what: FleetAddresses, how: FleetArguments, rules: FleetRules
) -> int:
    """Audit the newest edition of every dataset in these graphs on the workers of a cluster."""
    return _run(context, partial(edition_jobs, what.addresses), how, rules)


def fleet_query(context: CommandContext, what: FleetQuery, where: FleetFolder) -> int:
    """Ask the results of the last run."""
    found = query_fleet(what.sql, where.out, context.settings)
    if context.json:
        context.data(found)
    else:
        context.answer(*query_parts(found, context.language))
    return 0


def _run(
    context: CommandContext,
    jobs_of: Callable[[JobContext], Sequence[Job]],
    how: FleetArguments,
    rules: FleetRules,
) -> int:
    rule_set = read_rule_set(
        context.settings, rules.rule, folder=rules.rules, parameters=rules.parameter
    )
    shared = make_context(rule_set, context.settings, context.language)
    jobs = jobs_of(shared)
    options = FleetOptions(scheduler=how.scheduler, out=how.out, is_fresh=how.again)
    with audit_progress(context.language, DATASETS) as progress:
        found = run_fleet(
            jobs,
            shared,
            options,
            progress=progress,
            announce=lambda address: context.note(announcement(address, context.language)),
        )
    if context.json:
        context.data(found)
    else:
        context.answer(*fleet_parts(found, how.out, context.language))
    bad = {one.status for one in found.outcomes} - {"audited"}
    if bad - {"refused"}:
        return AuditError.exit_code
    return SourceError.exit_code if bad else 0
