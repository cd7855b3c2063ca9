"""``rules list`` and ``rules show``, and the selection of rules for an audit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from kinerja_graph.audit.wording import spoken
from kinerja_graph.errors import UsageError
from kinerja_graph.library.fields import TICK
from kinerja_graph.library.page import SEVERITIES_MEAN, when_it_applies, where_to_mend
from kinerja_graph.library.rule import PLACES, Parameter, Rule
from kinerja_graph.library.rules import load_rules
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Language, Text, _

_THAT: Final[Mapping[str, Text]] = {
    "Objective": _("the objective"),
    "Indicator": _("the indicator"),
    "Task": _("the task"),
    "Unit": _("the unit"),
    "Position": _("the post"),
    "Programme": _("the programme"),
    "result": _("the result"),
    "result or task": _("the result or task"),
    "": _("the record"),
}
_RESULTS: Final = {
    "result": frozenset({"Objective", "Indicator"}),
    "result or task": frozenset({"Objective", "Indicator", "Task"}),
}
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Objective": ("objective", "sasaran"),
    "Indicator": ("indicator", "indikator"),
    "Task": ("task", "tugas"),
    "Unit": ("unit",),
    "Position": ("post", "position", "jabatan"),
    "Programme": ("programme", "program"),
}
"""The nouns that sentences use for records of each label."""
_OTHER: Final = {
    "Position": _("the other post"),
    "Indicator": _("the other indicator"),
    "Objective": _("the other objective"),
    "": _("another record"),
}
"""What to call the second of two records of the same kind."""
_OTHER_RESULT: Final = _("the other result")
_MEANT: Final[Mapping[str, Text]] = {
    "years": _("the years in question"),
    "path": _("the records in question"),
    "agencies": _("the agencies in question"),
}
"""What to call the years, records and agencies that a particular finding names."""


@dataclass(frozen=True, slots=True)
class RuleList:
    """The rules of the audit.

    Attributes:
        rules: the rules, by id.
    """

    rules: tuple[Rule, ...]


@json_keys(
    "*rule", "what=rule.what", "why=rule.why", "mend", "message", "fields=rule.fields", "where",
    "example=rule.example", "limits=rule.limits", "applies", "severity_means",
    "references=rule.sources", "parameters", "since=rule.since",
    "statement=rule.statement.text",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """The page of one rule; its sentences are not about a particular finding.

    Attributes:
        mend: how to fix what it finds.
        message: what a finding says.
        where: where to fix it in the input.
        applies: when the rule is run.
        severity_means: what its severity means.
    """

    rule: Rule
    mend: str
    message: str
    where: str
    applies: str
    severity_means: Text

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What users may set."""
        return tuple(self.rule.parameters.values())


def rules_list(folder: Path | None = None) -> tuple[Rule, ...]:
    """Return every rule, including those of ``folder``, sorted by id.

    Raises:
        LibraryError: the folder does not exist, or a rule in it is invalid.

    >>> from kinerja_graph import rules_list
    >>> [rule.id for rule in rules_list()][:2]
    ['activity-worded-objective', 'always-exactly-100']
    """
    return load_rules(folder)


def rules_show(name: str, folder: Path | None = None) -> Rule:
    """Return the rule with the id ``name``, from the product or from ``folder``.

    Raises:
        UsageError: there is none; the error suggests similar ids.
        LibraryError: the folder does not exist, or a rule in it is invalid.

    >>> from kinerja_graph import rules_show
    >>> rules_show("orphan-indicator").severity
    'error'
    """
    return select(load_rules(folder), [name])[0]


def find_rules(names: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules with these ids, sorted by id; all rules if no id is given.

    Raises:
        UsageError: there is no rule with such an id.
    """
    return select(load_rules(), names)


def select(rules: tuple[Rule, ...], names: Iterable[str]) -> tuple[Rule, ...]:
    """Return those of ``rules`` with these ids, in their order; all of them if no id is given.

    Raises:
        UsageError: none of them has such an id.
    """
    wanted = set(names)
    if not wanted:
        return rules
    known = [rule.id for rule in rules]
    for name in sorted(wanted.difference(known)):
        raise unknown_rule(name, known)
    return tuple(rule for rule in rules if rule.id in wanted)


def rules_digest(rules: Iterable[Rule]) -> str:
    """Return the SHA-256 over id and statement of ``rules``, to identify the rules of a finding."""
    lines = (f"{rule.id}\0{rule.statement.text}\0" for rule in rules)
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def rule_page(rule: Rule, language: Language) -> RulePage:
    """Return the page of one rule."""
    return RulePage(
        rule=rule,
        mend=general_mend(rule, rule.mend, language),
        message=general_text(rule, rule.whole_message, language),
        where=where_to_mend(rule, language).replace(TICK, ""),
        applies=when_it_applies(rule, language).replace(TICK, ""),
        severity_means=SEVERITIES_MEAN[rule.severity],
    )


def general_mend(rule: Rule, mend: Text, language: Language) -> str:
    """Fill in a remedy that is shown once for several findings, or on the page of ``rule``."""
    meant = {name: word.say(language) for name, word in _MEANT.items()}
    return general_text(rule, mend, language, meant)


def general_text(
    rule: Rule, template: Text, language: Language, meant: Mapping[str, str] | None = None
) -> str:
    """Fill in a sentence of ``rule`` with general words instead of a particular finding.

    ``meant``: what to write for some facts instead of dots.
    """
    facts: dict[str, object] = dict.fromkeys((*PLACES, *rule.statement.columns), "…")
    facts |= meant or {}
    facts |= {name: spoken(one.default, language) for name, one in rule.parameters.items()}
    subject = _noun(rule.anchor).say(language)
    other = _other(rule).say(language)
    facts["subject"] = subject
    facts["other"] = other
    kinds = [one for label in (*rule.anchor, *rule.other) for one in _KINDS.get(label, ())]
    return _replace_once(template.say(language, **facts), kinds)


def _replace_once(text: str, kinds: Sequence[str]) -> str:
    """Remove repeated kinds from ``text``: "indicator the indicator" becomes "the indicator".

    An adjective before it goes inside: "cross-agency objective the objective" is "the
    cross-agency objective".
    """
    kind = "|".join(kinds)
    text = re.sub(
        rf"\b(?:the )?(cross-agency |output )?(?:(?:{kind}) )?the ({kind})\b",
        lambda found: f"the {(found[1] or '').lower()}{found[2]}",
        text,
        flags=re.IGNORECASE,
    )
    second = "the other|another|(?:jabatan|catatan|hasil|indikator|sasaran) lain(?:nya)?"
    text = re.sub(rf"\b(?:{kind}) ({second})\b", r"\1", text, flags=re.IGNORECASE)
    text = re.sub(rf"\b({kind}) \1 itu\b", r"\1 itu", text, flags=re.IGNORECASE)
    text = re.sub(
        rf"\blintas perangkat daerah (?:{kind}) itu\b", "lintas perangkat daerah itu", text
    )
    return text[:1].upper() + text[1:]


def _noun(labels: Sequence[str]) -> Text:
    """Return a name for records of these labels; "the record" if nothing more specific fits."""
    if len(labels) == 1:
        return _THAT[labels[0]]
    for kind, members in _RESULTS.items():
        if labels and members.issuperset(labels):
            return _THAT[kind]
    return _THAT[""]


def _other(rule: Rule) -> Text:
    """Return a name for the second thing of a finding, distinct from the first if alike."""
    subject, other = _noun(rule.anchor), _noun(rule.other) if rule.other else None
    if other is not None and other not in {subject, _THAT["result"]}:
        return other
    if len(rule.other) > 1 and _RESULTS["result"].issuperset(rule.other):
        return _OTHER_RESULT
    return _OTHER.get(rule.other[0] if len(rule.other) == 1 else "", _OTHER[""])


def unknown_rule(name: str, known: Sequence[str], *, where: str = "") -> UsageError:
    """Return the error for an id ``name`` that is not in ``known``; it suggests similar ones."""
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    hint = _("Perhaps you mean: {listed}.")
    listing = _("The list of rules: kinerja rules list")
    return UsageError(
        _("There is no rule called “{name}”."),
        mend=hint if near else listing,
        where=where,
        code="unknown-rule",
        name=name,
        listed=", ".join(near),
        nearest=near,
    )
