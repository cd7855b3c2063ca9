"""``fleet``: a line for each government, worst first, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rich.console import RenderableType
from rich.text import Text as Line

from kinerja_graph.cli.formatters.findings import LINES
from kinerja_graph.cli.formatters.history import CLEAN, waiver_parts
from kinerja_graph.cli.formatters.words import NEXT, line, marked, next_step
from kinerja_graph.fleet.outcome import SEVERITIES, Outcome
from kinerja_graph.fleet.run import FleetAnswer
from kinerja_graph.library.words import count_severities, worst_severity
from kinerja_graph.report.answers.shared import MORE
from kinerja_graph.texts import Language, _

_SUM: Final = _("{number:dataset|datasets}: {numbers}.")
_BROKEN: Final = _("{number:dataset|datasets} could not be audited.")
_KEPT: Final = _("{number:result was|results were} there already (--again audits them too).")
_DASHBOARD: Final = _("The cluster shows its work at {address}")
_INCOMPLETE: Final = _("rules failed: {rules}")
_QUERY: Final = (
    "SELECT rule, sum(findings) AS findings FROM rules GROUP BY rule ORDER BY findings DESC"
)


def announcement(address: str, language: Language) -> Line:
    """Say where the cluster shows its work."""
    return line(_DASHBOARD.say(language, address=address), "dim")


def fleet_parts(found: FleetAnswer, out: Path, language: Language) -> Iterator[RenderableType]:
    """Yield the sum, a line for each edition (unaudited ones first), and the next command."""
    summary = found.summary
    numbers = count_severities(summary, language) or CLEAN.say(language)
    text = _SUM.say(language, number=len(found.outcomes), numbers=numbers)
    head = [marked(worst_severity(summary) or "good", text)]
    if summary["broken"]:
        head.append(marked("error", _BROKEN.say(language, number=summary["broken"])))
    if found.kept:
        head.append(line(_KEPT.say(language, number=found.kept), "dim"))
    yield from head
    ordered = sorted(found.outcomes, key=_worst_first)
    room = LINES - len(head) - 1
    shown = ordered if len(ordered) <= room else ordered[: room - 1]
    for one in shown:
        yield _government(one, language)
    if len(shown) < len(ordered):
        yield line(MORE.say(language, number=len(ordered) - len(shown)), "dim")
    yield from waiver_parts(found.waivers or (), language)
    yield next_step(NEXT.say(language), "fleet", "query", _QUERY, "--out", out)


def _worst_first(one: Outcome) -> tuple[bool, tuple[int, ...], tuple[str, str, str]]:
    summary = one.data.get("summary")
    if summary is None:
        return False, (), one.sort_key
    return True, tuple(-summary[level] for level in SEVERITIES), one.sort_key


def _government(one: Outcome, language: Language) -> Line:
    data = one.data
    name = f"{one.dataset} {one.edition}".strip()
    if "error" in data:
        return marked("error", f"{name}: {data['error']['message']}")
    failed = [run["id"] for run in data["rules"] if run["status"] == "failed"]
    if failed:
        return marked("error", f"{name}: {_INCOMPLETE.say(language, rules=', '.join(failed))}")
    summary = data["summary"]
    numbers = count_severities(summary, language) or CLEAN.say(language)
    return marked(worst_severity(summary) or "good", f"{name}: {numbers}")
