"""Words for the differences between two editions: groups, kinds of edge, properties, values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja_graph.texts import Text, _, pgettext

NOTHING: Final = _("none")
GROUPS: Final[Mapping[str, Text]] = {
    "added": _("Added"),
    "removed": _("Removed"),
    "relabelled": _("Another kind of record"),
    "renamed": _("Renamed"),
    "moved": _("Moved"),
    "reowned": _("Re-owned"),
    "retargeted": _("Targets changed"),
    "retargeted_of": _("Indicators with other targets"),
    "realised": _("Realisations changed"),
    "realised_of": _("Indicators with other realisations"),
    "reorganised": _("Organisation and expected agencies"),
    "redefined": _("Other properties changed"),
    "relinked": _("Contributions changed"),
    "findings_new": _("New findings"),
    "findings_gone": _("Findings gone"),
}
ENDS: Final[Mapping[str, tuple[Text, Text]]] = {
    "CONTRIBUTES_TO": (
        _("no longer contributes to"),
        _("now contributes to"),
    ),
    "MEASURES": (
        _("no longer measures"),
        _("now measures"),
    ),
    "OWNS": (
        _("no longer owned by"),
        _("now owned by"),
    ),
    "PERFORMS": (
        _("no longer performed by"),
        _("now performed by"),
    ),
    "PART_OF": (
        _("no longer part of"),
        _("now part of"),
    ),
    "IN_UNIT": (
        _("no longer in"),
        _("now in"),
    ),
    "REPORTS_TO": (
        _("no longer reports to"),
        _("now reports to"),
    ),
    "EXPECTS": (
        _("no longer expects"),
        _("now expects"),
    ),
    "SERVES": (
        _("no longer serves"),
        _("now serves"),
    ),
}
"""By edge type: how a removed and an added far end are described."""
TIES: Final[Mapping[str, Text]] = {
    "CONTRIBUTES_TO": _("contribution"),
    "MEASURES": _("objective measured"),
    "OWNS": _("owner"),
    "PERFORMS": _("performer"),
    "PART_OF": _("parent unit"),
    "IN_UNIT": _("unit"),
    "REPORTS_TO": _("superior"),
    "EXPECTS": _("expected agency"),
    "SERVES": _("result served"),
}
"""What the far end of an edge is, by its type."""
PROPERTIES: Final[Mapping[str, Text]] = {
    "accumulation": _("accumulation"),
    "activity": _("activity"),
    "alias": _("alias"),
    "baseline": _("baseline"),
    "basis": _("basis"),
    "cross_agency": _("cross-agency"),
    "data_provider": _("data provider"),
    "data_source": _("data source"),
    "definition": _("operational definition"),
    "duration_minutes": _("standard time (minutes)"),
    "formula": _("formula"),
    "kind": _("kind"),
    "ladder": _("functional ladder"),
    "level": _("level"),
    "measure_unit": _("measure unit"),
    "mode": _("mode"),
    "note": _("remark"),
    "output_quantity": _("output quantity"),
    "output_unit": _("output unit"),
    "budget": _("budget"),
    "spent": _("spent"),
    "serves": _("serves"),
    "period_realisation": _("realisation"),
    "period_target": _("target"),
    "polarity": _("polarity"),
    "rank": _("rank"),
    "rationale": _("rationale"),
    "reason": _("reason for skipping a level"),
    "reporting_period": _("reporting period"),
    "role": _("role"),
    "rung": _("rung"),
    "sign": _("sign"),
    "status": _("status"),
    "step": _("step"),
    "supervised": _("higher rungs supervise"),
    "tags": _("themes"),
    "volume": _("times a year"),
    "weight": _("weight"),
}
VALUES: Final[Mapping[str, Text]] = {
    "yes": _("yes"),
    "no": _("no"),
    "accumulation.sum": pgettext("way of counting", "sum"),
    "accumulation.cumulative": _("cumulative"),
    "accumulation.average": _("average"),
    "accumulation.last": _("last value"),
    "basis.stated": _("stated"),
    "basis.nesting": _("nesting"),
    "kind.impact": _("impact"),
    "kind.outcome": _("outcome"),
    "kind.output": _("output"),
    "kind.process": _("process"),
    "kind.input": _("input"),
    "kind.pemda": _("government"),
    "kind.opd": _("agency"),
    "kind.unit": _("unit"),
    "kind.external": _("external body"),
    "kind.vertical": _("vertical"),
    "kind.crosscutting": _("crosscutting"),
    "mode.sum": pgettext("way of counting", "sum"),
    "polarity.up": _("higher is better"),
    "polarity.down": _("lower is better"),
    "polarity.hold": _("hold steady"),
    "polarity.range": _("within a range"),
    "reporting_period.month": _("monthly"),
    "reporting_period.quarter": _("quarterly"),
    "reporting_period.half": _("half-yearly"),
    "reporting_period.year": _("yearly"),
    "role.outcome": pgettext("in both languages", "outcome"),
    "role.csf": _("critical success factor"),
    "role.condition": _("condition in between"),
    "status.accepted": _("accepted"),
    "status.requested": _("requested"),
    "status.rejected": _("rejected"),
}
"""The words for the input's fixed choices, by property and value."""
