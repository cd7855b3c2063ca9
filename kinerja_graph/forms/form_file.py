"""Read forms from their files and check every name in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, cast

import yaml

from kinerja_graph.errors import LibraryError, UsageError
from kinerja_graph.forms.form import (
    EACH,
    HUMANS,
    OPTIONS,
    PLACES,
    SETTINGS,
    SIGNERS,
    Column,
    Form,
    Human,
    Need,
    OptionName,
    Part,
    Value,
)
from kinerja_graph.forms.names import KINDS, NAMES, WHERE
from kinerja_graph.forms.places import Place, read_places
from kinerja_graph.texts import EMPTY, Text, _

SHIPPED: Final = Path(__file__).parent
_TOP: Final = (
    "form", "title", "basis", "options", "rows", "order", "group", "columns", "text", "parts",
    "levels", "layout", "each", "card",
)  # fmt: skip
_PART: Final = ("title", "rows", "order", "group", "columns", "text", "totals", "card")
_COLUMN: Final = (
    "id",
    "head",
    "value",
    "human",
    "each",
    "needs",
    "hint",
    "width",
    "unknown",
    "optional",
)
_LAYOUT: Final = ("totals", "signature", "page", "foot")
_SIDES: Final = ("left", "right")
_BELOW: Final = "below"
_NEEDS: Final = ("required", "optional", "none")
_YEAR_NEEDS: Final = ("required", "optional", "default", "closed", "none")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
_VALUE: Final = re.compile(r"([a-z_]+(?:\.[a-z_]+)*)(?:\(([a-z0-9-]+)\))?", re.ASCII)
_YEARS: Final = ("year", "year-1", "last", "it")
_LEVELS: Final = 6


@dataclass(frozen=True, slots=True)
class FormFolder:
    """Where forms lie: those of the package, and those of a folder of one's own.

    A form of one's own wins over a shipped one of the same name.
    """

    own: Path | None = None

    def paths(self) -> dict[str, Path]:
        """Return the file of each form by its name.

        Raises:
            UsageError: there is no such folder.
        """
        found = {path.stem: path for path in SHIPPED.glob("*.yaml")}
        if self.own is not None:
            if not self.own.is_dir():
                raise UsageError(
                    _("There is no folder {folder}."),
                    mend=_("Give the folder in which your forms lie as files .yaml."),
                    where=str(self.own),
                    code="no-folder",
                    folder=self.own,
                )
            found |= {path.stem: path for path in self.own.glob("*.yaml")}
        return dict(sorted(found.items()))

    def read(self, name: str) -> Form:
        """Return the form called ``name``.

        Raises:
            UsageError: there is none; the error names similar ones.
            LibraryError: its file breaks a rule, with file and line.
        """
        paths = self.paths()
        if name in paths:
            return read_form(paths[name])
        near = get_close_matches(name, paths, n=3, cutoff=0.5)
        raise UsageError(
            _("There is no form “{name}”."),
            mend=_("Perhaps you mean: {listed}.") if near else _("Forms: {listed}."),
            where=name,
            code="unknown-form",
            name=name,
            listed=", ".join(near or paths),
            nearest=near,
        )


def is_form_name(name: str) -> bool:
    """Tell whether a form can be called so."""
    return _ID.fullmatch(name) is not None


def read_form(path: Path) -> Form:
    """Read a form and check all that it names.

    Raises:
        LibraryError: a key, option or name that forms do not know, with file, line and the nearest.
    """
    top = read_places(path)
    form = top.kept(None, _form, top)
    if top.faults or form is None:
        raise top.faults[0]
    return form


def faults_of_form(path: Path) -> tuple[LibraryError, ...]:
    """Return all that is wrong with a form, from top to bottom; nothing if it can be filled.

    Of a file that is not YAML it is the first place that is not.
    """
    try:
        top = read_places(path)
    except LibraryError as error:
        return (error,)
    top.kept(None, _form, top)
    return tuple(sorted(top.faults, key=lambda one: int(one.where.rpartition(":")[2])))


def _form(top: Place) -> Form:
    """Read a form; what is wrong with it is kept in ``top``."""
    keys = top.mapping(_TOP, ("form", "title"))
    top.kept(None, _check_name, keys["form"])
    layout = _keys(keys, "layout", _LAYOUT)
    sides = _keys(layout, "signature", (*_SIDES, _BELOW))
    words = top.kept((), _levels, keys["levels"]) if "levels" in keys else ()
    return Form(
        name=top.path.stem,
        title=top.kept(EMPTY, keys["title"].sentence, PLACES),
        parts=_parts(top, keys, layout),
        path=top.path,
        basis=top.kept(EMPTY, keys["basis"].sentence, ()) if "basis" in keys else EMPTY,
        options=_options(_keys(keys, "options", OPTIONS)),
        has_parts="parts" in keys,
        levels=words[:_LEVELS],
        output=words[_LEVELS] if words else EMPTY,
        signature=tuple((one, _choice(sides, one, SIGNERS)) for one in _SIDES if one in sides),
        signs_last=_choice(sides, _BELOW, ("each", "last")) == "last",
        is_wide=_choice(layout, "page", ("landscape", "portrait")) != "portrait",
        draft="hints" if _choice(layout, "foot", ("draft", "hints")) == "hints" else "draft",
        of_posts=_choice(keys, "each", ("posts",)) == "posts",
    )


def _keys(above: Mapping[str, Place], name: str, known: Collection[str]) -> dict[str, Place]:
    """Return the values of a mapping that need not be there."""
    nothing: dict[str, Place] = {}
    return above[name].kept(nothing, above[name].mapping, known) if name in above else nothing


def _choice(above: Mapping[str, Place], name: str, known: Iterable[str]) -> str:
    """Return a word that need not be there; empty without it."""
    return above[name].kept("", above[name].choice, known) if name in above else ""


def _check_name(place: Place) -> None:
    stem = place.path.stem
    if place.text() != stem:
        raise place.fault(
            _("form differs from the name of the file."), _("Write form: {stem}"), stem=stem
        )


def _parts(top: Place, keys: Mapping[str, Place], layout: Mapping[str, Place]) -> tuple[Part, ...]:
    """Return the tables: those of ``parts``, else the one that the file itself has."""
    if "parts" not in keys:
        for one in ("rows", "columns"):
            if one not in keys:
                top.lacks(one)
        return (_part({one: keys[one] for one in _PART if one in keys and one != "title"}, layout),)
    for one in ("rows", "columns", "order", "group", "text", "card"):
        if one in keys:
            top.faults.append(
                keys[one].fault(
                    _("Of a form with parts, {name} stands in each of them."),
                    _("Move {name} into the parts."),
                    name=one,
                )
            )
    nothing: dict[str, Place] = {}
    return tuple(
        _part(one.kept(nothing, one.mapping, _PART, ("rows", "columns")), nothing)
        for one in _items(keys, "parts")
    )


def _items(above: Mapping[str, Place], name: str) -> list[Place]:
    """Return the values of a list that need not be there."""
    nothing: list[Place] = []
    return above[name].kept(nothing, above[name].items) if name in above else nothing


def _options(given: Mapping[str, Place]) -> dict[OptionName, Need]:
    found: dict[OptionName, Need] = {}
    for name in given:
        known = _YEAR_NEEDS if name == "year" else _NEEDS
        found[cast("OptionName", name)] = cast("Need", _choice(given, name, known))
    return found


def _levels(place: Place) -> tuple[Text, ...]:
    """Return the words of the levels, and last the one of outputs on level 3."""
    keys = place.mapping(("words", "output"), ("words", "output"))
    words = tuple(one.sentence(()) for one in keys["words"].items())
    if len(words) != _LEVELS:
        raise keys["words"].unfit("[0, 1, 2, 3, 4, 5]")
    return (*words, keys["output"].sentence(()))


def _part(keys: Mapping[str, Place], layout: Mapping[str, Place]) -> Part:
    rows = _rows(keys)
    of = _choice(rows, "of", KINDS)
    places = _items(keys, "columns")
    ids = [one for place in places for one in _ids(place)]
    totals = keys if "totals" in keys else layout
    return Part(
        of=of,
        where=_where(rows, of),
        order=_values(keys, "order", of),
        group=_values(keys, "group", of),
        columns=tuple(
            column
            for place in places
            if (column := place.kept(None, _column, place, of, ids, has_cards="card" in keys))
        ),
        title=_sentence(keys, "title"),
        text=tuple(one.kept(EMPTY, one.sentence, PLACES) for one in _items(keys, "text")),
        totals=tuple(one.kept("", one.choice, ids) for one in _items(totals, "totals")),
        card=_sentence(keys, "card"),
    )


def _rows(keys: Mapping[str, Place]) -> dict[str, Place]:
    nothing: dict[str, Place] = {}
    if "rows" not in keys:
        return nothing
    return keys["rows"].kept(nothing, keys["rows"].mapping, ("of", "where"), ("of",))


def _where(rows: Mapping[str, Place], of: str) -> str:
    """Return which rows: a word for such rows; of indicators also any selector."""
    if "where" not in rows:
        return ""
    words = WHERE.get(of, ())
    if words and of != "indicators":
        return _choice(rows, "where", words)
    return rows["where"].kept("", rows["where"].text)


def _sentence(keys: Mapping[str, Place], name: str) -> Text:
    return keys[name].kept(EMPTY, keys[name].sentence, PLACES) if name in keys else EMPTY


def _ids(place: Place) -> list[str]:
    """Return how a column is called, if it is: faults are told where the column is read."""
    if not isinstance(place.node, yaml.MappingNode):
        return []
    return [
        str(value.value).strip()
        for key, value in place.node.value
        if key.value == "id" and isinstance(value, yaml.ScalarNode)
    ]


def _values(keys: Mapping[str, Place], name: str, of: str) -> tuple[Value, ...]:
    read = (one.kept(None, _value, one, of) for one in _items(keys, name))
    return tuple(one for one in read if one is not None)


def _column(place: Place, of: str, ids: Sequence[str], *, has_cards: bool) -> Column:
    keys = place.mapping(_COLUMN, ("id", "head"))
    name = place.kept("", keys["id"].text)
    if name and not _ID.fullmatch(name):
        place.faults.append(keys["id"].unfit("id: target"))
    if ids.count(name) > 1:
        place.faults.append(
            place.fault(_("Two columns are called {name}."), _("Rename one of them."), name=name)
        )
    if "value" not in keys and "human" not in keys:
        place.faults.append(
            place.fault(
                _("Column {name} has neither value nor human."),
                _("Say what stands in it (value: …), or who fills it (human: evaluator)."),
                name=name,
            )
        )
    is_hint = "hint" in keys and place.kept(False, keys["hint"].flag)  # noqa: FBT003
    if is_hint and has_cards:
        place.faults.append(
            place.fault(
                _("A card has no room for the hint {name}."),
                _("Remove hint: true, or card."),
                name=name,
            )
        )
    return Column(
        id=name,
        head=_sentence(keys, "head"),
        value=place.kept(None, _value, keys["value"], of) if "value" in keys else None,
        human=cast("Human | None", _choice(keys, "human", HUMANS) or None),
        each=_choice(keys, "each", EACH) or None,
        needs=_choice(keys, "needs", SETTINGS) or None,
        is_hint=is_hint,
        width=place.kept(1, keys["width"].number) if "width" in keys else 1,
        unknown=place.kept(EMPTY, keys["unknown"].sentence, ()) if "unknown" in keys else EMPTY,
        is_optional="optional" in keys and place.kept(False, keys["optional"].flag),  # noqa: FBT003
    )


def _value(place: Place, of: str) -> Value:
    """Return a name; of rows that forms do not know, any name may be right."""
    text = place.text()
    read = _VALUE.fullmatch(text)
    if read is None:
        raise place.unfit("name | a.b | target(year)")
    name, argument = read[1], read[2] or ""
    if of:
        known = NAMES[of]
        if name not in known:
            raise place.unknown(name, known)
        if bool(argument) != known[name].has_argument:
            raise place.unfit(f"{name}(year)" if known[name].has_argument else name)
    if argument and argument not in _YEARS and not argument.isdigit():
        raise place.unknown(argument, _YEARS)
    return Value(name, argument)
