"""Words and symbols shared by all output formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kinerja_graph.library.rule import SEVERITIES, Severity
from kinerja_graph.numbers import format_number
from kinerja_graph.texts import Language, Text, _, pgettext

SIGNS: Final[Mapping[str, str]] = {
    "good": "✔", "error": "✖", "warning": "▲", "info": "●", "": "–",
}  # fmt: skip
"""Symbols for severities and statuses, so that no information depends on colour alone."""
SEVERITY_NAMES: Final[Mapping[str, Text]] = {
    "error": _("error"),
    "warning": _("warning"),
    "info": _("info"),
}
SEVERITY_PLURALS: Final[Mapping[str, Text]] = {
    "error": _("errors"),
    "warning": _("warnings"),
    "info": _("info"),
}
STATUS_NAMES: Final[Mapping[str, Text]] = {
    "new": _("new"),
    "existing": _("existing"),
    "resolved": _("resolved"),
    "waived": _("waived"),
}
"""The statuses of a finding relative to an earlier audit and to the waivers."""
WAIVER_STATES: Final[Mapping[str, Text]] = {
    "used": _("in force ({n})"),
    "without-reason": _("without a reason, not in force"),
    "without-until": _("without an end (until), not in force"),
    "without-by": _("nobody is responsible for it (by), not in force"),
    "expired": _("expired after {until}"),
    "ambiguous": _(
        "ambiguous, not in force: the dataset, or the record with the same id; write subject: "
        "'@dataset', or the fingerprint of the finding"
    ),
    "unmatched": _("matches no finding"),
    "not-run": _("its rule was not run"),
    "unknown-rule": _("its rule is not known (misspelt, or a custom rule without --rules)"),
}
"""The states of a waiver: ``n`` findings that it covers, ``until`` when it was valid."""
FOLLOW_UP_STATES: Final[Mapping[str, Text]] = {
    "open": pgettext("of a follow-up", "open"),
    "in-progress": _("in progress"),
    "done": _("said to be done"),
}
"""What people say about the follow-up of a finding."""
CATEGORY_NAMES: Final[Mapping[str, Text]] = {
    "chain": _("Chain"),
    "level": _("Fitness for the level"),
    "quality": _("Indicator quality"),
    "ownership": _("Ownership and the organisation"),
    "alignment": _("Cross-agency alignment"),
    "people": _("SOP, people and functional ladders"),
    "evidence": _("Evidence over the years"),
}
RULE_PARTS: Final[Mapping[str, Text]] = {
    "what": _("What it looks for"),
    "why": _("Why it matters"),
    "message": _("What a finding says"),
    "mend": _("How to fix it"),
    "where": _("Where to fix it"),
    "example": _("Example"),
    "limits": _("Limits"),
    "applies": _("When it does not apply"),
    "parameters": _("Parameters"),
    "sources": _("Based on"),
}
"""What stands over each part of a rule, wherever one is explained."""
RECORD_NAMES: Final[Mapping[str, Text]] = {
    "Unit": _("unit"),
    "Position": _("post"),
    "Objective": _("objective"),
    "Indicator": _("indicator"),
    "Task": _("task"),
    "Programme": _("programme"),
    "Problem": _("reading problem"),
}
"""Names of record types, by label."""
RECORD_PLURALS: Final[Mapping[str, Text]] = {
    "Unit": _("units"),
    "Position": _("posts"),
    "Objective": _("objectives"),
    "Indicator": _("indicators"),
    "Task": _("tasks"),
    "Programme": _("programmes"),
    "Problem": _("reading problems"),
}
_NO_RECORDS: Final = _("no records")
_NO_FINDINGS: Final = _("No findings in {plan}.")
_FINDINGS: Final = _("{number:finding|findings} in {plan}: {numbers}.")
HEAVIEST: Final = _("The breaks that weigh most")
NOTHING_CUT: Final = _("No finding cuts results or tasks off.")
CUTS: Final = _("Cuts off {n} results and tasks below it.")
CUT_BRIEFLY: Final = _("cuts off {number}")
CUTS_ONE: Final = _("Cuts off one result or task below it.")
LED_BRIEFLY: Final = _("{number} lead into it")
"""What a report and a picture call the findings that cut off most, and say of each.

The last is said of a circle.
"""
BELOW: Final = _("below {place}")
"""Where a row is to be added."""


def severity_mark(severity: str, language: Language) -> str:
    """Return a severity as symbol and word.

    >>> severity_mark("error", "en")
    '✖ error'
    """
    return f"{SIGNS[severity]} {SEVERITY_NAMES[severity].say(language)}"


def count_severities(numbers: Mapping[str, int], language: Language) -> str:
    """Return findings or problems by severity in words; severities without any are left out.

    >>> count_severities({"error": 1, "warning": 3000}, "en")
    '1 error, 3,000 warnings'
    """
    counts: dict[str, int] = {severity: numbers.get(severity, 0) for severity in SEVERITIES}
    return ", ".join(_counts(counts, SEVERITY_NAMES, SEVERITY_PLURALS, language))


def count_findings(plan: str, numbers: Mapping[str, int], language: Language) -> str:
    """Say in a sentence how many findings ``plan`` has by severity, or that it has none.

    >>> count_findings("kota 2026", {"error": 1, "info": 2}, "en")
    '3 findings in kota 2026: 1 error, 2 info.'
    """
    told = count_severities(numbers, language)
    if not told:
        return _NO_FINDINGS.say(language, plan=plan)
    number = format_number(sum(numbers.get(level, 0) for level in SEVERITIES), language)
    return _FINDINGS.say(language, plan=plan, number=number, numbers=told)


def count_records(numbers: Mapping[str, int], language: Language) -> str:
    """Return records by label in words; labels without any are left out.

    >>> count_records({"Unit": 5, "Task": 0, "Indicator": 1}, "en"), count_records({}, "en")
    ('5 units, 1 indicator', 'no records')
    """
    counts = {label: numbers.get(label, 0) for label in RECORD_PLURALS}
    counted = ", ".join(_counts(counts, RECORD_NAMES, RECORD_PLURALS, language))
    return counted or _NO_RECORDS.say(language)


def one_line(text: str, most: int) -> str:
    r"""Return a text of a plan in one line, cut after ``most`` characters.

    >>> one_line("Jalan\n mantap", 20), one_line("Jalan mantap", 5)
    ('Jalan mantap', 'Jalan…')
    """
    folded = " ".join(text.split())
    return folded if len(folded) <= most else f"{folded[:most]}…"


def worst_severity(numbers: Mapping[str, int]) -> Severity | None:
    """Return the gravest severity with a count above 0; None if there is none.

    >>> worst_severity({"warning": 2, "info": 1}), worst_severity({"error": 0})
    ('warning', None)
    """
    return next((severity for severity in SEVERITIES if numbers.get(severity, 0)), None)


def _counts(
    numbers: Mapping[str, int],
    of_one: Mapping[str, Text],
    of_many: Mapping[str, Text],
    language: Language,
) -> Iterator[str]:
    for key, number in numbers.items():
        if number:
            name = (of_one if number == 1 else of_many)[key]
            yield f"{format_number(number, language)} {name.say(language)}"
