"""Values of rule parameters: the defaults of the rules, and those set by a user."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from kinerja_graph.errors import UsageError
from kinerja_graph.library.rules import Parameter, ParameterValue, Rule
from kinerja_graph.texts import _, pgettext

_WORDS = {"true": True, "yes": True, "ya": True, "false": False, "no": False, "tidak": False}

_TYPES = {
    "int": _("a whole number"),
    "float": pgettext("parameter of a rule", "a number"),
    "bool": _("yes or no"),
    "str": _("a text"),
}


def check_parameters(rules: Iterable[Rule], given: Mapping[str, object]) -> None:
    """Refuse unknown names, and values of the wrong type.

    Raises:
        UsageError: with the name, and the parameters that exist.
    """
    known: dict[str, Parameter] = {}
    for rule in rules:
        known.update(rule.parameters)
    for name, value in given.items():
        if name not in known:
            raise UsageError(
                _("There is no parameter {name}."),
                mend=_("Parameters: {known}."),
                where=name,
                name=name,
                known=", ".join(sorted(known)) or "-",
            )
        converted(known[name], value)


def chosen(rule: Rule, given: Mapping[str, object]) -> dict[str, ParameterValue]:
    """Return the values of the parameters of ``rule``: those given, else its defaults.

    Raises:
        UsageError: a value of the wrong type.
    """
    return {
        name: converted(parameter, given[name]) if name in given else parameter.default
        for name, parameter in rule.parameters.items()
    }


def converted(parameter: Parameter, value: object) -> ParameterValue:
    """Convert ``value``, typed on a command line or given directly, to the type of ``parameter``.

    Raises:
        UsageError: it cannot be converted.
    """
    found = _as_type(parameter.type, value)
    if found is None:
        raise UsageError(
            _("The value of parameter {name} cannot be used: {value}."),
            mend=_("Write {type}, such as {name}={default}."),
            where=parameter.name,
            name=parameter.name,
            value=str(value),
            type=_TYPES[parameter.type],
            default=str(parameter.default),
        )
    return found


def _as_type(kind: str, value: object) -> ParameterValue | None:
    text = str(value).strip()
    if kind == "str":
        return text
    if kind == "bool":
        return _WORDS.get(text.casefold())
    if isinstance(value, bool):
        return None
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
