"""Read forms from their files and check every name in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, cast

from kinerja_graph.errors import UsageError
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
    keys = top.mapping(_TOP, ("form", "title"))
    name = keys["form"].text()
    if name != path.stem:
        raise keys["form"].fault(
            _("form differs from the name of the file."), _("Write form: {stem}"), stem=path.stem
        )
    layout = keys["layout"].mapping(_LAYOUT) if "layout" in keys else {}
    if "parts" in keys:
        for one in ("rows", "columns", "order", "group", "text", "card"):
            if one in keys:
                raise keys[one].fault(
                    _("Of a form with parts, {name} stands in each of them."),
                    _("Move {name} into the parts."),
                    name=one,
                )
        places = keys["parts"].items()
        parts = tuple(_part(one.mapping(_PART, ("rows", "columns")), {}) for one in places)
    else:
        for one in ("rows", "columns"):
            if one not in keys:
                raise top.fault(
                    _("The key {name} is missing."), _("Add a line {name}: …"), name=one
                )
        parts = (
            _part({one: keys[one] for one in _PART if one in keys and one != "title"}, layout),
        )
    words = _levels(keys.get("levels"))
    return Form(
        name=name,
        title=keys["title"].sentence(PLACES),
        parts=parts,
        path=path,
        basis=keys["basis"].sentence(()) if "basis" in keys else EMPTY,
        options=_options(keys["options"]) if "options" in keys else {},
        has_parts="parts" in keys,
        levels=words[:_LEVELS],
        output=words[_LEVELS] if words else EMPTY,
        signature=_signature(layout.get("signature")),
        signs_last=_signs_last(layout.get("signature")),
        is_wide="page" not in layout
        or layout["page"].choice(("landscape", "portrait")) != "portrait",
        draft="hints"
        if "foot" in layout and layout["foot"].choice(("draft", "hints")) == "hints"
        else "draft",
        of_posts="each" in keys and keys["each"].choice(("posts",)) == "posts",
    )


def _options(place: Place) -> dict[OptionName, Need]:
    found: dict[OptionName, Need] = {}
    for name, one in place.mapping(OPTIONS).items():
        known = _YEAR_NEEDS if name == "year" else _NEEDS
        found[cast("OptionName", name)] = cast("Need", one.choice(known))
    return found


def _levels(place: Place | None) -> tuple[Text, ...]:
    """Return the words of the levels, and last the one of outputs on level 3."""
    if place is None:
        return ()
    keys = place.mapping(("words", "output"), ("words", "output"))
    words = tuple(one.sentence(()) for one in keys["words"].items())
    if len(words) != _LEVELS:
        raise keys["words"].unfit("[0, 1, 2, 3, 4, 5]")
    return (*words, keys["output"].sentence(()))


def _signature(place: Place | None) -> tuple[tuple[str, str], ...]:
    if place is None:
        return ()
    sides = place.mapping((*_SIDES, _BELOW))
    return tuple((side, sides[side].choice(SIGNERS)) for side in _SIDES if side in sides)


def _signs_last(place: Place | None) -> bool:
    keys = {} if place is None else place.mapping((*_SIDES, _BELOW))
    return _BELOW in keys and keys[_BELOW].choice(("each", "last")) == "last"


def _part(keys: Mapping[str, Place], layout: Mapping[str, Place]) -> Part:
    rows = keys["rows"].mapping(("of", "where"), ("of",))
    of = rows["of"].choice(KINDS)
    where = rows["where"].text() if "where" in rows else ""
    words = WHERE.get(of, ())
    if where and words and of != "indicators" and where not in words:
        raise rows["where"].unknown(where, words)
    columns = tuple(_column(one, of) for one in keys["columns"].items())
    ids = [one.id for one in columns]
    for place, one in zip(keys["columns"].items(), columns, strict=True):
        if ids.count(one.id) > 1:
            raise place.fault(
                _("Two columns are called {name}."), _("Rename one of them."), name=one.id
            )
    totals = keys.get("totals", layout.get("totals"))
    if "card" in keys:
        for place, one in zip(keys["columns"].items(), columns, strict=True):
            if one.is_hint:
                raise place.fault(
                    _("A card has no room for the hint {name}."),
                    _("Remove hint: true, or card."),
                    name=one.id,
                )
    return Part(
        of=of,
        where=where,
        order=_values(keys.get("order"), of),
        group=_values(keys.get("group"), of),
        columns=columns,
        title=keys["title"].sentence(PLACES) if "title" in keys else EMPTY,
        text=tuple(one.sentence(PLACES) for one in keys["text"].items()) if "text" in keys else (),
        totals=() if totals is None else tuple(one.choice(ids) for one in totals.items()),
        card=keys["card"].sentence(PLACES) if "card" in keys else EMPTY,
    )


def _values(place: Place | None, of: str) -> tuple[Value, ...]:
    return () if place is None else tuple(_value(one, of) for one in place.items())


def _column(place: Place, of: str) -> Column:
    keys = place.mapping(_COLUMN, ("id", "head"))
    name = keys["id"].text()
    if not _ID.fullmatch(name):
        raise keys["id"].unfit("id: target")
    if "value" not in keys and "human" not in keys:
        raise place.fault(
            _("Column {name} has neither value nor human."),
            _("Say what stands in it (value: …), or who fills it (human: evaluator)."),
            name=name,
        )
    human = keys["human"].choice(HUMANS) if "human" in keys else None
    return Column(
        id=name,
        head=keys["head"].sentence(PLACES),
        value=_value(keys["value"], of) if "value" in keys else None,
        human=cast("Human | None", human),
        each=keys["each"].choice(EACH) if "each" in keys else None,
        needs=keys["needs"].choice(SETTINGS) if "needs" in keys else None,
        is_hint="hint" in keys and keys["hint"].flag(),
        width=keys["width"].number() if "width" in keys else 1,
        unknown=keys["unknown"].sentence(()) if "unknown" in keys else EMPTY,
        is_optional="optional" in keys and keys["optional"].flag(),
    )


def _value(place: Place, of: str) -> Value:
    text = place.text()
    read = _VALUE.fullmatch(text)
    if read is None:
        raise place.unfit("name | a.b | target(year)")
    name, argument = read[1], read[2] or ""
    known = NAMES[of]
    if name not in known:
        raise place.unknown(name, known)
    if bool(argument) != known[name].has_argument:
        raise place.unfit(f"{name}(year)" if known[name].has_argument else name)
    if argument and argument not in _YEARS and not argument.isdigit():
        raise place.unknown(argument, _YEARS)
    return Value(name, argument)
