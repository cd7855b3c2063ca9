"""Write how the plan was examined, what was not examined, and what no finding says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.audit.finding import RuleRun
from kinerja_graph.report.answers.shared import fill_line
from kinerja_graph.report.audit_sentences import rules_sentence
from kinerja_graph.report.chapters.appendix import run_state, skipped_table, waiver_table
from kinerja_graph.report.chapters.room import left_out, room
from kinerja_graph.report.document import Block, Heading, Items, Paragraph, cite, line
from kinerja_graph.report.readers import annex_anchor
from kinerja_graph.report.report_data import ReportData
from kinerja_graph.texts import _

METHOD: Final = "method"
_HEADING: Final = _("Method and limits")
_HOW: Final = _("How the plan was examined")
_LIMITS: Final = _("What the findings do not say")
_READ: Final = _(
    "The plan was read as edition {edition} of {dataset} and put into a graph: what contributes to "
    "what, who owns and who performs it. Each rule is a question to this graph; it counts what it "
    "examined and returns what is at fault. No figure of this report was estimated."
)
_AGAIN: Final = _(
    "The same input and the same rules give the same findings; their SHA-256 values are at the "
    "front of this report."
)
_SHOWN_THERE: Final = _("They are listed with the reasons in {annex}.")
_SKIPPED: Final = _("Rules not run, switched off or given another severity")
_POINTS: Final = (
    _("Below each break or circle everything is counted; a record may be below several of them."),
    _("Wording is examined by word lists; a reader decides whether a name is meant so."),
    _("What the measured years say of a causal link is never a proof."),
    _("Where data is missing a rule does not apply; that is no proof that all is well."),
)
_NESTING: Final = _("A contribution that is only nesting is counted as a chain, but is no cause.")
_RULES_LIMITS: Final = _("The limits of each rule are shown by kinerja rules show RULE.")
_RULES_ANNEX: Final = _("The limits of each rule are in {annex}.")


def method(data: ReportData) -> Iterator[Block]:
    """Yield the chapter: how it was examined, which rules did not run, and the limits."""
    edition, audit = data.subject.edition, data.subject.audit
    language = data.context.language
    yield Heading(text=data.tell(_HEADING), level=1, anchor=METHOD)
    yield Heading(text=data.tell(_HOW), level=2)
    yield Paragraph(line=line(data.tell(_READ, edition=edition.edition, dataset=edition.dataset)))
    yield Paragraph(line=line(data.tell(_AGAIN)))
    yield Paragraph(line=line(rules_sentence(audit, language)))
    yield from _skipped(data)
    yield Heading(text=data.tell(_LIMITS), level=2)
    points = (*_POINTS, _NESTING) if audit.links.nesting else _POINTS
    # What is signed stands with its limits: the signature alone on a page would be of nothing.
    yield Items(tuple(line(data.tell(point)) for point in points), keep=True)
    if "rules" in data.annexes:
        place = line(cite(annex_anchor("rules")))
        yield Paragraph(line=fill_line(_RULES_ANNEX, language, annex=place), keep=True)
    else:
        yield Paragraph(line=line(data.tell(_RULES_LIMITS)), keep=True)


def _skipped(data: ReportData) -> Iterator[Block]:
    """List rules that did not run or were changed, and waivers; or cite the annex that does."""
    audit = data.subject.audit
    runs = [run for run in audit.rules if run.status != "ran" or run.decision is not None]
    if "rules" in data.annexes:
        if runs or audit.waivers:
            place = line(cite(annex_anchor("rules")))
            yield Paragraph(line=fill_line(_SHOWN_THERE, data.context.language, annex=place))
        return
    if runs:
        runs.sort(key=_gravity)
        shown = runs[: room(data).skipped]
        yield Paragraph(line=line(data.say("not_run.how")), keep=True)
        yield skipped_table(data, shown, data.tell(_SKIPPED))
        yield from left_out(data, len(runs) - len(shown), "rules")
    uses = audit.waivers or ()
    if uses:
        yield waiver_table(data, uses[: room(data).waivers])
        yield from left_out(data, len(uses) - room(data).waivers, "rules")


def _gravity(run: RuleRun) -> tuple[int, str]:
    order = ("failed", "off", "ran", "not-applicable")
    return order.index(run_state(run)), run.id
