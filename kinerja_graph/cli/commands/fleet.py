"""``fleet check``, ``fleet audit``, ``fleet report``, ``fleet page`` and ``fleet query``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from kinerja_graph.audit.waiver import Waiver, read_waivers
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.fleet_options import (
    FleetAddresses,
    FleetArguments,
    FleetEditions,
    FleetFolder,
    FleetLimits,
    FleetPage,
    FleetPlans,
    FleetQuery,
    FleetReports,
    FleetRules,
    FleetWaivers,
)
from kinerja_graph.cli.formatters.fleet import announcement, fleet_parts
from kinerja_graph.cli.formatters.tables import query_parts
from kinerja_graph.cli.formatters.words import line
from kinerja_graph.cli.progress import DATASETS, audit_progress
from kinerja_graph.errors import AuditError, SourceError
from kinerja_graph.fleet.country import write_country_page
from kinerja_graph.fleet.jobs import (
    Job,
    JobContext,
    PageOptions,
    edition_jobs,
    jobs_of_both,
    make_context,
    plan_jobs,
    twice_loaded,
)
from kinerja_graph.fleet.provinces import Provinces, read_provinces
from kinerja_graph.fleet.query import query_fleet
from kinerja_graph.fleet.run import FleetAnswer, FleetOptions, run_fleet
from kinerja_graph.texts import _
from kinerja_graph.workflow.reports import time_of_report
from kinerja_graph.workflow.rule_sets import RuleSet, read_fail_on, read_rule_set

_FOUND: Final = 1
_WRITTEN: Final = _("Written: {path}")
_TWICE: Final = _("{dataset} is loaded in several databases, and audited in each: {places}")


def fleet_check(
    context: CommandContext,
    what: FleetPlans,
    how: FleetArguments,
    rules: FleetRules,
    limits: FleetLimits,
) -> int:
    """Read and audit every plan on the workers of a cluster."""
    return _audit(context, partial(plan_jobs, what.paths), how, rules, limits)


def fleet_audit(
    context: CommandContext,
    what: FleetAddresses,
    breadth: FleetEditions,
    how: FleetArguments,
    rules: FleetRules,
    limits: FleetLimits,
) -> int:
    """Audit the newest edition of every dataset in these graphs on the workers of a cluster."""
    jobs_of = partial(edition_jobs, what.addresses, with_older=breadth.every_edition)
    return _audit(context, jobs_of, how, rules, limits)


def fleet_report(
    context: CommandContext,
    what: FleetReports,
    breadth: FleetEditions,
    how: FleetArguments,
    rules: FleetRules,
    about: FleetWaivers,
) -> int:
    """Write the report of every edition and the page of the country."""
    provinces = read_provinces(what.provinces)
    shared = make_context(
        _rule_set(context, rules),
        context.settings,
        context.language,
        waivers=_waivers(about),
        pages=PageOptions(
            ending=what.format,
            reader=what.reader,
            made=time_of_report(),
            with_picture=what.pictures,
        ),
    )
    jobs_of = partial(jobs_of_both, what.places, with_older=breadth.every_edition)
    found = _run(context, jobs_of(shared), shared, how)
    _write_page(context, how.out, provinces, quietly=True)
    return _code(found)


def fleet_page(context: CommandContext, what: FleetPage, where: FleetFolder) -> int:
    """Write the page of the country from the results of the last run."""
    _write_page(context, where.out, read_provinces(what.provinces))
    return 0


def fleet_query(context: CommandContext, what: FleetQuery, where: FleetFolder) -> int:
    """Ask the results of the last run."""
    found = query_fleet(what.sql, where.out, context.settings)
    if context.json:
        context.data(found)
    else:
        context.answer(*query_parts(found, context.language))
    return 0


def _audit(
    context: CommandContext,
    jobs_of: Callable[[JobContext], Sequence[Job]],
    how: FleetArguments,
    rules: FleetRules,
    limits: FleetLimits,
) -> int:
    rule_set = _rule_set(context, rules)
    fail_on = read_fail_on(limits.fail_on or ("never",), rule_set)
    waivers = _waivers(limits)
    shared = make_context(rule_set, context.settings, context.language, waivers=waivers)
    found = _run(context, jobs_of(shared), shared, how)
    return _code(found) or (_FOUND if found.exceeds(fail_on) else 0)


def _rule_set(context: CommandContext, rules: FleetRules) -> RuleSet:
    return read_rule_set(
        context.settings, rules.rule, folder=rules.rules, parameters=rules.parameter
    )


def _waivers(about: FleetWaivers) -> tuple[Waiver, ...] | None:
    return None if about.waivers is None else read_waivers(about.waivers)


def _run(
    context: CommandContext, jobs: Sequence[Job], shared: JobContext, how: FleetArguments
) -> FleetAnswer:
    """Run the jobs, show what was found, and return it."""
    for dataset, places in twice_loaded(jobs).items():
        text = context.say(_TWICE, dataset=dataset, places=", ".join(places))
        context.note(line(text))
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
    return found


def _write_page(
    context: CommandContext, folder: Path, provinces: Provinces, *, quietly: bool = False
) -> None:
    """Write the page of the country; ``quietly``, another answer stands already."""
    written = write_country_page(folder, provinces, context.language, made=time_of_report())
    if context.json and not quietly:
        context.data(written)
    elif not context.json:
        context.answer(line(context.say(_WRITTEN, path=written.path)))


def _code(found: FleetAnswer) -> int:
    """Return the exit code of editions that could not be audited; 0 if all could."""
    bad = {one.status for one in found.outcomes} - {"audited"}
    if bad - {"refused"}:
        return AuditError.exit_code
    return SourceError.exit_code if bad else 0
