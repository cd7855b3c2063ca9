"""Configure rules from the command line and ``kinerja.toml``: selection, parameters, severity.

[rules]
folder = "aturan"                       # custom rules, as with --rules

[rules.parameters]
max_indicators = 3                      # as with --set max_indicators=3

[rules.severity.soft-target]
level = "info"
reason = "Target ditetapkan pusat"

[rules.off]
idle-position = "Jabatan belum dipetakan"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kinerja_graph.audit.answer import FAIL_SEVERITIES, FailOn, FailSeverity
from kinerja_graph.audit.parameters import converted
from kinerja_graph.audit.rule_set import Regrade, RuleSet
from kinerja_graph.errors import SettingsError, UsageError
from kinerja_graph.library.plain import as_mapping
from kinerja_graph.library.references import resolve
from kinerja_graph.library.rules import (
    SEVERITIES,
    Parameter,
    ParameterValue,
    Rule,
    load_rules,
)
from kinerja_graph.settings import SETTINGS_FILE, Settings
from kinerja_graph.texts import _

if TYPE_CHECKING:
    from kinerja_graph.audit.evidence import Sheet
from kinerja_graph.workflow.rules import select, unknown_rule

__all__ = [
    "RuleSet",
    "default_rule_set",
    "evidence_sheet",
    "read_fail_on",
    "read_rule_set",
    "rule_folder",
]

_KEYS: Final = ("folder", "lke", "off", "parameters", "severity")
_PERCENT: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,9})?", re.ASCII)
_WHERE_FAIL_ON: Final = "--fail-on"


def default_rule_set(names: Iterable[str] = ()) -> RuleSet:
    """Return the rules of the product unchanged; ``names`` selects some, none means all.

    Raises:
        UsageError: there is no rule with such an id.
    """
    library = tuple(load_rules())
    return RuleSet(rules=select(library, names), library=library)


def read_rule_set(
    settings: Settings,
    names: Iterable[str] = (),
    *,
    folder: Path | None = None,
    parameters: Iterable[str] = (),
) -> RuleSet:
    """Return the rule set of an audit: options of the command override ``settings.rules``.

    Args:
        settings: the current settings.
        names: ids of the rules to run; none means all.
        folder: a folder of custom rules, in addition to those of the product.
        parameters: ``NAME=VALUE`` each; the last value of a name wins.

    Raises:
        UsageError: an unknown rule or parameter, or a value of the wrong type.
        SettingsError: ``[rules]`` has an unknown key, or a decision without a reason.
        LibraryError: the folder does not exist, or a rule in it is invalid.
    """
    decided = _rule_settings(settings.rules)
    rules = load_rules(rule_folder(settings, folder))
    known = {rule.id: rule for rule in rules}
    regraded = {
        name: _regrade(known, name, value) for name, value in _table(decided, "severity").items()
    }
    off = {
        name: _reason(known, f"rules.off.{name}", name, value)
        for name, value in _table(decided, "off").items()
    }
    return RuleSet(
        rules=select(rules, names),
        parameters=_parameters(rules, _table(decided, "parameters"), parameters),
        regraded=regraded,
        off=off,
        library=tuple(rules),
    )


def read_fail_on(words: Iterable[str], rule_set: RuleSet) -> FailOn:
    """Return what makes an audit by ``rule_set`` fail; no words mean ``error``.

    Args:
        words: at most one severity, or ``never``, and any number of ``RULE:PERCENT``. With these
            alone no severity counts.
        rule_set: the rules that run.

    Raises:
        UsageError: a word that is neither, two severities, an unknown rule, a rule that does not
            run, or no percentage.
    """
    listed = list(words)
    severities = [word for word in listed if ":" not in word]
    for word in severities:
        if word not in FAIL_SEVERITIES:
            raise _unknown_severity(word, rule_set)
    if len(set(severities)) > 1:
        raise UsageError(
            _("--fail-on takes one severity; {second} is a second one beside {first}."),
            mend=_("Leave one of them out; of rules it takes any number, as RULE:PERCENT."),
            where=_WHERE_FAIL_ON,
            code="bad-value",
            first=severities[0],
            second=next(one for one in severities if one != severities[0]),
        )
    percents = tuple(_percent_of(word, rule_set) for word in listed if ":" in word)
    known: dict[str, FailSeverity] = {one: one for one in FAIL_SEVERITIES}
    if severities:
        return FailOn(known[severities[0]], percents)
    return FailOn("never", percents) if percents else FailOn()


def _percent_of(word: str, rule_set: RuleSet) -> tuple[str, Decimal]:
    name, _unused, text = word.rpartition(":")
    library = sorted(rule.id for rule in rule_set.library)
    if name not in library:
        raise unknown_rule(name, library, where=_WHERE_FAIL_ON)
    if not any(rule.id == name for rule in rule_set.rules):
        raise UsageError(
            _("--fail-on {rule} has nothing to check: the rule is not run."),
            mend=_("Add --rule {rule}, or leave it out of --fail-on."),
            where=_WHERE_FAIL_ON,
            code="rule-not-run",
            rule=name,
        )
    percent = Decimal(text.replace(",", ".")) if _PERCENT.fullmatch(text) else None
    if percent is None or percent > 100:  # noqa: PLR2004 - percent
        raise UsageError(
            _("“{text}” in --fail-on {word} is not a percentage."),
            mend=_("Write a number from 0 to 100, such as {rule}:5."),
            where=_WHERE_FAIL_ON,
            code="bad-value",
            text=text,
            word=word,
            rule=name,
        )
    return name, percent


def _unknown_severity(word: str, rule_set: RuleSet) -> UsageError:
    """Return the error for a word that is no severity; a rule's id lacks its percentage."""
    near = get_close_matches(word, [rule.id for rule in rule_set.library], n=1, cutoff=0.6)
    return UsageError(
        _("The value given for --fail-on cannot be used: {word}"),
        mend=_("Write {example}, or a severity: {severities}."),
        where=_WHERE_FAIL_ON,
        code="bad-value",
        word=word,
        example=f"{near[0]}:5" if near else "RULE:PERCENT",
        severities=", ".join(FAIL_SEVERITIES),
        nearest=near,
    )


def rule_folder(settings: Settings, given: Path | None = None) -> Path | None:
    """Return the folder of custom rules: ``given``, else ``rules.folder``, else None.

    Raises:
        SettingsError: ``rules.folder`` is not a path.
    """
    folder = _rule_settings(settings.rules).get("folder")
    if given is not None or folder is None:
        return given
    if isinstance(folder, str) and folder:
        return Path(folder)
    raise _invalid_setting("rules.folder", 'folder = "…"')


def evidence_sheet(settings: Settings) -> Sheet:
    """Return the evaluation sheet of ``audit --evidence lke``: ``rules.lke``, else the product's.

    Raises:
        SettingsError: ``rules.lke`` is not a path.
        LibraryError: the file is not an evaluation sheet.
    """
    path = _rule_settings(settings.rules).get("lke", str(resolve("audit.evidence:LKE")))
    if isinstance(path, str) and path:
        sheet: Sheet = resolve("audit.evidence:read_sheet")(Path(path))
        return sheet
    raise _invalid_setting("rules.lke", 'lke = "….yaml"')


def _rule_settings(rules: Mapping[str, Any]) -> Mapping[str, Any]:
    for key in rules:
        if key not in _KEYS:
            raise _invalid_setting(f"rules.{key}", " | ".join(f"[rules.{name}]" for name in _KEYS))
    return rules


def _table(decided: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = as_mapping(decided.get(key, {}))
    if table is None:
        raise _invalid_setting(f"rules.{key}", f"[rules.{key}]")
    return table


def _regrade(known: Mapping[str, Rule], name: str, value: object) -> Regrade:
    place = f"rules.severity.{name}"
    given = as_mapping(value)
    level = None if given is None else given.get("level")
    if given is None or set(given) - {"level", "reason"} or level not in SEVERITIES:
        raise _invalid_setting(place, f'level = "{"|".join(SEVERITIES)}", reason = "…"')
    return Regrade(level, _reason(known, place, name, given.get("reason")))


def _reason(known: Mapping[str, Rule], place: str, name: str, value: object) -> str:
    if name not in known:
        raise unknown_rule(name, sorted(known), where=f"{SETTINGS_FILE}: {place}")
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise SettingsError(
        _("The decision about rule {rule} gives no reason."),
        mend=_("Write the reason as a sentence; it shows in the report of the audit."),
        where=f"{SETTINGS_FILE}: {place}",
        rule=name,
    )


def _parameters(
    rules: Iterable[Rule], decided: Mapping[str, Any], given: Iterable[str]
) -> dict[str, ParameterValue]:
    known: dict[str, Parameter] = {}
    for rule in rules:
        known.update(rule.parameters)
    values: dict[str, object] = dict(decided)
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise UsageError(
                _("--set {text} does not set a value."),
                mend=_("Write PARAMETER=VALUE, such as {example}."),
                where="--set",
                code="bad-value",
                text=text,
                example=_example(known),
            )
        values[name.strip()] = value.strip()
    return {
        name: converted(_find_parameter(known, name), value)
        for name, value in sorted(values.items())
    }


def _example(known: Mapping[str, Parameter]) -> str:
    return next(f"{name}={one.default}" for name, one in sorted(known.items()))


def _find_parameter(known: Mapping[str, Parameter], name: str) -> Parameter:
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    raise UsageError(
        _("There is no parameter {name}."),
        mend=_("Perhaps you mean: {listed}.") if near else _("Parameters: {listed}."),
        where=name,
        code="unknown-parameter",
        name=name,
        listed=", ".join(near or sorted(known)),
        nearest=near,
    )


def _invalid_setting(place: str, shape: str) -> SettingsError:
    return SettingsError(
        _("Setting {place} cannot be used."),
        mend=_("Expected: {shape}"),
        where=f"{SETTINGS_FILE}: {place}",
        place=place,
        shape=shape,
    )
