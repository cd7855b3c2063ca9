"""The phrases of a report in addition to those of an audit, in both languages.

A phrase with a number has its singular form under the same key with ``.one``.
"""

from __future__ import annotations

from typing import Final

from kinerja_graph.library.words import BELOW, CUTS, CUTS_ONE, HEAVIEST
from kinerja_graph.texts import Text, _

MORE_CHANGES: Final = _("… and {number} more changes; the XLSX report has their details.")
PHRASES: Final[dict[str, Text]] = {
    "report": _("Report on the Performance Cascade"),
    "contents": _("Contents"),
    "page": _("Page"),
    "table": _("Table"),
    "figure": _("Figure"),
    "section": _("Section"),
    "annex": _("Annex"),
    "sheet": _("Sheet"),
    "holds": _("Includes"),
    "rows": _("Rows"),
    "clipped": _("{n} cells are longer than a sheet can hold and are cut off (…)."),
    "clipped.one": _("1 cell is longer than a sheet can hold and is cut off (…)."),
    "yes": _("yes"),
    "no": _("no"),
    "unknown": _("unknown"),
    "glyphs": _(
        "{n} letters are not in the font of this report and show as �; the HTML, DOCX and XLSX "
        "reports have them as they are."
    ),
    "glyphs.one": _(
        "1 letter is not in the font of this report and shows as �; the HTML, DOCX and XLSX "
        "reports have it as it is."
    ),
    "summary": _("Summary"),
    "judgement": _("Judgement"),
    "summary.caution": _(
        "Findings are computed from the plan as it was loaded. A finding is a lead to be "
        "examined, not a judgement of people or agencies; what is unknown does not count as good."
    ),
    "spread": _("Where the findings lie"),
    "by.rule": _("Findings by rule"),
    "by.rule.how": _(
        "Each number is shown with its denominator: how many records the rule examined. "
        "What the plan lacks altogether counts as one finding in the total."
    ),
    "by.rule.found": _("Findings"),
    "heaviest": HEAVIEST,
    "finding": _("Finding and its path"),
    "findings.how": _(
        "Each finding says what is wrong, its path, its place in the input, and "
        "how to fix it. What each rule is based on, and the limits of its check, "
        "are in the appendix."
    ),
    "findings.limit": _(
        "This report details at most {most} findings of each rule. The other {n} findings are "
        "counted here and detailed on the sheet Findings of the XLSX report."
    ),
    "findings.limit.one": _(
        "This report details at most {most} findings of each rule. One more finding is "
        "counted here and detailed on the sheet Findings of the XLSX report."
    ),
    "findings.more": _("and {n} more findings; the XLSX report has their details."),
    "findings.more.one": _("and one more finding; the XLSX report has its details."),
    "findings.only": _("{n} findings; the XLSX report has their details."),
    "findings.only.one": _("One finding; the XLSX report has its details."),
    "cuts": CUTS,
    "cuts.one": CUTS_ONE,
    "leads": _("{n} results and tasks lead into this circle."),
    "leads.one": _("One result or task leads into this circle."),
    "place.none": _("the whole plan"),
    "place.sheet": _("sheet {sheet}"),
    "place.table": _("table {sheet}"),
    "place.row": _("row {row}"),
    "place.cell": _("cell {row}"),
    "place.below": BELOW,
    "crosscutting": _("Crosscutting sheets"),
    "crosscutting.how": _(
        "Outcomes that need more than one agency. Each has a sheet of its own: "
        "who stands behind it, with what, and who is expected but absent."
    ),
    "crosscutting.none": _(
        "This plan has no outcome marked as crosscutting, and none of level 0 that more than "
        "one agency stands behind."
    ),
    "crosscutting.left": _(
        "Of {all} crosscutting outcomes, {n} have no sheet here; the command align shows them "
        "one by one."
    ),
    "outcome": _("Outcome"),
    "behind": _("Agencies behind"),
    "missing": _("Missing"),
    "short.silo": _("stands alone"),
    "short.missing": _("incomplete"),
    "short.shared": _("shared"),
    "level": _("level"),
    "owner": _("owner"),
    "expected": _("expected, present"),
    "matrix": _("Agencies and outcomes"),
    "matrix.left": _(
        "Shown: {outcomes} of {all_outcomes:outcome|outcomes} and {agencies} of "
        "{all_agencies:agency|agencies}; all of them: the sheet Matrix of the XLSX report"
    ),
    "targets": _("Targets that add up"),
    "targets.none": _("This plan has no result whose target is the sum of those below it."),
    "targets.how": _("The targets of {n} results are sums of those below them."),
    "targets.how.one": _("The target of one result is the sum of those below it."),
    "targets.missed": _("Sums that differ from their target: {n}."),
    "targets.untold": _("Sums that are unknown: {n}."),
    "targets.good": _(
        "The targets of {n} results are sums of those below them, and in every year the sum "
        "is right."
    ),
    "targets.good.one": _(
        "The targets of one result are sums of those below it, and in every year the sum is right."
    ),
    "targets.left": _("{n} such results are not detailed here; the command targets shows them."),
    "targets.unknown": _("The sum is unknown"),
    "parts": _("What is added up"),
    "year": _("Year"),
    "target": _("Target"),
    "gap": _("Gap"),
    "evidence": _("Evidence for causal links"),
    "evidence.more": _("and {number} more links; the XLSX report has their details."),
    "evidence.rest": _("The sheet Evidence of the XLSX report details the other links."),
    "editions": _("Changes of the plan"),
    "pictures": _("The performance tree in pictures"),
    "pictures.how": _(
        "Each page shows a result and what hangs on it, a column for each level. A large result "
        "has several pages; the results above are repeated on each, in grey."
    ),
    "pictures.missing": _(
        "The maps of the plan are missing: they cannot be drawn on this computer, because there is "
        "no QuickJS for Macs with an Intel processor. Write the report again on another computer."
    ),
    "pictures.many": _(
        "This plan has {n} results and tasks. A report draws at most {most}, because a larger "
        "tree cannot be read on paper. A part of the plan is drawn by kinerja render ID --out "
        "FILE.html."
    ),
    "pictures.left": _(
        "This report has {shown} figures; the other {n} can be seen with the command render."
    ),
    "pictures.left.one": _(
        "This report has {shown} figures; one more can be seen with the command render."
    ),
    "changes": _("What changed"),
    "changes.none": _(
        "This report is not compared with another edition or a baseline: none was named, and "
        "no earlier edition is loaded."
    ),
    "changes.new": _("New findings"),
    "changes.new.none": _("There is no new finding."),
    "changes.gone": _("Resolved findings"),
    "changes.gone.none": _("No finding has been resolved."),
    "run.ran": _("ran"),
    "not_run": _("Rules that did not run"),
    "not_run.how": _("Of what a rule that did not run checks, this report can conclude nothing."),
    "not_run.none": _("Every rule ran."),
    "reason": _("Reason"),
    "appendix.rules": _("Appendix: the rules"),
    "appendix.rules.how": _(
        "What each rule checks, what it is based on, the limits of its check, "
        "and what it found in this plan."
    ),
    "provenance": _("Provenance"),
    "sign.how": _("To be filled in by the official responsible for this report."),
}
