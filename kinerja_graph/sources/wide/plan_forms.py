"""The keys that only one form of matrix has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast, get_args

from kinerja_graph.sources.columns import POSITION_TABLE
from kinerja_graph.sources.wide.folding import fold
from kinerja_graph.sources.wide.mapfile import Item
from kinerja_graph.sources.wide.plan import (
    Amounts,
    Codes,
    Direction,
    Level,
    Map,
    Nodes,
    OrgChart,
    Posts,
    Shapes,
    Tier,
)
from kinerja_graph.sources.wide.plan_values import column, columns, level_column, needed, opt_column
from kinerja_graph.sources.wide.shape_texts import ASIDE_WORDS, INDICATOR_WORDS
from kinerja_graph.texts import Text, _

Reader = Callable[[Item, Mapping[str, Item], Map], Map]
_LAST_LEVEL: Final = 5
_OF_CELLS: Final = (
    "headings", "rows", "skip", "stop", "cells", "unit", "statements", "links", "indicators",
)  # fmt: skip
"""Keys about cells and rows, which a tree drawn with shapes has not."""
_POST_FIELDS: Final = tuple(
    heading.name
    for heading in POSITION_TABLE.headings
    if heading.name not in {"unit", "reports_to", "source"}
)


def _matrix(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    levels = tuple(_level(item) for item in needed(root, "levels").entries())
    headings = {heading for level in levels for heading in level.name.headings}
    for entry in found.indicators:
        if entry.of is not None and entry.of not in headings:
            entry.name.item.expected(
                Text(
                    id=f"of: deepest atau salah satu dari {', '.join(sorted(headings))}",
                    en=f"of: deepest or one of {', '.join(sorted(headings))}",
                )
            )
    owner = found.owner
    for heading in () if owner is None else owner.of:
        if owner is not None and heading not in headings:
            owner.column.item.expected(
                Text(
                    id=f"of: satu atau beberapa dari {', '.join(sorted(headings))}",
                    en=f"of: one or several of {', '.join(sorted(headings))}",
                )
            )
    return replace(found, levels=levels)


def _level(item: Item) -> Level:
    known = item.closed(
        "name", "level", "depths", "begins", "prefix", "code", "coded", "shared", "alias"
    )
    depths: Mapping[int, int] = _depths(known["depths"]) if "depths" in known else {}
    if depths and "coded" not in known:
        needed(item, "code")
    level = min(depths.values()) if depths else needed(item, "level").whole(0, _LAST_LEVEL)
    return Level(
        name=column(needed(item, "name")),
        level=level,
        prefix=known["prefix"].text() if "prefix" in known else f"L{level}-",
        code=columns(known["code"]) if "code" in known else (),
        coded="coded" in known and known["coded"].flag(),
        shared="shared" in known and known["shared"].flag(),
        alias=opt_column(known, "alias"),
        depths=depths,
        begins=_begins(known["begins"]) if "begins" in known else {},
    )


def _begins(item: Item) -> Mapping[str, int]:
    """The level of names that begin with a word."""
    if not isinstance(item.value, Mapping) or not item.value:
        item.expected(_("pairs of first word: level"))
    return {fold(word): value.whole(0, _LAST_LEVEL) for word, value in item.value.items()}


def _depths(item: Item) -> Mapping[int, int]:
    """The level of a code of so many parts."""
    depths: dict[int, int] = {}
    if not isinstance(item.value, Mapping) or not item.value:
        item.expected(_("pairs of parts: level"))
    for key, value in item.value.items():
        parts = Item(item.file, value.line, value.key, key).whole(1, 20)
        depths[parts] = value.whole(0, _LAST_LEVEL)
    return depths


def _nodes(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    item = needed(root, "node")
    own = item.closed("id", "parent", "parent_by", "name", "level", "within", "alias")
    by = own["parent_by"].one_of("id", "name", "order") if "parent_by" in own else "id"
    if by == "order":
        for key in ("parent", "within"):
            if key in own:
                raise own[key].fault(
                    Text(
                        id=f"{key} tidak dapat disebut bersama parent_by: order",
                        en=f"{key} cannot stand beside parent_by: order",
                    ),
                    Text(
                        id=f"Hapus {key}; urutan baris yang menunjukkan induk.",
                        en=f"Remove {key}; the order of the rows tells the parent.",
                    ),
                )
    nodes = Nodes(
        id=opt_column(own, "id") if by == "order" else column(needed(item, "id")),
        parent=None if by == "order" else column(needed(item, "parent")),
        name=column(needed(item, "name")),
        level=level_column(needed(item, "level")),
        within=columns(own["within"]) if "within" in own else (),
        by_name=by == "name",
        alias=opt_column(own, "alias"),
    )
    return replace(found, nodes=nodes)


def _codes(root: Item, known: Mapping[str, Item], found: Map) -> Map:
    codes = Codes(
        code=columns(needed(root, "code")),
        name=column(needed(root, "name")),
        depths=_depths(needed(root, "depths")),
        alias=opt_column(known, "alias"),
    )
    return replace(found, codes=codes)


def _list(root: Item, known: Mapping[str, Item], found: Map) -> Map:
    for key in ("statements", "links"):
        if key in known:
            raise known[key].fault(
                _("a list of indicators has no such key."),
                _("Remove it: such a list says nothing of statements or links."),
            )
    needed(root, "indicators")
    return replace(found, level=needed(root, "level").whole(0, _LAST_LEVEL))


def _posts(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    item = needed(root, "post")
    own = item.closed(*_POST_FIELDS, "superiors", "superiors_by", "split")
    needed(item, "name")
    needed(root, "unit")
    by = own["superiors_by"].one_of("id", "name") if "superiors_by" in own else "id"
    if by == "id" and "superiors" in own:
        needed(item, "id")
    posts = Posts(
        fields={key: column(own[key]) for key in _POST_FIELDS if key in own},
        superiors=columns(own["superiors"]) if "superiors" in own else (),
        by_name=by == "name",
        split=own["split"].texts() if "split" in own else (),
    )
    return replace(found, posts=posts)


def _drawn(root: Item, _known: Mapping[str, Item], found: Map) -> Map:
    item = needed(root, "drawing")
    own = item.closed("tiers", "posts", "indicators", "leader", "year", "amounts")
    amounts = own["amounts"].one_of("bracketed", "number") if "amounts" in own else "bracketed"
    drawn = OrgChart(
        tiers=tuple(_tier(each) for each in needed(item, "tiers").entries()),
        posts=needed(item, "posts").texts(),
        indicators=needed(item, "indicators").texts(),
        leader=own["leader"].text() if "leader" in own else None,
        year=own["year"].whole(1900, 2199) if "year" in own else None,
        amounts=cast("Amounts", amounts),
    )
    return replace(found, drawn=drawn)


def _tier(item: Item) -> Tier:
    known = item.closed("rows", "level", "rank", "units")
    return Tier(
        rows=needed(item, "rows").span(),
        level=needed(item, "level").whole(0, _LAST_LEVEL),
        rank=known["rank"].text() if "rank" in known else None,
        units="units" not in known or known["units"].flag(),
    )


def _shapes(root: Item, known: Mapping[str, Item], found: Map) -> Map:
    for key in _OF_CELLS:
        if key in known:
            raise known[key].fault(
                _("a tree drawn with shapes has no such key."),
                _("Remove it: what the boxes are stands under shapes."),
            )
    item = needed(root, "shapes")
    own = item.closed("direction", "levels", "indicators", "aside", "touching", "repeated", "year")
    shapes = Shapes(
        direction=cast("Direction", needed(item, "direction").one_of(*get_args(Direction))),
        levels=tuple(each.whole(0, _LAST_LEVEL) for each in needed(item, "levels").entries()),
        indicators=own["indicators"].texts() if "indicators" in own else INDICATOR_WORDS,
        aside=own["aside"].texts() if "aside" in own else ASIDE_WORDS,
        touching="touching" in own and own["touching"].flag(),
        repeated="repeated" in own and own["repeated"].flag(),
        year=own["year"].whole(1900, 2199) if "year" in own else None,
    )
    return replace(found, shapes=shapes)


FORMS: Final[Mapping[str, tuple[tuple[str, ...], Reader]]] = {
    "matrix": (("levels",), _matrix),
    "nodes": (("node",), _nodes),
    "codes": (("code", "name", "alias", "depths"), _codes),
    "list": (("level",), _list),
    "posts": (("post",), _posts),
    "drawn": (("drawing",), _drawn),
    "shapes": (("shapes",), _shapes),
}
"""The keys of each form beside those that all have, and what reads them."""
